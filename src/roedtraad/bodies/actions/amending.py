"""How a row of the register is put right: what changed is kept beside it, and the journal says who did it and why."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from roedtraad.accounts import journal
from roedtraad.accounts.models import Record, User
from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.refusals import Refused
from roedtraad.bodies.models import Correction
from roedtraad.bodies.models.dated import Withdrawable

Value = Model | str | int | bool | Decimal | date | None
# Told to have changed, never what they were: how to reach somebody leaves no trace.
CONTACT = frozenset({"email", "telephone"})
LONGEST_KEPT = 300


def amend(
    row: Model, wanted: Mapping[str, Value], *, by: User | None, act: str, record: Record, reason: str = ""
) -> bool:
    """Give a row these values in the caller's transaction; return whether anything changed.

    Nothing is written, and the journal is silent, when all of it was so already. Five queries, or none.
    """
    before = {name: getattr(row, name) for name in wanted}
    changed = {name: value for name, value in wanted.items() if before[name] != value}
    if not changed:
        return False
    for name, value in changed.items():
        setattr(row, name, value)
    row.save(update_fields=sorted(changed))
    facts = {name: told(value) for name, value in changed.items()}
    entry = journal.write(by, act, record, facts=facts, reason=reason)
    Correction.objects.bulk_create(
        Correction(
            record=record, entry=entry, field=name, before=_kept(name, before[name]), after=_kept(name, value)
        )
        for name, value in sorted(changed.items())
    )
    return True


def withdraw_row(row: Withdrawable, *, by: User | None, act: str, record: Record, reason: str) -> None:
    """Take back a row that is no record of its own: it stays, and no query shows it any more."""
    row.withdrawn_at = timezone.now()
    row.save(update_fields=["withdrawn_at"])
    journal.write(by, act, record, facts={"row": row.pk}, reason=reason)


def told(value: Value) -> str:
    """Return a value as the journal hashes it and a correction keeps it."""
    if isinstance(value, Model):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)


def _kept(field: str, value: Value) -> str:
    return "" if field in CONTACT else told(value)[:LONGEST_KEPT]


def named(text: str) -> str:
    """Return a name without superfluous space, or refuse an empty one."""
    name = " ".join(text.split())
    if not name:
        raise Refused("bodies.name", _("A name is missing. Write a name."))
    return name


def actor(viewer: Viewer) -> User:
    """Return the user who acts, where an act must have one."""
    if viewer.user is None:
        raise RuntimeError("a policy has let somebody in who is not logged in")
    return viewer.user
