"""Documents and minutes for tests: small factories, and facts as an importer would hand them over."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import count

from roedtraad.accounts.policy import Viewer
from roedtraad.bodies.models import Body
from roedtraad.cases.models import Act
from roedtraad.documents.actions import keep_text, store
from roedtraad.documents.models import Document, DocumentText
from roedtraad.meetings.actions import RecordedMeeting, record_minutes
from roedtraad.meetings.facts import (
    AttachmentFacts,
    CaseFacts,
    Cited,
    DecisionFacts,
    ItemFacts,
    MeetingFacts,
    OutcomeFacts,
    ParticipantFacts,
    PointFacts,
    PresenceFacts,
    SectionFacts,
)
from roedtraad.meetings.models import (
    OutcomeKind,
    PaperKind,
    ParticipantFunction,
    PresenceKind,
    SectionKind,
)

HELD_ON = date(2026, 3, 13)
_numbers = count(1)


def a_document(
    viewer: Viewer, text: str = "Referat", *, body: Body | None = None, filename: str = "referat.txt"
) -> Document:
    """A stored file; two calls with the same text are one document."""
    return store(text.encode(), filename=filename, media_type="text/plain", viewer=viewer, body=body).document


def a_reading(
    document: Document, text: str, *, version: str = "1", pages: tuple[int, ...] = (0,)
) -> DocumentText:
    return keep_text(document, reader_version=version, text=text, page_starts=pages)


def words(text: str, phrase: str, field: str, *, page: int = 1) -> Cited:
    """A citation of a phrase that stands in the text."""
    start = text.index(phrase)
    return Cited(field, ((start, start + len(phrase)),), page, " ".join(phrase.split()))


def an_item(
    title: str = "Trygt hjem fortsætter i 2026",
    *,
    number: str = "1",
    decision: str | None = "Godkendt.",
    points: tuple[str, ...] = ("at Trygt hjem fortsætter til årets udgang",),
    outcome: OutcomeKind = OutcomeKind.APPROVED,
    is_closed: bool = False,
    attachments: tuple[str, ...] = (),
    case_id: int | None = None,
) -> ItemFacts:
    """An item with a recommendation and its outcome, as minutes tell of it."""
    return ItemFacts(
        title=title,
        number=number,
        file_number="26/4711",
        is_closed=is_closed,
        sections=(SectionFacts(SectionKind.CASE, f"Sagen om {title}."),),
        cases=(
            CaseFacts(
                case_id=case_id,
                points=tuple(PointFacts(text, Act.APPROVE, str(n)) for n, text in enumerate(points, start=1)),
            ),
        )
        if points
        else (),
        attachments=tuple(AttachmentFacts(title) for title in attachments),
        decision=None
        if decision is None
        else DecisionFacts(text=decision, outcomes=(OutcomeFacts(outcome),)),
    )


def minutes_of(
    body: Body,
    *items: ItemFacts,
    held_on: date = HELD_ON,
    paper: PaperKind = PaperKind.MINUTES,
    participants: tuple[ParticipantFacts, ...] = (),
) -> MeetingFacts:
    """What minutes say; without items, of a meeting with one item."""
    return MeetingFacts(
        body_id=body.pk,
        held_on=held_on,
        paper=paper,
        items=items or (an_item(),),
        participants=participants,
    )


def an_agenda(body: Body, *items: ItemFacts, held_on: date = HELD_ON) -> MeetingFacts:
    """What an agenda says: the same items, and nothing decided."""
    undecided = tuple(replace(item, decision=None) for item in items or (an_item(),))
    return minutes_of(body, *undecided, held_on=held_on, paper=PaperKind.AGENDA)


def present(
    person_id: int,
    *,
    kind: PresenceKind = PresenceKind.PRESENT,
    first: int | None = None,
    last: int | None = None,
    function: ParticipantFunction = ParticipantFunction.MEMBER,
    party_id: int | None = None,
    in_place_of: int | None = None,
) -> ParticipantFacts:
    return ParticipantFacts(
        person_id=person_id,
        function=function,
        party_id=party_id,
        in_place_of=in_place_of,
        presences=(PresenceFacts(kind, first, last),),
    )


def a_recorded_meeting(
    viewer: Viewer, body: Body, *items: ItemFacts, held_on: date = HELD_ON, **others: object
) -> RecordedMeeting:
    return record_minutes(minutes_of(body, *items, held_on=held_on, **others), viewer=viewer)  # type: ignore[arg-type]


def large_minutes(
    body: Body, *, items: int, people: tuple[int, ...] = (), reading: DocumentText | None = None
) -> MeetingFacts:
    """Minutes with citations on every part, of any size."""
    cited = (Cited("text", ((0, 7),), 1, "Referat"),)
    many = tuple(
        replace(
            an_item(
                f"Punkt om {number} og noget mere",
                number=str(number),
                points=("at sagen godkendes", "at orienteringen tages til efterretning"),
                attachments=tuple(f"Bilag {number}.{n}" for n in range(1, 6)),
            ),
            citations=(Cited("title", ((0, 7),), 1, "Referat"),),
        )
        for number in range(1, items + 1)
    )
    many = tuple(_cited(item, cited) for item in many)
    return MeetingFacts(
        body_id=body.pk,
        held_on=HELD_ON,
        text_id=reading.pk if reading else None,
        document_id=reading.document_id if reading else None,
        items=many,
        participants=tuple(
            replace(present(pk), citations=(Cited("name", ((0, 7),), 1, "Referat"),)) for pk in people
        ),
        citations=(Cited("held_on", ((0, 7),), 1, "Referat"),),
    )


def _cited(item: ItemFacts, cited: tuple[Cited, ...]) -> ItemFacts:
    """Hang citations on every part of an item."""
    return replace(
        item,
        sections=tuple(replace(one, citations=cited) for one in item.sections),
        cases=tuple(
            replace(case, points=tuple(replace(point, citations=cited) for point in case.points))
            for case in item.cases
        ),
        attachments=tuple(replace(one, citations=cited) for one in item.attachments),
        decision=item.decision
        and replace(
            item.decision,
            citations=cited,
            outcomes=tuple(replace(one, citations=cited) for one in item.decision.outcomes),
        ),
    )
