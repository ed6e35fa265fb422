"""What those who keep a promise do with it: say who owes it, change its words, move, drop, reopen, leave it out."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from roedtraad.accounts.models import Record
from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.records import withdraw as withdraw_record
from roedtraad.accounts.refusals import Refused
from roedtraad.commitments import policy
from roedtraad.commitments.actions.binding import bind_dues
from roedtraad.commitments.actions.dues import due_columns, due_of
from roedtraad.commitments.actions.people import named_columns
from roedtraad.commitments.actions.writing import (
    Happening,
    happened,
    locked,
    reason_for,
    save_parts,
    save_state,
    seen_evidence,
)
from roedtraad.commitments.due import DueTold
from roedtraad.commitments.facts import Evidence, Named
from roedtraad.commitments.models import Commitment, Event, EventKind, Owner, State
from roedtraad.commitments.seeing import acting_for
from roedtraad.commitments.states import state_of_parts
from roedtraad.meetings.models import Decision, Meeting
from roedtraad.meetings.wording import folded, plain


@transaction.atomic
def assign(commitment: Commitment, owners: Sequence[Named], *, viewer: Viewer) -> Event:
    """Say who owes a promise from now on. Whoever owed it before is released, and stays in its history.

    Raises:
        NotAllowed: the viewer does not keep it, or it has ended.
        Refused: nobody is named.
    """
    concern, _acting = locked(commitment, EventKind.ASSIGNED, viewer=viewer)
    if not owners:
        raise Refused("commitments.nobody", _("Say who owes the promise."))
    before = ", ".join(map(str, concern.owners))
    wanted = {_key(one): one for one in owners}
    stay = [owner for owner in concern.owners if _key(owner) in wanted]
    for owner in concern.owners:
        if owner not in stay:
            owner.released_on = viewer.on
            owner.save(update_fields=["released_on"])
    taken = Owner.objects.filter(commitment=commitment).count()
    known = {_key(owner) for owner in stay}
    new = [one for key, one in wanted.items() if key not in known]
    added = [
        Owner(commitment=concern.commitment, order=number, **named_columns(one))
        for number, one in enumerate(new, start=taken + 1)
    ]
    Owner.objects.bulk_create(added)
    if concern.commitment.is_each:
        found = state_of_parts([State(one.state) for one in (*stay, *added)])
        save_state(concern, State.REPORTED if found == State.KEPT else found, on=viewer.on)
    return happened(concern, EventKind.ASSIGNED, Happening(text=before), viewer=viewer)


@transaction.atomic
def change_words(commitment: Commitment, text: str, *, viewer: Viewer) -> Event:
    """Say in other words what is promised; the words that stood before stay in its history.

    Raises:
        NotAllowed: the viewer does not keep it, or it has ended.
        Refused: there are no words.
    """
    concern, _acting = locked(commitment, EventKind.CHANGED, viewer=viewer)
    row, words = concern.commitment, plain(text).strip()
    if not words:
        raise Refused("commitments.no_words", _("Write what is promised."))
    before, row.text, row.folded = row.text, words, folded(words)
    row.save(update_fields=["text", "folded"])
    return happened(concern, EventKind.CHANGED, Happening(text=before), viewer=viewer)


@transaction.atomic
def move(commitment: Commitment, told: DueTold, *, reason: str, viewer: Viewer) -> Event:
    """Say anew when a promise is due. What was reported does not count any more; parts that were kept do.

    Raises:
        NotAllowed: the viewer does not keep it, or it has ended.
        Refused: there is no reason, nothing says when, or the chosen meeting cannot be one.
    """
    concern, _acting = locked(commitment, EventKind.MOVED, viewer=viewer)
    words = reason_for(EventKind.MOVED, reason)
    row = concern.commitment
    before = row.due_on or row.watch_on
    read = due_of(told, host_id=row.body_id, made_on=viewer.on, viewer=viewer)
    if read.is_untold:
        raise Refused("commitments.no_due", _("Say when the promise is due: a day, a meeting, or an event."))
    for name, value in due_columns(read).items():
        setattr(row, name, value)
    row.save(update_fields=list(due_columns(read)))
    if row.is_each and concern.owners:
        save_parts(concern, _reported(concern.owners), State.OPEN, on=viewer.on)
    else:
        save_state(concern, State.OPEN, on=viewer.on)
    bind_dues([row.due_body_id], on=viewer.on)
    row.refresh_from_db(fields=["due_on", "due_first_on", "watch_on", "due_meeting"])
    moved = Happening(
        text=words, due_before=before, due_after=row.due_on or row.watch_on, meeting=row.due_meeting
    )
    return happened(concern, EventKind.MOVED, moved, viewer=viewer)


@transaction.atomic
def drop(commitment: Commitment, *, reason: str, viewer: Viewer, decision: Decision | None = None) -> Event:
    """Say that a promise will not be kept, and why; `decision` is where that was decided.

    Raises:
        NotAllowed: the viewer does not keep it, or it has ended.
        Refused: there is no reason, or the decision cannot be seen.
    """
    concern, _acting = locked(commitment, EventKind.DROPPED, viewer=viewer)
    words = reason_for(EventKind.DROPPED, reason)
    if decision is not None:
        seen_evidence(Evidence(record_id=decision.pk), viewer=viewer)
    save_state(concern, State.DROPPED, on=viewer.on)
    return happened(concern, EventKind.DROPPED, Happening(text=words, decision=decision), viewer=viewer)


@transaction.atomic
def reopen(commitment: Commitment, *, reason: str, viewer: Viewer) -> Event:
    """Say that a promise that had ended stands again; all who owe it owe it again.

    Raises:
        NotAllowed: the viewer does not keep it, or it has not ended.
        Refused: there is no reason.
    """
    concern, _acting = locked(commitment, EventKind.REOPENED, viewer=viewer)
    words = reason_for(EventKind.REOPENED, reason)
    if concern.commitment.is_each:
        save_parts(concern, concern.owners, State.OPEN, on=viewer.on)
    save_state(concern, State.OPEN, on=viewer.on)
    bind_dues([concern.commitment.due_body_id], on=viewer.on)
    return happened(concern, EventKind.REOPENED, Happening(text=words), viewer=viewer)


@transaction.atomic
def pass_over(commitment: Commitment, meeting: Meeting, *, reason: str, viewer: Viewer) -> Event:
    """Say why a promise that is due stands not on the agenda of a meeting. It stays due.

    Raises:
        NotAllowed: the viewer keeps neither the promise nor the body it is due at, or it has ended.
        Refused: there is no reason.
    """
    concern, _acting = locked(commitment, EventKind.PASSED_OVER, viewer=viewer)
    words = reason_for(EventKind.PASSED_OVER, reason)
    return happened(concern, EventKind.PASSED_OVER, Happening(text=words, meeting=meeting), viewer=viewer)


@transaction.atomic
def withdraw_commitment(commitment: Commitment, *, reason: str, viewer: Viewer) -> None:
    """Take a promise out of sight that was recorded by mistake: nobody gave it. Nothing is deleted.

    Raises:
        NotAllowed: the viewer does not see it, or does not keep the meeting that it was read from.
        Refused: there is no reason.
    """
    row = Commitment.objects.select_related("record", "item__meeting").get(pk=commitment.pk)
    policy.may_see_it(acting_for(viewer), row).or_refuse()
    policy.may_give(viewer, row.item).or_refuse()
    words = plain(reason).strip()
    if not words or viewer.user is None:
        raise Refused("commitments.reason", _("Write why, so that others can understand it later."))
    withdraw_record(Record.objects.get(pk=row.pk), by=viewer.user, reason=words)


def _reported(owners: Sequence[Owner]) -> tuple[Owner, ...]:
    return tuple(one for one in owners if one.state == State.REPORTED)


def _key(one: Named | Owner) -> tuple[int | None, int | None, int | None, str]:
    has_key = one.person_id or one.body_id or one.party_id
    return one.person_id, one.body_id, one.party_id, "" if has_key else one.as_written.strip()
