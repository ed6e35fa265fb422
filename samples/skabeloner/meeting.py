"""A meeting as it is written in `kilder/*.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

MONTHS = (
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
)
WEEKDAYS = ("Mandag", "Tirsdag", "Onsdag", "Torsdag", "Fredag", "Lørdag", "Søndag")


@dataclass(frozen=True)
class Item:
    """One item; the texts are in the small markup of `markup`."""

    number: int
    title: str
    summary: str = ""
    case: str = ""
    lead: str = ""
    points: tuple[str, ...] = ()
    decision: str = ""
    attachments: tuple[str, ...] = ()
    absent: str = ""
    closed: bool = False
    listed: bool = True  # stands in the contents
    case_number: str = ""
    minutes: int | None = None


@dataclass(frozen=True)
class Meeting:
    """One meeting and how it is printed."""

    name: str
    template: str
    kind: str  # 'referat' or 'dagsorden'
    body: str
    level: str
    held_on: date
    time: str
    venue: str
    items: tuple[Item, ...]
    people: str = ""  # a line (SBSYS) or groups in the small markup
    weekday: str = ""
    contents_alone: bool = False  # contents on a page of their own
    contents_extra: tuple[str, ...] = ()
    printed_on: date | None = None
    notes: tuple[str, ...] = field(default=())

    @property
    def day(self) -> str:
        """Return '14-03-2025'."""
        return f"{self.held_on:%d-%m-%Y}"

    @property
    def long_day(self) -> str:
        """Return 'Fredag den 14. marts 2025'; the weekday is the one in the source, where it names one."""
        weekday = self.weekday or WEEKDAYS[self.held_on.weekday()]
        return f"{weekday} den {self.held_on.day}. {MONTHS[self.held_on.month - 1]} {self.held_on.year}"

    @property
    def is_minutes(self) -> bool:
        """Return whether the document tells what was decided."""
        return self.kind == "referat"


def read_meeting(path: Path) -> Meeting:
    """Return the meeting of one source."""
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    number, items = int(raw.get("foerste_nummer", 1)), []
    for entry in raw["punkt"]:
        number = entry.get("nummer", number)
        items.append(_item(entry, number=number, whole=raw))
        number += 1
    return Meeting(
        name=path.stem,
        template=raw["skabelon"],
        kind=raw.get("slags", "referat"),
        body=raw["organ"],
        level=raw.get("niveau", ""),
        held_on=raw["dato"],
        time=raw.get("tid", ""),
        venue=raw.get("sted", ""),
        items=tuple(items),
        people=raw.get("deltagere", "").strip(),
        weekday=raw.get("ugedag", ""),
        contents_alone=raw.get("indhold_for_sig", False),
        contents_extra=tuple(raw.get("indhold_ekstra", ())),
        printed_on=raw.get("udskrevet"),
        notes=tuple(raw.get("noter", ())),
    )


def _item(entry: dict[str, Any], *, number: int, whole: dict[str, Any]) -> Item:
    return Item(
        number=number,
        title=entry["titel"],
        summary=entry.get("resume", "").strip(),
        case=entry.get("sag", "").strip(),
        lead=entry.get("indstilling", whole.get("indstilling", "")) if entry.get("punkter") else "",
        points=tuple(entry.get("punkter", ())),
        decision=entry.get("beslutning", "").strip(),
        attachments=tuple(entry.get("bilag", ())),
        absent=entry.get("fravaer", whole.get("fravaer", "")),
        closed=entry.get("lukket", False),
        listed=entry.get("i_indhold", True),
        case_number=entry.get("sagsnr", whole.get("sagsnr", "")),
        minutes=entry.get("minutter"),
    )
