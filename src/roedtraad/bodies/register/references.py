"""Whether everything that a register names is there: each id once, each reference to something, days in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from django.utils.translation import gettext as _

from roedtraad import danish
from roedtraad.bodies.register.entries import Register
from roedtraad.bodies.register.table import Problem

# The words of the keys: 'vestbaelt:part:fjordby'. A reference with a colon names a row of another register.
PARTY, COLLABORATION, BODY, PERSON, OFFICE, SEAT = "part", "samarbejde", "organ", "person", "embede", "plads"


def is_foreign(reference: str) -> bool:
    """Return whether a reference names a row of another register by its whole key."""
    return ":" in reference


def loose_ends(register: Register) -> Iterator[Problem]:
    """Yield what is wrong with a register as a whole."""
    yield from _twice(register)
    yield from _missing(register)
    yield from _backwards(register)


def _twice(register: Register) -> Iterator[Problem]:
    listed: tuple[tuple[str, Iterable[str]], ...] = (
        ("niveau", (one.id for one in register.levels)),
        (PARTY, (one.id for one in register.parties)),
        (COLLABORATION, (one.id for one in register.collaborations)),
        (BODY, (one.id for one in register.bodies)),
        (PERSON, (one.id for one in register.people)),
        (OFFICE, (one.id for one in register.offices)),
        ("overgang", (one.id for one in register.changes)),
        ("kommissorium", (one.id for one in register.terms)),
    )
    for what, ids in listed:
        for id, number in Counter(ids).items():
            if number > 1:
                yield Problem(
                    what, _("the id “%(id)s” stands %(number)s times.") % {"id": id, "number": number}
                )


def _missing(register: Register) -> Iterator[Problem]:
    known = {
        PARTY: {one.id for one in register.parties},
        COLLABORATION: {one.id for one in register.collaborations},
        BODY: {one.id for one in register.bodies},
        PERSON: {one.id for one in register.people},
    }
    for what, owner, reference in references(register):
        kinds = (COLLABORATION, BODY, PARTY) if what == "" else (what,)
        if reference and not is_foreign(reference) and not any(reference in known[kind] for kind in kinds):
            yield Problem(
                owner,
                _("names “%(reference)s”, and there is no such %(what)s.")
                % {"reference": reference, "what": what or _("collaboration, body or party")},
            )


def references(register: Register) -> Iterator[tuple[str, str, str]]:
    """Yield every reference: what kind of row it names (empty: any), where it stands, and the reference itself."""
    for level in register.levels:
        yield from ((PARTY, f"niveau {level.id}", local.region) for local in level.local)
    for party in register.parties:
        yield PARTY, f"part {party.id}", party.part_of
        yield from (("", f"part {party.id}", council) for council in party.councils)
    for one in register.collaborations:
        yield PARTY, f"samarbejde {one.id}", one.region
    for membership in register.memberships:
        yield COLLABORATION, f"medlem {membership.id}", membership.collaboration
        yield PARTY, f"medlem {membership.id}", membership.party
    for body in register.bodies:
        yield COLLABORATION, f"organ {body.id}", body.collaboration
        yield BODY, f"organ {body.id}", body.parent
        yield from ((COLLABORATION, f"organ {body.id}", other) for other in body.shared_with)
    for office in register.offices:
        yield PARTY, f"embede {office.id}", office.party
    for holding in register.holdings:
        yield PERSON, f"embede {holding.id}", holding.person
    for seat in register.seats:
        yield BODY, f"plads {seat.id}", seat.body
        yield PERSON, f"plads {seat.id}", seat.person
        yield PARTY, f"plads {seat.id}", seat.party
    for change in register.changes:
        yield from (("", f"overgang {change.id}", end) for end in (*change.originals, *change.results))
    for terms in register.terms:
        yield BODY, f"kommissorium {terms.id}", terms.body
    for figure in register.figures:
        yield PARTY, f"tal {figure.what}", figure.party


def _backwards(register: Register) -> Iterator[Problem]:
    spans: Iterable[tuple[str, str, date | None, date | None]] = (
        *((PARTY, one.id, one.first, one.last) for one in register.parties),
        *((COLLABORATION, one.id, one.first, one.last) for one in register.collaborations),
        *(("medlem", one.id, one.first, one.last) for one in register.memberships),
        *((BODY, one.id, one.first, one.last) for one in register.bodies),
        *((OFFICE, one.id, one.first, one.last) for one in register.holdings),
        *((SEAT, one.id, one.first, one.last) for one in register.seats),
        *(("kommissorium", one.id, one.first, one.last) for one in register.terms),
    )
    for what, id, first, last in spans:
        if first and last and last < first:
            yield Problem(
                f"{what} {id}",
                _("the last day (%(last)s) is before the first (%(first)s).")
                % {"last": danish.day(last), "first": danish.day(first)},
            )
