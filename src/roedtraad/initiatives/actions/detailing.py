"""Say whom an initiative is for, who runs it, what is to be reached, what may go wrong, and what it is linked to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from roedtraad.accounts import journal
from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.refusals import Refused
from roedtraad.bodies.actions.days import ALWAYS, Days
from roedtraad.bodies.models import Party, Person
from roedtraad.documents.models import Document
from roedtraad.initiatives import policy
from roedtraad.initiatives.actions.telling import BY_HAND, Origin, noted, refuse_unseen, said, told
from roedtraad.initiatives.models import (
    Boundary,
    Initiative,
    InitiativeLink,
    LeadRole,
    LinkKind,
    Milestone,
    Post,
    Risk,
    TargetGroup,
    Told,
    Vision,
)


@dataclass(frozen=True, slots=True)
class PostDetails:
    """A post of an initiative. Without a person or a name it is not filled; `leads`: its holder answers for it all.

    `is_wished`: somebody wants it, and nobody has made it yet.
    """

    title: str
    leads: bool = False
    person: Person | None = None
    as_written: str = ""
    party: Party | None = None
    sector: str = ""
    tasks: str = ""
    hours_a_week: Decimal | None = None
    days: Days = ALWAYS
    is_wished: bool = False


@dataclass(frozen=True, slots=True)
class LeadDetails:
    """A theme with which a collaboration goes first for all, and the rules it must meet."""

    theme: str
    vision: Vision | None = None
    rules: str = ""
    rules_by: str = ""
    rules_document: Document | None = None
    checked_by: str = ""
    meets_rules: bool | None = None
    days: Days = ALWAYS


@transaction.atomic
def set_target_group(
    *,
    viewer: Viewer,
    initiative: Initiative,
    text: str,
    days: Days = ALWAYS,
    party: Party | None = None,
    diagnosis: str = "",
    discharged_to: str = "",
    is_trial: bool = False,
    origin: Origin = BY_HAND,
) -> TargetGroup:
    """Say whom an initiative is for from a day on; with a party, only there.

    Diagnosis, and where people are discharged to, are kept beside the words where they are told.

    Raises:
        NotAllowed: the viewer does not keep initiatives here.
        Refused: no text, or days out of order.
    """
    policy.may_keep(viewer, initiative.collaboration).or_refuse()
    days.in_order()
    words = said(text, _("Write whom the initiative is for."))
    row = TargetGroup.objects.create(
        initiative=initiative,
        party=party,
        text=words,
        diagnosis=diagnosis.strip()[:200],
        discharged_to=discharged_to.strip()[:200],
        is_trial=is_trial,
        valid_from=days.first,
        valid_to=days.last,
        **told(initiative.record, viewer=viewer, origin=origin),
    )
    facts: dict[str, journal.Fact] = {"from": days.first, "party": party.pk if party else None}
    _noted(row, initiative, "target_group.set", viewer, origin, facts)
    return row


@transaction.atomic
def set_boundary(
    *, viewer: Viewer, initiative: Initiative, text: str, on: date, origin: Origin = BY_HAND
) -> Boundary:
    """Say what an initiative is not about, though somebody wanted it in.

    Raises:
        NotAllowed: the viewer does not keep initiatives here.
        Refused: no text.
    """
    policy.may_keep(viewer, initiative.collaboration).or_refuse()
    words = said(text, _("Write what the initiative is not about."), longest=500)
    row = Boundary.objects.create(
        initiative=initiative,
        on=on,
        text=words,
        **told(initiative.record, viewer=viewer, origin=origin),
    )
    _noted(row, initiative, "boundary.set", viewer, origin, {"on": on})
    return row


@transaction.atomic
def add_post(
    *, viewer: Viewer, initiative: Initiative, details: PostDetails, origin: Origin = BY_HAND
) -> Post:
    """Say that an initiative has a post, filled or not.

    Raises:
        NotAllowed: the viewer does not keep initiatives here.
        Refused: no title, days out of order, or somebody holds what is only wished for.
    """
    policy.may_keep(viewer, initiative.collaboration).or_refuse()
    details.days.in_order()
    if details.is_wished and (details.person is not None or details.as_written.strip()):
        raise Refused(
            "initiatives.post.wished", _("Nobody holds a post that is only wished for. Leave the name out.")
        )
    row = Post.objects.create(
        initiative=initiative,
        title=said(details.title, _("Write what the post is called."), longest=200),
        leads=details.leads,
        person=details.person,
        as_written=details.as_written.strip()[:200],
        party=details.party,
        sector=details.sector.strip()[:100],
        tasks=details.tasks.strip(),
        hours_a_week=details.hours_a_week,
        is_wished=details.is_wished,
        valid_from=details.days.first,
        valid_to=details.days.last,
        **told(initiative.record, viewer=viewer, origin=origin),
    )
    _noted(row, initiative, "post.added", viewer, origin, {"title": row.title})
    return row


@transaction.atomic
def add_milestone(
    *,
    viewer: Viewer,
    initiative: Initiative,
    text: str,
    due_on: date | None = None,
    due_as_told: str = "",
    after: Milestone | None = None,
    origin: Origin = BY_HAND,
) -> Milestone:
    """Say what is to be reached, by when, and after which step.

    Raises:
        NotAllowed: the viewer does not keep initiatives here.
        Refused: no text, or the step before belongs to another initiative.
    """
    policy.may_keep(viewer, initiative.collaboration).or_refuse()
    if after is not None and after.initiative_id != initiative.pk:
        raise Refused("initiatives.step", _("The step before belongs to another initiative."))
    row = Milestone.objects.create(
        initiative=initiative,
        text=said(text, _("Write what is to be reached."), longest=500),
        due_on=due_on,
        due_as_told=due_as_told.strip()[:200],
        after=after,
        **told(initiative.record, viewer=viewer, origin=origin),
    )
    _noted(row, initiative, "milestone.added", viewer, origin, {"due": due_on})
    return row


@transaction.atomic
def reach_milestone(*, viewer: Viewer, milestone: Milestone, on: date) -> None:
    """Say that a milestone was reached on a day.

    Raises:
        NotAllowed: the viewer neither leads the initiative nor keeps it.
        Refused: the day lies ahead.
    """
    policy.may_answer_for(viewer, milestone.initiative).or_refuse()
    if on > viewer.on:
        raise Refused("initiatives.ahead", _("That day lies ahead. Write it when it has come."))
    milestone.reached_on = on
    milestone.save(update_fields=["reached_on"])
    record = milestone.initiative.record
    journal.write(viewer.user, "initiatives.milestone.reached", record, facts={"on": on})


@transaction.atomic
def add_risk(
    *,
    viewer: Viewer,
    initiative: Initiative,
    text: str,
    on: date,
    answer: str = "",
    origin: Origin = BY_HAND,
) -> Risk:
    """Say what may go wrong, and what is done about it.

    Raises:
        NotAllowed: the viewer neither leads the initiative nor keeps it.
        Refused: no text.
    """
    policy.may_answer_for(viewer, initiative).or_refuse()
    row = Risk.objects.create(
        initiative=initiative,
        on=on,
        text=said(text, _("Write what may go wrong."), longest=500),
        answer=answer.strip()[:500],
        **told(initiative.record, viewer=viewer, origin=origin),
    )
    _noted(row, initiative, "risk.added", viewer, origin, {"on": on})
    return row


@transaction.atomic
def settle_risk(*, viewer: Viewer, risk: Risk, on: date, answer: str) -> None:
    """Say that a risk is over, and what was done.

    Raises:
        NotAllowed: the viewer neither leads the initiative nor keeps it.
        Refused: nothing is said of what was done.
    """
    policy.may_answer_for(viewer, risk.initiative).or_refuse()
    risk.answer = said(answer, _("Write what was done about it."), longest=500)
    risk.over_on = on
    risk.save(update_fields=["answer", "over_on"])
    journal.write(viewer.user, "initiatives.risk.settled", risk.initiative.record, facts={"on": on})


@transaction.atomic
def link_initiatives(
    *,
    viewer: Viewer,
    initiative: Initiative,
    kind: LinkKind,
    other: Initiative | None = None,
    as_written: str = "",
    reason: str = "",
    origin: Origin = BY_HAND,
) -> InitiativeLink:
    """Say that an initiative is spread from another, follows the same model, gathers it …; twice the same is once.

    The other may belong to another collaboration, or be known by its words only. Whoever may not see it is not told.

    Raises:
        NotAllowed: the viewer does not keep the first initiative.
        Refused: no other one, itself, or one that the viewer may not see.
    """
    policy.may_keep(viewer, initiative.collaboration).or_refuse()
    if other is not None:
        refuse_unseen(viewer, other.record)
        if other.pk == initiative.pk:
            raise Refused("initiatives.itself", _("An initiative cannot be linked to itself."))
        known = InitiativeLink.objects.filter(
            first=initiative, second=other, kind=kind, withdrawn_at=None
        ).first()
        if known is not None:
            return known
    elif not as_written.strip():
        raise Refused("initiatives.link", _("Choose the other initiative, or write which one it is."))
    row = InitiativeLink.objects.create(
        first=initiative,
        second=other,
        as_written=as_written.strip()[:300],
        kind=kind,
        reason=reason.strip()[:500],
        **told(initiative.record, viewer=viewer, origin=origin),
    )
    _noted(row, initiative, "link.added", viewer, origin, {"kind": str(kind), "other": row.second_id})
    return row


@transaction.atomic
def give_lead(
    *, viewer: Viewer, initiative: Initiative, details: LeadDetails, origin: Origin = BY_HAND
) -> LeadRole:
    """Say that with this initiative the collaboration goes first for all with a theme, under which rules.

    Raises:
        NotAllowed: the viewer does not keep initiatives here.
        Refused: no theme, or days out of order.
    """
    policy.may_keep(viewer, initiative.collaboration).or_refuse()
    details.days.in_order()
    row = LeadRole.objects.create(
        initiative=initiative,
        theme=said(details.theme, _("Write with which theme you go first."), longest=300),
        vision=details.vision,
        rules=details.rules.strip()[:300],
        rules_by=details.rules_by.strip()[:200],
        rules_document=details.rules_document,
        checked_by=details.checked_by.strip()[:200],
        meets_rules=details.meets_rules,
        valid_from=details.days.first,
        valid_to=details.days.last,
        **told(initiative.record, viewer=viewer, origin=origin),
    )
    _noted(row, initiative, "lead.given", viewer, origin, {"theme": row.theme})
    return row


def _noted(
    row: Told,
    initiative: Initiative,
    act: str,
    viewer: Viewer,
    origin: Origin,
    facts: dict[str, journal.Fact],
) -> None:
    noted(row, initiative.record, f"initiatives.{act}", viewer=viewer, origin=origin, facts=facts)
