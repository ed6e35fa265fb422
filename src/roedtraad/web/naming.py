"""What bodies and meetings are called where it goes without saying which collaboration they belong to."""

from __future__ import annotations

from collections.abc import Iterable

from roedtraad.bodies.models import Body
from roedtraad.cases.models import Case
from roedtraad.documents.contacts import without

BETWEEN = " ,–-:"


def short_name(body: Body) -> str:
    """Return 'Politisk niveau' for 'Sundhedsklynge Vestbælt, politisk niveau'; the collaboration has been loaded."""
    if body.short_name:
        return body.short_name
    rest = body.name.removeprefix(body.collaboration.name)
    name = rest.lstrip(BETWEEN) if rest != body.name else body.name
    return name[:1].upper() + name[1:] if name else body.name


def names_among(bodies: Iterable[Body]) -> dict[int, str]:
    """Return what bodies are called beside each other: short where all belong to one collaboration. Keys are theirs."""
    listed = list(bodies)
    is_one = len({body.collaboration_id for body in listed}) == 1
    return {body.pk: short_name(body) if is_one else body.name for body in listed}


def case_title(case: Case) -> str:
    """Return the title of a case as everybody may read it: without contact data."""
    return without(case.title)
