"""The pages that say what this is: about, accessibility, personal data."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from roedtraad.web.parts import Crumb
from roedtraad.web.rendering import show
from roedtraad.web.requests import Request


@require_safe
def about(request: Request) -> HttpResponse:
    """What Rød Tråd is, and how to read it."""
    return show(request, "pages/about.html", {"crumbs": [Crumb(_("About Rød Tråd"))]})


@require_safe
def accessibility(request: Request) -> HttpResponse:
    """The accessibility statement of the web accessibility act, with what the installation fills in."""
    return show(request, "pages/accessibility.html", {"crumbs": [Crumb(_("Accessibility statement"))]})


@require_safe
def privacy(request: Request) -> HttpResponse:
    """What is kept of people, why, and how to object."""
    return show(request, "pages/privacy.html", {"crumbs": [Crumb(_("Personal data"))]})
