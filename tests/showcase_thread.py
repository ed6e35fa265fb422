"""The threads of the showcase: of what everybody sees, of what is closed, and the pages on which links are judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roedtraad.thread.following import follow_to_the_end

if TYPE_CHECKING:
    from showcase import Showcase

# The page of the showcase whose record has the thread.
THREADS = {
    "thread": "initiative",
    "thread-initiative-closed": "initiative-closed",
    "thread-decision": "decision",
    "thread-item": "item",
    "thread-item-closed": "item-closed",
    "thread-case": "case",
    "thread-agreement": "agreement",
}


def add_threads(show: Showcase) -> None:
    """Propose links in all that the showcase has, and name the pages."""
    follow_to_the_end()
    for name, page in THREADS.items():
        show.paths[name] = f"/traad/{_id_in(show.paths[page])}"
    show.paths["thread-links"] = f"{show.paths['thread']}/led"
    show.paths["thread-elsewhere"] = f"{show.paths['thread']}/andre"
    show.paths["agreement-map"] = f"/aftale/{_id_in(show.paths['agreement'])}/kort"
    show.paths["case-elsewhere"] = show.paths["case-write"].removesuffix("/skriv") + "/andre"


def _id_in(path: str) -> str:
    return path.split("/")[2]
