"""Who may open cases, write in them, and say that two are one."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from roedtraad.accounts.policy import Circle, Viewer, may_see
from roedtraad.accounts.refusals import Answer, no, yes
from roedtraad.bodies.models import Body
from roedtraad.bodies.policy import may_keep_body
from roedtraad.cases.models import Case, CaseDraft, CaseWriter, Consideration, DraftState


def may_open(viewer: Viewer, body: Body) -> Answer:
    """May this viewer open a case that this body treats first? No query."""
    return may_keep_body(viewer, body)


def may_use(viewer: Viewer, case: Case) -> Answer:
    """May this viewer put the case before a body of theirs, or link it? They must be able to see it. One query."""
    if may_see(viewer, case.record):
        return yes("cases.use", why="may see the case")
    return no("cases.use", _("There is no such case."))


def may_keep(viewer: Viewer, case: Case) -> Answer:
    """May this viewer change the case? The secretariat of a body that treats it, and who raised it. Two queries."""
    code = "cases.keep"
    if not may_see(viewer, case.record):
        return no(code, _("There is no such case."))
    if viewer.is_administrator:
        return yes(code, why="administrator")
    if case.raised_by_id is not None and viewer.holds(Circle.PERSON.of(case.raised_by_id)):
        return yes(code, why="raised the case")
    prefix = f"{Circle.SECRETARIAT}:"
    bodies = [int(token.removeprefix(prefix)) for token in viewer.tokens if token.startswith(prefix)]
    if bodies and Consideration.objects.filter(case=case, body__in=bodies).exists():
        return yes(code, why="secretariat of a body that treats the case")
    return no(
        code, _("Only the secretariat of a body that treats this case can change it. Ask the secretariat.")
    )


def may_write(viewer: Viewer, draft: CaseDraft) -> Answer:
    """May this viewer write in a case? The secretariat of its body, and who was invited to. One query at most."""
    code = "cases.write"
    if viewer.holds(Circle.SECRETARIAT.of(draft.body_id)):
        return yes(code, why="secretariat of the body, or administrator")
    if _is_invited(viewer, draft, may_write=True):
        return yes(code, why="was invited to write")
    return no(
        code,
        _("Only the secretariat and those who are invited can write in this case. Ask the secretariat."),
    )


def may_add_papers(viewer: Viewer, draft: CaseDraft) -> Answer:
    """May this viewer bring papers to a case? Whoever writes in it; once it is ready, the secretariat. One query at most."""
    if draft.state == DraftState.DRAFT:
        return may_write(viewer, draft)
    if viewer.holds(Circle.SECRETARIAT.of(draft.body_id)):
        return yes("cases.papers", why="secretariat of the body, or administrator")
    return no(
        "cases.papers",
        _("The case is ready. Ask the secretariat to add the paper, or to open the case for writing."),
    )


def may_propose(viewer: Viewer, body: Body) -> Answer:
    """May this viewer propose a case to a body? Whoever belongs to its circle. No query."""
    if viewer.holds(Circle.CIRCLE.of(body.pk), Circle.MEMBERS.of(body.pk), Circle.SECRETARIAT.of(body.pk)):
        return yes("cases.propose", why="belongs to the body")
    return no("cases.propose", _("Only those who belong to a body can propose a case to it."))


def may_read_draft(viewer: Viewer, draft: CaseDraft) -> Answer:
    """May this viewer read a case while it is written? Whoever writes in it, or was asked to read it. One query at most."""
    code = "cases.read_draft"
    if viewer.holds(Circle.SECRETARIAT.of(draft.body_id)):
        return yes(code, why="secretariat of the body, or administrator")
    if _is_invited(viewer, draft):
        return yes(code, why="was invited")
    raised_by = draft.case.raised_by_id
    if raised_by is not None and viewer.holds(Circle.PERSON.of(raised_by)):
        return yes(code, why="raised the case")
    return no(code, _("The case is still being written. Ask the secretariat."))


def may_invite_writers(viewer: Viewer, draft: CaseDraft) -> Answer:
    """May this viewer say who writes in a case, and who reads it beforehand? No query."""
    if viewer.holds(Circle.SECRETARIAT.of(draft.body_id)):
        return yes("cases.invite", why="secretariat of the body, or administrator")
    return no("cases.invite", _("Only the secretariat of the body can invite people to a case."))


def _is_invited(viewer: Viewer, draft: CaseDraft, *, may_write: bool | None = None) -> bool:
    prefix = f"{Circle.PERSON}:"
    people = [int(token.removeprefix(prefix)) for token in viewer.tokens if token.startswith(prefix)]
    if not people:
        return False
    rows = CaseWriter.objects.filter(draft=draft, person__in=people)
    return (rows if may_write is None else rows.filter(may_write=may_write)).exists()
