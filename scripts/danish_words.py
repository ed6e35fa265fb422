"""Make `src/roedtraad/search/language/danish-words.tsv.gz` from hunspell's Danish dictionary.

    python scripts/danish_words.py FOLDER-WITH-da_DK.aff-AND-da_DK.dic

The dictionary says of each word which ending it takes in front of another (dækning-s-, børn-e-, læge-) and whether it
may stand last. From this every word in it that is a compound of others is taken apart, the cheapest way, four times
over, each time with the frequencies of the parts that were found before. What is kept: the words that are no
compounds, their forms, and how many compounds begin and end with each. `danish-words.md` says more.
"""

from __future__ import annotations

import gzip
import math
import re
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from Stemmer import Stemmer

from roedtraad.search.language.compounds import split
from roedtraad.search.language.folding import fold
from roedtraad.search.language.lexicon import LEAST, ending, ours, read_lexicon

OUT = Path(__file__).parent.parent / "src/roedtraad/search/language/danish-words.tsv.gz"
NOUN = {"2", "3", "4", "5", "7", "44", "45", "46", "47"}
ROUNDS = 4
DEAREST = 2.3  # cost per letter of a compound that the dictionary has, with the links that it gives
DEAREST_FREELY = 2.1  # the same with any link
FORBIDDEN, NAME, MAY_END, ENDS = "6", "9", "39", "34"
BEGINS = {"32", "33"}
ENTRY = re.compile(r"^(\S[^/\t]*?)(?:/([\d,]+))?((?:\s+[a-z]{2}:.*)?)$")
OTHER_FORMS = ("end", "t", "ed", "r")  # what a stem may have more than the stem of its base form

stem = Stemmer("danish").stemWord


@dataclass(frozen=True)
class Rule:
    """One line of an affix: take away, add, where, and the flags of what results."""

    strip: str
    add: str
    where: re.Pattern[str]
    flags: frozenset[str]


@dataclass
class Dictionary:
    """Words in small letters with their flags and forms; names; forms whose base is said in so many words."""

    flags: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    names: set[str] = field(default_factory=set)
    irregular: dict[str, str] = field(default_factory=dict)
    forms: dict[str, set[str]] = field(default_factory=dict)  # word → its forms
    firsts: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))  # form → words
    lasts: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))


def main(folder: Path) -> None:
    """Read the dictionary, find its compounds, write the file."""
    book = read(folder)
    compounds, begun, ended = take_apart(book)
    compounds |= taken_apart_freely(book, compounds, begun, ended)
    simple = [word for word in book.flags if word not in compounds]
    own = own_stems(book, simple)
    lines = sorted(
        {
            *names(book),
            *stems(book, simple, compounds, own),
            *parts(book, simple, begun, ended, own),
            *(f"x\t{form}\t{base}" for form, base in own.items()),
        }
    )
    with OUT.open("wb") as file, gzip.GzipFile(filename="", fileobj=file, mode="wb", mtime=0) as packed:
        packed.write("\n".join(lines).encode())
    kinds = Counter(line[0] for line in lines)
    print(
        f"{len(compounds)} compounds, {len(simple)} other words; {dict(kinds)}; {OUT.stat().st_size:,} bytes"
    )


def read(folder: Path) -> Dictionary:
    """Return the dictionary with every form that its rules make."""
    rules = read_rules(folder / "da_DK.aff")
    book = Dictionary()
    for line in (folder / "da_DK.dic").read_text(encoding="utf-8").splitlines()[1:]:
        entry = ENTRY.match(line)
        if not entry or not entry[1].isalpha():
            continue
        word, flags, more = entry[1], set((entry[2] or "").split(",")) - {""}, entry[3].strip()
        if FORBIDDEN in flags:
            continue
        if word != word.lower():
            if NAME in flags or not flags:
                book.names.add(fold(word))
        elif more.startswith("st:"):
            book.irregular[word] = more[3:].split()[0]
        else:
            book.flags[word] |= flags
    for word, flags in book.flags.items():
        made = [(word, frozenset(flags)), *forms_of(word, flags, rules)]
        book.forms[word] = {form for form, _ in made if form.isalpha()}
        for form, given in made:
            if form.isalpha() and given & BEGINS and may_begin(form):
                book.firsts[form].add(word)
            if form.isalpha() and ENDS in given and MAY_END in flags:
                book.lasts[form].add(word)
    return book


