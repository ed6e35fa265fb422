"""Values in Danish words: amounts, dates, outcomes, counts. For people; JSON has the values themselves."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from referat.model import FindingCode, Level, Outcome

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
WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
# EDTF level 1: 21 to 24 are seasons; level 2: 33 to 36 quarters, 40 and 41 halves of a year.
PARTS_OF_YEAR = {
    21: "foråret {}",
    22: "sommeren {}",
    23: "efteråret {}",
    24: "vinteren {}",
    33: "1. kvartal {}",
    34: "2. kvartal {}",
    35: "3. kvartal {}",
    36: "4. kvartal {}",
    40: "1. halvår {}",
    41: "2. halvår {}",
}
LEVELS: Mapping[Level, str] = {
    Level.POLITICAL: "politisk niveau",
    Level.STRATEGIC: "fagligt strategisk niveau",
    Level.EXECUTIVE: "direktørforum",
    Level.MANAGEMENT: "chefforum",
    Level.COORDINATING: "koordinerende niveau",
    Level.OPERATIONAL: "driftsforum",
}
OUTCOMES: Mapping[Outcome, str] = {
    Outcome.APPROVED: "godkendt",
    Outcome.NOTED: "taget til efterretning",
    Outcome.DISCUSSED: "drøftet",
    Outcome.DECIDED: "besluttet",
    Outcome.POSTPONED: "udsat",
    Outcome.REJECTED: "afvist",
    Outcome.AGREED: "enighed",
    Outcome.NO_REMARKS: "ingen bemærkninger",
}
FINDINGS: Mapping[FindingCode, tuple[str, str]] = {
    FindingCode.SUM_MISMATCH: ("sum", "summer"),
    FindingCode.SHARE_MISMATCH: ("andel", "andele"),
    FindingCode.WEEKDAY_MISMATCH: ("ugedag", "ugedage"),
    FindingCode.DATE_IMPOSSIBLE: ("umulig dato", "umulige datoer"),
    FindingCode.DATE_GARBLED: ("forvansket dato", "forvanskede datoer"),
    FindingCode.DATE_ORDER: ("dato i forkert rækkefølge", "datoer i forkert rækkefølge"),
    FindingCode.NAME_VARIANT: ("navn stavet på to måder", "navne stavet på to måder"),
    FindingCode.ITEM_MISSING: ("hul i punkternes numre", "huller i punkternes numre"),
    FindingCode.ITEM_NOT_IN_CONTENTS: (
        "punkt, der mangler i indholdsfortegnelsen",
        "punkter, der mangler i indholdsfortegnelsen",
    ),
    FindingCode.CONTENTS_NOT_IN_ITEMS: (
        "linje i indholdsfortegnelsen uden punkt",
        "linjer i indholdsfortegnelsen uden punkt",
    ),
    FindingCode.DUPLICATE_ABSENCE: ("fravær nævnt to gange", "fravær nævnt to gange"),
    FindingCode.DANGLING_REFERENCE: (
        "henvisning til noget, der ikke findes",
        "henvisninger til noget, der ikke findes",
    ),
    FindingCode.AMOUNT_CONFLICT: ("beløb i modstrid", "beløb i modstrid"),
    FindingCode.ATTACHMENT_UNLISTED: ("bilag, der ikke er på listen", "bilag, der ikke er på listen"),
}

_EDTF_DAY = re.compile(r"(\d{4}|XXXX)(?:-(\d\d))?(?:-(\d\d))?([~?%]?)")
# What a terminal would obey instead of showing: control characters, and marks that turn the writing direction.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def printable(text: str) -> str:
    """Return the text on one line, with every character that could steer a terminal shown as '�'."""
    return _UNPRINTABLE.sub("�", " ".join(text.split()))


def shortened(text: str, *, longest: int) -> str:
    """Return the text, cut at the end of a word and marked with '…' where it is longer than `longest`."""
    if len(text) <= longest:
        return text
    head = text[: longest - 1].rpartition(" ")[0]
    if len(head) < longest // 3:
        head = text[: longest - 2]
    return head.rstrip(" ,;:–-") + " …"


def counted(number: int, *, one: str, many: str) -> str:
    """Return '1 punkt', '1.234 punkter'."""
    return f"{thousands(number)} {one if number == 1 else many}"


def thousands(number: int) -> str:
    """Return a whole number with a point for each three digits: '1.234.567'."""
    return f"{number:,}".replace(",", ".")


def kroner(amount: Decimal) -> str:
    """Return an amount as '1.234.567,50 kr.', without øre where there are none."""
    whole, _, rest = f"{amount:,.2f}".partition(".")
    return whole.replace(",", ".") + (f",{rest}" if rest != "00" else "") + " kr."


def decimals(value: float, *, digits: int = 1) -> str:
    """Return a number with a decimal comma."""
    return f"{value:.{digits}f}".replace(".", ",")


def share(part: int, *, of: int) -> str:
    """Return a part in percent: '2,4 %'; a part that rounds to nothing is 'under 0,1 %', never zero."""
    percent = 100 * part / of if of else 0.0
    return "under 0,1 %" if 0 < percent < 0.05 else f"{decimals(percent)} %"


def long_date(day: date) -> str:
    """Return 'tirsdag den 14. maj 2024'."""
    return f"{WEEKDAYS[day.weekday()]} den {day.day}. {MONTHS[day.month - 1]} {day.year}"


def time_words(edtf: str) -> str:
    """Return an EDTF expression in words ('2024-05' is 'maj 2024'); what has no words of its own, as it is."""
    if "/" in edtf:
        first, _, last = edtf.partition("/")
        if first and last and "." not in (first[0], last[0]):
            return f"{time_words(first)}–{time_words(last)}"
        return edtf
    match = _EDTF_DAY.fullmatch(edtf)
    if not match:
        return edtf
    year = "" if match[1] == "XXXX" else match[1]
    words = _calendar_words(year, month=int(match[2] or 0), day=int(match[3] or 0))
    if not words:
        return edtf
    return f"ca. {words}" if match[4] else words


def _calendar_words(year: str, *, month: int, day: int) -> str:
    if not month:
        return year
    if month in PARTS_OF_YEAR:
        return PARTS_OF_YEAR[month].format(year).strip()
    if month > len(MONTHS):
        return ""
    name = MONTHS[month - 1]
    return " ".join(part for part in (f"{day}." if day else "", name, year) if part)
