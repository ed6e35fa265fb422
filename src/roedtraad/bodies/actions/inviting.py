"""A person of the register gets a user, and can log in."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from roedtraad.accounts import journal
from roedtraad.accounts.actions import make_user
from roedtraad.accounts.models import User
from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.refusals import Refused
from roedtraad.bodies import policy
from roedtraad.bodies.models import Person
from roedtraad.bodies.queries.people import root_of, rows_of


@transaction.atomic
def invite(*, viewer: Viewer, person: Person, email: str) -> User:
    """Make a user for a person; what the user may do follows from the person's seats. The caller sends the mail.

    Raises:
        NotAllowed: the viewer is not the secretariat of every body where the person sits.
        Refused: the person can log in already, or somebody else has the address.
    """
    root = root_of(person)
    policy.may_invite(viewer, root).or_refuse()
    if Person.objects.filter(pk__in=rows_of(root), user__isnull=False).exists():
        raise Refused("bodies.person.has_user", _("%(person)s can log in already.") % {"person": root.name})
    user = make_user(by=viewer.user, email=email, name=root.name)
    root.user = user
    root.email = root.email or user.email
    root.save(update_fields=["user", "email"])
    journal.write(viewer.user, "bodies.person.invited", root.record, facts={"user": user.pk})
    return user
