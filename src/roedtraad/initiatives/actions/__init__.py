"""What can be done to initiatives: enter, change, name, say who takes part, say how far they have come."""

from roedtraad.initiatives.actions.entering import (
    InitiativeDetails,
    add_alias,
    change_initiative,
    enter_initiative,
    set_visibility,
)
from roedtraad.initiatives.actions.running import add_party, end_party, set_state

__all__ = [
    "InitiativeDetails",
    "add_alias",
    "add_party",
    "change_initiative",
    "end_party",
    "enter_initiative",
    "set_state",
    "set_visibility",
]
