"""Follow the journal, so that what is accepted, written or named today has its proposals soon after."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.db import transaction

from roedtraad.accounts.models import Cursor, RecordKind
from roedtraad.meetings.models import AgendaItem
from roedtraad.search.touched import Act, acts_after
from roedtraad.thread.actions import Proposed, propose_for_items, propose_sames
from roedtraad.thread.collecting import items_that_may_tell_of, named
from roedtraad.thread.models import Link, LinkState

CURSOR = "thread"
ACTS_AT_A_TIME = 200


@dataclass(frozen=True, slots=True)
class Followed:
    """What was done: how many acts were read, what was proposed, and whether there are more."""

    acts: int = 0
    proposed: Proposed = field(default_factory=Proposed)
    is_behind: bool = False


@transaction.atomic
def follow_journal() -> Followed:
    """Propose what follows from the next acts of the journal, and move the cursor past them, in one transaction.

    Two queries where nothing happened. Begins with the first act of all, so that an archive that was there before has
    its proposals too; taking the cursor away proposes everything anew, and harms nothing.
    """
    Cursor.objects.get_or_create(name=CURSOR)
    cursor = Cursor.objects.select_for_update().get(pk=CURSOR)
    acts, number, _digest = acts_after(cursor.number, limit=ACTS_AT_A_TIME)
    if number == cursor.number:
        return Followed()
    proposed = _propose(acts)
    read, cursor.number = number - cursor.number, number
    cursor.save(update_fields=["number"])
    return Followed(read, proposed, is_behind=read >= ACTS_AT_A_TIME)


def follow_to_the_end() -> Followed:
    """Follow until nothing is left, a transaction for each batch of acts; killed at any moment, it goes on from there."""
    done = Followed()
    while (step := follow_journal()).acts:
        done = Followed(done.acts + step.acts, done.proposed + step.proposed)
    return done


def _propose(acts: Iterable[Act]) -> Proposed:
    by_kind: dict[str, set[int]] = {}
    for act in acts:
        by_kind.setdefault(act.kind, set()).add(act.record_id)
    items = by_kind.get(RecordKind.ITEM, set()) | _items_of(by_kind)
    initiatives = by_kind.get(RecordKind.INITIATIVE, set())
    if initiatives:
        items |= _items_for(initiatives)
    done = propose_for_items(items) if items else Proposed()
    return done + (propose_sames() if initiatives else Proposed())


def _items_of(by_kind: dict[str, set[int]]) -> set[int]:
    """Return the items of meetings, decisions and cases. Three queries at most."""
    paths = {
        RecordKind.MEETING: "meeting__in",
        RecordKind.DECISION: "decision__in",
        RecordKind.CASE: "cases__consideration__case__in",
    }
    found: set[int] = set()
    for kind, path in paths.items():
        if by_kind.get(kind):
            rows = AgendaItem.objects.filter(**{path: by_kind[kind]})
            found |= set(rows.values_list("pk", flat=True))
    return found


def _items_for(initiatives: Collection[int]) -> set[int]:
    """Return the items that may tell of these initiatives, and those that are proposed now: a name may be gone."""
    proposed = Link.objects.filter(target__in=initiatives, state=LinkState.PROPOSED)
    names, _begins = named(initiatives)
    return {*items_that_may_tell_of(names), *proposed.values_list("source", flat=True)}
