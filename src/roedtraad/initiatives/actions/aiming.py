"""Enter agreements with their visions and principles, and the focus areas that a collaboration has chosen, in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from roedtraad.accounts import journal
from roedtraad.accounts.models import Record, RecordKind
from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.records import set_audience
from roedtraad.accounts.refusals import Refused
from roedtraad.bodies.actions.amending import Value, amend
from roedtraad.bodies.actions.days import ALWAYS, Days
from roedtraad.bodies.models import Body, Collaboration
from roedtraad.documents.models import Document
from roedtraad.initiatives import policy
from roedtraad.initiatives.actions.telling import (
    BY_HAND,
    Origin,
    circles,
    cite_words,
    folded,
    noted,
    refuse_unseen,
    registered,
    told,
)
from roedtraad.initiatives.models import (
    Agreement,
    AgreementKind,
    FocusAim,
    FocusArea,
    FocusRank,
    Vision,
    VisionKind,
)

LONGEST = 300


@dataclass(frozen=True, slots=True)
class AgreementDetails:
    """What is written about an agreement. It may be a part of another (its plan), and follow an earlier one."""

    name: str
    kind: AgreementKind = AgreementKind.HEALTH_AGREEMENT
    text: str = ""
    days: Days = ALWAYS
    approved_on: date | None = None
    part_of: Agreement | None = None
    follows: Agreement | None = None
    document: Document | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class VisionDetails:
    """What is written about a vision, principle or goal."""

    name: str
    kind: VisionKind = VisionKind.VISION
    text: str = ""
    order: int = 1
    part_of: Vision | None = None


@dataclass(frozen=True, slots=True)
class FocusDetails:
    """What is written about a focus area. A body may have been given it by one above."""

    name: str
    mark: str = ""
    text: str = ""
    days: Days = ALWAYS
    given_by: Body | None = None
    given_to: Body | None = None


@transaction.atomic
def enter_agreement(
    *,
    viewer: Viewer,
    collaboration: Collaboration,
    details: AgreementDetails,
    is_public: bool = False,
    origin: Origin = BY_HAND,
) -> Agreement:
    """Enter an agreement, a plan or a frame of a collaboration.

    Raises:
        NotAllowed: the viewer is no secretariat of one of the collaboration's bodies.
        Refused: no name, days out of order, or there is one of this name.
    """
    policy.may_keep(viewer, collaboration).or_refuse()
    values = _agreement_values(details)
    if Agreement.objects.filter(collaboration=collaboration, name=values["name"]).exists():
        raise Refused("initiatives.agreement_twice", _("There is an agreement of this name already."))
    record = registered(
        RecordKind.AGREEMENT, collaboration, viewer=viewer, origin=origin, is_public=is_public
    )
    agreement = Agreement.objects.create(record=record, collaboration=collaboration, **values)
    journal.write(viewer.user, "initiatives.agreement.entered", record, facts={"name": agreement.name})
    cite_words(record, "name", origin)
    return agreement


@transaction.atomic
def change_agreement(
    *, viewer: Viewer, agreement: Agreement, details: AgreementDetails, reason: str = ""
) -> Agreement:
    """Write other details of an agreement.

    Raises:
        NotAllowed: as for entering.
        Refused: no name, or days out of order.
    """
    policy.may_keep(viewer, agreement.collaboration).or_refuse()
    act, record = "initiatives.agreement.changed", agreement.record
    amend(agreement, _agreement_values(details), by=viewer.user, act=act, record=record, reason=reason)
    return agreement


@transaction.atomic
def show_agreement(*, viewer: Viewer, agreement: Agreement, is_public: bool) -> None:
    """Show an agreement with its visions to everybody, or only to the circles. What follows an item is left as it is.

    Raises:
        NotAllowed: as for entering.
    """
    policy.may_keep(viewer, agreement.collaboration).or_refuse()
    rows = Record.objects.filter(
        Q(agreement=agreement) | Q(vision__agreement=agreement) | Q(evaluation__agreement=agreement),
        seen_with__isnull=True,
        withdrawn_at=None,
    )
    set_audience(rows.distinct(), tokens=circles(agreement.collaboration), is_public=is_public)
    facts: dict[str, journal.Fact] = {"is_public": is_public}
    journal.write(viewer.user, "initiatives.agreement.shown", agreement.record, facts=facts)


@transaction.atomic
def enter_vision(
    *,
    viewer: Viewer,
    collaboration: Collaboration,
    details: VisionDetails,
    agreement: Agreement | None = None,
    is_public: bool = False,
    origin: Origin = BY_HAND,
) -> Vision:
    """Enter a vision, principle or goal of an agreement; without one, a principle that a collaboration gave itself.

    Raises:
        NotAllowed: the viewer is no secretariat of the collaboration.
        Refused: no name.
    """
    policy.may_keep(viewer, collaboration).or_refuse()
    record = registered(
        RecordKind.VISION,
        collaboration,
        viewer=viewer,
        origin=origin,
        part_of=agreement.record if agreement is not None else None,
        is_public=is_public,
    )
    vision = Vision.objects.create(
        record=record, collaboration=collaboration, agreement=agreement, **_vision_values(details)
    )
    journal.write(viewer.user, "initiatives.vision.entered", record, facts={"name": vision.name})
    cite_words(record, "name", origin)
    return vision


@transaction.atomic
def change_vision(*, viewer: Viewer, vision: Vision, details: VisionDetails, reason: str = "") -> Vision:
    """Write a vision in other words.

    Raises:
        NotAllowed: as for entering.
        Refused: no name.
    """
    policy.may_keep(viewer, vision.collaboration).or_refuse()
    act, record = "initiatives.vision.changed", vision.record
    amend(vision, _vision_values(details), by=viewer.user, act=act, record=record, reason=reason)
    return vision


@transaction.atomic
def enter_focus_area(
    *,
    viewer: Viewer,
    collaboration: Collaboration,
    details: FocusDetails,
    is_public: bool = False,
    origin: Origin = BY_HAND,
) -> FocusArea:
    """Enter a focus area of a collaboration.

    Raises:
        NotAllowed: the viewer is no secretariat of one of the collaboration's bodies.
        Refused: no name, days out of order, or there is one of this name.
    """
    policy.may_keep(viewer, collaboration).or_refuse()
    values = _focus_values(details)
    known = FocusArea.objects.filter(
        collaboration=collaboration, folded=values["folded"], record__withdrawn_at=None
    )
    if known.exists():
        raise Refused("initiatives.focus_twice", _("There is a focus area of this name already."))
    record = registered(
        RecordKind.FOCUS_AREA, collaboration, viewer=viewer, origin=origin, is_public=is_public
    )
    area = FocusArea.objects.create(record=record, collaboration=collaboration, **values)
    journal.write(viewer.user, "initiatives.focus_area.entered", record, facts={"name": area.name})
    cite_words(record, "name", origin)
    return area


@transaction.atomic
def change_focus_area(
    *, viewer: Viewer, focus_area: FocusArea, details: FocusDetails, reason: str = ""
) -> FocusArea:
    """Write other details of a focus area.

    Raises:
        NotAllowed: as for entering.
        Refused: no name, or days out of order.
    """
    policy.may_keep(viewer, focus_area.collaboration).or_refuse()
    act, record = "initiatives.focus_area.changed", focus_area.record
    amend(focus_area, _focus_values(details), by=viewer.user, act=act, record=record, reason=reason)
    return focus_area


@transaction.atomic
def rank_focus_areas(
    *,
    viewer: Viewer,
    focus_areas: Sequence[FocusArea],
    on: date,
    is_ordered: bool = True,
    origin: Origin = BY_HAND,
) -> list[FocusRank]:
    """Say that these focus areas were chosen on a day, the first first unless they stand side by side.

    What was said of the same day before is taken back.

    Raises:
        NotAllowed: the viewer does not keep the collaboration.
    """
    for collaboration in {area.collaboration for area in focus_areas}:
        policy.may_keep(viewer, collaboration).or_refuse()
    rows = FocusRank.objects.filter(focus_area__in=focus_areas, on=on, withdrawn_at=None)
    rows.update(withdrawn_at=timezone.now())
    made = []
    for rank, area in enumerate(focus_areas, start=1):
        row = FocusRank.objects.create(
            focus_area=area,
            on=on,
            rank=rank if is_ordered else None,
            **told(area.record, viewer=viewer, origin=origin),
        )
        facts: dict[str, journal.Fact] = {"on": on, "rank": row.rank}
        noted(row, area.record, "initiatives.focus_area.ranked", viewer=viewer, origin=origin, facts=facts)
        made.append(row)
    return made


@transaction.atomic
def aim_focus_area(
    *, viewer: Viewer, focus_area: FocusArea, vision: Vision, origin: Origin = BY_HAND
) -> FocusAim:
    """Say that a focus area belongs under a vision, of whichever agreement. Twice the same is once.

    Raises:
        NotAllowed: the viewer does not keep the focus area's collaboration.
        Refused: the viewer may not see the vision.
    """
    policy.may_keep(viewer, focus_area.collaboration).or_refuse()
    refuse_unseen(viewer, vision.record)
    known = FocusAim.objects.filter(focus_area=focus_area, vision=vision, withdrawn_at=None).first()
    if known is not None:
        return known
    row = FocusAim.objects.create(
        focus_area=focus_area, vision=vision, **told(focus_area.record, viewer=viewer, origin=origin)
    )
    facts: dict[str, journal.Fact] = {"vision": vision.pk}
    act = "initiatives.focus_area.aimed"
    noted(row, focus_area.record, act, viewer=viewer, origin=origin, facts=facts)
    return row


@transaction.atomic
def show_focus_area(*, viewer: Viewer, focus_area: FocusArea, is_public: bool) -> None:
    """Show a focus area to everybody, or only to the circles.

    Raises:
        NotAllowed: the viewer does not keep the collaboration.
        Refused: who sees it follows from the item that it was told under.
    """
    policy.may_keep(viewer, focus_area.collaboration).or_refuse()
    if Record.objects.filter(pk=focus_area.pk, seen_with__isnull=False).exists():
        raise Refused(
            "initiatives.seen_with",
            _("The focus area is seen with the item that told of it. Publish the minutes instead."),
        )
    set_audience([focus_area.record], tokens=circles(focus_area.collaboration), is_public=is_public)
    facts: dict[str, journal.Fact] = {"is_public": is_public}
    journal.write(viewer.user, "initiatives.focus_area.shown", focus_area.record, facts=facts)


def _agreement_values(details: AgreementDetails) -> dict[str, Value]:
    details.days.in_order()
    return {
        "name": folded(details.name, longest=LONGEST)[0],
        "kind": str(details.kind),
        "text": details.text.strip(),
        "valid_from": details.days.first,
        "valid_to": details.days.last,
        "approved_on": details.approved_on,
        "part_of": details.part_of,
        "follows": details.follows,
        "document": details.document,
        "source": details.source.strip()[:300],
    }


def _vision_values(details: VisionDetails) -> dict[str, Value]:
    return {
        "name": folded(details.name, longest=LONGEST)[0],
        "kind": str(details.kind),
        "text": details.text.strip(),
        "order": details.order,
        "part_of": details.part_of,
    }


def _focus_values(details: FocusDetails) -> dict[str, Value]:
    details.days.in_order()
    name, key = folded(details.name, longest=LONGEST)
    return {
        "name": name,
        "folded": key,
        "mark": details.mark.strip()[:30],
        "text": details.text.strip(),
        "valid_from": details.days.first,
        "valid_to": details.days.last,
        "given_by": details.given_by,
        "given_to": details.given_to,
    }
