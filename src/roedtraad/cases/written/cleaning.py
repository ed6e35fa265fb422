"""Which HTML a text may have. Whatever a browser or Word sends becomes this, and only this is ever stored or shown."""

from __future__ import annotations

import re

import nh3

TAGS = {"p", "h3", "h4", "ul", "ol", "li", "strong", "em", "a", "table", "tbody", "tr", "th", "td", "br"}
ATTRIBUTES = {"a": {"href"}, "th": {"colspan", "rowspan"}, "td": {"colspan", "rowspan"}}
DROPPED_WITH_WORDS = {"style", "script", "title", "xml", "template", "noscript"}
# Other tags for the same: what Word and browsers write, and what we keep.
SAME = {"b": "strong", "i": "em", "h1": "h3", "h2": "h3", "h5": "h4", "h6": "h4"}
_TAG = re.compile(r"<(/?)(b|i|h1|h2|h5|h6)\b[^>]*>", re.IGNORECASE)
_NOTHING = re.compile(r"<p>(?:\s|&nbsp;|<br>)*</p>")
_NOT_TEXT = re.compile("[\x00\ud800-\udfff]")


def cleaned(html: str) -> str:
    """Return the HTML with nothing but paragraphs, headings, lists, tables, bold, italics and links.

    Cleaning twice is cleaning once. Paragraphs without words go.
    """
    renamed = _TAG.sub(lambda found: f"<{found[1]}{SAME[found[2].lower()]}>", _NOT_TEXT.sub("\ufffd", html))
    limited = nh3.clean(
        renamed,
        tags=TAGS,
        clean_content_tags=DROPPED_WITH_WORDS,
        attributes=ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
        strip_comments=True,
    )
    return _NOTHING.sub("", limited).strip()
