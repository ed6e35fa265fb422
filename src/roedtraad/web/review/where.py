"""Where one is in a draft: which part of it, which page of the document, what is being written. It stands in the address.

/kladde/<id>?punkt=4&side=6&ret=point-5312-5381&felt=text
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from roedtraad.importing.queries import Review
from roedtraad.importing.sheet.things import Kind, Sheet, Thing

MEETING = 0  # the part of the draft that is no item: the meeting and its people
TEXT = "tekst"
LONGEST_FIND = 100


@dataclass(frozen=True, slots=True)
class Where:
    """`part` is 0 for the meeting, else the place of an item from 1. `edit` is the ref of a thing, `new` a kind.

    `find` is a name that is looked for in the register, `about` the question that it is to answer ('' for what is
    being written).
    """

    address: str
    part: int = MEETING
    page: int = 1
    is_text: bool = False
    edit: str = ""
    field: str = ""
    new: str = ""
    marked: str = ""
    find: str = ""
    about: str = ""

    def query(self) -> Mapping[str, str]:
        """Return what stands in the address, by name."""
        told = {
            "punkt": str(self.part),
            "side": str(self.page),
            "vis": TEXT if self.is_text else "",
            "ret": self.edit,
            "felt": self.field,
            "ny": self.new,
            "ord": self.marked,
            "find": self.find,
            "spoerg": self.about,
        }
        return {name: value for name, value in told.items() if value}

    @property
    def url(self) -> str:
        """Return the address of this place."""
        return f"{self.address}?{urlencode(self.query())}"

    @property
    def plain(self) -> Where:
        """Return the same place, with nothing being written."""
        return replace(self, edit="", field="", new="", marked="", find="", about="")

    def at_page(self, page: int) -> Where:
        """Return the same part beside another page."""
        return replace(self.plain, page=page)

    def editing(self, ref: str, field: str = "", page: int = 0) -> Where:
        """Return the same place, with a thing being written, beside the page on which it stands."""
        return replace(self.plain, edit=ref, field=field, page=page or self.page)

    def adding(self, kind: str) -> Where:
        """Return the same place, with a new thing being written."""
        return replace(self.plain, new=kind)


def part_of(sheet: Sheet, ref: str) -> int:
    """Return the part in which a thing stands."""
    item = sheet.item_of(ref)
    if item is None:
        return MEETING
    return next(n for n, one in enumerate(sheet.items, start=1) if one.ref == item.ref)


def parts(sheet: Sheet) -> Mapping[str, int]:
    """Return the part of every thing, by its ref."""
    found = {one.ref: MEETING for one in (sheet.meeting, *sheet.people)}
    for number, item in enumerate(sheet.items, start=1):
        found.update({one.ref: number for one in (item, *item.parts)})
    return found


def item_at(sheet: Sheet, part: int) -> Thing | None:
    """Return the item of a part, None for the meeting."""
    return sheet.items[part - 1] if 0 < part <= len(sheet.items) else None


def first_page(review: Review, part: int) -> int:
    """Return the page on which a part begins."""
    thing = item_at(review.sheet, part) or review.sheet.meeting
    return review.page_of(thing)


def where(review: Review, address: str, told: Mapping[str, str]) -> Where:
    """Return the place that an address names; what cannot be read is the beginning of the part."""
    sheet = review.sheet
    edit = told.get("ret", "")
    edit = edit if sheet.thing(edit) is not None else ""
    part = part_of(sheet, edit) if edit else _number(told.get("punkt", ""), 0, len(sheet.items)) or MEETING
    page = _number(told.get("side", ""), 1, len(review.pages))
    new = told.get("ny", "")
    return Where(
        address,
        part=part,
        page=page if page is not None else first_page(review, part),
        is_text=told.get("vis") == TEXT,
        edit=edit,
        field=told.get("felt", "") if edit else "",
        new=new if new in set(Kind) else "",
        marked=told.get("ord", ""),
        find=told.get("find", "").strip()[:LONGEST_FIND],
        about=told.get("spoerg", ""),
    )


def _number(written: str, least: int, most: int) -> int | None:
    if not written.isdecimal() or len(written) > 6:
        return None
    return min(max(int(written), least), max(most, least))
