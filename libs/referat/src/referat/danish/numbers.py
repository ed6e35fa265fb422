"""Danish numbers: '1.234.567,50', '1½', '65 %', 'fem', 'enogtyve', 'halvanden'.

A full stop parts thousands and a comma parts decimals. Where a writer has done it the English way, and only one
reading makes sense, that one is taken ('1.5' is one and a half).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from referat.danish.time_patterns import S
from referat.danish.vocabulary import MONEY
from referat.source import Span

# The longest form first. Spaces part thousands only in groups of three. Every repetition has a bound, so that a
# search takes linear time in any text.
NUMBER = (
    r"(?:[0-9]{1,3}(?:\.[0-9]{3}){1,4}(?:,[0-9]{1,6})?"
    rf"|[0-9]{{1,3}}(?:{S}[0-9]{{3}}){{1,4}}(?:,[0-9]{{1,6}})?(?![0-9])"
    r"|[0-9]{1,3}(?:,[0-9]{3}){2,4}(?:\.[0-9]{1,6})?"
    r"|[0-9]{1,15},[0-9]{1,6}|[0-9]{1,15}\.[0-9]{1,2}|[0-9]{1,15}[½¼¾]?|[½¼¾])"
)
_WHOLE = re.compile(NUMBER)
_LONGEST_PLAIN = 15
_FRACTIONS = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}
_ENGLISH_THOUSANDS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3}){2,}(?:\.[0-9]+)?")
_DANISH_THOUSANDS = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+")
_SPACES = re.compile(S)
_PERCENT = re.compile(
    rf"(?<![^\W_])(?<![0-9][.,])(?P<sign>[-–−]?)(?P<number>{NUMBER}){S}?(?:%|procent(?![^\W_])|pct\b\.?)",
    re.IGNORECASE,
)
_TENS = re.compile(r"(?P<ones>[^\W\d_]+?)og(?P<tens>[^\W\d_]+)")
_LONGEST_NUMBER = 40


@dataclass(frozen=True, slots=True)
class FoundPercentage:
    """A percentage; `value` is 65 for '65 %' and `decimals` the number of decimals printed."""

    span: Span
    value: Decimal
    decimals: int


def parse_number(text: str) -> Decimal | None:
    """Return the number that `text` is, or None where it is no single number in a Danish spelling.

    A leading minus of any kind is understood; white space around the number is not part of it.
    """
    words = text.strip()
    if not words or len(words) > _LONGEST_NUMBER:
        return None
    negative = words[0] in "-–−"
    digits = words[1:].lstrip() if negative else words
    if digits.isdigit() and digits.isascii() and len(digits) <= _LONGEST_PLAIN:
        value: Decimal | None = Decimal(digits)
    else:
        value = _value(digits) if _WHOLE.fullmatch(digits) else None
    return -value if negative and value is not None else value


def _value(digits: str) -> Decimal | None:
    fraction = _FRACTIONS.get(digits[-1])
    if fraction is not None:
        return fraction + (int(digits[:-1]) if digits[:-1] else 0)
    if not digits.isascii() or " " in digits:
        digits = _SPACES.sub("", digits)
    if _ENGLISH_THOUSANDS.fullmatch(digits):
        digits = digits.replace(",", "")
    elif "," in digits or _DANISH_THOUSANDS.fullmatch(digits):
        digits = digits.replace(".", "").replace(",", ".")
    try:
        return Decimal(digits)
    except InvalidOperation:
        return None


def decimals_of(digits: str) -> int:
    """Return how many decimals a number is printed with: 1 for '12,5', 0 for '1.234'."""
    return len(digits.rpartition(",")[2]) if "," in digits else 0


def number_word(word: str) -> Decimal | None:
    """Return the value of a number in words, up to the hundreds: 'fem', 'enogtyve', 'halvanden', 'to hundrede'."""
    key = " ".join(word.casefold().split())
    if key in ("halvanden", "halvandet"):
        return Decimal("1.5")
    if key == "en halv":
        return Decimal("0.5")
    numbers = MONEY.numbers
    if key in numbers:
        return Decimal(numbers[key])
    tens = _TENS.fullmatch(key)
    if (
        tens
        and tens["ones"] in numbers
        and numbers.get(tens["tens"], 0) in range(20, 100, 10)
        and numbers[tens["ones"]] < 10
    ):
        return Decimal(numbers[tens["ones"]] + numbers[tens["tens"]])
    first, _, rest = key.partition(" ")
    if rest in ("hundrede", "hundred") and numbers.get(first, 10) < 10:
        return Decimal(numbers[first] * 100)
    return None


def find_percentages(text: str, start: int = 0, end: int | None = None) -> list[FoundPercentage]:
    """Return the percentages in `text[start:end]`, in order. Never raises."""
    stop = len(text) if end is None else min(max(end, 0), len(text))
    found = []
    for match in _PERCENT.finditer(text, max(start, 0), stop):
        value = parse_number(match["number"])
        if value is not None:
            signed = (
                -value if match["sign"] and not text[match.start() - 1 : match.start()].isdigit() else value
            )
            found.append(FoundPercentage(Span(*match.span()), signed, decimals_of(match["number"])))
    return found
