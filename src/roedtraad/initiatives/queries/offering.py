"""What forms offer to choose from: parties, people, decisions, focus areas, visions and other initiatives."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from roedtraad.accounts.policy import Viewer, visible
from roedtraad.bodies.models import Body, Collaboration, Level, Party, Person
from roedtraad.bodies.models.dated import valid_on
from roedtraad.bodies.queries import members_in
from roedtraad.initiatives.models import Agreement, FocusArea, Indicator, Initiative, Milestone, Vision
from roedtraad.initiatives.queries.aims import agreements_of
from roedtraad.initiatives.queries.seeing import standing
from roedtraad.meetings.models import Decision

MOST_DECISIONS = 300
MOST_PEOPLE = 400


@dataclass(frozen=True, slots=True)
class Offer:
    """What can be chosen in a collaboration, each kind in the order in which it is offered."""

    parties: tuple[Party, ...]
    people: tuple[Person, ...]
    decisions: tuple[Decision, ...]
    focus_areas: tuple[FocusArea, ...]
    visions: tuple[Vision, ...]
    others: tuple[Initiative, ...]
    bodies: tuple[Body, ...]
    levels: tuple[Level, ...]
    indicators: tuple[Indicator, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    places: tuple[Party, ...] = ()  # the parties, each with its units
    own: tuple[Initiative, ...] = ()  # of the collaboration


def offer_in(viewer: Viewer, collaboration: Collaboration, *, of: Initiative | None = None) -> Offer:
    """Return what can be chosen. Twelve queries at most."""
    decisions = Decision.objects.filter(visible(viewer), body__collaboration=collaboration)
    people = Person.objects.filter(
        visible(viewer), seats__body__collaboration=collaboration, seats__record__withdrawn_at=None
    )
    initiatives = Initiative.objects.filter(visible(viewer)).select_related("record", "collaboration")
    others = tuple(initiatives.exclude(pk=of.pk if of else None).order_by("collaboration__name", "name"))
    indicators = Indicator.objects.filter(visible(viewer), initiative=of) if of is not None else ()
    milestones = Milestone.objects.filter(standing(viewer), initiative=of) if of is not None else ()
    parties = tuple(members_in(collaboration, on=viewer.on).select_related("record").order_by("name"))
    return Offer(
        parties=parties,
        people=tuple(people.distinct().select_related("record").order_by("name")[:MOST_PEOPLE]),
        decisions=tuple(
            decisions.select_related("record", "item__record", "body").order_by("-decided_on", "-record")[
                :MOST_DECISIONS
            ]
        ),
        focus_areas=tuple(
            FocusArea.objects.filter(visible(viewer), collaboration=collaboration).select_related("record")
        ),
        visions=tuple(
            Vision.objects.filter(visible(viewer))
            .select_related("record", "agreement")
            .order_by("-agreement__valid_from", "order", "pk")
        ),
        others=others,
        bodies=tuple(
            Body.objects.filter(visible(viewer), collaboration=collaboration).select_related("record")
        ),
        levels=tuple(Level.objects.order_by("rank", "name")),
        indicators=tuple(indicators),
        agreements=agreements_of(viewer),
        milestones=tuple(milestones),
        places=_with_units(viewer, parties),
        own=tuple(one for one in others if one.collaboration_id == collaboration.pk),
    )


def _with_units(viewer: Viewer, parties: tuple[Party, ...]) -> tuple[Party, ...]:
    """Return parties, each followed by its units of today, by name. One query."""
    rows = Party.objects.filter(visible(viewer), valid_on(viewer.on), part_of__in=parties)
    units: dict[int | None, list[Party]] = defaultdict(list)
    for unit in rows.select_related("record").order_by("name"):
        units[unit.part_of_id].append(unit)
    return tuple(place for party in parties for place in (party, *units[party.pk]))
