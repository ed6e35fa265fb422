"""What those who owe a promise, and those who are owed, say of it: asked for, reported, sent back, kept."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.refusals import Refused
from roedtraad.commitments import policy
from roedtraad.commitments.actions.reminding import ask_owners
from roedtraad.commitments.actions.writing import (
    Happening,
    happened,
    locked,
    part_of,
    reason_for,
    save_parts,
    save_state,
    seen_evidence,
)
from roedtraad.commitments.facts import NOTHING, Evidence
from roedtraad.commitments.models import Commitment, Event, EventKind, Owner, State
from roedtraad.commitments.policy import Concern
from roedtraad.meetings.models import Decision


@transaction.atomic
def ask(commitment: Commitment, *, viewer: Viewer, text: str = "") -> Event:
    """Ask those who owe a promise how it goes; they are reminded once more.

    Raises:
        NotAllowed: the viewer may not, or it has been answered.
        Refused: nobody owes it.
    """
    concern, _acting = locked(commitment, EventKind.ASKED, viewer=viewer)
    if not concern.owners:
        raise Refused("commitments.nobody", _("Nobody owes this promise yet. Say first who does."))
    ask_owners(concern, on=viewer.on)
    return happened(
        concern, EventKind.ASKED, Happening(text=reason_for(EventKind.ASKED, text)), viewer=viewer
    )


@transaction.atomic
def report(
    commitment: Commitment, evidence: Evidence, *, viewer: Viewer, owner: Owner | None = None
) -> Event:
    """Say what came of a promise, for all who owe it or, where each answers for themselves, for `owner`.

    It is for the circle until somebody who is owed it has accepted it.

    Raises:
        NotAllowed: the viewer neither owes it nor keeps it, or it has ended.
        Refused: there is nothing to show, or it is not said for whom.
    """
    concern, acting = locked(commitment, EventKind.REPORTED, viewer=viewer)
    shown = seen_evidence(evidence, viewer=viewer)
    if not shown.text and shown.record_id is None and shown.citation_id is None:
        raise Refused("commitments.no_words", _("Write what came of it, or choose what shows it."))
    if concern.commitment.is_each:
        part = part_of(concern, owner) or policy.own_part(acting, concern)
        if part is None:
            raise Refused("commitments.owner", _("Choose one of those who owe the promise."))
        policy.may_answer_for(acting, concern, part).or_refuse()
        if part.state == State.KEPT:
            raise Refused("commitments.kept", _("This part of the promise has been kept."))
        save_parts(concern, (part,), State.REPORTED, on=viewer.on)
    else:
        part = None
        save_state(concern, State.REPORTED, on=viewer.on)
    told = Happening(text=shown.text, owner=part, evidence=shown, is_internal=True)
    return happened(concern, EventKind.REPORTED, told, viewer=viewer)


@transaction.atomic
def send_back(commitment: Commitment, *, reason: str, viewer: Viewer, owner: Owner | None = None) -> Event:
    """Say that what was reported is not enough: the promise is open again.

    Raises:
        NotAllowed: the viewer does not keep it, or nothing was reported.
        Refused: there is no reason.
    """
    concern, _acting = locked(commitment, EventKind.SENT_BACK, viewer=viewer)
    words = reason_for(EventKind.SENT_BACK, reason)
    part = part_of(concern, owner)
    if concern.commitment.is_each:
        chosen = (part,) if part else tuple(one for one in concern.owners if one.state == State.REPORTED)
        save_parts(concern, chosen, State.OPEN, on=viewer.on)
    else:
        save_state(concern, State.OPEN, on=viewer.on)
    return happened(concern, EventKind.SENT_BACK, Happening(text=words, owner=part), viewer=viewer)


@transaction.atomic
def keep(
    commitment: Commitment,
    *,
    viewer: Viewer,
    evidence: Evidence = NOTHING,
    decision: Decision | None = None,
    owner: Owner | None = None,
) -> Event:
    """Say that a promise was kept, and what shows it; without any, what was reported last shows it.

    Raises:
        NotAllowed: the viewer does not keep it, or it has ended.
        Refused: nothing shows it, or the decision cannot be seen.
    """
    concern, _acting = locked(commitment, EventKind.KEPT, viewer=viewer)
    part = part_of(concern, owner)
    shown = seen_evidence(evidence, viewer=viewer)
    if decision is not None:
        seen_evidence(Evidence(record_id=decision.pk), viewer=viewer)
    if shown == NOTHING and decision is None:
        shown = _reported(concern, part)
    if concern.commitment.is_each and concern.owners:
        chosen = (part,) if part else tuple(one for one in concern.owners if one.state != State.KEPT)
        save_parts(concern, chosen, State.KEPT, on=viewer.on)
    else:
        save_state(concern, State.KEPT, on=viewer.on)
    told = Happening(text=shown.text, owner=part, evidence=shown, decision=decision)
    return happened(concern, EventKind.KEPT, told, viewer=viewer)


def _reported(concern: Concern, part: Owner | None) -> Evidence:
    """Return what was reported last, of the whole or of one part. One query."""
    rows = Event.objects.filter(commitment=concern.commitment, kind=EventKind.REPORTED)
    last = (rows.filter(owner=part) if part else rows).order_by("-order").first()
    if last is None:
        raise Refused("commitments.no_evidence", _("Write what came of it, or choose what shows it."))
    return Evidence(last.text, last.evidence_id, last.citation_id)
