"""Seats: who sits where, for whom, in which role, from day to day (Popolo Membership)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from roedtraad.accounts.models import Record
from roedtraad.bodies.models.bodies import Body
from roedtraad.bodies.models.dated import Dated, FromRegister, in_order
from roedtraad.bodies.models.parties import Party
from roedtraad.bodies.models.people import Office, Person


class SeatRole(models.TextChoices):
    """What somebody is in a body. Two equal chairs are two seats with the role CO_CHAIR."""

    CHAIR = "chair", _("chair")
    CO_CHAIR = "co_chair", _("co-chair")
    VICE_CHAIR = "vice_chair", _("vice chair")
    MEMBER = "member", _("member")
    PATIENT_REPRESENTATIVE = "patient_representative", _("patient representative")
    APPOINTED_DEPUTY = "appointed_deputy", _("appointed deputy")
    SUBSTITUTE = "substitute", _("substitute")
    OBSERVER = "observer", _("observer")
    ADMINISTRATION = "administration", _("administrative participant")
    SECRETARIAT = "secretariat", _("secretariat")
    GUEST = "guest", _("standing guest")


class SeatBasis(models.TextChoices):
    """How we know of a seat: somebody entered the appointment, or minutes showed the person in it."""

    ENTERED = "entered", _("entered")
    SEEN = "seen", _("seen in minutes")


class Seat(Dated, FromRegister):
    """A seat in a body, held by a person or by whoever holds an office."""

    record = models.OneToOneField(Record, on_delete=models.PROTECT, primary_key=True, related_name="seat")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="seats")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="seats")
    office = models.ForeignKey(  # indexed below, without the seats of people: nearly all
        Office, on_delete=models.PROTECT, null=True, blank=True, related_name="seats", db_index=False
    )
    party = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, blank=True, related_name="seats")
    role = models.CharField(_("role"), max_length=24, choices=SeatRole.choices)
    title = models.CharField(_("title"), max_length=200, blank=True)
    letter = models.CharField(_("party letter"), max_length=4, blank=True)
    deputy_for = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="deputies"
    )
    deputy_order = models.PositiveSmallIntegerField(_("order among substitutes"), default=1)
    basis = models.CharField(max_length=8, choices=SeatBasis.choices, default=SeatBasis.ENTERED)

    class Meta:
        constraints = [
            in_order("seat"),
            models.CheckConstraint(
                condition=Q(person__isnull=False, office__isnull=True)
                | Q(person__isnull=True, office__isnull=False),
                name="a_seat_has_a_person_or_an_office",
            ),
            models.CheckConstraint(
                condition=~Q(deputy_for=models.F("record")), name="nobody_deputises_for_himself"
            ),
        ]
        indexes = [
            models.Index(fields=["body", "role"], name="seat_by_body"),
            models.Index(fields=["basis", "body"], name="seat_by_basis"),
            models.Index(fields=["office"], condition=Q(office__isnull=False), name="seat_by_office"),
        ]

    def __str__(self) -> str:
        return f"{self.person or self.office}, {self.body} ({self.get_role_display()})"
