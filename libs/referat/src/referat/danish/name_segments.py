"""Cuts a line of people into its pieces, and says what each piece is.

A piece is what stands between commas, tabs, dashes or brackets. Most pieces are one thing; 'Borgmester Niels Holm'
is a title and a name, 'Anne Holm Fjordby Kommune' a name and an organisation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from referat.danish.name_shapes import (
    Sort,
    emails_in,
    is_first_name,
    is_organisation_word,
    is_party,
    is_person_name,
    is_title,
    sort_of,
)
from referat.danish.vocabulary import PEOPLE
from referat.source import Span


class Piece(StrEnum):
    """What a piece of a line is."""

    NAME = "name"
    ROLE = "role"
    ORGANISATION = "organisation"
    PART = "part"  # of an organisation, or a phrase in capitals that says nothing about itself
    PARTY = "party"
    EMAIL = "email"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece with its words. A name may bring a title before it and an organisation or title behind it."""

    kind: Piece
    span: Span
    before: Span | None = None
    behind: Span | None = None
    bracketed: bool = False
    ahead: bool = False  # a colon follows: it belongs to the next name


_SEPARATOR = re.compile(
    r"\((?P<bracket>[^()\n]{0,200})\)|(?P<comma>[,;\t|])|(?P<dash>\s(?:[-–—]{1,2}|/)\s|(?:(?<=\s)|\A)v/\s?|\sved\s)"
    r"|(?P<stop>(?<=[^\W\d_]{3})\.\s+(?=[A-ZÆØÅ]))|(?P<colon>:\s)|(?P<and>\s(?:og|&|samt|OG)\s)|(?P<end>\Z)"
)
_BEHIND_AND = re.compile(r"[,;(\n\t]|\s[-–]\s|\s(?:og|samt)\s|\.\s")
_TOLD = re.compile(r"(?:,|\s[-–])\s+(?P<first>[^\W\d_]+\.?)")
_LONGEST = 200  # characters of a piece that can name a person or say something of one
_EDGE = re.compile(r"[\s*_#•·–—:;,.-]+")
_MARKER = re.compile(r"[\s*_]*\(?[0-9]{1,2}[.)]\s+")
_WORD = re.compile(r"\S+")
_NEEDS_PLACE = re.compile(r"(?:kommunes?|sygehus|hospital|universitetshospital|kommuner)$", re.IGNORECASE)


def _trimmed(text: str, start: int, end: int) -> Span:
    match = _EDGE.match(text, start, end)
    if match is not None and text[match.start() : match.end()].strip(" \t\u00a0") != "":
        start = match.end()
    while start < end and (text[start].isspace() or text[start] in "*_"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in "*_,;:"):
        end -= 1
    return Span(start, end)


def segments(text: str, start: int, end: int) -> list[Segment]:
    """Return the pieces of the line `text[start:end]`, in order."""
    found: list[Segment] = []
    marker = _MARKER.match(text, start, end)
    position = start = start if marker is None else marker.end()
    for email in emails_in(text, start, end):
        found.extend(_without_emails(text, position, email.start()))
        found.append(Segment(Piece.EMAIL, Span(*email.span())))
        position = email.end()
    found.extend(_without_emails(text, position, end))
    return found


def _without_emails(text: str, start: int, end: int) -> Iterator[Segment]:
    begin = start
    for match in _SEPARATOR.finditer(text, start, end):
        if not _parts(text, begin, match, end):
            continue
        pieces = _classified(text, _trimmed(text, begin, match.start()))
        yield from (replace(piece, ahead=True) for piece in pieces) if match["colon"] else pieces
        if match["bracket"] is not None:
            yield from _bracket(text, Span(*match.span("bracket")))
        begin = match.end()


def _parts(text: str, begin: int, match: re.Match[str], end: int) -> bool:
    """Return whether this separator parts two pieces; 'Social-, sundheds- og ældreudvalget' is one."""
    if match.start() - begin > _LONGEST:
        return True
    before = text[begin : match.start()].strip()
    if not before:
        return True
    if match["comma"] == "," and before.endswith("-"):
        return False
    if match["bracket"] is not None and text[match.start() - 1 : match.start()].isalpha():
        return False  # 'medlem(mer)'
    if match["and"]:
        if not (before[before.rfind(" ") + 1].isupper() or before.endswith((".", ")"))):
            return False
        behind = _BEHIND_AND.split(text[match.end() : min(end, match.end() + _LONGEST)], maxsplit=1)[0]
        ahead = _classified(text, _trimmed(text, begin, match.start()))
        names = [segment for segment in ahead if segment.kind is Piece.NAME]
        follows = behind.strip(" .*_")
        return bool(names) and (is_person_name(follows) or _holds_name(follows))
    return True


