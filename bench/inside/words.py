"""Invented texts with many words: common ones often, compounds by the thousand, and the words that the questions ask for."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import accumulate

from bench import invented

from roedtraad.search.language import shipped_lexicon

SIMPLE, COMPOUNDS = 9_000, 26_000
# Words and phrases of the questions, with how many of a hundred items have each.
ASKED = {
    "lægedækning": 2.0,
    "lægedækningssituationen": 1.0,
    "vagtdækningen": 0.6,
    "hjemmesygeplejen": 3.0,
    "ældrepleje": 2.0,
    "tandplejen": 0.7,
    "akutmodtagelsen": 2.5,
    "akutteam": 1.5,
    "udskrivningskonferencer": 1.2,
    "klyngemidlerne": 5.0,
    "puljemidler": 2.0,
    "patientinddragelse": 1.8,
    "patientinddragelsesudvalget": 0.8,
    "rehabiliteringsforløb": 2.2,
    "socialpsykiatrien": 1.4,
    "børnepsykiatri": 0.9,
    "sundhedsaftalen": 4.0,
    "kvalitetsudvikling": 1.6,
    "medicingennemgang": 0.5,
    "palliationsteam": 0.3,
    "almen praksis": 6.0,
    "tidlig opsporing": 3.0,
    "fælles ledelse": 1.5,
    "mental trivsel": 2.0,
    "ældre medicinske patienter": 1.2,
}
TITLES = (
    "Status på {word}",
    "Opfølgning på {word} i {place}",
    "{word}: fælles indsats",
    "Orientering om {word}",
    "Drøftelse af {word} og {other}",
    "Udmøntning til {word}",
)


class Writer:
    """Writes items; the same seed gives the same texts."""

    def __init__(self, seed: int) -> None:
        """Make the vocabulary."""
        self._draw = random.Random(seed)
        self._words = list(_vocabulary(random.Random(7)))
        self._sums = list(accumulate(1 / (rank + 12) for rank in range(len(self._words))))
        self._asked = list(ASKED)
        self._asked_sums = list(accumulate(ASKED.values()))

    def title(self) -> str:
        """Return a title."""
        (word,) = self._draw.choices(self._asked, cum_weights=self._asked_sums, k=1)
        chosen = self._draw.choice(TITLES).format(
            word=word, other=self._some(1)[0], place=self._draw.choice(invented.PLACES)
        )
        return chosen[:1].upper() + chosen[1:]

    def text(self, sentences: int) -> str:
        """Return some sentences of about a dozen words; one in five is one of the invented minutes' own."""
        return " ".join(self._sentence() for _ in range(sentences))

    def chance(self, share: float) -> bool:
        """Return True as often as said."""
        return self._draw.random() < share

    def choice(self, options: tuple[str, ...]) -> str:
        """Return one of these."""
        return self._draw.choice(options)

    def number(self, least: int, most: int) -> int:
        """Return a whole number."""
        return self._draw.randint(least, most)

    def _sentence(self) -> str:
        if self.chance(0.2):
            return invented.prose(1, seed=self._draw.randrange(400)).strip()
        words = self._some(self.number(7, 15))
        for word, share in ASKED.items():
            # an item has some six sentences
            if self._draw.random() < share / 600:
                words.insert(self._draw.randrange(len(words)), word)
        words[0] = words[0].capitalize()
        return f"{' '.join(words)}."

    def _some(self, number: int) -> list[str]:
        return self._draw.choices(self._words, cum_weights=self._sums, k=number)


def _vocabulary(draw: random.Random) -> Iterator[str]:
    """Yield words, the commonest first: small ones, plain ones, then compounds between them."""
    lexicon = shipped_lexicon()
    lasts = sorted((stem, sorted(last.endings)) for stem, last in lexicon.lasts.items() if len(stem) > 3)
    firsts = sorted(form for form in lexicon.firsts if len(form) > 3)

    def plain() -> str:
        stem, endings = draw.choice(lasts)
        return stem + draw.choice([one for one in endings if one != "?"] or [""])

    yield from sorted(lexicon.stop)
    for number in range(SIMPLE + COMPOUNDS):
        yield plain() if number % 4 == 0 else draw.choice(firsts) + plain()
