"""Write what stands beside the ledger: estimates, frames, remainders told, applications, ranks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from roedtraad.accounts import journal
from roedtraad.accounts.models import Audience, RecordKind
from roedtraad.accounts.policy import Viewer, may_see
from roedtraad.accounts.records import register
from roedtraad.accounts.refusals import Refused
from roedtraad.fund import policy
from roedtraad.fund.actions.granting import grant
from roedtraad.fund.actions.posting import Place, Told, positive
from roedtraad.fund.actions.shares import Share
from roedtraad.fund.models import Answer, Entry, Estimate, EstimateKind, Fund, Priority
from roedtraad.initiatives.models import Initiative
from roedtraad.meetings import audience
from roedtraad.meetings.models import Decision, SeenWith

NOWHERE = Place()


@dataclass(frozen=True, slots=True)
class EstimateDetails:
    """What was told. `is_about`: 'ca.'. No amount only for 'no money, for a reason'."""

    kind: EstimateKind
    on: date
    text: str
    amount: Decimal | None = None
    is_about: bool = False
    place: Place = NOWHERE
    decision: Decision | None = None
    source: str = ""


@transaction.atomic
def note_estimate(*, viewer: Viewer, fund: Fund, details: EstimateDetails) -> Estimate:
    """Write an amount that was told and that nobody has: it stands beside the ledger.

    Raises:
        NotAllowed: the viewer does not keep the fund.
        Refused: no words, an amount that is none, or a decision that the viewer may not see.
    """
    policy.may_keep(viewer, fund).or_refuse()
    _sound(viewer, details)
    decision, place = details.decision, details.place
    hidden = place.initiative is not None and not place.initiative.record.is_public
    seen_as = decision.record if decision else place.initiative.record if hidden else fund.record  # type: ignore[union-attr]
    if decision is not None:
        record = register(RecordKind.ESTIMATE)
        SeenWith.objects.create(record=record, item_id=decision.item_id)
        audience.renew([decision.item.meeting_id], on=viewer.on)
    else:
        tokens = Audience.objects.filter(record=seen_as).values_list("token", flat=True)
        record = register(RecordKind.ESTIMATE, audience=tokens, is_public=seen_as.is_public)
    estimate = Estimate.objects.create(
        record=record,
        fund=fund,
        kind=details.kind,
        amount=Decimal(0) if details.kind == EstimateKind.NONE else details.amount or Decimal(0),
        is_about=details.is_about,
        party=place.party,
        year=place.year,
        initiative=place.initiative,
        decision=decision,
        seen_as=seen_as,
        on=details.on,
        text=" ".join(details.text.split())[:500],
        source=details.source.strip()[:300],
        answer=Answer.WAITING if details.kind == EstimateKind.APPLIED else "",
    )
    facts: dict[str, journal.Fact] = {"kind": str(details.kind), "amount": details.amount}
    journal.write(viewer.user, "fund.estimate.noted", record, facts=facts)
    return estimate


@transaction.atomic
def answer_application(
    *, viewer: Viewer, estimate: Estimate, granted: Decimal | None, told: Told
) -> Entry | None:
    """Say what came of an application for external money: what was granted is posted; None: it was refused.

    Raises:
        NotAllowed: the viewer does not keep the fund.
        Refused: it is no application, it has been answered, or what `grant` refuses.
    """
    policy.may_keep(viewer, estimate.fund).or_refuse()
    if estimate.answer != Answer.WAITING:
        raise Refused("fund.application", _("This is no application that waits for an answer."))
    entry = None
    if granted is not None:
        share = Share(Place(estimate.party, estimate.year), granted)
        entry = grant(viewer=viewer, fund=estimate.fund, shares=[share], told=told)
    estimate.answer = Answer.REFUSED if entry is None else Answer.GRANTED
    estimate.granted_by = entry
    estimate.save(update_fields=["answer", "granted_by"])
    facts: dict[str, journal.Fact] = {"granted": granted}
    journal.write(viewer.user, "fund.application.answered", estimate.record, facts=facts, reason=told.text)
    return entry


@transaction.atomic
def rank(
    *,
    viewer: Viewer,
    fund: Fund,
    year: int,
    initiatives: Sequence[Initiative],
    decision: Decision | None = None,
) -> None:
    """Say in which order initiatives get money in a year, the first first; what was said before is replaced.

    Raises:
        NotAllowed: the viewer does not keep the fund.
        Refused: an initiative stands twice.
    """
    policy.may_keep(viewer, fund).or_refuse()
    if len({one.pk for one in initiatives}) != len(initiatives):
        raise Refused("fund.rank.twice", _("An initiative stands twice. Take one of them away."))
    Priority.objects.filter(fund=fund, year=year).delete()
    Priority.objects.bulk_create(
        Priority(fund=fund, year=year, initiative=one, rank=place, decision=decision)
        for place, one in enumerate(initiatives, start=1)
    )
    facts: dict[str, journal.Fact] = {"year": year, "ranked": len(initiatives)}
    journal.write(viewer.user, "fund.priorities.ranked", fund.record, facts=facts)


def _sound(viewer: Viewer, details: EstimateDetails) -> None:
    if not details.text.strip():
        raise Refused("fund.no_text", _("Write what it is, so that others can understand it later."))
    if details.kind != EstimateKind.NONE:
        positive(details.amount or Decimal(0))
    if details.decision is not None and not may_see(viewer, details.decision.record):
        raise Refused("fund.decision", _("There is no such decision."))
