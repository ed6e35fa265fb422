"""The thread of anything: its story in time, what is missing, and the links that a person confirms or rejects."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from roedtraad.accounts.models import Record
from roedtraad.accounts.policy import visible
from roedtraad.initiatives.models import Initiative
from roedtraad.initiatives.queries import kept_collaborations
from roedtraad.thread import actions
from roedtraad.thread.queries import has_story, link_for, story
from roedtraad.thread.stories import NodeKind, Story
from roedtraad.web.access import login_needed
from roedtraad.web.forms.thread import LinkForm
from roedtraad.web.lookup import key_of
from roedtraad.web.parts import Choice, Crumb
from roedtraad.web.refusals import refusals_on
from roedtraad.web.rendering import show
from roedtraad.web.requests import Request
from roedtraad.web.thread_links import proposals_of
from roedtraad.web.thread_page import (
    cases_of,
    chain_of,
    kind_words,
    lacks_of,
    purse_rows,
    steps_of,
    summary_of,
    url_of,
)
from roedtraad.web.timeline import timeline_of


@require_safe
def thread(request: Request, public_id: str) -> HttpResponse:
    """The story of a record. Sixty-five queries at most."""
    record = record_or_404(request, public_id)
    told = story_or_404(request, record)
    is_table = request.GET.get("vis") == "tabel"
    here = reverse("thread", args=[public_id])
    context = {
        "story": told,
        "kind": kind_of(told),
        "summary": summary_of(told, on=request.viewer.on),
        "own_url": url_of(record, told.title),
        "lacks": lacks_of(told.gaps),
        "timeline": timeline_of(told, today=request.viewer.on),
        "steps": steps_of(told, is_apart=is_table),
        "chain": chain_of(told),
        "cases": cases_of(told),
        "purses": purse_rows(told),
        "is_table": is_table,
        "choices": [
            Choice(_("Step by step"), here, not is_table),
            Choice(_("As a table"), f"{here}?vis=tabel", is_table),
        ],
        "kept": kept_in(request, told),
        "permanent": request.build_absolute_uri(here),
        "crumbs": [Crumb(told.title, url_of(record, told.title)), Crumb(_("The thread"))],
    }
    return show(request, "thread/thread.html", context)


@login_needed
@require_http_methods(["GET", "HEAD", "POST"])
def thread_links(request: Request, public_id: str) -> HttpResponse:
    """What the machine proposes for the initiatives of a story; a person confirms, rejects, or links by hand."""
    told = story_or_404(request, record_or_404(request, public_id))
    kept = kept_in(request, told)
    if not kept:
        raise Http404
    is_new = request.POST.get("goer") == "tilfoej"
    form = LinkForm(request.POST if is_new else None, viewer=request.viewer, initiatives=kept)
    if request.method == "POST":
        if not is_new:
            _settle(request)
            return redirect("thread_links", public_id)
        if form.is_valid() and _made(request, form):
            return redirect("thread_links", public_id)
    initiatives = [node for node in told.frame if node.kind is NodeKind.INITIATIVE]
    context = {
        "story": told,
        "form": form,
        "groups": proposals_of(
            request.viewer, [one for one in initiatives if int(one.key.partition(":")[2]) in kept]
        ),
        "crumbs": [Crumb(told.title, reverse("thread", args=[public_id])), Crumb(_("What belongs to it"))],
    }
    return show(request, "thread/links.html", context)


def _settle(request: Request) -> None:
    """Confirm or reject the link that the form names."""
    link = link_for(request.viewer, key_of(request.POST.get("led", "")))
    if link is None:
        raise Http404
    if request.POST.get("goer") == "afvis":
        actions.reject(link, viewer=request.viewer, note=request.POST.get("note", ""))
    elif request.POST.get("goer") == "bekraeft":
        actions.confirm(link, viewer=request.viewer)


def _made(request: Request, form: LinkForm) -> bool:
    """Link what the form says; return whether it was not refused."""
    said = form.cleaned_data
    with refusals_on(form):
        actions.make_link(
            viewer=request.viewer, source=said["address"], initiative=said["initiative"], note=said["note"]
        )
    return not form.errors


def record_or_404(request: Request, public_id: str) -> Record:
    """Return a record that the viewer sees, of a kind that has a story. One query."""
    record = Record.objects.filter(visible(request.viewer, record=""), public_id=public_id).first()
    if record is None or not has_story(record.kind):
        raise Http404
    return record


def story_or_404(request: Request, record: Record) -> Story:
    """Return the story of a record."""
    told = story(request.viewer, record)
    if told is None or not told.title:
        raise Http404
    return told


def kind_of(told: Story) -> str:
    """Return what the story is about, in a word."""
    node = next((one for one in told.nodes if one.record == told.record), None)
    return kind_words()[node.kind] if node is not None else ""


def kept_in(request: Request, told: Story) -> list[int]:
    """Return the initiatives of a story that the viewer keeps. Two queries; none for a stranger."""
    keys = [int(node.key.partition(":")[2]) for node in told.frame if node.kind is NodeKind.INITIATIVE]
    if not keys or not request.viewer.holds(*request.viewer.tokens):
        return []
    wholes = kept_collaborations(request.viewer)
    rows = Initiative.objects.filter(pk__in=keys, collaboration__in=wholes)
    return list(rows.values_list("pk", flat=True))
