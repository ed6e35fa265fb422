"""What a person is asked about a draft, ready to be answered: the choices, what is taken meanwhile, where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from roedtraad.importing.proposing import AnswerKind, Asked, Candidate
from roedtraad.importing.queries import Review
from roedtraad.importing.sheet.things import Field, Spans
from roedtraad.web.review.where import MEETING, Where, parts

# The kinds of questions, as the list of drafts names them.
QUESTIONS: dict[str, Promise] = {
    "cpr": _("CPR number"),
    "day": _("day is missing"),
    "year": _("year is inferred"),
    "no_items": _("no items"),
    "unread": _("much is not understood"),
    "body": _("which body"),
    "new_body": _("new body"),
    "meeting": _("known meeting"),
    "same_paper": _("same paper twice"),
    "person": _("person"),
    "party": _("party"),
    "case": _("known case"),
    "differs": _("read otherwise now"),
    "lost": _("correction without a place"),
}
# What is answered by writing the value, or by looking.
WRITTEN = {"day": Field.HELD_ON, "year": Field.HELD_ON}
SEEN = frozenset({"year", "no_items", "unread"})
# What of the register answers a question, beside what is proposed.
ANSWERED_BY = {
    "person": AnswerKind.PERSON,
    "party": AnswerKind.PARTY,
    "body": AnswerKind.BODY,
    "new_body": AnswerKind.BODY,
}


@dataclass(frozen=True, slots=True)
class Option:
    """One answer. `key` is the digit that chooses it."""

    answer: str
    label: str
    score: int | None
    reason: str
    is_taken: bool
    key: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question as the page asks it. `place` leads to its words on the page, `thing` to what it is about.

    `weight` is 'blocks', 'look' or 'note'; `write_url` where the missing value is written.
    """

    id: str
    code: str
    key: str
    weight: str
    message: str
    options: tuple[Option, ...]
    part: int
    page: int = 0
    place: str = ""
    thing: str = ""
    write_url: str = ""
    is_seen: bool = False
    about: str = ""  # names the question in an address, where the register can answer it
    find: str = ""  # the name that was looked for there
    is_found: bool = False


def questions(review: Review, at: Where, found: Sequence[Candidate] = ()) -> tuple[Question, ...]:
    """Return everything that is asked, the heaviest first; `found` answers the one that the address is about."""
    known = parts(review.sheet)
    return tuple(
        _question(review, one, n, at, known.get(one.ref, MEETING), found if _name(one) == at.about else ())
        for n, one in enumerate(review.questions, start=1)
    )


def of_part(asked: Iterable[Question], part: int) -> tuple[Question, ...]:
    """Return what is asked about this part of the draft."""
    return tuple(one for one in asked if one.part == part)


def _name(asked: Asked) -> str:
    """Return what names a question in an address."""
    return f"{asked.code}|{asked.key}"


def _question(
    review: Review, asked: Asked, number: int, at: Where, part: int, found: Sequence[Candidate]
) -> Question:
    start = _start(asked.spans)
    page = review.sheet.page_of(start) if start >= 0 else 0
    field = WRITTEN.get(asked.code)
    there = at if page == 0 else at.at_page(page)
    return Question(
        id=f"q{number}",
        code=asked.code,
        key=asked.key,
        weight=str(asked.weight),
        message=asked.message,
        options=_options(asked, found),
        part=part,
        page=page,
        place=f"{there.url}#p-{asked.ref}" if page else "",
        thing=asked.ref,
        write_url=f"{there.editing('meeting', field.value).url}#ret" if field is not None else "",
        is_seen=asked.code in SEEN,
        about=_name(asked) if asked.code in ANSWERED_BY else "",
        find=at.find if _name(asked) == at.about else "",
        is_found=bool(found),
    )


def _options(asked: Asked, found: Sequence[Candidate]) -> tuple[Option, ...]:
    """Return what was found in the register, then what was proposed, each once."""
    proposed = {one.answer for one in asked.candidates}
    return tuple(
        Option(
            one.answer, one.label, one.score, one.reason, one.answer == asked.chosen, str(n) if n < 10 else ""
        )
        for n, one in enumerate(
            (*(one for one in found if one.answer not in proposed), *asked.candidates), start=1
        )
    )


def _start(spans: Spans) -> int:
    return min((start for start, _end in spans), default=-1)
