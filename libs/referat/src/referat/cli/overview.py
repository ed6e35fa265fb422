"""What a person sees of one document: lines and tables of words, not yet laid out. Laid out by `rich_layout` or `plain_layout`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from operator import itemgetter

from referat.cli import messages
from referat.cli.places import Places
from referat.cli.wording import (
    LEVELS,
    OUTCOMES,
    counted,
    kroner,
    long_date,
    printable,
    share,
    shortened,
    thousands,
    time_words,
)
from referat.model import (
    Amount,
    Attendance,
    DocumentType,
    Finding,
    Item,
    Meeting,
    Minutes,
    SectionKind,
    Severity,
)
from referat.model import Table as CellTable
from referat.source import SourceText, Span, Spans, quoted

MOST_ROWS = 20
LONGEST_DECISION = 320
LONGEST_WORDS = 160
LONGEST_TITLE = 240
AROUND_AMOUNT = 45


class Tone(StrEnum):
    """How a cell is to stand out, where there is colour."""

    PLAIN = "plain"
    STRONG = "strong"
    QUIET = "quiet"
    ALARM = "alarm"
    CAUTION = "caution"


@dataclass(frozen=True, slots=True)
class Cell:
    """A piece of text in a table. `lead` stands before it and stands out."""

    text: str
    tone: Tone = Tone.PLAIN
    lead: str = ""

    @property
    def words(self) -> str:
        """Return lead and text as one."""
        return f"{self.lead} {self.text}".strip()


@dataclass(frozen=True, slots=True)
class Column:
    """A column of at most `widest` characters; the one without a limit takes the room that is left."""

    widest: int | None = None
    right: bool = False


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A heading and rows; `more` says how many rows are not shown."""

    heading: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    more: str | None = None


@dataclass(frozen=True, slots=True)
class Overview:
    """One document for a person: the name of the file, what it is, the meeting, and tables."""

    name: str
    kind: str
    lines: tuple[Cell, ...]
    tables: tuple[Table, ...]


@dataclass(frozen=True, slots=True)
class _Reading:
    source: SourceText
    minutes: Minutes
    places: Places

    def place(self, offset: int) -> Cell:
        page, line = self.places.of(offset)
        return Cell(f"s. {page} l. {line}" if self.places.pages > 1 else f"l. {line}", Tone.QUIET)

    def words(self, spans: Spans, *, longest: int = LONGEST_WORDS) -> str:
        return shortened(printable(quoted(self.source.text, spans[:8])), longest=longest)


PLACE = Column(widest=12, right=True)
_NOTES = (Column(widest=6, right=True), Column(), PLACE)


def overview(source: SourceText, minutes: Minutes, *, name: str) -> Overview:
    """Return what a person is shown of one document."""
    reading = _Reading(source, minutes, Places(source))
    kind = (
        messages.DOCUMENT_AGENDA
        if minutes.meeting.document_type is DocumentType.AGENDA
        else messages.DOCUMENT_MINUTES
    )
    pages = reading.places.pages
    if pages > 1:
        kind = f"{kind} · {counted(pages, one='side', many='sider')}"
    tables = (
        _items(reading),
        _money(reading),
        _commitments(reading),
        _findings(reading),
        _problems(reading),
        _unread(reading),
    )
    return Overview(
        name=printable(name),
        kind=kind,
        lines=tuple(_meeting_lines(minutes)),
        tables=tuple(table for table in tables if table.rows),
    )


def _meeting_lines(minutes: Minutes) -> Iterator[Cell]:
    meeting = minutes.meeting
    body = printable(meeting.body.text) if meeting.body else messages.NO_BODY
    level = LEVELS.get(meeting.level, "")
    yield Cell(body if level.casefold() in body.casefold() else f"{body} · {level}", Tone.STRONG)
    when = _when(meeting)
    yield Cell(f"{when} · {printable(meeting.venue.text)}" if meeting.venue else when)
    if people := minutes.participants:
        present = sum(person.attendance is Attendance.PRESENT for person in people)
        absent = sum(person.attendance is Attendance.ABSENT for person in people)
        unknown = len(people) - present - absent
        counts = [f"{thousands(present)} til stede", f"{thousands(absent)} fraværende"]
        if unknown:
            counts.append(f"{thousands(unknown)} uvist")
        yield Cell(f"{counted(len(people), one='person', many='personer')}: {', '.join(counts)}")


