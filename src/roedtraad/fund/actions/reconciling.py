"""Bring a party's own accounts, match them with the ledger, state a balance, and say what each difference is."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from roedtraad.accounts import journal
from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.refusals import Refused
from roedtraad.bodies.models import Party
from roedtraad.fund import policy
from roedtraad.fund.matching import match
from roedtraad.fund.models import AccountsFile, AccountsLine, Entry, EntryNote, Fund, StatedBalance
from roedtraad.fund.own_accounts import Column, OwnAccounts, read_accounts
from roedtraad.fund.queries.reconciling import posted_of


@transaction.atomic
def bring_accounts(
    *,
    viewer: Viewer,
    fund: Fund,
    party: Party,
    year: int | None,
    name: str,
    data: bytes,
    named: Mapping[Column, str] | None = None,
) -> tuple[AccountsFile, OwnAccounts]:
    """Keep the lines of a file, each matched with the entry that it is. The file itself stays with the party.

    Raises:
        NotAllowed: the viewer keeps neither the fund nor the party's part.
        Refused: the file has been brought before, or what `read_accounts` refuses.
    """
    policy.may_see_accounts(viewer, fund, party).or_refuse()
    digest = hashlib.sha256(data).hexdigest()
    if AccountsFile.objects.filter(fund=fund, party=party, sha256=digest, withdrawn_at=None).exists():
        raise Refused("fund.own.twice", _("The same file has been brought before."))
    found = read_accounts(data, named=named)
    used = AccountsLine.objects.filter(
        file__fund=fund, file__party=party, file__withdrawn_at=None, entry__isnull=False
    ).values_list("entry", flat=True)
    taken = set(used)
    posted = [one for one in posted_of(fund, party, year) if one.entry not in taken]
    matched = match(found.lines, posted)
    file = AccountsFile.objects.create(
        fund=fund,
        party=party,
        year=year,
        name=name.strip()[:200] or _("Accounts"),
        sha256=digest,
        brought_on=viewer.on,
        brought_by=viewer.user,
    )
    _keep_lines(file, found, matched)
    facts: dict[str, journal.Fact] = {"party": party.pk, "lines": len(found.lines), "matched": len(matched)}
    journal.write(viewer.user, "fund.accounts.brought", fund.record, facts=facts)
    return file, found


def _keep_lines(file: AccountsFile, found: OwnAccounts, matched: Mapping[int, int]) -> None:
    AccountsLine.objects.bulk_create(
        AccountsLine(
            file=file,
            number=line.number,
            on=line.on,
            amount=line.amount,
            text=line.text,
            voucher=line.voucher,
            entry_id=matched.get(line.number),
        )
        for line in found.lines
    )


@transaction.atomic
def withdraw_accounts(*, viewer: Viewer, file: AccountsFile) -> None:
    """Take a file back that was brought by mistake; its lines stay as rows, and count no more.

    Raises:
        NotAllowed: the viewer keeps neither the fund nor the party's part.
    """
    policy.may_see_accounts(viewer, file.fund, file.party).or_refuse()
    file.withdrawn_at = timezone.now()
    file.save(update_fields=["withdrawn_at"])
    facts: dict[str, journal.Fact] = {"party": file.party_id, "sha256": file.sha256}
    journal.write(viewer.user, "fund.accounts.withdrawn", file.fund.record, facts=facts)


@transaction.atomic
def explain_line(*, viewer: Viewer, line: AccountsLine, note: str) -> None:
    """Say what a line is that stands in the party's accounts only.

    Raises:
        NotAllowed: the viewer keeps neither the fund nor the party's part.
        Refused: no words, or the line is an entry of the ledger.
    """
    file = line.file
    policy.may_see_accounts(viewer, file.fund, file.party).or_refuse()
    if line.entry_id is not None:
        raise Refused("fund.own.matched", _("The line stands in the ledger already."))
    line.note = _words(note)
    line.save(update_fields=["note"])
    facts: dict[str, journal.Fact] = {"party": file.party_id, "line": line.number}
    journal.write(viewer.user, "fund.accounts.explained", file.fund.record, facts=facts)


@transaction.atomic
def explain_entry(*, viewer: Viewer, party: Party, entry: Entry, note: str) -> None:
    """Say why an entry of the ledger does not stand in the party's accounts; said again, it is replaced.

    Raises:
        NotAllowed: the viewer keeps neither the fund nor the party's part.
        Refused: no words, or the entry moves nothing of this party.
    """
    policy.may_see_accounts(viewer, entry.fund, party).or_refuse()
    if not entry.postings.filter(account__party=party).exists():
        raise Refused("fund.entry", _("There is no such entry in this fund."))
    EntryNote.objects.update_or_create(
        party=party, entry=entry, defaults={"text": _words(note), "on": viewer.on}
    )
    facts: dict[str, journal.Fact] = {"party": party.pk}
    journal.write(viewer.user, "fund.accounts.explained", entry.record, facts=facts)


@transaction.atomic
def state_balance(
    *, viewer: Viewer, fund: Fund, party: Party, year: int | None, on: date, amount: Decimal
) -> StatedBalance:
    """Write what the party's own accounts say it has spent by a day.

    Raises:
        NotAllowed: the viewer keeps neither the fund nor the party's part.
        Refused: a day that is to come.
    """
    policy.may_see_accounts(viewer, fund, party).or_refuse()
    if on > viewer.on:
        raise Refused("fund.own.day", _("The day is to come. Nobody knows that balance yet."))
    row = StatedBalance.objects.create(
        fund=fund, party=party, year=year, on=on, amount=amount, stated_by=viewer.user
    )
    facts: dict[str, journal.Fact] = {"party": party.pk, "on": on}
    journal.write(viewer.user, "fund.balance.stated", fund.record, facts=facts)
    return row


def _words(note: str) -> str:
    if not note.strip():
        raise Refused("fund.reason", _("Write why, so that others can understand it later."))
    return " ".join(note.split())[:300]