@lru_cache(maxsize=1024)
def _holds_name(words: str) -> bool:
    return any(segment.kind is Piece.NAME for segment in _classified(words, Span(0, len(words))))


def _bracket(text: str, span: Span) -> Iterator[Segment]:
    words = text[span.start : span.end].strip()
    if not words:
        return
    first, comma, _ = words.partition(",")
    if comma and _is_organisation(first) and first[:1].isupper() and not any(map(is_title, first.split())):
        cut = text.index(",", span.start)  # '(Fjordby Kommune, kom til ved punkt 3)'
        yield Segment(Piece.ORGANISATION, _trimmed(text, span.start, cut), bracketed=True)
        yield from _bracket(text, _trimmed(text, cut + 1, span.end))
        return
    told = _told_behind(text, span) if not _tells(words.split()[0].strip(".,")) else None
    if told is not None:
        yield from _bracket(text, _trimmed(text, span.start, told.start()))  # '(cheflæge, Kirurgi - afbud)'
        yield Segment(Piece.NOTE, _trimmed(text, told.start("first"), span.end), bracketed=True)
        return
    if is_party(words):
        kind = Piece.PARTY
    elif words.split()[0].casefold().strip(".,") in PEOPLE.notes and not is_title(words.split()[0]):
        kind = Piece.NOTE
    elif any(is_title(word) for word in words.split()):
        kind = Piece.ROLE
    elif not words[0].isupper() or any(character.isdigit() for character in words):
        kind = Piece.NOTE
    elif _is_organisation(words):
        kind = Piece.ORGANISATION
    elif len(words.split()) <= 3 and all(word[0].isupper() for word in words.split()):
        kind = Piece.PART
    else:
        kind = Piece.NOTE
    yield Segment(kind, span, bracketed=True)


def _told_behind(text: str, span: Span) -> re.Match[str] | None:
    """Return where in a bracket, behind a title or an organisation, something is said of whether the person came."""
    found = (cut for cut in _TOLD.finditer(text, span.start, span.end) if _tells(cut["first"]))
    return next((cut for cut in found if cut.start() > span.start), None)


def _tells(word: str) -> bool:
    return word.casefold() in PEOPLE.notes and not is_title(word)


def _is_organisation(words: str) -> bool:
    return any(
        PEOPLE.strong_organisations.matches(word.casefold().strip(".,"))
        or word.casefold().strip(".,") in PEOPLE.acronyms
        or word.casefold().partition("-")[0] in PEOPLE.acronyms
        for word in words.split()
    )


def _classified(text: str, span: Span) -> list[Segment]:
    """Return what a piece between separators is; an empty list for nothing."""
    words = text[span.start : min(span.end, span.start + _LONGEST + 1)]
    if words.endswith((" m.fl.", " m.fl", " m. fl.")):
        span = Span(span.start, span.start + words.rindex(" m."))
        words = text[slice(*span)].rstrip()
    if not words or len(words) > _LONGEST or not any(character.isalnum() for character in words):
        return []
    if is_party(words):
        return [Segment(Piece.PARTY, span)]
    if is_person_name(words):
        return [_bare_name(text, span)]
    if is_person_name(words.rstrip(".")):
        return [_bare_name(text, Span(span.start, span.start + len(words.rstrip("."))))]
    first = words.split()[0].casefold().strip(".,:")
    if first in PEOPLE.notes and not is_title(first) and not _WITH_NAME.match(words):
        return [Segment(Piece.NOTE, span)]
    named = _with_name(text, span)
    if named is not None:
        return [named]
    if any(is_title(word) for word in words.split()) or words[0].islower():
        return [Segment(Piece.ROLE, span)]
    if any(character.isdigit() for character in words) and not _is_organisation(words):
        return [Segment(Piece.NOTE, span)]
    return [Segment(Piece.ORGANISATION if _is_organisation(words) else Piece.PART, span)]


