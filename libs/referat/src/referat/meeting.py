"""The meeting: which body met, on which level, when and where; and whether the document is minutes or an agenda."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from referat.blocks import Piece
from referat.bodies import body_in, level_in
from referat.danish.clock import find_clock_times
from referat.danish.found_time import FoundTime, Join, TimeKind
from referat.danish.words import WORDS, Field, Heading
from referat.fields import FieldValue
from referat.headings import Head
from referat.manuscript import Manuscript, sentences_in
from referat.mention import group_of
from referat.model import BlockKind, DocumentType, Meeting, Problem, Quote
from referat.outline import Outline
from referat.source import Span, Spans
from referat.times import Times, infer_year

_NEAR = 120
_ONE_GAP = 2
_SHORT = 60
_THE_MINUTES = re.compile(r"\b\w*(?:referat|dagsorden|protokol)(?:et|en)?\b", re.IGNORECASE)
_ORDINALS = frozenset(
    {"møde nr", "mødenr", "mødenummer"}
)  # 'Møde nr. 4, onsdag den 12. november, kl. 16.30, lokale B'
_TITLE_PIECES = 8  # how far down the title of a document may stand
_PLACE = re.compile(r"[\s,;.–-]*(?:(?:i|på|hos|ved|via|sted|lokale|mødested)\b\s*:?\s*)?", re.IGNORECASE)
_PLACE_SAID = re.compile(
    r"[\s,;.·•|–-]*(?:\b(?:i|på|ved|via|over)\s+|(?=\bhos\s)|(?<=[,·•|] )(?-i:(?=[A-ZÆØÅ])))", re.IGNORECASE
)
_FIRST_WORD = re.compile(r"[^\W\d_][\w-]*")
_SPACED = re.compile(r"(?<!\w)\w(?: \w){3,}(?!\w)")
_TO = re.compile(r"[^.;\n]{0,60}\b(?:til|-|–)\b", re.IGNORECASE)
_STREET = re.compile(
    r"\b[A-ZÆØÅ][\w-]*(?:vej|gade|stræde|torv|torvet|plads|pladsen|allé|alle|vænge|vænget|parken|boulevard|have|kaj)\s+\d{1,3}\b"
)
_LONGEST_PLACE = 100
_ONLINE = re.compile(r"\b(?:online|virtuelt|teams|zoom|skype|telefonmøde|videomøde)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Held:
    """When the meeting was held, and the words that say so."""

    on: date | None
    spans: Spans = ()
    until: date | None = None
    problem: str | None = None  # the code of a problem, where the day was inferred


def document_type(outline: Outline, heads: Collection[Head], titles: Sequence[Piece]) -> DocumentType:
    """Minutes record decisions: a document with one is minutes, whatever it is called; else its title says."""
    decided = any(head.role is Heading.DECISION for head in heads)
    said: set[DocumentType] = set()
    for piece in titles:
        for word in _FIRST_WORD.finditer(unspaced(piece.words[:200])):
            kind = WORDS.documents.get(word.group().casefold())
            if kind is not None:
                said.add(kind)
        if piece.key in WORDS.documents:
            said.add(WORDS.documents[piece.key])
    if DocumentType.MINUTES in said or (decided and outline.entries):
        return DocumentType.MINUTES
    if DocumentType.AGENDA in said:
        return DocumentType.AGENDA
    proposed = any(head.role in (Heading.CASE, Heading.RECOMMENDATION) for head in heads)
    return DocumentType.AGENDA if proposed else DocumentType.MINUTES


def unspaced(words: str) -> str:
    """Return words in spaced type as words: 'R E F E R A T'."""
    return _SPACED.sub(lambda match: match.group().replace(" ", ""), words)


def title_pieces(outline: Outline, fields: Sequence[FieldValue]) -> list[Piece]:
    """Return the pieces at the top that belong to no field: the title is one of them or several."""
    taken = {piece.start for field in fields if field.key not in _ORDINALS for piece in field.pieces}
    titles: list[Piece] = []
    listing = False
    for at, piece in enumerate(outline.head):
        # Where people are listed, or far down, only a heading that the format marks can be a title.
        listing = listing or (piece.label is not None and group_of(piece.label.key) is not None)
        likely = piece.kind is BlockKind.HEADING or (not listing and at < 2 * _TITLE_PIECES)
        known = piece.start in taken or piece.key in WORDS.contents
        if likely and not known and not _is_prose(piece) and len(titles) < _TITLE_PIECES:
            titles.append(piece)
    return titles


def _is_prose(piece: Piece) -> bool:
    return len(piece.words) > 200 or (piece.words.endswith(".") and len(piece.words.split()) > 8)


def prose_titles(script: Manuscript, outline: Outline, times: Times, day: date | None) -> list[Piece]:
    """Return the sentences at the top that tell of the document and name its day: 'Her er referatet fra mødet …'."""
    found: list[Piece] = []
    for piece in outline.head[:_TITLE_PIECES]:
        for span in sentences_in(script, piece.content) if _is_prose(piece) and day is not None else ():
            said = replace(piece, start=span.start, end=span.end, words=script.text[slice(*span)], key="")
            if _THE_MINUTES.search(said.words) and any(time.day == day for time in times.within(span)):
                found.append(said)
    return found


def says_document(piece: Piece) -> bool:
    """Whether a piece says which kind of document it is in: 'Referat', 'R E F E R A T', 'Dagsorden for …'."""
    words = {word.group().casefold() for word in _FIRST_WORD.finditer(unspaced(piece.words[:200]))}
    return bool(words & set(WORDS.documents)) or piece.key in WORDS.documents


def main_title(titles: Sequence[Piece]) -> Piece | None:
    """Return the piece that says 'Referat' or 'Dagsorden', else the first."""
    for piece in titles:
        if says_document(piece):
            return piece
    return titles[0] if titles else None


def _fields(fields: Sequence[FieldValue], kind: Field) -> Iterable[Span]:
    for field in fields:
        if field.kind is kind:
            yield from field.values[:2]


def _days(times: Times, spans: Iterable[Span]) -> Iterable[FoundTime]:
    for span in spans:
        yield from (t for t in times.within(span) if t.kind is TimeKind.DAY and t.value is not None)


def held_on(
    fields: Sequence[FieldValue],
    titles: Sequence[Piece],
    dated: Sequence[Span],
    free: Sequence[Span],
    times: Times,
) -> Held:
    """Return when the meeting was held: from its field, its title, any other field, or the headings of decisions.

    Where none of them says, the last day that the `free` text of the head names; then a problem says so.
    """
    main = main_title(titles)
    places = [
        list(_fields(fields, Field.DATE)),
        list(_fields(fields, Field.TIME)),
        [main.content] if main is not None and says_document(main) else [],
        [value for field in fields if field.kind is Field.BODY for value in field.values[:1]],
        [piece.content for piece in titles],
        list(_fields(fields, Field.VENUE)),
        list(dated),
    ]
    unsure: FoundTime | None = None
    for found in (found for spans in places for found in _days(times, spans)):
        day = found.day if found.alternative is None else None
        if day is None:
            unsure = unsure or found
        elif unsure is None or _same_day(unsure, day):
            return Held(day, _with_year(found, times), _last_day(found, times))
    if unsure is not None:
        day = infer_year(unsure, times)
        return Held(day, (unsure.span,), None, "date_year_inferred" if day is not None else None)
    said = [found for found in _days(times, free) if found.day is not None]
    if not said:
        return Held(None)
    last = max(said, key=lambda found: found.day or date.min)
    return Held(last.day, (last.span,), None, "date_guessed")


def _with_year(found: FoundTime, times: Times) -> Spans:
    """Return where a day stands, and its year, if that stands with a later day: '14. og 15. maj 2025'."""
    if not found.year_shared:
        return (found.span,)
    later = next(
        (t for t in times.within(Span(found.span.end, found.span.end + _NEAR)) if not t.year_shared), None
    )
    return (found.span, later.span) if later is not None else (found.span,)


def _same_day(unsure: FoundTime, day: date) -> bool:
    """Whether a day with its year can be the one that was named before without it."""
    value = unsure.value or ""
    return (
        value[-5:] == day.isoformat()[-5:]
        or unsure.alternative == day.isoformat()
        or value == day.isoformat()
    )


def _last_day(found: FoundTime, times: Times) -> date | None:
    """Return the last day of a meeting over several: '26.-27. april 2023'."""
    if found.joined not in (Join.TO, Join.AND):
        return None
    following = times.within(Span(found.span.end, found.span.end + 40))
    last = following[0].day if following else None
    return last if last is not None and found.day is not None and last > found.day else None


@dataclass(frozen=True, slots=True)
class Clocks:
    """When the meeting began and ended."""

    starts: str | None = None
    ends: str | None = None
    spans: Spans = ()
    after: int | None = None  # where the words after the time begin, on the line that held it


def clock_times(
    script: Manuscript, fields: Sequence[FieldValue], titles: Sequence[Piece], closing: Sequence[Span]
) -> Clocks:
    """Return when the meeting began and ended, from its fields, its title, or the words that close it."""
    starts: str | None = None
    ends: str | None = None
    spans: list[Span] = []
    after: int | None = None
    labelled = [
        (field.label, value)
        for field in fields
        if field.kind in (Field.TIME, Field.DATE, Field.VENUE)
        for value in field.values[:2]
    ]
    named = [value for field in fields if field.kind is Field.BODY for value in field.values[:1]]
    free = [*named, *[piece.content for piece in titles]]
    for label, value in [*labelled, *[(span, span) for span in free]]:
        if starts is not None:
            break
        begin = label.start if value.start - label.end < 4 else value.start
        found = find_clock_times(script.text, begin, value.end)
        if found:
            starts, ends, after = found[0].starts, found[0].ends, found[-1].span.end
            spans.append(found[0].span)
        if len(found) > 1 and ends is None and _TO.match(script.text, found[0].span.end, found[1].span.start):
            ends = found[1].starts
            spans.append(found[1].span)
    if ends is None:
        places = [
            Span(field.label.start, field.values[0].end)
            for field in fields
            if field.kind is Field.END_TIME and field.values
        ]
        for place in [*places, *closing]:
            said = find_clock_times(script.text, place.start, place.end)
            if said:
                ends = said[0].ends or said[0].starts
                spans.append(said[0].span)
                break
    return Clocks(starts, ends, tuple(spans), after)


def venue(
    script: Manuscript, fields: Sequence[FieldValue], titles: Sequence[Piece], times: Times, clocks: Clocks
) -> Quote | None:
    """Return where the meeting was held: its field, or what follows the time in 'kl. 19 i fælleshuset'."""
    combined: list[Span] = []
    for field in fields:
        if field.kind is Field.VENUE and field.values:
            value = field.values[0]
            bare = (
                ":" not in script.text[field.label.start : value.start]
                and value.start - field.label.end < _ONE_GAP
            )
            if bare and "lokale" in field.key:
                value = Span(field.label.start, value.end)  # 'Mødelokale C' is the name of the room
            return script.quote(_without_end(script, value))
        if field.kind is Field.DATE and field.values and "sted" in field.key:
            combined.extend(field.values[:2])
    for span in combined:
        quote = _beside_time(script, span, times, said=False)
        if quote is not None:
            return quote
    kinds = (Field.DATE, Field.TIME, Field.BODY)
    beside = [value for field in fields if field.kind in kinds for value in field.values[:1]]
    for span in [*beside, *[piece.content for piece in titles]]:
        if clocks.after is not None and span.start <= clocks.after <= span.end:
            quote = _beside_time(script, span, times, said=True)
            if quote is not None:
                return quote
    online = next(
        (piece for piece in titles if len(piece.words) <= _SHORT and _ONLINE.search(piece.words)), None
    )
    return script.quote(_without_end(script, online.content)) if online is not None else None


def place_below(titles: Sequence[Piece], clocks: Clocks) -> Piece | None:
    """Return the line that stands below the meeting's day and time and names a place: 'Fjordby Rådhus, lokale 4'."""
    for piece, below in pairwise(titles):
        if clocks.after is None or not piece.start <= clocks.after <= piece.end:
            continue
        fits = len(below.words) <= _LONGEST_PLACE and not below.words.endswith((".", ":"))
        named = WORDS.places.search(below.words) or _STREET.search(below.words)
        if fits and named and below.kind is BlockKind.PARAGRAPH and not says_document(below):
            return below
    return None


