"""What can be done to make the papers of a meeting public, as they stand or as files, and to take them back."""

from roedtraad.publishing.actions.correcting import correct, drop_correction
from roedtraad.publishing.actions.issuing import issue, take_back
from roedtraad.publishing.actions.looking import drop_logo, set_logo, set_words
from roedtraad.publishing.actions.planning import call_off, plan_publication, publish_due
from roedtraad.publishing.actions.publishing import (
    Published,
    publish_agenda,
    publish_many,
    publish_minutes,
    unpublish,
)
from roedtraad.publishing.actions.reviewing import (
    answer_remark,
    approve_minutes,
    remark_on_minutes,
    send_for_remarks,
    set_minutes_rule,
)

__all__ = [
    "Published",
    "answer_remark",
    "approve_minutes",
    "call_off",
    "correct",
    "drop_correction",
    "drop_logo",
    "issue",
    "plan_publication",
    "publish_agenda",
    "publish_due",
    "publish_many",
    "publish_minutes",
    "remark_on_minutes",
    "send_for_remarks",
    "set_logo",
    "set_minutes_rule",
    "set_words",
    "take_back",
    "unpublish",
]
