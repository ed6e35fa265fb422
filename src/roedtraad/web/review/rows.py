"""The draft as rows: what was read, beside its words on the page. Pure: no database, no HTML."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from roedtraad import danish
from roedtraad.importing.proposing import Match
from roedtraad.importing.queries import Review
from roedtraad.importing.sheet.things import MAIN, YES, Field, Kind, Sheet, Thing
from roedtraad.web.review.places import line_name
from roedtraad.web.review.shown import shown, table_rows
from roedtraad.web.review.where import Where, item_at
from roedtraad.web.review.words import FIELDS, KINDS, PLURALS, SECTIONS

Text = str | Promise
SPOKEN = frozenset({Kind.SECTION, Kind.POINT, Kind.COMMITMENT, Kind.REMARK})
# The texts that other rows tell of point by point: they stand folded.
FOLDED = frozenset({"summary", "case", "recommendation", "attachments", "absence"})
TELLING = frozenset({"summary", "case"})
# Beside the main value of a thing, what else is told of it on the same line.
NOTED: dict[Kind, tuple[Field, ...]] = {
    Kind.POINT: (Field.RECOMMENDER,),
    Kind.CONCLUSION: (Field.POINTS, Field.TEXT, Field.REMARK),
    Kind.VOTE: (Field.IN_FAVOUR, Field.AGAINST, Field.ABSTAINED, Field.COUNTS),
    Kind.CONSENT: (Field.REMARK,),
    Kind.REMARK: (Field.PERSON, Field.PARTY),
    Kind.HISTORY: (Field.WHEN, Field.NUMBER, Field.TEXT),
    Kind.AMOUNT: (),
    Kind.DATE: (),
    Kind.COMMITMENT: (Field.RESPONSIBLE, Field.DUE),
    Kind.PERSON: (Field.ROLE, Field.AFFILIATION, Field.SUBSTITUTE_FOR, Field.ITEMS),
}
# The value that says in one word what a thing is; it stands before the rest.
HEADED = {
    Kind.POINT: Field.ACT,
    Kind.REMARK: Field.STATEMENT,
    Kind.CONSENT: Field.ANSWER,
    Kind.ABSENCE: Field.REASON,
}
SHORT = frozenset({Kind.AMOUNT, Kind.DATE, Kind.ABSENCE})
ORDER = (
    Kind.POINT,
    Kind.CONCLUSION,
    Kind.VOTE,
    Kind.CONSENT,
    Kind.REMARK,
    Kind.AMOUNT,
    Kind.TABLE,
    Kind.COMMITMENT,
    Kind.DATE,
    Kind.ABSENCE,
    Kind.ATTACHMENT,
    Kind.HISTORY,
)


@dataclass(frozen=True, slots=True)
class Tag:
    """A status, as `{% tag %}` writes it."""

    kind: str
    word: Text


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing, or one value of it, as a line of the draft.

    `id` is its name on the page, `page` where it stands (0 for nowhere); `was` what the reader had said.
    """

    id: str
    ref: str
    kind: Kind
    text: str
    field: str = ""
    page: int = 0
    is_spoken: bool = False
    is_folded: bool = False
    head: str = ""
    notes: tuple[tuple[Text, str], ...] = ()
    tags: tuple[Tag, ...] = ()
    cells: Sequence[Sequence[str]] = ()
    is_fixed: bool = False
    was: str = ""
    url: str = ""  # where it is written
    place: str = ""  # its words on the page
    is_form: bool = False  # the form of its thing stands here


@dataclass(frozen=True, slots=True)
class Row:
    """Lines of one kind under one label; `adds` is the kind that can be added to them."""

    label: Text
    entries: tuple[Entry, ...]
    adds: str = ""
    is_short: bool = False  # its lines are so short that two stand beside each other


def rows_of(review: Review, at: Where) -> tuple[Row, ...]:
    """Return the rows of a part of the draft."""
    item = item_at(review.sheet, at.part)
    rows = [
        row
        for row in (_of_meeting(review) if item is None else _of_item(review, item))
        if row.entries or row.adds
    ]
    lines = [entry for row in rows for entry in row.entries if at.edit and entry.ref == at.edit]
    form = next((one.id for one in lines if one.field == at.field), lines[0].id if lines else "")
    return tuple(replace(row, entries=tuple(_with_url(one, at, form) for one in row.entries)) for row in rows)


