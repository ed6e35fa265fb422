"""The document viewer: a page as its words, what was read there highlighted, and the file for those who may have it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from roedtraad import danish
from roedtraad.accounts.addresses import address
from roedtraad.checks.models import Finding
from roedtraad.checks.queries import finding_for
from roedtraad.documents.actions import say_seen
from roedtraad.documents.models import Document
from roedtraad.documents.policy import may_keep
from roedtraad.documents.queries import (
    PageView,
    document_for,
    hidden_on_page,
    may_read_original,
    open_original,
    page_for,
    reading_that_cites,
    shown_name,
)
from roedtraad.importing.queries.pictures import open_picture, places_on
from roedtraad.meetings.models import PaperKind
from roedtraad.meetings.queries import DocumentUse, home_of_attachment, uses_of
from roedtraad.web.access import login_needed
from roedtraad.web.naming import short_name
from roedtraad.web.page_facts import ReadPage, read_page
from roedtraad.web.parts import Choice, Crumb
from roedtraad.web.refusals import allowed_or_404
from roedtraad.web.rendering import show
from roedtraad.web.requests import Request
from roedtraad.web.sources import Cited, page_url, read_cited

PDF = "application/pdf"
PICTURE = "billede"


@require_safe
def document(request: Request, public_id: str, slug: str = "") -> HttpResponseRedirect:
    """Lead to the first page."""
    return HttpResponseRedirect(page_url(_seen(request, public_id), 1))


@require_safe
def page(request: Request, public_id: str, number: int) -> HttpResponse:
    """A page of a document. With `?citat=` the words of one fact are highlighted, in the reading that they count in."""
    viewer, found = request.viewer, _seen(request, public_id)
    cited = read_cited(request.GET.get("citat", ""))
    finding = _finding(request, found)
    reading = finding.text_id if finding else _reading(request, found, cited)
    view = page_for(viewer, found, number, reading=reading)
    if view is None and number != 1:
        raise Http404
    uses = uses_of(viewer, found.pk)
    context = {
        "document": found,
        "filename": shown_name(found),
        "title": _title(found, uses),
        "uses": uses,
        "number": number,
        "file_url": _file_url(request, found, view),
        "is_wordless": view is not None and view.last_number == 1 and not view.text,
        "may_say_seen": view is None and not found.is_purged and bool(may_keep(viewer, found)),
        "crumbs": _crumbs(uses, number),
        "finding": finding,
        **(_words(request, view, cited, finding) if view else {}),
    }
    return show(request, "documents/page.html", context)


@require_safe
def picture(request: Request, public_id: str, number: int) -> HttpResponse:
    """A page of a PDF as a picture, for those from whom nothing on it is hidden."""
    view = page_for(request.viewer, _seen(request, public_id), number)
    drawn = open_picture(view) if view is not None else None
    if drawn is None:
        raise Http404
    return HttpResponse(drawn, content_type="image/png")


@require_safe
def file(request: Request, public_id: str) -> FileResponse:
    """The file itself, for those who may read every part of it; it is saved, never shown inside our pages."""
    found = _seen(request, public_id)
    original = open_original(request.viewer, found)
    return FileResponse(
        original, as_attachment=True, filename=shown_name(found), content_type=found.media_type
    )


@login_needed
@require_POST
def seen(request: Request, public_id: str) -> HttpResponse:
    """Say that one looked through a file that no reader can read, so that it may be fetched with its meeting."""
    found = _seen(request, public_id)
    allowed_or_404(may_keep(request.viewer, found))
    say_seen(found, viewer=request.viewer)
    messages.success(request, _("Everybody who may see the file can fetch it now."))
    return redirect(page_url(found, 1))


@require_safe
def attachment(request: Request, public_id: str, slug: str = "") -> HttpResponseRedirect:
    """Lead to the attachment's file, and where there is none to the item that lists it."""
    home = home_of_attachment(request.viewer, public_id)
    if home is None:
        raise Http404
    if home.document is not None:
        return HttpResponseRedirect(page_url(home.document, 1))
    return HttpResponseRedirect(f"{address(home.item, home.item_title)}#bilag")


def _seen(request: Request, public_id: str) -> Document:
    found = document_for(request.viewer, public_id)
    if found is None:
        raise Http404
    return found


def _reading(request: Request, document: Document, cited: Cited | None) -> int | None:
    if cited is None:
        return None
    return reading_that_cites(request.viewer, document, public_id=cited.public_id, field=cited.field)


def _finding(request: Request, document: Document) -> Finding | None:
    """Return the finding that the address names, if it is of this document and may be seen. One query, or none."""
    named = request.GET.get("fund", "")
    finding = finding_for(request.viewer, named) if named else None
    return finding if finding is not None and finding.document_id == document.pk else None


def _words(
    request: Request, view: PageView, cited: Cited | None, finding: Finding | None
) -> Mapping[str, object]:
    read = read_page(request.viewer, view, cited, finding=finding)
    return {
        **_picture(request, view, read),
        "page": view,
        "read": read,
        "plain_url": page_url(view.document, view.number),
        "previous": page_url(view.document, view.number - 1) if view.number > 1 else "",
        "next": page_url(view.document, view.number + 1, cited) if view.number < view.last_number else "",
    }


def _picture(request: Request, view: PageView, read: ReadPage) -> Mapping[str, object]:
    """Return the ways to see the page, and the places of the words that were asked for when it is seen as a picture.

    Only a PDF has pictures, and only where nothing on the page is hidden from the viewer.
    """
    if view.document.media_type != PDF or hidden_on_page(view):
        return {}
    is_shown = request.GET.get("vis") == PICTURE
    ways = [
        Choice(_("Text"), with_way(request, ""), not is_shown),
        Choice(_("Picture"), with_way(request, PICTURE), is_shown),
    ]
    if not is_shown:
        return {"ways": ways}
    at = {"public_id": view.document.record.public_id, "number": view.number}
    places = places_on(view, read.chosen) if read.chosen else None
    return {"ways": ways, "picture_url": reverse("document_picture", kwargs=at), "places": places}


def with_way(request: Request, way: str) -> str:
    """Return the page's own address, seen in another way."""
    query = request.GET.copy()
    query.pop("vis", None)
    if way:
        query["vis"] = way
    return f"?{query.urlencode()}"


def _file_url(request: Request, document: Document, view: PageView | None) -> str:
    may = view.may_download if view else bool(may_read_original(request.viewer, document))
    return reverse("document_file", kwargs={"public_id": document.record.public_id}) if may else ""


def _title(document: Document, uses: Iterable[DocumentUse]) -> str:
    """Return what a file is here, and otherwise its own name."""
    use = next(iter(uses), None)
    if use is None:
        return shown_name(document) or _("Destroyed file")
    if use.paper is None:
        return use.title
    names = {"body": short_name(use.meeting.body), "day": danish.day(use.meeting.held_on)}
    if use.paper == PaperKind.AGENDA:
        return _("Agenda, %(body)s, %(day)s") % names
    return _("Minutes, %(body)s, %(day)s") % names


def _crumbs(uses: Iterable[DocumentUse], number: int) -> list[Crumb]:
    here = Crumb(_("Page %(page)s") % {"page": number})
    use = next(iter(uses), None)
    if use is None:
        return [Crumb(_("Documents")), here]
    meeting, body = use.meeting, use.meeting.body
    return [
        Crumb(body.collaboration.name, address(body.collaboration.record, body.collaboration.name)),
        Crumb(short_name(body), address(body.record, body.name)),
        Crumb(danish.day(meeting.held_on), address(meeting.record, meeting)),
        here,
    ]
