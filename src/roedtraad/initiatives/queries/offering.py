"""What forms offer to choose from: parties, people, decisions, focus areas, visions and other initiatives."""

from __future__ import annotations

from dataclasses import dataclass

from roedtraad.accounts.policy import Viewer, visible
from roedtraad.bodies.models import Body, Collaboration, Level, Party, Person
from roedtraad.bodies.queries import members_in
from roedtraad.initiatives.models import Agreement, FocusArea, Indicator, Initiative, Vision
from roedtraad.initiatives.queries.aims import agreements_of
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


def offer_in(viewer: Viewer, collaboration: Collaboration, *, of: Initiative | None = None) -> Offer:
    """Return what can be chosen. Ten queries."""
    decisions = Decision.objects.filter(visible(viewer), body__collaboration=collaboration)
    people = Person.objects.filter(
        visible(viewer), seats__body__collaboration=collaboration, seats__record__withdrawn_at=None
    )
    others = Initiative.objects.filter(visible(viewer)).select_related("record", "collaboration")
    if of is not None:
        others = others.exclude(pk=of.pk)
    indicators = Indicator.objects.filter(visible(viewer), initiative=of) if of is not None else ()
    return Offer(
        parties=tuple(members_in(collaboration, on=viewer.on).select_related("record").order_by("name")),
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
        others=tuple(others.order_by("collaboration__name", "name")),
        bodies=tuple(
            Body.objects.filter(visible(viewer), collaboration=collaboration).select_related("record")
        ),
        levels=tuple(Level.objects.order_by("rank", "name")),
        indicators=tuple(indicators),
        agreements=agreements_of(viewer),
    )