def _with_url(entry: Entry, at: Where, form: str) -> Entry:
    place = at.editing(entry.ref, entry.field, entry.page)
    there = f"{at.at_page(entry.page).url}#p-{entry.id}" if entry.page else ""
    return replace(entry, url=f"{place.url}#ret", place=there, is_form=entry.id == form)


def _of_meeting(review: Review) -> Iterator[Row]:
    meeting = review.sheet.meeting
    body = review.proposal.body
    yield Row(
        _("Body"), (replace(_value(review, meeting, Field.BODY), tags=_tags_of(body), notes=_taken(body)),)
    )
    for field in (Field.LEVEL, Field.DOCUMENT_TYPE, Field.HELD_ON, Field.STARTS_AT, Field.PLACE, Field.TITLE):
        yield Row(FIELDS[field], (_value(review, meeting, field),))
    for field in (Field.ENDS_ON, Field.ENDS_AT, Field.KIND, Field.IS_SUPPLEMENTARY):
        if meeting.get(field):
            yield Row(FIELDS[field], (_value(review, meeting, field),))
    yield Row(
        PLURALS[Kind.PERSON], tuple(_person(review, one) for one in review.sheet.people), Kind.PERSON.value
    )


def _of_item(review: Review, item: Thing) -> Iterator[Row]:
    yield Row(FIELDS[Field.TITLE], (replace(_value(review, item, Field.TITLE), is_spoken=True),))
    case = review.proposal.cases.get(item.ref)
    number = _value(review, item, Field.CASE_NUMBER)
    yield Row(_("Case"), (replace(number, notes=_taken(case), tags=_tags_of(case)),))
    for field in (Field.IS_CLOSED, Field.IS_SUPPLEMENTARY, Field.MINUTES_PLANNED):
        if item.get(field):
            yield Row(FIELDS[field], (_value(review, item, field),))
    texts = item.of(Kind.SECTION)
    yield from _texts(review, texts, TELLING)
    for kind in ORDER:
        if kind is Kind.CONCLUSION:
            decided = tuple(_entry(review, one) for one in texts if one.get(Field.KIND) not in FOLDED)
            yield Row(SECTIONS["decision"], decided)
        yield Row(PLURALS[kind], tuple(_entry(review, one) for one in item.of(kind)), is_short=kind in SHORT)
    yield from _texts(review, texts, FOLDED - TELLING)


def _texts(review: Review, texts: Sequence[Thing], kinds: Collection[str]) -> Iterator[Row]:
    """Yield the texts of these kinds, each as a row that is folded."""
    for one in texts:
        if one.get(Field.KIND) in kinds:
            yield Row(SECTIONS.get(one.get(Field.KIND), KINDS[Kind.SECTION]), (_entry(review, one),))


def _value(review: Review, thing: Thing, field: Field) -> Entry:
    """Return one value of a thing as a line of its own."""
    said = thing.said(field)
    start = min((first for first, _end in said.spans), default=-1) if said is not None else -1
    return Entry(
        id=line_name(thing.ref, thing.kind, field),
        ref=thing.ref,
        kind=thing.kind,
        text=shown(review, thing, field),
        field=field.value,
        page=review.sheet.page_of(start) if start >= 0 else 0,
        is_fixed=said is not None and said.is_corrected,
        was=said.original or "" if said is not None and said.is_corrected else "",
    )


def _entry(review: Review, thing: Thing) -> Entry:
    """Return a thing as a line."""
    corrected = [value for value in thing.values if value.is_corrected]
    main = thing.said(MAIN[thing.kind])
    head = HEADED.get(thing.kind)
    return Entry(
        id=thing.ref,
        ref=thing.ref,
        kind=thing.kind,
        text=_main(review, thing),
        page=review.page_of(thing) if thing.start >= 0 else 0,
        is_spoken=thing.kind in SPOKEN,
        is_folded=thing.kind is Kind.SECTION and thing.get(Field.KIND) in FOLDED,
        head=shown(review, thing, head) if head is not None else "",
        notes=tuple(_notes(review, thing)),
        cells=table_rows(thing) if thing.kind is Kind.TABLE else (),
        is_fixed=bool(corrected) or thing.added is not None,
        was=main.original or "" if main is not None and main.is_corrected else "",
        tags=tuple(_outcomes(review, thing)),
    )


