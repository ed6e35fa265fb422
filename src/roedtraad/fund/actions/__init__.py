"""What can be done to funds: open, grant, reserve, allocate, spend, carry over, transfer, return, reverse, note."""

from roedtraad.fund.actions.allocating import allocate, release, reserve, waive
from roedtraad.fund.actions.beside import EstimateDetails, answer_application, note_estimate, rank
from roedtraad.fund.actions.budgets import BudgetDetails, set_budget, take_back_estimate
from roedtraad.fund.actions.funds import (
    FundDetails,
    change_fund,
    name_keeper,
    open_fund,
    set_year_end,
    show_fund,
    withdraw_keeper,
)
from roedtraad.fund.actions.granting import give_back, grant, grant_by_key, transfer
from roedtraad.fund.actions.posting import Place, Told
from roedtraad.fund.actions.proposals import (
    ProposalFacts,
    accept_as_told_again,
    accept_proposal,
    accept_table,
    decline_proposal,
    propose,
)
from roedtraad.fund.actions.reconciling import (
    bring_accounts,
    explain_entry,
    explain_line,
    state_balance,
    withdraw_accounts,
)
from roedtraad.fund.actions.shares import Key, Share, Weighed, by_key, by_percent
from roedtraad.fund.actions.spending import Carried, carry_over, left_of, reverse, spend

__all__ = [
    "BudgetDetails",
    "Carried",
    "EstimateDetails",
    "FundDetails",
    "Key",
    "Place",
    "ProposalFacts",
    "Share",
    "Told",
    "Weighed",
    "accept_as_told_again",
    "accept_proposal",
    "accept_table",
    "allocate",
    "answer_application",
    "bring_accounts",
    "by_key",
    "by_percent",
    "carry_over",
    "change_fund",
    "decline_proposal",
    "explain_entry",
    "explain_line",
    "give_back",
    "grant",
    "grant_by_key",
    "left_of",
    "name_keeper",
    "note_estimate",
    "open_fund",
    "propose",
    "rank",
    "release",
    "reserve",
    "reverse",
    "set_budget",
    "set_year_end",
    "show_fund",
    "spend",
    "state_balance",
    "take_back_estimate",
    "transfer",
    "waive",
    "withdraw_accounts",
    "withdraw_keeper",
]
