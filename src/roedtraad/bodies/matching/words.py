"""What the words in names of parties and bodies mean: `words.toml`, folded and read once."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from roedtraad.bodies.matching.folding import fold
from roedtraad.bodies.models import Collaboration, PartyKind


@dataclass(frozen=True, slots=True)
class _Table:
    abbreviations: dict[str, tuple[str, ...]]
    kinds: dict[str, PartyKind]
    collaboration_kinds: dict[str, Collaboration.Kind]
    dull: frozenset[str]  # words that tell no collaboration from another
    endings: tuple[str, ...]
    body_dull: frozenset[str]
    levels: dict[str, str]


@cache
def _table() -> _Table:
    table = tomllib.loads(files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))
    levels = {fold(word): level for level, listed in table["levels"].items() for word in listed}
    bodies = frozenset(map(fold, table["bodies"]["generic"]))
    collaborations = table["collaborations"]
    return _Table(
        abbreviations={
            fold(short): tuple(fold(long).split()) for short, long in table["abbreviations"].items()
        },
        kinds={fold(word): PartyKind(kind) for kind, listed in table["kinds"].items() for word in listed},
        collaboration_kinds={
            fold(word): kind
            for kind, name in (
                (Collaboration.Kind.HEALTH_CLUSTER, "clusters"),
                (Collaboration.Kind.HEALTH_COUNCIL, "councils"),
                (Collaboration.Kind.REGION_WIDE, "region_wide"),
            )
            for word in collaborations[name]
        },
        dull=frozenset(map(fold, collaborations["generic"])) | bodies | levels.keys(),
        endings=tuple(map(fold, collaborations["endings"])),
        body_dull=bodies,
        levels=levels,
    )


def expand(parts: tuple[str, ...]) -> tuple[str, ...]:
    """Return folded words with each abbreviation written out."""
    meanings = _table().abbreviations
    return tuple(word for part in parts for word in meanings.get(part, (part,)))


def kind_of(parts: tuple[str, ...]) -> PartyKind | None:
    """Return the kind of party that a word in a name tells of; None when no word does."""
    known = _table().kinds
    for part in parts:
        if part in known:
            return known[part]
    return None


def without_kind(parts: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words that do not tell of a kind of party: 'fredericia' of 'fredericia kommune'."""
    known = _table().kinds
    return tuple(part for part in parts if part not in known)


def level_of(parts: tuple[str, ...]) -> str | None:
    """Return the key of the level that a name gives away; None when it does not."""
    known = _table().levels
    return next((known[part] for part in parts if part in known), None)


def collaboration_kind_of(parts: tuple[str, ...]) -> Collaboration.Kind | None:
    """Return what kind of collaboration a name tells of: 'sundhedsråd' or 'klynge'; None when it does not."""
    table = _table()
    for part in parts:
        if part in table.collaboration_kinds:
            return table.collaboration_kinds[part]
        if part.endswith(table.endings):
            return Collaboration.Kind.HEALTH_CLUSTER
    return None


def core(parts: tuple[str, ...]) -> frozenset[str]:
    """Return what tells one collaboration from another: {'horsen'} of 'sundhedsklynge horsens' and 'horsensklyngen'."""
    dull = _table().dull
    return frozenset(_bare(part) for part in parts if part not in dull) - {""}


def telling(parts: tuple[str, ...]) -> frozenset[str]:
    """Return the words of a body's name that say which body it is: level and collaboration too, the small words not."""
    dull = _table().body_dull
    return frozenset(_bare(part) for part in parts if part not in dull) - {""}


def _bare(part: str) -> str:
    ending = next((end for end in _table().endings if part.endswith(end)), "")
    return part.removesuffix(ending).removesuffix("s")
