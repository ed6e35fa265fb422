"""What somebody says of a meeting, from its agenda or its minutes, before it is recorded.

Frozen values without rows: people, parties and bodies are already matched to primary keys, items are told apart by
their place in `MeetingFacts.items` (from 0), recommendation points by their place under the item (from 0, through
all its cases). Whoever fills them in (`importing`, a form) has asked a person.

Each part carries its citations. A `Cited.field` names the fact inside that part ('title', 'held_on', 'text'); the
record it hangs on and the full name follow from the part:

| part | record | field |
|---|---|---|
| meeting | meeting | as given |
| participant | meeting | `participant.<pk>.…` |
| item | item | as given; `item` is the whole stretch (`ItemFacts.stretches`) |
| section | item | `section.<kind>.…` |
| case | case | as given |
| recommendation point | item | `point.<pk>.…` |
| printed history | item | `history.<n>.…`, n from 1 |
| attachment | attachment | as given |
| decision | decision | as given |
| outcome | decision | `outcome.<kind>` |
| statement, vote, consent | decision | `statement.<n>.…`, `vote.<n>.…`, `consent.<party>.…` |
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from roedtraad.cases.models import Act, Attachment, Consideration
from roedtraad.meetings.models import (
    MeetingKind,
    OutcomeKind,
    PaperKind,
    ParticipantFunction,
    PartyConsent,
    PresenceKind,
    SectionKind,
    Statement,
    Vote,
)

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Cited:
    """The words of one fact: half-open spans in the reading `MeetingFacts.text_id`, in code points; page from 1."""

    field: str
    spans: tuple[Span, ...]
    page: int
    quote: str


@dataclass(frozen=True, slots=True)
class PresenceFacts:
    """Presence from one item to another (places in `items`, both included); without items, at the whole meeting."""

    kind: PresenceKind
    first: int | None = None
    last: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class ParticipantFacts:
    """Somebody on the list of a meeting. `in_place_of` is the person whose place they took, who is on the list too."""

    person_id: int
    function: ParticipantFunction = ParticipantFunction.UNKNOWN
    party_id: int | None = None
    seat_id: int | None = None
    title: str = ""
    letter: str = ""
    is_moderator: bool = False
    in_place_of: int | None = None
    presences: tuple[PresenceFacts, ...] = ()
    citations: tuple[Cited, ...] = ()


@dataclass(frozen=True, slots=True)
class SectionFacts:
    """A text of an item, other than its decision.

    `text` keeps the shape that pages show: an empty line between paragraphs, a line for each point of a list (with its
    marker) and each row of a table, tabs between cells. The same goes for `DecisionFacts.text`.
    """

    kind: SectionKind
    text: str
    heading: str = ""
    citations: tuple[Cited, ...] = ()


@dataclass(frozen=True, slots=True)
class PointFacts:
    """One point of a recommendation."""

    text: str
    act: Act = Act.OTHER
    number: str = ""
    citations: tuple[Cited, ...] = ()


@dataclass(frozen=True, slots=True)
class HistoryFacts:
    """An earlier treatment of the case that the document prints. `treated_on` is EDTF."""

    body_id: int | None = None
    body_as_written: str = ""
    treated_on: str = ""
    item_number: str = ""
    result: str = ""
    citations: tuple[Cited, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """A case that an item treats. Without `case_id` a case is opened, with the item's title unless one is given."""

    case_id: int | None = None
    title: str = ""
    file_numbers: tuple[str, ...] = ()
    role: Consideration.Role = Consideration.Role.DECIDES
    recommender_body_id: int | None = None
    recommender_as_written: str = ""
    points: tuple[PointFacts, ...] = ()
    history: tuple[HistoryFacts, ...] = ()
    citations: tuple[Cited, ...] = ()


@dataclass(frozen=True, slots=True)
class AttachmentFacts:
    """A paper listed under an item. Many old minutes give the title and not the file."""

    title: str
    is_closed: bool = False
    status: Attachment.Status = Attachment.Status.FINAL
    document_id: int | None = None
    citations: tuple[Cited, ...] = ()


@dataclass(frozen=True, slots=True)
class OutcomeFacts:
    """One conclusion about the point at this place under the item; without a place, about the item as a whole."""

    kind: OutcomeKind
    point: int | None = None
    is_changed: bool = False
    remark: str = ""
    citations: tuple[Cited, ...] = ()


@dataclass(frozen=True, slots=True)
class StatementFacts:
    """A remark, reservation or minority statement."""

    kind: Statement.Kind
    text: str
    person_id: int | None = None
    party_id: int | None = None
    citations: tuple[Cited, ...] = ()


@dataclass(frozen=True, slots=True)
class VoteFacts:
    """One side of a ballot: a person, or a printed name or number."""

    side: Vote.Side
    ballot: int = 1
    about: str = ""
    person_id: int | None = None
    as_written: str = ""
    count: int | None = None
    citations: tuple[Cited, ...] = ()


@dataclass(frozen=True, slots=True)
class ConsentFacts:
    """What a party said to a decision that binds nobody unless all agree."""

    party_id: int
    answer: PartyConsent.Answer
    remark: str = ""
    citations: tuple[Cited, ...] = ()


@dataclass(frozen=True, slots=True)
class DecisionFacts:
    """What was decided under an item."""

    text: str = ""
    heading: str = ""
    outcomes: tuple[OutcomeFacts, ...] = ()
    statements: tuple[StatementFacts, ...] = ()
    votes: tuple[VoteFacts, ...] = ()
    consents: tuple[ConsentFacts, ...] = ()
    citations: tuple[Cited, ...] = ()


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """An item. `stretches` are all places of the text that tell of it (its block, its line in the contents).

    They are what is hidden where the item is closed: a closed item of a document that was read must have them, or the
    whole text is hidden from those who may not see the item.
    """

    title: str
    number: str = ""
    file_number: str = ""
    is_closed: bool = False
    is_supplementary: bool = False
    minutes_planned: int | None = None
    stretches: tuple[Span, ...] = ()
    sections: tuple[SectionFacts, ...] = ()
    cases: tuple[CaseFacts, ...] = ()
    attachments: tuple[AttachmentFacts, ...] = ()
    decision: DecisionFacts | None = None
    citations: tuple[Cited, ...] = ()

    @property
    def points(self) -> tuple[PointFacts, ...]:
        """Return the recommendation points of all cases, in order."""
        return tuple(point for case in self.cases for point in case.points)


@dataclass(frozen=True, slots=True)
class MeetingFacts:
    """Everything that one agenda, or one set of minutes, says of a meeting.

    `text_id` is the reading in which all citations count; None when nothing was read (a form, another system's file).
    `meeting_id`: a person said that it is this known meeting. `is_another`: a person said that it is none of the
    known ones, though the same body met on the same day.
    """

    body_id: int
    held_on: date
    paper: PaperKind = PaperKind.MINUTES
    is_supplementary: bool = False
    document_id: int | None = None
    text_id: int | None = None
    kind: MeetingKind = MeetingKind.ORDINARY
    title: str = ""
    ends_on: date | None = None
    is_date_inferred: bool = False
    start_time: time | None = None
    end_time: time | None = None
    place: str = ""
    is_place_open: bool = False
    joint_body_ids: tuple[int, ...] = ()
    participants: tuple[ParticipantFacts, ...] = ()
    items: tuple[ItemFacts, ...] = ()
    citations: tuple[Cited, ...] = ()
    meeting_id: int | None = None
    is_another: bool = False
