"""Amounts in Danish kroner, multiplied out, with the words they stand in.

'1.234.567,50 kr.', 'kr. 45.000,-', '250 t.kr.', 'kr. 1,7 mio.', '2-3 mio. kr.', 'to millioner kroner'. A number
without kroner, 'mio.' or ',-' is no amount, and neither is the '1.000 kr.' in the heading of a table.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from referat.danish.numbers import NUMBER, number_word, parse_number
from referat.danish.time_patterns import S
from referat.danish.vocabulary import MONEY, alternatives
from referat.source import Span


class Per(StrEnum):
    """What an amount is for one of."""

    YEAR = "year"
    HALF_YEAR = "half_year"
    QUARTER = "quarter"
    MONTH = "month"
    WEEK = "week"
    DAY = "day"
    HOUR = "hour"
    PERSON = "person"
    PIECE = "piece"


@dataclass(frozen=True, slots=True)
class FoundAmount:
    """An amount. `span` is what stands as the amount: 'kr. 45.000,-', without 'ca.' and without 'årligt'.

    Of a range ('2-3 mio. kr.') both ends are found; the first has only its number as span and shares the unit.
    `alternative` is another value that the signs can have: '12,500 kr.' is 12.50 in Danish, 12500 in English.
    """

    span: Span
    value: Decimal
    approximate: bool = False
    per: Per | None = None
    alternative: Decimal | None = None


_SCALE = r"(?:(?:mio|mill|mia)\.|(?:tusinde?|mio|mill|millioner|million|mia|milliarder|milliard)(?![^\W_]))"
_KR = r"(?:kroner|kr\.|kr(?![^\W\d_])|dkk(?![^\W_]))"
_TKR = rf"(?:t\.?{S}?kr\.|t\.?{S}?kr(?![^\W\d_])|tdkk|mkr\.?(?![^\W\d_])|mdkk)"
_GAP = rf"{S}{{0,2}}"
_WRAP = rf"(?:{S}{{0,2}}(?:\n{S}{{0,3}})?)"
_DASH = r"(?:,-{1,2}|,[–—])"
_WORDS = alternatives(
    word
    for word in [*MONEY.numbers, "halvanden", "halvandet", "en halv"]
    if word not in ("nul", "hundrede", "hundred")
)
_NUMBER_WORD = rf"(?:{_WORDS})(?:og(?:{_WORDS}))?"
_TO = rf"(?:{S}?[-–—]{S}?|{S}til{S}|{S}og{S})"
_PREFIX = rf"""(?P<prefix>(?:(?P<ptkr>{_TKR})|{_KR}):?{_WRAP}(?P<pca>ca\.?{S}?)?(?P<pminus>[-−]?)(?P<p1>{NUMBER})(?![0-9]|[.,][0-9])
    (?:(?P<pto>{_TO})(?P<p2>{NUMBER})(?![0-9]|[.,][0-9]))?{_DASH}?
    (?:{_GAP}(?P<pscale>{_SCALE})(?:{_GAP}{_KR}(?!{S}?[0-9]))?)?)"""
_SUFFIX = rf"""(?P<suffix>(?:(?P<s0>{NUMBER})(?:{_GAP}(?P<scale0>{_SCALE}))?(?P<sto>{_TO}))?(?P<s1>{NUMBER})(?:
      {_WRAP}(?:(?P<stkr>{_TKR})|(?P<sscale>{_SCALE})(?:{_WRAP}(?P<skr>{_KR}|\({_KR}\)))?|(?P<skr2>{_KR}))
    | (?P<sdash>{_DASH})(?:{_GAP}{_KR})?))"""
_INWORDS = (
    rf"""(?P<inwords>(?P<w>{_NUMBER_WORD}){S}(?:(?P<wscale>{_SCALE}){S}?(?P<wkr>{_KR})|kroner(?![^\W_])))"""
)
_FORMS = re.compile(
    rf"(?<![^\W_])(?:{_PREFIX}|(?<![0-9][.,:/])(?<!§)(?<!§\s){_SUFFIX}|{_INWORDS})",
    re.VERBOSE | re.IGNORECASE,
)
# Every amount holds one of these, so a text without money is passed over at the speed of a search.
_HINT = re.compile(r"[kK][rR](?:(?![^\W\d_])|oner|ONER)|[dD][kK][kK]|[mM](?:i[oa]|ill|IO|IA|ILL)|[0-9],[-–—]")
# The commonest form by far, which needs none of the others tried: '1.234.567,50 kr.'
_PLAIN = re.compile(
    r"(?<![^\W_])(?<![0-9][.,:/])(?<!§)(?<!§\s)(?P<number>(?:[0-9]{5,9}|[0-9]{1,3}(?:\.[0-9]{3}){1,4})(?:,[0-9]{2})?)"
    rf"{S}(?:kr\.|kroner)",
    re.IGNORECASE,
)
_BEFORE = 72  # an amount begins at most so far before its sign
_BEGINS = re.compile(rf"(?<![^\W_])(?:[0-9½¼¾]|kr|dkk|t\.?{S}?kr|tdkk|mkr|mdkk|{_WORDS})", re.IGNORECASE)
_APPROXIMATE = re.compile(
    rf"(?:(?<![^\W_])(?:{alternatives(word for word in MONEY.approximate if word[0].isalpha())})|[~±≈])\s{{0,2}}\Z",
    re.IGNORECASE,
)
_PER = re.compile(
    r"\s{0,2}\(?(?:"
    + "|".join(rf"(?P<{name}>{alternatives(words)})" for name, words in MONEY.per.items())
    + r")(?![^\W_])",
    re.IGNORECASE,
)
_UNIT_WORD = re.compile(r"(?<![^\W_])(?:i|hele|enhed|tal i)\s?:?\s?(?:hele\s)?\Z", re.IGNORECASE)
_COLUMNS_FOLLOW = re.compile(
    r"(?:\t|[ ]{2,})\s*(?:(?:19|20)[0-9]{2}(?![0-9.])|budget|regnskab|i alt|beløb|forbrug|bevilling)",
    re.IGNORECASE,
)
_HEADING = 60  # characters: a longer line is a sentence
_AMOUNT_FOLLOWS = re.compile(
    rf"{S}(?:[0-9]{{1,3}}(?:[.{S[1:-1]}][0-9]{{3}})+(?:,[0-9]+)?|[0-9]+,[0-9]+|[0-9]+,-|[0-9]+(?={S}mio))"
)
_NO_UNIT = re.compile(rf"{S}?(?:[.,;:)\n]|\Z|(?:og|til|i|fra|samt|pr)(?![^\W_]))")
_NEXT_WORD = re.compile(rf"{S}?([^\W\d_]+\.?)")
_EITHER = re.compile(r"[0-9]{1,3},[0-9]{3}")  # a Danish or an English writer
_PLAIN_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_CENT = Decimal("0.01")

Match = re.Match[str]


def find_amounts(text: str, start: int = 0, end: int | None = None) -> list[FoundAmount]:
    """Return the amounts in `text[start:end]`, in order and without overlap.

    Words before `start` are looked at ('ca.'), not returned. Never raises; time is linear in the text.
    """
    stop = len(text) if end is None else min(max(end, 0), len(text))
    position, found = max(start, 0), list[FoundAmount]()
    hint = _HINT.search(text, position, stop)
    while hint is not None:
        amounts = _around(text, max(position, hint.start() - _BEFORE), hint.end(), stop)
        found.extend(amounts)
        position = amounts[-1].span.end if amounts else hint.end()
        if hint.start() < position:
            hint = _HINT.search(text, position, stop)
    return found


def _around(text: str, low: int, high: int, stop: int) -> list[FoundAmount]:
    """Return the first amount, or range, that begins between `low` and `high`, where a sign of money ends."""
    for begin in _BEGINS.finditer(text, low, high):
        amounts = _read(text, begin.start(), stop)
        if amounts and not _is_unit(text, amounts[0]):
            return _qualified(text, amounts, stop)
    return []


def _read(text: str, start: int, stop: int) -> list[FoundAmount]:
    plain = _PLAIN.match(text, start, stop)
    if plain is not None:
        begin, negative = _signed(text, start, plain.end())
        return _several(_amount(Span(begin, plain.end()), plain["number"], 1, negative=negative))
    match = _FORMS.match(text, start, stop)
    return _READERS[match.lastgroup or ""](text, match) if match is not None else []


def _qualified(text: str, amounts: list[FoundAmount], stop: int) -> list[FoundAmount]:
    """Return the amounts with what stands around them: 'ca.', 'årligt'."""
    approximate = amounts[0].approximate or _is_approximate(text, amounts[0].span.start)
    behind = _PER.match(text, amounts[-1].span.end, stop)
    per = Per(behind.lastgroup) if behind is not None and behind.lastgroup else None
    if not approximate and per is None:
        return amounts
    return [replace(amount, approximate=approximate, per=per) for amount in amounts]


def _is_approximate(text: str, start: int) -> bool:
    before = text[max(0, start - 32) : start]
    # The end of the word is looked at first: the pattern is slow.
    return before.rstrip().casefold().endswith(MONEY.approximate) and _APPROXIMATE.search(before) is not None


def _is_unit(text: str, amount: FoundAmount) -> bool:
    """'Beløb i 1.000 kr.', 'Initiativ (1.000 kr.)' and '1.000 kr.   2025   2026' head columns of thousands."""
    if amount.value != 1000 or amount.approximate:
        return False
    start, end = amount.span
    low = max(0, start - _HEADING)
    line_start = max(text.rfind("\n", low, start) + 1, low)
    before, after = text[line_start:start], text[end : end + _HEADING].partition("\n")[0]
    if _UNIT_WORD.search(before):
        return True
    if not before.strip(" *|") or before.endswith("\t"):
        return _COLUMNS_FOLLOW.match(after) is not None
    if not before.rstrip().endswith("(") or not after.startswith(")"):
        return False
    alone = not after[1:].strip(" *:") and len(before) < _HEADING
    return alone or "\t" in before + after or "  " in after


def _scale(tkr: str | None, scale: str | None) -> int:
    if tkr:
        return 1000 if tkr[0] in "tT" else 1_000_000
    return MONEY.scales[scale.casefold().rstrip(".")] if scale else 1


def _amount(span: Span, digits: str, scale: int, *, negative: bool = False) -> FoundAmount | None:
    number = parse_number(digits)
    if number is None:
        return None
    other = None
    if scale == 1 and _EITHER.fullmatch(digits):
        other = Decimal(digits.replace(",", ""))
    value = number * scale
    value = value.quantize(Decimal(1) if value == value.to_integral_value() else _CENT)
    return FoundAmount(span, -value if negative else value, alternative=other)


def _several(*amounts: FoundAmount | None) -> list[FoundAmount]:
    return [amount for amount in amounts if amount is not None]


def _prefix(text: str, match: Match) -> list[FoundAmount]:
    scale = _scale(match["ptkr"], match["pscale"])
    span, negative = Span(*match.span()), bool(match["pminus"])
    if match["p2"] is None:
        amounts = _several(_amount(span, match["p1"], scale, negative=negative))
    elif match["pscale"] or len(match["pto"]) == 1:
        first = _amount(Span(span.start, match.end("p1")), match["p1"], scale)
        amounts = _several(first, _amount(Span(match.start("p2"), span.end), match["p2"], scale))
    else:
        amounts = _several(_amount(Span(span.start, match.end("p1")), match["p1"], scale, negative=negative))
    if match["pca"] or len(amounts) == 2:
        return [replace(amount, approximate=True) for amount in amounts]
    return amounts


def _suffix(text: str, match: Match) -> list[FoundAmount]:
    if not _has_unit(text, match) or _belongs_to_next(text, match):
        return []
    scale = _scale(match["stkr"], match["sscale"])
    low = _lower_end(text, match, scale)
    if low is not None:
        high = _amount(Span(match.start("s1"), match.end()), match["s1"], scale)
        vague = match["sto"].strip() in ("-", "–", "—")
        return [replace(amount, approximate=vague) for amount in _several(low, high)]
    start, negative = _signed(text, match.start("s1"), match.end())
    return _several(_amount(Span(start, match.end()), match["s1"], scale, negative=negative))


def _has_unit(text: str, match: Match) -> bool:
    """'40 mio.' without kroner is money where the next word does not say of what there are so many."""
    if match["sscale"] is None or match["skr"] is not None:
        return True
    if match["sscale"].casefold().startswith("tus"):
        return False
    following = _NEXT_WORD.match(text, match.end())
    return following is None or following[1].casefold() in MONEY.after_bare_million


def _belongs_to_next(text: str, match: Match) -> bool:
    """In 'i 2023 kr. 75.000' and 'pr. 31/12-24 kr. 184.320,55' the first number is a date and no amount."""
    if match["skr2"] is None or not match["s1"].isdigit() or len(match["s1"]) > 4:
        return False
    following = _AMOUNT_FOLLOWS.match(text, match.end())
    if following is None:
        return False
    return _PLAIN_YEAR.fullmatch(match["s1"]) is not None or _NO_UNIT.match(text, following.end()) is not None


def _lower_end(text: str, match: Match, scale: int) -> FoundAmount | None:
    """Return the lower end of a range such as '2-3 mio. kr.', where it is one."""
    if match["s0"] is None:
        return None
    own = _scale(None, match["scale0"]) if match["scale0"] else scale
    low = _amount(Span(match.start("s0"), match.end("scale0" if match["scale0"] else "s0")), match["s0"], own)
    high = parse_number(match["s1"])
    if low is None or high is None or not 0 < low.value < high * scale:
        return None
    before, tie = text[max(0, match.start() - 12) : match.start()].casefold().rstrip(), match["sto"]
    if tie.strip() == "og":
        return low if before.endswith("mellem") else None
    if tie.strip() == "til":
        near = high * scale <= low.value * 10 and not _PLAIN_YEAR.fullmatch(match["s0"])
        return low if near or before.endswith("fra") else None
    plain = tie != tie.strip() and match["s0"].isdigit() and not match["scale0"]
    return None if plain or _PLAIN_YEAR.fullmatch(match["s0"]) else low


def _signed(text: str, start: int, end: int) -> tuple[int, bool]:
    """Return where the amount begins and whether a minus belongs to it; a dash that marks a list item does not."""
    if start == 0 or text[start - 1] not in "-−–":
        return start, False
    before = text[start - 2 : start - 1] if start > 1 else "\n"
    alone = end >= len(text) or text[end] in "\n\t"
    if text[start - 1] == "–":
        negative = before == "\t"
    else:
        negative = before in " \t(:|\u00a0" or (before == "\n" and alone)
    return (start - 1, True) if negative else (start, False)


def _in_words(text: str, match: Match) -> list[FoundAmount]:
    number = number_word(match["w"])
    if number is None:
        return []
    value = number * _scale(None, match["wscale"])
    value = value.quantize(Decimal(1)) if value == value.to_integral_value() else value
    return [FoundAmount(Span(*match.span()), value)]


_READERS = {"prefix": _prefix, "suffix": _suffix, "inwords": _in_words}
