"""Commitments: sentences and list items of a decision in which the body says what is to happen later.

A sentence counts when it has a verb of promise in the present or the future, and does not report what somebody told.
In a list of actions, or of items for the next meeting, every point counts as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from referat.danish.dates import Tense, resolve
from referat.danish.edtf import bounds
from referat.danish.found_time import TimeKind
from referat.danish.names import is_certain_name
from referat.danish.phrases import keys_in
from referat.danish.words import WORDS, Heading, folded
from referat.manuscript import Manuscript, sentences_in
from referat.model import BlockKind, Commitment, Quote
from referat.parts import Stretch
from referat.source import Span, Spans
from referat.tables import rows_of
from referat.times import Times


@dataclass(frozen=True, slots=True)
class Ahead:
    """What is needed to say when something is due."""

    times: Times
    held_on: date | None
    next_meeting: date | None
    names: frozenset[str] = frozenset()  # of the participants, folded: whole, first names, initials


_ACTOR = re.compile(
    r"(?:(?:\A|.*?(?:,\s+|\s)at\s+|.*?,\s+hvor\s+|[^.:]{0,40}:\s+))?(?P<who>(?:(?-i:[A-ZÆØÅ])|administrationen|sekretariatet|forvaltningen|formanden|formandskabet|direktionen|bestyrelsen|udvalget|kommunerne|regionen|kommunen|klyngesekretariatet)[^,.;:]{0,90}?)\s*\Z",
    re.IGNORECASE | re.DOTALL,
)
_NOT_WHO = re.compile(
    r"(?:det|der|dette|disse|emnet|sagen|punkt|punktet|den|de|herunder|til|på|i|efter|når|da|hvis|for|fra|ved|møde\w*|artikel\w*|referat\w*|forslag\w*|at|som|status|oplæg\w*)\b",
    re.IGNORECASE,
)
_BY = re.compile(
    r"\b(?:af|hos)\s+(?P<who>(?:(?-i:[A-ZÆØÅ])|administrationen|sekretariatet|forvaltningen|formanden)[^,.;:]{1,60}?)\s*(?:\Z|[,.;:])",
    re.IGNORECASE,
)
_TERM = re.compile(r"(?:frist|deadline|tidsfrist|senest|ansvarlig|ansvar|tovholder)\b\W*[:\w]", re.IGNORECASE)
_BETWEEN = re.compile(r"\bmellem\s+(?P<who>[^.;:]{3,80}?)\s*[.;]?\Z", re.IGNORECASE)
_LEAD = re.compile(r"[^:.]{3,70}+:\s+(?=[A-ZÆØÅ])")
_NAME = r"[A-ZÆØÅ](?:[A-ZÆØÅ]{1,3}\b|[\w-]+)(?:\s[A-ZÆØÅ][\w-]+){0,3}(?:\s[a-zæøå]*(?:team|gruppe|gruppen|sekretariat|afdeling|kontor))?"
_SOMEBODY = re.compile(rf"(?P<who>{_NAME}(?:(?:,\s|\sog\s)(?:jeg\b|{_NAME})){{0,3}})(?=\s[a-zæøå])")
_AND = re.compile(r",\s|\sog\s")
_DOES = re.compile(r"\s+(?P<verb>[a-zæøå]{2,}er|[a-zæøå]*gør)\b(?!\s+(?:ikke|ingen)\b)")
_SAYS_THAT = re.compile(r"[^,.;:]{0,30}(?:\d\.)?[^,.;:]{0,20}, at\b")  # 'Kommunen skriver den 3. maj, at …'
_VERB = re.compile(r"\w+")
# 'på mødet i efteråret', 'senest den 3. marts', and not 'siden 3. marts', 'referatet fra mødet i marts'
_LOOKS_AHEAD = re.compile(
    r"(?:\A|\s)(?:til|på|inden|senest|ultimo|primo|medio|frist|deadline|pr\.)(?:\s+(?!(?:fra|siden|efter)\b)[^\s,.;]+){0,3}\s*\Z",
    re.IGNORECASE,
)
_HENCEFORTH = re.compile(r"\b(?:fremover|fremadrettet|fra nu af|i fremtiden)\b", re.IGNORECASE)
_COARSE = frozenset({TimeKind.YEAR, TimeKind.YEARS, TimeKind.DECADE, TimeKind.RELATIVE})
_PRESENT = re.compile(r"\b[a-zæøå]{3,}(?:er|es)\b")
_PASSIVE = re.compile(r"\w+es\b")
_NEGATED = re.compile(
    r"\b(?:ikke|ingen|hverken)\b(?:\s+\w+){0,4}\s*\Z|\b(?:ikke\s+no(?:get|gen|gle)|intet|ingen)\b[^.]*\b(?:som|der)\b",
    re.IGNORECASE,
)
_OPEN_RESOLVE = re.compile(r"\bat\s*:?\s*\Z", re.IGNORECASE)  # 'Det blev besluttet, at' and then a list
_NOTHING = re.compile(r"\b(?:ikke\s+no(?:get|gen|gle)|intet|ingen)\b", re.IGNORECASE)
_RELATIVE = re.compile(r"(?:\b(?:som|hvem(?:\s+der)?)|,\s+der)\s+(?:\w+\s+)?\Z")
_MAY = re.compile(r"\b(?:kan|kunne|måske|gerne)\s+\Z")
_WHEN = re.compile(r"\b(?:når|hvis|fordi|mens|hvorvidt)\s+(?:[^\s,.]+\s+){0,4}\Z")
_BECOMES = re.compile(r"\s(?:blev|bliver|er\s+blevet)\Z")
_TWO_VERBS = re.compile(r"\s(?:og|samt)\Z")
_IF = re.compile(r"(?:Hvis|Såfremt|Skulle)\b")  # what is to happen then is no promise yet
_DEPONENT = frozenset({"mødes", "synes", "findes", "enes", "samles"})
_MODAL = re.compile(
    r"\s+(?:skal|vil|kan|bør|må|har|er|fortsætter|arbejder|tager|giver|får|går|kommer|skriver|laver|sender|udarbejder)\b.*\Z",
    re.DOTALL,
)
_RESPONSIBLE = re.compile(
    r"(?P<open>[(\[]?)\s*\b(?:ansvarlige?|ansv\.?|ansvar|tovholdere?|hvem)\s*:\s*(?P<who>[^.;()\[\]\n]{2,80}?)\s*(?=[.;)\]\n]|,?\s*(?:deadline|frist|senest|tidsfrist)|\Z)",
    re.IGNORECASE,
)
_COMMA_AFTER = re.compile(r"\s*,?\s*(?:der|som|og|så|men|for at|med)\b.*\Z", re.DOTALL)
_PROMISE_WINDOW = 60
_END = 12
_SHORTEST_TASK = 12


def _promise(words: str) -> re.Match[str] | None:
    """Return the verb of promise, unless the sentence reports, describes or says 'not'."""
    if WORDS.follows.match(words) or _IF.match(words):
        return None
    resolved = WORDS.resolves.search(words)
    henceforth = _HENCEFORTH.search(words, resolved.end()) if resolved is not None else None
    if henceforth is not None:
        return henceforth
    for match in WORDS.promises.finditer(words):
        before = words[max(0, match.start() - _PROMISE_WINDOW) : match.start()]
        if _NEGATED.search(before) or _RELATIVE.search(before) or _MAY.search(before) or _WHEN.search(before):
            continue
        if resolved is not None and resolved.start() <= match.start():
            return match
        if not WORDS.tells.search(words, 0, match.start()):
            return match
    return None


def _task(words: str, names: frozenset[str]) -> re.Match[str] | None:
    """Return the verb of a sentence in which somebody simply does something: 'Bo maler skuret', 'AN og BH ser på det'.

    `names` are those of the participants, folded: whole, first names and initials.
    """
    lead = _LEAD.match(words)  # 'Der var enighed om denne fordeling: Bo besøger …'
    begin = lead.end() if lead is not None else 0
    actor = WORDS.actors.match(words, begin)
    start = actor.end() if actor is not None else begin
    if actor is None:
        somebody = _SOMEBODY.match(words, begin)
        if somebody is None or not any(_is_named(name, names) for name in _AND.split(somebody["who"])):
            return None
        start = somebody.end()
    verb = _DOES.match(words, start)
    if verb is None or verb["verb"] in WORDS.states or _SAYS_THAT.match(words, verb.end()):
        return None
    return _VERB.search(words, verb.start("verb"))


def _acts(words: str, names: frozenset[str]) -> bool:
    """Whether a point of a list that was resolved on says what somebody does: 'Birthe orienterer afsnitslederne'."""
    somebody = WORDS.actors.match(words) or _SOMEBODY.match(words)
    if somebody is None or _DOES.match(words, somebody.end()) is None:
        return False
    return somebody.re is WORDS.actors or all(_is_named(name, names) for name in _AND.split(somebody["who"]))


def _actor(words: str, names: frozenset[str]) -> re.Match[str] | None:
    """Return who stands at the beginning of a sentence, where it is somebody who can do something."""
    actor = WORDS.actors.match(words)
    if actor is not None:
        return actor
    somebody = _SOMEBODY.match(words)
    known = somebody is not None and all(_is_named(name, names) for name in _AND.split(somebody["who"]))
    return somebody if known else None


def _does(words: str, names: frozenset[str]) -> re.Match[str] | None:
    """Return the word behind who stands first in a sentence that looks ahead: 'Regionen indgår en aftale inden den 1. juni'."""
    actor = _actor(words, names)
    return _VERB.search(words, actor.end()) if actor is not None else None


def _is_named(name: str, names: frozenset[str]) -> bool:
    return name == "jeg" or folded(name) in names or (" " in name and is_certain_name(name))


def _is_ahead(words: str, span: Span, ahead: Ahead) -> bool:
    """Whether a sentence without a verb of promise looks ahead to a time that it names.

    'Notatet genbehandles den 3. juni', 'Forvaltningen orienterer byrådet i januar', 'Der var enighed om, at udvalget
    inden sommerferien ser på det.'
    """
    if ahead.held_on is None:
        return False
    fine = [found for found in ahead.times.within(span) if found.kind not in _COARSE]
    to_next = WORDS.next_meeting.search(words) is not None
    if not (fine or to_next):
        return False
    if WORDS.follows.match(words) or WORDS.tells.search(words) or _NOTHING.search(words):
        return False
    agreed = WORDS.resolves.search(words) is not None
    if WORDS.past.search(words) and not agreed:
        return False
    if to_next:
        return _PRESENT.search(words) is not None
    acts = _actor(words, ahead.names) is not None and _PRESENT.search(words) is not None
    if not (_PASSIVE.search(words) or agreed or acts):
        return False
    values = (resolve(found, held_on=ahead.held_on).value for found in fine)
    limits = (bounds(value) for value in values if value is not None)
    return any(limit is not None and limit[1] > ahead.held_on for limit in limits)


def _due(script: Manuscript, span: Span, ahead: Ahead) -> tuple[str | None, Spans]:
    """Return when a promise is due: the first time to come that the words name, or the next meeting."""
    if ahead.held_on is None:
        return None, ()
    named = WORDS.next_meeting.search(script.text, span.start, span.end)
    best: tuple[str, Spans] | None = None
    inside = ahead.times.within(span)
    # 'hvad der skal ske efter 2025, til mødet den 13. marts': a year is a term only where nothing finer is named
    fine = [found for found in inside if found.kind not in _COARSE]
    for found in [*fine, *(found for found in inside if found.kind in _COARSE)]:
        tense = Tense.FUTURE if _LOOKS_AHEAD.search(script.text, span.start, found.span.start) else None
        value = resolve(found, held_on=ahead.held_on, tense=tense).value
        limits = bounds(value) if value is not None else None
        if value is None or limits is None or limits[1] <= ahead.held_on:
            continue
        best = (value, (found.span,))
        break
    if named is not None and ahead.next_meeting is not None:
        limits = bounds(best[0]) if best is not None else None
        if best is None or (limits is not None and limits[0] <= ahead.next_meeting <= limits[1]):
            return ahead.next_meeting.isoformat(), (Span(*named.span()),)
    return best if best is not None else (None, ())


def _who(script: Manuscript, span: Span, verb: Span | None) -> Quote | None:
    """Return who is to do it: named as responsible, the subject of an active verb, or after 'af'."""
    text = script.text
    named = _RESPONSIBLE.search(text, span.start, span.end)
    if named is not None:
        return script.quote(Span(named.start("who"), named.end("who")))
    if verb is None:
        return None
    word = text[verb.start : verb.end].split()[0]
    if _PASSIVE.fullmatch(word) and word.casefold() not in _DEPONENT:
        by = _BY.search(text, verb.end, span.end) or _BETWEEN.search(text, verb.end, span.end)
        return script.quote(Span(by.start("who"), by.end("who"))) if by else None
    subject = _ACTOR.match(text, span.start, verb.start)
    if subject is None or _NOT_WHO.match(subject.group("who")):
        return None
    if _BECOMES.search(text, subject.start("who"), subject.end("who")):
        return None  # 'Resten af punktet blev udsat'
    modal = _MODAL.search(text, subject.start("who"), subject.end("who"))
    if modal is None and _TWO_VERBS.search(text, subject.start("who"), subject.end("who")):
        modal = _DOES.search(text, subject.start("who"), subject.end("who"))  # 'Bo samler dem og sender dem'
    return script.quote(Span(subject.start("who"), modal.start() if modal else subject.end("who")))


def _commitment(
    script: Manuscript,
    span: Span,
    ahead: Ahead,
    verb: Span | None,
    lead: tuple[str | None, Spans] = (None, ()),
) -> Commitment | None:
    """Return a stretch as a commitment; a point of a list is due when its lead says, unless it says so itself."""
    quote = script.quote(span)
    if quote is None:
        return None
    due, due_spans = _due(script, span, ahead)
    if due is None:
        due, due_spans = lead
    return Commitment(quote, due, due_spans, _who(script, span, verb))


def _from_sentences(script: Manuscript, stretch: Stretch, ahead: Ahead) -> Iterator[Commitment]:
    spans = sentences_in(script, stretch.span)
    for span, following in zip(spans, [*spans[1:], None], strict=True):
        words = script.text[span.start : span.end]
        present = keys_in(words)
        if _may_say("never", present) and WORDS.never.search(words):
            continue
        match = _promise(words) if _may_say("promises", present) or _may_say("resolves", present) else None
        match = match or _task(words, ahead.names)
        if match is None and not _is_ahead(words, span, ahead):
            continue
        match = match or _does(words, ahead.names)
        verb = Span(span.start + match.start(), span.start + match.end()) if match is not None else None
        made = _commitment(script, span, ahead, verb)
        if made is not None:
            yield _with_term(script, made, following, ahead)


def _may_say(what: str, present: set[str]) -> bool:
    """Return whether words with these keys can hold a phrase of a list: most sentences hold none of most lists."""
    keys = WORDS.promise_keys[what]
    return keys is None or not keys.isdisjoint(present)


def _with_term(script: Manuscript, made: Commitment, following: Span | None, ahead: Ahead) -> Commitment:
    """Return a commitment with the term and the name that the next sentence gives: 'Frist: 12/12-2025.'"""
    if following is None or not _TERM.match(script.text, following.start, following.end):
        return made
    due, due_spans = _due(script, following, ahead)
    named = _who(script, following, None)
    return replace(
        made,
        due=made.due or due,
        due_spans=made.due_spans or due_spans,
        responsible=made.responsible or named,
    )


def _from_table(script: Manuscript, stretch: Stretch, ahead: Ahead) -> Iterator[Commitment]:
    """Rows of a table of actions: what, who, when, by the words of its first row."""
    rows = rows_of(script.text, stretch.piece.lines)
    if len(rows) < 2:
        return
    names = [folded(script.text[cell.start : cell.end]) for cell in rows[0]]
    who = next((at for at, name in enumerate(names) if name in WORDS.responsible), None)
    when = next((at for at, name in enumerate(names) if name in WORDS.due), None)
    if who is None:
        return
    what = next(
        (
            at
            for at, name in enumerate(names)
            if at not in (who, when) and WORDS.headings.get(name) is Heading.ACTIONS
        ),
        None,
    )
    if what is None:
        what = next(
            (
                at
                for at in range(len(names))
                if at not in (who, when) and names[at] and not names[at].strip(".").isdigit()
            ),
            None,
        )
    for row in rows[1:]:
        if what is None or len(row) <= max(who, what):
            continue
        quote = script.quote(row[what])
        if quote is None:
            continue
        due, due_spans = (
            _due(script, row[when], ahead) if when is not None and when < len(row) else (None, ())
        )
        yield Commitment(quote, due, due_spans, script.quote(row[who]))


def _is_told(words: str) -> bool:
    """Whether a sentence reports what somebody said, and resolves nothing."""
    told = WORDS.never.search(words) or (WORDS.tells.search(words) and not WORDS.resolves.search(words))
    return bool(told)


def commitments(script: Manuscript, stretches: Sequence[Stretch], ahead: Ahead) -> tuple[Commitment, ...]:
    """Return the commitments in the stretches of a decision, in the order of the text."""
    found: list[Commitment] = []
    listing = skipping = resolved = False
    lead: tuple[str | None, Spans] = (None, ())
    for stretch in stretches:
        head = stretch.head
        words = stretch.piece.words
        if stretch.action and (head is not None or not listing):
            listing, lead = True, (None, ())
        if stretch.piece.kind is BlockKind.TABLE:
            found.extend(_from_table(script, stretch, ahead))
            continue
        point = stretch.piece.kind is BlockKind.LIST_ITEM
        if listing and point:
            said = WORDS.promises.search(script.text, stretch.span.start, stretch.span.end)
            made = _commitment(script, stretch.span, ahead, Span(*said.span()) if said else None, lead)
            found.extend([made] if made is not None else [])
            continue
        skipping = (skipping and point) or (words.endswith(":") and _is_told(words))
        if skipping:
            continue
        if resolved and point and _acts(script.text[stretch.span.start : stretch.span.end], ahead.names):
            made = _commitment(script, stretch.span, ahead, None, lead)
            found.extend([made] if made is not None else [])
            continue
        promised = bool(_OPEN_RESOLVE.search(words[-_END:]) and WORDS.resolves.search(words))
        resolved = words.endswith(":") and WORDS.resolves.search(words) is not None
        promised = promised or (resolved and not WORDS.never.search(words) and _promise(words) is not None)
        leads = promised or (words.endswith(":") and WORDS.list_leads.search(words) is not None)
        listing = leads or (listing and point)
        if leads:
            lead = _due(script, stretch.span, ahead)
            continue
        found.extend(_from_sentences(script, stretch, ahead))
    return tuple(found)


def assigned(
    script: Manuscript, found: Sequence[Commitment], stretches: Sequence[Stretch], ahead: Ahead,
    *, by: Span | None, when: Span | None,
) -> tuple[Commitment, ...]:  # fmt: skip
    """Return the commitments with who and when from the row of a table of minutes; they count for all of the row.

    Where somebody is named and no sentence promises anything, the whole decision is the task.
    """
    if by is None and when is None:
        return tuple(found)
    who = (
        script.quote(by) if by is not None and any(map(str.isalpha, script.text[by.start : by.end])) else None
    )
    due, due_spans = _due(script, when, ahead) if when is not None else (None, ())
    if not found and who is not None:
        quote = script.quote(*[stretch.span for stretch in stretches])
        short = quote is None or len(quote.text) < _SHORTEST_TASK
        concluded = quote is not None and WORDS.concludes.search(quote.text) is not None
        concluded = short or (concluded and when is None)  # 'Godkendt' is a task only if it has a day
        return () if quote is None or concluded else (Commitment(quote, due, due_spans, who),)
    return tuple(
        replace(
            one, responsible=one.responsible or who, due=one.due or due, due_spans=one.due_spans or due_spans
        )
        for one in found
    )
