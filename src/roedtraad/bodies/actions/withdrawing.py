"""What should never have been entered: taken out of sight, as long as nothing leans on it."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from roedtraad.accounts import records
from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.refusals import Answer, Refused
from roedtraad.bodies import policy
from roedtraad.bodies.actions.aliases import Named
from roedtraad.bodies.actions.amending import actor
from roedtraad.bodies.models import (
    Body,
    BodyAlias,
    Collaboration,
    CollaborationAlias,
    NameKey,
    PartyAlias,
    Person,
    PersonAlias,
)

# These are the thing's own, and go out of sight with it.
ITS_OWN = frozenset({PartyAlias, CollaborationAlias, BodyAlias, PersonAlias, NameKey})


@transaction.atomic
def withdraw_entry(*, viewer: Viewer, entry: Named, reason: str) -> None:
    """Take a party, collaboration, body or person out of sight that was entered by mistake. Nothing is deleted.

    What has existed is ended instead, and two rows for one person are joined. One query for each kind of row that
    could lean on it, in whatever app.

    Raises:
        NotAllowed: the viewer may not keep it.
        Refused: something leans on it: seats, members, meetings.
    """
    _may_withdraw(viewer, entry).or_refuse()
    for relation in entry._meta.related_objects:
        model = relation.related_model
        if model in ITS_OWN or isinstance(model, str):
            continue
        leaning = model._base_manager.filter(**{relation.field.name: entry})
        if hasattr(model, "withdrawn_at"):
            leaning = leaning.filter(withdrawn_at=None)
        elif hasattr(model, "record"):
            leaning = leaning.filter(record__withdrawn_at=None)
        if leaning.exists():
            raise Refused(
                "bodies.entry.used",
                _("“%(name)s” is in use. End it instead, or move what leans on it.") % {"name": entry.name},
            )
    records.withdraw(entry.record, by=actor(viewer), reason=reason)


def _may_withdraw(viewer: Viewer, entry: Named) -> Answer:
    if isinstance(entry, Body):
        return policy.may_keep_body(viewer, entry)
    if isinstance(entry, Collaboration):
        return policy.may_keep_collaboration(viewer, entry)
    if isinstance(entry, Person):
        return policy.may_join_people(viewer, entry)
    return policy.may_keep_register(viewer)
