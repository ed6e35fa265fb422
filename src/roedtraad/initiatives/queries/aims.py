"""What hangs under what: agreements, visions, focus areas, initiatives, both ways, each link with where it is known from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q

from roedtraad.accounts.policy import Viewer, visible
from roedtraad.bodies.models import Collaboration
from roedtraad.initiatives.models import (
    Agreement,
    FocusAim,
    FocusArea,
    FocusRank,
    FocusState,
    Initiative,
    InitiativeAim,
    InitiativeLink,
    State,
    Vision,
    VisionKind,
)
from roedtraad.initiatives.queries.initiatives import ORIGIN, focus_histories_of, states_on
from roedtraad.initiatives.queries.seeing import standing


@dataclass(frozen=True, slots=True)
class FocusLine:
    """A focus area on the viewer's day: newest rank, newest state with its reason, and its initiatives with theirs."""

    area: FocusArea
    rank: FocusRank | None
    stand: FocusState | None
    initiatives: tuple[tuple[Initiative, State | None], ...]


@dataclass(frozen=True, slots=True)
class VisionLine:
    """A vision with the focus areas under it, and the initiatives that serve it without one."""

    vision: Vision
    focus_areas: tuple[FocusLine, ...]
    initiatives: tuple[tuple[Initiative, State | None], ...]

    @property
    def is_only_words(self) -> bool:
        """Return whether nothing is done for it."""
        return not self.initiatives and not any(line.initiatives for line in self.focus_areas)


@dataclass(frozen=True, slots=True)
class AgreementTree:
    """An agreement with everything under it that the viewer may see; principles apart from visions."""

    agreement: Agreement
    visions: tuple[VisionLine, ...]
    principles: tuple[VisionLine, ...]


def agreements_of(viewer: Viewer, collaboration: Collaboration | None = None) -> tuple[Agreement, ...]:
    """Return the agreements that the viewer may see, the newest period first. One query."""
    rows = Agreement.objects.filter(visible(viewer)).select_related("record", "collaboration__record")
    if collaboration is not None:
        rows = rows.filter(collaboration=collaboration)
    return tuple(rows.order_by("-valid_from", "name", "pk"))


def agreement_for(viewer: Viewer, public_id: str) -> Agreement | None:
    """Return the agreement with this public id, if the viewer may see it. One query."""
    rows = Agreement.objects.select_related(
        "record", "collaboration__record", "part_of__record", "follows__record", "document__record"
    )
    return rows.filter(visible(viewer), record__public_id=public_id).first()


@dataclass(frozen=True, slots=True)
class Kin:
    """What an agreement is a part of and follows, its own parts (plans), and what followed it; what the viewer sees of it."""

    part_of: Agreement | None
    follows: Agreement | None
    parts: tuple[Agreement, ...]
    followed_by: tuple[Agreement, ...]


def kin_of(viewer: Viewer, one: Agreement) -> Kin:
    """Return the agreements that one hangs together with. One query."""
    near = Q(pk__in=[pk for pk in (one.part_of_id, one.follows_id) if pk]) | Q(part_of=one) | Q(follows=one)
    rows = list(
        Agreement.objects.filter(visible(viewer), near).select_related("record").order_by("name", "pk")
    )
    by_key = {row.pk: row for row in rows}
    return Kin(
        part_of=by_key.get(one.part_of_id or 0),
        follows=by_key.get(one.follows_id or 0),
        parts=tuple(row for row in rows if row.part_of_id == one.pk),
        followed_by=tuple(row for row in rows if row.follows_id == one.pk),
    )


def focus_areas_of(viewer: Viewer, collaboration: Collaboration | None = None) -> tuple[FocusLine, ...]:
    """Return the focus areas of a collaboration, or of all, those ranked last and highest first. Five queries."""
    areas = FocusArea.objects.filter(visible(viewer)).select_related("record", "collaboration__record")
    if collaboration is not None:
        areas = areas.filter(collaboration=collaboration)
    return focus_lines(viewer, tuple(areas))


