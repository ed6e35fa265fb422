"""One table of a register file, read field by field; what is wrong is collected, so that a person can mend it all at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext as _

LONGEST_TEXT = 200


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a register file that cannot be read: where it stands, and what is wrong."""

    where: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.where}: {self.sentence}"


@dataclass(slots=True)
class Table:
    """A table of a file. Each reader takes a field out; `finish` tells of fields that nobody asked for."""

    where: str
    values: dict[str, object]
    problems: list[Problem]
    asked: set[str] = field(default_factory=set)

    def problem(self, sentence: str) -> None:
        """Note that something is wrong in this table."""
        self.problems.append(Problem(self.where, sentence))

    def has(self, name: str) -> bool:
        """Return whether the field is there."""
        return name in self.values

    def text(self, name: str, *, required: bool = False, longest: int = LONGEST_TEXT) -> str:
        """Return a text without superfluous space; empty when it is not there."""
        value = self._take(name)
        if value is None or value == "":
            if required:
                self.problem(_("the field “%(name)s” is missing.") % {"name": name})
            return ""
        if not isinstance(value, str):
            self.problem(_("“%(name)s” must be a text in quotation marks.") % {"name": name})
            return ""
        text = value.strip()
        if len(text) > longest:
            self.problem(
                _("“%(name)s” is longer than %(longest)s characters.") % {"name": name, "longest": longest}
            )
        return text

    def day(self, name: str) -> date | None:
        """Return a day; None when it is not there."""
        value = self._take(name)
        if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
            return value
        self.problem(
            _("“%(name)s” must be a date without quotation marks, such as 2026-12-31.") % {"name": name}
        )
        return None

    def whole(self, name: str, *, default: int) -> int:
        """Return a whole number that is not negative."""
        value = self._take(name)
        if value is None:
            return default
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            self.problem(_("“%(name)s” must be a whole number.") % {"name": name})
            return default
        return value

    def decimal(self, name: str) -> Decimal | None:
        """Return a number; None when it is not there."""
        value = self._take(name)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float):
            self.problem(_("“%(name)s” must be a number.") % {"name": name})
            return None
        return Decimal(str(value))

    def flag(self, name: str, *, default: bool) -> bool:
        """Return true or false."""
        value = self._take(name)
        if value is None:
            return default
        if not isinstance(value, bool):
            self.problem(_("“%(name)s” must be true or false.") % {"name": name})
            return default
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        """Return a list of texts; one text alone is a list too."""
        value = self._take(name)
        if value is None:
            return ()
        if isinstance(value, str):
            value = [value]
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            self.problem(_("“%(name)s” must be a list of texts.") % {"name": name})
            return ()
        return tuple(one.strip() for one in value)

    def tables(self, name: str, *, short: str = "") -> tuple[Table, ...]:
        """Return a list of tables. With `short`, a text in the list stands for a table with that one field."""
        value = self._take(name)
        listed = value if isinstance(value, list) else [value] if isinstance(value, dict) else []
        if value is not None and not isinstance(value, list | dict):
            self.problem(_("“%(name)s” must be a list.") % {"name": name})
        found = []
        for number, one in enumerate(listed, start=1):
            inner = {short: one} if short and isinstance(one, str) else one
            if isinstance(inner, dict):
                found.append(Table(f"{self.where}, {name} {number}", inner, self.problems))
            else:
                self.problem(_("“%(name)s” must be a list.") % {"name": name})
        return tuple(found)

    def choice(self, name: str, choices: Sequence[tuple[str, str]], *, default: str | None) -> str:
        """Return what a Danish word stands for, of pairs (word, what it stands for)."""
        word = self.text(name, required=default is None)
        if not word:
            return default or choices[0][1]
        known = dict(choices)
        if word.casefold() not in known:
            words = ", ".join(choice for choice, _meaning in choices)
            self.problem(
                _("“%(word)s” is no “%(name)s” that we know. Write one of: %(words)s.")
                % {"word": word, "name": name, "words": words}
            )
            return default or choices[0][1]
        return known[word.casefold()]

    def source(self, *, longest: int = 300) -> str:
        """Return where the row is known from (`kilde`); `sikker = false` says in words that it is not confirmed."""
        text = self.text("kilde", longest=longest - 20)
        if self.flag("sikker", default=True):
            return text
        return f"{text} ({UNCONFIRMED})" if text else UNCONFIRMED.capitalize()

    def finish(self) -> None:
        """Note every field that no reader has asked for: most often a slip of the pen."""
        for name in sorted(self.values.keys() - self.asked):
            self.problem(_("the field “%(name)s” is not known here.") % {"name": name})

    def _take(self, name: str) -> object:
        self.asked.add(name)
        return self.values.get(name)


# Stands in the data, not on a page: it is saved with the source, and read by people.
UNCONFIRMED = "ikke bekræftet"
