"""Levels, parties, people, offices and figures, each from its table."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from roedtraad.bodies.matching.folding import fold
from roedtraad.bodies.models import PartyKind
from roedtraad.bodies.register.entries import (
    FigureEntry,
    HoldingEntry,
    LevelEntry,
    LocalName,
    OfficeEntry,
    PartyEntry,
    PersonEntry,
)
from roedtraad.bodies.register.table import Table
from roedtraad.bodies.register.vocabulary import PARTY_KINDS

POPULATION = "population"
LONGEST_ID = 60


def identity(table: Table) -> str:
    """Return the `id` of a row: small letters, digits, hyphens and strokes, so that it can stand in a key."""
    text = table.text("id", required=True, longest=LONGEST_ID)
    if ":" in text or text != text.strip() or any(char.isspace() for char in text):
        table.problem(_("an id has no spaces and no colons."))
    return text


def read_level(table: Table) -> LevelEntry:
    """Read `[[niveau]]`."""
    level = LevelEntry(
        id=identity(table),
        name=table.text("navn", required=True, longest=100),
        rank=table.whole("trin", default=99),
        local=tuple(_local_name(inner) for inner in table.tables("lokalt")),
    )
    table.finish()
    return level


def _local_name(table: Table) -> LocalName:
    name = LocalName(
        region=table.text("region", required=True),
        name=table.text("navn", required=True, longest=100),
        source=table.source(),
    )
    table.finish()
    return name


def read_party(table: Table) -> PartyEntry:
    """Read `[[part]]`. The inhabitants in it are read by `read_inhabitants`."""
    party = PartyEntry(
        id=identity(table),
        name=table.text("navn", required=True),
        kind=PartyKind(table.choice("slags", PARTY_KINDS, default=None)),
        short_name=table.text("kortnavn", longest=60),
        code=table.text("kode", longest=12),
        part_of=table.text("hoerer_til"),
        aliases=table.texts("kaldes"),
        councils=table.texts("raad"),
        first=table.day("fra"),
        last=table.day("til"),
        source=table.source(),
    )
    table.asked.update({"indbyggere", "indbyggere_pr", "indbyggere_kilde"})
    table.finish()
    return party


def read_person(table: Table) -> PersonEntry:
    """Read `[[person]]`."""
    person = PersonEntry(
        id=identity(table),
        name=table.text("navn", required=True),
        initials=table.text("initialer", longest=10),
        email=table.text("e_mail", longest=254),
        telephone=table.text("telefon", longest=30),
        aliases=table.texts("kaldes"),
    )
    table.finish()
    return person


def read_office(table: Table) -> tuple[OfficeEntry, tuple[HoldingEntry, ...]]:
    """Read `[[embede]]`, with who holds it."""
    party, title = table.text("part", required=True), table.text("titel", required=True)
    office = OfficeEntry(id=office_id(party, title), party=party, title=office_title(title))
    holders = []
    for number, inner in enumerate(table.tables("indehavere", short="person"), start=1):
        person = inner.text("person", required=True)
        holders.append(
            HoldingEntry(
                id=f"{office.id}/{person}/{number}",
                office=office.id,
                person=person,
                first=inner.day("fra"),
                last=inner.day("til"),
            )
        )
        inner.finish()
    table.finish()
    return office, tuple(holders)


def office_id(party: str, title: str) -> str:
    """Return the id of an office: 'fjordby/borgmester'."""
    return f"{party}/{fold(title).replace(' ', '-')}"


def office_title(title: str) -> str:
    """Return a title as offices are written, with a capital letter first."""
    return title[:1].upper() + title[1:]


def read_figure(table: Table) -> FigureEntry | None:
    """Read `[[tal]]`. A figure has a day and a source: without them nobody could check it."""
    party, what = table.text("part", required=True), table.text("hvad", required=True, longest=30)
    value, on, source = table.decimal("vaerdi"), table.day("pr"), table.text("kilde", longest=300)
    table.finish()
    if value is None or on is None or not source:
        table.problem(_("a figure has a number (vaerdi), a day (pr) and a source (kilde)."))
        return None
    return FigureEntry(party=party, what=what, on=on, value=value, source=source)


def read_inhabitants(table: Table, *, on: date | None, source: str) -> FigureEntry | None:
    """Read the inhabitants that stand in `[[part]]`; None where there are none, or no day and source to go with them.

    `on` and `source` are those that `[register]` gives for all parties.
    """
    value = table.decimal("indbyggere")
    on, source = table.day("indbyggere_pr") or on, table.text("indbyggere_kilde", longest=300) or source
    if value is None or on is None or not source:
        return None
    return FigureEntry(party=table.text("id"), what=POPULATION, on=on, value=value, source=source)