def _when(meeting: Meeting) -> str:
    if meeting.held_on is None:
        when = messages.NO_DATE
    else:
        when = long_date(meeting.held_on)
    if meeting.ends_on:
        when += f" til {long_date(meeting.ends_on)}"
    if meeting.start_time:
        when += f" kl. {meeting.start_time.replace(':', '.')}"
        if meeting.end_time:
            when += f"–{meeting.end_time.replace(':', '.')}"
    return when


def _items(reading: _Reading) -> Table:
    rows: list[Row] = []
    for item in reading.minutes.items:
        number = Cell(printable(item.number), Tone.STRONG)
        rows.append((number, Cell(_item_title(item), Tone.STRONG), reading.place(item.span.start)))
        outcomes = dict.fromkeys(OUTCOMES[conclusion.outcome] for conclusion in item.conclusions)
        decision = item.section(SectionKind.DECISION)
        text, place = "", Cell("")
        if decision and decision.quote.spans:
            text = shortened(printable(decision.quote.text), longest=LONGEST_DECISION)
            place = reading.place(decision.quote.start)
        if outcomes or text:
            lead = f"[{', '.join(outcomes)}]" if outcomes else ""
            rows.append((Cell(""), Cell(text, lead=lead), place))
    if not rows:
        rows.append((Cell(""), Cell(messages.NO_ITEMS), Cell("")))
    return Table(messages.HEADING_ITEMS, _NOTES, tuple(rows))


def _item_title(item: Item) -> str:
    notes = []
    if item.minutes_planned is not None:
        notes.append(f"{item.minutes_planned} min.")
    if item.closed and messages.ITEM_CLOSED not in item.title.text.lower():
        notes.append(messages.ITEM_CLOSED)
    if item.supplementary:
        notes.append(messages.ITEM_SUPPLEMENTARY)
    title = shortened(printable(item.title.text), longest=LONGEST_TITLE)
    return f"{title} ({', '.join(notes)})" if notes else title


def _money(reading: _Reading) -> Table:
    """Each amount of an item once, with how often it stands there; those in a table as one row for the table."""
    rows: list[Row] = []
    for item in reading.minutes.items:
        found: list[tuple[int, Row]] = []
        loose = list(item.amounts)
        for table in item.tables:
            apart = [one for one in loose if not table.span.start <= one.quote.start < table.span.end]
            if len(apart) < len(loose):
                found.append((table.span.start, _table_row(reading, item, table, len(loose) - len(apart))))
            loose = apart
        times = Counter((one.value, one.approximate) for one in loose)
        first = {(one.value, one.approximate): one for one in reversed(loose)}
        found += [
            (one.quote.start, _amount_row(reading, item, one, times[key])) for key, one in first.items()
        ]
        rows += [row for _, row in sorted(found, key=itemgetter(0))]
    columns = (Column(widest=20, right=True), Column(widest=6, right=True), Column(), PLACE)
    return _capped(messages.HEADING_MONEY, columns, rows)


def _amount_row(reading: _Reading, item: Item, amount: Amount, times: int) -> Row:
    value = ("ca. " if amount.approximate else "") + kroner(amount.value)
    words = _around(reading.source.text, Span(amount.quote.start, amount.quote.end))
    if times > 1:
        words = messages.TIMES.format(text=words, count=thousands(times))
    place = reading.place(amount.quote.start)
    return (Cell(value, Tone.STRONG), Cell(printable(item.number)), Cell(words), place)


def _table_row(reading: _Reading, item: Item, table: CellTable, amounts: int) -> Row:
    headings = table.caption.text if table.caption else " · ".join(cell for cell in table.rows[0] if cell)
    words = messages.IN_TABLE.format(
        rows=len(table.rows), words=shortened(printable(headings), longest=LONGEST_WORDS)
    )
    value = Cell(counted(amounts, one="beløb", many="beløb"), Tone.STRONG)
    return (value, Cell(printable(item.number)), Cell(words), reading.place(table.span.start))


