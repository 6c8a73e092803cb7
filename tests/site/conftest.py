"""Builds real sites with the real adapter: the repository's own once a session, others in temporary folders."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.site.building import build, build_both
from tests.site.serving import served

ROOT = Path(__file__).resolve().parents[2]
PARTS = ("mkdocs.yml", "docs", "schemas", "tools")


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Audience → folder of the repository's own site."""
    found = {audience: tmp_path_factory.mktemp(audience) for audience in ("public", "internal")}
    result = build_both(ROOT, found["public"], found["internal"])
    assert result.returncode == 0, result.stderr
    return found


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A copy of the small library of tests/base with everything a build needs."""
    root = tmp_path / "library"
    for part in PARTS:
        source = ROOT / part
        ignore = shutil.ignore_patterns("__pycache__", "*.egg-info")
        if source.is_dir():
            shutil.copytree(source, root / part, ignore=ignore)
        else:
            root.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, root / part)
    shutil.copytree(ROOT / "tests" / "base" / "plans", root / "plans")
    return root


@pytest.fixture
def build_small(small: Path, tmp_path: Path) -> Callable[[str], Path]:
    """Builds the small library for an audience and gives the folder; fails with the builder's words."""

    def run(audience: str) -> Path:
        out = tmp_path / f"site-{audience}"
        result = build(small, audience, out)
        assert result.returncode == 0, result.stderr
        return out

    return run


@pytest.fixture(scope="session")
def addresses(sites: dict[str, Path]) -> Iterator[dict[str, str]]:
    """Audience → address at which the repository's own site is served."""
    with ExitStack() as stack:
        yield {audience: stack.enter_context(served(folder)) for audience, folder in sites.items()}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    assert found, "run tests/site/install-browser.sh"
    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
        chromium = playwright.chromium.launch(executable_path=found, args=flags)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1366, "height": 900}, locale="zh-CN")
    page = context.new_page()
    yield page
    context.close()
