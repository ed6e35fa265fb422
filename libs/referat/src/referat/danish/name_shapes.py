"""What a single word or phrase is in a list of people: a name, a title, an organisation, a party, a remark.

Shape decides first (capital letters, initials, particles), the words of `people.toml` decide between phrases of
the same shape.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from referat.danish.vocabulary import PEOPLE

# A word of a name: 'Holm', 'Bech-Holm', "O'Brien", 'McCoy', 'ÆBELØ'.
_NAME_WORD = re.compile(r"(?:[dl][’'])?[^\W\d_a-zæøå][^\W\d_]*(?:[-’'´`.][^\W\d_]+)*")
_INITIAL = re.compile(r"[^\W\d_]\.?|[^\W\d_]\.-?[^\W\d_]\.")
_ACRONYM = re.compile(r"[A-ZÆØÅ]{2,6}(?:-[A-ZÆØÅ]{1,3})?")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_LONGEST_NAME = 7  # words


class Sort(StrEnum):
    """What a word is."""

    NAME = "name"
    PARTICLE = "particle"
    INITIAL = "initial"
    TITLE = "title"
    ORGANISATION = "organisation"
    OTHER = "other"


def parts_of(word: str) -> list[str]:
    """Return the parts of a compound with hyphens in lower case: 'Vest-KAP' → vest, kap."""
    return [part for part in re.split(r"[-–/]", word.casefold()) if part]


@lru_cache(maxsize=4096)
def is_title(word: str) -> bool:
    """Return whether the word is a title, alone or as the end of a compound ('Social- og Sundhedsdirektør')."""
    key = word.casefold().strip(".,:;()")
    return PEOPLE.titles.matches(key) or any(PEOPLE.titles.matches(part) for part in parts_of(key)[-1:])


def is_organisation_word(word: str) -> bool:
    """Return whether the word belongs to an organisation or a part of one."""
    key = word.casefold().strip(".,:;()")
    if PEOPLE.strong_organisations.matches(key) or PEOPLE.weak_organisations.matches(key):
        return True
    parts = parts_of(key)
    in_capitals = [
        part.casefold() for part in re.split(r"[-–/]", word) if part.isupper()
    ]  # the KAP of 'Vest-KAP'
    return any(part in PEOPLE.acronyms for part in (key, *parts[:1], *in_capitals)) or (
        len(parts) > 1 and parts[0] not in PEOPLE.first_names and PEOPLE.weak_organisations.matches(parts[-1])
    )


@lru_cache(maxsize=4096)
def sort_of(word: str) -> Sort:
    """Return what a single word, without punctuation around it, is."""
    key = word.casefold()
    if key in PEOPLE.particles and not word[:1].isupper():
        return Sort.PARTICLE
    if word.endswith("-") or any(character.isdigit() for character in word):
        return Sort.OTHER
    if _INITIAL.fullmatch(word) and word[0].isupper():
        return Sort.INITIAL
    known = key in PEOPLE.first_names or key in PEOPLE.last_names
    if not known and is_title(word):
        return Sort.TITLE
    if not known and is_organisation_word(word):
        return Sort.ORGANISATION
    if _NAME_WORD.fullmatch(word):
        return Sort.NAME
    return Sort.OTHER


def is_first_name(word: str) -> bool:
    """Return whether the word is a known first name, also with a hyphen ('Anne-Mette')."""
    key = word.casefold()
    return key in PEOPLE.first_names or all(part in PEOPLE.first_names for part in parts_of(key) or [""])


def looks_like_last_name(word: str) -> bool:
    """Return whether the word is a known last name or ends like one."""
    key = word.casefold()
    return key in PEOPLE.last_names or key.endswith(PEOPLE.name_endings)


def is_party(text: str) -> bool:
    """Return whether the text is the letter or the name of a party."""
    words = text.strip(" ().:")
    return (
        words in PEOPLE.party_letters
        or words.casefold() in PEOPLE.party_names
        or re.fullmatch(r"Liste [A-ZÆØÅ]", words) is not None
    )


def is_acronym(text: str) -> bool:
    """Return whether the text is a short word in capitals that is no party: 'JHK', 'PLO-K'."""
    return _ACRONYM.fullmatch(text) is not None and not is_party(text)


@lru_cache(maxsize=4096)  # minutes say the same names over and over
def is_person_name(text: str) -> bool:
    """Return whether the text can be the name of one person: two to seven words of the right shape.

    'Anna K. Dam', 'Tue von Holm', 'LENE BECH', 'Dr. Hanne Holm' and a known first name alone are; the names of
    organisations, bodies, titles and places are not, as far as their words show it.
    """
    words = text.replace("\u00a0", " ").split()
    while words and words[0].casefold() in PEOPLE.academic:
        words = words[1:]
    while words and words[-1].casefold().strip(",") in PEOPLE.academic_behind:
        words = words[:-1]
    if not words or len(words) > _LONGEST_NAME or len(text) > 80:
        return False
    if len(words) == 1:
        return is_first_name(words[0]) and words[0][0].isupper()
    return _is_name(words)


def _is_name(words: list[str]) -> bool:
    sorts = [sort_of(word) for word in words]
    if sorts[0] is not Sort.NAME and not (sorts[0] is Sort.INITIAL and Sort.NAME in sorts):
        return False
    shortened = len(words) == 2 and sorts[-1] is Sort.INITIAL and is_first_name(words[0])  # 'Christoffer R.'
    if (sorts[-1] in (Sort.PARTICLE, Sort.INITIAL) and not shortened) or not {
        Sort.NAME,
        Sort.PARTICLE,
        Sort.INITIAL,
    }.issuperset(sorts):
        return False
    if words[0].casefold() in PEOPLE.openers and not is_first_name(words[0]):
        return False
    return any(len(word) > 3 or not word.isupper() for word in words)  # 'PLO KL' is no name


def is_certain_name(text: str) -> bool:
    """Return whether the text is a person's name that running text can be trusted to mean: a known first name first."""
    words = text.split()
    return len(words) > 1 and is_person_name(text) and is_first_name(words[0])


def emails_in(text: str, start: int, end: int) -> list[re.Match[str]]:
    """Return the matches of e-mail addresses in `text[start:end]`."""
    return list(_EMAIL.finditer(text, start, end)) if text.find("@", start, end) >= 0 else []
