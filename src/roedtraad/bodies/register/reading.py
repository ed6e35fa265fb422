"""From register files to a `Register`. Nothing is half read: with one problem or more there is no register."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from django.utils.translation import gettext as _

from roedtraad.bodies.matching.folding import fold
from roedtraad.bodies.models import Collaboration
from roedtraad.bodies.register import of_bodies, of_parties
from roedtraad.bodies.register.deriving import derived
from roedtraad.bodies.register.entries import FigureEntry, Register
from roedtraad.bodies.register.references import loose_ends
from roedtraad.bodies.register.table import Problem, Table

SHIPPED = Path(__file__).resolve().parent.parent / "data"
Entry = TypeVar("Entry")

# The tables of a register file. Others are somebody else's business, and are told of.
KNOWN = frozenset(
    {
        "register",
        "niveau",
        "part",
        "klynge",
        "raad",
        "samarbejde",
        "organ",
        "person",
        "embede",
        "plads",
        "overgang",
        "kommissorium",
        "tal",
    }
)
KIND_OF_TABLE = (
    ("klynge", Collaboration.Kind.HEALTH_CLUSTER),
    ("raad", Collaboration.Kind.HEALTH_COUNCIL),
    ("samarbejde", None),
)


def read_register(path: Path) -> Register | tuple[Problem, ...]:
    """Return what a register file, or all `.toml` files of a folder, tell; or everything that is wrong with them."""
    problems: list[Problem] = []
    files = sorted(path.glob("*.toml")) if path.is_dir() else [path]
    if not files:
        return (Problem(str(path), _("there are no .toml files in the folder.")),)
    tables: dict[str, list[Table]] = {}
    for file in files:
        for name, table in _tables(file, problems):
            tables.setdefault(name, []).append(table)
    if problems:
        return tuple(problems)
    told = _told(path, tables)
    register, faults = derived(told)
    problems += [*(problem for listed in tables.values() for table in listed for problem in table.problems)]
    problems += [*faults, *loose_ends(register)]
    return tuple(dict.fromkeys(problems)) or register


def _tables(file: Path, problems: list[Problem]) -> Iterator[tuple[str, Table]]:
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        problems.append(Problem(file.name, _("cannot be read: %(error)s.") % {"error": error}))
        return
    except tomllib.TOMLDecodeError as error:
        problems.append(Problem(file.name, _("is not TOML: %(error)s.") % {"error": error}))
        return
    for name, value in content.items():
        listed = value if isinstance(value, list) else [value]
        for number, one in enumerate(listed, start=1):
            where = f"{file.name}, {name} {number}"
            yield name, Table(where, one if isinstance(one, dict) else {"": one}, [])


def _told(path: Path, tables: dict[str, list[Table]]) -> Register:
    collaborations = [
        of_bodies.read_collaboration(table, kind=kind)
        for name, kind in KIND_OF_TABLE
        for table in tables.get(name, ())
    ]
    offices = [of_parties.read_office(table) for table in tables.get("embede", ())]
    head = _Head.of(path, tables.get("register", ()))
    figures = (
        *(of_parties.read_figure(table) for table in tables.get("tal", ())),
        *(
            of_parties.read_inhabitants(table, on=head.inhabitants_on, source=head.inhabitants_source)
            for table in tables.get("part", ())
        ),
    )
    return Register(
        id=head.id,
        levels=_each(tables, "niveau", of_parties.read_level),
        parties=_each(tables, "part", of_parties.read_party),
        collaborations=tuple(one for one, _members in collaborations),
        memberships=tuple(member for _one, members in collaborations for member in members),
        bodies=_each(tables, "organ", of_bodies.read_body),
        people=_each(tables, "person", of_parties.read_person),
        offices=tuple(office for office, _holders in offices),
        holdings=tuple(holder for _office, holders in offices for holder in holders),
        changes=_each(tables, "overgang", of_bodies.read_change),
        terms=_each(tables, "kommissorium", of_bodies.read_terms),
        figures=tuple(figure for figure in figures if figure is not None),
        rows=_each(tables, "plads", of_bodies.read_seat),
        ignored=(*sorted(tables.keys() - KNOWN), *_without_source(tables, figures)),
    )


def _each(tables: dict[str, list[Table]], name: str, read: Callable[[Table], Entry]) -> tuple[Entry, ...]:
    return tuple(read(table) for table in tables.get(name, ()))


def _without_source(tables: dict[str, list[Table]], figures: Sequence[FigureEntry | None]) -> Iterator[str]:
    wanted = sum(table.has("indbyggere") for table in tables.get("part", ()))
    if wanted > sum(figure is not None and figure.what == of_parties.POPULATION for figure in figures):
        yield _("inhabitants without a day and a source")


@dataclass(frozen=True, slots=True)
class _Head:
    """What `[register]` says of the whole: its id, and the day and source of the inhabitants that stand in parties."""

    id: str  # under which the next load finds the rows again; the name of the file where none is given
    inhabitants_on: date | None
    inhabitants_source: str

    @classmethod
    def of(cls, path: Path, tables: Sequence[Table]) -> _Head:
        head = cls(fold(path.stem).replace(" ", "-"), None, "")
        for table in tables:
            head = cls(
                table.text("id", longest=40) or head.id,
                table.day("indbyggere_pr") or head.inhabitants_on,
                table.text("indbyggere_kilde", longest=300) or head.inhabitants_source,
            )
            table.text("navn")
            table.finish()
        return head
