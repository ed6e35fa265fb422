"""Find, or make, the row of somebody who gets mails."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.db.models.functions import Coalesce

from roedtraad.accounts.models import JournalHead, User
from roedtraad.bodies.models import Person
from roedtraad.notices.models import Addressee


def addressee_of(user: User) -> Addressee:
    """Return the addressee that is this user; made if need be. Five queries at most. In the caller's transaction."""
    found = Addressee.objects.filter(user=user).first()
    if found is not None:
        return found
    root = (
        Person.objects.filter(user=user)
        .annotate(root=Coalesce("same_as", "pk"))
        .values_list("root", flat=True)
        .first()
    )
    known = Addressee.objects.filter(person=root, user=None).first() if root else None
    if known is not None:
        known.user = user
        known.save(update_fields=["user"])
        return known
    person_id = None if Addressee.objects.filter(person=root).exists() else root
    return Addressee.objects.get_or_create(
        user=user, defaults={"person_id": person_id, "told_number": _head()}
    )[0]


def addressees_of(person_ids: Collection[int]) -> Mapping[int, Addressee]:
    """Return the addressees of people, by the keys of the rows that stand for them; made if need be. In a transaction.

    Somebody with a user is found by that. Three queries, four more for each one that is new.
    """
    users: dict[int, User] = {}
    rows = Person.objects.filter(user__isnull=False).annotate(root=Coalesce("same_as", "pk"))
    for row in rows.filter(root__in=person_ids).select_related("user").order_by("pk"):
        if row.user is not None:
            users.setdefault(row.root, row.user)
    of_users = {
        one.user_id: one
        for one in Addressee.objects.filter(user__in=users.values()).select_related("user", "person")
    }
    of_people = {
        one.person_id: one
        for one in Addressee.objects.filter(person__in=person_ids).select_related("user", "person")
    }
    found: dict[int, Addressee] = {}
    for pk in sorted(person_ids):
        user = users.get(pk)
        if user is not None:
            found[pk] = of_users.get(user.pk) or addressee_of(user)
        else:
            found[pk] = of_people.get(pk) or _of_person(pk)
    return found


def _of_person(pk: int) -> Addressee:
    return Addressee.objects.get_or_create(person_id=pk, defaults={"told_number": _head()})[0]


def _head() -> int:
    """Return where the journal stands: what happened before is news to nobody."""
    number: int = JournalHead.objects.values_list("number", flat=True).get(pk=1)
    return number
