"""Who may bring files, work on drafts and accept them."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from roedtraad.accounts.models import Audience
from roedtraad.accounts.policy import Circle, Viewer
from roedtraad.accounts.refusals import Answer, no, yes
from roedtraad.bodies.models import Body
from roedtraad.documents import policy as documents_policy
from roedtraad.importing.models import Draft


def may_bring(viewer: Viewer, body: Body | None = None) -> Answer:
    """May this viewer bring files, for this body or for one that is not known yet? No query."""
    return documents_policy.may_store(viewer, body)


def may_work_on(viewer: Viewer, draft: Draft) -> Answer:
    """May this viewer see, correct, accept and set aside this draft? At most one query.

    Whoever keeps its document: the secretariat of its body; before a body is known, those secretariats that brought it.
    """
    return documents_policy.may_keep(viewer, draft.document)


def may_read_all(viewer: Viewer) -> Answer:
    """May this viewer let every document be read again by a newer reader? No query."""
    if viewer.is_administrator:
        return yes("importing.read_all", why="administrator")
    return no("importing.read_all", _("Only an administrator can let all documents be read again."))


def kept_by(viewer: Viewer, *, document: str = "document") -> Q:
    """Return the filter over rows whose path `document` leads to a document that the viewer keeps and that was not destroyed.

    The same rule as `may_work_on`, for lists.
    """
    standing = Q(
        **{f"{document}__record__withdrawn_at__isnull": True, f"{document}__purged_at__isnull": True}
    )
    if viewer.is_administrator:
        return standing
    offices = offices_of(viewer)
    if not offices:
        return Q(pk=None)
    bodies = [int(token.partition(":")[2]) for token in offices]
    brought = Audience.objects.filter(token__in=offices).values("record")
    of_body = Q(**{f"{document}__body__in": bodies})
    of_nobody = Q(**{f"{document}__body": None, f"{document}__in": brought})
    return standing & (of_body | of_nobody)


def offices_of(viewer: Viewer) -> list[str]:
    """Return the tokens of the secretariats that this viewer works in."""
    return sorted(token for token in viewer.tokens if token.startswith(f"{Circle.SECRETARIAT}:"))
