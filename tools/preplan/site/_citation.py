"""引用: a line to copy that names an edition, its number, its day and its address, which stays when it is superseded."""

from __future__ import annotations

from preplan.site import markdown as md
from preplan.site import paths
from preplan.site._plans import notice_of, plan_link
from preplan.site.page import Site, View

SCRIPT = "assets/cite.js"


def block(site: Site, edition: View, page: str) -> str:
    """The line as a block of code, which has a button to copy; the script makes the address a whole one."""
    plan, notice = site.library.of("plan")[edition.get("plan")], notice_of(site, edition)
    title = " ".join(str(plan.get("title")).split())
    facts = [notice.get(key) for key in ("number", "signed_on")] if notice else []
    known = "，".join(str(fact) for fact in facts if fact)
    address = paths.below_plans(edition.record).removesuffix(".md") + ".html"
    line = f"《{title}》{edition.get('edition')} 年版" + (f"（{known}）" if known else "") + f"，{address}"
    note = f"本版地址不变，以后被代替也在这里；要引用现行有效的文本，用{plan_link(site, plan, page)}的地址。"
    return md.blocks(
        md.heading("引用本版", "cite"), f'<div class="cite" markdown>\n\n```text\n{line}\n```\n\n</div>',
        f'<p class="small" markdown>{note}</p>',
    )  # fmt: skip
