"""What can be done to promises: give, assign, ask, report, keep, move, drop, reopen, leave out, remind."""

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
    "ask",
    "assign",
    "bind_dues",
    "change_words",
    "drop",
    "fall_due",
    "give",
    "keep",
    "mark_sent",
    "move",
    "pass_over",
    "record_commitments",
    "reopen",
    "report",
    "send_back",
    "withdraw_commitment",
]
