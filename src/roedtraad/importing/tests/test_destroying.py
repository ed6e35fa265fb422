"""A document that is destroyed leaves no words behind: not in readings, findings, drafts or corrections."""

import pytest
from django.apps import apps
from django.db import models
from drafting import MINUTES, a_draft

from roedtraad.accounts.policy import Viewer
from roedtraad.importing.actions import accept, destroy, forget_purged, set_value
from roedtraad.importing.models import Draft, DraftState
from roedtraad.importing.queries import drafts, review
from roedtraad.importing.sheet.things import Field

pytestmark = pytest.mark.django_db
SECRET = "Skjulegården"


def rows_that_tell(word: str) -> set[str]:
    """The tables of these apps in which a word stands."""
    found = set()
    for model in apps.get_models():
        if model._meta.app_label in ("importing", "documents", "checks"):
            texts = [
                field.name
                for field in model._meta.concrete_fields
                if isinstance(field, models.TextField | models.CharField | models.JSONField)
            ]
            for row in model._default_manager.values_list(*texts) if texts else ():
                if any(word in str(value) for value in row):
                    found.add(model._meta.label)
    return found


def test_nothing_of_an_open_draft_is_left_and_it_waits_no_more(sara: Viewer) -> None:
    draft = a_draft(
        sara, MINUTES.replace("Fjordby Rådhus", SECRET).replace("fredag den 13.", "mandag den 13.")
    )
    set_value(draft, "meeting", Field.PLACE, f"{SECRET}, 2. sal", version=draft.version, viewer=sara)
    assert {"importing.Reading", "importing.Correction", "documents.DocumentText"} <= rows_that_tell(SECRET)
    destroy(draft.document, reason="Forkert fil", viewer=sara)
    assert rows_that_tell(SECRET) == set()
    assert rows_that_tell("akutteam") == set()
    draft.refresh_from_db()
    assert draft.state == DraftState.SET_ASIDE
    assert review(sara, draft.record.public_id) is None
    assert not drafts(sara).exists()


def test_what_a_stop_in_between_left_is_forgotten_at_the_next_start(sara: Viewer) -> None:
    draft = a_draft(sara)
    accept(draft, version=draft.version, viewer=sara)
    draft.document.purged_at, draft.document.purged_by = draft.changed_at, sara.user
    draft.document.purge_reason = "Forkert fil"
    draft.document.save()
    assert forget_purged() == 1
    assert forget_purged() == 0
    assert Draft.objects.get().reading.result == ""
