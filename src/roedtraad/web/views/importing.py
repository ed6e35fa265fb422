"""Bringing files: the list of drafts, the upload, and how far a pile has been read."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus

from django.conf import settings
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from roedtraad import danish
from roedtraad.accounts.counting import Tally
from roedtraad.accounts.policy import Circle, Viewer
from roedtraad.bodies.models import Body
from roedtraad.importing import actions, policy, queries
from roedtraad.importing.actions import Accepted, Brought, Upload
from roedtraad.importing.models import DraftState, Reading
from roedtraad.importing.queries import DraftCounts, DraftFilters
from roedtraad.web.access import login_needed
from roedtraad.web.forms.importing import STATES, BringForm, DraftFilterForm
from roedtraad.web.lookup import key_of
from roedtraad.web.paging import page_of_many
from roedtraad.web.parts import Choice, Crumb
from roedtraad.web.refusals import refusals_on, refusals_told
from roedtraad.web.rendering import show
from roedtraad.web.requests import Request
from roedtraad.web.review.questions import QUESTIONS

LATEST = 5
PER_PAGE = 25
MOST_TOLD = 8  # refusals that are told one by one
MOST_AT_ONCE = 200


@login_needed
@require_safe
def drafts(request: Request) -> HttpResponse:
    """The drafts that wait for a person, and what became of the others. Eight queries besides those of the viewer.

    However many there are, it reads those of one page, and counts no more than a thousand of each sort.
    """
    policy.may_bring(request.viewer).or_refuse()
    form = DraftFilterForm(request.GET)
    form.address = reverse("importing")
    filters = form.filters()
    counts = queries.draft_counts(request.viewer, filters)
    is_whole = filters.state and filters.unproblematic is None and filters.blocked is None
    pages = page_of_many(
        request,
        queries.draft_lines(request.viewer, filters),
        per_page=PER_PAGE,
        known=counts.by_state[filters.state] if filters.state and is_whole else None,
    )
    batches = queries.progress_of(queries.batches(request.viewer)[:LATEST])
    context = {
        "form": form,
        "pages": pages,
        "states": _states(form, counts),
        "questions": _questions(form, counts),
        "batches": batches,
        "batch": next((one for one in batches if one.batch.public_id == filters.batch), None),
        "kept": {
            name: request.GET[name] for name in ("vis", "bunke", "spoergsmaal") if request.GET.get(name)
        },
        "ticked": "alle" in request.GET,
        "unproblematic": sum(one.is_unproblematic for one in pages.items),
        "crumbs": [Crumb(_("Reading in"))],
    }
    return show(request, "importing/drafts.html", context, part="list")


@login_needed
@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: Request) -> HttpResponse:
    """Choose files, or drag a folder in."""
    policy.may_bring(request.viewer).or_refuse()
    bodies = _bodies(request.viewer)
    form = BringForm(request.POST or None, request.FILES or None, bodies=bodies)
    if request.method == "POST":
        form = BringForm(request.POST, request.FILES, bodies=bodies)
        if form.is_valid():
            with refusals_on(form):
                return _on_to(request, _brought(request, form))
    crumbs = [Crumb(_("Reading in"), reverse("importing")), Crumb(_("Bring files"))]
    largest = danish.size(settings.MAX_DOCUMENT_BYTES)
    return show(request, "importing/new.html", {"form": form, "crumbs": crumbs, "largest": largest})


def _on_to(request: Request, url: str) -> HttpResponse:
    """Lead on; a script that sent the files is told where to, so that it does not read the page in our stead."""
    if request.headers.get("X-Sent-By") == "script":
        return HttpResponse(status=HTTPStatus.NO_CONTENT, headers={"X-Then": url})
    return redirect(url)


def _brought(request: Request, form: BringForm) -> str:
    """Take the files in, and return the address of what became of them."""
    files = form.files_brought()
    brought = actions.bring(
        (Upload(one.name or "", one) for one in files),
        viewer=request.viewer,
        name=form.cleaned_data["navn"] or _name_of([one.name or "" for one in files]),
        body=form.cleaned_data["organ"],
    )
    _tell(request, brought)
    known = next((one.reading for one in brought.files if one.is_known and one.reading), None)
    batch = brought.batch or (known.batch if known is not None else None)
    if batch is not None:
        return reverse("import_batch", kwargs={"public_id": batch.public_id})
    return reverse("importing" if known is not None else "import_new")


def _name_of(names: Sequence[str]) -> str:
    """Return what a pile is called when nobody says: its only file, or how many there are."""
    if len(names) == 1:
        return names[0]
    first = sorted(names)[0] if names else ""
    return _("%(first)s and %(number)s more") % {"first": first, "number": danish.number(len(names) - 1)}


def _tell(request: Request, brought: Brought) -> None:
    """Say what was not new, and why what was not taken in was not."""
    known = sum(one.is_known for one in brought.files)
    if known:
        sentence = ngettext(
            "One of the files was here already, and is not read twice.",
            "%(number)s of the files were here already, and are not read twice.",
            known,
        )
        messages.info(request, sentence % {"number": danish.number(known)})
    for one in brought.refused[:MOST_TOLD]:
        messages.error(request, f"{one.filename}: {one.refusal}")
    if len(brought.refused) > MOST_TOLD:
        more = danish.number(len(brought.refused) - MOST_TOLD)
        messages.error(
            request, _("%(number)s more files were not taken in, for like reasons.") % {"number": more}
        )


@login_needed
@require_safe
def batch(request: Request, public_id: str) -> HttpResponse:
    """How far each file of a pile is. Asked for again and again while something is being read. Five queries."""
    found = queries.batch_for(request.viewer, public_id)
    if found is None:
        raise Http404
    state, files = found
    context = {
        "progress": state,
        "files": files,
        "crumbs": [Crumb(_("Reading in"), reverse("importing")), Crumb(state.batch.name)],
    }
    return show(request, "importing/batch.html", context, part="progress")


@login_needed
@require_POST
def try_again(request: Request) -> HttpResponse:
    """Let a file that could not be read be tried again."""
    key = request.POST.get("fil", "")
    reading = (
        Reading.objects.select_related("document__record", "batch")
        .filter(policy.kept_by(request.viewer), pk=key_of(key))
        .first()
    )
    if reading is None:
        raise Http404
    with refusals_told(request):
        actions.try_again(reading, viewer=request.viewer)
    return redirect("import_batch", reading.batch.public_id) if reading.batch else redirect("importing")


@login_needed
@require_POST
def accept_many(request: Request) -> HttpResponse:
    """Accept the drafts that were ticked and need no looking at; the others stay, and it says why."""
    policy.may_bring(request.viewer).or_refuse()
    chosen = request.POST.getlist("kladde")[:MOST_AT_ONCE]
    wanted = queries.drafts(request.viewer, DraftFilters()).filter(record__public_id__in=chosen)
    # Agendas before minutes, so that the minutes find the meeting.
    rows = wanted.select_related("reading__text", "document__record", "record").order_by(
        "held_on", "paper", "pk"
    )
    done = list(actions.accept_many(rows, viewer=request.viewer))
    _tell_accepted(request, done)
    then = request.POST.get("saa", "")
    return redirect(f"{reverse('importing')}?{then}" if then else reverse("importing"))


def _tell_accepted(request: Request, done: Sequence[Accepted]) -> None:
    accepted = sum(one.is_accepted for one in done)
    if accepted:
        sentence = ngettext(
            "One document has been accepted.", "%(number)s documents have been accepted.", accepted
        )
        messages.success(request, sentence % {"number": danish.number(accepted)})
    refused = [one for one in done if one.refusal is not None]
    for one in refused[:MOST_TOLD]:
        messages.warning(request, f"{one.draft.document.filename}: {one.refusal}")
    if not done:
        messages.warning(request, _("No document was chosen. Tick those that are to be accepted."))


def _bodies(viewer: Viewer) -> QuerySet[Body]:
    """Return the bodies that this viewer may bring papers for."""
    rows = Body.objects.filter(record__withdrawn_at=None).select_related("collaboration").order_by("name")
    if viewer.is_administrator:
        return rows
    prefix = f"{Circle.SECRETARIAT}:"
    keys = [int(token.removeprefix(prefix)) for token in viewer.tokens if token.startswith(prefix)]
    return rows.filter(pk__in=keys)


def _states(form: DraftFilterForm, counts: DraftCounts) -> list[Choice]:
    chosen = str(form.chosen().get("vis", ""))
    numbers = {
        "": counts.by_state[DraftState.OPEN],
        "klar": Tally(counts.unproblematic, counts.is_exact),
        "se": Tally(counts.to_look_at, counts.is_exact),
        "svar": Tally(counts.blocked, counts.is_exact),
        "godkendt": counts.by_state[DraftState.ACCEPTED],
        "lagt": counts.by_state[DraftState.SET_ASIDE],
    }
    words = {
        "": _("All that wait"),
        "klar": _("Nothing to look at"),
        "se": _("Should be looked at"),
        "svar": _("Must be answered"),
        "godkendt": _("Accepted"),
        "lagt": _("Set aside"),
    }
    return [
        Choice(
            words[key],
            form.url(vis=key, side="", spoergsmaal=""),
            key == chosen,
            numbers[key].number,
            numbers[key].is_exact,
        )
        for key in STATES
    ]


def _questions(form: DraftFilterForm, counts: DraftCounts) -> list[Choice]:
    chosen = str(form.chosen().get("spoergsmaal", ""))
    known = sorted(counts.by_question.items(), key=lambda one: -one[1])
    return [
        Choice(
            QUESTIONS[code],
            form.url(spoergsmaal="" if code == chosen else code, vis=""),
            code == chosen,
            number,
            counts.is_exact,
        )
        for code, number in known
        if code in QUESTIONS
    ]
