"""Follow a record or a search, and stop; choose which mails one gets. What somebody follows is not in the journal."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from roedtraad import danish
from roedtraad.accounts.models import Record
from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.refusals import Refused
from roedtraad.notices import policy, searches
from roedtraad.notices.actions.addressing import addressee_of
from roedtraad.notices.letters.digest import MOST_SEARCHES
from roedtraad.notices.models import Addressee, Follow, MailKind, Rhythm
from roedtraad.notices.seeing import reached

MOST_FOLLOWS = 200
LONGEST_QUERY = 600


@transaction.atomic
def follow(record: Record, *, viewer: Viewer) -> bool:
    """Follow a record from now on; return False where it is followed already. Nine queries at most.

    Raises:
        NotAllowed: the viewer is not logged in, or may not see it, or it cannot be followed.
        Refused: so much is followed already that nobody could read it.
    """
    policy.may_follow(viewer, record).or_refuse()
    one = _own(viewer)
    if Follow.objects.filter(addressee=one, record=record).exists():
        return False
    _has_room(one)
    Follow.objects.create(addressee=one, record=record)
    return True


@transaction.atomic
def follow_search(search: searches.Search, *, query: str, viewer: Viewer) -> bool:
    """Follow a search from now on: what it finds now is known; return False where it is followed already.

    `query` is its address without what comes before '?'. 15 queries at most.

    Raises:
        NotAllowed: the viewer is not logged in.
        Refused: nothing is asked, it finds too much, or too many searches are followed.
    """
    policy.may_follow_search(viewer).or_refuse()
    if search.is_empty or len(query) > LONGEST_QUERY:
        raise Refused("notices.no_search", _("Search for something first, in fewer words."))
    one = _own(viewer)
    if Follow.objects.filter(addressee=one, query=query).exists():
        return False
    if Follow.objects.filter(addressee=one, record=None).count() >= MOST_SEARCHES:
        raise Refused(
            "notices.many_searches",
            _("You follow %(number)s searches already. Stop one of them first.")
            % {"number": danish.number(MOST_SEARCHES)},
        )
    found = searches.found_now(reached(one, on=viewer.on).viewer, search)
    if found is None:
        raise Refused(
            "notices.wide_search",
            _("The search finds more than %(number)s, or cannot be asked now. Narrow it, and try again.")
            % {"number": danish.number(searches.MOST_FOUND)},
        )
    Follow.objects.create(
        addressee=one, query=query, asked=searches.written(search), known=searches.written_keys(found)
    )
    return True


@transaction.atomic
def stop_following(pk: int, *, viewer: Viewer) -> None:
    """Follow something no longer; nothing happens if one does not. Two queries."""
    if viewer.user is not None:
        Follow.objects.filter(pk=pk, addressee__user=viewer.user).delete()


@transaction.atomic
def choose(*, digest: Rhythm, agendas: bool, minutes: bool, reminders: bool, viewer: Viewer) -> None:
    """Say which mails one wants to get. Six queries at most.

    Raises:
        NotAllowed: the viewer is not logged in.
    """
    policy.may_follow_search(viewer).or_refuse()
    one = _own(viewer)
    one.digest = digest
    one.wants_agendas, one.wants_minutes, one.wants_reminders = agendas, minutes, reminders
    one.save(update_fields=["digest", "wants_agendas", "wants_minutes", "wants_reminders"])


@transaction.atomic
def stop_mails(addressee_id: int, kind: MailKind) -> None:
    """Send somebody no more mails of a kind; whoever has one of them may say so. One query.

    Where the mails about a meeting are stopped, all of them are: agendas, changes, calls. A cancelled meeting is told.
    """
    fields: dict[MailKind, dict[str, object]] = {
        MailKind.DIGEST: {"digest": Rhythm.NEVER},
        MailKind.MINUTES: {"wants_minutes": False},
        MailKind.REMINDER: {"wants_reminders": False},
        MailKind.ADOPTION: {"wants_reminders": False},
    }
    Addressee.objects.filter(pk=addressee_id).update(**fields.get(kind, {"wants_agendas": False}))


def _own(viewer: Viewer) -> Addressee:
    assert viewer.user is not None
    one = addressee_of(viewer.user)
    return Addressee.objects.select_for_update().get(pk=one.pk)


def _has_room(one: Addressee) -> None:
    if Follow.objects.filter(addressee=one).count() >= MOST_FOLLOWS:
        raise Refused(
            "notices.many",
            _("You follow %(number)s things already. Stop one of them first.")
            % {"number": danish.number(MOST_FOLLOWS)},
        )
