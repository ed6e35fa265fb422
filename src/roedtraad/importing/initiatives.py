"""What accepted minutes tell of focus areas, initiatives and results, proposed with the words. A person decides."""

from __future__ import annotations

import json
from collections.abc import Iterator

from django.db import transaction

from roedtraad.accounts.policy import Viewer
from roedtraad.bodies.models import Collaboration
from roedtraad.importing.models import Draft, DraftState
from roedtraad.importing.proposing import content_of
from roedtraad.importing.sheet.things import Field, Kind, Sheet, Thing, hull
from roedtraad.initiatives import policy
from roedtraad.initiatives.actions import Read, propose_things
from roedtraad.initiatives.models import Proposal
from roedtraad.initiatives.told import ToldTable, read_item
from roedtraad.meetings.models import AgendaItem, PaperKind


@transaction.atomic
def propose_initiatives_from_accepted(*, viewer: Viewer, collaboration: Collaboration) -> int:
    """Propose what the accepted minutes of a collaboration tell, and return how many things are new.

    Agendas are left out: what they recommend has not come true. An item that was proposed from is not looked at again.
    A handful of queries for each draft, and four for each item that tells something.

    Raises:
        NotAllowed: the viewer does not keep the collaboration.
    """
    policy.may_keep(viewer, collaboration).or_refuse()
    drafts = Draft.objects.filter(
        state=DraftState.ACCEPTED,
        paper=PaperKind.MINUTES,
        meeting__body__collaboration=collaboration,
    )
    known = Proposal.objects.filter(collaboration=collaboration).values("item__meeting")
    rows = drafts.exclude(meeting__in=known).select_related("document", "reading__text", "meeting")
    return sum(_from(draft, viewer, collaboration) for draft in rows.order_by("held_on", "pk"))


def _from(draft: Draft, viewer: Viewer, collaboration: Collaboration) -> int:
    sheet = content_of(draft).sheet
    items = {
        (item.number, item.title): item
        for item in AgendaItem.objects.filter(meeting=draft.meeting).select_related("record", "meeting__body")
    }
    text_id = draft.reading.text_id
    if text_id is None or draft.meeting is None:
        return 0
    found = 0
    for thing, start, end in _stretches(sheet):
        item = items.get((thing.get(Field.NUMBER), thing.get(Field.TITLE)))
        if item is None:
            continue
        read = [
            Read(one, text_id, sheet.page_of(one.spans[0][0]), sheet.quote(one.spans))
            for one in read_item(
                sheet.text[start:end],
                offset=start,
                on=draft.meeting.held_on,
                tables=tuple(_tables(thing)),
            )
        ]
        if read:
            found += len(propose_things(viewer=viewer, collaboration=collaboration, item=item, read=read))
    return found


def _stretches(sheet: Sheet) -> Iterator[tuple[Thing, int, int]]:
    """Yield each item with where its text begins and ends: at the next item, or at the end of the document."""
    placed = sorted((hull(item.spans)[0], number) for number, item in enumerate(sheet.items) if item.spans)
    for at, (start, number) in enumerate(placed):
        end = placed[at + 1][0] if at + 1 < len(placed) else len(sheet.text)
        yield sheet.items[number], start, end


def _tables(item: Thing) -> Iterator[ToldTable]:
    for part in item.of(Kind.TABLE):
        if part.spans and part.get(Field.ROWS):
            rows = tuple(tuple(map(str, row)) for row in json.loads(part.get(Field.ROWS)))
            yield ToldTable(rows, hull(part.spans))
