"""What is read out of minutes: frozen values, each with the words it was read from.

The shape follows the JSON schema in `minutes.schema.json` (see `as_json`); offsets are code points into
`SourceText.text`. Every `Quote` obeys one law: `quote.text == quoted(source.text, quote.spans)`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from referat.source import Span, Spans


@dataclass(frozen=True, slots=True)
class Quote:
    """Words taken from the source. The hull of the spans is `start`, `end`."""

    text: str
    spans: Spans

    @property
    def start(self) -> int:
        """Return the offset of the first character."""
        return self.spans[0].start

    @property
    def end(self) -> int:
        """Return the offset after the last character."""
        return self.spans[-1].end


class DocumentType(StrEnum):
    """What kind of document was read."""

    MINUTES = "minutes"
    AGENDA = "agenda"


class Level(StrEnum):
    """The level of the body that met, as far as its name says."""

    POLITICAL = "political"
    STRATEGIC = "strategic"
    EXECUTIVE = "executive"
    MANAGEMENT = "management"
    COORDINATING = "coordinating"
    OPERATIONAL = "operational"
    UNKNOWN = "unknown"


class Function(StrEnum):
    """In which part of the list of participants a person stands."""

    CHAIR = "chair"
    MEMBER = "member"
    ADMINISTRATION = "administration"
    SECRETARIAT = "secretariat"
    PATIENT_REPRESENTATIVE = "patient_representative"
    GUEST = "guest"
    UNKNOWN = "unknown"


class Attendance(StrEnum):
    """What the whole document says about a person's presence at this meeting."""

    PRESENT = "present"
    ABSENT = "absent"
    UNKNOWN = "unknown"


class SectionKind(StrEnum):
    """The part that a stretch of an item plays."""

    SUMMARY = "summary"
    CASE = "case"
    RECOMMENDATION = "recommendation"
    DECISION = "decision"
    ATTACHMENTS = "attachments"
    ABSENCE = "absence"


class Act(StrEnum):
    """What a recommendation asks the body to do."""

    NOTE = "note"
    DISCUSS = "discuss"
    APPROVE = "approve"
    DECIDE = "decide"
    RECOMMEND = "recommend"
    GIVE_INPUT = "give_input"
    OTHER = "other"


class Outcome(StrEnum):
    """What the body concluded."""

    APPROVED = "approved"
    NOTED = "noted"
    DISCUSSED = "discussed"
    DECIDED = "decided"
    POSTPONED = "postponed"
    REJECTED = "rejected"
    AGREED = "agreed"
    NO_REMARKS = "no_remarks"


@dataclass(frozen=True, slots=True)
class Meeting:
    """The meeting of which the document tells. `held_on` may be inferred: then a problem says so."""

    document_type: DocumentType
    body: Quote | None
    level: Level
    held_on: date | None
    held_on_spans: Spans = ()
    ends_on: date | None = None  # the last day of a meeting over several days
    start_time: str | None = None  # 'HH:MM'
    end_time: str | None = None
    time_spans: Spans = ()
    venue: Quote | None = None
    title: Quote | None = None  # the whole heading
    level_spans: Spans = ()


@dataclass(frozen=True, slots=True)
class Participant:
    """A person whom the document lists, spelled as in the first listing."""

    name: Quote
    attendance: Attendance
    function: Function = Function.UNKNOWN
    affiliation: Quote | None = None
    role: Quote | None = None
    items: tuple[str, ...] | None = None  # the numbers of the items, where the document limits them
    substitute_for: Quote | None = None
    arrived: Quote | None = None
    left: Quote | None = None
    attendance_spans: Spans = ()  # the words that say so: 'afbud', 'Tina Maria deltog'


@dataclass(frozen=True, slots=True)
class Section:
    """A part of an item, without its heading."""

    kind: SectionKind
    quote: Quote
    heading: Quote | None = None


@dataclass(frozen=True, slots=True)
class Recommendation:
    """One point of a recommendation; the lead-in ('Det indstilles, at') is not part of it."""

    quote: Quote
    act: Act
    number: str | None = None  # as printed, where the points are numbered
    recommender: Quote | None = None  # who recommends, where somebody is named
    addressee: Quote | None = None  # the body that is asked


