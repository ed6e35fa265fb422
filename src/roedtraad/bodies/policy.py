"""Who somebody is today, and who may change parties, collaborations, bodies, people and seats."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roedtraad import danish
from roedtraad.accounts.models import Audience, User
from roedtraad.accounts.policy import Circle, Viewer
from roedtraad.accounts.refusals import Answer, no, yes
from roedtraad.bodies.models import (
    Body,
    Collaboration,
    Office,
    OfficeHolding,
    Person,
    Seat,
    SeatBasis,
    SeatRole,
)
from roedtraad.bodies.models.dated import not_over_on
from roedtraad.bodies.queries.people import rows_of, rows_of_user, seats_of_rows

CHAIRS = frozenset({SeatRole.CHAIR, SeatRole.CO_CHAIR})
INNER = CHAIRS | {SeatRole.VICE_CHAIR, SeatRole.MEMBER, SeatRole.PATIENT_REPRESENTATIVE, SeatRole.SECRETARIAT}


def viewer_of(user: User | AnonymousUser, *, on: date) -> Viewer:
    """Return who this user is on this day. Two queries; none for somebody who is not logged in.

    Members, chairs and patient representatives hold the tokens of their body's closed papers; appointed deputies,
    substitutes, observers, administration and standing guests those of the open ones. A substitute who takes a place at a meeting gets
    that meeting's papers by `person:`. A seat that only minutes showed gives nothing before somebody has confirmed it.
    """
    if not isinstance(user, User) or not user.is_active:
        return Viewer(on=on)
    rows = rows_of_user(user)
    if not rows:
        return Viewer(on=on, user=user)
    return Viewer(on=on, user=user, tokens=tokens_of(rows, on=on), person_id=rows[0])


def tokens_of(rows: Collection[int], *, on: date) -> frozenset[str]:
    """Return the tokens that follow from the seats of these rows of `Person`, which are one person. One query."""
    tokens = {Circle.PERSON.of(row) for row in rows}
    for seat in seats_of_rows(rows, on=on).filter(basis=SeatBasis.ENTERED):
        tokens.add(Circle.CIRCLE.of(seat.body_id))
        if seat.role in INNER:
            tokens.add(Circle.MEMBERS.of(seat.body_id))
        if seat.role in CHAIRS:
            tokens.add(Circle.CHAIRS.of(seat.body_id))
        if seat.role == SeatRole.SECRETARIAT:
            tokens.add(Circle.SECRETARIAT.of(seat.body_id))
    return frozenset(tokens)


def may_keep_register(viewer: Viewer) -> Answer:
    """May this viewer change parties and people, and found collaborations? No query."""
    if viewer.is_administrator or any(token.startswith(f"{Circle.SECRETARIAT}:") for token in viewer.tokens):
        return yes("bodies.register", why="secretariat of a body, or administrator")
    return no(
        "bodies.register",
        gettext_lazy("Only a secretariat can change the register. Ask the secretariat of your body."),
    )


def may_load_register(viewer: Viewer) -> Answer:
    """May this viewer load register files, which may tell of every collaboration? No query."""
    if viewer.is_administrator:
        return yes("bodies.load", why="administrator")
    return no("bodies.load", gettext_lazy("Only an administrator can load register files."))


def may_keep_levels(viewer: Viewer) -> Answer:
    """May this viewer change the levels, on which every collaboration stands? No query."""
    if viewer.is_administrator:
        return yes("bodies.levels", why="administrator")
    return no(
        "bodies.levels",
        gettext_lazy("Only an administrator can change the levels: all collaborations share them."),
    )


def may_keep_body(viewer: Viewer, body: Body) -> Answer:
    """May this viewer change this body, its seats and its meetings? No query."""
    if viewer.holds(Circle.SECRETARIAT.of(body.pk)):
        return yes("bodies.keep", why="secretariat of the body, or administrator")
    return no(
        "bodies.keep",
        _("Only the secretariat of %(body)s can do this. Ask the secretariat.") % {"body": body.name},
    )


def may_end_last_secretary(viewer: Viewer, body: Body) -> Answer:
    """May this viewer leave this body without a secretariat? No query."""
    if viewer.is_administrator:
        return yes("bodies.last_secretary", why="administrator")
    return no(
        "bodies.last_secretary",
        _(
            "This is the last seat in the secretariat of %(body)s, and nobody could keep the body after it. "
            "Give somebody else a seat in the secretariat first, or ask an administrator."
        )
        % {"body": body.name},
    )


def may_keep_collaboration(viewer: Viewer, collaboration: Collaboration) -> Answer:
    """May this viewer change a collaboration, its members and the tree of its bodies? One query at most.

    The secretariat of any of its bodies may. While it has no body, whoever may found one may.
    """
    if viewer.is_administrator:
        return yes("bodies.collaboration", why="administrator")
    bodies = list(Body.objects.filter(collaboration=collaboration).values_list("pk", flat=True))
    if any(Circle.SECRETARIAT.of(pk) in viewer.tokens for pk in bodies):
        return yes("bodies.collaboration", why="secretariat of one of its bodies")
    if not bodies and may_keep_register(viewer):
        return yes("bodies.collaboration", why="it has no body yet, and the viewer is a secretariat")
    return no(
        "bodies.collaboration",
        _("Only a secretariat in %(collaboration)s can do this. Ask the secretariat there.")
        % {"collaboration": collaboration.name},
    )


def may_fill_office(viewer: Viewer, office: Office) -> Answer:
    """May this viewer say who holds an office? One query at most.

    Whoever holds it sees the closed papers of every body in which the office sits, so all their secretariats are asked.
    """
    bodies = Body.objects.filter(
        seats__in=Seat.objects.filter(not_over_on(viewer.on), office=office, record__withdrawn_at=None)
    )
    return _secretariat_of_all(viewer, bodies)


def may_join_people(viewer: Viewer, *people: Person) -> Answer:
    """May this viewer say that rows of the register are one person, or are not? One query for each row, and three more.

    Joined rows have each other's seats, and with them what these may see: a secretariat of every body is needed. What
    was shown to somebody in person (a guest's item) goes to whoever can log in as them: an administrator is needed.
    """
    if viewer.is_administrator:
        return yes("bodies.person.join", why="administrator")
    rows = [row for person in people for row in rows_of(person)]
    accounts = Person.objects.filter(pk__in=rows, user__isnull=False).count()
    if accounts > 1:
        return no(
            "bodies.person.join",
            gettext_lazy("Both people can log in. Only an administrator can say that they are one person."),
        )
    papers = Audience.objects.filter(token__in=[Circle.PERSON.of(row) for row in rows])
    if accounts and papers.exists():
        return no(
            "bodies.person.join",
            gettext_lazy("One of them can log in, and one has been shown papers. Ask an administrator."),
        )
    offices = OfficeHolding.objects.filter(not_over_on(viewer.on), person__in=rows, withdrawn_at=None)
    seats = Seat.objects.filter(Q(person__in=rows) | Q(office__in=offices.values("office")))
    standing = seats.filter(not_over_on(viewer.on), record__withdrawn_at=None, basis=SeatBasis.ENTERED)
    return _secretariat_of_all(viewer, Body.objects.filter(seats__in=standing))


def _secretariat_of_all(viewer: Viewer, bodies: Iterable[Body]) -> Answer:
    if viewer.is_administrator:
        return yes("bodies.rights", why="administrator")
    others = {body.name for body in bodies if not viewer.holds(Circle.SECRETARIAT.of(body.pk))}
    if not others:
        register = may_keep_register(viewer)
        return yes("bodies.rights", why="secretariat of every body concerned") if register else register
    return no(
        "bodies.rights",
        _("This gives rights in %(bodies)s too. Ask the secretariat there, or an administrator.")
        % {"bodies": danish.listed(sorted(others, key=danish.alphabetical))},
    )


def may_link_user(viewer: Viewer) -> Answer:
    """May this viewer say who in the register a user is? No query."""
    if viewer.is_administrator:
        return yes("bodies.person.link", why="administrator")
    return no(
        "bodies.person.link",
        gettext_lazy("Only an administrator can say who a user is. Ask an administrator."),
    )


def may_invite(viewer: Viewer, person: Person) -> Answer:
    """May this viewer make a user for this person? Four queries at most.

    The user gets what the person's seats give, so the secretariat of every body concerned is asked; and what was shown
    to the person alone (a guest's item), so whoever invites must be able to see that too.
    """
    if viewer.is_administrator:
        return yes("bodies.person.invite", why="administrator")
    rows = rows_of(person)
    shown = Audience.objects.filter(token__in=[Circle.PERSON.of(row) for row in rows])
    known = Audience.objects.filter(token__in=viewer.tokens).values("record")
    if shown.exclude(record__in=known).exists():
        return no(
            "bodies.person.invite",
            gettext_lazy("The person has been shown papers of another body. Ask an administrator."),
        )
    offices = OfficeHolding.objects.filter(not_over_on(viewer.on), person__in=rows, withdrawn_at=None)
    seats = Seat.objects.filter(Q(person__in=rows) | Q(office__in=offices.values("office")))
    standing = seats.filter(not_over_on(viewer.on), record__withdrawn_at=None, basis=SeatBasis.ENTERED)
    return _secretariat_of_all(viewer, Body.objects.filter(seats__in=standing))


def may_see_contact(viewer: Viewer, person: Person) -> Answer:
    """May this viewer see somebody's e-mail address and telephone number? Two queries at most.

    The person may, and the secretariats of the bodies in which the person sits or has sat.
    """
    if viewer.is_administrator:
        return yes("bodies.person.contact", why="administrator")
    rows = rows_of(person)
    if viewer.person_id in rows:
        return yes("bodies.person.contact", why="the person themselves")
    if _keeps_one_of(viewer, rows):
        return yes("bodies.person.contact", why="secretariat of a body where the person sits")
    return no(
        "bodies.person.contact",
        gettext_lazy("Only the secretariat can see how to reach somebody."),
    )


def _keeps_one_of(viewer: Viewer, rows: Collection[int]) -> bool:
    offices = OfficeHolding.objects.filter(person__in=rows, withdrawn_at=None).values("office")
    bodies = Seat.objects.filter(Q(person__in=rows) | Q(office__in=offices), record__withdrawn_at=None)
    return any(Circle.SECRETARIAT.of(pk) in viewer.tokens for pk in bodies.values_list("body", flat=True))
