"""Publish an agenda or minutes as files: frozen content, PDF and DOCX, signed; the next version when it changed."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from roedtraad import danish
from roedtraad.accounts import journal
from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.refusals import Refused
from roedtraad.documents.actions import store
from roedtraad.meetings import audience
from roedtraad.meetings.models import Meeting, MeetingPaper, MeetingState, PaperKind
from roedtraad.publishing import policy
from roedtraad.publishing.actions.correcting import end_correction
from roedtraad.publishing.actions.sending import needs_to_be_sent_out
from roedtraad.publishing.content import PaperContent, written
from roedtraad.publishing.models import (
    Approver,
    FileFormat,
    MinutesReview,
    Publication,
    PublishedFile,
    SigningKey,
)
from roedtraad.publishing.queries.composing import compose
from roedtraad.publishing.queries.looks import look_of
from roedtraad.publishing.queries.reviewing import approvals_of, approver_of
from roedtraad.publishing.queries.verifying import mark_of
from roedtraad.publishing.signing import sign
from roedtraad.publishing.typesetting import as_docx, as_pdf

LANGUAGE = "da"
MEDIA_TYPES = {
    FileFormat.PDF: "application/pdf",
    FileFormat.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@transaction.atomic
def issue(meeting: Meeting, kind: PaperKind, *, viewer: Viewer, at: datetime | None = None) -> Publication:
    """Let everybody see an agenda, or minutes, as a page and as files that say nothing that a citizen may not read.

    What a citizen would read now is frozen, made into a PDF (PDF/A-2a, PDF/UA-1) and a DOCX, and both are signed. It
    is a new version of the paper, unless that says what the last one said: then the last one is returned. Earlier
    versions stay as they are. Ninety queries at most.

    Raises:
        NotAllowed: the viewer does not keep the meeting, or one of its bodies does not publish.
        Refused: the meeting was cancelled, was not held (for minutes), has no items; its agenda was made here and not
            sent out; or those who approve its minutes have not approved what stands.
    """
    meeting = (
        Meeting.objects.select_for_update(of=("self",)).select_related("record", "body").get(pk=meeting.pk)
    )
    policy.may_publish(viewer, meeting).or_refuse()
    _can_be_issued(meeting, kind)
    moment = at or timezone.now()
    _is_approved(meeting, kind, viewer)
    correction = end_correction(meeting) if kind == PaperKind.MINUTES else ""
    last = _last(meeting, kind)
    paper = _paper(meeting, kind, last, moment)
    audience.renew([meeting.pk], on=viewer.on)
    content = _content(meeting, kind, version=paper.version, viewer=viewer)
    if last is not None and _same(last, content) and last.paper.published_at is not None:
        _put_back(paper, last)
        audience.renew([meeting.pk], on=viewer.on)
        return last
    publication = _publication(paper, content, viewer=viewer, at=moment, correction=correction)
    _files(publication, content, viewer=viewer, at=moment)
    audience.renew([meeting.pk], on=viewer.on)
    facts: dict[str, journal.Fact] = {"version": paper.version, "sha256": publication.content_sha256}
    journal.write(viewer.user, f"publishing.{kind}.issued", meeting.record, facts=facts)
    return publication


def _can_be_issued(meeting: Meeting, kind: PaperKind) -> None:
    if meeting.state == MeetingState.CANCELLED or (
        kind != PaperKind.AGENDA and meeting.state != MeetingState.HELD
    ):
        raise Refused(
            "publishing.not_held", _("The meeting has not been held, so there are no minutes to publish.")
        )
    if not meeting.items.filter(record__withdrawn_at__isnull=True).exists():
        raise Refused(
            "publishing.no_items", _("The meeting has no items yet. Put something on the agenda first.")
        )
    if kind == PaperKind.AGENDA:
        needs_to_be_sent_out(meeting)


def _is_approved(meeting: Meeting, kind: PaperKind, viewer: Viewer) -> None:
    """Refuse minutes that those who approve them have not approved as they stand."""
    review = MinutesReview.objects.filter(meeting=meeting).first()
    if kind != PaperKind.MINUTES or approver_of(meeting, review) == Approver.SECRETARIAT:
        return
    approvals = approvals_of(viewer, meeting, review)
    missing = [one.person.name for one in approvals if one.at is None]
    if missing or not approvals:
        sentence = (
            _("The minutes have not been approved by %(names)s. Send them for approval first.")
            % {"names": danish.listed(missing)}
            if missing
            else _(
                "Nobody is found who can approve the minutes. Enter who chairs the body, or who was there."
            )
        )
        raise Refused("publishing.not_approved", sentence)


def _last(meeting: Meeting, kind: PaperKind) -> Publication | None:
    rows = Publication.objects.filter(paper__meeting=meeting, paper__kind=kind).select_related("paper")
    return rows.order_by("-paper__version").first()


def _paper(meeting: Meeting, kind: PaperKind, last: Publication | None, at: datetime) -> MeetingPaper:
    """Return the row of the version that is made now: one that nobody made a file of yet, or a new one."""
    papers = MeetingPaper.objects.filter(meeting=meeting, kind=kind)
    waiting = papers.filter(document__isnull=True, publication__isnull=True, is_supplementary=False)
    paper = waiting.order_by("-version").first()
    if paper is None:
        version = (papers.aggregate(last=Max("version"))["last"] or 0) + 1
        paper = MeetingPaper(meeting=meeting, kind=kind, version=version)
    paper.published_at = at
    paper.save()
    return paper


def _put_back(paper: MeetingPaper, last: Publication) -> None:
    """Let no version be made that says what the last one says."""
    if paper.version > last.paper.version:
        paper.delete()
    else:
        MeetingPaper.objects.filter(pk=paper.pk).update(published_at=None)


@transaction.atomic
def take_back(publication: Publication, *, reason: str, viewer: Viewer) -> None:
    """Take one version out of sight, with its files: it said something that it should not. Other versions stay.

    Raises:
        NotAllowed: the viewer does not keep the meeting.
        Refused: there is no reason, or it is not published.
    """
    meeting = (
        Meeting.objects.select_for_update(of=("self",))
        .select_related("record")
        .get(papers__publication=publication)
    )
    policy.may_take_back(viewer, meeting).or_refuse()
    if not reason.strip():
        raise Refused("publishing.reason", _("Write why, so that others can understand it later."))
    papers = MeetingPaper.objects.filter(publication=publication, published_at__isnull=False)
    if not papers.update(published_at=None):
        raise Refused("publishing.not_published", _("Nothing of this meeting is published."))
    standing = MeetingPaper.objects.filter(meeting=meeting, published_at__isnull=False)
    if not standing.filter(kind=PaperKind.MINUTES).exists():
        end_correction(meeting)  # nothing is public that would have to stay as it is
    audience.renew([meeting.pk], on=viewer.on)
    if not standing.exists():
        audience.hide_people([meeting.pk])
    facts = {"version": publication.paper.version}
    journal.write(viewer.user, "publishing.version.taken_back", meeting.record, facts=facts, reason=reason)


def _content(meeting: Meeting, kind: PaperKind, *, version: int, viewer: Viewer) -> PaperContent:
    """Return what a citizen reads: composed for somebody who holds no token, after the paper was made public."""
    with translation.override(LANGUAGE):
        content = compose(Viewer(on=viewer.on), meeting.pk, kind, version=version)
    if content is None:
        raise RuntimeError("a meeting whose paper was published is not to be seen")
    return content


def _same(last: Publication, content: PaperContent) -> bool:
    return last.content == written(replace(content, version=last.paper.version))


def _publication(
    paper: MeetingPaper, content: PaperContent, *, viewer: Viewer, at: datetime, correction: str
) -> Publication:
    text = written(content)
    return Publication.objects.create(
        paper=paper,
        content=text,
        content_sha256=hashlib.sha256(text.encode()).hexdigest(),
        by=viewer.user,
        at=at,
        correction=correction,
    )


def _files(publication: Publication, content: PaperContent, *, viewer: Viewer, at: datetime) -> None:
    """Make, store and sign the files. The PDF is the paper's file; the Word file goes with it (`queries.files`)."""
    mark, paper = mark_of(publication.public_id), publication.paper
    logo = look_of(paper.meeting.body_id).logo
    made = {
        FileFormat.PDF: as_pdf(content, mark=mark, at=at, logo=logo),
        FileFormat.DOCX: as_docx(content, mark=mark, at=at, logo=logo),
    }
    name = f"{content.heading} {content.held_on} v{paper.version}"
    for file_format, data in made.items():
        document = store(
            data,
            filename=f"{name}.{file_format.value}",
            media_type=MEDIA_TYPES[file_format],
            viewer=viewer,
            body=paper.meeting.body,
        ).document
        public, signature = sign(document.sha256, publication=publication.public_id)
        key, _new = SigningKey.objects.get_or_create(public=public)
        PublishedFile.objects.create(
            publication=publication, format=file_format, document=document, key=key, signature=signature
        )
        if file_format == FileFormat.PDF:
            paper.document = document
            paper.save(update_fields=["document"])
