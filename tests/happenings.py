"""Things that happen in a small archive, in any order: for tests that hold after whatever was done.

Each item, attachment and decision has a word of its own, and `secrets` says which of these words are closed to somebody.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import count

from hypothesis import strategies as st
from papers import a_document, a_reading, an_item, present, words
from people import World

from roedtraad.accounts.models import User
from roedtraad.cases.actions import link
from roedtraad.cases.models import Attachment, Case, Consideration
from roedtraad.documents.models import Document, DocumentText
from roedtraad.meetings.actions import (
    Listing,
    add_item,
    add_participant,
    close_item,
    decide,
    list_attachment,
    merge_cases,
    open_item,
    record_minutes,
    set_attachment_closed,
    set_document_openness,
    set_presence,
    split_case,
    treat_case,
)
from roedtraad.meetings.facts import AttachmentFacts, Cited, ItemFacts, MeetingFacts
from roedtraad.meetings.models import (
    AgendaItem,
    ItemAttachment,
    PaperKind,
    Participant,
    ParticipantFunction,
    Presence,
    PresenceKind,
)
from roedtraad.publishing.actions import publish_agenda, publish_minutes, unpublish

ACTIONS = (
    "record",
    "record agenda",
    "publish",
    "publish agenda",
    "take back",
    "close",
    "open",
    "close paper",
    "open paper",
    "open file",
    "close file",
    "guest",
    "presence",
    "disqualify",
    "decide",
    "join",
    "split",
    "link",
    "treat",
    "list",
    "read again",
    "add",
)
steps = st.lists(
    st.tuples(st.sampled_from(ACTIONS), st.integers(0, 7), st.booleans()), min_size=3, max_size=14
)


class Archive:
    """The world in which things are done: `word(n)` marks what the n-th item says, and what hangs on it."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.sara = world.viewer(world.sara)
        self.ada = world.viewer(world.ada)
        self.numbers = count(1)
        self.meetings = 0

    def items(self) -> list[AgendaItem]:
        return list(AgendaItem.objects.select_related("record", "meeting").order_by("pk"))

    # What can be done; each takes a number that chooses among what there is, and a yes or no

    def record(self, place: int, closed: bool, *, kind: PaperKind = PaperKind.MINUTES) -> None:
        self.meetings += 1
        numbers = [next(self.numbers) for _ in range(2)]
        texts = [f"Punkt {n}: emne{n}x\nBeslutning: ord{n}x vedtages.\nBilag{n}x\n" for n in numbers]
        text = f"Indhold\nemne{numbers[0]}x\nemne{numbers[1]}x\n\n" + "".join(texts)
        reading = a_reading(a_document(self.sara, text, body=self.world.political), text)
        items = tuple(
            self._item(text, part, n, closed and n == numbers[place % 2])
            for n, part in zip(numbers, texts, strict=True)
        )
        facts = MeetingFacts(
            body_id=self.world.political.pk,
            held_on=date(2026, 1, self.meetings),
            paper=kind,
            document_id=reading.document_id,
            text_id=reading.pk,
            items=items
            if kind is PaperKind.MINUTES
            else tuple(replace(item, decision=None) for item in items),
            participants=(present(self.world.mads.person.pk), present(self.world.lone.person.pk)),
        )
        record_minutes(facts, viewer=self.sara)

    def _item(self, text: str, part: str, n: int, is_closed: bool) -> ItemFacts:
        item = an_item(
            f"emne{n}x",
            number=str(n),
            is_closed=is_closed,
            decision=f"ord{n}x vedtages.",
            points=(f"at ord{n}x",),
        )
        assert item.decision is not None
        start = text.index(part)
        said = Cited(
            "text", ((text.index(f"ord{n}x"), text.index(f"ord{n}x") + len(f"ord{n}x")),), 1, f"ord{n}x"
        )
        return replace(
            item,
            stretches=((start, start + len(part)),),
            citations=(words(text, f"emne{n}x", "title"),),
            attachments=(AttachmentFacts(f"bilag{n}x"),),
            decision=replace(item.decision, citations=(said,)),
        )

    def do(self, action: str, place: int, yes: bool) -> None:
        items = self.items()
        if action == "record" or not items:
            self.record(place, yes)
            return
        item = items[place % len(items)]
        getattr(self, f"_{action.replace(' ', '_')}")(item, place, yes)

    def _record_agenda(self, item: AgendaItem, place: int, yes: bool) -> None:
        self.record(place, yes, kind=PaperKind.AGENDA)

    def _publish(self, item: AgendaItem, place: int, yes: bool) -> None:
        publish_minutes(item.meeting, viewer=self.sara)

    def _publish_agenda(self, item: AgendaItem, place: int, yes: bool) -> None:
        item.meeting.papers.get_or_create(kind=PaperKind.AGENDA)
        publish_agenda(item.meeting, viewer=self.sara)

    def _take_back(self, item: AgendaItem, place: int, yes: bool) -> None:
        unpublish(item.meeting, reason="Fejl", viewer=self.sara)

    def _close(self, item: AgendaItem, place: int, yes: bool) -> None:
        close_item(item, reason="Personsag", viewer=self.sara)

    def _open(self, item: AgendaItem, place: int, yes: bool) -> None:
        open_item(item, reason="Offentlig", viewer=self.sara)

    def _close_paper(self, item: AgendaItem, place: int, yes: bool) -> None:
        set_attachment_closed(self._attachment(place), True, reason="Hemmelig", viewer=self.sara)

    def _open_paper(self, item: AgendaItem, place: int, yes: bool) -> None:
        set_attachment_closed(self._attachment(place), False, reason="Offentlig", viewer=self.sara)

    def _attachment(self, place: int) -> Attachment:
        rows = list(Attachment.objects.select_related("record").order_by("pk"))
        return rows[place % len(rows)]

    def _open_file(self, item: AgendaItem, place: int, yes: bool) -> None:
        self._set_file(place, Document.Openness.OPEN)

    def _close_file(self, item: AgendaItem, place: int, yes: bool) -> None:
        self._set_file(place, Document.Openness.CLOSED if yes else Document.Openness.INTERNAL)

    def _set_file(self, place: int, openness: Document.Openness) -> None:
        files = list(Document.objects.select_related("record").order_by("pk"))
        set_document_openness(files[place % len(files)], openness, viewer=self.sara)

    def _guest(self, item: AgendaItem, place: int, yes: bool) -> None:
        """Vibe of the other body comes to an open item, and so to the meeting."""
        person = self.world.vibe.person
        if not item.is_closed:
            row = Participant.objects.filter(meeting=item.meeting, person=person).first() or add_participant(
                item.meeting, Listing(person, function=ParticipantFunction.GUEST), viewer=self.sara
            )
            set_presence(row, PresenceKind.PRESENT, first=item, viewer=self.sara)

    def _presence(self, item: AgendaItem, place: int, yes: bool) -> None:
        row = Participant.objects.filter(meeting=item.meeting).order_by("pk")[0]
        kind = PresenceKind.ABSENT if yes else PresenceKind.PRESENT
        set_presence(row, kind, first=item if place % 2 else None, viewer=self.sara)

    def _disqualify(self, item: AgendaItem, place: int, yes: bool) -> None:
        row = Participant.objects.filter(meeting=item.meeting).order_by("pk")[0]
        set_presence(row, PresenceKind.DISQUALIFIED, first=item, viewer=self.sara)

    def _decide(self, item: AgendaItem, place: int, yes: bool) -> None:
        number = item.title.removeprefix("emne").removesuffix("x")
        decide(item, text=f"ord{number}x alligevel.", viewer=self.sara)

    def _join(self, item: AgendaItem, place: int, yes: bool) -> None:
        cases = list(Case.objects.filter(merged_into=None).order_by("pk"))
        first, second = cases[place % len(cases)], cases[(place + 1) % len(cases)]
        merge_cases(first, into=second, reason="Samme", viewer=self.sara)

    def _split(self, item: AgendaItem, place: int, yes: bool) -> None:
        rows = list(Consideration.objects.filter(items__item=item))
        if rows:
            split_case(rows[0].case, rows[:1], title=item.title, reason="To sager", viewer=self.sara)

    def _link(self, item: AgendaItem, place: int, yes: bool) -> None:
        cases = list(Case.objects.filter(merged_into=None).order_by("pk"))
        link(
            cases[place % len(cases)],
            cases[(place + 1) % len(cases)],
            reason="Hænger sammen",
            viewer=self.sara,
        )

    def _treat(self, item: AgendaItem, place: int, yes: bool) -> None:
        cases = list(Case.objects.filter(merged_into=None).order_by("pk"))
        treat_case(item, cases[place % len(cases)], viewer=self.sara)

    def _list(self, item: AgendaItem, place: int, yes: bool) -> None:
        number = item.title.removeprefix("emne").removesuffix("x")
        text = f"ord{number}x i en fil"
        document = a_document(self.sara, text, body=self.world.political)
        a_reading(document, text)
        list_attachment(item, f"bilag{number}x mere", document=document, is_closed=yes, viewer=self.sara)

    def _read_again(self, item: AgendaItem, place: int, yes: bool) -> None:
        texts = list(DocumentText.objects.select_related("document__record").order_by("pk"))
        before = texts[place % len(texts)]
        version = str(DocumentText.objects.count() + 1)
        text = before.text.replace("\n", " \n  ") if yes else f"Side 1\n{before.text}"
        a_reading(before.document, text, version=version)

    def _add(self, item: AgendaItem, place: int, yes: bool) -> None:
        number = next(self.numbers)
        new = add_item(item.meeting, f"emne{number}x", after=item, is_closed=yes, viewer=self.sara)
        decide(new, text=f"ord{number}x.", viewer=self.sara)


def secrets(archive: Archive, user: User | None = None) -> set[str]:
    """The words of what is closed now to this user. A paper that an open item lists openly is no secret.

    Nor is, to a guest, what belongs to an item that they take part in.
    """
    invited = {item.pk for item in archive.items() if user is not None and takes_part(user, item)}
    found: set[str] = set()
    for item in archive.items():
        number = item.title.removeprefix("emne").removesuffix("x")
        if item.is_closed and item.pk not in invited:
            found |= {f"emne{number}x", f"ord{number}x"}
    rows = ItemAttachment.objects.select_related("item", "attachment")
    shown = {
        row.attachment.title
        for row in rows
        if row.item_id in invited or not (row.item.is_closed or row.attachment.is_closed)
    }
    closed = {row.attachment.title for row in rows} - shown
    # 'bilag1x' stands in 'bilag1x mere' too.
    return found | {title for title in closed if not any(title in other for other in shown)}


def takes_part(user: User, item: AgendaItem) -> bool:
    """Whether it was said of this very item that they take part in it."""
    said = Presence.objects.filter(participant__person=user.person, participant__meeting=item.meeting)
    return said.filter(
        kind=PresenceKind.PRESENT, first_item__order__lte=item.order, last_item__order__gte=item.order
    ).exists()
