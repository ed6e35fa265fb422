"""What is wanted and what came of it: agreements, visions, focus areas, initiatives, states, numbers, evaluations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from roedtraad import danish
from roedtraad.accounts.policy import Viewer, visible
from roedtraad.initiatives.models import (
    EvaluationState,
    Initiative,
    InitiativeAim,
    InitiativeState,
    Measurement,
    Vision,
)
from roedtraad.initiatives.queries import (
    EvaluationView,
    Series,
    aims_of,
    evaluations_of,
    focus_aims_of,
    histories_of,
    indicators_of,
    linked_pairs,
)
from roedtraad.thread.queries.weaving import Weave, known_from
from roedtraad.thread.stories import RESULTS_RANK, Lane, Node, NodeKind, TieKind

RESULTS = Lane(RESULTS_RANK, "")
MOST_NUMBERS = 120
MOST_DECIMALS = 1  # as a sentence tells a share; the page of the initiative has the whole number


def initiatives_in(viewer: Viewer, keys: frozenset[int], *, most: int) -> list[Initiative]:
    """Return these initiatives, by name. One query."""
    rows = Initiative.objects.filter(visible(viewer), pk__in=keys)
    return list(rows.select_related("record", "collaboration__record").order_by("name", "pk")[:most])


def weave_initiatives(
    weave: Weave, initiatives: Sequence[Initiative]
) -> Mapping[int, Sequence[InitiativeState]]:
    """Add initiatives, what they serve, and how far they have come; return what was said of that, by initiative.

    Six queries at most.
    """
    for one in initiatives:
        weave.add(
            Node(
                f"initiative:{one.pk}",
                NodeKind.INITIATIVE,
                one.name,
                record=one.record,
                title=one.name,
                note=one.collaboration.name,
            ),
            cited=one.record,
            fields=("name",),
        )
    aims = aims_of(weave.viewer, initiatives)
    areas = {aim.focus_area_id for own in aims.values() for aim in own if aim.focus_area_id is not None}
    for own in aims.values():
        for aim in own:
            _weave_aim(weave, aim)
    for area, rows in focus_aims_of(weave.viewer, areas).items() if areas else ():
        for row in rows:
            _weave_vision(weave, row.vision)
            weave.tie(f"focus_area:{area}", f"vision:{row.vision_id}", TieKind.AIMS)
    by_key = {one.pk: one for one in initiatives}
    histories = histories_of(weave.viewer, initiatives)
    for pk, states in histories.items():
        for state in states:
            _weave_state(weave, state, by_key[pk])
    for first, second in linked_pairs(weave.viewer, initiatives):
        weave.tie(f"initiative:{first}", f"initiative:{second}", TieKind.LINKED)
    return histories


def _weave_aim(weave: Weave, aim: InitiativeAim) -> None:
    own = f"initiative:{aim.initiative_id}"
    if aim.focus_area is not None:
        area = aim.focus_area
        key = weave.add(
            Node(
                f"focus_area:{area.pk}", NodeKind.FOCUS_AREA, area.name, record=area.record, title=area.name
            ),
            cited=area.record,
            fields=("name",),
        )
        weave.tie(own, key, TieKind.AIMS)
    if aim.vision is not None:
        _weave_vision(weave, aim.vision)
        weave.tie(own, f"vision:{aim.vision_id}", TieKind.AIMS)


def _weave_vision(weave: Weave, vision: Vision) -> None:
    key = weave.add(
        Node(f"vision:{vision.pk}", NodeKind.VISION, vision.name, record=vision.record, title=vision.name),
        cited=vision.record,
        fields=("name",),
    )
    if vision.agreement is not None:
        agreement = vision.agreement
        weave.add(
            Node(
                f"agreement:{agreement.pk}",
                NodeKind.AGREEMENT,
                agreement.name,
                record=agreement.record,
                title=agreement.name,
            ),
            cited=agreement.record,
            fields=("name",),
        )
        weave.tie(f"agreement:{agreement.pk}", key, TieKind.HOLDS)


def _weave_state(weave: Weave, row: InitiativeState, one: Initiative) -> None:
    meeting = row.decision.item.meeting if row.decision else row.item.meeting if row.item else None
    said = [row.reason, _("Waits for: %(what)s") % {"what": row.awaits} if row.awaits else ""]
    record = row.decision.record if row.decision else row.item.record if row.item else one.record
    key = weave.add(
        Node(
            key=f"state:{row.pk}",
            kind=NodeKind.STATE,
            text=capfirst(row.get_state_display()),
            on=row.on,
            lane=weave.lane(meeting.body) if meeting is not None else None,
            note=" ".join(one for one in said if one) or (row.source if meeting is None else ""),
            record=record,
            title=one.name,
            place=weave.place(meeting.body) if meeting is not None else "",
            is_coming=row.on > weave.viewer.on,
        ),
        cited=one.record,
        fields=(row.cited_as,),
    )
    weave.tie(key, f"initiative:{one.pk}", TieKind.OF)
    if origin := known_from(row):
        weave.tie(origin, key, TieKind.TELLS)


def weave_results(weave: Weave, initiatives: Sequence[Initiative]) -> tuple[Series, ...]:
    """Add what was measured of all together, the newest numbers. Two queries."""
    every = indicators_of(weave.viewer, initiatives)
    numbers = [(series, row) for series in every for row in series.whole if row.value is not None]
    newest = sorted(numbers, key=lambda pair: pair[1].last_on)[-MOST_NUMBERS:]
    for series, row in newest:
        _weave_number(weave, series, row)
    return every


def _weave_number(weave: Weave, series: Series, row: Measurement) -> None:
    one = series.indicator
    key = weave.add(
        Node(
            key=f"measurement:{row.pk}",
            kind=NodeKind.MEASUREMENT,
            text=f"{value_text(row, one.unit)}, {one.name}",
            value=value_text(row, one.unit),
            on=row.last_on,
            lane=RESULTS,
            note=row.remark,
            record=one.initiative.record if one.initiative is not None else one.record,
            title=one.initiative.name if one.initiative is not None else one.name,
            amount=row.value,
            place=one.name,
        ),
        cited=one.record,
        fields=(row.cited_as,),
    )
    if one.initiative_id is not None:
        weave.tie(key, f"initiative:{one.initiative_id}", TieKind.OF)
    if origin := known_from(row):
        weave.tie(origin, key, TieKind.TELLS)


def value_text(row: Measurement, unit: str) -> str:
    """Return a number with its unit: '13,1 %', 'ca. 40 borgere'. No query."""
    if row.value is None:
        return _("unknown")
    places = min(MOST_DECIMALS, max(0, -int(row.value.normalize().as_tuple().exponent)))
    said = f"{danish.number(row.value, places)}{danish.NBSP}{unit}".rstrip(danish.NBSP)
    return f"ca.{danish.NBSP}{said}" if row.is_about else said


def weave_evaluations(weave: Weave, initiatives: Sequence[Initiative]) -> tuple[EvaluationView, ...]:
    """Add evaluations: done, or due. Three queries."""
    views = evaluations_of(weave.viewer, initiatives=initiatives)
    for view in views:
        row = view.evaluation
        if row.initiative is None or row.state == EvaluationState.DROPPED:
            continue
        key = weave.add(
            Node(
                key=f"evaluation:{row.pk}",
                kind=NodeKind.EVALUATION,
                text=row.name,
                on=row.done_on or row.due_on,
                lane=RESULTS,
                note=row.result[:300] or row.due_as_told,
                record=row.initiative.record,
                title=row.initiative.name,
                place=row.get_state_display(),
                is_coming=row.done_on is None,
                is_loose=view.is_late(weave.viewer.on),
            ),
            cited=row.record,
            fields=("name", "result"),
        )
        weave.tie(key, f"initiative:{row.initiative_id}", TieKind.OF)
    return views