def _bare_name(text: str, span: Span) -> Segment:
    """Return a name without the academic titles around it."""
    words = [Span(*match.span()) for match in _WORD.finditer(text, span.start, span.end)]
    first, last = 0, len(words)
    while first < last - 1 and text[slice(*words[first])].casefold() in PEOPLE.academic:
        first += 1
    while last > first + 1 and text[slice(*words[last - 1])].casefold() in PEOPLE.academic_behind:
        last -= 1
    before = Span(span.start, words[first - 1].end) if first else None
    behind = Span(words[last].start, span.end) if last < len(words) else None
    return Segment(Piece.NAME, Span(words[first].start, words[last - 1].end), before=before, behind=behind)


_WITH_NAME = re.compile(r"(?i:(?:afbud\s)?fra)\s+[A-ZÆØÅ]")


def _with_name(text: str, span: Span) -> Segment | None:
    """Return the segment of a name with a title before it or something behind it, if the words hold one."""
    words = [Span(*match.span()) for match in _WORD.finditer(text, span.start, span.end)]
    sorts = [sort_of(text[word.start : word.end].strip(".,*_") or "-") for word in words]
    return (
        _name_at_end(text, words, sorts)
        or _name_at_start(text, words, sorts)
        or _name_inside(text, words, sorts)
    )


_NAMING = (Sort.NAME, Sort.INITIAL, Sort.PARTICLE)


def _name_at_end(text: str, words: list[Span], sorts: list[Sort]) -> Segment | None:
    """'Formand for Det Nære Sundhedsvæsen Pia Holm': the last run of words of names, from its first name on."""
    first = len(words)
    while first > 0 and sorts[first - 1] in _NAMING:
        first -= 1
    if first == 0 or first == len(words):
        return None
    run = [text[word.start : word.end] for word in words[first:]]
    lead = text[words[0].start : words[first - 1].end]
    if sorts[first - 1] is not Sort.TITLE:
        # Words of the organisation may still be ahead: 'Formand for Ældre Sagen Kaj Holm'.
        known = next((index for index, word in enumerate(run) if is_first_name(word)), None)
        if known is None:
            return None
        first, run = first + known, run[known:]
    joined = " ".join(run).rstrip(".")
    introduced = any(is_title(word) for word in lead.split()) or lead.split()[-1].casefold() == "fra"
    if not introduced or not is_person_name(joined) or lead.split()[-1].casefold() in ("for", "af"):
        return None
    end = words[-1].end - (1 if text[words[-1].end - 1] == "." and not joined.endswith(".") else 0)
    before = Span(words[0].start, words[first - 1].end)
    behind = None if lead.casefold().split()[-1] != "fra" else before
    return Segment(Piece.NAME, Span(words[first].start, end), before=None if behind else before)


def _name_at_start(text: str, words: list[Span], sorts: list[Sort]) -> Segment | None:
    """'Anne Holm Fjordby Kommune', 'Anne Holm formand': a known first name, a last name, and something else."""
    last = 0
    while last < len(words) and sorts[last] in _NAMING:
        last += 1
    if last == len(words) or last < 2 or not is_first_name(text[words[0].start : words[0].end]):
        return None
    behind = text[words[last].start : words[last].end]
    if _NEEDS_PLACE.search(behind.strip(".,")) and last > 2:
        last -= 1
    name = Span(words[0].start, words[last - 1].end)
    says_something = sorts[last] is not Sort.OTHER or behind.casefold().strip(".,") in PEOPLE.notes
    if not is_person_name(text[name.start : name.end]) or not (
        says_something or is_organisation_word(behind)
    ):
        return None
    return Segment(Piece.NAME, name, behind=Span(words[last].start, words[-1].end))


def _name_inside(text: str, words: list[Span], sorts: list[Sort]) -> Segment | None:
    """'1. suppleant Anne Holm var indkaldt': a title, a name that begins with a known first name, and a remark."""
    first = next(
        (at for at, sort in enumerate(sorts) if at and sort is Sort.NAME and sorts[at - 1] is Sort.TITLE),
        None,
    )
    if first is None or not is_first_name(text[slice(*words[first])]):
        return None
    last = first
    while last < len(words) and sorts[last] in _NAMING:
        last += 1
    if (
        last - first < 2
        or last == len(words)
        or text[slice(*words[last])].casefold().strip(".,") not in (*PEOPLE.notes, "som")
    ):
        return None
    name = Span(words[first].start, words[last - 1].end)
    before, behind = Span(words[0].start, words[first - 1].end), Span(words[last].start, words[-1].end)
    return (
        Segment(Piece.NAME, name, before=before, behind=behind)
        if is_person_name(text[slice(*name)])
        else None
    )
