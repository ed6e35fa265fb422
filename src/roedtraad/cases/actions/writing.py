"""Write a case: begin it on the template of its body, write in its parts and points, say that it is ready.

Whoever writes says which revision they wrote from. If another has written since, what they wrote is kept aside for
them, and they are told (`Written.theirs`): nobody's words are lost, and nobody overwrites what they have not seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from html import escape

from django.db import transaction
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from roedtraad.accounts import journal
from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.refusals import Refused
from roedtraad.bodies.models import Body, Party, Person
from roedtraad.cases import policy
from roedtraad.cases.actions.opening import open_case
from roedtraad.cases.models import (
    Act,
    Case,
    CaseDraft,
    DraftPart,
    DraftPoint,
    DraftState,
    PartVersion,
    TemplatePart,
)
from roedtraad.cases.written.cleaning import cleaned
from roedtraad.cases.written.template import DEFAULT, POINTS, PartGiven

ONE_GO = timedelta(minutes=20)  # what one person writes within it is one version
LONGEST_PART = 200_000
MOST_POINTS = 40


@dataclass(frozen=True, slots=True)
class Written:
    """What became of something written. `theirs` is what another wrote meanwhile, which now stands."""

    revision: int
    theirs: str | None = None

    @property
    def is_aside(self) -> bool:
        """Return whether it was kept aside instead of becoming the text."""
        return self.theirs is not None


@dataclass(frozen=True, slots=True)
class DraftPointGiven:
    """A point as it is written; the act may still be open."""

    act: Act | None
    text: str


@transaction.atomic
def begin_draft(
    title: str,
    *,
    body: Body,
    viewer: Viewer,
    raised_by: Person | None = None,
    raised_by_party: Party | None = None,
) -> CaseDraft:
    """Open a case and begin to write it on the template of the body that treats it first.

    Raises:
        NotAllowed: the viewer is not of the body's secretariat.
        Refused: the case has no title.
    """
    case = open_case(title, body=body, viewer=viewer, raised_by=raised_by, raised_by_party=raised_by_party)
    return draft_on_template(case, body)


@transaction.atomic
def write_known_case(case: Case, *, body: Body, viewer: Viewer) -> CaseDraft:
    """Begin to write a case that has no draft yet (it was read in old minutes); return the draft that there is.

    Raises:
        NotAllowed: the viewer does not keep the case, or is not of the body's secretariat.
    """
    policy.may_keep(viewer, case).or_refuse()
    policy.may_open(viewer, body).or_refuse()
    known = CaseDraft.objects.filter(case=case).first()
    return known or draft_on_template(case, body)


def draft_on_template(case: Case, body: Body, *, state: DraftState = DraftState.DRAFT) -> CaseDraft:
    """Save the draft of a case with the parts of its body's template. In the caller's transaction, and its policy."""
    draft = CaseDraft.objects.create(case=case, body=body, state=state)
    own = [
        PartGiven(one.key, one.heading, one.help, one.is_required)
        for one in TemplatePart.objects.filter(body=body).order_by("order")
    ]
    DraftPart.objects.bulk_create(
        DraftPart(
            draft=draft,
            key=part.key,
            kind=DraftPart.Kind.POINTS if part.key == POINTS else DraftPart.Kind.TEXT,
            heading=str(part.heading),
            help=str(part.help),
            is_required=part.is_required,
            order=order,
        )
        for order, part in enumerate(own or DEFAULT, start=1)
    )
    return draft


@transaction.atomic
def write_part(part: DraftPart, html: str, *, based_on: int, at: datetime, viewer: Viewer) -> Written:
    """Write a part, in place of what it said at revision `based_on`. Seven queries, two where nothing is new.

    Raises:
        NotAllowed: the viewer does not write in this case.
        Refused: the case is ready, or the text is too long.
    """
    part = _open_part(part.pk, viewer=viewer)
    html = cleaned(html)
    if len(html) > LONGEST_PART:
        raise Refused("cases.too_long", _("The text is too long. Put some of it into an attachment."))
    if html == part.html and not _has_aside(part, viewer):
        return Written(part.revision)
    if part.revision != based_on and not _is_own(part, based_on, viewer):
        _put_version(part, html, at=at, viewer=viewer, is_aside=True)
        return Written(part.revision, theirs=part.html)
    return _stands(part, html, at=at, viewer=viewer)


@transaction.atomic
def write_points(
    draft: CaseDraft, points: Sequence[DraftPointGiven], *, based_on: int, at: datetime, viewer: Viewer
) -> Written:
    """Write what is recommended, in place of the points at revision `based_on`. Points without words and act go.

    Raises:
        NotAllowed: the viewer does not write in this case.
        Refused: the case is ready, or there are too many points.
    """
    part = _open_part(draft.parts.get(kind=DraftPart.Kind.POINTS).pk, viewer=viewer)
    kept = [one for one in points if one.act or one.text.strip()]
    if len(kept) > MOST_POINTS:
        raise Refused("cases.too_many_points", _("That is more points than a meeting can treat. Join some."))
    html = _as_html(kept)
    if html == part.html:
        return Written(part.revision)
    if part.revision != based_on and not _is_own(part, based_on, viewer):
        _put_version(part, html, at=at, viewer=viewer, is_aside=True)
        return Written(part.revision, theirs=part.html)
    DraftPoint.objects.filter(draft=draft).delete()
    DraftPoint.objects.bulk_create(
        DraftPoint(draft=draft, order=order, act=one.act or "", text=" ".join(one.text.split()))
        for order, one in enumerate(kept, start=1)
    )
    return _stands(part, html, at=at, viewer=viewer)


def _open_part(pk: int, *, viewer: Viewer) -> DraftPart:
    """Return a part in which the viewer may write, locked until the end of the transaction."""
    part = (
        DraftPart.objects.select_for_update(of=("self",))
        .select_related("draft__case__record", "draft__body")
        .get(pk=pk)
    )
    policy.may_write(viewer, part.draft).or_refuse()
    if part.draft.state == DraftState.PROPOSED:
        raise Refused("cases.proposed", _("The case is only proposed. Answer the proposal first."))
    if part.draft.state != DraftState.DRAFT:
        raise Refused("cases.ready", _("The case is ready. Take it back to write in it again."))
    return part


def _is_own(part: DraftPart, based_on: int, viewer: Viewer) -> bool:
    """Return whether only the viewer has written since: in another window, or the answer to saving was lost."""
    since = PartVersion.objects.filter(part=part, is_aside=False, number__gt=based_on)
    others = since.exclude(by=viewer.user) if viewer.user else since
    return not others.exists()


def _has_aside(part: DraftPart, viewer: Viewer) -> bool:
    """Return whether the viewer's last words were kept aside: then even what stands already is their answer to it."""
    last = PartVersion.objects.filter(part=part, by=viewer.user).order_by("number").last()
    return last is not None and last.is_aside


