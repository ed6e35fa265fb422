"""What stands round the items of an invented archive: people and their seats, papers with words, promises, findings, drafts.

All of it grows with the archive, as it would: a body has new members every few years, and a paper for each meeting.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import count

from bench import invented
from bench.inside.words import Writer

from roedtraad.accounts.models import Record, RecordKind, User
from roedtraad.bodies.actions.name_keys import make_keys
from roedtraad.bodies.models import Body, Party, PartyKind, Person, Seat, SeatRole
from roedtraad.checks.models import Finding, FindingState, Severity
from roedtraad.commitments.models import Commitment, DueKind, Owner, State
from roedtraad.documents.models import Citation, Document, DocumentText, Page
from roedtraad.importing.models import Draft, DraftQuestion, DraftState, Reading, ReadingState, Weight
from roedtraad.meetings.models import (
    AgendaItem,
    Decision,
    Meeting,
    PaperKind,
    Participant,
    ParticipantFunction,
    Presence,
    PresenceKind,
    SeenWith,
)

SEATS = 12
MEETINGS_OF_A_TERM = 40  # of one body, before it has new members
FIRST_NAMES = ("Ane", "Bent", "Cilla", "Dan", "Elin", "Finn", "Gro", "Hans", "Ida", "Jens", "Kaja", "Leif")
MIDDLE_NAMES = ("Bæk", "Eng", "Fyr", "Høj", "Kær", "Lund", "Mose", "Næs", "Sø", "Toft", "Vig", "Ås")
LAST_NAMES = ("gaard", "holm", "dal", "bjerg", "strand", "vang", "skov", "borg", "rup", "sted", "by", "lev")
PAGES_OF_A_PAPER = 3
EACH_PROMISE, EACH_FINDING = 5, 20  # items
UNDONE, UNANSWERED, WAITING = 0.02, 0.1, 0.1
ADMINISTRATOR = "ada@vestbaelt.example"
TODAY, NOW = date(2026, 11, 22), datetime(2026, 11, 22, tzinfo=UTC)


def _keeper() -> User:
    """Return the administrator of the archive."""
    return User.objects.get_or_create(
        email=ADMINISTRATOR, defaults={"name": "Ada Birk", "is_administrator": True}
    )[0]


def identities(kind: RecordKind, number: int, *, is_public: bool = True) -> list[Record]:
    """Save identities."""
    return Record.objects.bulk_create([Record(kind=kind, is_public=is_public) for _ in range(number)])


class Crowd:
    """The people of the archive: who sits in which body in which term."""

    def __init__(self) -> None:
        """Begin with the parties, and nobody."""
        self.parties = [
            Party.objects.create(record=record, name=f"{place} Kommune", kind=PartyKind.MUNICIPALITY)
            for place, record in zip(
                invented.PLACES, identities(RecordKind.PARTY, len(invented.PLACES)), strict=True
            )
        ]
        self._seated: dict[tuple[int, int], list[Seat]] = {}
        self._numbers = count()

    def attend(self, held: Sequence[Meeting], nth_of_body: Sequence[int]) -> None:
        """Save who was at these meetings; `nth_of_body` is the number of each meeting in its body."""
        listed = [
            Participant(
                meeting=meeting,
                person=seat.person,
                party=seat.party,
                seat=seat,
                function=ParticipantFunction.MEMBER,
                order=order,
            )
            for meeting, nth in zip(held, nth_of_body, strict=True)
            for order, seat in enumerate(self._seats(meeting.body, nth // MEETINGS_OF_A_TERM), start=1)
        ]
        Participant.objects.bulk_create(listed)
        Presence.objects.bulk_create(
            Presence(participant=one, kind=PresenceKind.APOLOGY if one.pk % 7 == 0 else PresenceKind.PRESENT)
            for one in listed
        )

    def _seats(self, body: Body, term: int) -> list[Seat]:
        """Return the seats of a body in a term; its people are made when they are first needed."""
        if (body.pk, term) not in self._seated:
            people = Person.objects.bulk_create(
                Person(record=record, name=name, indexed_as="")
                for record, name in zip(identities(RecordKind.PERSON, SEATS), self._names(), strict=False)
            )
            make_keys([one.pk for one in people])
            begun = date(2014, 1, 1) + timedelta(days=4 * 365 * term)
            self._seated[body.pk, term] = Seat.objects.bulk_create(
                Seat(
                    record=record,
                    body=body,
                    person=person,
                    party=self.parties[nth % len(self.parties)],
                    role=SeatRole.CO_CHAIR if nth < 2 else SeatRole.MEMBER,
                    valid_from=begun,
                    valid_to=None if term == 0 else begun + timedelta(days=4 * 365 - 1),
                )
                for nth, (record, person) in enumerate(
                    zip(identities(RecordKind.SEAT, SEATS), people, strict=True)
                )
            )
        return self._seated[body.pk, term]

    def _names(self) -> Iterable[str]:
        for _ in range(SEATS):
            number = next(self._numbers)
            first, middle = FIRST_NAMES[number % 12], MIDDLE_NAMES[number // 12 % 12]
            last = MIDDLE_NAMES[number // 144 % 12] + LAST_NAMES[number // 1728 % 12]
            yield f"{first} {middle}{LAST_NAMES[number // 5 % 12]} {last}"


def papers(held: Sequence[Meeting], treated: Sequence[AgendaItem], decided: Sequence[Decision]) -> None:
    """Save the paper of each meeting with its words, a citation for each title and decision, and its draft."""
    by_meeting: dict[int, list[tuple[AgendaItem, Decision]]] = {one.pk: [] for one in held}
    for item, decision in zip(treated, decided, strict=True):
        by_meeting[item.meeting_id].append((item, decision))
    texts = _texts([(one, by_meeting[one.pk]) for one in held])
    for meeting, text in zip(held, texts, strict=True):
        meeting.papers.update(document=text.document)
        cited = []
        for item, decision in by_meeting[meeting.pk]:
            for record_id, field, words in (
                (item.pk, "title", item.title),
                (decision.pk, "text", decision.text),
            ):
                start = text.text.index(words)
                end = start + len(words)
                page = 1 + start * PAGES_OF_A_PAPER // len(text.text)
                cited.append(
                    Citation(
                        record_id=record_id,
                        text=text,
                        field=field,
                        page=page,
                        start=start,
                        end=end,
                        spans=f"{start}-{end}",
                        quote=words,
                    )
                )
        Citation.objects.bulk_create(cited)
    _drafts(held, texts)


def _texts(papers_of: Sequence[tuple[Meeting, list[tuple[AgendaItem, Decision]]]]) -> list[DocumentText]:
    documents = Document.objects.bulk_create(
        Document(
            record=record,
            sha256=hashlib.sha256(str(meeting.pk).encode()).hexdigest(),
            filename=f"referat-{meeting.held_on}-{meeting.pk}.txt",
            media_type="text/plain",
            size_bytes=7_000,
            body=meeting.body,
            stored_at=NOW,
        )
        for (meeting, _), record in zip(
            papers_of, identities(RecordKind.DOCUMENT, len(papers_of)), strict=True
        )
    )
    texts = DocumentText.objects.bulk_create(
        DocumentText(
            document=document,
            reader_version="1",
            text="\n\n".join(f"{item.title}\n{decision.text}" for item, decision in rows),
        )
        for document, (_, rows) in zip(documents, papers_of, strict=True)
    )
    Page.objects.bulk_create(
        Page(
            text=text,
            number=number + 1,
            start=len(text.text) * number // PAGES_OF_A_PAPER,
            end=len(text.text) * (number + 1) // PAGES_OF_A_PAPER,
        )
        for text in texts
        for number in range(PAGES_OF_A_PAPER)
    )
    return texts


def _drafts(held: Sequence[Meeting], texts: Sequence[DocumentText]) -> None:
    """Save the draft that each paper was; most became their meeting, some wait with a question."""
    readings = Reading.objects.bulk_create(
        Reading(
            document=text.document,
            reader_version="1",
            state=ReadingState.READ,
            text=text,
            shape=1,
            result="{}",
            finished_at=NOW,
        )
        for text in texts
    )
    records = identities(RecordKind.DRAFT, len(held), is_public=False)
    drafts = []
    for nth, (meeting, reading, record) in enumerate(zip(held, readings, records, strict=True)):
        waits = nth % round(1 / WAITING) == 0
        drafts.append(
            Draft(
                record=record,
                document=reading.document,
                reading=reading,
                state=DraftState.SET_ASIDE if not waits else DraftState.OPEN,
                reason="" if waits else "Står i arkivet.",
                settled_by=None if waits else _keeper(),
                settled_at=None if waits else NOW,
                body=meeting.body,
                held_on=meeting.held_on,
                paper=PaperKind.MINUTES,
                title=f"Referat {meeting.held_on}",
                item_count=10,
                person_count=SEATS,
                question_count=int(waits and nth % 20 == 0),
                is_unproblematic=waits and nth % 20 != 0,
            )
        )
    Draft.objects.bulk_create(drafts)
    DraftQuestion.objects.bulk_create(
        DraftQuestion(draft=one, code="person", key="ane", weight=Weight.LOOK, message="Hvem er Ane?")
        for one in drafts
        if one.question_count
    )


def promises(treated: Sequence[AgendaItem], write: Writer) -> None:
    """Save a promise under every fifth item, most of them kept."""
    given = [one for one in treated[::EACH_PROMISE] if not one.is_closed]
    made = []
    for item, record in zip(given, identities(RecordKind.COMMITMENT, len(given)), strict=True):
        text, on = write.text(1), item.meeting.held_on
        is_open = write.chance(UNDONE)
        due = TODAY + timedelta(days=30) if is_open else on + timedelta(days=90)
        made.append(
            Commitment(
                record=record,
                item=item,
                body=item.meeting.body,
                made_on=on,
                text=text,
                folded=text.casefold(),
                state=State.OPEN if is_open else State.KEPT,
                ended_on=None if is_open else due,
                entered_on=on,
                due_kind=DueKind.DATE,
                due_first_on=due,
                due_on=due,
                due_from=on,
                due_body=item.meeting.body,
            )
        )
    Commitment.objects.bulk_create(made)
    SeenWith.objects.bulk_create(SeenWith(record=one.record, item=one.item) for one in made)
    Owner.objects.bulk_create(Owner(commitment=one, order=1, body=one.body) for one in made)


def findings(treated: Sequence[AgendaItem]) -> None:
    """Save a finding about every twentieth item, most of them answered."""
    about = treated[::EACH_FINDING]
    Finding.objects.bulk_create(
        Finding(
            record=record,
            code="total_differs",
            severity=Severity.WARNING,
            message="Summen passer ikke med det, der står.",
            subject=item.record,
            body=item.meeting.body,
            state=FindingState.OPEN if nth % round(1 / UNANSWERED) == 0 else FindingState.EXPLAINED,
            reason="" if nth % round(1 / UNANSWERED) == 0 else "En tastefejl i referatet.",
            settled_by=None if nth % round(1 / UNANSWERED) == 0 else _keeper(),
            settled_at=None if nth % round(1 / UNANSWERED) == 0 else NOW,
        )
        for nth, (item, record) in enumerate(
            zip(about, identities(RecordKind.FINDING, len(about), is_public=False), strict=True)
        )
    )
