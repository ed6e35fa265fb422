"""What an agenda or minutes say, frozen: PDF, DOCX and page are made of the same words. Pure: no database.

Every text is as its readers may read it, in Danish; nothing is looked up any more when a file is made of it.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import orjson

from roedtraad.publishing.prose import Block, BlockKind, Cell


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an item under its heading."""

    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class ItemContent:
    """An item; of a closed one at most its number. `note` stands under the title: closed, added later, minutes."""

    number: str
    title: str
    note: str = ""
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class People:
    """A group of people on the list of the meeting."""

    heading: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Labels:
    """The words that the files print beside the content."""

    contents: str
    time: str
    place: str
    page: str
    item: str


@dataclass(frozen=True, slots=True)
class PaperContent:
    """The whole paper. `held_on` is ISO; `meeting` the public id of the meeting, `version` counts from 1."""

    kind: str
    heading: str
    collaboration: str
    body: str
    title: str
    held_on: str
    when: str
    place: str
    meeting: str
    version: int
    labels: Labels
    people: tuple[People, ...]
    items: tuple[ItemContent, ...]


def written(content: PaperContent) -> str:
    """Return a content as JSON; the same content gives the same text."""
    return orjson.dumps(asdict(content), option=orjson.OPT_SORT_KEYS).decode()


def read(text: str) -> PaperContent:
    """Return what `written` wrote."""
    told: dict[str, Any] = orjson.loads(text)
    items = tuple(
        ItemContent(one["number"], one["title"], one["note"], tuple(map(_part, one["parts"])))
        for one in told["items"]
    )
    people = tuple(People(one["heading"], tuple(one["names"])) for one in told["people"])
    return PaperContent(**{**told, "labels": Labels(**told["labels"]), "people": people, "items": items})


def _part(told: dict[str, Any]) -> Part:
    return Part(told["heading"], tuple(map(_block, told["blocks"])))


def _block(told: dict[str, Any]) -> Block:
    rows = tuple(tuple(Cell(cell["text"], cell["is_number"]) for cell in row) for row in told["rows"])
    return Block(BlockKind(told["kind"]), tuple(told["lines"]), rows, told["start"])