def _main(review: Review, thing: Thing) -> str:
    if thing.kind is Kind.CONCLUSION:
        return shown(review, thing, Field.OUTCOME)
    if thing.kind is Kind.AMOUNT:
        about = _("about ") if thing.get(Field.IS_APPROXIMATE) == YES else ""
        return about + (shown(review, thing, Field.AMOUNT) or thing.get(Field.TEXT))
    if thing.kind is Kind.DATE:
        told = shown(review, thing, Field.RESOLVED) or shown(review, thing, Field.WHEN)
        words = thing.get(Field.TEXT)
        return (
            words
            if told.replace("\xa0", " ") == words
            else _("%(words)s, read as %(time)s") % {"words": words, "time": told}
        )
    return thing.get(MAIN[thing.kind]) or thing.label


def _notes(review: Review, thing: Thing) -> Iterator[tuple[Text, str]]:
    outcome = shown(review, thing, Field.OUTCOME)
    for field in NOTED.get(thing.kind, ()):
        told = shown(review, thing, field)
        if told and not (field is Field.TEXT and told.strip(" .").casefold() == outcome.casefold()):
            yield FIELDS[field], told


def _outcomes(review: Review, point: Thing) -> Iterator[Tag]:
    """Yield what was concluded about a recommendation; where that is of the whole item, of each point of it."""
    if point.kind is not Kind.POINT:
        return
    item = review.sheet.item_of(point.ref)
    for one in item.of(Kind.CONCLUSION) if item is not None else ():
        numbers = one.get(Field.POINTS).split("\n") if one.get(Field.POINTS) else []
        if not numbers or point.get(Field.NUMBER) in numbers:
            yield Tag("kept", shown(review, one, Field.OUTCOME).capitalize())


def _person(review: Review, thing: Thing) -> Entry:
    entry = _entry(review, thing)
    match = review.person(thing)
    party = review.party(thing)
    tags = [*_tags_of(match)]
    attendance = thing.get(Field.ATTENDANCE)
    if attendance in ("present", "absent"):
        tags.append(Tag("" if attendance == "present" else "ghost", shown(review, thing, Field.ATTENDANCE)))
    notes = [*entry.notes, *_taken(match)]
    if party is not None and party.label and party.label != party.words and not party.is_new:
        notes.append((_("Party"), party.label))
    role = shown(review, thing, Field.FUNCTION)
    return replace(
        entry,
        notes=tuple(notes),
        tags=tuple(tags),
        head=role if thing.get(Field.FUNCTION) != "unknown" else "",
    )


def _taken(match: Match | None) -> tuple[tuple[Text, str], ...]:
    """Return for whom or what a name is taken, with how alike they are, where that is not the name itself."""
    if match is None or not match.chosen:
        return ()
    score = next((one.score for one in match.candidates if one.answer == match.chosen), None)
    if match.label == match.words and not score:
        return ()
    alike = f" ({danish.percent(score, 0)})" if score is not None and not match.is_answered else ""
    return ((_("taken for"), f"{match.label}{alike}"),) if match.label else ()


def _tags_of(match: Match | None) -> tuple[Tag, ...]:
    """Return whether a name is known."""
    if match is None:
        return ()
    if not match.chosen:
        return (Tag("care", _("not known")),)
    if match.is_new:
        return (Tag("ghost" if match.is_certain else "care", _("new")),)
    return (Tag("kept" if match.is_certain else "care", _("known") if match.is_certain else _("perhaps")),)


def unread_of(sheet: Sheet, at: Where) -> tuple[tuple[str, int, str], ...]:
    """Return what was not understood in this part: its words, its page, and where it stands as 'start-end'."""
    item = item_at(sheet, at.part)
    stretches = (
        item.spans if item is not None else ((0, sheet.items[0].start if sheet.items else len(sheet.text)),)
    )
    found = []
    for start, end in sheet.unread:
        if any(first <= start < last for first, last in stretches):
            words = sheet.quote([(start, end)])
            if any(letter.isalnum() for letter in words):
                found.append((words, sheet.page_of(start), f"{start}-{end}"))
    return tuple(found)
