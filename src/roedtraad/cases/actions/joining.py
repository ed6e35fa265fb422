"""Cases that belong together, turn out to be one, or turn out to be two. Nothing is deleted; every address still leads on."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from roedtraad.accounts import journal
from roedtraad.accounts.models import Audience, Record, RecordKind
from roedtraad.accounts.policy import Circle, Viewer
from roedtraad.accounts.records import register
from roedtraad.accounts.refusals import Refused
from roedtraad.cases import policy
from roedtraad.cases.models import Attachment, Case, CaseLink, Consideration, FileNumber
from roedtraad.cases.queries import is_closed


@transaction.atomic
def link(
    first: Case, second: Case, *, reason: str, viewer: Viewer, kind: CaseLink.Kind = CaseLink.Kind.RELATED
) -> CaseLink:
    """Say that two cases belong together, and why. The viewer keeps one of them and may see the other.

    Raises:
        NotAllowed: that is not so.
        Refused: they are one case, or there is no reason.
    """
    _two(first, second)
    _needs_a_reason(reason)
    policy.may_use(viewer, first).or_refuse()
    policy.may_use(viewer, second).or_refuse()
    if not policy.may_keep(viewer, first):
        policy.may_keep(viewer, second).or_refuse()
    row, is_new = CaseLink.objects.get_or_create(
        first=first, second=second, kind=kind, defaults={"reason": reason[:300], "made_by": viewer.user}
    )
    if is_new:
        journal.write(viewer.user, "cases.case.linked", first.record, reason=reason, facts={"to": second.pk})
    return row


@transaction.atomic
def merge(case: Case, *, into: Case, reason: str, viewer: Viewer) -> None:
    """Say that a case is another one: what belongs to it belongs to that one, its address leads there.

    Whoever saw one of them sees the joined case; each consideration is still seen only by those who see its item.
    Cases that meetings have treated go through `meetings.actions.merge_cases`.

    Raises:
        NotAllowed: the viewer does not keep both.
        Refused: they are one already, the case that remains is closed and the other is not, or there is no reason.
    """
    case, into = _locked(case), _locked(into)
    _two(case, into)
    _needs_a_reason(reason)
    policy.may_keep(viewer, case).or_refuse()
    policy.may_keep(viewer, into).or_refuse()
    if not is_closed(case.record) and is_closed(into.record):
        # Its title, and that it exists, would show to those who see the open one.
        raise Refused(
            "cases.closed", _("One of the cases is closed. Join it to the open one, not the other way round.")
        )
    last = Consideration.objects.filter(case=into).aggregate(last=Max("order"))["last"] or 0
    Consideration.objects.filter(case=case).update(case=into, order=F("order") + last)
    Attachment.objects.filter(case=case).update(case=into)
    _move_file_numbers(case, into)
    Case.objects.filter(merged_into=case).update(merged_into=into)
    Case.objects.filter(pk=case.pk).update(merged_into=into)
    _seen_by_both(case.record, into.record)
    journal.write(viewer.user, "cases.case.merged", case.record, reason=reason, facts={"into": into.pk})


@transaction.atomic
def split(
    case: Case, considerations: Collection[Consideration], *, title: str, reason: str, viewer: Viewer
) -> Case:
    """Make a case of its own out of some considerations of a case; the two stay linked.

    Until its meetings say who sees it (`meetings.actions.split_case` does it all), it is for the secretariats of the
    bodies that treat it: the case may have been open for the sake of items that are not moved.

    Raises:
        NotAllowed: the viewer does not keep the case.
        Refused: none, or all, of its considerations were named; there is no title, or no reason.
    """
    case = _locked(case)
    policy.may_keep(viewer, case).or_refuse()
    _needs_a_reason(reason)
    if not title.strip():
        raise Refused("cases.no_title", _("Give it a title."))
    own = set(Consideration.objects.filter(case=case).values_list("pk", flat=True))
    moved = {one.pk for one in considerations}
    if not moved or not moved < own:
        raise Refused(
            "cases.split", _("Choose what is to be a case of its own: some of it, and not everything.")
        )
    bodies = {one.body_id for one in considerations if one.body_id is not None}
    new = Case.objects.create(
        record=register(RecordKind.CASE, audience=[Circle.SECRETARIAT.of(body) for body in bodies]),
        title=title.strip()[:300],
        collaboration_id=case.collaboration_id,
        raised_by_id=case.raised_by_id,
        raised_by_party_id=case.raised_by_party_id,
        begun_on=case.begun_on,
    )
    Consideration.objects.filter(pk__in=moved).update(case=new)
    CaseLink.objects.create(
        first=new, second=case, kind=CaseLink.Kind.SPLIT_FROM, reason=reason[:300], made_by=viewer.user
    )
    journal.write(viewer.user, "cases.case.split", new.record, reason=reason, facts={"from": case.pk})
    return new


def _locked(case: Case) -> Case:
    return Case.objects.select_for_update(of=("self",)).select_related("record").get(pk=case.pk)


def _move_file_numbers(case: Case, into: Case) -> None:
    known = set(FileNumber.objects.filter(case=into).values_list("number", "party"))
    for row in FileNumber.objects.filter(case=case):
        if (row.number, row.party_id) not in known:
            FileNumber.objects.filter(pk=row.pk).update(case=into)


def _seen_by_both(case: Record, into: Record) -> None:
    _copy_audience(case, into)
    if case.is_public and not into.is_public:
        Record.objects.filter(pk=into.pk).update(is_public=True)


def _copy_audience(source: Record, target: Record) -> None:
    tokens = Audience.objects.filter(record=source).values_list("token", flat=True)
    Audience.objects.bulk_create(
        [Audience(record=target, token=token) for token in tokens], ignore_conflicts=True
    )


def _two(first: Case, second: Case) -> None:
    if first.pk == second.pk or second.merged_into_id is not None or first.merged_into_id is not None:
        raise Refused("cases.one", _("These are one case already."))


def _needs_a_reason(reason: str) -> None:
    if not reason.strip():
        raise Refused("cases.reason", _("Write why, so that others can understand it later."))
