"""Levels on which bodies stand, and what a region calls them."""

from __future__ import annotations

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from roedtraad.accounts import journal
from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.refusals import Refused
from roedtraad.bodies import policy
from roedtraad.bodies.actions.amending import named
from roedtraad.bodies.models import Level, LevelName, Party


@transaction.atomic
def create_level(*, viewer: Viewer, key: str, name: str, rank: int) -> Level:
    """Add a level; `key` is how rules and the reading of documents name it ('political'), 1 is the highest rank.

    Raises:
        NotAllowed: the viewer is no administrator.
        Refused: the key is taken, or has other signs than small letters, digits and hyphens.
    """
    policy.may_keep_levels(viewer).or_refuse()
    if key != slugify(key) or not key:
        raise Refused(
            "bodies.level.key", _("The key of a level has small letters a–z, digits and hyphens only.")
        )
    if Level.objects.filter(key=key).exists():
        raise Refused(
            "bodies.level.key_taken",
            _("There is a level with the key “%(key)s” already. Choose another.") % {"key": key},
        )
    level = Level.objects.create(key=key, name=named(name), rank=rank)
    journal.write(viewer.user, "bodies.level.created", facts={"key": key})
    return level


@transaction.atomic
def change_level(*, viewer: Viewer, level: Level, name: str, rank: int, reason: str = "") -> Level:
    """Give a level another name or rank. Its key stays: rules and documents know it by that.

    Raises:
        NotAllowed: the viewer is no administrator.
    """
    policy.may_keep_levels(viewer).or_refuse()
    level.name, level.rank = named(name), rank
    level.save(update_fields=["name", "rank"])
    facts: dict[str, journal.Fact] = {"key": level.key, "name": level.name, "rank": rank}
    journal.write(viewer.user, "bodies.level.changed", facts=facts, reason=reason)
    return level


@transaction.atomic
def name_level(*, viewer: Viewer, level: Level, region: Party, name: str, source: str = "") -> LevelName:
    """Say what a level is called in one region.

    Raises:
        NotAllowed: the viewer is no administrator.
    """
    policy.may_keep_levels(viewer).or_refuse()
    local, _made = LevelName.objects.update_or_create(
        level=level, region=region, defaults={"name": named(name), "source": source}
    )
    journal.write(
        viewer.user, "bodies.level.named", region.record, facts={"key": level.key, "name": local.name}
    )
    return local
