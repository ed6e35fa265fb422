"""The papers of a case: bring a file, bring its next version, say what it is, put it in order, take it out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _

from roedtraad import danish
from roedtraad.accounts import journal
from roedtraad.accounts.models import Audience, RecordKind
from roedtraad.accounts.policy import Circle, Viewer
from roedtraad.accounts.records import register, set_audience, withdraw
from roedtraad.accounts.refusals import Refused
from roedtraad.cases import policy
from roedtraad.cases.models import Attachment, Case, CaseDraft
from roedtraad.cases.papers import LONGEST_HEAD, kind_of, title_of
from roedtraad.documents.actions import store
from roedtraad.documents.models import Document

MOST_PAPERS = 100
MOST_BYTES = 300 * 1024 * 1024  # of one case


@dataclass(frozen=True, slots=True)
class PaperGiven:
    """What is said of a paper. Without a title it is called as its file."""

    title: str = ""
    is_closed: bool = False
    status: Attachment.Status = Attachment.Status.DRAFT


@transaction.atomic
def add_paper(draft: CaseDraft, file: File[Any], given: PaperGiven, *, viewer: Viewer) -> Attachment:
    """Add a file to a case, last among its papers; those who write and read the draft see it. Twice the same is once.

    An agenda that takes the case lists it (`meetings.actions.list_papers`).

    Raises:
        NotAllowed: the viewer does not write in this case now.
        Refused: it is empty, too large, of a kind that is not taken, or the case has too many papers.
    """
    draft = _locked(draft)
    policy.may_add_papers(viewer, draft).or_refuse()
    name = file.name or ""
    title = " ".join((given.title or title_of(name)).split())[:300]
    if not title:
        raise Refused("cases.no_title", _("Give it a title."))
    document = _stored(draft, file, viewer=viewer)
    papers = standing_papers(draft.case)
    known = next((one for one in papers if one.document_id == document.pk and one.title == title), None)
    if known is not None:
        return known
    _has_room(papers, document)
    attachment = _added(draft, document, title, given, viewer=viewer, order=_last(papers) + 1)
    facts: dict[str, journal.Fact] = {"title": title, "sha256": document.sha256}
    journal.write(viewer.user, "cases.attachment.added", attachment.record, facts=facts)
    return attachment


@transaction.atomic
def add_version(old: Attachment, file: File[Any], *, status: Attachment.Status, viewer: Viewer) -> Attachment:
    """Bring the next version of a paper: it takes the place of the one before, which is kept and still leads to its file.

    Raises:
        NotAllowed: the viewer does not write in this case now.
        Refused: as `add_paper`; or the paper has a newer version already.
    """
    draft = _draft_of(old)
    policy.may_add_papers(viewer, draft).or_refuse()
    if Attachment.objects.filter(replaces=old).exists():
        raise Refused(
            "cases.replaced", _("Somebody has brought a newer version of this paper. Look at that one first.")
        )
    document = _stored(draft, file, viewer=viewer)
    if document.pk == old.document_id:
        raise Refused("cases.same_file", _("This is the same file as the one that is there already."))
    given = PaperGiven(old.title, old.is_closed, status)
    new = _added(draft, document, old.title, given, viewer=viewer, order=old.order, replaces=old)
    facts: dict[str, journal.Fact] = {"title": new.title, "sha256": document.sha256}
    journal.write(viewer.user, "cases.attachment.replaced", new.record, facts=facts)
    return new


@transaction.atomic
def change_paper(paper: Attachment, given: PaperGiven, *, viewer: Viewer) -> None:
    """Say anew what a paper is called, and whether it is a draft. Closed or open is `set_paper_closed`.

    Raises:
        NotAllowed: the viewer does not write in this case now.
        Refused: it has no title.
    """
    policy.may_add_papers(viewer, _draft_of(paper)).or_refuse()
    title = " ".join(given.title.split())[:300]
    if not title:
        raise Refused("cases.no_title", _("Give it a title."))
    if (title, given.status) == (paper.title, paper.status):
        return
    paper.title, paper.status = title, given.status
    paper.save(update_fields=["title", "status"])
    journal.write(viewer.user, "cases.attachment.changed", paper.record, facts={"title": title})


@transaction.atomic
def set_paper_closed(paper: Attachment, is_closed: bool, *, viewer: Viewer) -> None:
    """Close or open a paper that no meeting lists; where one does, it is `meetings.actions.set_attachment_closed`.

    Raises:
        NotAllowed: the viewer does not write in this case now.
    """
    policy.may_add_papers(viewer, _draft_of(paper)).or_refuse()
    if paper.is_closed == is_closed:
        return
    paper.is_closed = is_closed
    paper.save(update_fields=["is_closed"])
    act = "cases.attachment.closed" if is_closed else "cases.attachment.opened"
    journal.write(viewer.user, act, paper.record)


@transaction.atomic
def order_papers(draft: CaseDraft, papers: Sequence[int], *, viewer: Viewer) -> None:
    """Put the papers of a case in this order; all of them are named.

    Raises:
        NotAllowed: the viewer does not write in this case now.
        Refused: somebody added or took out a paper in the meantime.
    """
    draft = _locked(draft)
    policy.may_add_papers(viewer, draft).or_refuse()
    rows = {one.pk: one for one in standing_papers(draft.case)}
    if sorted(papers) != sorted(rows):
        raise Refused(
            "cases.order", _("The case was changed in the meantime. Look at it again, and try once more.")
        )
    for order, pk in enumerate(papers, start=1):
        rows[pk].order = order
    Attachment.objects.bulk_update(rows.values(), ["order"])
    journal.write(viewer.user, "cases.attachment.ordered", draft.case.record)


@transaction.atomic
def take_out_paper(paper: Attachment, *, reason: str, viewer: Viewer) -> None:
    """Take a paper out of a case; the file and the journal keep it. The caller has seen to it that no meeting lists it.

    Raises:
        NotAllowed: the viewer does not write in this case now.
        Refused: there is no reason.
    """
    policy.may_add_papers(viewer, _draft_of(paper)).or_refuse()
    if not reason.strip() or viewer.user is None:
        raise Refused("cases.reason", _("Write why, so that others can understand it later."))
    withdraw(paper.record, by=viewer.user, reason=reason.strip())


def retire(papers: Sequence[Attachment]) -> None:
    """Let papers that no meeting lists any more be seen by those who write the case, and their files too.

    In the caller's transaction; the caller asks the policy, and knows that nobody else lists the files.
    """
    for paper in papers:
        if paper.case is not None:
            records = [paper.record, *([paper.document.record] if paper.document else [])]
            set_audience(records, tokens=_drafting(paper.case), is_public=False)


def standing_papers(case: Case) -> list[Attachment]:
    """Return the newest versions of the papers of a case, in order. One query."""
    rows = Attachment.objects.filter(case=case, record__withdrawn_at=None, replaced_by=None)
    return list(rows.select_related("record", "document").order_by("order", "pk"))


def show_papers_to(case: Case, token: str) -> None:
    """Let one more person who writes or reads a draft see its papers and their files. In the caller's transaction."""
    papers = Attachment.objects.filter(case=case, record__withdrawn_at=None)
    ids = {pk for row in papers.values_list("pk", "document") for pk in row if pk is not None}
    _let_see(ids, [token])


