"""The template that the cases of a body are written on: kept by its secretariat, in versions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import orjson
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from roedtraad.accounts import journal
from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.refusals import Refused
from roedtraad.bodies.models import Body
from roedtraad.cases import policy
from roedtraad.cases.models import TemplatePart, TemplateVersion
from roedtraad.cases.written.template import POINTS, PartGiven

MOST_PARTS = 20


@transaction.atomic
def set_template(
    body: Body, parts: Sequence[PartGiven], *, at: datetime, viewer: Viewer
) -> TemplateVersion | None:
    """Say on which parts the cases of a body are written from now on; cases that are begun keep theirs.

    A part without a key is new. Without any part the body has the template that every body has. None where nothing is
    new.

    Raises:
        NotAllowed: the viewer is not of the body's secretariat.
        Refused: a part has no heading, a heading stands twice, there are too many, or nothing asks what is recommended.
    """
    policy.may_open(viewer, body).or_refuse()
    given = _tidy(parts)
    text = orjson.dumps(
        [[one.key, str(one.heading), str(one.help), one.is_required] for one in given]
    ).decode()
    last = TemplateVersion.objects.select_for_update().filter(body=body).first()
    if last.parts == text if last is not None else not given:
        return None
    TemplatePart.objects.filter(body=body).delete()
    TemplatePart.objects.bulk_create(
        TemplatePart(
            body=body,
            key=one.key,
            heading=str(one.heading),
            help=str(one.help),
            is_required=one.is_required,
            order=order,
        )
        for order, one in enumerate(given, start=1)
    )
    number = last.number + 1 if last is not None else 1
    row = TemplateVersion.objects.create(body=body, number=number, parts=text, by=viewer.user, at=at)
    journal.write(viewer.user, "cases.template.set", body.record, facts={"number": number, "parts": text})
    return row


def _tidy(parts: Sequence[PartGiven]) -> list[PartGiven]:
    """Return the parts as the columns take them, each with a key, or refuse what cannot be meant."""
    if len(parts) > MOST_PARTS:
        raise Refused("cases.too_many_parts", _("A template has at most 20 parts. Join some of them."))
    found: list[PartGiven] = []
    keys = {one.key for one in parts if one.key}
    for one in parts:
        heading = " ".join(str(one.heading).split())[:120]
        if not heading:
            raise Refused("cases.no_heading", _("Give each part a heading."))
        key = one.key or _new_key(heading, keys)
        keys.add(key)
        found.append(PartGiven(key, heading, str(one.help).strip()[:1000], one.is_required))
    if len({str(one.heading).casefold() for one in found}) < len(found):
        raise Refused("cases.two_headings", _("Two parts have the same heading. Call one of them otherwise."))
    if found and not any(one.key == POINTS for one in found):
        raise Refused("cases.no_points", _("The part for what is recommended must stay in the template."))
    return found


def _new_key(heading: str, keys: set[str]) -> str:
    stem = slugify(heading)[:24] or "del"
    return next(key for number in range(MOST_PARTS * 2) if (key := f"{stem}{number or ''}") not in keys)
