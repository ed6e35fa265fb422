"""Invite people to write in a case, or to read it before it is ready; and what they say to it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from roedtraad.accounts import journal
from roedtraad.accounts.models import Audience
from roedtraad.accounts.policy import Circle, Viewer
from roedtraad.accounts.refusals import Refused
from roedtraad.bodies.models import Person
from roedtraad.cases import policy
from roedtraad.cases.actions.papers import hide_papers_from, show_papers_to
from roedtraad.cases.models import CaseDraft, CaseRemark, CaseWriter, DraftPart


@transaction.atomic
def invite_writer(draft: CaseDraft, person: Person, *, viewer: Viewer, may_write: bool = True) -> CaseWriter:
    """Let somebody write in a case, or only read and remark; said again it is changed. They see the case from now.

    Raises:
        NotAllowed: the viewer is not of the secretariat of the body.
    """
    policy.may_invite_writers(viewer, draft).or_refuse()
    row, _is_new = CaseWriter.objects.update_or_create(
        draft=draft, person=person, defaults={"may_write": may_write}
    )
    Audience.objects.get_or_create(record=draft.case.record, token=Circle.PERSON.of(person.pk))
    show_papers_to(draft.case, Circle.PERSON.of(person.pk))
    journal.write(
        viewer.user,
        "cases.writer.invited",
        draft.case.record,
        facts={"person": person.pk, "may_write": may_write},
    )
    return row


@transaction.atomic
def end_writer(writer: CaseWriter, *, viewer: Viewer) -> None:
    """Take an invitation back; what was written stays.

    Raises:
        NotAllowed: the viewer is not of the secretariat of the body.
    """
    draft, person = writer.draft, writer.person_id
    policy.may_invite_writers(viewer, draft).or_refuse()
    writer.delete()
    if draft.case.raised_by_id != person:
        Audience.objects.filter(record=draft.case.record, token=Circle.PERSON.of(person)).delete()
        hide_papers_from(draft.case, Circle.PERSON.of(person))
    journal.write(viewer.user, "cases.writer.ended", draft.case.record, facts={"person": person})


@transaction.atomic
def remark(
    draft: CaseDraft, text: str, *, at: datetime, viewer: Viewer, part: DraftPart | None = None
) -> CaseRemark:
    """Say something to a case, or to a part of it, that whoever writes it will see.

    Raises:
        NotAllowed: the viewer does not read this case while it is written.
        Refused: there are no words.
    """
    policy.may_read_draft(viewer, draft).or_refuse()
    if not text.strip() or viewer.user is None:
        raise Refused("cases.no_words", _("Write what you want to say."))
    row = CaseRemark.objects.create(
        draft=draft, part=part, by=viewer.user, text=text.strip()[:4000], made_at=at
    )
    journal.write(viewer.user, "cases.remark.made", draft.case.record, facts={"text": row.text})
    return row


@transaction.atomic
def settle_remark(row: CaseRemark, *, at: datetime, viewer: Viewer) -> None:
    """Say that a remark has been dealt with.

    Raises:
        NotAllowed: the viewer does not write in this case.
    """
    policy.may_write(viewer, row.draft).or_refuse()
    CaseRemark.objects.filter(pk=row.pk, settled_at=None).update(settled_at=at)
    journal.write(viewer.user, "cases.remark.settled", row.draft.case.record, facts={"remark": row.pk})
