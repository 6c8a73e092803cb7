"""What stands around every page: name, notice, footer, extra menu entries, whether search engines may look."""

from __future__ import annotations

from dataclasses import dataclass

from preplan.model import Library
from preplan.site import paths
from preplan.visible import INTERNAL

SAMPLE_PREFIX = "【示例】"


@dataclass(frozen=True, slots=True)
class Frame:
    """`nav` entries are {title: page path}; `robots` is the content of robots.txt."""

    name: str
    sample: bool
    internal: bool
    as_of: str
    notice: str
    footer: str
    nav: tuple[dict[str, str], ...]
    robots: str

    @property
    def noindex(self) -> bool:
        """Search engines stay out of samples and of everything internal."""
        return self.sample or self.internal


def frame(library: Library, audience: str) -> Frame:
    """The frame of a site for an audience."""
    bureau = library.bureau
    # What does not say that it is real is treated as a sample.
    sample = bureau is None or bool(bureau.get("sample"))
    internal = audience == INTERNAL
    city = bureau.get("city", default="") if bureau else ""
    name = f"{SAMPLE_PREFIX if sample else ''}{city}应急预案库{'（内部版）' if internal else ''}"
    parts = ["以正式印发文本为准", f"数据截止 {library.as_of}"]
    if internal:
        parts.insert(0, "内部资料")
    if sample:
        parts.append("全部内容为示例")
    noindex = sample or internal
    return Frame(
        name=name,
        sample=sample,
        internal=internal,
        as_of=library.as_of.isoformat(),
        notice=bureau.get("sample_notice", default="") if bureau and sample else "",
        footer="　|　".join(parts),
        nav=({"进度板": paths.BOARD},) if internal else (),
        robots="User-agent: *\nDisallow: /\n" if noindex else "User-agent: *\nAllow: /\n",
    )
