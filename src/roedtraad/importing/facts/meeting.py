"""The meeting as a whole."""

from __future__ import annotations

from datetime import date, time

from roedtraad.importing.facts.items import item_facts
from roedtraad.importing.facts.people import participants
from roedtraad.importing.facts.settled import Settled
from roedtraad.importing.sheet.things import YES, Field, Sheet
from roedtraad.meetings.facts import MeetingFacts
from roedtraad.meetings.models import MeetingKind, PaperKind

# Words in the title of the document, or in the words of the place, that tell of the kind of meeting.
_KINDS = (
    ("skriftlig", MeetingKind.WRITTEN),
    ("ekstraordinær", MeetingKind.EXTRAORDINARY),
    ("seminar", MeetingKind.SEMINAR),
    ("temadag", MeetingKind.SEMINAR),
    ("fællesmøde", MeetingKind.JOINT),
)
HEAD_LETTERS = 1500  # of the text, in which the heading stands


def facts_of(settled: Settled, *, is_date_inferred: bool = False) -> MeetingFacts:
    """Return what the draft says of a meeting, with the words of every fact.

    Raises:
        ValueError: the draft tells no day; somebody was to be asked.
    """
    sheet, told = settled.sheet, settled.sheet.meeting
    is_agenda = told.get(Field.DOCUMENT_TYPE) == PaperKind.AGENDA
    return MeetingFacts(
        body_id=settled.body_id,
        held_on=date.fromisoformat(told.get(Field.HELD_ON)),
        paper=PaperKind.AGENDA if is_agenda else PaperKind.MINUTES,
        is_supplementary=told.get(Field.IS_SUPPLEMENTARY) == YES,
        document_id=settled.document_id,
        text_id=settled.text_id,
        kind=_kind(sheet, settled),
        ends_on=_day(told.get(Field.ENDS_ON)),
        is_date_inferred=is_date_inferred,
        start_time=_clock(told.get(Field.STARTS_AT)),
        end_time=_clock(told.get(Field.ENDS_AT)),
        place=told.get(Field.PLACE),
        joint_body_ids=settled.joint_body_ids,
        participants=participants(settled, is_agenda=is_agenda),
        items=tuple(item_facts(settled, item) for item in sheet.items),
        citations=settled.citations(told, _FACTS),
        meeting_id=settled.meeting_id,
        is_another=settled.is_another,
    )


# The fact's name in `meetings`, by the value that tells it.
_FACTS = {
    Field.TITLE: "title",
    Field.BODY: "body",
    Field.HELD_ON: "held_on",
    Field.STARTS_AT: "start_time",
    Field.ENDS_AT: "end_time",
    Field.PLACE: "place",
}


def _kind(sheet: Sheet, settled: Settled) -> MeetingKind:
    said = sheet.meeting.get(Field.KIND)
    if said in MeetingKind.values:
        return MeetingKind(said)
    head = " ".join(
        (sheet.meeting.get(Field.TITLE), sheet.meeting.get(Field.PLACE), sheet.text[:HEAD_LETTERS])
    ).casefold()
    found = next((kind for words, kind in _KINDS if words in head), None)
    if found is None:
        return MeetingKind.JOINT if settled.is_joint else MeetingKind.ORDINARY
    return found


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def _clock(written: str) -> time | None:
    try:
        return time.fromisoformat(written)
    except ValueError:
        return None
