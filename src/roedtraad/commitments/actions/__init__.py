"""What can be done to promises and adoptions: give, assign, ask, report, keep, move, drop, reopen, leave out, remind."""

from roedtraad.commitments.actions.adopting import (
    AdoptionAsked,
    Answered,
    adopt,
    ask_to_adopt,
    drop_adoption,
    refuse_adoption,
    reword_adoption,
)
from roedtraad.commitments.actions.answering import ask, keep, report, send_back
from roedtraad.commitments.actions.binding import bind_dues
from roedtraad.commitments.actions.giving import give, record_commitments
from roedtraad.commitments.actions.reminding import fall_due, mark_sent
from roedtraad.commitments.actions.steering import (
    assign,
    change_words,
    drop,
    move,
    pass_over,
    reopen,
    withdraw_commitment,
)

__all__ = [
    "AdoptionAsked",
    "Answered",
    "adopt",
    "ask",
    "ask_to_adopt",
    "assign",
    "bind_dues",
    "change_words",
    "drop",
    "drop_adoption",
    "fall_due",
    "give",
    "keep",
    "mark_sent",
    "move",
    "pass_over",
    "record_commitments",
    "refuse_adoption",
    "reopen",
    "report",
    "reword_adoption",
    "send_back",
    "withdraw_commitment",
]
