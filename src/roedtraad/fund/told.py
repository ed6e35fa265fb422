"""What minutes tell of money: which amount is what, and a table of initiatives × parties with its printed totals. Pure.

Words are in `data/told.toml`. Nothing is posted here: a person decides.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache
from importlib import resources

WRITTEN = re.compile(
    r"(?P<minus>[-−–]\s*)?(?P<whole>\d{1,3}(?:\.\d{3})+|\d+)(?:,(?P<oere>\d{1,2}))?(?:\s*kr\.?)?"
)
EMPTY = frozenset({"", "-", "–", "—"})
NEAR = 160  # letters before and after an amount that may tell what it is
# Between two sentences: an empty line, a full stop behind a word, the number of a point.
SENTENCE = re.compile(r"\n\s*\n|(?<=[a-zæøå)])[.!?]\s+(?=[A-ZÆØÅ])|\n\s*\d+\.\s")
IS_MONEY = re.compile(r"kr|,\d{1,2}\b|\d\.\d{3}")
LEAST_CELLS = 2
HALF_AN_OERE = Decimal("0.005")


class ToldKind(StrEnum):
    """What an amount in minutes is."""

    GRANTED = "granted"
    ALLOCATED = "allocated"
    RESERVED = "reserved"
    REMAINDER = "remainder"
    FRAME = "frame"
    ESTIMATE = "estimate"


@dataclass(frozen=True, slots=True)
class Reading:
    """What an amount is taken for, and why."""

    kind: ToldKind
    reason: str


UNCLEAR = Reading(
    ToldKind.ESTIMATE, "Ordene omkring beløbet siger ikke, hvad det er. Det står ved siden af regnskabet."
)
ABOUT = " Kilden skriver det omtrentligt, så det bogføres ikke."


def read_amount(*, before: str, after: str, is_about: bool) -> Reading:
    """Return what the words around an amount say it is: the nearest before it in its sentence, else the nearest after."""
    head = SENTENCE.split(before[-NEAR:])[-1].lower()
    tail = SENTENCE.split(after[:NEAR])[0].lower()
    found = _nearest(head, is_before=True) or _nearest(tail, is_before=False) or UNCLEAR
    return Reading(found.kind, found.reason + ABOUT) if is_about else found


def _nearest(text: str, *, is_before: bool) -> Reading | None:
    places = [
        (text.rfind(word) if is_before else -text.find(word), Reading(kind, reason))
        for kind, words, reason in _amount_words()
        for word in words
        if word in text
    ]
    return max(places, key=lambda place: place[0])[1] if places else None


@dataclass(frozen=True, slots=True)
class Difference:
    """A printed total that is not the sum of what it totals."""

    where: str
    printed: Decimal
    summed: Decimal
    parts: int

    @property
    def amount(self) -> Decimal:
        """Return by how much the sum is larger."""
        return self.summed - self.printed

    @property
    def is_rounding(self) -> bool:
        """Return whether shares that were rounded one by one explain it: half an øre for each at the most."""
        return abs(self.amount) <= HALF_AN_OERE * self.parts


@dataclass(frozen=True, slots=True)
class ToldMatrix:
    """A table of money: for each initiative what each party gives; None for a dash. In the order of the columns."""

    parties: tuple[str, ...]
    initiatives: tuple[tuple[str, tuple[Decimal | None, ...]], ...]
    left: tuple[Decimal | None, ...]  # empty where it is not printed
    granted: tuple[Decimal | None, ...]  # empty where it is not printed
    differences: tuple[Difference, ...]

    @property
    def received(self) -> tuple[Decimal, ...]:
        """Return what each party got: as printed, or what it gives and what it has left."""
        if self.granted:
            return tuple(amount or Decimal(0) for amount in self.granted)
        columns = zip(*(amounts for _name, amounts in self.initiatives), strict=True)
        sums = [sum((amount or Decimal(0) for amount in column), Decimal(0)) for column in columns]
        left = self.left or (None,) * len(sums)
        return tuple(used + (rest or Decimal(0)) for used, rest in zip(sums, left, strict=True))


def read_matrix(rows: Sequence[Sequence[str]]) -> ToldMatrix | None:
    """Return what a table of money says; None where it is no such table."""
    if len(rows) < LEAST_CELLS or len(rows[0]) < LEAST_CELLS:
        return None
    heads = [" ".join(cell.split()) for cell in rows[0][1:]]
    whole = next((at for at, head in enumerate(heads) if _says(head, _words()["whole"])), None)
    parties = tuple(head for at, head in enumerate(heads) if at != whole)
    read = [(row[0], [_amount(cell) for cell in row[1:]]) for row in rows[1:] if len(row) == len(heads) + 1]
    if len(read) != len(rows) - 1 or any(amount is BAD for _name, amounts in read for amount in amounts):
        return None
    if not any(IS_MONEY.search(cell) for row in rows[1:] for cell in row[1:]):
        return None  # numbers, and nothing says that they are kroner
    return _matrix(parties, whole, [(name, _clean(amounts)) for name, amounts in read])


BAD = "?"
Amounts = list[Decimal | None]


def _clean(amounts: Sequence[Decimal | str | None]) -> Amounts:
    return [amount if isinstance(amount, Decimal) else None for amount in amounts]


def _matrix(parties: tuple[str, ...], whole: int | None, rows: list[tuple[str, Amounts]]) -> ToldMatrix:
    words = _words()
    initiatives: list[tuple[str, tuple[Decimal | None, ...]]] = []
    special: dict[str, tuple[Decimal | None, ...]] = {}
    differences: list[Difference] = []
    for written, amounts in rows:
        name = " ".join(written.split())
        own = tuple(amount for at, amount in enumerate(amounts) if at != whole)
        differences += _of_row(name, own, amounts[whole] if whole is not None else None)
        role = next((key for key in ("left", "granted", "sum") if _says(name, words[key])), "")
        if role:
            special[role] = own
        else:
            initiatives.append((name, own))
    differences += _of_columns(parties, initiatives, special.get("sum", ()))
    return ToldMatrix(
        parties, tuple(initiatives), special.get("left", ()), special.get("granted", ()), tuple(differences)
    )


def _of_row(name: str, own: Sequence[Decimal | None], printed: Decimal | None) -> list[Difference]:
    parts = [amount for amount in own if amount is not None]
    summed = sum(parts, Decimal(0))
    return [] if printed is None or printed == summed else [Difference(name, printed, summed, len(parts))]


def _of_columns(
    parties: Sequence[str],
    initiatives: Sequence[tuple[str, Sequence[Decimal | None]]],
    sums: Sequence[Decimal | None],
) -> list[Difference]:
    found = []
    for at, printed in enumerate(sums):
        parts = [amounts[at] for _name, amounts in initiatives]
        known = [amount for amount in parts if amount is not None]
        summed = sum(known, Decimal(0))
        if printed is not None and printed != summed:
            found.append(Difference(parties[at], printed, summed, len(known)))
    return found


def _amount(cell: str) -> Decimal | str | None:
    """Return an amount, None for a dash, BAD for anything else."""
    bare = " ".join(cell.replace("\N{NO-BREAK SPACE}", " ").split())
    if bare in EMPTY:
        return None
    match = WRITTEN.fullmatch(bare)
    if match is None:
        return BAD
    amount = Decimal(f"{match['whole'].replace('.', '')}.{match['oere'] or '00'}").quantize(Decimal("0.01"))
    return -amount if match["minus"] else amount


def _says(text: str, words: Sequence[str]) -> bool:
    return text.strip(" :*").lower() in words


@cache
def _file() -> Mapping[str, object]:
    text = (resources.files("roedtraad.fund") / "data" / "told.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def _words() -> Mapping[str, tuple[str, ...]]:
    rows, columns = _file()["rows"], _file()["columns"]
    if not isinstance(rows, dict) or not isinstance(columns, dict):
        raise TypeError("told.toml has no tables [rows] and [columns]")
    return {key: tuple(words) for key, words in (rows | columns).items()}


@cache
def _amount_words() -> tuple[tuple[ToldKind, tuple[str, ...], str], ...]:
    listed = _file()["amount"]
    if not isinstance(listed, list):
        raise TypeError("told.toml has no [[amount]]")
    return tuple((ToldKind(one["kind"]), tuple(one["words"]), str(one["reason"])) for one in listed)
