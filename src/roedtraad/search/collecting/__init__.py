"""From rows to entries of the index: what each record is found by, and by whom.

Texts are as somebody reads them who keeps nothing: without contact data, without what was masked. What one record
knows of another one is in its entry only if everybody who may find the one may see the other.
"""

from roedtraad.search.collecting.entries import KINDS, entries_of

__all__ = ["KINDS", "entries_of"]
