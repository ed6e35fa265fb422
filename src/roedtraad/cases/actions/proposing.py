"""A member proposes a case; the secretariat takes it up, or declines it with a reason that the member reads."""

from __future__ import annotations

from datetime import datetime
from html import escape

from django.db import transaction
from django.utils.translation import gettext as _

from roedtraad.accounts import journal
from roedtraad.accounts.models import RecordKind
from roedtraad.accounts.policy import Circle, Viewer
from roedtraad.accounts.records import register
from roedtraad.accounts.refusals import Refused
from roedtraad.bodies.models import Body, Person
from roedtraad.cases import policy
from roedtraad.cases.actions.writing import draft_on_template
from roedtraad.cases.models import (
    Case,
    CaseDraft,
    CaseWriter,
    Consideration,
    DraftPart,
    DraftState,
    PartVersion,
)
from roedtraad.cases.written.template import SUMMARY

LONGEST_WHY = 4000


@transaction.atomic
def propose_case(title: str, why: str, *, body: Body, at: datetime, viewer: Viewer) -> CaseDraft:
    """Propose a case to a body that one belongs to; its secretariat and whoever proposes it see it.

    Raises:
        NotAllowed: the viewer does not belong to the body.
        Refused: the case has no title, or nothing says why.
    """
    policy.may_propose(viewer, body).or_refuse()
    title, why = " ".join(title.split())[:300], why.strip()[:LONGEST_WHY]
    if not title:
        raise Refused("cases.no_title", _("Give it a title."))
    if not why:
        raise Refused("cases.no_words", _("Write why the body should treat it."))
    person = _person(viewer)
    case = Case.objects.create(
        record=register(
            RecordKind.CASE, audience=[Circle.SECRETARIAT.of(body.pk), Circle.PERSON.of(person.pk)]
        ),
        title=title,
        collaboration_id=body.collaboration_id,
        raised_by=person,
        begun_on=viewer.on,
    )
    Consideration.objects.create(case=case, body=body, order=1)
    draft = draft_on_template(case, body, state=DraftState.PROPOSED)
    _put_words(draft, why, at=at, viewer=viewer)
    journal.write(viewer.user, "cases.case.proposed", case.record, facts={"title": title, "why": why})
    return draft


@transaction.atomic
def take_up_proposal(draft: CaseDraft, *, viewer: Viewer) -> None:
    """Let a proposal be written as a case; whoever proposed it writes too.

    Raises:
        NotAllowed: the viewer is not of the secretariat of the body.
        Refused: it has been answered.
    """
    draft = _proposal(draft, viewer=viewer)
    draft.state = DraftState.DRAFT
    draft.save(update_fields=["state"])
    person = draft.case.raised_by
    if person is not None:
        CaseWriter.objects.get_or_create(draft=draft, person=person)
    journal.write(viewer.user, "cases.draft.taken_in", draft.case.record)


@transaction.atomic
def decline_proposal(draft: CaseDraft, *, reason: str, viewer: Viewer) -> None:
    """Say that a proposal does not become a case, and why; whoever proposed it reads it.

    Raises:
        NotAllowed: the viewer is not of the secretariat of the body.
        Refused: it has been answered, or there is no reason.
    """
    draft = _proposal(draft, viewer=viewer)
    if not reason.strip():
        raise Refused("cases.reason", _("Write why, so that whoever proposed it can understand it."))
    draft.state, draft.declined_because = DraftState.DECLINED, reason.strip()[:300]
    draft.save(update_fields=["state", "declined_because"])
    journal.write(viewer.user, "cases.draft.declined", draft.case.record, reason=reason.strip())


def _proposal(draft: CaseDraft, *, viewer: Viewer) -> CaseDraft:
    rows = CaseDraft.objects.select_for_update(of=("self",)).select_related("case__record", "case__raised_by")
    row = rows.get(pk=draft.pk)
    policy.may_invite_writers(viewer, row).or_refuse()
    if row.state != DraftState.PROPOSED:
        raise Refused("cases.answered", _("The proposal has been answered already."))
    return row


def _person(viewer: Viewer) -> Person:
    person = Person.objects.filter(pk=viewer.person_id).first() if viewer.person_id else None
    if person is None:
        raise Refused("cases.nobody", _("Your user belongs to no person yet. Ask the secretariat."))
    return person


def _put_words(draft: CaseDraft, why: str, *, at: datetime, viewer: Viewer) -> None:
    """Put what was proposed into the first part that is a text, as its first version."""
    texts = list(draft.parts.filter(kind=DraftPart.Kind.TEXT).order_by("order"))
    part = next((one for one in texts if one.key == SUMMARY), texts[0] if texts else None)
    if part is None:
        return
    lines = (f"<p>{escape(' '.join(line.split()))}</p>" for line in why.splitlines() if line.strip())
    part.html, part.revision = "".join(lines), 1
    part.save(update_fields=["html", "revision"])
    PartVersion.objects.create(part=part, number=1, html=part.html, by=viewer.user, begun_at=at, saved_at=at)