def focus_area_for(viewer: Viewer, public_id: str) -> FocusArea | None:
    """Return the focus area with this public id, if the viewer may see it. One query."""
    rows = FocusArea.objects.select_related("record", "collaboration__record", "given_by", "given_to")
    return rows.filter(visible(viewer), record__public_id=public_id).first()


def vision_for(viewer: Viewer, public_id: str) -> Vision | None:
    """Return the vision or principle with this public id, if the viewer may see it. One query."""
    rows = Vision.objects.select_related(
        "record", "collaboration__record", "agreement__record", "part_of__record"
    )
    return rows.filter(visible(viewer), record__public_id=public_id).first()


def ranks_of(viewer: Viewer, area: FocusArea) -> tuple[FocusRank, ...]:
    """Return when a focus area was chosen, and with which rank, newest first. One query."""
    rows = FocusRank.objects.filter(standing(viewer), focus_area=area)
    return tuple(rows.select_related(*ORIGIN).order_by("-on", "-pk"))


def focus_lines(viewer: Viewer, areas: Sequence[FocusArea]) -> tuple[FocusLine, ...]:
    """Return these focus areas with rank, state and initiatives, in the order of their ranks. Four queries."""
    ranks: dict[int, FocusRank] = {}
    rows = FocusRank.objects.filter(standing(viewer), focus_area__in=[area.pk for area in areas])
    for row in rows.filter(on__lte=viewer.on).select_related(*ORIGIN).order_by("on", "pk"):
        ranks[row.focus_area_id] = row
    histories = focus_histories_of(viewer, areas)
    under = _under(viewer, [area.pk for area in areas])
    every = {one.pk: one for rows_ in under.values() for one in rows_}
    states = states_on(viewer, list(every.values()))
    lines = [
        FocusLine(
            area,
            ranks.get(area.pk),
            next((row for row in reversed(histories.get(area.pk, ())) if row.on <= viewer.on), None),
            tuple((one, states.get(one.pk)) for one in under.get(area.pk, ())),
        )
        for area in areas
    ]
    return tuple(sorted(lines, key=_place))


def aims_of(viewer: Viewer, initiatives: Collection[Initiative]) -> Mapping[int, tuple[InitiativeAim, ...]]:
    """Return what each initiative belongs to, or serves, with focus area, vision and agreement. One query."""
    seen = visible(viewer, record="focus_area__record") | visible(viewer, record="vision__record")
    rows = InitiativeAim.objects.filter(
        standing(viewer), seen, initiative__in=[one.pk for one in initiatives]
    ).select_related("focus_area__record", "vision__record", "vision__agreement__record", *ORIGIN)
    found: dict[int, list[InitiativeAim]] = defaultdict(list)
    for row in rows.order_by("pk"):
        found[row.initiative_id].append(row)
    return {key: tuple(own) for key, own in found.items()}


def focus_aims_of(viewer: Viewer, area_ids: Collection[int]) -> Mapping[int, tuple[FocusAim, ...]]:
    """Return the visions that focus areas stand under, with their agreements. One query."""
    rows = FocusAim.objects.filter(
        standing(viewer), visible(viewer, record="vision__record"), focus_area__in=area_ids
    ).select_related("vision__record", "vision__agreement__record", *ORIGIN)
    found: dict[int, list[FocusAim]] = defaultdict(list)
    for row in rows.order_by("pk"):
        found[row.focus_area_id].append(row)
    return {key: tuple(own) for key, own in found.items()}


def links_of(viewer: Viewer, initiatives: Collection[Initiative]) -> tuple[InitiativeLink, ...]:
    """Return the links from and to these initiatives, whose both ends the viewer may see. Two queries."""
    keys = [one.pk for one in initiatives]
    rows = InitiativeLink.objects.filter(standing(viewer)).select_related(
        "first__record",
        "first__collaboration__record",
        "second__record",
        "second__collaboration__record",
        *ORIGIN,
    )
    outside = rows.filter(first__in=keys, second=None)
    between = rows.filter(visible(viewer, record="first__record"), visible(viewer, record="second__record"))
    inside = between.filter(Q(first__in=keys) | Q(second__in=keys))
    return tuple(sorted((*outside, *inside), key=lambda row: row.pk))


