"""What can be done to meetings: plan, record, say who was there, decide, close and open."""

from roedtraad.meetings.actions.answering import answer, invite_guest
from roedtraad.meetings.actions.cases import merge_cases, split_case
from roedtraad.meetings.actions.composing import (
    Planned,
    approve_agenda,
    freeze_case,
    number_items,
    plan_item,
    put_in_order,
    take_off,
)
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
from roedtraad.meetings.actions.noting import note
from roedtraad.meetings.actions.openness import (
    close_item,
    open_item,
    renew_closed,
    set_attachment_closed,
    set_document_openness,
)
from roedtraad.meetings.actions.papers import (
    add_case_paper,
    add_case_paper_version,
    add_item_paper,
    bring_papers_over,
    list_papers,
    rewrite_postponed,
    set_case_paper_closed,
    take_out_case_paper,
)
from roedtraad.meetings.actions.pieces import bring_pieces_over, choose, set_programme
from roedtraad.meetings.actions.planning import Particulars, cancel_meeting, change_meeting, plan_meeting
from roedtraad.meetings.actions.presence import Listing, add_participant, set_presence
from roedtraad.meetings.actions.recording import RecordedItem, RecordedMeeting, record_minutes
from roedtraad.meetings.actions.releasing import release_agenda
from roedtraad.meetings.actions.series import plan_series
from roedtraad.meetings.actions.sitting import add_phrase, begin_meeting, change_statement, end_meeting, go_to
from roedtraad.meetings.actions.withdrawing import withdraw_meeting
from roedtraad.meetings.actions.words import lift_words, mask_words

__all__ = [
    "Listing",
    "OutcomeGiven",
    "Particulars",
    "Planned",
    "RecordedItem",
    "RecordedMeeting",
    "add_case_paper",
    "add_case_paper_version",
    "add_item",
    "add_item_paper",
    "add_participant",
    "add_phrase",
    "add_statement",
    "answer",
    "approve_agenda",
    "begin_meeting",
    "bring_papers_over",
    "bring_pieces_over",
    "cancel_meeting",
    "carry",
    "change_meeting",
    "change_statement",
    "change_title",
    "choose",
    "close_item",
    "decide",
    "end_meeting",
    "freeze_case",
    "go_to",
    "invite_guest",
    "lift_words",
    "list_attachment",
    "list_papers",
    "mask_words",
    "merge_cases",
    "note",
    "number_items",
    "open_item",
    "plan_item",
    "plan_meeting",
    "plan_series",
    "put_in_order",
    "record_minutes",
    "record_votes",
    "release_agenda",
    "renew_closed",
    "rewrite_postponed",
    "set_attachment_closed",
    "set_case_paper_closed",
    "set_consent",
    "set_document_openness",
    "set_presence",
    "set_programme",
    "split_case",
    "take_off",
    "take_out_case_paper",
    "treat_case",
    "withdraw_meeting",
    "write_section",
]
