"""What pages show of mails and follows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from roedtraad import danish
from roedtraad.accounts.addresses import WORDS, address_of
from roedtraad.accounts.models import Record, RecordKind, User
from roedtraad.accounts.policy import Viewer, visible
from roedtraad.bodies.models import Body
from roedtraad.initiatives.models import Initiative
from roedtraad.meetings.queries.naming import names_of
from roedtraad.notices.models import Addressee, Follow, Mail, MailState
from roedtraad.notices.places import SEARCH
from roedtraad.notices.searches import read

MOST_OWN = 20


@dataclass(frozen=True, slots=True)
class FollowLine:
    """Something that somebody follows. `title` is '' for what they may not see any more."""

    pk: int
    title: str
    kind: str  # what it is, in a word
    url: str
    begun_at: datetime


def choices_of(user: User) -> Addressee:
    """Return what somebody chose; what everybody begins with, where they chose nothing. One query. Not to be saved."""
    return Addressee.objects.filter(user=user).first() or Addressee(user=user)


def own_mails(user: User) -> tuple[Mail, ...]:
    """Return the last mails that somebody got. One query."""
    rows = Mail.objects.filter(addressee__user=user, state__in=(MailState.SENT, MailState.UNCERTAIN))
    return tuple(rows.order_by("-started_at", "-pk")[:MOST_OWN])


def follows_of(viewer: Viewer) -> tuple[FollowLine, ...]:
    """Return what somebody follows, the last first, as far as they may see it now. Nine queries at most."""
    if viewer.user is None:
        return ()
    rows = list(
        Follow.objects.filter(addressee__user=viewer.user)
        .select_related("record")
        .order_by("-begun_at", "-pk")
    )
    records = [row.record for row in rows if row.record is not None]
    ids = [record.pk for record in records]
    seen = set(Record.objects.filter(visible(viewer, record=""), pk__in=ids).values_list("pk", flat=True))
    titles = _titles(viewer, [record for record in records if record.pk in seen])
    return tuple(_line(row, titles) for row in rows)


def outbox(*, state: str = "") -> QuerySet[Mail]:
    """Return the mails, the last first; with `state` those that have come so far. One query. For administrators."""
    rows = Mail.objects.select_related("addressee__user", "addressee__person", "record").order_by(
        "-planned_at", "-pk"
    )
    return rows.filter(state=state) if state in MailState.values else rows


def outbox_counts() -> dict[str, int]:
    """Return how many mails there are in each state. One query."""
    found = Mail.objects.order_by().values_list("state").annotate(number=Count("pk"))
    return dict(found)


def mail_for(public_id: str) -> Mail | None:
    """Return a mail. One query; the caller asks whether it may be read."""
    return (
        Mail.objects.select_related("addressee__user", "addressee__person", "record")
        .filter(public_id=public_id)
        .first()
    )


def _titles(viewer: Viewer, records: list[Record]) -> dict[int, str]:
    ids = [record.pk for record in records]
    found = dict(Body.objects.filter(pk__in=ids).values_list("pk", "name"))
    found |= dict(Initiative.objects.filter(pk__in=ids).values_list("pk", "name"))
    for pk, named in names_of(viewer, records).items():
        if named.meeting is not None:
            found[pk] = f"{named.meeting.body}, {danish.day(named.meeting.held_on)}"
        else:
            found[pk] = named.title
    return found


def _line(row: Follow, titles: dict[int, str]) -> FollowLine:
    if row.record is None:
        search = read(row.asked)
        title = f"»{search.words}«" if search.words else _("A search without words")
        return FollowLine(row.pk, title, _("search"), f"{SEARCH}?{row.query}", row.begun_at)
    title = titles.get(row.record.pk, "")
    kind = RecordKind(row.record.kind)
    url = address_of(kind, row.record.public_id, title) if title and kind in WORDS else ""
    return FollowLine(row.pk, title, str(kind.label), url, row.begun_at)
