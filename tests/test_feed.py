"""feed.xml as a reader of feeds sees it: issued plans that are public, newest first, marked as sample."""

from __future__ import annotations

from datetime import date, timedelta

import feedparser
import pytest

from preplan import desk
from preplan.exports import feed
from preplan.model import Library
from tests.conftest import REPOSITORY

HOME = "https://plans.example/site/"
HEADERS = {"content-location": HOME + "feed.xml", "content-type": "application/atom+xml; charset=utf-8"}


def _library(as_of: date | None = None) -> Library:
    return desk.open_library(REPOSITORY, date(2026, 11, 24), as_of).library


def _read(library: Library) -> feedparser.FeedParserDict:
    return feedparser.parse(feed.files(library)["feed.xml"], response_headers=HEADERS)


@pytest.fixture(scope="module")
def library() -> Library:
    return _library()


def test_the_feed_is_sound_and_says_that_it_is_a_sample(library: Library) -> None:
    read = _read(library)
    assert not read.bozo and read.version == "atom10"
    assert read.feed.title.startswith("【示例】") and "示例数据" in read.feed.subtitle
    assert all(entry.title.startswith("【示例】") and "以正式印发文本为准" in entry.summary for entry in read.entries)
    assert len({entry.id for entry in read.entries}) == len(read.entries)


def test_entries_are_issued_plans_newest_first_and_lead_to_their_pages(library: Library) -> None:
    entries = _read(library).entries
    days = [entry.published for entry in entries]
    assert days == sorted(days, reverse=True) and days[0].startswith("2022-12-09")
    first = entries[0]
    assert first.link == HOME + "special/grain/plan.html"
    assert first.title == "【示例】莱西市粮食应急预案" and "示西政办发〔2022〕" in first.summary


def test_withheld_plans_are_in_no_entry(library: Library) -> None:
    text = feed.files(library)["feed.xml"]
    withheld = [plan for plan in library.plans if plan.get("disclosure", "mode") == "withheld"]
    assert withheld
    assert not [plan for plan in withheld if plan.id in text or plan.get("title") in text]


def test_what_is_issued_later_is_not_yet_told_and_ids_stay(library: Library) -> None:
    now = _read(library).entries
    before = _read(_library(library.as_of - timedelta(days=30))).entries
    assert 0 < len(before) < len(now)
    assert {entry.id for entry in before} < {entry.id for entry in now}
