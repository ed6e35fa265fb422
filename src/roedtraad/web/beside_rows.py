"""What stands on an agreement, a focus area, a cooperation agreement, a cohort or a number, and where it is put right."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roedtraad import danish
from roedtraad.accounts.addresses import address
from roedtraad.accounts.policy import Viewer
from roedtraad.initiatives import queries
from roedtraad.initiatives.models import (
    Agreement,
    Cohort,
    CohortDate,
    Evaluation,
    FocusAim,
    FocusArea,
    FocusRank,
    FocusState,
    Indicator,
    Measurement,
    State,
    Team,
    TeamPart,
    Treatment,
    Vision,
)
from roedtraad.web.agreement_acts import OF_AGREEMENT, OF_FOCUS_AREA
from roedtraad.web.beside_acts import (
    OF_COHORT,
    OF_COOPERATION,
    OF_INDICATOR_BESIDE,
    OF_TEAM,
    OF_VISION,
    SHOW,
)
from roedtraad.web.initiative_acts import Act
from roedtraad.web.initiative_rows import OF_EVALUATION, TAKE_BACK, Standing, key_of_row
from roedtraad.web.measured import period_said, value_said

KINDS: Mapping[type[Model], Promise] = {
    Vision: gettext_lazy("Visions and principles"),
    Evaluation: gettext_lazy("Evaluation"),
    FocusState: gettext_lazy("How far it has come"),
    FocusRank: gettext_lazy("Chosen"),
    FocusAim: gettext_lazy("What it belongs to"),
    Treatment: gettext_lazy("That it was looked at"),
    Team: gettext_lazy("Teams"),
    TeamPart: gettext_lazy("How many take part"),
    CohortDate: gettext_lazy("Deadlines and events"),
    Measurement: gettext_lazy("Measurements"),
}
Kept = Any  # an agreement, a focus area, a vision, a cooperation agreement, a cohort or an indicator


@dataclass(frozen=True, slots=True)
class Subject:
    """A kind of thing that is written about on a page of its own. `row_route` is the page of what stands on it."""

    find: Callable[[Viewer, str], Kept | None]
    acts: tuple[Act, ...]
    rows: Callable[[Viewer, Kept], Iterable[Model]]
    route: str
    row_route: str = ""


def page_of(one: Kept) -> str:
    """Return the page where a thing is read; what has none of its own stands among the agreements."""
    match one:
        case Agreement() | FocusArea():
            return address(one.record, one.name)
        case Vision() if one.agreement is not None:
            return address(one.agreement.record, one.agreement.name)
        case Cohort():
            return f"{reverse('agreements')}#hold-{one.record.public_id}"
    return reverse("agreements")


def standing_on(viewer: Viewer, one: Kept, subject: Subject) -> list[tuple[Standing, str]]:
    """Return what stands on a thing, kind by kind, each with the page where it is put right. Six queries at most."""
    made = []
    for row in subject.rows(viewer, one):
        stands = Standing(key_of_row(row), KINDS[type(row)], *_said(row), row)
        made.append((stands, _url(one, stands, subject)))
    return made


def acts_about(one: Kept, subject: Subject) -> tuple[Act, ...]:
    """Return what can be written about a thing; who sees a part of something follows what it is a part of."""
    is_part = getattr(one, "agreement", None) is not None or getattr(one, "focus_area", None) is not None
    return tuple(act for act in subject.acts if not (is_part and act is SHOW))


def acts_on(row: Model) -> tuple[Act, ...]:
    """Return what can be said of something that stands."""
    match row:
        case Evaluation():
            return OF_EVALUATION
        case Team():
            return (*OF_TEAM, TAKE_BACK)
    return (TAKE_BACK,)


def _url(one: Kept, stands: Standing, subject: Subject) -> str:
    if isinstance(stands.row, Vision):
        return reverse("vision_edit", args=[stands.row.record.public_id])
    return reverse(subject.row_route, args=[one.record.public_id, stands.key])


def _said(row: Model) -> tuple[str, str]:
    """Return the words of a row, and its day or who it is of."""
    match row:
        case Vision():
            return row.name, capfirst(row.get_kind_display())
        case Evaluation():
            return row.name, capfirst(row.get_state_display())
        case FocusState():
            return capfirst(str(State(row.state).label)), _listed(danish.day(row.on), row.reason)
        case FocusRank():
            rank = _("as number %(rank)s") % {"rank": row.rank} if row.rank else ""
            return danish.day(row.on), rank
        case FocusAim():
            return row.vision.name, row.vision.agreement.name if row.vision.agreement else ""
        case Treatment():
            return capfirst(row.get_verdict_display()), _listed(danish.day(row.on), row.remark)
        case Team():
            sparring = _("Sparring partner: %(who)s") % {"who": row.sparring} if row.sparring else ""
            return row.name, _listed(row.target_group, sparring)
        case TeamPart():
            number = danish.number(row.people) if row.people is not None else danish.UNKNOWN
            who = row.party.name if row.party else row.as_written
            return f"{who}: {number}", row.team.name if row.team else ""
        case CohortDate():
            return row.text, _listed(capfirst(row.get_kind_display()), danish.day(row.on))
        case Measurement():
            value = value_said(row.value, row.indicator.unit, is_about=row.is_about)
            about = _listed(row.party.name if row.party else "", row.group)
            return f"{about}: {value}" if about else value, period_said(row.first_on, row.last_on)
    return str(row), ""


def _listed(*words: str) -> str:
    return " · ".join(filter(None, words))


def _of_agreement(viewer: Viewer, one: Agreement) -> Iterable[Model]:
    tree = queries.agreement_tree(viewer, one)
    yield from (line.vision for line in (*tree.visions, *tree.principles))
    views = queries.evaluations_of(viewer, collaboration=one.collaboration)
    yield from (view.evaluation for view in views if view.evaluation.agreement_id == one.pk)


def _of_focus_area(viewer: Viewer, one: FocusArea) -> Iterable[Model]:
    yield from reversed(queries.focus_histories_of(viewer, [one]).get(one.pk, ()))
    yield from queries.ranks_of(viewer, one)
    yield from queries.focus_aims_of(viewer, [one.pk]).get(one.pk, ())


def _of_cohort(viewer: Viewer, one: Cohort) -> Iterable[Model]:
    for view in queries.cohorts_of(viewer, public_id=one.record.public_id):
        yield from (team for team, _parts in view.teams)
        yield from view.parts
        yield from (part for _team, parts in view.teams for part in parts)
        yield from view.dates


def _of_indicator(viewer: Viewer, one: Indicator) -> Iterable[Model]:
    found = queries.indicator_for(viewer, one.record.public_id)
    return reversed(found.rows) if found is not None else ()


def _cohort(viewer: Viewer, public_id: str) -> Cohort | None:
    found = queries.cohorts_of(viewer, public_id=public_id)
    return found[0].cohort if found else None


def _indicator(viewer: Viewer, public_id: str) -> Indicator | None:
    """Return an indicator that belongs to no initiative; those of initiatives are written about there."""
    found = queries.indicator_for(viewer, public_id)
    return found.indicator if found is not None and found.indicator.initiative_id is None else None


def _nothing(viewer: Viewer, one: Kept) -> Iterable[Model]:
    return ()


SUBJECTS: Mapping[str, Subject] = {
    "aftale": Subject(queries.agreement_for, OF_AGREEMENT, _of_agreement, "agreement_edit", "agreement_row"),
    "fokusomraade": Subject(
        queries.focus_area_for, OF_FOCUS_AREA, _of_focus_area, "focus_area_edit", "focus_area_row"
    ),
    "vision": Subject(queries.vision_for, OF_VISION, _nothing, "vision_edit"),
    "samarbejdsaftale": Subject(
        queries.cooperation_for, OF_COOPERATION, queries.treatments_of, "cooperation_edit", "cooperation_row"
    ),
    "hold": Subject(_cohort, OF_COHORT, _of_cohort, "cohort_edit", "cohort_row"),
    "tal": Subject(_indicator, OF_INDICATOR_BESIDE, _of_indicator, "indicator_edit", "indicator_row"),
}
