"""What is written about a draft: the values of a thing, a new thing, where an item is divided, why a draft is set aside."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roedtraad.accounts.refusals import Refused
from roedtraad.documents.masking import same_words
from roedtraad.documents.spans import read_spans
from roedtraad.importing.proposing import Candidate, Match
from roedtraad.importing.proposing.answers import NEW
from roedtraad.importing.queries import Review
from roedtraad.importing.sheet.things import MAIN, YES, Field, Kind, Spans, Thing
from roedtraad.importing.spelling import NEEDED, spelled
from roedtraad.web.review.shown import LISTS, amount_written
from roedtraad.web.review.words import FIELDS

TICKS = frozenset({Field.IS_CLOSED, Field.IS_SUPPLEMENTARY, Field.IS_CHANGED, Field.IS_APPROXIMATE})
LONG = frozenset({Field.TEXT, Field.REMARK})
NATIVE = {
    Field.HELD_ON: "date",
    Field.ENDS_ON: "date",
    Field.STARTS_AT: "time",
    Field.ENDS_AT: "time",
}
HINTS = {
    Field.DUE: gettext_lazy("A day as 2026-03-13, a month as 2026-03, or a year."),
    Field.WHEN: gettext_lazy("A day as 2026-03-13, a month as 2026-03, or a year."),
    Field.AMOUNT: gettext_lazy("For example 1.148.000,50"),
}
WHO = "who"  # whom a name is taken for
# Words of which the place is looked for when nobody has marked it.
FOUND = frozenset(
    set(Field) - TICKS - LISTS - set(NATIVE) - {Field.NUMBER, Field.DUE, Field.WHEN, Field.AMOUNT}
)
FEWEST_LETTERS = 3


class ThingForm(forms.Form):
    """The values of one thing of a draft; `found` are people of the register whom somebody looked for. `values()` are those that were written, `places()` where they were marked."""

    is_filter = True  # nearly all can be left out, so no label says so

    def __init__(
        self,
        data: Mapping[str, object] | None,
        *,
        review: Review,
        kind: Kind,
        thing: Thing | None = None,
        words: str = "",
        marked: str = "",
        found: Sequence[Candidate] = (),
    ) -> None:
        super().__init__(data, auto_id="ret-%s")
        self.kind, self.review, self.thing = kind, review, thing
        for field in review.fields_of(kind):
            self.fields[field.value] = _field(review, kind, field, thing, words)
        self.fields["marked"] = forms.CharField(
            required=False, widget=forms.HiddenInput(attrs={"data-marked": ""}), initial=marked
        )
        self.fields["marked_field"] = forms.CharField(
            required=False, widget=forms.HiddenInput(), initial=MAIN[kind].value if marked else ""
        )
        match = review.person(thing) if thing is not None and kind is Kind.PERSON else None
        if match is not None and (found or match.candidates or not match.is_new):
            self.fields[WHO] = _who(match, found)

    def clean(self) -> dict[str, object]:
        """Spell each value as the draft keeps it; what cannot be what its field says gets its sentence there."""
        for field in self.review.fields_of(self.kind):
            if field.value in self.cleaned_data:
                self._spell(field)
        return self.cleaned_data

    def _spell(self, field: Field) -> None:
        value = self._written(field)
        if self.thing is not None and value == self.thing.get(field):
            return
        if self.thing is None and not value and field is not MAIN[self.kind]:
            return
        try:
            self.cleaned_data[field.value] = spelled(self.kind, field, value)
        except Refused as refusal:
            self.add_error(field.value, str(refusal))

    def _written(self, field: Field) -> str:
        value = self.cleaned_data[field.value]
        if field in TICKS:
            return YES if value else ""
        text = str(value or "").replace("\r\n", "\n").strip()
        if field in LISTS:
            return "\n".join(one.strip() for one in text.replace(",", "\n").split("\n") if one.strip())
        return amount_written(text) if field is Field.AMOUNT else text

    def values(self) -> dict[Field, str]:
        """Return what was written, in the draft's spelling; of a known thing only what differs."""
        told = {field: self._written(field) for field in self.review.fields_of(self.kind)}
        if self.thing is None:
            return {field: value for field, value in told.items() if value}
        return {field: value for field, value in told.items() if value != self.thing.get(field)}

    def chosen(self) -> str:
        """Return whom the name is to be taken for, where that is another than before."""
        match = self.review.person(self.thing) if self.thing is not None else None
        answer = str(self.cleaned_data.get(WHO) or "")
        return answer if match is not None and answer != match.chosen else ""

    def place(self, field: Field, value: str) -> Spans:
        """Return where a value stands: what the person marked, otherwise the only place where these words are."""
        marked = read_marked(str(self.cleaned_data.get("marked") or ""))
        if marked and self.cleaned_data.get("marked_field") in ("", field.value):
            return marked
        if field not in FOUND or len(value) < FEWEST_LETTERS:
            return ()
        return only_place(self.review, value, self.thing)