def _without_end(script: Manuscript, span: Span) -> Span:
    words = script.text[span.start : span.end].rstrip(" .,;")
    return Span(span.start, span.start + len(words))


def _beside_time(script: Manuscript, span: Span, times: Times, *, said: bool) -> Quote | None:
    """Return the words beside day and time. `said`: only where 'i', 'på', 'via' or the like leads to them."""
    ends = [found.span.end for found in times.within(span) if found.kind is TimeKind.DAY]
    ends += [clock.span.end for clock in find_clock_times(script.text, span.start, span.end)]
    if not ends:
        return script.quote(_without_end(script, span)) if not said else None
    start = max(ends)
    lead = (_PLACE_SAID if said else _PLACE).match(script.text, start, span.end)
    if said and lead is None:
        online = _ONLINE.search(script.text, start, span.end)
        return script.quote(Span(*online.span())) if online else None
    rest = Span(lead.end() if lead else start, span.end)
    quote = script.quote(_without_end(script, rest))
    if quote is None and not said:
        first = min(found.span.start for found in times.within(span)) if times.within(span) else span.end
        quote = script.quote(_without_end(script, Span(span.start, first)))
    return quote if quote is not None and any(c.isalpha() for c in quote.text) else None


def read_meeting(
    script: Manuscript, outline: Outline, fields: Sequence[FieldValue], times: Times,
    *, asked: Sequence[Span], closing: Sequence[Span],
) -> tuple[Meeting, list[Problem]]:  # fmt: skip
    """Return the meeting, and what was inferred about it. `asked` are the bodies that recommendations address."""
    titles = title_pieces(outline, fields)
    title = main_title(titles)
    dated = [head.words for head in outline.heads.values() if head.dated]
    free = [piece.content for piece in outline.head[: 2 * _TITLE_PIECES]]
    when = held_on(fields, titles, dated, free, times)
    told = [*titles, *prose_titles(script, outline, times, when.on)]
    clocks = clock_times(script, fields, told, closing)
    place = place_below(titles, clocks)
    where = venue(script, fields, told, times, clocks)
    if where is None and place is not None:
        where = script.quote(_without_end(script, place.content))
    body, body_span = body_in(
        script,
        [piece for piece in titles if piece is not place],
        title,
        [v for f in fields if f.kind is Field.BODY for v in f.values[:1]],
        times,
    )
    level, level_spans = level_in(
        script, [*([body_span] if body_span else []), *[p.content for p in titles]], asked
    )
    meeting = Meeting(
        document_type(outline, outline.heads.values(), titles), body, level, when.on, when.spans, when.until,
        clocks.starts, clocks.ends, clocks.spans, where,
        script.quote(title.content) if title is not None else None, level_spans,
    )  # fmt: skip
    return meeting, _problems(meeting, when)


def _problems(meeting: Meeting, when: Held) -> list[Problem]:
    problems: list[Problem] = []
    if when.problem == "date_year_inferred" and when.on is not None:
        said = f"Mødets dato er skrevet uden år. Dokumentets andre datoer tyder på {when.on.year}."
        problems.append(Problem(when.problem, said, when.spans))
    elif when.problem is not None:
        said = "Det står ikke, hvilken dag mødet blev holdt. Den seneste dag i dokumentets hoved er brugt."
        problems.append(Problem(when.problem, said, when.spans))
    if when.on is None:
        problems.append(Problem("date_missing", "Mødets dato blev ikke fundet i dokumentet."))
    if meeting.body is None:
        problems.append(Problem("body_missing", "Navnet på dem, der mødtes, blev ikke fundet i dokumentet."))
    return problems