def linked_pairs(viewer: Viewer, initiatives: Collection[Initiative]) -> tuple[tuple[int, int], ...]:
    """Return the keys of the initiatives that are linked with these, from and to, within what the viewer may see. One query."""
    keys = [one.pk for one in initiatives]
    rows = InitiativeLink.objects.filter(
        standing(viewer),
        visible(viewer, record="first__record"),
        visible(viewer, record="second__record"),
        Q(first__in=keys) | Q(second__in=keys),
    )
    return tuple(rows.order_by("pk").values_list("first", "second"))


def agreement_tree(viewer: Viewer, agreement: Agreement) -> AgreementTree:
    """Return everything under an agreement that the viewer may see, also of other collaborations. Eight queries."""
    made = _vision_lines(viewer, Q(agreement=agreement))
    return AgreementTree(
        agreement,
        tuple(line for line in made if line.vision.kind != VisionKind.PRINCIPLE),
        tuple(line for line in made if line.vision.kind == VisionKind.PRINCIPLE),
    )


def principles_beside(viewer: Viewer) -> tuple[VisionLine, ...]:
    """Return the principles that collaborations gave themselves, apart from agreements, with what serves them. Eight queries."""
    return _vision_lines(viewer, Q(agreement=None))


def _vision_lines(viewer: Viewer, wanted: Q) -> tuple[VisionLine, ...]:
    """Return visions in their order, each with the focus areas and initiatives under it. Eight queries; one without visions."""
    visions = tuple(
        Vision.objects.filter(visible(viewer), wanted)
        .select_related("record", "collaboration", "part_of")
        .order_by("order", "pk")
    )
    keys = [one.pk for one in visions]
    if not keys:
        return ()
    areas: dict[int, list[FocusArea]] = defaultdict(list)
    aims = FocusAim.objects.filter(
        standing(viewer), visible(viewer, record="focus_area__record"), vision__in=keys
    )
    for aim in aims.select_related("focus_area__record").order_by("pk"):
        areas[aim.vision_id].append(aim.focus_area)
    every = {area.pk: area for own in areas.values() for area in own}
    lines = {line.area.pk: line for line in focus_lines(viewer, list(every.values()))}
    direct: dict[int, list[Initiative]] = defaultdict(list)
    serving = InitiativeAim.objects.filter(
        standing(viewer), visible(viewer, record="initiative__record"), vision__in=keys
    )
    for row in serving.select_related("initiative__record").order_by("initiative__name", "pk"):
        if row.vision_id is not None:
            direct[row.vision_id].append(row.initiative)
    states = states_on(viewer, [one for own in direct.values() for one in own])
    return tuple(
        VisionLine(
            one,
            tuple(sorted((lines[area.pk] for area in areas[one.pk]), key=_place)),
            tuple((initiative, states.get(initiative.pk)) for initiative in direct[one.pk]),
        )
        for one in visions
    )


def _under(viewer: Viewer, area_ids: Collection[int]) -> Mapping[int, tuple[Initiative, ...]]:
    rows = InitiativeAim.objects.filter(
        standing(viewer), visible(viewer, record="initiative__record"), focus_area__in=area_ids
    )
    found: dict[int, list[Initiative]] = defaultdict(list)
    for row in rows.select_related("initiative__record").order_by("initiative__name", "pk"):
        if row.focus_area_id is not None:
            found[row.focus_area_id].append(row.initiative)
    return {key: tuple(own) for key, own in found.items()}


def _place(line: FocusLine) -> tuple[int, int, str]:
    """Return where a focus area stands among others: those chosen last first, by rank, then by name."""
    if line.rank is None:
        return (0, 0, line.area.name)
    return (-line.rank.on.toordinal(), line.rank.rank or 0, line.area.name)
