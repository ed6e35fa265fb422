"""How each kind of thing that minutes tell becomes records. In the transaction of `accept_thing`, which asked the policy."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from roedtraad.accounts.models import Record
from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.refusals import Refused
from roedtraad.bodies.actions.days import Days
from roedtraad.bodies.matching import match_parties
from roedtraad.bodies.matching.folding import fold
from roedtraad.bodies.models import Party
from roedtraad.documents.spans import read_spans
from roedtraad.initiatives.actions.aiming import FocusDetails, enter_focus_area, rank_focus_areas
from roedtraad.initiatives.actions.detailing import (
    LeadDetails,
    give_lead,
    set_boundary,
    set_target_group,
)
from roedtraad.initiatives.actions.entering import InitiativeDetails, enter_initiative
from roedtraad.initiatives.actions.evaluating import EvaluationDetails, Partner, enter_evaluation
from roedtraad.initiatives.actions.measuring import IndicatorDetails, Measured, define_indicator, measure
from roedtraad.initiatives.actions.programmes import (
    CohortDetails,
    Part,
    TeamDetails,
    add_team,
    count_cohort,
    date_cohort,
    enter_cohort,
)
from roedtraad.initiatives.actions.running import Stand, serve, set_focus_state, set_state
from roedtraad.initiatives.actions.telling import Origin, Words
from roedtraad.initiatives.models import (
    Cohort,
    CohortDate,
    FocusArea,
    Indicator,
    IndicatorKind,
    Initiative,
    InitiativeKind,
    Proposal,
    ProposedAs,
    State,
)
from roedtraad.initiatives.queries import initiatives_named
from roedtraad.initiatives.told.text import days_in

KINDS = {kind.value: kind for kind in InitiativeKind}
Number = Decimal | None


def become(row: Proposal, viewer: Viewer) -> Record:
    """Make the records of a proposal, and return the one that it is."""
    return BECOMING[ProposedAs(row.kind)](row, viewer)


def _origin(row: Proposal) -> Origin:
    """Return the item, its decision where there is one, and the words."""
    words = (
        (Words(row.document_text_id, row.page, read_spans(row.spans), row.quote),)
        if row.document_text_id is not None and row.spans
        else ()
    )
    return Origin(item=row.item, words=words)


def _day(row: Proposal) -> date:
    return row.on or row.item.meeting.held_on


def _rows(row: Proposal) -> list[tuple[str, Number, str]]:
    return [
        (str(name), None if value is None else Decimal(str(value)), str(group))
        for name, value, group in row.rows
    ]


def _parties(row: Proposal, names: list[str]) -> Mapping[str, Party]:
    """Return the parties that these names mean without doubt. Three queries."""
    matches = match_parties(names, collaboration=row.collaboration, on=_day(row))
    return {match.text: match.certain for match in matches if match.certain is not None}


def _area(row: Proposal, name: str) -> FocusArea | None:
    rows = FocusArea.objects.filter(collaboration=row.collaboration, folded=fold(name)[:300])
    return rows.filter(record__withdrawn_at=None).select_related("record", "collaboration").first()


def _initiative(
    row: Proposal, viewer: Viewer, *, kind: InitiativeKind = InitiativeKind.PROJECT
) -> Initiative:
    """Return the initiative that a proposal is about; one that nobody knows is entered, seen with the item.

    It belongs to the focus area of the heading that it stands under, or that has its name.
    """
    if not fold(row.subject):
        raise Refused("initiatives.subject", _("Write which initiative it is about."))
    one = initiatives_named(viewer, row.collaboration, row.subject).select_related("collaboration").first()
    if one is None:
        one = enter_initiative(
            viewer=viewer,
            collaboration=row.collaboration,
            details=InitiativeDetails(row.subject, kind=kind),
            origin=_origin(row),
        )
    area = _area(row, row.subject) or (_area(row, row.beside) if row.beside else None)
    if area is not None:
        serve(viewer=viewer, initiative=one, focus_area=area, origin=Origin(item=row.item))
    return one


def _focus_areas(row: Proposal, viewer: Viewer) -> Record:
    areas = []
    for name, _value, _group in _rows(row):
        area = _area(row, name) or enter_focus_area(
            viewer=viewer, collaboration=row.collaboration, details=FocusDetails(name), origin=_origin(row)
        )
        areas.append(area)
    rank_focus_areas(
        viewer=viewer,
        focus_areas=areas,
        on=_day(row),
        is_ordered=row.beside == "ordered",
        origin=_origin(row),
    )
    return areas[0].record


def _focus_state(row: Proposal, viewer: Viewer) -> Record:
    area = _area(row, row.subject)
    if area is None:
        raise Refused(
            "initiatives.no_area",
            _("There is no focus area called “%(name)s”. Accept the focus areas first.")
            % {"name": row.subject},
        )
    set_focus_state(viewer=viewer, focus_area=area, stand=_stand(row), origin=_origin(row))
    return area.record


def _stand(row: Proposal) -> Stand:
    return Stand(State(row.state), _day(row), row.text[:500], row.awaits, went_on=row.went_on)


def _entered(row: Proposal, viewer: Viewer) -> Record:
    return _initiative(row, viewer, kind=KINDS.get(row.text, InitiativeKind.PROJECT)).record


def _state(row: Proposal, viewer: Viewer) -> Record:
    one, stand = _initiative(row, viewer), _stand(row)
    set_state(viewer=viewer, initiative=one, state=stand.state, on=stand.on, stand=stand, origin=_origin(row))
    return one.record


def _boundary(row: Proposal, viewer: Viewer) -> Record:
    one = _initiative(row, viewer)
    set_boundary(viewer=viewer, initiative=one, text=row.text, on=_day(row), origin=_origin(row))
    return one.record


def _indicator(row: Proposal, viewer: Viewer, details: IndicatorDetails, one: Initiative | None) -> Indicator:
    """Return the indicator of this name; one that nobody has defined is defined, seen with the item."""
    known = Indicator.objects.filter(
        collaboration=row.collaboration, initiative=one, name=details.name, record__withdrawn_at=None
    )
    return known.select_related("record", "initiative").first() or define_indicator(
        viewer=viewer,
        collaboration=row.collaboration,
        details=details,
        initiative=one,
        origin=_origin(row),
    )


def _numbers(row: Proposal, viewer: Viewer) -> Record:
    one = _initiative(row, viewer)
    told = _rows(row)
    parties = _parties(row, [name for name, _value, _group in told])
    details = IndicatorDetails(
        row.beside.capitalize() or _("Number"), IndicatorKind.INCLUSION, unit=row.beside
    )
    measured = [
        Measured(
            _day(row),
            row.until or _day(row),
            value,
            party=parties.get(name),
            group="" if name in parties else name,
        )
        for name, value, _group in told
    ]
    indicator = _indicator(row, viewer, details, one)
    measure(viewer=viewer, indicator=indicator, rows=measured, origin=_origin(row))
    return indicator.record


def _outcome(row: Proposal, viewer: Viewer) -> Record:
    one = _initiative(row, viewer)
    first, last = _day(row), row.until or _day(row)
    whole: Indicator | None = None
    for order, (name, value, _group) in enumerate(_rows(row), start=1):
        details = IndicatorDetails(name, IndicatorKind.COUNT, unit=row.beside, whole=whole, order=order)
        indicator = _indicator(row, viewer, details, one)
        measure(viewer=viewer, indicator=indicator, rows=[Measured(first, last, value)], origin=_origin(row))
        whole = whole or indicator
    if whole is None:
        raise Refused("initiatives.empty", _("There is no number in the table."))
    return whole.record


def _survey(row: Proposal, viewer: Viewer) -> Record:
    first, last = _day(row), row.until or _day(row)
    asked: dict[str, list[Measured]] = {}
    for name, value, group in _rows(row):
        asked.setdefault(name, []).append(Measured(first, last, value, group=group))
    record: Record | None = None
    for order, (name, rows) in enumerate(asked.items(), start=1):
        question, _mark, answer = name.partition("?")
        details = IndicatorDetails(
            f"{question}?",
            IndicatorKind.SURVEY,
            unit="%",
            numerator=answer.removeprefix(" Svar:").strip(),
            data_source=row.text[:200],
            order=order,
        )
        indicator = _indicator(row, viewer, details, None)
        measure(viewer=viewer, indicator=indicator, rows=rows, origin=_origin(row))
        record = record or indicator.record
    if record is None:
        raise Refused("initiatives.empty", _("There is no number in the table."))
    return record


def _lead(row: Proposal, viewer: Viewer) -> Record:
    one = _initiative(row, viewer)
    details = LeadDetails(row.subject, rules=row.text, rules_by=row.beside, days=Days(row.on))
    give_lead(viewer=viewer, initiative=one, details=details, origin=_origin(row))
    if row.awaits:
        set_target_group(
            viewer=viewer, initiative=one, text=row.awaits, days=Days(row.on), origin=_origin(row)
        )
    return one.record


def _cohort(row: Proposal, viewer: Viewer) -> Record:
    known = _known_cohort(row, row.subject)
    days, _mark, camps = row.beside.partition(";")
    details = CohortDetails(
        row.subject,
        row.state,
        days=Days(row.on, row.until),
        days_away=int(days) if days.isdigit() else None,
        camps=int(camps) if camps.isdigit() else None,
        duties=row.text,
    )
    cohort = known or enter_cohort(
        viewer=viewer, collaboration=row.collaboration, details=details, origin=_origin(row)
    )
    for on in days_in(row.awaits)[:1]:
        date_cohort(
            viewer=viewer,
            cohort=cohort,
            kind=CohortDate.Kind.DEADLINE,
            on=on,
            text=row.awaits[:300],
            origin=_origin(row),
        )
    for name, value, _group in _rows(row):
        people = int(value) if value is not None else None
        count_cohort(
            viewer=viewer, cohort=cohort, part=Part(as_written=name, people=people), origin=_origin(row)
        )
    return cohort.record


def _team(row: Proposal, viewer: Viewer) -> Record:
    cohort = _known_cohort(row, row.beside) or enter_cohort(
        viewer=viewer,
        collaboration=row.collaboration,
        details=CohortDetails(row.beside, row.state),
        origin=_origin(row),
    )
    names = [name for name, _value, _group in _rows(row)]
    parties = _parties(row, names)
    parts = tuple(Part(party=parties[name]) if name in parties else Part(as_written=name) for name in names)
    details = TeamDetails(row.subject, target_group=row.text)
    add_team(viewer=viewer, cohort=cohort, details=details, parts=parts, origin=_origin(row))
    return cohort.record


def _known_cohort(row: Proposal, programme: str) -> Cohort | None:
    rows = Cohort.objects.filter(collaboration=row.collaboration, name=row.state).select_related(
        "record", "collaboration"
    )
    wanted = fold(programme)
    return next((one for one in rows if fold(one.programme) == wanted), None)


def _evaluation(row: Proposal, viewer: Viewer) -> Record:
    one = _initiative(row, viewer)
    details = EvaluationDetails(
        _("Evaluation of %(initiative)s") % {"initiative": one.name}, due_on=row.on, leads_to=row.went_on
    )
    partners = [Partner(as_written=name) for name in row.beside.split(" og ") if name.strip()]
    if row.text:
        partners.append(Partner(as_written=row.text, is_covered=True))
    evaluation = enter_evaluation(
        viewer=viewer,
        collaboration=row.collaboration,
        details=details,
        initiative=one,
        partners=tuple(partners),
        origin=_origin(row),
    )
    return evaluation.record


BECOMING: Mapping[ProposedAs, Callable[[Proposal, Viewer], Record]] = {
    ProposedAs.FOCUS_AREAS: _focus_areas,
    ProposedAs.FOCUS_STATE: _focus_state,
    ProposedAs.INITIATIVE: _entered,
    ProposedAs.STATE: _state,
    ProposedAs.BOUNDARY: _boundary,
    ProposedAs.NUMBERS: _numbers,
    ProposedAs.OUTCOME: _outcome,
    ProposedAs.SURVEY: _survey,
    ProposedAs.LEAD: _lead,
    ProposedAs.COHORT: _cohort,
    ProposedAs.TEAM: _team,
    ProposedAs.EVALUATION: _evaluation,
}
