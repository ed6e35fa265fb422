"""Who may see findings, and who may settle them."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from roedtraad.accounts.models import Audience
from roedtraad.accounts.policy import Circle, Viewer, visible
from roedtraad.accounts.refusals import Answer, no, yes
from roedtraad.checks.models import Finding
from roedtraad.documents import policy as documents_policy


def seen_by(viewer: Viewer) -> Q:
    """Return the filter over `Finding` for what this viewer may know of. Part of one query.

    A finding of a draft is for whoever works on the document. That of a record is for the body's own people who may
    see the record, so that what an item keeps closed shows in no list and no count, also when it is closed later.
    """
    standing = Q(record__withdrawn_at=None)
    if viewer.is_administrator:
        return standing
    if not viewer.tokens:
        return Q(pk=None)
    own = Q(Exists(Audience.objects.filter(record=OuterRef("pk"), token__in=viewer.tokens)))
    about = Q(subject__isnull=True) | visible(viewer, record="subject")
    return standing & own & about


def may_settle(viewer: Viewer, finding: Finding) -> Answer:
    """May this viewer explain a finding, say that it is corrected, or set it aside? At most two queries.

    The secretariat of the body; before there is one, whoever keeps the document.
    """
    code = "checks.settle"
    if finding.body_id is not None and viewer.holds(Circle.SECRETARIAT.of(finding.body_id)):
        return yes(code, why="secretariat of the body, or administrator")
    document = finding.document if finding.body_id is None else None
    if document is not None and documents_policy.may_keep(viewer, document):
        return yes(code, why="keeps the document")
    return no(
        code, _("Only the secretariat of the body can settle what does not add up. Ask the secretariat.")
    )
