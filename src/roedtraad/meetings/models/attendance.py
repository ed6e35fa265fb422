"""Who took part, and in which items. The order of the text in old minutes proves nothing; the categories do."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from roedtraad.bodies.models import Party, Person, Seat, SeatRole
from roedtraad.meetings.models.items import AgendaItem
from roedtraad.meetings.models.meetings import Meeting


class ParticipantFunction(models.TextChoices):
    """In which circle somebody takes part; the same codes as the library `referat` uses."""

    CHAIR = "chair", _("chair")
    MEMBER = "member", _("member")
    PATIENT_REPRESENTATIVE = "patient_representative", _("patient representative")
    ADMINISTRATION = "administration", _("administration")
    SECRETARIAT = "secretariat", _("secretariat")
    GUEST = "guest", _("guest")
    UNKNOWN = "unknown", _("not told")


FUNCTION_OF_ROLE = {
    SeatRole.CHAIR: ParticipantFunction.CHAIR,
    SeatRole.CO_CHAIR: ParticipantFunction.CHAIR,
    SeatRole.PATIENT_REPRESENTATIVE: ParticipantFunction.PATIENT_REPRESENTATIVE,
    SeatRole.SECRETARIAT: ParticipantFunction.SECRETARIAT,
    SeatRole.ADMINISTRATION: ParticipantFunction.ADMINISTRATION,
    SeatRole.OBSERVER: ParticipantFunction.GUEST,
    SeatRole.GUEST: ParticipantFunction.GUEST,
}


class Participant(models.Model):
    """A person on the list of a meeting, with what the list says about them. `Presence` says whether they came."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="participants")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="participations")
    party = models.ForeignKey(
        Party, on_delete=models.PROTECT, null=True, blank=True, related_name="participations"
    )
    seat = models.ForeignKey(
        Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="participations"
    )
    function = models.CharField(max_length=24, choices=ParticipantFunction.choices)
    title = models.CharField(_("title"), max_length=300, blank=True)
    letter = models.CharField(_("party letter"), max_length=4, blank=True)
    order = models.PositiveSmallIntegerField(default=1)
    in_place_of = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )
    is_moderator = models.BooleanField(_("moderator"), default=False)

    class Meta:
        ordering = ["meeting", "order"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "person"], name="a_person_takes_part_once"),
            models.CheckConstraint(
                condition=~models.Q(in_place_of=models.F("id")), name="nobody_replaces_himself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.meeting}"


class PresenceKind(models.TextChoices):
    """What is known of somebody's presence."""

    PRESENT = "present", _("present")
    APOLOGY = "apology", _("sent apologies")
    ABSENT = "absent", _("absent without apology")
    DISQUALIFIED = "disqualified", _("disqualified")
    UNKNOWN = "unknown", _("not told")


class Presence(models.Model):
    """Presence over a range of items. Without items it holds for the whole meeting; the narrowest range counts.

    Late from item n: APOLOGY or ABSENT from the first item to n-1. Left after item m: ABSENT from m+1 to the last.
    """

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="presences")
    kind = models.CharField(max_length=12, choices=PresenceKind.choices)
    first_item = models.ForeignKey(
        AgendaItem, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    last_item = models.ForeignKey(
        AgendaItem, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    note = models.CharField(max_length=300, blank=True)  # 'kom kl. 13.10'

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(first_item__isnull=True, last_item__isnull=True)
                | models.Q(first_item__isnull=False, last_item__isnull=False),
                name="a_range_has_two_ends",
            ),
            models.UniqueConstraint(
                fields=["participant", "first_item", "last_item"], name="a_range_stands_once"
            ),
            models.UniqueConstraint(
                fields=["participant"],
                condition=models.Q(first_item__isnull=True),
                name="a_whole_meeting_stands_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participant}: {self.kind}"
