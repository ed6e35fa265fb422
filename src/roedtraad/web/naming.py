"""What bodies and meetings are called where it goes without saying which collaboration they belong to."""

from __future__ import annotations

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


def case_title(case: Case) -> str:
    """Return the title of a case as everybody may read it: without contact data."""
    return without(case.title)
