"""Figures from outside about a party, such as its population: a person enters them, with their source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from roedtraad import danish
from roedtraad.accounts import journal
from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.refusals import Refused
from roedtraad.bodies import policy
from roedtraad.bodies.actions.amending import amend
from roedtraad.bodies.models import Figure, Party

POPULATION = "population"


@dataclass(frozen=True, slots=True)
class FigureDetails:
    """A figure on a day. `what` names the figure ('population'); `source` says where anybody can look it up."""

    on: date
    value: Decimal
    source: str
    what: str = POPULATION


@transaction.atomic
def enter_figure(*, viewer: Viewer, party: Party, details: FigureDetails) -> Figure:
    """Enter a figure about a party.

    Raises:
        NotAllowed: the viewer is no secretariat.
        Refused: no source, a negative figure, or a figure of the same kind on the same day.
    """
    policy.may_keep_register(viewer).or_refuse()
    _refuse_unsound(details)
    if Figure.objects.filter(party=party, what=details.what, on=details.on).exists():
        raise Refused(
            "bodies.figure.twice",
            _("%(party)s already has such a figure on %(day)s. Correct that one instead.")
            % {"party": party.name, "day": danish.day(details.on)},
        )
    figure = Figure.objects.create(
        party=party, what=details.what, on=details.on, value=details.value, source=details.source.strip()
    )
    facts: dict[str, journal.Fact] = {"what": figure.what, "on": figure.on, "value": figure.value}
    journal.write(viewer.user, "bodies.figure.entered", party.record, facts=facts)
    return figure


@transaction.atomic
def correct_figure(
    *, viewer: Viewer, figure: Figure, value: Decimal, source: str, reason: str = ""
) -> Figure:
    """Put right a figure that was entered wrongly; what it was stays beside it. A newer figure is entered, not corrected.

    Raises:
        NotAllowed: the viewer is no secretariat.
        Refused: no source, or a negative figure.
    """
    policy.may_keep_register(viewer).or_refuse()
    _refuse_unsound(FigureDetails(figure.on, value, source, figure.what))
    amend(
        figure,
        {"value": value, "source": source.strip()},
        by=viewer.user,
        act="bodies.figure.corrected",
        record=figure.party.record,
        reason=reason,
    )
    return figure


def _refuse_unsound(details: FigureDetails) -> None:
    if not details.source.strip():
        raise Refused(
            "bodies.figure.source",
            _("Say where the figure comes from: a figure without a source is worth nothing."),
        )
    if details.value < 0:
        raise Refused("bodies.figure.negative", _("The figure is negative. Write a figure of at least 0."))
