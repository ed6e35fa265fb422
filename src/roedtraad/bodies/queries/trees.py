"""The bodies of a collaboration as a tree on a day, its levels under their local names, and its overview."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from roedtraad import danish
from roedtraad.accounts.policy import Viewer, visible
from roedtraad.bodies.models import (
    Body,
    BodySharing,
    Collaboration,
    Level,
    LevelName,
    Party,
    TermsOfReference,
)
from roedtraad.bodies.models.dated import standing_on, valid_on
from roedtraad.bodies.queries.rosters import Roster, rosters_of


@dataclass(frozen=True, slots=True)
class BodyNode:
    """A body in the tree of a collaboration. `is_shared`: it belongs to another collaboration, and serves this one too."""

    body: Body
    is_shared: bool
    children: tuple[BodyNode, ...]

    def walk(self, *, depth: int = 0) -> Iterator[tuple[int, BodyNode]]:
        """Yield this node and all below it, each with its depth below this one."""
        yield depth, self
        for child in self.children:
            yield from child.walk(depth=depth + 1)


def tree_of(collaboration: Collaboration, *, on: date, viewer: Viewer) -> tuple[BodyNode, ...]:
    """Return the bodies of a collaboration that stand on a day, and those shared with it: the highest first. One query.

    A body whose parent has ended, belongs elsewhere or may not be seen stands at the top: nothing falls out.
    """
    shared = BodySharing.objects.filter(standing_on(on), collaboration=collaboration).values("body")
    found = (
        Body.objects.filter(Q(collaboration=collaboration) | Q(pk__in=shared))
        .filter(valid_on(on), visible(viewer))
        .select_related("level", "collaboration", "record")
    )
    return _planted(tuple(found), collaboration=collaboration)


def _planted(bodies: Collection[Body], *, collaboration: Collaboration) -> tuple[BodyNode, ...]:
    here = {body.pk for body in bodies}
    below: dict[int | None, list[Body]] = {}
    for body in sorted(bodies, key=_place):
        parent = body.parent_id if body.parent_id in here else None
        below.setdefault(parent, []).append(body)

    def grow(body: Body) -> BodyNode:
        children = tuple(grow(child) for child in below.get(body.pk, ()))
        return BodyNode(body, body.collaboration_id != collaboration.pk, children)

    return tuple(grow(body) for body in below.get(None, ()))


def _place(body: Body) -> tuple[int, str]:
    return (body.level.rank if body.level else 999, danish.alphabetical(body.name))


def collaborations_on(day: date, *, viewer: Viewer) -> QuerySet[Collaboration]:
    """Return the collaborations that stand on a day, each with its region. One query."""
    return Collaboration.objects.filter(valid_on(day), visible(viewer)).select_related(
        "region__record", "record"
    )


def ancestors_of(body: Body) -> tuple[Body, ...]:
    """Return the bodies above a body, the nearest first. One query for each step up."""
    above: list[Body] = []
    parent = body.parent
    while parent is not None and parent not in above:
        above.append(parent)
        parent = parent.parent
    return tuple(above)


@dataclass(frozen=True, slots=True)
class Overview:
    """The organisation of a collaboration on a day: the tree, and who sits in each body."""

    collaboration: Collaboration
    on: date
    tree: tuple[BodyNode, ...]
    rosters: tuple[Roster, ...]

    def roster(self, body: Body) -> Roster:
        """Return who sits in one of its bodies."""
        return next(roster for roster in self.rosters if roster.body.pk == body.pk)


def overview_of(collaboration: Collaboration, *, on: date, viewer: Viewer) -> Overview:
    """Return members and organisation of a collaboration on a day, for one page or one sheet of paper. Three queries."""
    tree = tree_of(collaboration, on=on, viewer=viewer)
    bodies = [node.body for root in tree for _, node in root.walk()]
    return Overview(collaboration, on, tree, rosters_of(bodies, on=on, viewer=viewer))


def level_name(level: Level, *, region: Party | None) -> str:
    """Return what a level is called in a region. One query; none without a region."""
    if region is None:
        return level.name
    local = LevelName.objects.filter(level=level, region=region).values_list("name", flat=True).first()
    return local or level.name


@dataclass(frozen=True, slots=True)
class NamedLevel:
    """A level with the name that it has in one place."""

    level: Level
    name: str


def levels_in(region: Party | None) -> tuple[NamedLevel, ...]:
    """Return all levels, the highest first, under the names that a region uses. Two queries."""
    local = {name.level_id: name.name for name in LevelName.objects.filter(region=region)} if region else {}
    return tuple(NamedLevel(level, local.get(level.pk, level.name)) for level in Level.objects.all())


def terms_of(body: Body, *, on: date) -> TermsOfReference | None:
    """Return the terms of reference that hold for a body on a day; drafts hold on no day. One query."""
    return body.terms.filter(valid_on(on), is_draft=False).order_by("-version").first()


def versions_of_terms(body: Body) -> QuerySet[TermsOfReference]:
    """Return all versions of a body's terms of reference, drafts too, the newest first. One query."""
    return body.terms.order_by("-version")
