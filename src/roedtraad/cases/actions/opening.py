"""Open a case, say which bodies treat it in which order, what is recommended to each, and what belongs to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from roedtraad.accounts import journal
from roedtraad.accounts.models import Audience, Record, RecordKind
from roedtraad.accounts.policy import Circle, Viewer
from roedtraad.accounts.records import register
from roedtraad.accounts.refusals import Refused
from roedtraad.bodies.models import Body, Party, Person
from roedtraad.cases import policy
from roedtraad.cases.models import (
    Act,
    Attachment,
    Case,
    Consideration,
    FileNumber,
    RecommendationPoint,
)
from roedtraad.documents import policy as documents_policy
from roedtraad.documents.models import Document


@dataclass(frozen=True, slots=True)
class PointGiven:
    """A recommendation point; `number` as it is to be printed."""

    act: Act
    text: str
    number: str = ""


@transaction.atomic
def open_case(
    title: str,
    *,
    body: Body,
    viewer: Viewer,
    raised_by: Person | None = None,
    raised_by_party: Party | None = None,
    file_numbers: Sequence[str] = (),
) -> Case:
    """Open a case that this body treats first. It is a draft: its secretariat and who raised it see it.

    Raises:
        NotAllowed: the viewer is not of the body's secretariat.
        Refused: the case has no title.
    """
    policy.may_open(viewer, body).or_refuse()
    _needs_a_title(title)
    audience = [Circle.SECRETARIAT.of(body.pk)]
    if raised_by is not None:
        audience.append(Circle.PERSON.of(raised_by.pk))
    case = Case.objects.create(
        record=register(RecordKind.CASE, audience=audience),
        title=title.strip()[:300],
        collaboration_id=body.collaboration_id,
        raised_by=raised_by,
        raised_by_party=raised_by_party,
        begun_on=viewer.on,
    )
    Consideration.objects.create(case=case, body=body, order=1)
    FileNumber.objects.bulk_create(
        FileNumber(case=case, number=number[:40]) for number in dict.fromkeys(file_numbers)
    )
    journal.write(viewer.user, "cases.case.opened", case.record, facts={"title": title})
    return case


@transaction.atomic
def rename(case: Case, title: str, *, viewer: Viewer) -> None:
    """Give a case another title; the items that treat it keep theirs."""
    policy.may_keep(viewer, case).or_refuse()
    _needs_a_title(title)
    case.title = title.strip()[:300]
    case.save(update_fields=["title"])
    journal.write(viewer.user, "cases.case.renamed", case.record, facts={"title": title})


@transaction.atomic
def add_file_number(case: Case, number: str, *, viewer: Viewer, party: Party | None = None) -> FileNumber:
    """Note under which number a party keeps the case in its own system. Twice the same is once."""
    policy.may_keep(viewer, case).or_refuse()
    row, is_new = FileNumber.objects.get_or_create(case=case, number=number.strip()[:40], party=party)
    if is_new:
        journal.write(viewer.user, "cases.file_number.added", case.record, facts={"number": number})
    return row


@transaction.atomic
def add_consideration(
    case: Case,
    *,
    viewer: Viewer,
    body: Body | None = None,
    body_as_written: str = "",
    role: Consideration.Role = Consideration.Role.DECIDES,
    recommender: Body | None = None,
) -> Consideration:
    """Send a case to one more body, after those that treat it already; the body's secretariat sees the case from now.

    The viewer may see the case, and keeps it, or the body that it goes to.

    Raises:
        NotAllowed: neither is so.
        Refused: no body is named.
    """
    policy.may_use(viewer, case).or_refuse()
    if body is None or not policy.may_open(viewer, body):
        policy.may_keep(viewer, case).or_refuse()
    if body is None and not body_as_written.strip():
        raise Refused("cases.no_body", _("Choose the body that is to treat the case."))
    consideration = Consideration.objects.create(
        case=case,
        body=body,
        body_as_written=body_as_written.strip()[:200],
        order=_last_order(case) + 1,
        role=role,
        recommender_body=recommender,
    )
    if body is not None:
        Audience.objects.get_or_create(record=case.record, token=Circle.SECRETARIAT.of(body.pk))
    journal.write(
        viewer.user, "cases.consideration.added", case.record, facts={"body": body.pk if body else None}
    )
    return consideration


@transaction.atomic
def tell_history(
    case: Case,
    *,
    told_by: Record,
    viewer: Viewer,
    body: Body | None = None,
    body_as_written: str = "",
    treated_on: str = "",
    item_number: str = "",
    result: str = "",
) -> Consideration:
    """Note a treatment that only a printed history tells of; whoever may not see `told_by` does not see it.

    `treated_on` is EDTF ('2024-01', '2023-XX-XX').
    """
    policy.may_keep(viewer, case).or_refuse()
    if body is None and not body_as_written.strip():
        raise Refused("cases.no_body", _("Choose the body that treated the case."))
    consideration = Consideration.objects.create(
        case=case,
        body=body,
        body_as_written=body_as_written.strip()[:200],
        order=_last_order(case) + 1,
        told_by=told_by,
        treated_on=treated_on[:30],
        item_number_as_written=item_number[:12],
        result_as_written=result,
    )
    journal.write(viewer.user, "cases.history.told", case.record, facts={"on": treated_on})
    return consideration


@transaction.atomic
def reorder(case: Case, considerations: Sequence[Consideration], *, viewer: Viewer) -> None:
    """Put the considerations of a case in this order; all of them are named. Three queries and the policy's."""
    policy.may_keep(viewer, case).or_refuse()
    rows = Consideration.objects.filter(case=case)
    if {one.pk for one in considerations} != set(rows.values_list("pk", flat=True)):
        raise Refused(
            "cases.order", _("The case was changed in the meantime. Look at it again, and try once more.")
        )
    rows.update(order=F("order") + _last_order(case) + len(considerations))
    for order, one in enumerate(considerations, start=1):
        one.order = order
    Consideration.objects.bulk_update(considerations, ["order"])
    journal.write(viewer.user, "cases.considerations.ordered", case.record)


