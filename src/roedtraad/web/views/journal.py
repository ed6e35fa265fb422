"""The journal, for administrators: read it, narrow it, and try whether it holds together."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_POST, require_safe

from roedtraad.accounts import journal
from roedtraad.accounts.models import JournalHead
from roedtraad.accounts.policy import may_read_journal
from roedtraad.accounts.queries import journal_entries
from roedtraad.web.access import login_needed
from roedtraad.web.forms.journal import JournalForm
from roedtraad.web.paging import page_of
from roedtraad.web.refusals import allowed_or_404
from roedtraad.web.rendering import show
from roedtraad.web.requests import Request

SHOWN_BREAKS = 50


@login_needed
@require_safe
def read(request: Request) -> HttpResponse:
    """The entries, newest first. Two queries besides those of the viewer."""
    allowed_or_404(may_read_journal(request.viewer))
    form = JournalForm(request.GET)
    pages = page_of(request, journal_entries(form.filters()))
    return show(request, "journal/journal.html", {"form": form, "pages": pages}, part="entries")


@login_needed
@require_POST
def verify(request: Request) -> HttpResponse:
    """Read the whole journal and say whether an entry is missing or was changed."""
    allowed_or_404(may_read_journal(request.viewer))
    breaks = []
    for found in journal.verify():
        breaks.append(found)
        if len(breaks) == SHOWN_BREAKS:
            break
    context = {"breaks": breaks, "number": JournalHead.objects.get(pk=1).number}
    return show(request, "journal/verified.html", context)
