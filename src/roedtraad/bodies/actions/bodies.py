"""Bodies: founded, changed, ended, shared with other collaborations; and what they publish."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from roedtraad import danish
from roedtraad.accounts import journal
from roedtraad.accounts.models import Record, RecordKind
from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.records import register
from roedtraad.accounts.refusals import Refused
from roedtraad.bodies import policy
from roedtraad.bodies.actions.aliases import keep_as_alias, keep_former_name
from roedtraad.bodies.actions.amending import Value, amend, named
from roedtraad.bodies.actions.days import ALWAYS, Days
from roedtraad.bodies.actions.showing import show_members
from roedtraad.bodies.models import Body, Collaboration, Level, Person, Seat, SeatBasis, SeatRole
from roedtraad.bodies.models.dated import not_over_on


@dataclass(frozen=True, slots=True)
class BodyDetails:
    """What is written about a body. `parent` is the body above it, in its own or in another collaboration."""

    name: str
    kind: Body.Kind = Body.Kind.STANDING
    short_name: str = ""
    level: Level | None = None
    parent: Body | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class PublishingPolicy:
    """What a body has decided to publish. It has no duty by law; the body decides."""

    minutes: bool = True
    numbers_of_closed_items: bool = True
    members: bool = True


@transaction.atomic
def create_body(
    *,
    viewer: Viewer,
    collaboration: Collaboration,
    details: BodyDetails,
    days: Days = ALWAYS,
    aliases: Iterable[str] = (),
    publishing: PublishingPolicy = PublishingPolicy(),
    secretariat: Sequence[Person] = (),
    is_public: bool = True,
) -> Body:
    """Found a body in a collaboration. Without a first day it is still being formed, or older than is known.

    `secretariat` gets seats in it from its first day; without anybody there, whoever founds it does, so that no body
    is without somebody who can keep it. An administrator does so without a seat.

    Raises:
        NotAllowed: the viewer is no secretariat of one of the collaboration's bodies.
        Refused: no name, or days out of order.
    """
    policy.may_keep_collaboration(viewer, collaboration).or_refuse()
    days.in_order()
    body = Body.objects.create(
        record=register(RecordKind.BODY, is_public=is_public),
        collaboration=collaboration,
        valid_from=days.first,
        valid_to=days.last,
        **_columns(details),
        **_published(publishing),
    )
    journal.write(viewer.user, "bodies.body.created", body.record, facts={"name": body.name})
    for alias in aliases:
        keep_as_alias(body, alias)
    _seat_secretariat(viewer, body, secretariat)
    return body


def _columns(details: BodyDetails) -> dict[str, Value]:
    return {
        "name": named(details.name),
        "kind": details.kind,
        "short_name": details.short_name.strip(),
        "level": details.level,
        "parent": details.parent,
        "source": details.source,
    }


def _published(publishing: PublishingPolicy) -> dict[str, Value]:
    return {
        "publishes": publishing.minutes,
        "shows_closed_numbers": publishing.numbers_of_closed_items,
        "publishes_members": publishing.members,
    }


def _seat_secretariat(viewer: Viewer, body: Body, people: Sequence[Person]) -> None:
    if not people and not viewer.is_administrator and viewer.person_id is not None:
        people = [Person.objects.get(pk=viewer.person_id)]
    for person in people:
        seat = Seat.objects.create(
            record=register(RecordKind.SEAT),
            body=body,
            person=person,
            role=SeatRole.SECRETARIAT,
            basis=SeatBasis.ENTERED,
            valid_from=body.valid_from,
            valid_to=body.valid_to,
        )
        show_members(body, [seat])
        facts = {"body": body.pk, "person": person.pk, "role": seat.role}
        journal.write(viewer.user, "bodies.seat.created", seat.record, facts=facts)


@transaction.atomic
def change_body(
    *, viewer: Viewer, body: Body, details: BodyDetails, first_day: date | None = None, reason: str = ""
) -> Body:
    """Write other details of a body. A name that it no longer has stays as an alias, until the day before `first_day`.

    Raises:
        NotAllowed: the viewer is not the body's secretariat.
        Refused: no name, one that begins after today, or a body that would stand above itself.
    """
    policy.may_keep_body(viewer, body).or_refuse()
    _refuse_circle(body, details.parent)
    old_name, wanted = body.name, _columns(details)
    amend(body, wanted, by=viewer.user, act="bodies.body.changed", record=body.record, reason=reason)
    if old_name != body.name:
        keep_former_name(viewer, body, old_name, first_day=first_day)
    return body


@transaction.atomic
def end_body(*, viewer: Viewer, body: Body, last_day: date, conclusion: str = "", reason: str = "") -> Body:
    """End a body on a day, and with it the seats that would have lasted longer. What it concluded stays with it.

    Raises:
        NotAllowed: the viewer is not the body's secretariat.
        Refused: it has ended on another day; days out of order; or bodies below it that go on: end or move them first.
    """
    policy.may_keep_body(viewer, body).or_refuse()
    if body.valid_to is not None and body.valid_to < viewer.on and body.valid_to != last_day:
        raise Refused(
            "bodies.body.ended_before",
            _("%(body)s ended already on %(day)s. Correct its days instead.")
            % {"body": body.name, "day": danish.day(body.valid_to)},
        )
    Days(body.valid_from, last_day).in_order()
    below = body.children.filter(not_over_on(last_day), record__withdrawn_at=None).exclude(valid_to=last_day)
    if names := danish.listed(below.values_list("name", flat=True)):
        raise Refused(
            "bodies.body.has_bodies",
            _("These bodies stand below %(body)s and last longer: %(names)s. End or move them first.")
            % {"body": body.name, "names": names},
        )
    wanted: dict[str, Value] = {"valid_to": last_day, "conclusion": conclusion or body.conclusion}
    amend(body, wanted, by=viewer.user, act="bodies.body.ended", record=body.record, reason=reason)
    _end_seats(viewer, body, last_day)
    return body


def _end_seats(viewer: Viewer, body: Body, last_day: date) -> None:
    lasting = body.seats.filter(not_over_on(last_day), record__withdrawn_at=None).exclude(valid_to=last_day)
    for seat in lasting.select_related("record"):
        if seat.valid_from is not None and seat.valid_from > last_day:
            raise Refused(
                "bodies.body.has_seats",
                _("%(seat)s begins on %(day)s, after the body has ended. Withdraw that seat first.")
                % {"seat": seat, "day": danish.day(seat.valid_from)},
            )
        amend(seat, {"valid_to": last_day}, by=viewer.user, act="bodies.seat.ended", record=seat.record)


@transaction.atomic
def correct_body_days(*, viewer: Viewer, body: Body, days: Days, reason: str = "") -> Body:
    """Put right a body's first and last day. Its seats stay as they are; `oddities_of` shows those that last longer.

    Raises:
        NotAllowed: the viewer is not the body's secretariat.
        Refused: days out of order.
    """
    policy.may_keep_body(viewer, body).or_refuse()
    days.in_order()
    wanted = {"valid_from": days.first, "valid_to": days.last}
    amend(body, wanted, by=viewer.user, act="bodies.body.dated", record=body.record, reason=reason)
    return body


@transaction.atomic
def set_publishing(*, viewer: Viewer, body: Body, publishing: PublishingPolicy, reason: str = "") -> Body:
    """Say what a body publishes from now on. Its list of members follows at once; minutes are published one by one.

    A list of members that is taken back takes its seats out of sight; people stay where published minutes show them.

    Raises:
        NotAllowed: the viewer is not the body's secretariat.
    """
    policy.may_keep_body(viewer, body).or_refuse()
    wanted = _published(publishing)
    amend(body, wanted, by=viewer.user, act="bodies.body.publishing_set", record=body.record, reason=reason)
    seats = body.seats.filter(record__withdrawn_at=None, basis=SeatBasis.ENTERED)
    if publishing.members:
        show_members(body, seats.select_related("person__same_as"))
    else:
        Record.objects.filter(seat__in=seats).update(is_public=False)
    return body


def _refuse_circle(body: Body, above: Body | None) -> None:
    seen: set[int] = set()
    while above is not None and above.pk not in seen:
        if above.pk == body.pk:
            raise Refused(
                "bodies.body.above_itself",
                _("%(body)s cannot stand above itself. Choose another body.") % {"body": body.name},
            )
        seen.add(above.pk)
        above = above.parent
