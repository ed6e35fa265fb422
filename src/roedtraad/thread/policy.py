"""Who may say whether a link is right."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from roedtraad.accounts.models import Record
from roedtraad.accounts.policy import Viewer, may_see
from roedtraad.accounts.refusals import Answer, no
from roedtraad.initiatives.models import Initiative
from roedtraad.initiatives.policy import may_keep


def may_link(viewer: Viewer, source: Record, initiative: Initiative) -> Answer:
    """May this viewer say what belongs to an initiative? Three queries at most.

    The secretariat of its collaboration, for what it sees itself.
    """
    if not may_see(viewer, source) or not may_see(viewer, initiative.record):
        return no("thread.link", _("There is nothing here that you can link."))
    return may_keep(viewer, initiative.collaboration)
