"""E-mail addresses, telephone numbers and CPR numbers in a Danish text: where they stand.

What counts as what:

- *E-mail*: a name, `@`, and a domain with a dot. A line break or one space beside the `@` (an export that broke the
  line) is part of it.
- *Telephone*: eight digits of which the first is 2–9, written `12345678`, `1234 5678`, `12 34 56 78` (also with dots
  or hyphens between pairs) with or without `+45`, or a number from abroad that begins with `+` or `00`. It is not one
  when a word before it says what else it is (case, journal, EAN, CVR, account …), when it is an amount (`kr.` before
  or after it, `,-`), when it is a day written in digits (`20230116`) or two years (`2024 2025`), or when more digits
  stand beside it (an EAN number, a row of a table). After a word such as `tlf.` any of the ways of writing counts.
- *CPR*: six digits that are a day, and four more. With a hyphen that is enough: numbers given since 2007 need not
  pass the modulus-11 test. Without one (`0101701234`, `010170 1234`) it must pass the test, or stand after the word
  CPR. The first of the four digits gives the century, and the day must exist in that year.

Everything here is a single pass over the text with patterns that cannot backtrack far: linear in its length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from roedtraad.documents.models import MaskedRegion

Kind = MaskedRegion.Kind

# A hidden stretch is shown as this many blocks whatever its length, so that the length tells nothing.
RUN = "█" * 6

_LETTER = "A-Za-zÆØÅæøåÄÖÜäöüÉé"
_EMAIL = re.compile(
    rf"(?<![{_LETTER}0-9._%+-])"
    rf"[{_LETTER}0-9_%+'-]{{1,64}}(?:\.[{_LETTER}0-9_%+'-]{{1,64}}){{0,8}}"
    rf"[ \t]?\n?[@＠]\n?[ \t]?"
    rf"(?:[{_LETTER}0-9-]{{1,63}}\.){{1,6}}(?:[A-Za-z]{{2,24}}|\n(?:dk|com|eu|net|org)\b)"
)
_GAP = "[ \u00a0\u202f\u2009]"
_HYPHEN = "[-‐‑–]"
_EIGHT = (
    rf"[2-9]\d(?:{_GAP}\d\d{_GAP}\d\d{_GAP}\d\d|\.\d\d\.\d\d\.\d\d|{_HYPHEN}\d\d{_HYPHEN}\d\d{_HYPHEN}\d\d"
    rf"|\d\d{_GAP}\d{{4}}|\d{{6}})"
)
_COUNTRY = rf"(?:\(?(?:\+|00){_GAP}?45\)?{_GAP}?(?:\(0\){_GAP}?)?)"
# A slash beside it makes a case number of it (`22/43575555`), unless eight digits stand on the other side too.
_PHONE = re.compile(
    rf"(?<![\d,.-])(?<!(?<!\d{{8}})/)(?:(?P<country>{_COUNTRY}))?(?P<number>{_EIGHT})(?!\d|/(?!\d{{8}})\d|[-,.]\d)"
)
_FOREIGN = re.compile(
    rf"(?<![\d+])(?:\+|00)(?!{_GAP}?45(?!\d))[1-9]\d{{0,2}}(?:{_GAP}?{_HYPHEN}?\(?\d{{1,4}}\)?){{2,6}}(?!\d)"
)
# After a label any three or four groups of eight digits count: '12 345 678', '123 45 678'.
_LABELLED = re.compile(
    rf"\b(?:tlf|telf|telefon|telefonnr|telefonnummer|tel|mobil|mobiltlf|mobilnr|mob|direkte|dir)\b"
    rf"[.:]{{0,2}}{_GAP}?(?:nr\.?:?{_GAP}?)?(?P<number>{_COUNTRY}?\d(?:[ \u00a0.-]?\d){{7}})(?!\d)",
    re.IGNORECASE,
)
_SOMETHING_ELSE = re.compile(
    r"(?:\b(?:ean|gln|cvr|se|p|sag|sags?|sagen|sagsnr|sagsnummer|journal|j|jnr|journalnr|journalnummer|acadre|esdh|sbsys"
    r"|dok|doknr|dokument|dokumentnr|id|id-nr|ref|reference|konto|kontonr|reg|faktura|ordre|matr|matrikel|isbn|issn|bfe"
    r"|møde-id|mødeid|meeting id|kode|adgangskode|pinkode|passcode|kr|dkk|kroner|beløb)"
    r"(?:[-. ]{0,2}(?:nr|nummer|lokationsnummer|konto))?[.:#]{0,2}[ \u00a0]?)$",
    re.IGNORECASE,
)
_MONEY_AFTER = re.compile(
    r"[ \u00a0]?(?:kr\b|kroner|dkk|mio|mia|t\.?kr|,-|,\d\d\b|%|pct|procent|m2|m²)", re.IGNORECASE
)
_DIGITS_BEFORE = re.compile(r"\d[ \u00a0\u202f\u2009]$")
_DIGITS_AFTER = re.compile(r"[ \u00a0\u202f\u2009]\d")
_YEARS = re.compile(r"(?:19|20)\d\d(?:19|20)\d\d")
_CPR = re.compile(rf"(?<![\d/,.-])(\d\d)(\d\d)(\d\d)({_HYPHEN}|{_GAP})?(\d{{4}})(?![\d/]|[-,.]\d)")
_CPR_LABEL = re.compile(r"\b(?:cpr|personnr|personnummer|cpr-?nr|cpr-?nummer)\.?:?[ \u00a0]?$", re.IGNORECASE)
_WEIGHTS = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
_LOOK_BACK = 24
# What all of them have: an `@`, or eight digits near each other. Most texts of records have neither.
_PERHAPS = re.compile(r"[@＠]|\d(?:[^\w\n]{0,3}\d){7}")


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch `text[start:end]` that is contact data or a CPR number."""

    start: int
    end: int
    kind: MaskedRegion.Kind


