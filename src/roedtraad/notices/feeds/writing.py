"""A feed as a file: Atom, RFC 4287. The same feed gives the same bytes."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from django.conf import settings
from lxml import etree

from roedtraad.notices.feeds.collecting import Feed, FeedEntry

ATOM = "http://www.w3.org/2005/Atom"
MEDIA_TYPE = "application/atom+xml; charset=utf-8"
_NOT_XML = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def as_atom(feed: Feed) -> bytes:
    """Return the file."""
    root = etree.fromstring(f'<feed xmlns="{ATOM}"/>')
    root.set("{http://www.w3.org/XML/1998/namespace}lang", "da")
    _text(root, "id", feed.id)
    _text(root, "title", f"{feed.title} – {settings.SITE.name or 'Rød Tråd'}")
    _text(root, "updated", _moment(feed.updated))
    _link(root, "self", feed.id, media_type="application/atom+xml")
    _link(root, "alternate", feed.url, media_type="text/html")
    _author(root, settings.SITE.owner or settings.SITE.name or "Rød Tråd")
    for entry in feed.entries:
        root.append(_entry(entry))
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)
    return written


def _entry(entry: FeedEntry) -> etree._Element:
    made = etree.Element(f"{{{ATOM}}}entry")
    _text(made, "id", entry.id)
    _text(made, "title", entry.title)
    _text(made, "updated", _moment(entry.updated))
    _link(made, "alternate", entry.url, media_type="text/html")
    _author(made, entry.author)
    _text(made, "summary", entry.summary)
    return made


def _author(parent: etree._Element, name: str) -> None:
    author = etree.SubElement(parent, f"{{{ATOM}}}author")
    _text(author, "name", name)


def _link(parent: etree._Element, rel: str, href: str, *, media_type: str) -> None:
    etree.SubElement(parent, f"{{{ATOM}}}link", rel=rel, href=href, type=media_type)


def _text(parent: etree._Element, name: str, words: str) -> None:
    etree.SubElement(parent, f"{{{ATOM}}}{name}").text = _NOT_XML.sub("", words)


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
