"""Where somebody is reached, and what they may read in a mail.

A mail lies open on the way and in the mailbox. So it says at most what somebody's seats let them see, without what a
secretariat or an administrator sees beside that, and of what was treated behind closed doors only that there is something.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from roedtraad.accounts.models import User
from roedtraad.accounts.policy import Circle, Viewer
from roedtraad.bodies.models import Person
from roedtraad.bodies.policy import tokens_of, viewer_of
from roedtraad.bodies.queries.people import root_of, rows_of
from roedtraad.cases.models import Attachment
from roedtraad.meetings.models import AgendaItem, ItemCase
from roedtraad.notices.models import Addressee

KEEPERS = f"{Circle.SECRETARIAT.value}:"


@dataclass(frozen=True, slots=True)
class Reached:
    """Somebody on a day: the address ('' where there is none), and as whom they read.

    `viewer` is whose eyes a mail is written for, `whole` who they are when they have logged in.
    """

    address: str
    name: str
    viewer: Viewer
    whole: Viewer


def reached(addressee: Addressee, *, on: date) -> Reached:
    """Return where somebody is reached on a day, and what they may see. Four queries at most.

    A user who was closed is not reached, nor is a person without an address.
    """
    user = addressee.user
    if user is not None:
        whole = viewer_of(user, on=on)
        return Reached(user.email if user.is_active else "", user.name, _in_the_post(whole), whole)
    assert addressee.person is not None
    person = root_of(addressee.person)
    rows = rows_of(person)
    whole = Viewer(on=on, tokens=tokens_of(rows, on=on), person_id=rows[0])
    return Reached(_email_of(person, rows), person.name, _in_the_post(whole), whole)


def _in_the_post(whole: Viewer) -> Viewer:
    tokens = frozenset(token for token in whole.tokens if not token.startswith(KEEPERS))
    return Viewer(on=whole.on, tokens=tokens, person_id=whole.person_id)


def _email_of(person: Person, rows: Collection[int]) -> str:
    if person.email or len(rows) == 1:
        return person.email
    others = Person.objects.filter(pk__in=rows).exclude(email="").order_by("pk")
    return others.values_list("email", flat=True).first() or ""


def user_of(person: Person) -> User | None:
    """Return the user of a person, under any of its rows. One query."""
    return User.objects.filter(person__in=rows_of(person)).order_by("pk").first()


def closed_among(record_ids: Collection[int]) -> frozenset[int]:
    """Return which of these records are, or hang on, something closed: items, decisions, promises, cases, attachments.

    A case is closed when it was treated, and behind closed doors alone. Four queries.
    """
    items = AgendaItem.objects.filter(is_closed=True)
    found = set(items.filter(pk__in=record_ids).values_list("pk", flat=True))
    found.update(
        pk
        for pk in items.filter(decision__in=record_ids).values_list("decision", flat=True)
        if pk is not None
    )
    found.update(
        pk
        for pk in items.filter(commitments__in=record_ids).values_list("commitments", flat=True)
        if pk in set(record_ids)
    )
    return frozenset(found | _closed_cases(record_ids) | _closed_papers(record_ids))


def _closed_cases(record_ids: Collection[int]) -> set[int]:
    rows = ItemCase.objects.filter(consideration__case__in=record_ids)
    treated = set(rows.values_list("consideration__case", "item__is_closed"))
    return {case for case, _ in treated} - {case for case, is_closed in treated if not is_closed}


def _closed_papers(record_ids: Collection[int]) -> set[int]:
    rows = Attachment.objects.filter(pk__in=record_ids)
    listed = set(rows.filter(items__isnull=False).values_list("pk", "items__item__is_closed"))
    behind = {pk for pk, _ in listed} - {pk for pk, is_closed in listed if not is_closed}
    return behind | set(rows.filter(is_closed=True).values_list("pk", flat=True))
