"""What a search is asked with: words, a period, an order; and the filters, which are links in the page."""

from __future__ import annotations

from datetime import date

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from roedtraad.accounts.addresses import WORDS
from roedtraad.accounts.policy import Viewer, visible
from roedtraad.bodies.models import Body
from roedtraad.meetings.models import OutcomeKind
from roedtraad.search.queries import FacetName, Filters, Sort

FORM = "soegning"  # the id of the form: the fields of the period stand outside of it
KINDS = {word: kind for kind, word in WORDS.items()}
# What the filters are called in addresses.
NAMES = {
    FacetName.KIND: "slags",
    FacetName.BODY: "organ",
    FacetName.LEVEL: "niveau",
    FacetName.YEAR: "aar",
    FacetName.OUTCOME: "udfald",
}
MOST_VALUES = 20  # of one filter


def day_input() -> forms.DateInput:
    """Return a field for a day that belongs to the search's form."""
    return forms.DateInput(attrs={"type": "date", "form": FORM}, format="%Y-%m-%d")


class SearchForm(forms.Form):
    """All of it can be left out. A filter that cannot be read limits nothing; a day that cannot be read is said."""

    is_filter = True

    q = forms.CharField(required=False, strip=True, max_length=5000)
    fra = forms.DateField(label=_("From"), required=False, widget=day_input())
    til = forms.DateField(label=_("To"), required=False, widget=day_input())
    orden = forms.ChoiceField(required=False, choices=[(sort.value, sort.value) for sort in Sort])
    side = forms.IntegerField(required=False, min_value=1, max_value=10_000)

    def __init__(self, data: QueryDict, *, viewer: Viewer) -> None:
        """Read a query string for a viewer, who may name the bodies that they may see."""
        super().__init__(data)
        self._query = data
        self._viewer = viewer
        self.is_valid()

    @property
    def words(self) -> str:
        """Return what was typed."""
        return str(self.cleaned_data.get("q") or "").replace("\x00", " ").strip()

    @property
    def sort(self) -> Sort:
        """Return the order that was asked for."""
        return Sort(self.cleaned_data.get("orden") or Sort.BEST)

    @property
    def page(self) -> int:
        """Return the number of the page that was asked for."""
        return int(self.cleaned_data.get("side") or 1)

    def filters(self) -> Filters:
        """Return what the search is limited to. One query if a body was named."""
        since, until = self.cleaned_data.get("fra"), self.cleaned_data.get("til")
        return Filters(
            kinds=tuple(KINDS[word] for word in self._all(FacetName.KIND) if word in KINDS),
            body_ids=self._bodies(self._all(FacetName.BODY)),
            level_keys=tuple(self._all(FacetName.LEVEL)),
            years=tuple(
                int(year) for year in self._all(FacetName.YEAR) if year.isdecimal() and len(year) == 4
            ),
            outcomes=tuple(
                OutcomeKind(word) for word in self._all(FacetName.OUTCOME) if word in OutcomeKind.values
            ),
            since=since if isinstance(since, date) else None,
            until=until if isinstance(until, date) else None,
        )

    def kept(self) -> list[tuple[str, str]]:
        """Return the filters and the order, as hidden fields that a new question keeps."""
        found = [(name, value) for facet, name in NAMES.items() for value in self._all(facet)]
        return [*found, ("orden", self.sort.value)] if self.sort is not Sort.BEST else found

    def _all(self, name: FacetName) -> list[str]:
        """Return the values of a filter, each once."""
        values = dict.fromkeys(self._query.getlist(NAMES[name]))
        return [value for value in values if 0 < len(value) <= 40 and "\x00" not in value][:MOST_VALUES]

    def _bodies(self, public_ids: list[str]) -> tuple[int, ...]:
        """Return the bodies with these ids; where none can be seen the search is for none, not for all."""
        if not public_ids:
            return ()
        seen = Body.objects.filter(visible(self._viewer), record__public_id__in=public_ids)
        return tuple(sorted(seen.values_list("pk", flat=True))) or (0,)
