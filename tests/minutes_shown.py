"""Minutes with an open, a closed and a masked place, for the showcase: the file, its words, and what was read there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from papers import a_document, a_reading, an_item, minutes_of, present, words

from roedtraad.accounts.policy import Viewer
from roedtraad.bodies.models import Body, Person
from roedtraad.checks.actions import NotedFinding, assign_findings, note_findings
from roedtraad.checks.models import Finding, Severity
from roedtraad.documents.models import Document
from roedtraad.meetings.actions import RecordedMeeting, record_minutes
from roedtraad.meetings.facts import DecisionFacts, ItemFacts, OutcomeFacts
from roedtraad.meetings.models import AgendaItem, OutcomeKind, PresenceKind


def the_text(*, closed_title: str, closed_words: str, contact: str) -> str:
    """The words of the minutes."""
    return f"""Referat, politisk niveau

Punkt 1. Trygt hjem fortsætter i 2026 og udvides til Vesterø
Der afsættes 600.000 kr. Kommunerne betaler 356.000 kr. og regionen 245.000 kr.
Indstillingen blev godkendt. Spørgsmål kan rettes til {contact}.

Punkt 2. {closed_title}
{closed_words}

Punkt 3. Eventuelt
Intet at bemærke.
"""


def minutes_with_words(
    viewer: Viewer,
    body: Body,
    *,
    held_on: date,
    text: str,
    closed_title: str,
    closed_words: str,
    contact: str,
    people: tuple[Person, ...] = (),
) -> tuple[RecordedMeeting, Document]:
    """Record them: item 1 is open and names a contact, item 2 is closed, and somebody left after item 1."""
    document = a_document(viewer, text, body=body, filename="referat-politisk.txt")
    reading = a_reading(document, text)
    said = f"Indstillingen blev godkendt. Spørgsmål kan rettes til {contact}."
    first, second, third = (text.index(f"Punkt {number}.") for number in (1, 2, 3))
    items = (
        replace(
            _item("Trygt hjem fortsætter i 2026 og udvides til Vesterø", "1", said, text),
            stretches=((first, second),),
            attachments=an_item(attachments=("Midtvejsstatus",)).attachments,
        ),
        replace(_item(closed_title, "2", closed_words, text), stretches=((second, third),), is_closed=True),
        replace(_item("Eventuelt", "3", "Intet at bemærke.", text), stretches=((third, len(text)),)),
    )
    facts = minutes_of(body, *items, held_on=held_on, participants=_list_of(people))
    recorded = record_minutes(
        replace(facts, document_id=document.pk, text_id=reading.pk, place="Fjordby Rådhus"), viewer=viewer
    )
    return recorded, document


def _item(title: str, number: str, said: str, text: str) -> ItemFacts:
    outcome = OutcomeFacts(OutcomeKind.APPROVED) if number != "3" else OutcomeFacts(OutcomeKind.NO_REMARKS)
    item = an_item(title, number=number)
    return replace(
        item,
        citations=(words(text, title, "title"),),
        decision=DecisionFacts(text=said, outcomes=(outcome,), citations=(words(text, said, "text"),)),
    )


def _list_of(people: tuple[Person, ...]) -> tuple:  # type: ignore[type-arg]
    """The first was there all along, the second left after item 1, the others sent apologies."""
    rows = []
    for place, person in enumerate(people):
        if place == 0:
            rows.append(present(person.pk))
        elif place == 1:
            rows.append(present(person.pk, first=0, last=0))
        else:
            rows.append(present(person.pk, kind=PresenceKind.APOLOGY))
    return tuple(rows)


def a_finding_in(recorded: RecordedMeeting, item: AgendaItem, *, message: str, quote: str = "") -> Finding:
    """Something that does not add up in an item of recorded minutes."""
    document = recorded.paper.document
    assert document is not None
    text = document.texts.get()
    spans = ((text.text.index(quote), text.text.index(quote) + len(quote)),) if quote else ()
    noted = NotedFinding(
        "sum", Severity.ERROR, message, spans=spans, quote=quote, expected="600.000", found="601.000"
    )
    known = [
        NotedFinding(one.code, Severity(one.severity), one.message, quote=one.quote)
        for one in document.findings.all()
    ]
    finding = note_findings(text, [*known, noted], audience=[])[-1]
    closed = [finding.pk] if item.is_closed else []
    assign_findings([finding], subjects={finding.pk: item.record}, body=recorded.meeting.body, closed=closed)
    return finding
