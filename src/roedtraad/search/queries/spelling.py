"""«Mente du …»: a word that is not found, or hardly, and the word near it that is. Only words of what is public are offered."""

from __future__ import annotations

from dataclasses import replace

from rapidfuzz import process
from rapidfuzz.distance import OSA

from roedtraad.search.index.entries import PUBLIC
from roedtraad.search.queries.asking import Clause
from roedtraad.search.queries.questions import NO_FILTERS, Question
from roedtraad.search.queries.ready import AskedIndex

SHORTEST = 4  # letters of a word that is put right
LONG = 8  # letters of a word in which two may be wrong
HARDLY = 2  # entries: a word that is found no more often may be a slip of the pen in the archive itself
MUCH_OFTENER = 20
CANDIDATES = 12


def put_right(index: AskedIndex, question: Question, *, total: int) -> str:
    """Return the whole question with its words put right; '' if there is nothing to mend. No queries."""
    text = question.asked.text
    mended = ""
    at = 0
    for clause in question.asked.wanted:
        better = _better(index, question, clause, total=total)
        if better:
            mended += text[at : clause.start] + better
            at = clause.end
    if not mended:
        return ""
    return " ".join((mended + text[at:]).split())


def _better(index: AskedIndex, question: Question, clause: Clause, *, total: int) -> str:
    """Return the word that a clause should have been; '' if it is well as it stands."""
    if clause.is_quoted or clause.is_prefix or len(clause.words) != 1 or len(clause.words[0]) < SHORTEST:
        return ""
    word = clause.words[0]
    if not word.isalpha():
        return ""
    if total > HARDLY:
        return ""
    count = index.reader.count(question.asking(clause).matching())
    if count > HARDLY:
        return ""
    return _nearest(index, question, word, count=count)


def _nearest(index: AskedIndex, question: Question, word: str, *, count: int) -> str:
    """Return the nearest word of what is public, the commonest of several; it is asked for again before it is told."""
    furthest = 2 if len(word) >= LONG else 1
    words = index.reader.vocabulary()
    near = process.extract(
        word,
        list(words),
        scorer=OSA.distance,
        processor=None,
        score_cutoff=furthest,
        limit=CANDIDATES * 4,
    )
    stem = index.reader.analyser.word(word).stem
    ranked = sorted(near, key=lambda one: (one[1], one[0][0] != word[0], -words[one[0]]))
    public = replace(question, seen=(PUBLIC,), filters=NO_FILTERS)
    for candidate, _distance, _key in ranked[:CANDIDATES]:
        if candidate == word or index.reader.analyser.word(candidate).stem == stem:
            continue
        found = index.reader.count(public.asking(Clause((candidate,), 0, len(candidate))).matching())
        if found > count * MUCH_OFTENER or (found and not count):
            return str(candidate)
    return ""
