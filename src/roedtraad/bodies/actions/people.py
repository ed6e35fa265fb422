"""People: entered, changed, said to be one person, given a user."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from roedtraad.accounts import journal
from roedtraad.accounts.models import Audience, Record, RecordKind, User
from roedtraad.accounts.policy import Circle, Viewer
from roedtraad.accounts.records import register
from roedtraad.accounts.refusals import Refused
from roedtraad.bodies import policy
from roedtraad.bodies.actions.aliases import keep_as_alias
from roedtraad.bodies.actions.amending import amend, named
from roedtraad.bodies.actions.name_keys import make_keys
from roedtraad.bodies.models import Body, Person
from roedtraad.bodies.queries.people import root_of


@dataclass(frozen=True, slots=True)
class PersonDetails:
    """What is written about a person. E-mail address and telephone number are shown to secretariats only."""

    name: str
    initials: str = ""
    email: str = ""
    telephone: str = ""


@transaction.atomic
def create_person(
    *, viewer: Viewer, details: PersonDetails, aliases: Iterable[str] = (), bodies: Iterable[Body] = ()
) -> Person:
    """Enter a person, seen by the circles of these bodies; a seat in a body that publishes its members makes it public.

    Raises:
        NotAllowed: the viewer is no secretariat.
        Refused: no name.
    """
    policy.may_keep_register(viewer).or_refuse()
    audience = [Circle.CIRCLE.of(body.pk) for body in bodies]
    person = Person.objects.create(record=register(RecordKind.PERSON, audience=audience), **_columns(details))
    make_keys([person.pk])
    journal.write(viewer.user, "bodies.person.created", person.record, facts={"name": person.name})
    for alias in aliases:
        keep_as_alias(person, alias)
    return person


@transaction.atomic
def change_person(*, viewer: Viewer, person: Person, details: PersonDetails, reason: str = "") -> Person:
    """Write other details of a person. A name that they no longer have stays as an alias.

    Raises:
        NotAllowed: the viewer is no secretariat.
        Refused: no name.
    """
    policy.may_keep_register(viewer).or_refuse()
    old_name = person.name
    wanted = _columns(details)
    amend(person, wanted, by=viewer.user, act="bodies.person.changed", record=person.record, reason=reason)
    if old_name != person.name:
        keep_as_alias(person, old_name)
    make_keys([person.pk])
    return person


def _columns(details: PersonDetails) -> dict[str, str]:
    columns = {name: value.strip() for name, value in asdict(details).items()}
    return {**columns, "name": named(details.name)}


@transaction.atomic
def same_person(*, viewer: Viewer, person: Person, same_as: Person, reason: str) -> Person:
    """Say that two rows are one person, and return the row that stands for them from now on (that of `same_as`).

    Nothing is deleted or moved: seats, offices and meetings stay where they are, and every query follows `same_as`.
    Whoever could see the one row can see the other. `not_same_person` undoes it.

    Raises:
        NotAllowed: the viewer is not the secretariat of every body where one of them sits, or both can log in.
        Refused: they are one person already.
    """
    gone, standing = root_of(person), root_of(same_as)
    policy.may_join_people(viewer, gone, standing).or_refuse()
    if gone.pk == standing.pk:
        raise Refused(
            "bodies.person.same_already",
            _("%(one)s and %(other)s are already known to be one person.")
            % {"one": person.name, "other": same_as.name},
        )
    Person.objects.filter(Q(pk=gone.pk) | Q(same_as=gone)).update(same_as=standing)
    _see_as(standing, gone)
    for row in {person, gone}:
        row.refresh_from_db()
    facts = {"same_as": standing.pk}
    journal.write(viewer.user, "bodies.person.joined", gone.record, facts=facts, reason=reason)
    journal.write(viewer.user, "bodies.person.joined", standing.record, facts=facts, reason=reason)
    return standing


def _see_as(standing: Person, gone: Person) -> None:
    tokens = Audience.objects.filter(record=gone.pk).values_list("token", flat=True)
    Audience.objects.bulk_create(
        (Audience(record_id=standing.pk, token=token) for token in list(tokens)), ignore_conflicts=True
    )
    if Record.objects.filter(pk=gone.pk, is_public=True).exists():
        Record.objects.filter(pk=standing.pk, withdrawn_at=None).update(is_public=True)


@transaction.atomic
def not_same_person(*, viewer: Viewer, person: Person, reason: str) -> Person:
    """Undo `same_person` for one row: it stands for itself again. Other rows of the person stay together.

    Who may see the rows stays as it is.

    Raises:
        NotAllowed: as for `same_person`.
        Refused: the row stands for itself.
    """
    standing = person.same_as
    if standing is None:
        raise Refused(
            "bodies.person.not_joined",
            _("%(person)s stands for themselves. Choose the row that was joined to another.")
            % {"person": person.name},
        )
    policy.may_join_people(viewer, standing).or_refuse()
    person.same_as = None
    person.save(update_fields=["same_as"])
    facts = {"was_same_as": standing.pk}
    journal.write(viewer.user, "bodies.person.parted", person.record, facts=facts, reason=reason)
    journal.write(viewer.user, "bodies.person.parted", standing.record, facts=facts, reason=reason)
    return person


@transaction.atomic
def link_user(*, viewer: Viewer, person: Person, user: User | None) -> Person:
    """Say which user a person is, or that they cannot log in any more (None).

    Raises:
        NotAllowed: the viewer is no administrator.
        Refused: the user is another person.
    """
    policy.may_link_user(viewer).or_refuse()
    other = Person.objects.filter(user=user).exclude(pk=person.pk).first() if user else None
    if other is not None:
        raise Refused(
            "bodies.person.user_taken",
            _("%(user)s is already %(person)s. Take that away first.") % {"user": user, "person": other.name},
        )
    person.user = user
    person.save(update_fields=["user"])
    facts = {"user": user.pk if user else None}
    journal.write(viewer.user, "bodies.person.linked", person.record, facts=facts)
    return person
