"""Say how the papers of a body look: its logo, and its own words."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from roedtraad.accounts import journal
from roedtraad.accounts.policy import Viewer
from roedtraad.bodies.models import Body
from roedtraad.publishing import policy
from roedtraad.publishing.labels import known
from roedtraad.publishing.logos import Logo, checked
from roedtraad.publishing.models import PaperLook


@transaction.atomic
def set_words(body: Body, chosen: Mapping[str, str], *, viewer: Viewer) -> None:
    """Say what the papers of a body are called, and the headings in them. What is published stays as it is.

    Raises:
        NotAllowed: the viewer does not keep the meetings of this body.
    """
    policy.may_set_rule(viewer, body).or_refuse()
    words = {label.value: word for label, word in known(chosen).items()}
    PaperLook.objects.update_or_create(body=body, defaults={"words": words})
    journal.write(viewer.user, "publishing.look.set", body.record, facts={"words": len(words)})


@transaction.atomic
def set_logo(body: Body, data: bytes, *, alt: str, viewer: Viewer) -> Logo:
    """Print a logo on the papers of a body from now on. `alt` says in words what it shows.

    Raises:
        NotAllowed: the viewer does not keep the meetings of this body.
        Refused: it cannot be printed (`logos.checked`).
    """
    policy.may_set_rule(viewer, body).or_refuse()
    logo = checked(data, alt=alt)
    PaperLook.objects.update_or_create(
        body=body, defaults={"logo": logo.data, "logo_format": logo.format, "logo_alt": logo.alt}
    )
    journal.write(viewer.user, "publishing.logo.set", body.record, facts={"bytes": len(logo.data)})
    return logo


@transaction.atomic
def drop_logo(body: Body, *, viewer: Viewer) -> None:
    """Print no logo on the papers of a body any more.

    Raises:
        NotAllowed: the viewer does not keep the meetings of this body.
    """
    policy.may_set_rule(viewer, body).or_refuse()
    if PaperLook.objects.filter(body=body, logo__isnull=False).update(logo=None, logo_format="", logo_alt=""):
        journal.write(viewer.user, "publishing.logo.dropped", body.record)
