"""Forms of the thread: link something by hand, and ask what has been decided about something."""

from __future__ import annotations

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from roedtraad.accounts.models import ALPHABET, PUBLIC_ID_LENGTH, Record, RecordKind
from roedtraad.accounts.policy import Viewer, visible
from roedtraad.initiatives.models import Initiative
from roedtraad.meetings.models import Decision
from roedtraad.thread.actions import LONGEST_NOTE

ID = re.compile(rf"(?<![{ALPHABET}])[{ALPHABET}]{{{PUBLIC_ID_LENGTH}}}(?![{ALPHABET}])")


class LinkForm(forms.Form):
    """An item, or a decision, is about an initiative, and why."""

    address = forms.CharField(
        label=_("The item or the decision"),
        max_length=300,
        help_text=_("Copy the address of its page, and paste it here."),
        error_messages={"required": _("Paste the address of an item or a decision.")},
    )
    initiative = forms.ModelChoiceField(
        label=_("Initiative"),
        queryset=Initiative.objects.none(),
        error_messages={
            "required": _("Choose an initiative."),
            "invalid_choice": _("Choose an initiative in the list."),
        },
    )
    note = forms.CharField(
        label=_("Why they belong together"),
        max_length=LONGEST_NOTE,
        error_messages={"required": _("Write why it belongs to the initiative.")},
    )

    def __init__(self, *args: object, viewer: Viewer, initiatives: list[int], **kwargs: object) -> None:
        """Offer these initiatives."""
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.viewer = viewer
        rows = Initiative.objects.filter(visible(viewer), pk__in=initiatives)
        field = self.fields["initiative"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = rows.select_related("record", "collaboration").order_by("name")
            if len(initiatives) == 1:
                field.initial = initiatives[0]

    def clean_address(self) -> Record:
        """Return the record of the item that is meant."""
        found = ID.search(
            self.cleaned_data["address"].rsplit("://", 1)[-1].partition("/")[2]
            or self.cleaned_data["address"]
        )
        rows = Record.objects.filter(
            visible(self.viewer, record=""), public_id=found.group() if found else ""
        )
        record = rows.first()
        if record is not None and record.kind == RecordKind.DECISION:
            item = Decision.objects.select_related("item__record").get(pk=record.pk).item.record
            record = Record.objects.filter(visible(self.viewer, record=""), pk=item.pk).first()
        if record is None or record.kind != RecordKind.ITEM:
            raise ValidationError(
                _(
                    "No item with this address was found. Open the item, and copy the address from the top of the window."
                )
            )
        return record
