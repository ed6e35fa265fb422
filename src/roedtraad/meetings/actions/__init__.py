"""What can be done to meetings: plan, record, say who was there, decide, close and open."""

from roedtraad.meetings.actions.cases import merge_cases, split_case
from roedtraad.meetings.actions.deciding import (
    OutcomeGiven,
    add_statement,
    decide,
    record_votes,
    set_consent,
)
from roedtraad.meetings.actions.items import (
    add_item,
    carry,
    change_title,
    list_attachment,
    treat_case,
    write_section,
)
from roedtraad.meetings.actions.openness import (
    close_item,
    open_item,
    renew_closed,
    set_attachment_closed,
    set_document_openness,
)
from roedtraad.meetings.actions.planning import Particulars, cancel_meeting, change_meeting, plan_meeting
from roedtraad.meetings.actions.presence import Listing, add_participant, set_presence
from roedtraad.meetings.actions.recording import RecordedItem, RecordedMeeting, record_minutes
from roedtraad.meetings.actions.withdrawing import withdraw_meeting
from roedtraad.meetings.actions.words import lift_words, mask_words

__all__ = [
    "Listing",
    "OutcomeGiven",
    "Particulars",
    "RecordedItem",
    "RecordedMeeting",
    "add_item",
    "add_participant",
    "add_statement",
    "cancel_meeting",
    "carry",
    "change_meeting",
    "change_title",
    "close_item",
    "decide",
    "lift_words",
    "list_attachment",
    "mask_words",
    "merge_cases",
    "open_item",
    "plan_meeting",
    "record_minutes",
    "record_votes",
    "renew_closed",
    "set_attachment_closed",
    "set_consent",
    "set_document_openness",
    "set_presence",
    "split_case",
    "treat_case",
    "withdraw_meeting",
    "write_section",
]
