"""Adoptions as they are read: of a decision, of one party, those that wait for somebody, those that are due."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from roedtraad.accounts.policy import Viewer, visible
from roedtraad.commitments.models import Adoption, AdoptionState
from roedtraad.commitments.policy import may_answer_adoption
from roedtraad.commitments.seeing import acting_for

BEFORE_DAYS = 14  # reminded of this long before the day
AGAIN_DAYS = 14  # and again this long after it, as long as it waits


@dataclass(frozen=True, slots=True)
class AdoptionLine:
    """A party's adoption, and whether this viewer may answer for it. `is_late`: its day has passed."""

    adoption: Adoption
    is_late: bool
    may_answer: bool


@dataclass(frozen=True, slots=True)
class AdoptionDue:
    """An adoption of which its contact is to be reminded on a day."""

    adoption_id: int
    person_id: int
    decision_public_id: str
    title: str
    party: str
    due_on: date
    step: str  # before, on, after


def adoptions_of(viewer: Viewer, decision_ids: Iterable[int]) -> tuple[AdoptionLine, ...]:
    """Return the adoptions of decisions that this viewer may see, by party; those no longer asked for last. Two queries."""
    rows = _seen(viewer).filter(decision__in=list(decision_ids))
    lines = _lines(viewer, rows)
    return tuple(sorted(lines, key=lambda one: one.adoption.state == AdoptionState.DROPPED))


def adoption_for(viewer: Viewer, decision_public_id: str, number: int) -> AdoptionLine | None:
    """Return one adoption of a decision, if this viewer may see it. Two queries."""
    rows = _seen(viewer).filter(decision__record__public_id=decision_public_id, pk=number)
    return next(iter(_lines(viewer, rows)), None)


def adoptions_waiting(viewer: Viewer, *, limit: int = 20) -> tuple[AdoptionLine, ...]:
    """Return what waits for this viewer as contact or representative of a party, the first due first. Two queries."""
    acting = acting_for(viewer)
    if not acting.person_ids and not acting.party_ids:
        return ()
    own = Q(contact__in=acting.person_ids) | Q(party__in=acting.party_ids)
    rows = _seen(viewer).filter(own, state=AdoptionState.WAITING).order_by("due_on", "pk")[:limit]
    return tuple(AdoptionLine(row, _is_late(row, viewer.on), may_answer=True) for row in rows)


def adoptions_due(day: date) -> tuple[AdoptionDue, ...]:
    """Return of which adoptions somebody is to be reminded on a day: two weeks before, on it, and every two weeks after.

    Only those who may see the decision are reminded of it: that is asked again when the mail is written. One query.
    """
    rows = Adoption.objects.filter(
        state=AdoptionState.WAITING,
        contact__isnull=False,
        due_on__lte=day + timedelta(days=BEFORE_DAYS),
        decision__record__withdrawn_at=None,
    ).select_related("decision__record", "decision__item", "party")
    found = []
    for row in rows.order_by("due_on", "pk"):
        if row.due_on is not None and (step := _step(row.due_on, day)):
            found.append(
                AdoptionDue(
                    adoption_id=row.pk,
                    person_id=row.contact_id or 0,
                    decision_public_id=row.decision.record.public_id,
                    title=row.decision.item.title,
                    party=row.party.name,
                    due_on=row.due_on,
                    step=step,
                )
            )
    return tuple(found)


def _step(due_on: date, day: date) -> str:
    days = (day - due_on).days
    if days == -BEFORE_DAYS:
        return "before"
    if days == 0:
        return "on"
    return "after" if days > 0 and days % AGAIN_DAYS == 0 else ""


def _seen(viewer: Viewer) -> QuerySet[Adoption]:
    return Adoption.objects.filter(visible(viewer, record="decision__record")).select_related(
        "decision__record", "decision__item__meeting__body", "party__record", "contact", "document__record"
    )


def _lines(viewer: Viewer, rows: QuerySet[Adoption]) -> tuple[AdoptionLine, ...]:
    acting = acting_for(viewer)
    return tuple(
        AdoptionLine(
            row,
            _is_late(row, viewer.on),
            bool(viewer.user)
            and row.state != AdoptionState.DROPPED
            and bool(may_answer_adoption(acting, row)),
        )
        for row in rows.order_by("party__name", "kind", "year")
    )


def _is_late(row: Adoption, on: date) -> bool:
    return row.state == AdoptionState.WAITING and row.due_on is not None and row.due_on < on
