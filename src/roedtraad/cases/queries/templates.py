"""The template of a body, and what it was before."""

from __future__ import annotations

from roedtraad.bodies.models import Body
from roedtraad.cases.models import TemplatePart, TemplateVersion
from roedtraad.cases.written.template import DEFAULT, PartGiven


def template_of(body: Body) -> tuple[PartGiven, ...]:
    """Return the parts that a case of this body is written in today: its own, or those that every body has. One query."""
    own = TemplatePart.objects.filter(body=body).order_by("order")
    return tuple(PartGiven(one.key, one.heading, one.help, one.is_required) for one in own) or DEFAULT


def template_versions(body: Body) -> tuple[TemplateVersion, ...]:
    """Return the versions of a body's template, the newest first. One query."""
    return tuple(TemplateVersion.objects.filter(body=body).select_related("by"))
