"""No body is left without somebody who can keep it: the last seat of its secretariat ends by an administrator alone."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Q

from roedtraad.accounts.policy import Viewer
from roedtraad.bodies import policy
from roedtraad.bodies.models import Body, OfficeHolding, Seat, SeatBasis, SeatRole
from roedtraad.bodies.models.dated import standing_on, valid_on


def refuse_last_secretary(viewer: Viewer, seat: Seat, *, gone_on: date) -> None:
    """Refuse that a seat of the secretariat is gone on a day (today, where that is later) when nobody else has one then.

    Nothing is refused an administrator, or where the body has ended by then. Two queries at most.

    Raises:
        NotAllowed: it is the last, and the viewer is no administrator.
    """
    day = max(gone_on, viewer.on)
    if seat.role != SeatRole.SECRETARIAT or seat.basis != SeatBasis.ENTERED or not seat.body.is_valid(day):
        return
    Body.objects.select_for_update().get(pk=seat.body_id)  # two secretaries do not end each other's
    held = OfficeHolding.objects.filter(standing_on(day), office=OuterRef("office"))
    others = Seat.objects.filter(
        valid_on(day),
        Q(person__isnull=False) | Exists(held),
        body=seat.body,
        role=SeatRole.SECRETARIAT,
        basis=SeatBasis.ENTERED,
        record__withdrawn_at=None,
    ).exclude(pk=seat.pk)
    if seat.is_valid(day) and not others.exists():
        policy.may_end_last_secretary(viewer, seat.body).or_refuse()
