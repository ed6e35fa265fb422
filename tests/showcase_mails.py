"""What the post has done in the showcase: a mail that was sent, and things that a member follows."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone

from roedtraad.accounts.models import Record
from roedtraad.notices.actions.addressing import addressee_of
from roedtraad.notices.actions.follows import follow
from roedtraad.notices.mailing import stop_token
from roedtraad.notices.models import Mail, MailKind, MailState

if TYPE_CHECKING:
    from showcase import Role, Showcase


def add_mails(show: Showcase, *, readers: frozenset[Role]) -> None:
    """Send a mail to Mads, who follows the political body and a case that was closed."""
    mads = show.world.viewer(show.world.mads)
    body = show.world.political
    case = Record.objects.get(public_id=show.paths["case-closed"].split("/")[2])
    for record in (body.record, case):
        follow(record, viewer=mads)
    words = show.keeps("Mødet begynder ved Lodshuset", seen_by=readers)
    now: datetime = timezone.now()
    mail = Mail.objects.create(
        addressee=addressee_of(show.world.mads),
        kind=MailKind.AGENDA,
        key="agenda:showcase",
        state=MailState.SENT,
        started_at=now,
        ended_at=now,
        address=show.world.mads.email,
        subject="Dagsorden: Politisk niveau",
        body=f"Kære Mads Ravn\n\n{words}.\n",
    )
    Mail.objects.create(
        addressee=addressee_of(show.world.lone),
        kind=MailKind.MINUTES,
        key="minutes:showcase",
        state=MailState.UNCERTAIN,
        started_at=now,
        subject="Referat: Politisk niveau",
        note="Programmet blev afbrudt, mens mailen blev sendt.",
    )
    show.paths["mail"] = f"/beskeder/udbakke/{mail.public_id}"
    show.paths["notices-stop"] = f"/beskeder/stop/{stop_token(mail)}"
    show.paths["follow-body"] = f"/foelg/{body.record.public_id}"
    show.paths["follow-closed"] = f"/foelg/{case.public_id}"
    show.paths["feed-body"] = f"/feed/organ/{body.record.public_id}"
    show.paths["feed-case"] = "/feed/sag/" + show.paths["case"].split("/")[2]
    show.paths["feed-case-closed"] = f"/feed/sag/{case.public_id}"
