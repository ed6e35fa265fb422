"""Who may open cases, write in them, and say that two are one."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from roedtraad.accounts.policy import Circle, Viewer, may_see
from roedtraad.accounts.refusals import Answer, no, yes
from roedtraad.bodies.models import Body
from roedtraad.bodies.policy import may_keep_body
from roedtraad.cases.models import Case, Consideration


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
