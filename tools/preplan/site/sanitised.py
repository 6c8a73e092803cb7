"""What a built page may hold: a record must not become a script, and no page loads from another host."""

from __future__ import annotations

import re
from collections.abc import Iterator

import nh3

# What a page may hold after rendering; everything else is dropped. Scripts come only from the theme and assets/.
# Of SVG only what a drawing of boxes, lines and words needs: no links, no styles, nothing that loads.
_DRAWING = {
    "svg": {"viewBox", "width", "height"},
    "g": set(),
    "rect": {"x", "y", "width", "height", "rx"},
    "text": {"x", "y"},
    "path": {"d"},
}
_TAGS = nh3.ALLOWED_TAGS | {"details", "summary", "section", "figure", "figcaption", "input", "label", "button", "nav"}
_ATTRIBUTES = {
    **{tag: set(names) for tag, names in nh3.ALLOWED_ATTRIBUTES.items()},
    "*": {"id", "class", "title", "lang", "aria-label", "aria-hidden", "role", "tabindex"},
    "th": {"scope", "colspan", "rowspan", "style", "align"},
    "td": {"colspan", "rowspan", "style", "align"},
    "details": {"open"},
    "a": {"href", "title"},
    "label": {"for"},
    **_DRAWING,
}
# Loads from another host: the sites must work on an intranet.
_OUTSIDE = re.compile(
    r"<(?:script|img|iframe|source|video|audio|embed|object)\b[^>]*\b(?:src|data)=[\"']?(?:https?:)?//[^\"'\s>]+"
    r"|<link\b[^>]*\brel=[\"']?(?:stylesheet|preconnect|preload|modulepreload|dns-prefetch|icon)\b[^>]*"
    r"\bhref=[\"']?(?:https?:)?//[^\"'\s>]+",
    re.IGNORECASE,
)


def clean(html: str, drawing: bool) -> str:
    """HTML of an article with everything dropped that is not allowed.

    Only pages that draw may hold a `drawing`: no text of a record has one.
    """
    return nh3.clean(
        html,
        tags=_TAGS | set(_DRAWING) if drawing else _TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=_attribute,
        url_schemes={"http", "https", "mailto", "tel"},
        filter_style_properties={"text-align"},
        link_rel=None,
    )


def outside(html: str) -> Iterator[str]:
    """The beginnings of tags that load from another host."""
    return (match[0][:120] for match in _OUTSIDE.finditer(html))


def _attribute(tag: str, name: str, value: str) -> str | None:
    # The theme would fetch a diagram library from another host for this class, and reads its settings by these ids.
    if (name == "class" and "mermaid" in value.split()) or (name == "id" and value.startswith("__")):
        return None
    return value
