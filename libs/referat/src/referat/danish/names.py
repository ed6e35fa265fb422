"""People in lists of participants: names with titles, organisations, parties, remarks and addresses, in any order.

'Borgmester Niels Holm, Fjordby Kommune, nh@fjordby.dk', 'Bo Lund, V', 'Anna K. Dam (A) – afbud', a whole field
'Bo Lund, V, Lene Bech, Strandby Kommune (Fravær)'. `variant` says whether two names are one person spelled two ways.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from referat.danish.name_segments import Piece, Segment, segments
from referat.danish.name_shapes import (
    is_acronym,
    is_certain_name,
    is_first_name,
    is_person_name,
    is_title,
    looks_like_last_name,
)
from referat.danish.variants import Variant, VariantKind, initials_of, stands_for, variant
from referat.danish.vocabulary import PEOPLE, alternatives
from referat.source import Span, Spans

__all__ = [
    "FoundPerson",
    "Variant",
    "VariantKind",
    "initials_of",
    "is_certain_name",
    "is_person_name",
    "split_people",
    "stands_for",
    "variant",
]


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """A person in a list. `span` is the hull of all that is said of the person.

    `affiliation` is the organisation, or the party where no organisation is named; `role` the title, which may
    stand on both sides of the name; `notes` the rest: 'afbud', 'Deltog under punkt 2-4'.
    """

    span: Span
    name: Span
    affiliation: Span | None = None
    role: Spans = ()
    notes: Spans = ()
    email: Span | None = None
    party: Span | None = None


_BREAK = re.compile(r"\n+")
_LABEL = re.compile(r"[ \t*_-]*(?P<label>[^\W\d_][^:;,@\n()]{1,60}?)\s?:(?:\s|\*)")
_LIST_WORD = re.compile(rf"[ \t*_•-]*(?:{alternatives(PEOPLE.labels)})[\s*_:]+(?=[A-ZÆØÅ])", re.IGNORECASE)
_LONG_LINE = 70
_FIRST_NAMES = 2  # so many people without a last name, and a list calls everybody by the first
_LONE_WORD = re.compile(r"[A-ZÆØÅ][a-zæøåéü]+(?:-[A-ZÆØÅ][a-zæøåéü]+)?")
_INSIDE_ROLE = re.compile(
    r"(?<![^\W_])(?:[A-ZÆØÅ][\w-]+(?:\s[A-ZÆØÅ][\w-]+)?\s(?:Kommune|Sygehus|Hospital)|Region\s[A-ZÆØÅ]\w+"
    r"|[A-ZÆØÅ]{2,5}(?:-[A-ZÆØÅ]\w*)?(?:\s(?=[A-ZÆØÅ][a-zæøå])[A-ZÆØÅ]\w+)?)"
)


def split_people(text: str, start: int = 0, end: int | None = None) -> list[FoundPerson]:
    """Return the people in a stretch of a list of participants, in order.

    A line is one person with what belongs to the person, or several people between commas. Words that name
    nobody are left out. Never raises.
    """
    stop = len(text) if end is None else min(max(end, 0), len(text))
    people: list[FoundPerson] = []
    for begins, ends in _entries(text, max(start, 0), stop):
        people.extend(_entry(text, begins, ends))
    return people


def _entries(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Yield the lines; one that ends in a comma goes on in the next. Semicolons part people."""
    begin = start
    for match in _BREAK.finditer(text, start, stop):
        line = text[begin : match.start()].rstrip()
        if len(match[0]) == 1 and _is_wrapped(line):
            continue
        yield from _by_semicolon(text, begin, match.start())
        begin = match.end()
    yield from _by_semicolon(text, begin, stop)


def _is_wrapped(line: str) -> bool:
    """Return whether a list of people goes on in the next line."""
    last = line.rpartition("\n")[2]
    if line.endswith((",", " og", "-", " &")):
        return True
    breaks_a_name = is_first_name(last.rpartition(",")[2].strip() or "-")
    return last.count(",") > 1 and (len(last) >= _LONG_LINE or breaks_a_name)