@transaction.atomic
def recommend(
    consideration: Consideration, points: Sequence[PointGiven], *, viewer: Viewer
) -> tuple[RecommendationPoint, ...]:
    """Add points to what is recommended to a body. A point that a meeting has concluded on is never changed."""
    policy.may_keep(viewer, consideration.case).or_refuse()
    last = RecommendationPoint.objects.filter(consideration=consideration).aggregate(last=Max("order"))[
        "last"
    ]
    rows = RecommendationPoint.objects.bulk_create(
        RecommendationPoint(
            consideration=consideration, order=order, act=one.act, text=one.text, number=one.number[:10]
        )
        for order, one in enumerate(points, start=(last or 0) + 1)
    )
    journal.write(viewer.user, "cases.points.added", consideration.case.record, facts={"points": len(rows)})
    return tuple(rows)


@transaction.atomic
def attach(
    case: Case,
    title: str,
    *,
    viewer: Viewer,
    document: Document | None = None,
    is_closed: bool = False,
    status: Attachment.Status = Attachment.Status.DRAFT,
) -> Attachment:
    """Add a paper to a case; those who see the case as a draft see it. An item that lists it shows it to its readers.

    Raises:
        NotAllowed: the viewer does not keep the case, or the file.
        Refused: the paper has no title.
    """
    policy.may_keep(viewer, case).or_refuse()
    _needs_a_title(title)
    documents_policy.may_list(viewer, [document.pk] if document is not None else []).or_refuse()
    drafting = Audience.objects.filter(record=case.record, token__startswith=f"{Circle.SECRETARIAT}:")
    attachment = Attachment.objects.create(
        record=register(RecordKind.ATTACHMENT, audience=drafting.values_list("token", flat=True)),
        case=case,
        title=title.strip()[:300],
        document=document,
        is_closed=is_closed,
        status=status,
    )
    journal.write(viewer.user, "cases.attachment.added", attachment.record, facts={"title": title})
    return attachment


def _last_order(case: Case) -> int:
    last: int | None = Consideration.objects.filter(case=case).aggregate(last=Max("order"))["last"]
    return last or 0


def _needs_a_title(title: str) -> None:
    if not title.strip():
        raise Refused("cases.no_title", _("Give it a title."))