def _stands(part: DraftPart, html: str, *, at: datetime, viewer: Viewer) -> Written:
    part.html, part.revision = html, part.revision + 1
    part.save(update_fields=["html", "revision"])
    _put_version(part, html, at=at, viewer=viewer, is_aside=False)
    return Written(part.revision)


def _put_version(part: DraftPart, html: str, *, at: datetime, viewer: Viewer, is_aside: bool) -> None:
    """Save a version; what the same person goes on writing is the same one, with the number of its last revision."""
    last = PartVersion.objects.filter(part=part).order_by("number").last()
    number = part.revision if not is_aside else (last.number if last else 0) + 1
    goes_on = last is not None and last.by == viewer.user and last.is_aside == is_aside
    if last is not None and goes_on and at - last.begun_at < ONE_GO:
        last.html, last.saved_at = html, at
        last.number = last.number if is_aside else part.revision
        last.save(update_fields=["html", "saved_at", "number"])
        return
    if last is not None and number <= last.number:
        number = last.number + 1
    if not is_aside and number != part.revision:
        part.revision = number
        part.save(update_fields=["revision"])
    PartVersion.objects.create(
        part=part, number=number, html=html, by=viewer.user, begun_at=at, saved_at=at, is_aside=is_aside
    )
    act = "cases.part.kept_aside" if is_aside else "cases.part.written"
    journal.write(
        viewer.user, act, part.draft.case.record, facts={"part": part.key, "number": number, "text": html}
    )


def _as_html(points: Sequence[DraftPointGiven]) -> str:
    """Return the points as the text that their versions are compared by."""
    lines = (
        f"<li>{escape(capfirst(str(one.act.label)) if one.act else '–')}: {escape(' '.join(one.text.split()))}</li>"
        for one in points
    )
    return cleaned(f"<ol>{''.join(lines)}</ol>") if points else ""
