"""A draft that is not to become a meeting is set aside with a reason; it can be taken up again."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from roedtraad.accounts import journal
from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.refusals import Refused
from roedtraad.importing.actions.considering import consider
from roedtraad.importing.actions.opening import as_shown, locked
from roedtraad.importing.models import Draft, DraftState
from roedtraad.meetings.wording import cut


@transaction.atomic
def set_aside(draft: Draft, *, reason: str, version: int, viewer: Viewer) -> Draft:
    """Say that a draft is not to become a meeting, and why. The document and what people corrected stay.

    Raises:
        NotAllowed: the viewer does not keep the document.
        Outdated: the draft was changed after `version`.
        Refused: the draft is not open, or there is no reason.
    """
    row = as_shown(draft, viewer=viewer, version=version)
    if not reason.strip():
        raise Refused("importing.reason", _("Write why, so that others can understand it later."))
    row.state, row.reason = DraftState.SET_ASIDE, cut(reason.strip(), 500)
    row.settled_by, row.settled_at = viewer.user, timezone.now()
    row.changed_by, row.changed_at = viewer.user, row.settled_at
    row.is_unproblematic = False
    row.version += 1
    row.save()
    journal.write(viewer.user, "importing.draft.set_aside", row.record, reason=row.reason)
    return row


@transaction.atomic
def take_up(draft: Draft, *, viewer: Viewer) -> Draft:
    """Let a draft that was set aside wait for a person again.

    Raises:
        NotAllowed: the viewer does not keep the document.
        Refused: it was not set aside.
    """
    row = locked(draft, viewer=viewer)
    if row.state != DraftState.SET_ASIDE:
        raise Refused("importing.not_set_aside", _("This draft has not been set aside."))
    row.state, row.reason, row.settled_by, row.settled_at = DraftState.OPEN, "", None, None
    row.changed_by, row.changed_at = viewer.user, timezone.now()
    row.version += 1
    consider(row)
    journal.write(viewer.user, "importing.draft.taken_up", row.record)
    return row
