"""Wishes for the coming meetings of a body, and the theme that was agreed for a meeting."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from roedtraad.accounts import journal
from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.refusals import Refused
from roedtraad.bodies.models import Body
from roedtraad.meetings.models import AgendaApproval, Meeting
from roedtraad.meetings.policy import may_keep_meetings
from roedtraad.planning import policy
from roedtraad.planning.models import MeetingTheme, Wish, WishKind

# Of an item that was taken off the agenda, the wish stands again.
STANDING = Q(ended_at=None) & (Q(item=None) | Q(item__record__withdrawn_at__isnull=False))


def wishes_of(body: Body) -> tuple[Wish, ...]:
    """Return the wishes for the coming meetings of a body that stand. One query; the caller belongs to the body."""
    return tuple(Wish.objects.filter(STANDING, body=body).select_related("by").order_by("kind", "pk"))


@transaction.atomic
def wish(body: Body, kind: WishKind, text: str, *, at: datetime, viewer: Viewer) -> Wish:
    """Wish something for the coming meetings of a body. The same words twice are one wish.

    Raises:
        NotAllowed: the viewer does not belong to the body.
        Refused: there are no words.
    """
    policy.may_wish(viewer, body).or_refuse()
    words = " ".join(text.split())[:300]
    if not words:
        raise Refused("planning.no_wish", _("Write what you wish for."))
    row, is_new = Wish.objects.filter(STANDING).get_or_create(
        body=body, kind=kind, text=words, defaults={"by": viewer.user, "at": at}
    )
    if is_new:
        journal.write(viewer.user, "planning.wish.added", body.record, facts={"kind": kind, "text": words})
    return row


@transaction.atomic
def end_wish(row: Wish, *, at: datetime, viewer: Viewer) -> None:
    """Say that a wish is no more: whoever wished it, or the secretariat.

    Raises:
        NotAllowed: the viewer is neither.
    """
    if row.by_id is None or viewer.user is None or row.by_id != viewer.user.pk:
        may_keep_meetings(viewer, row.body).or_refuse()
    if row.ended_at is None:
        Wish.objects.filter(pk=row.pk).update(ended_at=at)
        journal.write(viewer.user, "planning.wish.ended", row.body.record, facts={"text": row.text})


@transaction.atomic
def set_theme(meeting: Meeting, text: str | None, *, viewer: Viewer) -> None:
    """Say which theme was agreed for a meeting; '' that there is none, None that nothing was agreed.

    Raises:
        NotAllowed: the viewer does not make the agenda of the meeting.
    """
    policy.may_compose(viewer, meeting).or_refuse()
    if text is None:
        MeetingTheme.objects.filter(meeting=meeting).delete()
    else:
        words = " ".join(text.split())[:300]
        MeetingTheme.objects.update_or_create(meeting=meeting, defaults={"text": words})
    AgendaApproval.objects.filter(meeting=meeting).delete()
    journal.write(viewer.user, "planning.theme.set", meeting.record, facts={"text": text or ""})
