"""What is the same until somebody does something: kept in the cache under the last hash of the journal.

Whatever changes a record, or who may see it, is an act in the journal, so that nothing kept here can be out of date; what
was kept before an act is never asked for again. Only for what reads the whole archive and cannot stop early.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import TypeVar

from django.core.cache import cache

from roedtraad.accounts.models import JournalHead
from roedtraad.accounts.policy import Viewer

T = TypeVar("T")
SECONDS = 24 * 60 * 60


def remembered(viewer: Viewer, name: str, *parts: object, work: Callable[[], T]) -> T:
    """Return what `work` returned to somebody with the same rights since the last act, or ask it. One query besides its own.

    `name` and `parts` tell what is asked; they are compared as text.
    """
    head = JournalHead.objects.values_list("hash", flat=True).get(pk=1)
    rights = "*" if viewer.is_administrator else " ".join(sorted(viewer.tokens))
    told = "\x1f".join((head, name, rights, *map(repr, parts)))
    key = f"journal-{hashlib.sha256(told.encode()).hexdigest()}"
    kept: tuple[T] | None = cache.get(key)
    if kept is None:
        kept = (work(),)
        cache.set(key, kept, SECONDS)
    return kept[0]
