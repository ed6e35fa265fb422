"""The pieces of regular expressions that the forms of dates share. All are verbose-safe: spaces stand in classes."""

from __future__ import annotations

import re

from referat.danish.vocabulary import TIME, alternatives

S = "[ \u00a0\u2009\u202f]"
GAP = rf"(?:{S}{{0,3}}(?:\n{S}{{0,3}})?)"  # also a soft line end
YEAR = r"(?:1[5-9]|20)[0-9]{2}"
AFTER_YEAR = r"(?![0-9])(?!-[0-9]{2}-[0-9]{2})(?!,[0-9])(?!\.[0-9]{3})"
FULL_MONTH = alternatives(TIME.full_months | TIME.misspelt_months)
MONTH = rf"(?i:(?:{FULL_MONTH})(?![^\W\d_])|(?:{alternatives(TIME.short_months)})(?![^\W\d_])\.?)"
WEEKDAY = rf"(?i:{alternatives(TIME.weekdays)})"
AND = rf"(?:,(?:{S}?(?:og|samt))?|;|&|\+|og|OG|samt|eller)"
TO = rf"(?:[-–—]|(?:frem{S})?til(?:{S}og{S}med)?|indtil|t\.o\.m\.|TIL)"
# What ties two dates: '26. og 27. april', 'fra 1. juni til 31. december', 'mandag den 3., tirsdag den 4. marts'.
SEPARATOR = rf"(?:{S}{{0,2}}(?:{AND}|{TO}|/){GAP}(?:{WEEKDAY}(?:en)?,?{GAP})?(?:(?:den|d\.){GAP})?)"
_TWO_DIGITS = (
    rf"{S}?[’'-][0-9]{{2}}(?![0-9]|[-./,][0-9])"
    rf"|{S}[0-9]{{2}}(?={S}?(?:[.;:](?![0-9])|[)\n]|,{S}|kl\b|\Z))"
)


def year_after(name: str) -> str:
    """Return a pattern for the year behind a day or month: group `name` (four digits) or `name` + '2' (two)."""
    return rf"(?:(?:,?{GAP}|{S}?[-–/]{S}?|{S}(?:i|af){S})(?P<{name}>{YEAR}){AFTER_YEAR}|(?P<{name}2>{_TWO_DIGITS}))"


def two_digit_year(digits: str) -> int:
    """Return the year meant by two digits: 1970 to 2069."""
    number = int(re.sub(r"\D", "", digits))
    return 1900 + number if number >= 70 else 2000 + number
