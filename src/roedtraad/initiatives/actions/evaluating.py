"""Enter evaluations: who makes them, when they are due, what they came to, and how each level is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from roedtraad.accounts import journal
from roedtraad.accounts.models import RecordKind
from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.refusals import Refused
from roedtraad.bodies.actions.amending import Value, amend
from roedtraad.bodies.models import Collaboration, Level, Party
from roedtraad.documents.models import Document
from roedtraad.initiatives import policy
from roedtraad.initiatives.actions.telling import (
    BY_HAND,
    Origin,
    cite_words,
    folded,
    noted,
    registered,
    said,
    told,
)
from roedtraad.initiatives.models import (
    Agreement,
    Evaluation,
    EvaluationPart,
    EvaluationState,
    EvaluationText,
    Initiative,
)


@dataclass(frozen=True, slots=True)
class EvaluationDetails:
    """What is written about an evaluation. One that is done has a day and a result."""

    name: str
    state: EvaluationState = EvaluationState.PLANNED
    aim: str = ""
    due_on: date | None = None
    due_as_told: str = ""
    condition: str = ""
    leads_to: str = ""
    done_on: date | None = None
    result: str = ""
    document: Document | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Partner:
    """Somebody who takes part in making an evaluation; with `is_covered`, what it covers beside its own collaboration."""

    party: Party | None = None
    collaboration: Collaboration | None = None
    as_written: str = ""
    is_covered: bool = False


@transaction.atomic
def enter_evaluation(
    *,
    viewer: Viewer,
    collaboration: Collaboration,
    details: EvaluationDetails,
    initiative: Initiative | None = None,
    agreement: Agreement | None = None,
    partners: tuple[Partner, ...] = (),
    is_public: bool = False,
    origin: Origin = BY_HAND,
) -> Evaluation:
    """Enter an evaluation of an initiative or of a plan. It is seen as that is, unless an item tells of it.

    Raises:
        NotAllowed: the viewer does not keep the collaboration.
        Refused: no name, or done without a day and a result.
    """
    policy.may_keep(viewer, collaboration).or_refuse()
    owner = initiative or agreement
    record = registered(
        RecordKind.EVALUATION,
        collaboration,
        viewer=viewer,
        origin=origin,
        part_of=owner.record if owner is not None else None,
        is_public=is_public,
    )
    evaluation = Evaluation.objects.create(
        record=record,
        collaboration=collaboration,
        initiative=initiative,
        agreement=agreement,
        **_values(details),
    )
    journal.write(viewer.user, "initiatives.evaluation.entered", record, facts={"name": evaluation.name})
    cite_words(record, "name", origin)
    for partner in partners:
        add_partner(viewer=viewer, evaluation=evaluation, partner=partner, origin=origin)
    return evaluation


@transaction.atomic
def change_evaluation(
    *, viewer: Viewer, evaluation: Evaluation, details: EvaluationDetails, reason: str = ""
) -> Evaluation:
    """Write other details of an evaluation, among them what it came to.

    Raises:
        NotAllowed: the viewer does not keep the collaboration.
        Refused: no name, or done without a day and a result.
    """
    policy.may_keep(viewer, evaluation.collaboration).or_refuse()
    act, record = "initiatives.evaluation.changed", evaluation.record
    amend(evaluation, _values(details), by=viewer.user, act=act, record=record, reason=reason)
    return evaluation


@transaction.atomic
def add_partner(
    *, viewer: Viewer, evaluation: Evaluation, partner: Partner, origin: Origin = BY_HAND
) -> EvaluationPart:
    """Say who takes part in an evaluation, or what it covers.

    Raises:
        NotAllowed: the viewer does not keep the collaboration.
        Refused: nobody is named.
    """
    policy.may_keep(viewer, evaluation.collaboration).or_refuse()
    if partner.party is None and partner.collaboration is None:
        said(partner.as_written, _("Write who takes part in the evaluation."))
    row = EvaluationPart.objects.create(
        evaluation=evaluation,
        party=partner.party,
        covers=partner.collaboration,
        as_written=partner.as_written.strip()[:200],
        is_covered=partner.is_covered,
        **told(evaluation.record, viewer=viewer, origin=origin),
    )
    act, facts = "initiatives.evaluation.joined", {"is_covered": partner.is_covered}
    noted(row, evaluation.record, act, viewer=viewer, origin=origin, facts=facts)
    return row


@transaction.atomic
def tell_level(
    *,
    viewer: Viewer,
    evaluation: Evaluation,
    level: Level,
    text: str,
    form: str = "",
    presented_by: str = "",
    origin: Origin = BY_HAND,
) -> EvaluationText:
    """Write an evaluation as one level is told it; what was written for that level before is taken back, and stays.

    Raises:
        NotAllowed: the viewer does not keep the collaboration.
        Refused: no text.
    """
    policy.may_keep(viewer, evaluation.collaboration).or_refuse()
    words = said(text, _("Write what this level is told."))
    rows = EvaluationText.objects.filter(evaluation=evaluation, level=level, withdrawn_at=None)
    rows.update(withdrawn_at=timezone.now())
    row = EvaluationText.objects.create(
        evaluation=evaluation,
        level=level,
        text=words,
        form=form.strip()[:100],
        presented_by=presented_by.strip()[:300],
        **told(evaluation.record, viewer=viewer, origin=origin),
    )
    act, facts = "initiatives.evaluation.told", {"level": level.pk}
    noted(row, evaluation.record, act, viewer=viewer, origin=origin, facts=facts)
    return row


def _values(details: EvaluationDetails) -> dict[str, Value]:
    is_done = details.state == EvaluationState.DONE
    if is_done and (details.done_on is None or not details.result.strip()):
        raise Refused(
            "initiatives.evaluation.done", _("Write on which day the evaluation was done, and its result.")
        )
    return {
        "name": folded(details.name, longest=300)[0],
        "state": str(details.state),
        "aim": details.aim.strip(),
        "due_on": details.due_on,
        "due_as_told": details.due_as_told.strip()[:200],
        "condition": details.condition.strip()[:300],
        "leads_to": details.leads_to.strip()[:300],
        "done_on": details.done_on,
        "result": details.result.strip(),
        "document": details.document,
        "source": details.source.strip()[:300],
    }
