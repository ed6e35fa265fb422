"""What is typed before a meeting: an answer, and whom one invites."""

from __future__ import annotations

from django import forms
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from roedtraad.accounts.policy import Viewer, visible
from roedtraad.bodies.models import Person
from roedtraad.meetings.models import AgendaItem, AnswerKind
from roedtraad.meetings.queries import SeenMeeting
from roedtraad.meetings.queries.expecting import Expecting

MOST_PEOPLE = 2000


class AnswerForm(forms.Form):
    """Whether somebody comes. The secretariat chooses for whom it answers."""

    hvem = forms.ChoiceField(label=_("Who?"), required=False)
    svar = forms.ChoiceField(
        label=_("Do you come?"),
        choices=[(value, capfirst(str(label))) for value, label in AnswerKind.choices],
        widget=forms.RadioSelect,
    )
    grund = forms.CharField(
        label=_("Why not"),
        required=False,
        max_length=300,
        help_text=_("Only the secretariat reads it. You do not have to say it."),
    )

    def __init__(self, data: QueryDict | None, *, expected: Expecting) -> None:
        own = expected.own
        known = {"svar": own.kind, "grund": own.reason} if own and own.kind else {}
        super().__init__(data, initial=known)
        self.fields["hvem"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            ("", _("Yourself") if own else _("Choose somebody")),
            *((str(one.person.pk), one.person.name) for one in expected.people),
        ]


class GuestForm(forms.Form):
    """Whom the secretariat invites: to one item, or to the whole meeting."""

    gaest = forms.ChoiceField(label=_("Whom do you invite?"))
    punkt = forms.ChoiceField(
        label=_("To what?"), required=False, help_text=_("A guest of one item sees that item only.")
    )
    titel = forms.CharField(
        label=_("Remit or title"),
        required=False,
        max_length=300,
        help_text=_(
            "As it is to stand on the list of the meeting: “Chair of the committee for the elderly”."
        ),
    )

    def __init__(self, data: QueryDict | None, *, viewer: Viewer, seen: SeenMeeting) -> None:
        super().__init__(data)
        if not seen.is_keeper:
            return
        people = Person.objects.filter(visible(viewer), same_as=None).order_by("name")
        items = AgendaItem.objects.filter(visible(viewer), meeting=seen.meeting).order_by("order")
        self.fields["gaest"].choices = [  # type: ignore[attr-defined]
            ("", "–"),
            *people.values_list("record__public_id", "name")[:MOST_PEOPLE],
        ]
        self.fields["punkt"].choices = [  # type: ignore[attr-defined]
            ("", _("The whole meeting")),
            *(
                (key, f"{number}. {title}")
                for key, number, title in items.values_list("record__public_id", "number", "title")
            ),
        ]
