"""Who may see a record: the one rule, for a single record, for a list, and for the search index.

A viewer holds *tokens* (they follow from seats and dates, see `bodies.policy.viewer_of`); a record has an *audience*
of tokens. Everybody sees what is public; others see what shares a token with them; administrators see everything
that has not been withdrawn. The kinds of token:

    circle:<body>       members, deputies, observers: open papers before they are published
    members:<body>      members and secretariat: closed papers too
    chairs:<body>       the chairs
    secretariat:<body>  working drafts, contact data
    party:<party>       those who act for a party: its own accounts and adoptions
    person:<person>     one person: a guest's item, a substitute's meeting
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from roedtraad.accounts.models import Audience, Record, User
from roedtraad.accounts.refusals import Answer, no, yes


class Circle(StrEnum):
    """The kinds of token."""

    CIRCLE = "circle"
    MEMBERS = "members"
    CHAIRS = "chairs"
    SECRETARIAT = "secretariat"
    PARTY = "party"
    PERSON = "person"

    def of(self, pk: int) -> str:
        """Return the token of this kind for the row with this key."""
        return f"{self.value}:{pk}"


@dataclass(frozen=True, slots=True)
class Viewer:
    """Somebody who looks, on a day. `tokens` is empty for those who are not logged in."""

    on: date
    user: User | None = None
    tokens: frozenset[str] = frozenset()
    person_id: int | None = None

    @property
    def is_administrator(self) -> bool:
        """Return whether this viewer administers the installation."""
        return self.user is not None and self.user.is_administrator

    def holds(self, *tokens: str) -> bool:
        """Return whether this viewer has one of these tokens, or administers."""
        return self.is_administrator or not self.tokens.isdisjoint(tokens)


def may_see(viewer: Viewer, record: Record) -> bool:
    """Return whether this viewer may know that this record exists. At most one query."""
    if record.withdrawn_at is not None:
        return False
    if record.is_public or viewer.is_administrator:
        return True
    return bool(viewer.tokens) and Audience.objects.filter(record=record, token__in=viewer.tokens).exists()


def visible(viewer: Viewer, *, record: str = "record") -> Q:
    """Return the same rule as a filter over rows whose field or path `record` leads to its `Record`.

    With `record=""` the rows are `Record` itself.
    """
    prefix = f"{record}__" if record else ""
    standing = Q(**{f"{prefix}withdrawn_at__isnull": True})
    if viewer.is_administrator:
        return standing
    public = Q(**{f"{prefix}is_public": True})
    if not viewer.tokens:
        return standing & public
    shared = Audience.objects.filter(record=OuterRef(record or "pk"), token__in=viewer.tokens)
    return standing & (public | Q(Exists(shared)))


def needs_second_factor(viewer: Viewer) -> bool:
    """Return whether this viewer's rights are such that a password or a mailed code alone does not open them."""
    return viewer.is_administrator or any(
        token.startswith(f"{Circle.SECRETARIAT}:") for token in viewer.tokens
    )


def may_read_journal(viewer: Viewer) -> Answer:
    """May this viewer read and verify the journal? It tells of closed things too, so only administrators may."""
    if viewer.is_administrator:
        return yes("accounts.journal.read", why="administrator")
    return no("accounts.journal.read", _("Only administrators can read the journal."))


def may_close_user(viewer: Viewer, user: User) -> Answer:
    """May this viewer close that user? Administrators may, but for themselves: somebody must be left. No query."""
    code = "accounts.user.close"
    if not viewer.is_administrator:
        return no(code, _("Only administrators can close users."))
    if viewer.user == user:
        return no(code, _("You cannot close yourself. Ask another administrator."))
    if not user.is_active:
        return no(code, _("This user has been closed already."))
    return yes(code, why="administrator")