def _by_semicolon(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while (cut := text.find(";", start, end)) >= 0:
        yield start, cut
        start = cut + 1
    if start < end:
        yield start, end


def _entry(text: str, start: int, end: int) -> list[FoundPerson]:
    list_word = _LIST_WORD.match(text, start, end)
    # 'Afbud Bo Lund' is a list; 'Referent Bo Lund' too, but there the word is the role.
    if list_word is not None and not is_title(list_word[0].strip(" *_:-•\t\n")):
        start = list_word.end()
    label = _LABEL.match(text, start, end)
    shared: list[Segment] = []
    if label is not None and not is_person_name(label["label"].strip(" *_")):
        ahead = segments(text, label.start("label"), label.end("label"))
        shared = [segment for segment in ahead if segment.kind in (Piece.ORGANISATION, Piece.ROLE)]
        start = label.end()
    pieces = _with_first_names(text, _with_turned_names(text, segments(text, start, end)))
    return [_person(text, [*group, *_unsaid(group, shared)]) for group in _groups(pieces)]


def _unsaid(group: list[Segment], shared: list[Segment]) -> list[Segment]:
    """Return what the label says of everybody, where the entry says nothing of the kind itself."""
    kinds = {segment.kind for segment in group}
    return [segment for segment in shared if segment.kind not in kinds]


def _with_turned_names(text: str, pieces: list[Segment]) -> list[Segment]:
    """Join 'Hansen, Peter' to one name."""
    joined: list[Segment] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if last is not None and _is_turned(text, last, piece):
            joined[-1] = Segment(Piece.NAME, Span(last.span.start, piece.span.end))
        else:
            joined.append(piece)
    return joined


def _with_first_names(text: str, pieces: list[Segment]) -> list[Segment]:
    """Where people are called by their first names, a lone word among them is a name too: 'Line, Aisha, Thomas'."""
    names = [text[slice(*piece.span)] for piece in pieces if piece.kind is Piece.NAME]
    if sum(" " not in name for name in names) < _FIRST_NAMES:
        return pieces
    return [
        Segment(Piece.NAME, piece.span)
        if piece.kind is Piece.PART and not piece.bracketed and _LONE_WORD.fullmatch(text[slice(*piece.span)])
        else piece
        for piece in pieces
    ]


def _is_turned(text: str, last: Segment, piece: Segment) -> bool:
    surname, given = text[slice(*last.span)], text[slice(*piece.span)].split()
    if last.kind is not Piece.PART or " " in surname or not surname[:1].isupper():
        return False
    if text[last.span.end : piece.span.start].strip() != "," or is_first_name(surname):
        return False
    known = bool(given) and all(is_first_name(word) or re.fullmatch(r"[A-ZÆØÅ]\.", word) for word in given)
    return known and looks_like_last_name(surname)


def _groups(pieces: list[Segment]) -> list[list[Segment]]:
    """Return the pieces of each person. What stands before the first name belongs to it.

    In a line that begins with a title, titles stand before the names; in one that begins with an organisation and
    ends with a name, organisations do. Everywhere else they stand behind.
    """
    count = sum(piece.kind is Piece.NAME for piece in pieces)
    before: set[Piece] = set()
    if count > 1 and pieces[0].kind is Piece.ROLE:
        before = {Piece.ROLE}
    elif count > 1 and pieces[0].kind in (Piece.ORGANISATION, Piece.PARTY) and pieces[-1].kind is Piece.NAME:
        before = {Piece.ORGANISATION, Piece.PARTY}
    groups: list[list[Segment]] = []
    pending: list[Segment] = []
    for piece in pieces:
        if piece.kind is Piece.NAME:
            groups.append([*pending, piece])
            pending = []
        elif not groups or piece.ahead or (piece.kind in before and not piece.bracketed):
            pending.append(piece)
        else:
            groups[-1].append(piece)
    if groups:
        groups[-1].extend(pending)
    return groups


def _person(text: str, group: list[Segment]) -> FoundPerson:
    name = next(segment for segment in group if segment.kind is Piece.NAME)
    by_kind: dict[Piece, list[Span]] = {kind: [] for kind in Piece}
    for segment in group:
        by_kind[segment.kind].append(segment.span)
        for extra in (segment.before, segment.behind):
            if extra is not None:
                by_kind[_kind_of_extra(text, extra)].append(extra)
    shortened = [span for span in by_kind[Piece.PART] if _is_initials(text, span, name.span)]
    by_kind[Piece.NOTE].extend(shortened)
    parts = [span for span in by_kind[Piece.PART] if span not in shortened]
    strong = by_kind[Piece.ORGANISATION]
    affiliation = strong[-1] if strong else (parts[-1] if parts else None)
    rest = [span for span in [*strong[:-1], *(parts if strong else parts[:-1])] if span != affiliation]
    role = tuple(sorted([*by_kind[Piece.ROLE], *rest]))
    party = by_kind[Piece.PARTY][0] if by_kind[Piece.PARTY] else None
    emails, spans = by_kind[Piece.EMAIL], [span for kind in Piece for span in by_kind[kind]]
    near = [span for span in spans if _is_near(text, span, name.span)]
    return FoundPerson(
        span=Span(min(span.start for span in near), max(span.end for span in near)),
        name=name.span,
        affiliation=affiliation or _organisation_in(text, role) or party,
        role=role,
        notes=tuple(sorted(by_kind[Piece.NOTE])),
        email=emails[0] if emails else None,
        party=party,
    )


def _is_initials(text: str, span: Span, name: Span) -> bool:
    """Return whether a piece is the initials of the person: 'MBK' behind 'Mette Bruun Kjærulf'."""
    words = text[slice(*span)]
    return is_acronym(words) and len(words) <= 4 and stands_for(words, text[slice(*name)])


def _is_near(text: str, span: Span, name: Span) -> bool:
    """Return whether a piece stands with the name and not in a label for the whole line."""
    between = text[span.end : name.start] if span.end <= name.start else ""
    return ":" not in between


def _kind_of_extra(text: str, span: Span) -> Piece:
    (segment, *_) = segments(text, span.start, span.end) or [Segment(Piece.ROLE, span)]
    return Piece.ROLE if segment.kind is Piece.NAME else segment.kind


def _organisation_in(text: str, role: Spans) -> Span | None:
    """Return an organisation that the role names: 'PLO Syd' in 'formand for PLO Syd'."""
    for span in role:
        for match in _INSIDE_ROLE.finditer(text, span.start, span.end):
            first = match[0].partition("-")[0].partition(" ")[0].casefold()
            if first in PEOPLE.acronyms or not match[0].partition(" ")[0].isupper():
                return Span(*match.span())
    return None