def _around(text: str, span: Span) -> str:
    """Return the words around a span in its paragraph, whole words only, with '…' where they go on."""
    before = " ".join(text[max(span.start - 3 * AROUND_AMOUNT, 0) : span.start].rsplit("\n\n", 1)[-1].split())
    after = " ".join(text[span.end : span.end + 3 * AROUND_AMOUNT].split("\n\n", 1)[0].split())
    if len(before) > AROUND_AMOUNT:
        before = "… " + before[-AROUND_AMOUNT:].partition(" ")[2]
    if len(after) > AROUND_AMOUNT:
        after = after[:AROUND_AMOUNT].rpartition(" ")[0] + " …"
    middle = " ".join(text[span.start : span.end].split())
    gap_before = "" if text[span.start - 1 : span.start].strip() else " "
    gap_after = "" if text[span.end : span.end + 1].strip() else " "
    return printable(f"{before}{gap_before}{middle}{gap_after}{after}")


def _commitments(reading: _Reading) -> Table:
    rows: list[Row] = [
        (
            Cell(
                shortened(time_words(printable(promise.due)), longest=30) if promise.due else messages.NO_DUE,
                Tone.STRONG if promise.due else Tone.QUIET,
            ),
            Cell(printable(item.number)),
            Cell(
                shortened(printable(promise.quote.text), longest=LONGEST_DECISION),
                lead=f"[{printable(promise.responsible.text)}]" if promise.responsible else "",
            ),
            reading.place(promise.quote.start),
        )
        for item in reading.minutes.items
        for promise in item.commitments
    ]
    columns = (Column(widest=18), Column(widest=6, right=True), Column(), PLACE)
    return _capped(messages.HEADING_COMMITMENTS, columns, rows)


def _findings(reading: _Reading) -> Table:
    rows: list[Row] = []
    for finding in in_reading_order(reading.minutes.findings):
        tone = Tone.ALARM if finding.severity is Severity.ERROR else Tone.CAUTION
        place = reading.place(finding.spans[0].start) if finding.spans else Cell("")
        item = Cell(printable(finding.item or ""))
        rows.append((item, Cell(printable(finding.message), tone), place))
        if finding.spans:
            rows.append((Cell(""), Cell(f"»{reading.words(finding.spans)}«", Tone.QUIET), Cell("")))
    return _capped(messages.HEADING_FINDINGS, _NOTES, rows, most=10 * MOST_ROWS)


def in_reading_order(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings by where they stand; those about the whole document first."""
    return sorted(findings, key=lambda finding: finding.spans[0].start if finding.spans else -1)


def _problems(reading: _Reading) -> Table:
    rows: list[Row] = [
        (
            Cell(printable(problem.item or "")),
            Cell(printable(problem.message)),
            reading.place(problem.spans[0].start) if problem.spans else Cell(""),
        )
        for problem in reading.minutes.problems
    ]
    return _capped(messages.HEADING_PROBLEMS, _NOTES, rows)


def _unread(reading: _Reading) -> Table:
    """How much of the text no rule understood, and its words: nothing is lost, also not here."""
    unread = [span for span in reading.minutes.unread if reading.source.text[span.start : span.end].strip()]
    if not unread:
        understood = (Cell(""), Cell(messages.ALL_UNDERSTOOD, Tone.QUIET), Cell(""))
        return Table(messages.HEADING_UNREAD, _NOTES, (understood,))
    characters = sum(end - start for start, end in unread)
    summary = messages.UNREAD_SHARE.format(
        share=share(characters, of=len(reading.source.text)),
        places=counted(len(unread), one="sted", many="steder"),
    )
    rows: list[Row] = [(Cell(""), Cell(summary), Cell(""))]
    rows += [
        (Cell(""), Cell(f"»{reading.words((span,), longest=80)}«", Tone.QUIET), reading.place(span.start))
        for span in unread
    ]
    return _capped(messages.HEADING_UNREAD, _NOTES, rows)


def _capped(
    heading: str, columns: tuple[Column, ...], rows: Iterable[Row], *, most: int = MOST_ROWS
) -> Table:
    rows = tuple(rows)
    hidden = len(rows) - most
    more = messages.MORE_ROWS.format(count=thousands(hidden)) if hidden > 0 else None
    return Table(heading, columns, rows[:most], more)
