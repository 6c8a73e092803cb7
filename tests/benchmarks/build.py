"""How long the sites take to build: the repository's own, and the public one of libraries of S and M size beside the time
in which mkdocs's own renderer makes HTML of the same Markdown and nothing else.

    python tests/benchmarks/build.py [--sizes S M]

Prints CPU seconds of whole processes and their ratios, all of one run.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tools")]

from tests.scale.__main__ import write  # noqa: E402 - the repository is not installed here

from preplan.site.search import corpus  # noqa: E402

BOTH, TIMES = 15.0, 3.0  # goals: CPU seconds of both real sites, times the rendering
PARTS = ("mkdocs.yml", "docs", "tools")  # a library brings its schemas
# A large library is given to Pagefind for the search: beside the rest, it is told by itself.
PLAIN = """
from preplan.site.search import shards
shards.available = lambda: False
from mkdocs.__main__ import cli
cli()
"""
RENDER = """
import sys
from pathlib import Path
from mkdocs.config import load_config
from markdown import Markdown
from mkdocs.utils.meta import get_data
config = load_config("mkdocs.yml")
renderer = Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs)
for page in sorted(Path(sys.argv[1]).rglob("*.md")):
    renderer.reset()
    renderer.convert(get_data(page.read_text(encoding="utf-8"))[0])
"""


def cpu(*command: str, folder: Path, audience: str = "public") -> float:
    """CPU seconds of a process and its children; ends the benchmark with its words if it fails."""
    quiet = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    environment = {**os.environ, **quiet, "AUDIENCE": audience, "PYTHONPATH": str(folder / "tools")}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        (sys.executable, *command), cwd=folder, env=environment, check=False, capture_output=True, text=True
    )
    if done.returncode:
        sys.exit(f"{command[:3]} in {folder}:\n{done.stdout[-1500:]}{done.stderr[-3000:]}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def build(folder: Path, out: Path, audience: str = "public", *program: str) -> float:
    """CPU seconds of a strict build."""
    shutil.rmtree(out, ignore_errors=True)
    words = (*(program or ("-m", "mkdocs")), "build", "--strict", "--site-dir", str(out))
    return cpu(*words, folder=folder, audience=audience)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--sizes", nargs="*", choices=("S", "M"), default=["S", "M"])
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        place = Path(temporary)
        both = cpu("tools/site_hooks.py", str(place / "public"), str(place / "internal"), folder=ROOT)
        print(f"own sites, both: {both:.1f} s (≤ {BOTH:.0f} s) {'+' if both <= BOTH else '-'}", flush=True)
        page_cost = {}
        for size in options.sizes:
            library = place / size
            write(library, size, 1, 0)
            for part in PARTS:
                source = ROOT / part
                if source.is_dir():
                    shutil.copytree(source, library / part, dirs_exist_ok=True)
                else:
                    shutil.copy(source, library / part)
            whole = build(library, place / f"{size}-site", "public", "-c", PLAIN)
            pages = sum(1 for _ in (place / f"{size}-site").rglob("*.html"))
            cpu("-m", "preplan", "pages", str(place / f"{size}-pages"), "--audience", "public", folder=library)
            alone = cpu("-c", RENDER, str(place / f"{size}-pages"), folder=library)
            page_cost[size] = whole / pages * 1000
            met = "+" if whole <= TIMES * alone else "-"
            print(
                f"{size}: {pages} public pages in {whole:.1f} s, {page_cost[size]:.1f} ms a page; their Markdown alone "
                f"{alone:.1f} s: {whole / alone:.2f} × (≤ {TIMES:.0f} ×) {met}",
                flush=True,
            )
            if (place / f"{size}-site" / "search" / "corpus.js").stat().st_size > corpus.SHARDS_FROM:
                sharded = build(library, place / f"{size}-site")
                print(
                    f"{size}: with the shards of Pagefind {sharded:.1f} s, {sharded / alone:.2f} × the rendering",
                    flush=True,
                )
        if len(page_cost) == 2:
            print(f"S → M a page: {page_cost['M'] / page_cost['S']:.2f} ×")
    return 0


if __name__ == "__main__":
    sys.exit(main())
