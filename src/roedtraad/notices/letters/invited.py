"""Who is invited to a meeting: those who sit in its bodies, and those who are on its list."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db.models import F, Q
from django.db.models.functions import Coalesce

from roedtraad.bodies.models import Seat, SeatBasis, SeatRole
from roedtraad.bodies.models.dated import standing_on, valid_on
from roedtraad.bodies.queries.rosters import DEPUTY_ROLES
from roedtraad.meetings.models import Meeting, MeetingBody, Participant
from roedtraad.notices.models import Part


def invited_to(meeting: Meeting, *, on: date) -> Mapping[int, Part]:
    """Return whom a meeting invites, by the key of the row that stands for the person. Four queries.

    Members, chairs, observers, administration, secretariat and standing guests take part, if they sit today and still
    will on the day; so do those whom somebody put on the list: guests, and substitutes who were called. Substitutes
    who were not called get the papers for information.
    """
    bodies = [meeting.body_id, *MeetingBody.objects.filter(meeting=meeting).values_list("body", flat=True)]
    day = max(on, meeting.held_on)
    found: dict[int, Part] = {}
    for who, role in _sitting(bodies, on=on, day=day):
        part = Part.OPTIONAL if SeatRole(role) in DEPUTY_ROLES else Part.REQUIRED
        if found.get(who) != Part.REQUIRED:
            found[who] = part
    rows = Participant.objects.filter(meeting=meeting).annotate(who=Coalesce("person__same_as", "person"))
    for who in rows.values_list("who", flat=True):
        found[who] = Part.REQUIRED
    return found


def _sitting(bodies: list[int], *, on: date, day: date) -> list[tuple[int, str]]:
    seats = Seat.objects.filter(
        valid_on(on),
        valid_on(day),
        body__in=bodies,
        basis=SeatBasis.ENTERED,
        record__withdrawn_at__isnull=True,
    )
    named = seats.filter(person__isnull=False).annotate(who=Coalesce("person__same_as", "person"))
    holder = "office__holdings__person"
    standing = Q(standing_on(on, prefix="office__holdings__")) & valid_on(day, prefix="office__holdings__")
    held = seats.filter(standing, office__holdings__isnull=False).annotate(
        who=Coalesce(F(f"{holder}__same_as"), F(holder))
    )
    return [row for rows in (named, held) for row in rows.values_list("who", "role")]
