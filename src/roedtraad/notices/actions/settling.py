"""What an administrator does with mails of which the program does not know whether they arrived."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from roedtraad.accounts import journal
from roedtraad.accounts.policy import Viewer
from roedtraad.notices import policy
from roedtraad.notices.actions.sending import finish
from roedtraad.notices.models import Mail, MailState


@transaction.atomic
def settle_as_sent(mail: Mail, *, viewer: Viewer, at: datetime) -> None:
    """Say that an uncertain mail arrived: somebody asked. Six queries.

    Raises:
        NotAllowed: the viewer does not administer, or it is known what became of the mail.
    """
    mail = _settled(mail, viewer)
    if mail.state == MailState.UNCERTAIN:
        finish(mail.pk, MailState.SENT, now=at)
    else:
        Mail.objects.filter(pk=mail.pk).update(state=MailState.EMPTY, ended_at=at)
    journal.write(viewer.user, "notices.mail.settled", mail.record, facts={"mail": mail.public_id})


@transaction.atomic
def send_again(mail: Mail, *, viewer: Viewer, at: datetime) -> None:
    """Have a mail sent once more, as it would be written now; whoever got it the first time may get it twice. Six queries.

    Raises:
        NotAllowed: the viewer does not administer, or it is known what became of the mail.
    """
    mail = _settled(mail, viewer)
    Mail.objects.filter(pk=mail.pk).update(
        state=MailState.WAITING, told="", attempts=0, planned_at=at, not_before=at, ended_at=None, note=""
    )
    journal.write(viewer.user, "notices.mail.sent_again", mail.record, facts={"mail": mail.public_id})


def hold_all() -> int:
    """Hold back every mail that waits, since an installation that was restored cannot know what went out; return how many.

    Each stands in the outbox as uncertain until an administrator settles it. In the caller's transaction. One query.
    """
    waiting = Mail.objects.filter(state__in=[MailState.WAITING, MailState.SENDING])
    note = _("The installation was restored; the mail may have been sent before.")
    return waiting.update(state=MailState.UNCERTAIN, note=note)


def _settled(mail: Mail, viewer: Viewer) -> Mail:
    row = Mail.objects.select_for_update(of=("self",)).select_related("record").get(pk=mail.pk)
    policy.may_settle(viewer, row).or_refuse()
    return row
