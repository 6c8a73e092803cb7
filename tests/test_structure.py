"""指挥体系架构图: the picture is sound, and says what the record says."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from preplan import desk
from preplan.site import _tree
from preplan.site.page import Site
from preplan.site.pages import structure
from tests.conftest import REPOSITORY, TODAY

LIBRARY = desk.open_library(REPOSITORY, TODAY).library


def page(audience: str = "public") -> str:
    [found] = structure.pages(Site(LIBRARY, (), audience))
    return found.markdown


def drawings() -> list[ElementTree.Element]:
    return [ElementTree.fromstring(found) for found in re.findall("<svg.*?</svg>", page())]


def words(drawing: ElementTree.Element) -> str:
    return "".join(text.text or "" for text in drawing.iter("{http://www.w3.org/2000/svg}text"))


def test_first_picture_names_every_body_and_the_units_that_lead() -> None:
    [record] = LIBRARY.every("structure")
    first = words(drawings()[0])
    for body in record.get("bodies"):
        assert body["name"] in first
        assert LIBRARY.unit_name(body.get("lead") or body.get("held_at")) in first


def test_groups_are_those_of_the_rules_for_the_command_post() -> None:
    rules = LIBRARY.of("support")["site-command-rules"].body
    assert rules is not None
    [table] = [table for table in rules.tables if table.columns[:2] == ("工作组", "牵头")]
    told = {row.cells[0]: re.sub("[，；].*", "", row.cells[1]) for row in table.rows}
    [record] = LIBRARY.every("structure")
    for body in record.get("bodies"):
        if body["kind"] == "group":
            leads = told.pop(body["name"])
            assert leads.startswith(LIBRARY.unit_name(body.get("lead")) or body["chair"]), body["name"]
    assert told == {}


def test_picture_of_a_level_leaves_out_what_is_not_at_work_and_marks_the_leader() -> None:
    _, four, three, high = drawings()
    assert "现场指挥部" not in words(four) and "青岛市" not in words(four)
    assert "现场指挥部" in words(three) and "抢险救援组" in words(three)
    assert "青岛市应急指挥机构" in words(high)
    leaders = [
        words(group) or "".join(group.itertext())
        for drawing in (four, high)
        for group in drawing.iter("{http://www.w3.org/2000/svg}g")
        if "leads" in (group.get("class") or "").split()
    ]
    assert leaders == ["专项指挥部", "青岛市应急指挥机构"]


def test_boxes_stay_inside_the_picture_and_do_not_touch() -> None:
    for drawing in drawings():
        left, top, width, height = map(float, (drawing.get("viewBox") or "").split())
        boxes = [
            tuple(float(rect.get(key) or 0) for key in ("x", "y", "width", "height"))
            for rect in drawing.iter("{http://www.w3.org/2000/svg}rect")
        ]
        for x, y, wide, high in boxes:
            assert x >= left and y >= top and x + wide <= left + width and y + high <= top + height
        for number, (x, y, wide, high) in enumerate(boxes):
            for other_x, other_y, other_wide, other_high in boxes[number + 1 :]:
                apart = x + wide <= other_x or other_x + other_wide <= x
                assert apart or y + high <= other_y or other_y + other_high <= y


def test_public_reads_no_command_body_of_a_withheld_plan() -> None:
    hidden = [
        plan.get("command", "name") for plan in LIBRARY.special_plans if plan.get("disclosure", "mode") == "withheld"
    ]
    assert len(hidden) == 3
    assert not [name for name in hidden if name in page()]
    assert all(name in page("internal") for name in hidden)


def test_long_names_are_wrapped_in_lines_of_like_length() -> None:
    assert _tree.wrapped("市突发事件应急委员会") == ("市突发事件", "应急委员会")
    assert _tree.wrapped("现场") == ("现场",)


def test_words_of_a_record_cannot_break_out_of_the_picture() -> None:
    drawn = _tree.svg(_tree.Box(('<script>"',), "site"), 'a"b')
    assert ElementTree.fromstring(drawn) is not None and "<script>" not in drawn
