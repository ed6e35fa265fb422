"""Which body a draft is of, and which parties its affiliations mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from roedtraad.bodies.matching import BodyMatch, PartyMatch, fold, match_body, match_parties
from roedtraad.bodies.matching.words import collaboration_kind_of, core, expand, kind_of, without_kind
from roedtraad.bodies.models import Body, Collaboration, Level, Party, PartyKind
from roedtraad.importing.proposing.answers import NEW, NONE, Answer, AnswerKind, known
from roedtraad.importing.proposing.content import Content
from roedtraad.importing.proposing.proposal import Candidate, Match, NewBody, Rows
from roedtraad.importing.sheet.things import Field, Kind, Thing, folded

LIKELY = 80  # a party so alike is taken, and asked about
LONGEST_LETTER = 2
OUTSIDE = 30  # what a body of another collaboration loses where somebody said which one it is
ENOUGH_TO_ASK = 60  # a body less alike is not what is meant


@dataclass(frozen=True, slots=True)
class BodyFound:
    """The body, or the one that would be founded."""

    match: Match
    new: NewBody | None = None


@dataclass(frozen=True, slots=True)
class JointFound:
    """The other bodies of a joint meeting: those that are known, and the names of those that are not."""

    body_ids: tuple[int, ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def is_joint(self) -> bool:
        """Return whether several bodies meet."""
        return bool(self.body_ids or self.unknown)


def names_of(content: Content) -> tuple[str, ...]:
    """Return the names of the bodies that meet, the host first: more than one where each names a collaboration."""
    name = content.sheet.meeting.get(Field.BODY)
    parts = tuple(part for part in re.split(r",\s+|\s+og\s+|\s+samt\s+", name) if part.strip())
    are_bodies = all(collaboration_kind_of(tuple(fold(part).split())) is not None for part in parts)
    return parts if len(parts) > 1 and are_bodies else (name,)


def joint_of(content: Content, rows: Rows) -> JointFound:
    """Return the other bodies of a joint meeting. At most four queries for each."""
    level, on = content.sheet.meeting.get(Field.LEVEL), held_on(content)
    known_ids: list[int] = []
    unknown: list[str] = []
    for name in names_of(content)[1:]:
        found = match_body(name, level, on=on)
        likely = [one for one in found.candidates if one.score >= LIKELY]
        body = found.certain or (likely[0].body if len(likely) == 1 else None)
        if body is None:
            unknown.append(name)
        else:
            rows.bodies[body.pk] = body
            known_ids.append(body.pk)
    return JointFound(tuple(known_ids), tuple(unknown))


def held_on(content: Content) -> date | None:
    """Return the day of the meeting, if the draft tells one."""
    try:
        return date.fromisoformat(content.sheet.meeting.get(Field.HELD_ON))
    except ValueError:
        return None


def is_letter(affiliation: str) -> bool:
    """Return whether an affiliation is the letter of a political party."""
    bare = affiliation.strip().strip("().")
    return 0 < len(bare) <= LONGEST_LETTER and bare.isalpha() and bare.isupper()


def affiliations(content: Content) -> list[str]:
    """Return the organisations that people stand with, each once, in order."""
    told = (one.get(Field.AFFILIATION) for one in content.sheet.people)
    parties = (part.get(Field.PARTY) for item in content.sheet.items for part in item.of(Kind.CONSENT))
    return list(dict.fromkeys(words for words in (*told, *parties) if words and not is_letter(words)))


def body_of(content: Content, rows: Rows) -> BodyFound:
    """Return which body is meant. At most ten queries."""
    meeting, on = content.sheet.meeting, held_on(content)
    name, level = names_of(content)[0], meeting.get(Field.LEVEL)
    batch = content.draft.batch
    answered = meeting.get(Field.CHOICE)
    parties = [one.certain for one in match_parties(affiliations(content), on=on)]
    found = match_body(name, level, on=on, parties=[party for party in parties if party is not None])
    rows.bodies.update({one.body.pk: one.body for one in found.candidates})
    candidates = _body_candidates(found, batch.collaboration_id if batch is not None else None)
    if answered:
        return _answered(answered, name, level, candidates, rows)
    if batch is not None and batch.body_id is not None and not name:
        rows.bodies[batch.body_id] = Body.objects.select_related("collaboration", "level").get(
            pk=batch.body_id
        )
        label = rows.bodies[batch.body_id].name
        return BodyFound(Match(name, known(AnswerKind.BODY, batch.body_id), label, candidates, True))
    certain = _certain(found, candidates)
    if certain is not None:
        return BodyFound(Match(name, certain.answer, certain.label, candidates, is_certain=True))
    if name and not [one for one in candidates if (one.score or 0) >= ENOUGH_TO_ASK]:
        new = _founded(name, level, batch.collaboration if batch is not None else None, rows)
        chosen = (
            NEW if new.collaboration_id is None else known(AnswerKind.COLLABORATION, new.collaboration_id)
        )
        return BodyFound(Match(name, chosen, new.name, candidates), new)
    return BodyFound(Match(name, "", "", candidates))


def _body_candidates(found: BodyMatch, only: int | None) -> tuple[Candidate, ...]:
    """Return the candidates; where somebody said which collaboration it is, bodies of others lose."""
    candidates = [
        Candidate(
            known(AnswerKind.BODY, one.body.pk),
            one.body.name,
            one.score - (OUTSIDE if only not in (None, one.body.collaboration_id) else 0),
            one.reason,
        )
        for one in found.candidates
    ]
    return tuple(sorted(candidates, key=lambda one: -(one.score or 0)))


def _certain(found: BodyMatch, candidates: Sequence[Candidate]) -> Candidate | None:
    body = found.certain
    if body is None:
        return None
    wanted = known(AnswerKind.BODY, body.pk)
    return candidates[0] if candidates and candidates[0].answer == wanted else None


def _answered(
    answered: str, name: str, level: str, candidates: tuple[Candidate, ...], rows: Rows
) -> BodyFound:
    answer = Answer.read(answered)
    body_id = answer.key_of(AnswerKind.BODY)
    if body_id is not None:
        body = (
            rows.bodies.get(body_id)
            or Body.objects.select_related("collaboration", "level").filter(pk=body_id).first()
        )
        if body is not None:
            rows.bodies[body.pk] = body
            return BodyFound(Match(name, answered, body.name, candidates, True, True))
        return BodyFound(Match(name, "", "", candidates))
    collaboration = None
    if (key := answer.key_of(AnswerKind.COLLABORATION)) is not None:
        collaboration = Collaboration.objects.filter(pk=key).first()
    new = _founded(name, level, collaboration, rows)
    return BodyFound(Match(name, answered, new.name, candidates, True, True), new)


def _founded(name: str, level: str, collaboration: Collaboration | None, rows: Rows) -> NewBody:
    """Return the body that would be founded: in a collaboration whose name stands in its own, or in a new one."""
    found = collaboration or _collaboration_named(name)
    title = body_name(name, level)
    if found is not None:
        rows.collaborations[found.pk] = found
        return NewBody(title, level, found.pk, found.name)
    return NewBody(title, level, None, name)


def _collaboration_named(name: str) -> Collaboration | None:
    words = core(expand(tuple(fold(name).split())))
    if not words:
        return None
    kind = collaboration_kind_of(tuple(fold(name).split()))
    for one in Collaboration.objects.filter(record__withdrawn_at=None):
        mine = tuple(fold(one.name).split())
        same_kind = kind is None or collaboration_kind_of(mine) in (None, kind)
        if same_kind and core(expand(mine)) == words:
            return one
    return None


def body_name(name: str, level: str) -> str:
    """Return the name of a new body: as written, with the level where the name does not tell it. One query."""
    row = Level.objects.filter(key=level).first()
    if row is None or fold(row.name) in fold(name):
        return name
    return f"{name} – {row.name[:1].lower()}{row.name[1:]}"


@dataclass(frozen=True, slots=True)
class PartiesFound:
    """The parties by the words that name them, and what kind the new ones are."""

    matches: dict[str, Match]
    new: dict[str, PartyKind]


def parties_of(content: Content, *, collaboration: Collaboration | None, rows: Rows) -> PartiesFound:
    """Return what the affiliations mean. At most four queries."""
    words = affiliations(content)
    if not words:
        return PartiesFound({}, {})
    found = match_parties(words, collaboration=collaboration, on=held_on(content))
    chosen = {one: content.choice(Kind.PARTY, one) for one in words}
    _add_rows(rows, found, chosen.values())
    kinds = {one: kind for one in words if (kind := new_kind(one, content.sheet.people)) is not None}
    matches = {
        folded(one): _party(match, chosen[one], kinds.get(one), rows)
        for one, match in zip(words, found, strict=True)
    }
    new = {
        folded(one): kinds.get(one, PartyKind.OTHER) for one in words if matches[folded(one)].chosen == NEW
    }
    return PartiesFound(matches, new)


def _add_rows(rows: Rows, found: Iterable[PartyMatch], chosen: Iterable[str]) -> None:
    for match in found:
        rows.parties.update({one.party.pk: one.party for one in match.candidates})
    keys = {key for one in chosen if (key := Answer.read(one).key_of(AnswerKind.PARTY)) is not None}
    if keys - set(rows.parties):
        rows.parties.update({one.pk: one for one in Party.objects.filter(pk__in=keys)})


def _party(match: PartyMatch, answered: str, kind: PartyKind | None, rows: Rows) -> Match:
    candidates = tuple(
        Candidate(known(AnswerKind.PARTY, one.party.pk), one.party.name, one.score, str(one.reason))
        for one in match.candidates
    )
    if answered:
        key = Answer.read(answered).key_of(AnswerKind.PARTY)
        if key is None or key in rows.parties:
            label = rows.parties[key].name if key is not None else match.text
            return Match(match.text, answered, label, candidates, True, True)
    if match.certain is not None:
        chosen = known(AnswerKind.PARTY, match.certain.pk)
        return Match(match.text, chosen, match.certain.name, candidates, is_certain=True)
    if candidates and (candidates[0].score or 0) >= LIKELY and _is_ahead(candidates):
        return Match(match.text, candidates[0].answer, candidates[0].label, candidates)
    if kind is not None and not candidates:
        return Match(match.text, NEW, match.text, candidates)
    return Match(match.text, NONE, _("no party"), candidates)


def _is_ahead(candidates: Sequence[Candidate]) -> bool:
    return len(candidates) == 1 or (candidates[0].score or 0) > (candidates[1].score or 0)


def new_kind(words: str, people: Sequence[Thing]) -> PartyKind | None:
    """Return of what kind a party of this name would be; None where the words are no name of one."""
    parts = expand(tuple(fold(words).split()))
    kind = kind_of(parts)
    if kind is not None:
        is_named = bool(without_kind(parts)) or kind in (PartyKind.GENERAL_PRACTICE, PartyKind.PATIENTS)
        return kind if is_named else None
    functions = {one.get(Field.FUNCTION) for one in people if one.get(Field.AFFILIATION) == words}
    return PartyKind.PATIENTS if functions == {"patient_representative"} else None
