"""Who may follow what, and who may see and settle mails."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from roedtraad.accounts.models import Record, RecordKind
from roedtraad.accounts.policy import Viewer, may_see
from roedtraad.accounts.refusals import Answer, no, yes
from roedtraad.notices.models import Mail, MailKind, MailState

FOLLOWED = (RecordKind.BODY, RecordKind.CASE, RecordKind.INITIATIVE, RecordKind.MEETING)


def may_follow(viewer: Viewer, record: Record) -> Answer:
    """May this viewer follow a record? Whoever is logged in and may see it. At most one query."""
    if viewer.user is None:
        return no("notices.follow", _("Log in to follow something."))
    if record.kind not in FOLLOWED:
        return no("notices.follow", _("Bodies, cases, initiatives and meetings can be followed."))
    if not may_see(viewer, record):
        return no("notices.unseen", _("There is no such thing to follow."))
    return yes("notices.follow", why="logged in, and may see it")


def may_follow_search(viewer: Viewer) -> Answer:
    """May this viewer follow a search? Whoever is logged in. No query."""
    if viewer.user is None:
        return no("notices.follow", _("Log in to follow something."))
    return yes("notices.follow", why="logged in")


def may_see_outbox(viewer: Viewer) -> Answer:
    """May this viewer see which mails were sent to whom? Administrators may. No query."""
    if viewer.is_administrator:
        return yes("notices.outbox", why="administrator")
    return no("notices.outbox", _("Only administrators can see the mails that were sent."))


def may_read_mail(viewer: Viewer, mail: Mail) -> Answer:
    """May this viewer read what a mail said? Whoever got it, and administrators; a digest tells what somebody follows,
    which is theirs alone, so that one an administrator reads in a demonstration only. No query with the addressee loaded.
    """
    if viewer.user is not None and mail.addressee.user_id == viewer.user.pk:
        return yes("notices.mail", why="got it")
    if viewer.is_administrator and (mail.kind != MailKind.DIGEST or settings.IS_DEMO):
        return yes("notices.mail", why="administrator")
    return no("notices.mail", _("Only whoever got this mail can read it."))


def may_settle(viewer: Viewer, mail: Mail) -> Answer:
    """May this viewer say what became of a mail, or have it sent again? An administrator, where it is not known. No query."""
    answer = may_see_outbox(viewer)
    if answer and mail.state not in (MailState.UNCERTAIN, MailState.FAILED):
        return no("notices.settled", _("It is known what became of this mail."))
    return answer
