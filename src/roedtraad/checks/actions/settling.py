"""What a person says to a finding: it is explained, corrected or set aside; or open again after all."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from roedtraad.accounts import journal
from roedtraad.accounts.policy import Viewer, may_see
from roedtraad.accounts.refusals import Refused
from roedtraad.checks import policy
from roedtraad.checks.models import Finding, FindingState

LONGEST_REASON = 500


@transaction.atomic
def explain(finding: Finding, *, reason: str, viewer: Viewer) -> Finding:
    """Say why it is as it should be ('øren følger af afrundingen').

    Raises:
        NotAllowed: the viewer is not the secretariat of the body.
        Refused: there is no reason.
    """
    return _settle(finding, FindingState.EXPLAINED, reason=reason, viewer=viewer)


@transaction.atomic
def mark_corrected(finding: Finding, *, reason: str, viewer: Viewer) -> Finding:
    """Say that it was put right, and how.

    Raises:
        NotAllowed: the viewer is not the secretariat of the body.
        Refused: there is no reason.
    """
    return _settle(finding, FindingState.CORRECTED, reason=reason, viewer=viewer)


@transaction.atomic
def set_aside(finding: Finding, *, reason: str, viewer: Viewer) -> Finding:
    """Set it aside: it does not add up, and is left so. This is a waiver, with reason, person and day.

    Raises:
        NotAllowed: the viewer is not the secretariat of the body.
        Refused: there is no reason.
    """
    return _settle(finding, FindingState.SET_ASIDE, reason=reason, viewer=viewer)


@transaction.atomic
def reopen(finding: Finding, *, reason: str, viewer: Viewer) -> Finding:
    """Take back what was said to a finding.

    Raises:
        NotAllowed: the viewer is not the secretariat of the body.
        Refused: nothing was said to it, or there is no reason.
    """
    row = _opened(finding, viewer, reason)
    if row.is_open:
        raise Refused("checks.is_open", _("Nobody has settled this yet."))
    row.state, row.reason = FindingState.OPEN, ""
    row.settled_by, row.settled_at = None, None
    row.save(update_fields=["state", "reason", "settled_by", "settled_at"])
    journal.write(viewer.user, "checks.finding.reopened", row.record, reason=reason)
    return row


def _settle(finding: Finding, state: FindingState, *, reason: str, viewer: Viewer) -> Finding:
    row = _opened(finding, viewer, reason)
    row.state, row.reason = state, reason.strip()[:LONGEST_REASON]
    row.settled_by, row.settled_at = viewer.user, timezone.now()
    row.save(update_fields=["state", "reason", "settled_by", "settled_at"])
    journal.write(viewer.user, f"checks.finding.{state}", row.record, reason=row.reason)
    return row


def _opened(finding: Finding, viewer: Viewer, reason: str) -> Finding:
    """Return the finding as it stands now, locked, if the viewer may settle it. At most five queries."""
    row = Finding.objects.select_for_update(of=("self",)).select_related("record").get(pk=finding.pk)
    policy.may_settle(viewer, row).or_refuse()
    if row.subject is not None and not may_see(viewer, row.subject):
        raise Refused("checks.gone", _("This finding is not there any more."))
    if not reason.strip():
        raise Refused("checks.reason", _("Write why, so that others can understand it later."))
    return row