class SplitForm(forms.Form):
    """Where a new item begins: at the words of its title, as they stand in the document."""

    title = forms.CharField(
        label=gettext_lazy("Title of the new item"),
        max_length=500,
        help_text=gettext_lazy("Write it as it stands in the document, or mark the words on the page."),
    )
    number = forms.CharField(label=gettext_lazy("Number"), required=False, max_length=12)
    marked = forms.CharField(required=False, widget=forms.HiddenInput(attrs={"data-marked": ""}))

    def __init__(
        self, data: Mapping[str, object] | None, *, review: Review, item: Thing | None, **others: object
    ) -> None:
        super().__init__(data, auto_id="del-%s", **others)  # type: ignore[arg-type]
        self.review, self.item = review, item

    def clean(self) -> dict[str, object]:
        """Find the words."""
        if self.cleaned_data.get("title") and not self.place():
            self.add_error(
                "title",
                _(
                    "These words do not stand once in this item. Copy them from the document, or mark them on the page."
                ),
            )
        return self.cleaned_data

    def place(self) -> Spans:
        """Return where the title stands."""
        marked = read_marked(str(self.cleaned_data.get("marked") or ""))
        return marked or only_place(self.review, str(self.cleaned_data.get("title") or ""), self.item)


class AsideForm(forms.Form):
    """Why a draft is set aside."""

    reason = forms.CharField(
        label=gettext_lazy("Why is it set aside?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("For example: an annex, not minutes."),
    )


class CprForm(forms.Form):
    """Why a number may be read after all."""

    region = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(label=gettext_lazy("Why it may be read"), required=False, max_length=300)


def read_marked(written: str) -> Spans:
    """Return what was marked on the page, '120-134'; () for anything else."""
    try:
        return tuple(read_spans(written))
    except ValueError:
        return ()


def only_place(review: Review, words: str, thing: Thing | None) -> Spans:
    """Return where words stand: in the item of the thing, or in the whole document, if that is one place; else ()."""
    places = same_words(review.sheet.text, words) if words.strip() else ()
    item = review.sheet.item_of(thing.ref) if thing is not None else None
    if item is not None:
        within = [place for place in places if any(a <= place[0] and place[1] <= b for a, b in item.spans)]
        if len(within) == 1:
            return (within[0],)
    return (places[0],) if len(places) == 1 else ()


def _field(review: Review, kind: Kind, field: Field, thing: Thing | None, words: str) -> forms.Field:
    value = thing.get(field) if thing is not None else _first(kind, field, words)
    label, hint = str(FIELDS[field]), HINTS.get(field, "")
    if field in TICKS:
        return forms.BooleanField(label=label, required=False, initial=value == YES)
    choices = review.choices_of(kind, field)
    if choices is not None:
        must = field in NEEDED and (thing is None or bool(value))
        empty = [] if must and value else [("", "–")]
        known = [*empty, *choices.items()]
        if value and value not in choices:
            known.append((value, value))
        return forms.ChoiceField(label=label, required=False, choices=known, initial=value)
    return forms.CharField(
        label=label,
        required=False,
        initial=_as_written(field, value),
        help_text=hint,
        widget=_widget(kind, field, value),
    )


def _first(kind: Kind, field: Field, words: str) -> str:
    """Return what a field of a new thing begins with: the words that were marked, and the amount in them."""
    if field is Field.AMOUNT:
        amount = amount_written(words)
        return amount if re.fullmatch(r"-?\d+(\.\d+)?", amount) else ""
    return words if field is MAIN[kind] else ""


def _as_written(field: Field, value: str) -> str:
    if field is Field.AMOUNT and value:
        whole, _dot, part = value.partition(".")
        digits = f"{int(whole):,}".replace(",", ".") if whole.lstrip("-").isdecimal() else whole
        return f"{digits},{part}" if part else digits
    return ", ".join(value.split("\n")) if field in LISTS else value


def _widget(kind: Kind, field: Field, value: str) -> forms.Widget:
    if field in NATIVE:
        return forms.TextInput(attrs={"type": NATIVE[field]})
    if field in LONG and kind is not Kind.AMOUNT:
        rows = min(14, max(2, len(value) // 70 + value.count("\n") + 1))
        return forms.Textarea(attrs={"rows": rows, "class": "said"})
    return forms.TextInput(attrs={"autocomplete": "off"})


def _who(match: Match, found: Sequence[Candidate]) -> forms.ChoiceField:
    """Return the field of whom a name is taken for; those who were looked for come first."""
    proposed = {one.answer for one in match.candidates}
    known = [
        (one.answer, f"{one.label} – {one.reason}" if one.reason else one.label)
        for one in found
        if one.answer not in proposed
    ]
    known += [
        (one.answer, f"{one.label} – {one.score} %" if one.score is not None else one.label)
        for one in match.candidates
    ]
    if match.chosen and match.chosen != NEW and match.chosen not in dict(known):
        known.insert(0, (match.chosen, match.label))
    return forms.ChoiceField(
        label=_("Taken for"),
        required=False,
        choices=[*known, (NEW, _("A new person"))],
        initial=match.chosen,
    )