def read_rules(path: Path) -> dict[str, list[Rule]]:
    """Return the rules of endings by flag."""
    rules: dict[str, list[Rule]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        parts = line.split()
        if len(parts) < 4 or parts[0] != "SFX" or parts[2] in ("Y", "N"):
            continue
        add, _, flags = parts[3].partition("/")
        where = parts[4] if len(parts) > 4 and not parts[4].startswith(("+", "#")) else "."
        rules[parts[1]].append(
            Rule(
                strip="" if parts[2] == "0" else parts[2],
                add="" if add == "0" else add,
                where=re.compile(f"{where}$"),
                flags=frozenset(flags.split(",")) - {""},
            )
        )
    return rules


def forms_of(word: str, flags: set[str] | frozenset[str], rules: dict[str, list[Rule]], depth: int = 2):
    """Yield the forms of a word with their own flags, rules upon rules at most `depth` times."""
    for flag in flags:
        for rule in rules.get(flag, ()):
            if word.endswith(rule.strip) and rule.where.search(word):
                form = word.removesuffix(rule.strip) + rule.add
                yield form, rule.flags
                if depth > 1:
                    yield from forms_of(form, rule.flags, rules, depth - 1)


def may_begin(form: str) -> bool:
    """Return whether a form may begin a compound: not the particles, and few that are very short."""
    own = ours()
    return form not in own.particles and (len(form) > 2 or form in own.short)


Found = dict[str, tuple[str, ...]]


def take_apart(book: Dictionary) -> tuple[Found, Counter[str], Counter[str]]:
    """Return the compounds with their parts, how many begin with a form, and how many end with a word."""
    begun: Counter[str] = Counter()
    ended: Counter[str] = Counter()
    found: Found = {}
    whole = set(ours().whole)
    for number in range(ROUNDS):
        all_begun = sum(begun.values()) + LEAST * len(book.firsts)
        all_ended = sum(ended.values()) + LEAST * len(book.lasts)
        first = {
            form: -math.log((begun[form] + LEAST) / all_begun)
            for form, words in book.firsts.items()
            if any(word not in found for word in words)
        }
        last: dict[str, float] = {}
        for form, words in book.lasts.items():
            counts = [ended[word] for word in words if word not in found]
            if (
                counts
                and form not in ours().never_last
                and (len(form) > 3 or number < 2 or max(counts) >= 12)
            ):
                last[form] = -math.log((max(counts) + LEAST) / all_ended)
        dearest = DEAREST if number else 9.0
        found = {}
        for word in book.flags:
            if len(word) >= 6 and word not in whole and (parts := cheapest(word, first, last, dearest)):
                found[word] = parts
        begun = Counter(part for parts in found.values() for part in parts[:-1])
        ended = Counter(
            word for parts in found.values() for word in book.lasts[parts[-1]] if word not in found
        )
    return found, begun, ended


def cheapest(word: str, first: dict[str, float], last: dict[str, float], dearest: float) -> tuple[str, ...]:
    """Return the parts of a word, two or more, if they are not too dear together."""
    ways: list[tuple[float, tuple[str, ...]] | None] = [None] * (len(word) + 1)
    ways[0] = (0.0, ())
    for start in range(len(word) - 2):
        way = ways[start]
        if way is None:
            continue
        for end in range(start + 2, len(word) + 1):
            cost = (last if end == len(word) and start else first).get(word[start:end])
            if cost is None or (end == len(word) and not start):
                continue
            known = ways[end]
            if known is None or way[0] + cost < known[0]:
                ways[end] = (way[0] + cost, (*way[1], word[start:end]))
    best = ways[len(word)]
    return best[1] if best and best[0] <= dearest * len(word) else ()


def taken_apart_freely(book: Dictionary, compounds: Found, begun: Counter[str], ended: Counter[str]) -> Found:
    """Return what else is a compound, by the rules with which texts are read: other links, first parts of our own.

    The dictionary does not allow all linking letters that its own words have (plejehjem-s-beboer).
    """
    simple = [word for word in book.flags if word not in compounds]
    lexicon = read_lexicon(parts(book, simple, begun, ended, {}))
    found: Found = {}
    for word in simple:
        if len(word) < 8 or lexicon.raw_stem(word) in lexicon.whole:
            continue
        taken = split(word, lexicon, dearest=DEAREST_FREELY)
        if taken and word[taken[-1].start :] in book.lasts:
            found[word] = tuple(word[part.start : part.end] for part in taken)
    return found


def names(book: Dictionary) -> set[str]:
    """Return the lines of names that are no common words, and that would be stemmed or taken apart."""
    common = {form for forms in book.forms.values() for form in forms} | set(book.irregular)
    return {f"n\t{name}" for name in book.names if name not in common and len(name) > 2}


def own_stems(book: Dictionary, simple: list[str]) -> dict[str, str]:
    """Return the stems of forms that must not be stemmed to another noun: of indlæggelse to indlæg, of ledelse to led."""
    nouns = {word for word in simple if book.flags[word] & NOUN}
    return {
        form: word[:-1]
        for word in nouns
        if word.endswith("else") and stem(word) in nouns
        for form in book.forms[word]
        if form.startswith(word)
    }


def stems(book: Dictionary, simple: list[str], compounds: Found, own: dict[str, str]) -> set[str]:
    """Return the lines of stems that are no compounds, and of those that lead to the stem of the base form."""
    bases: set[str] = {own.get(word) or stem(word) for word in simple}
    owners: dict[str, set[str]] = defaultdict(set)
    for word in simple:
        for form in book.forms[word]:
            owners[own.get(form) or stem(form)].add(own.get(word) or stem(word))
    for form, word in book.irregular.items():
        if word in book.flags and word not in compounds:
            owners[stem(form)].add(stem(word))
    of_compounds = {stem(form) for word in compounds for form in book.forms[word]}
    lines = {f"s\t{one}" for one in owners if one not in of_compounds or one in bases}
    for one, of in owners.items():
        base = _base(one, of, bases)
        if base and base[0] == one[0]:
            lines.add(f"c\t{one}\t{base}")
    return lines


def _base(one: str, of: set[str], bases: set[str]) -> str:
    """Return the stem of the base form that this stem leads to, if there is no doubt; else ''."""
    if one not in bases:
        return next(iter(of)) if len(of) == 1 else ""
    shorter = [base for base in of if base != one and len(base) >= 4 and one.startswith(base)]
    return shorter[0] if len(shorter) == 1 and one.removeprefix(shorter[0]) in OTHER_FORMS else ""


def parts(
    book: Dictionary, simple: list[str], begun: Counter[str], ended: Counter[str], own: dict[str, str]
) -> set[str]:
    """Return the lines of what begins and what ends compounds, with how many do.

    A stem that ends compounds has its endings with it (by the number of a line `e`), so that -tyrelsen is no tyr.
    """
    alone = set(simple)
    lines = set()
    for form, words in book.firsts.items():
        of = sorted((word for word in words if word in alone), key=lambda word: (len(word), word))
        if of:
            base = own.get(of[0]) or stem(of[0])
            lines.add(f"f\t{form}\t{begun[form]}\t{'' if base == (own.get(form) or stem(form)) else base}")
    most: Counter[str] = Counter()
    endings: dict[str, set[str]] = defaultdict(set)
    for form, words in book.lasts.items():
        for word in words & alone:
            one = own.get(form) or stem(form)
            most[one] = max(most[one], ended[word])
            endings[one].add(ending(form, one))
    sets = {one: ",".join(sorted(found)) for one, found in endings.items()}
    number = {found: str(n) for n, found in enumerate(sorted(set(sets.values())))}
    lines |= {f"e\t{n}\t{found}" for found, n in number.items()}
    return lines | {f"l\t{one}\t{count}\t{number[sets[one]]}" for one, count in most.items()}


if __name__ == "__main__":
    main(Path(sys.argv[1]))
