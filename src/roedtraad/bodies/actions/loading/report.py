"""What a load of register files did, for a person to read."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from roedtraad.bodies.register import Problem


@dataclass(frozen=True, slots=True)
class Kept:
    """A value that a person has changed, and that the register file therefore did not change."""

    key: str
    field: str
    ours: str  # what stands, and stays
    theirs: str  # what the file says


@dataclass(slots=True)
class Report:
    """What a load did. `problems` is not empty when nothing was loaded."""

    created: Counter[str] = field(default_factory=Counter)  # word of the kind ('part') → number
    updated: Counter[str] = field(default_factory=Counter)
    unchanged: Counter[str] = field(default_factory=Counter)
    adopted: list[str] = field(default_factory=list)  # keys of rows that somebody had entered before
    withdrawn: list[str] = field(
        default_factory=list
    )  # keys of rows that somebody has taken back, and that stay so
    kept: list[Kept] = field(default_factory=list)
    ignored: tuple[str, ...] = ()  # tables of the files that are not about the register
    problems: tuple[Problem, ...] = ()

    @property
    def changed_anything(self) -> bool:
        """Return whether a row was made or changed."""
        return bool(self.created or self.updated)
