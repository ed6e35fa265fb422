"""What can be done to documents: store, keep a reading, cite, mask, open and close, destroy."""

from roedtraad.documents.actions.citing import CitationRow, cite
from roedtraad.documents.actions.masks import GuardedRegion, confirm_mask, guard_regions, lift_mask, mask
from roedtraad.documents.actions.openness import give_to_body, set_openness
from roedtraad.documents.actions.purging import purge, sweep_purged
from roedtraad.documents.actions.reading import keep_text, say_seen
from roedtraad.documents.actions.storing import Stored, store

__all__ = [
    "CitationRow",
    "GuardedRegion",
    "Stored",
    "cite",
    "confirm_mask",
    "give_to_body",
    "guard_regions",
    "keep_text",
    "lift_mask",
    "mask",
    "purge",
    "say_seen",
    "set_openness",
    "store",
    "sweep_purged",
]
