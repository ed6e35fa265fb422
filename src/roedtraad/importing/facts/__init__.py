"""From a draft whose names are settled to what `meetings` records. Pure: no database."""

from roedtraad.importing.facts.meeting import facts_of
from roedtraad.importing.facts.settled import Known, Settled

__all__ = ["Known", "Settled", "facts_of"]
