"""The overview of members and organisation as it was issued: from the day on which somebody last came or went."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Max, Q

from roedtraad.accounts.policy import Viewer, visible
from roedtraad.bodies.models import Body, OfficeHolding, Seat


@dataclass(frozen=True, slots=True)
class Edition:
    """From which day the overview has stood as it stands on a day; None where no day is known."""

    since: date | None


def edition_of(bodies: Collection[Body], *, on: date, viewer: Viewer) -> Edition:
    """Return the edition that holds on a day, of what the viewer may see. Two queries, by index of the bodies."""
    seats = Seat.objects.filter(visible(viewer), body__in=bodies, record__withdrawn_at=None)
    held = OfficeHolding.objects.filter(
        visible(viewer, record="person__record"), withdrawn_at=None, office__seats__body__in=bodies
    )
    began, ended = Q(valid_from__lte=on), Q(valid_to__lt=on)
    days: list[date] = []
    for rows in (seats, held):
        told = rows.aggregate(came=Max("valid_from", filter=began), left=Max("valid_to", filter=ended))
        days += [day for day in (told["came"], told["left"] and told["left"] + timedelta(days=1)) if day]
    return Edition(max(days, default=None))
