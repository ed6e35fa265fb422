"""The ledger of a fund as plain text in the format of beancount, so that others can recompute every balance.

Accounts are named by keys: `Assets:Allocated:P12:Y2026:I7` is what party 12 has allocated of 2026 to initiative 7 and not
spent; 0 is 'ikke fordelt'. Names of parties and initiatives stand as metadata of each account.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from roedtraad.accounts.policy import Viewer, visible
from roedtraad.fund.models import Account, AccountKind, AccountSum, Fund, Posting

STEMS = {
    AccountKind.SOURCE: "Income:Giver",
    AccountKind.AVAILABLE: "Assets:Available",
    AccountKind.RESERVED: "Assets:Reserved",
    AccountKind.ALLOCATED: "Assets:Allocated",
    AccountKind.SPENT: "Expenses:Spent",
}
BEGINNING = "1970-01-01"
CHUNK = 2000


def account_name(account: Account) -> str:
    """Return the name of an account in the text."""
    stem = STEMS[AccountKind(account.kind)]
    return f"{stem}:P{account.party_id or 0}:Y{account.year or 0}:I{account.initiative_id or 0}"


def as_journal_text(viewer: Viewer, fund: Fund) -> Iterator[str]:
    """Yield the text line by line, of what this viewer may see. Two queries, read in pieces."""
    yield 'option "operating_currency" "DKK"'
    seen = AccountSum.objects.filter(visible(viewer, record="seen_as")).values("account")
    accounts = Account.objects.filter(fund=fund, pk__in=seen).select_related("party", "initiative")
    for account in accounts.order_by("pk"):
        yield f"{BEGINNING} open {account_name(account)} DKK"
        for word, named in (("party", account.party), ("initiative", account.initiative)):
            if named is not None:
                yield f"  {word}: {_quoted(named.name)}"
    postings = (
        Posting.objects.filter(visible(viewer, record="entry__seen_as"), account__fund=fund)
        .select_related("entry__record", "account")
        .order_by("entry", "pk")
    )
    for _key, rows in groupby(postings.iterator(chunk_size=CHUNK), key=lambda row: row.entry_id):
        first, *rest = rows
        entry = first.entry
        yield f"{entry.on.isoformat()} * {_quoted(entry.kind)} {_quoted(entry.text)}"
        yield f"  id: {_quoted(entry.record.public_id)}"
        if entry.voucher:
            yield f"  voucher: {_quoted(entry.voucher)}"
        for row in (first, *rest):
            yield f"  {account_name(row.account)}  {row.amount} DKK"


def _quoted(text: str) -> str:
    flat = " ".join(text.split()).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{flat}"'
