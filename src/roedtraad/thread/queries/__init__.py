"""Reads of `thread`: links, stories, what others do and decide, the map of an agreement."""

from roedtraad.thread.queries.elsewhere import Alike, Done, Wanted, alike, map_of
from roedtraad.thread.queries.links import (
    items_about,
    link_for,
    links_between,
    links_from,
    links_to,
    seen_links,
)
from roedtraad.thread.queries.stories import has_story, story
from roedtraad.thread.stories import Linked, Why

__all__ = [
    "Alike",
    "Done",
    "Linked",
    "Wanted",
    "Why",
    "alike",
    "has_story",
    "items_about",
    "link_for",
    "links_between",
    "links_from",
    "links_to",
    "map_of",
    "seen_links",
    "story",
]
