"""How an action gets hold of a draft: locked, still open, and not changed by somebody else since the page was shown."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from roedtraad import danish
from roedtraad.accounts.models import User
from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.refusals import Refused
from roedtraad.importing import policy
from roedtraad.importing.models import Correction, Draft, DraftState
from roedtraad.importing.proposing import Content, content_of
from roedtraad.importing.sheet.anchors import find
from roedtraad.importing.sheet.overlay import Act
from roedtraad.importing.sheet.things import Field, Value


class Outdated(Refused):
    """Somebody else has changed the draft meanwhile. Nothing was saved, and nothing of theirs is overwritten.

    `by`, `at`: who changed it last, and when. `version` is the present one: sent again with it, the change is made.
    `theirs`: what now stands where this person wanted to write, if it is one value.
    """

    def __init__(self, draft: Draft, *, theirs: Value | None = None) -> None:
        who = draft.changed_by.name or draft.changed_by.email if draft.changed_by else _("The program")
        super().__init__(
            "importing.outdated",
            _(
                "%(who)s changed this draft at %(when)s, after you opened it. Yours is not saved yet: "
                "look at what was changed, and save again."
            )
            % {"who": who, "when": danish.clock(timezone.localtime(draft.changed_at))},
        )
        self.version = draft.version
        self.by: User | None = draft.changed_by
        self.at: datetime = draft.changed_at
        self.theirs = theirs


def locked(draft: Draft, *, viewer: Viewer) -> Draft:
    """Return the draft as it stands now, locked until the transaction ends. Three queries at most.

    Raises:
        NotAllowed: the viewer does not keep its document.
    """
    row = (
        Draft.objects.select_for_update(of=("self",))
        .select_related("record", "document__record", "reading__text", "batch__collaboration", "changed_by")
        .get(pk=draft.pk)
    )
    policy.may_work_on(viewer, row).or_refuse()
    return row


def open_draft(draft: Draft, *, viewer: Viewer) -> Draft:
    """Return the draft, locked, if it still waits for a person.

    Raises:
        NotAllowed: the viewer does not keep its document.
        Refused: it was accepted or set aside.
    """
    row = locked(draft, viewer=viewer)
    if row.state == DraftState.ACCEPTED:
        raise Refused(
            "importing.accepted",
            _("This draft has been accepted. Change the meeting that it became instead."),
        )
    if row.state == DraftState.SET_ASIDE:
        raise Refused("importing.set_aside", _("This draft was set aside. Take it up again first."))
    return row


def as_shown(draft: Draft, *, viewer: Viewer, version: int) -> Draft:
    """Return the open draft, locked, if it stands as this person saw it.

    Raises:
        Outdated: it was changed after `version`.
    """
    row = open_draft(draft, viewer=viewer)
    if row.version != version:
        raise Outdated(row)
    return row


def for_change(
    draft: Draft, *, viewer: Viewer, version: int, ref: str, field: Field | None = None
) -> Content:
    """Return the content of the open draft, locked, where nobody else touched the same since `version`.

    A change of another thing, or of another value of the same thing, disturbs nobody. With no field, any change of
    the thing does.

    Raises:
        Outdated: the same was changed, things were taken apart, joined or removed, or the document was read anew.
    """
    row = open_draft(draft, viewer=viewer)
    content = content_of(row)
    if version < row.version:
        if row.reread_version is not None and row.reread_version > version:
            raise Outdated(row)
        for correction in _since(row, version):
            if _disturbs(content, correction, ref, field):
                thing = content.sheet.thing(ref)
                raise Outdated(row, theirs=thing.said(field) if thing is not None and field else None)
    elif version > row.version:
        raise Outdated(row)
    return content


def _since(draft: Draft, version: int) -> Iterator[Correction]:
    yield from Correction.objects.filter(draft=draft, version__gt=version)
    yield from Correction.objects.filter(draft=draft, version__lte=version, withdrawn_version__gt=version)


def _disturbs(content: Content, correction: Correction, ref: str, field: Field | None) -> bool:
    if correction.withdrawn_at is not None or correction.act in (Act.MERGE, Act.SPLIT, Act.REMOVE):
        return True
    if correction.act == Act.ADD:
        return False
    landed = content.overlaid.landed.get(correction.pk)
    thing = find(content.sheet, landed.anchor) if landed is not None else None
    return thing is None or (thing.ref == ref and (field is None or correction.field == field))