def hide_papers_from(case: Case, token: str) -> None:
    """Take that back. In the caller's transaction."""
    ids = Attachment.objects.filter(case=case).values_list("pk", "document")
    Audience.objects.filter(record__in={pk for row in ids for pk in row if pk}, token=token).delete()


def _locked(draft: CaseDraft) -> CaseDraft:
    rows = CaseDraft.objects.select_for_update(of=("self",)).select_related("case__record", "body")
    return rows.get(pk=draft.pk)


def _draft_of(paper: Attachment) -> CaseDraft:
    found = CaseDraft.objects.select_for_update(of=("self",)).select_related("case__record", "body")
    draft = found.filter(case=paper.case_id).first()
    if draft is None:
        raise Refused("cases.no_draft", _("This paper belongs to no case that is written here."))
    return draft


def _stored(draft: CaseDraft, file: File[Any], *, viewer: Viewer) -> Document:
    """Keep the file for the body of the case, and let those see it who see the draft."""
    name = file.name or ""
    file.seek(0)
    kind = kind_of(name, file.read(LONGEST_HEAD))
    file.seek(0)
    answer = policy.may_add_papers(viewer, draft)
    document = store(
        file, filename=name, media_type=kind.media_type, viewer=viewer, body=draft.body, answer=answer
    ).document
    _let_see([document.pk], _drafting(draft.case))
    return document


def _has_room(papers: Sequence[Attachment], document: Document) -> None:
    if len(papers) >= MOST_PAPERS:
        raise Refused(
            "cases.too_many_papers",
            _("A case has at most %(number)s papers. Put some of them together.") % {"number": MOST_PAPERS},
        )
    size = sum(one.document.size_bytes for one in papers if one.document) + document.size_bytes
    if size > MOST_BYTES:
        raise Refused(
            "cases.too_large",
            _("The papers of a case have at most %(limit)s together. Make the files smaller.")
            % {"limit": danish.size(MOST_BYTES)},
        )


def _last(papers: Sequence[Attachment]) -> int:
    return max((one.order for one in papers), default=0)


def _added(
    draft: CaseDraft,
    document: Document,
    title: str,
    given: PaperGiven,
    *,
    viewer: Viewer,
    order: int,
    replaces: Attachment | None = None,
) -> Attachment:
    return Attachment.objects.create(
        record=register(RecordKind.ATTACHMENT, audience=_drafting(draft.case)),
        case=draft.case,
        title=title,
        document=document,
        is_closed=given.is_closed,
        status=given.status,
        order=order,
        replaces=replaces,
    )


def _drafting(case: Case) -> list[str]:
    """Return the tokens of those who see a case while it is written: secretariats, and people who write or read it."""
    rows = Audience.objects.filter(record=case.record).values_list("token", flat=True)
    own = (f"{Circle.SECRETARIAT}:", f"{Circle.PERSON}:")
    writers = {Circle.PERSON.of(pk) for pk in case.draft.writers.values_list("person", flat=True)}
    raised = {Circle.PERSON.of(case.raised_by_id)} if case.raised_by_id else set()
    return [
        token
        for token in rows
        if token.startswith(own[0]) or (token.startswith(own[1]) and token in writers | raised)
    ]


def _let_see(ids: Sequence[int] | set[int], tokens: Sequence[str]) -> None:
    Audience.objects.bulk_create(
        [Audience(record_id=pk, token=token) for pk in ids for token in tokens], ignore_conflicts=True
    )
