"""Bodies that serve several collaborations: one forum for four clusters."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from roedtraad.accounts import journal
from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.refusals import Refused
from roedtraad.bodies import policy
from roedtraad.bodies.actions.amending import amend, withdraw_row
from roedtraad.bodies.actions.days import ALWAYS, Days, days_of
from roedtraad.bodies.models import Body, BodySharing, Collaboration


@transaction.atomic
def share_body(
    *, viewer: Viewer, body: Body, collaboration: Collaboration, days: Days = ALWAYS
) -> BodySharing:
    """Let a body serve another collaboration too, from day to day.

    Raises:
        NotAllowed: the viewer is not the body's secretariat.
        Refused: it is the body's own collaboration, days out of order, or it is shared already on some of these days.
    """
    policy.may_keep_body(viewer, body).or_refuse()
    days.in_order()
    if collaboration.pk == body.collaboration_id:
        raise Refused(
            "bodies.sharing.own",
            _("%(body)s already belongs to %(collaboration)s.")
            % {"body": body.name, "collaboration": collaboration.name},
        )
    _refuse_overlap(body, collaboration, days, other_than=None)
    sharing = BodySharing.objects.create(
        body=body, collaboration=collaboration, valid_from=days.first, valid_to=days.last
    )
    facts = {"collaboration": collaboration.pk, "valid_from": days.first, "valid_to": days.last}
    journal.write(viewer.user, "bodies.body.shared", body.record, facts=facts)
    return sharing


@transaction.atomic
def correct_sharing(*, viewer: Viewer, sharing: BodySharing, days: Days, reason: str = "") -> BodySharing:
    """Put right from when to when a body serves another collaboration; with a last day it is how a sharing is ended.

    Raises:
        NotAllowed: the viewer is not the body's secretariat.
        Refused: days out of order, or it is shared already on some of these days.
    """
    policy.may_keep_body(viewer, sharing.body).or_refuse()
    days.in_order()
    _refuse_overlap(sharing.body, sharing.collaboration, days, other_than=sharing)
    wanted = {"valid_from": days.first, "valid_to": days.last}
    act, record = "bodies.body.sharing_dated", sharing.body.record
    amend(sharing, wanted, by=viewer.user, act=act, record=record, reason=reason)
    return sharing


@transaction.atomic
def withdraw_sharing(*, viewer: Viewer, sharing: BodySharing, reason: str) -> None:
    """Say that a body never served that collaboration.

    Raises:
        NotAllowed: the viewer is not the body's secretariat.
    """
    policy.may_keep_body(viewer, sharing.body).or_refuse()
    act, record = "bodies.body.sharing_withdrawn", sharing.body.record
    withdraw_row(sharing, by=viewer.user, act=act, record=record, reason=reason)


def _refuse_overlap(
    body: Body, collaboration: Collaboration, days: Days, *, other_than: BodySharing | None
) -> None:
    Body.objects.select_for_update().get(pk=body.pk)
    others = body.sharings.filter(collaboration=collaboration, withdrawn_at=None)
    for other in others:
        if other != other_than and days_of(other).overlaps(days):
            raise Refused(
                "bodies.sharing.twice",
                _("%(body)s already serves %(collaboration)s (%(days)s).")
                % {"body": body.name, "collaboration": collaboration.name, "days": days_of(other)},
            )
