"""The review page as its template needs it: the document's page on the left, a part of the draft on the right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django import forms
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roedtraad import danish
from roedtraad.checks.models import Finding
from roedtraad.documents.queries import hidden_regions
from roedtraad.documents.spans import read_spans
from roedtraad.importing import queries
from roedtraad.importing.actions import Outdated
from roedtraad.importing.proposing import AnswerKind, Candidate
from roedtraad.importing.queries import Mark, PageText, Review
from roedtraad.importing.queries.differences import newer_reading_of
from roedtraad.importing.sheet.things import Field, Kind, Thing
from roedtraad.web.forms.findings import SettleForm
from roedtraad.web.forms.review import AsideForm, SplitForm, ThingForm
from roedtraad.web.parts import Crumb, Share
from roedtraad.web.rendering import show
from roedtraad.web.requests import Request
from roedtraad.web.review.changes import changes_of, changes_since
from roedtraad.web.review.picture import picture_of
from roedtraad.web.review.places import Drawing, line_name, pieces
from roedtraad.web.review.questions import ANSWERED_BY, of_part, questions
from roedtraad.web.review.rows import FOLDED, rows_of, unread_of
from roedtraad.web.review.shown import written
from roedtraad.web.review.where import MEETING, Where, item_at, parts, where
from roedtraad.web.review.words import FIELDS, KINDS, mark_of

BLOCK = "█"
# The keys that scripts give: key, what `review.js` does, its words.
KEYS = (
    ("j", "next", gettext_lazy("next line")),
    ("k", "previous", gettext_lazy("previous line")),
    ("e", "edit", gettext_lazy("change the line")),
    ("g", "place", gettext_lazy("show where it stands")),
    ("f", "finding", gettext_lazy("next question")),
    ("u", "unread", gettext_lazy("next not understood")),
    ("m", "mark", gettext_lazy("mark words on the page")),
)
# What can be added to an item, in the order of the menu.
ADDABLE = (
    Kind.POINT,
    Kind.CONCLUSION,
    Kind.SECTION,
    Kind.COMMITMENT,
    Kind.AMOUNT,
    Kind.DATE,
    Kind.ATTACHMENT,
    Kind.ABSENCE,
    Kind.REMARK,
    Kind.CONSENT,
    Kind.VOTE,
    Kind.HISTORY,
)


@dataclass(frozen=True, slots=True)
class Part:
    """One of the steps above the draft: the meeting, or an item."""

    number: int
    label: str
    title: str
    url: str
    is_here: bool
    is_accepted: bool
    asked: int


@dataclass(frozen=True, slots=True)
class Conflict:
    """What the second of two people is told: who changed what meanwhile, and what both wrote."""

    sentence: str
    changed: tuple[object, ...]
    both: tuple[tuple[str, str, str], ...]  # the field, what stands now, what this person wrote


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """Something that does not add up, with the way to its words, and the form to answer it."""

    finding: Finding
    url: str
    form: SettleForm


def review_or_404(request: Request, public_id: str) -> Review:
    """Return everything about a draft that this viewer may work on."""
    found = queries.review(request.viewer, public_id)
    if found is None:
        raise Http404
    return found


def address_of_draft(public_id: str) -> str:
    """Return the address of a draft."""
    return reverse("draft", kwargs={"public_id": public_id})


def place_of(review: Review, told: Mapping[str, str]) -> Where:
    """Return the place that the query string, or a form that was sent, names."""
    return where(review, address_of_draft(review.draft.record.public_id), told)


def shown_page(
    request: Request,
    review: Review,
    at: Where,
    *,
    form: forms.Form | None = None,
    conflict: Conflict | None = None,
    aside: AsideForm | None = None,
) -> HttpResponse:
    """Return the page; htmx gets what is inside `main`."""
    found = found_for(request, review, at)
    context = {
        "review": review,
        "draft": review.draft,
        "version": review.draft.version,
        "at": at,
        "place": at.plain.query(),
        "form": form if form is not None else _form(review, at, found),
        "conflict": conflict,
        "found": found,
        "aside": aside or AsideForm(auto_id="laeg-%s"),
        "crumbs": [Crumb(_("Reading in"), reverse("importing")), Crumb(review.draft.document.filename)],
        "newer": newer_reading_of(review.draft),
        "keys": KEYS,
        "seconds": danish.number(Decimal(review.draft.reading.milliseconds or 0) / 1000, 1),
        **_left(request, review, at),
        **_right(review, at, found),
    }
    return show(request, "importing/review.html", context, part="review")


def found_for(request: Request, review: Review, at: Where) -> tuple[Candidate, ...]:
    """Return whom the name that the address looks for means in the register; nobody where it looks for none."""
    thing = review.sheet.thing(at.edit)
    kind = ANSWERED_BY.get(at.about.partition("|")[0])
    if thing is not None:
        kind = AnswerKind.PERSON if thing.kind is Kind.PERSON else None
    if not at.find or kind is None:
        return ()
    return queries.known_by_name(request.viewer, kind, at.find)


def _left(request: Request, review: Review, at: Where) -> Mapping[str, object]:
    page = review.pages[at.page - 1]
    hidden = _hidden(request, review)
    drawing = _drawing(review, at)
    picture = None if at.is_text else picture_of(review, page, hidden, drawing=drawing)
    return {
        "page": page,
        "pages": [(one.number, at.at_page(one.number).url) for one in _near(review.pages, page.number)],
        "previous": at.at_page(page.number - 1).url if page.number > 1 else "",
        "next": at.at_page(page.number + 1).url if page.number < len(review.pages) else "",
        "picture": picture,
        "page_words": {"base": page.start, "text": _without(page, hidden)} if picture is not None else {},
        "pieces": () if picture is not None else pieces(page, hidden, drawing=drawing),
        "other_view": replace(at.plain, is_text=not at.is_text).url
        if picture is not None or at.is_text
        else "",
    }


def _drawing(review: Review, at: Where) -> Drawing:
    """Return how marks look, and the way from words on the page to their line of the draft."""
    known = parts(review.sheet)
    told = {
        one.ref for one in review.sheet.things() if one.kind is Kind.SECTION and one.get(Field.KIND) in FOLDED
    }

    def url(mark: Mark) -> str:
        line = f"#t-{line_name(mark.ref, mark.kind, mark.field)}"
        part = known.get(mark.ref, at.part)
        return line if part == at.part else replace(at.plain, part=part).url + line

    def css(mark: Mark) -> str:
        return mark_of(mark.kind, mark.field, is_told=mark.ref in told)

    return Drawing(url, css)


def _hidden(request: Request, review: Review) -> tuple[tuple[int, int], ...]:
    text_id = review.draft.reading.text_id
    return hidden_regions(request.viewer, text_id=text_id, is_keeper=True) if text_id is not None else ()


def _without(page: PageText, hidden: tuple[tuple[int, int], ...]) -> str:
    """Return the words of a page with a block for every letter that may not be read: places count as before."""
    letters = list(page.text)
    for start, end in hidden:
        first, last = max(start - page.start, 0), min(end - page.start, len(letters))
        letters[first:last] = BLOCK * max(last - first, 0)
    return "".join(letters)


def _near(pages: tuple[PageText, ...], number: int) -> tuple[PageText, ...]:
    first = max(0, min(number - 3, len(pages) - 5))
    return pages[first : first + 5]


def _right(review: Review, at: Where, found: Sequence[Candidate]) -> Mapping[str, object]:
    asked = questions(review, at, found)
    item = item_at(review.sheet, at.part)
    counted = {number: len(of_part(asked, number)) for number in range(len(review.sheet.items) + 1)}
    steps = tuple(_parts(review, at, counted))
    following = [one for one in steps[at.part + 1 :] if not one.is_accepted]
    return {
        "item": item,
        "item_number": steps[at.part].label,
        "item_title": item.get(Field.TITLE) if item is not None else "",
        "is_accepted_item": item is not None and item.ref in review.accepted_items,
        "steps": steps,
        "next_part": following[0] if following else None,
        "questions": of_part(asked, at.part),
        "blocking": [one for one in asked if one.weight == "blocks"],
        "asked_elsewhere": sum(one.part != at.part for one in asked),
        "findings": tuple(_findings(review, at, item)),
        "rows": rows_of(review, at),
        "unread": unread_of(review.sheet, at),
        "changes": changes_of(review, at),
        "addable": []
        if item is None
        else [(kind.value, KINDS[kind], at.adding(kind).url) for kind in ADDABLE],
        "add_person_url": at.adding(Kind.PERSON).url,
        "kinds": [(kind.value, KINDS[kind]) for kind in (ADDABLE if item is not None else (Kind.PERSON,))],
        "others": [one for one in review.sheet.items if item is not None and one.ref != item.ref],
        "accepted_count": len(review.accepted_items),
        "item_count": len(review.sheet.items),
        "shares": (
            Share("kept", len(review.accepted_items), _("found right")),
            Share("open", len(review.sheet.items) - len(review.accepted_items), _("not yet")),
        ),
        "newest": next((one.correction.pk for one in review.changes if one.is_standing), None),
    }


def _parts(review: Review, at: Where, counted: Mapping[int, int]) -> list[Part]:
    def part(number: int, label: str, title: str, ref: str) -> Part:
        place = Where(at.address, part=number, page=_page(review, number), is_text=at.is_text)
        accepted = ref in review.accepted_items
        return Part(number, label, title, place.url, number == at.part, accepted, counted.get(number, 0))

    items = [
        part(n, one.get(Field.NUMBER) or f"({n})", one.get(Field.TITLE), one.ref)
        for n, one in enumerate(review.sheet.items, start=1)
    ]
    return [part(MEETING, _("Meeting"), _("The meeting and its people"), ""), *items]


def _page(review: Review, number: int) -> int:
    thing = item_at(review.sheet, number)
    return review.page_of(thing) if thing is not None else 1


def _findings(review: Review, at: Where, item: Thing | None) -> list[ShownFinding]:
    numbers = {one.get(Field.NUMBER) for one in review.sheet.items}
    wanted = item.get(Field.NUMBER) if item is not None else ""
    found = []
    for one in review.findings:
        number = one.item_number if one.item_number in numbers else ""
        if number != wanted:
            continue
        spans = read_spans(one.spans)
        place = at.at_page(review.sheet.page_of(spans[0][0])) if spans else at
        form = SettleForm(None, is_open=one.is_open)
        form.auto_id = f"fund-{one.pk}-%s"
        found.append(ShownFinding(one, f"{place.url}#side" if spans else "", form))
    return found


def _form(review: Review, at: Where, found: Sequence[Candidate]) -> forms.Form | None:
    """Return the form of what is being written, if anything is."""
    if not review.draft.is_open:
        return None
    thing = review.sheet.thing(at.edit) if at.edit else None
    if thing is not None:
        return ThingForm(None, review=review, kind=thing.kind, thing=thing, found=found)
    item = item_at(review.sheet, at.part)
    words = marked_words(review, at.marked)
    if at.new == Kind.ITEM:
        initial = {"title": words, "marked": at.marked if words else ""}
        return SplitForm(None, review=review, item=item, initial=initial)
    if at.new and (at.new == Kind.PERSON) == (item is None):
        return ThingForm(
            None, review=review, kind=Kind(at.new), words=words, marked=at.marked if words else ""
        )
    return None


def marked_words(review: Review, written: str) -> str:
    """Return the words that '120-134' names; '' for what is no place of the text."""
    start, dash, end = written.partition("-")
    if not (dash and start.isdecimal() and end.isdecimal() and len(written) < 24):
        return ""
    return (
        review.sheet.quote([(int(start), int(end))])
        if int(start) < int(end) <= len(review.sheet.text)
        else ""
    )


def conflict_of(review: Review, refused: Outdated, form: forms.Form, *, version: int) -> Conflict:
    """Return what the second person is told. `review` is read after the refusal: it is what stands now."""
    both: list[tuple[str, str, str]] = []
    thing = form.thing if isinstance(form, ThingForm) else None
    if thing is not None and isinstance(form, ThingForm):
        now = review.sheet.thing(thing.ref)
        for field, mine in form.values().items():
            theirs = written(review, thing.kind, field, now.get(field)) if now is not None else ""
            both.append(
                (
                    str(FIELDS[field]),
                    theirs or danish.NONE,
                    written(review, thing.kind, field, mine) or danish.NONE,
                )
            )
    return Conflict(str(refused.sentence), changes_since(review, version), tuple(both))