@dataclass(frozen=True, slots=True)
class Conclusion:
    """One outcome and the words that say so; `points` are the numbers of the recommendations meant, if named."""

    outcome: Outcome
    quote: Quote
    points: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount in Danish kroner, multiplied out."""

    value: Decimal
    quote: Quote
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A date or a stretch of time, as EDTF level 1.

    `value` says only what the words say: a day without a year is 'XXXX-06-19'. `resolved` is the date that was
    inferred from the rest of the document, if one was; `inferred` names the parts that were ('year').
    """

    value: str
    quote: Quote
    resolved: str | None = None
    inferred: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table as cells: `rows[r][c]` is the text of a cell, `cells[r][c]` its span (empty cells have an empty one)."""

    rows: tuple[tuple[str, ...], ...]
    cells: tuple[tuple[Span, ...], ...]
    span: Span
    caption: Quote | None = None
    unit: Decimal | None = None  # 1000 where a heading says '(1.000 kr.)'


@dataclass(frozen=True, slots=True)
class Commitment:
    """A sentence in which the body says what is to happen later."""

    quote: Quote
    due: str | None = None  # EDTF
    due_spans: Spans = ()
    responsible: Quote | None = None


@dataclass(frozen=True, slots=True)
class EarlierConsideration:
    """A treatment of the case by another body, or on another day, that the document prints."""

    body: Quote
    held_on: str | None = None  # EDTF
    item_number: str | None = None
    text: Quote | None = None


@dataclass(frozen=True, slots=True)
class Vote:
    """A vote with the names or parties of each side; `counts` holds the printed numbers."""

    quote: Quote
    in_favour: tuple[Quote, ...] = ()
    against: tuple[Quote, ...] = ()
    abstained: tuple[Quote, ...] = ()
    counts: tuple[int | None, int | None, int | None] = (None, None, None)


@dataclass(frozen=True, slots=True)
class Absence:
    """A person recorded as absent for an item; `reason` is 'absent', 'disqualified', 'late' or 'left'."""

    name: Quote
    reason: str = "absent"


@dataclass(frozen=True, slots=True)
class Item:
    """An item of the agenda, as the document treats it."""

    number: str
    title: Quote
    span: Span
    number_spans: Spans = ()
    case_number: Quote | None = None
    minutes_planned: int | None = None
    sections: tuple[Section, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    conclusions: tuple[Conclusion, ...] = ()
    votes: tuple[Vote, ...] = ()
    attachments: tuple[Quote, ...] = ()
    absent: tuple[Absence, ...] = ()
    amounts: tuple[Amount, ...] = ()
    dates: tuple[TimeExpression, ...] = ()
    tables: tuple[Table, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    considerations: tuple[EarlierConsideration, ...] = ()
    closed: bool = False
    supplementary: bool = False

    def section(self, kind: SectionKind) -> Section | None:
        """Return the section of this kind; an item has at most one of each."""
        return next((section for section in self.sections if section.kind is kind), None)


class BlockKind(StrEnum):
    """The shape of a stretch of lines."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE = "table"
    FIELD = "field"  # 'Mødested Teams', 'Mødedato: …'
    CONTENTS = "contents"  # a line of a table of contents
    FURNITURE = "furniture"  # running headers and footers, page numbers
    UNREAD = "unread"


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of whole lines of one shape."""

    kind: BlockKind
    span: Span
    quote: Quote  # the words, without markers and marks
    level: int = 0  # of a heading (from 1) or of a list (from 0)
    marker: str | None = None  # '1.', '-', 'a.' as printed


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A line of the table of contents."""

    title: Quote
    number: str | None = None
    page: int | None = None


class FindingCode(StrEnum):
    """What can fail to add up. The same codes as in the JSON schema."""

    SUM_MISMATCH = "sum_mismatch"
    SHARE_MISMATCH = "share_mismatch"
    WEEKDAY_MISMATCH = "weekday_mismatch"
    DATE_IMPOSSIBLE = "date_impossible"
    DATE_GARBLED = "date_garbled"
    DATE_ORDER = "date_order"
    NAME_VARIANT = "name_variant"
    ITEM_MISSING = "item_missing"
    ITEM_NOT_IN_CONTENTS = "item_not_in_contents"
    CONTENTS_NOT_IN_ITEMS = "contents_not_in_items"
    DUPLICATE_ABSENCE = "duplicate_absence"
    DANGLING_REFERENCE = "dangling_reference"
    AMOUNT_CONFLICT = "amount_conflict"
    ATTACHMENT_UNLISTED = "attachment_unlisted"


class Severity(StrEnum):
    """How much a finding matters."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that does not add up, shown from the document itself. `message` is a Danish sentence."""

    code: FindingCode
    severity: Severity
    message: str
    spans: Spans
    item: str | None = None
    expected: str | None = None
    found: str | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """What could be read in two ways, or was inferred. `message` is a Danish sentence."""

    code: str
    message: str
    spans: Spans = ()
    item: str | None = None


@dataclass(frozen=True, slots=True)
class Minutes:
    """Everything that was read out of one document.

    The spans of `blocks` and `unread` together cover the text (law 3).
    """

    meeting: Meeting
    participants: tuple[Participant, ...] = ()
    items: tuple[Item, ...] = ()
    contents: tuple[ContentsEntry, ...] = ()
    findings: tuple[Finding, ...] = ()
    problems: tuple[Problem, ...] = ()
    unread: Spans = ()
    blocks: tuple[Block, ...] = ()
