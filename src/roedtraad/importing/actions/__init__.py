"""What is done to drafts: files brought and read, drafts corrected, answered, accepted and set aside."""

from roedtraad.importing.actions.accepting import Accepted, accept, accept_item, accept_many, take_back_item
from roedtraad.importing.actions.answering import answer, choose_body, choose_name, deal_with_cpr
from roedtraad.importing.actions.background import go_on, read_attachments, read_later
from roedtraad.importing.actions.bringing import Brought, BroughtFile, Upload, bring
from roedtraad.importing.actions.correcting import (
    add_thing,
    merge_items,
    remove_thing,
    set_value,
    split_item,
    take_back,
)
from roedtraad.importing.actions.destroying import destroy, forget_purged
from roedtraad.importing.actions.opening import Outdated
from roedtraad.importing.actions.reading import ReadFile, put_back, read_waiting
from roedtraad.importing.actions.rereading import read_again, read_all_again, try_again
from roedtraad.importing.actions.setting_aside import set_aside, take_up

__all__ = [
    "Accepted",
    "Brought",
    "BroughtFile",
    "Outdated",
    "ReadFile",
    "Upload",
    "accept",
    "accept_item",
    "accept_many",
    "add_thing",
    "answer",
    "bring",
    "choose_body",
    "choose_name",
    "deal_with_cpr",
    "destroy",
    "forget_purged",
    "go_on",
    "merge_items",
    "put_back",
    "read_again",
    "read_all_again",
    "read_attachments",
    "read_later",
    "read_waiting",
    "remove_thing",
    "set_aside",
    "set_value",
    "split_item",
    "take_back",
    "take_back_item",
    "take_up",
    "try_again",
]
