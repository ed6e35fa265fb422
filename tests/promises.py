"""Promises for tests: one under the only item of a meeting that was recorded, with whatever is said of it."""

from __future__ import annotations

from datetime import date

from papers import a_recorded_meeting, an_item
from people import World

from roedtraad.commitments.actions import give
from roedtraad.commitments.due import DueTold
from roedtraad.commitments.facts import Named, Promise
from roedtraad.commitments.models import Commitment
from roedtraad.meetings.models import AgendaItem

HELD_ON = date(2026, 3, 13)
STATUS = "Der gives status på næste møde."


def an_item_of(
    world: World, *, held_on: date = HELD_ON, is_closed: bool = False, title: str = "Trygt hjem"
) -> AgendaItem:
    """The item of a new meeting of the political body."""
    recorded = a_recorded_meeting(
        world.viewer(world.sara), world.political, an_item(title, is_closed=is_closed), held_on=held_on
    )
    return AgendaItem.objects.get(pk=recorded.items[0].item_id)


def a_promise(
    world: World,
    text: str = STATUS,
    *,
    item: AgendaItem | None = None,
    due: DueTold | None = None,
    owners: tuple[Named, ...] | None = None,
    is_each: bool = False,
) -> Commitment:
    """A promise that Mads owes, unless it is said who does."""
    told = Promise(
        text=text,
        owners=(Named(person_id=world.mads.person.pk),) if owners is None else owners,
        due=due or DueTold(),
        is_each=is_each,
    )
    return give(item or an_item_of(world), told, viewer=world.viewer(world.sara))
