"""Rows of `fund`."""

from roedtraad.fund.models.beside import Answer, BudgetLine, Estimate, EstimateKind, Objection, Priority
from roedtraad.fund.models.funds import Fund, FundKind, Keeper, YearEnd
from roedtraad.fund.models.kroner import KronerField, from_oere, to_oere
from roedtraad.fund.models.ledger import (
    Account,
    AccountKind,
    AccountSum,
    CostKind,
    Entry,
    EntryKind,
    Flow,
    KeyShare,
    Posting,
    Seal,
)
from roedtraad.fund.models.own import AccountsFile, AccountsLine, EntryNote, StatedBalance
from roedtraad.fund.models.proposals import Proposal, ProposalState, ProposedAs

__all__ = [
    "Account",
    "AccountKind",
    "AccountSum",
    "AccountsFile",
    "AccountsLine",
    "Answer",
    "BudgetLine",
    "CostKind",
    "Entry",
    "EntryKind",
    "EntryNote",
    "Estimate",
    "EstimateKind",
    "Flow",
    "Fund",
    "FundKind",
    "Keeper",
    "KeyShare",
    "KronerField",
    "Objection",
    "Posting",
    "Priority",
    "Proposal",
    "ProposalState",
    "ProposedAs",
    "Seal",
    "StatedBalance",
    "YearEnd",
    "from_oere",
    "to_oere",
]