def find(text: str) -> tuple[Found, ...]:
    """Return what stands in the text, sorted, none overlapping another; what could be two things is the graver one."""
    found = sorted(
        (*_cpr_numbers(text), *_emails(text), *_telephones(text)), key=lambda one: (one.start, -one.end)
    )
    kept: list[Found] = []
    for one in found:
        if kept and one.start < kept[-1].end:
            last = kept[-1]
            kind = Kind.CPR if Kind.CPR in (last.kind, one.kind) else last.kind
            kept[-1] = Found(last.start, max(last.end, one.end), kind)
        else:
            kept.append(one)
    return tuple(kept)


def without(text: str) -> str:
    """Return the text with each e-mail address, telephone number and CPR number replaced by a run of blocks."""
    if not _PERHAPS.search(text):
        return text
    parts: list[str] = []
    last = 0
    for one in find(text):
        parts += [text[last : one.start], RUN]
        last = one.end
    return "".join([*parts, text[last:]]) if parts else text


def _emails(text: str) -> Iterator[Found]:
    for match in _EMAIL.finditer(text):
        yield Found(match.start(), match.end(), Kind.EMAIL)


def _telephones(text: str) -> Iterator[Found]:
    for match in _LABELLED.finditer(text):
        yield Found(match.start("number"), match.end("number"), Kind.TELEPHONE)
    for match in _FOREIGN.finditer(text):
        digits = sum(letter.isdigit() for letter in match.group())
        if 8 <= digits <= 17 and (match.group()[0] == "+" or _begins_anew(text, match.start())):
            yield Found(match.start(), match.end(), Kind.TELEPHONE)
    for match in _PHONE.finditer(text):
        if match["country"] or _stands_alone(text, match):
            yield Found(match.start(), match.end(), Kind.TELEPHONE)


def _stands_alone(text: str, match: re.Match[str]) -> bool:
    """Return whether eight digits without `+45` are a telephone number and nothing else."""
    start, end = match.span()
    after = text[end : end + 12]
    number = re.sub(r"\D", "", match["number"])
    return _begins_anew(text, start) and not (
        _MONEY_AFTER.match(after)
        or _DIGITS_AFTER.match(after)
        or _YEARS.fullmatch(number)
        or (match["number"] == number and _is_day_in_digits(number))
    )


def _begins_anew(text: str, start: int) -> bool:
    """Return whether no other digits, and no word that says what else it is, stand before a number."""
    before = text[max(0, start - _LOOK_BACK) : start]
    return not (_SOMETHING_ELSE.search(before) or _DIGITS_BEFORE.search(before))


def _is_day_in_digits(number: str) -> bool:
    """Return whether eight digits read as a day of our time: `20230116` or `16012023`."""
    for year, month, day in ((number[:4], number[4:6], number[6:]), (number[4:], number[2:4], number[:2])):
        if "1990" <= year <= "2049" and _exists(int(year), int(month), int(day)):
            return True
    return False


def _cpr_numbers(text: str) -> Iterator[Found]:
    for match in _CPR.finditer(text):
        day, month, year, between, serial = match.groups()
        if not _exists(_century(int(year), int(serial[0])) + int(year), int(month), int(day)):
            continue
        labelled = _CPR_LABEL.search(text[max(0, match.start() - _LOOK_BACK) : match.start()])
        joined = between is None or not re.match(_HYPHEN, between)
        if joined and not labelled and not _passes_modulus_11(day + month + year + serial):
            continue
        if (
            joined
            and not labelled
            and _SOMETHING_ELSE.search(text[max(0, match.start() - _LOOK_BACK) : match.start()])
        ):
            continue
        yield Found(match.start(), match.end(), Kind.CPR)


def _century(year: int, seventh: int) -> int:
    """Return the century that the seventh digit of a CPR number gives to its two digits of year."""
    if seventh <= 3:
        return 1900
    if seventh in (4, 9):
        return 2000 if year <= 36 else 1900
    return 2000 if year <= 57 else 1800


def _passes_modulus_11(number: str) -> bool:
    return sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number, strict=True)) % 11 == 0


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
