"""From names in documents to people, parties and bodies of the register: candidates with a score and the reasons in words.

Nothing here decides: `certain` says what a person would not look at twice, everything else is a proposal.
"""

from roedtraad.bodies.matching.bodies import BodyCandidate, BodyLikeness, BodyMatch, match_body
from roedtraad.bodies.matching.folding import fold, name_keys
from roedtraad.bodies.matching.likeness import Likeness, likeness
from roedtraad.bodies.matching.parties import (
    PartyCandidate,
    PartyLikeness,
    PartyMatch,
    match_parties,
    match_party,
)
from roedtraad.bodies.matching.people import NameSeen, PersonCandidate, PersonMatch, match_person

__all__ = [
    "BodyCandidate",
    "BodyLikeness",
    "BodyMatch",
    "Likeness",
    "NameSeen",
    "PartyCandidate",
    "PartyLikeness",
    "PartyMatch",
    "PersonCandidate",
    "PersonMatch",
    "fold",
    "likeness",
    "match_body",
    "match_parties",
    "match_party",
    "match_person",
    "name_keys",
]
