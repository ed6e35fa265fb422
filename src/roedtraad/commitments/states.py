"""How a promise comes from one state to another: who may, and whether a reason is needed. The drawing is made from it.

Whether a promise is late, waits or has a loose end is no state: it follows from its days (`standing`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from roedtraad.commitments.models import EventKind, State


class Who(StrEnum):
    """Who may do something with a promise. `policy` says who these are."""

    OWNER = "owner"  # and whoever keeps it
    KEEPER = "keeper"  # secretariat and chairs of the body that got the promise
    RECEIVER = "receiver"  # and those of the body at whose meeting it is due, or to whom it is owed

    @property
    def label(self) -> Promise:
        """Return the words for it."""
        return WHO[self]


WHO: dict[Who, Promise] = {
    Who.OWNER: _("owner"),
    Who.KEEPER: _("secretariat and chairs"),
    Who.RECEIVER: _("secretariat and chairs, also of the receiving body"),
}


@dataclass(frozen=True, slots=True)
class Transition:
    """One act: from which states, to which (None: it stays where it is)."""

    act: EventKind
    before: frozenset[State]
    after: State | None
    who: Who
    needs_reason: bool = False


_STANDING = frozenset({State.OPEN, State.REPORTED})
_ENDED = frozenset({State.KEPT, State.DROPPED})

TRANSITIONS: tuple[Transition, ...] = (
    Transition(EventKind.REPORTED, _STANDING, State.REPORTED, Who.OWNER),
    Transition(EventKind.SENT_BACK, frozenset({State.REPORTED}), State.OPEN, Who.RECEIVER, needs_reason=True),
    Transition(EventKind.KEPT, _STANDING, State.KEPT, Who.RECEIVER),
    Transition(EventKind.MOVED, _STANDING, State.OPEN, Who.KEEPER, needs_reason=True),
    Transition(EventKind.DROPPED, _STANDING, State.DROPPED, Who.KEEPER, needs_reason=True),
    Transition(EventKind.REOPENED, _ENDED, State.OPEN, Who.KEEPER, needs_reason=True),
    Transition(EventKind.ASKED, frozenset({State.OPEN}), None, Who.RECEIVER),
    Transition(EventKind.ASSIGNED, _STANDING, None, Who.KEEPER),
    Transition(EventKind.CHANGED, _STANDING, None, Who.KEEPER),
    Transition(EventKind.PASSED_OVER, _STANDING, None, Who.RECEIVER, needs_reason=True),
)


def transition(act: EventKind) -> Transition:
    """Return the rule for an act."""
    return next(one for one in TRANSITIONS if one.act == act)


def state_of_parts(parts: Sequence[State]) -> State:
    """Return the state of a promise in which each answers for themselves, from the states of all who owe it."""
    if parts and all(part == State.KEPT for part in parts):
        return State.KEPT
    answered = bool(parts) and all(part in (State.KEPT, State.REPORTED) for part in parts)
    return State.REPORTED if answered else State.OPEN


def drawn() -> str:
    """Return the machine as a Mermaid state diagram, in the language that is active."""
    lines = ["stateDiagram-v2"]
    lines += [f'    state "{state.label}" as {state.value}' for state in State]
    lines.append(f"    [*] --> {State.OPEN.value}: {EventKind.GIVEN.label}")
    for one in TRANSITIONS:
        for before in (state for state in State if state in one.before):
            after = one.after or before
            reason = f", {_('with a reason')}" if one.needs_reason else ""
            lines.append(f"    {before.value} --> {after.value}: {one.act.label} ({one.who.label}{reason})")
    lines += [f"    {state.value} --> [*]" for state in State if state in _ENDED]
    return "\n".join(lines) + "\n"
