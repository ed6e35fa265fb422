"""Whatever is done, in whatever order: what is closed shows nowhere to those who may not see it.

Random sequences of actions by the secretariat on a small archive. Each item, attachment and decision has a word of its
own; after every action each page, list, text and count is made for a citizen, a member of another body and a
substitute who was not called, and searched for the words of what is closed.
"""

from __future__ import annotations

import pytest
from django.db import transaction
from happenings import Archive, secrets, steps
from hypothesis import HealthCheck, given, settings
from papers import minutes_of
from people import a_world

from roedtraad.accounts.models import Record, User
from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.refusals import Refused
from roedtraad.cases.models import Case
from roedtraad.cases.queries import attachments_of, case_for, neighbours_of
from roedtraad.documents.models import Document
from roedtraad.documents.queries import document_for, page_for, sources_of, text_for
from roedtraad.meetings.models import (
    AgendaItem,
    Meeting,
)
from roedtraad.meetings.queries import (
    RegisterFilters,
    case_page,
    csv_rows,
    decision_page,
    how_many,
    item_page,
    meeting_page,
    register,
    route_of,
)
from roedtraad.meetings.queries.calendar import calendar_of
from roedtraad.publishing.actions import publish_minutes

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def all_that_is_shown(viewer: Viewer) -> str:
    """Everything that pages, lists, files and counts are made of, as one text."""
    shown: list[object] = []
    for meeting in Meeting.objects.select_related("record"):
        shown.append(meeting_page(viewer, meeting.record.public_id))
        shown.append(calendar_of(viewer, meeting.body, year=meeting.held_on.year, limit=100))
    for item in AgendaItem.objects.select_related("record", "decision__record"):
        decided = decision_page(viewer, item.decision.record.public_id) if hasattr(item, "decision") else None
        # The page of a decision holds that of its item.
        shown.append(decided or item_page(viewer, record__public_id=item.record.public_id))
    for case in Case.objects.select_related("record"):
        shown.append(case_page(viewer, case.record.public_id))
        found = case_for(viewer, case.record.public_id)
        if found is not None:
            shown += [
                found.title,
                route_of(viewer, found),
                list(attachments_of(viewer, found)),
                neighbours_of(viewer, found),
            ]
    for document in Document.objects.select_related("record"):
        if document_for(viewer, document.record.public_id) is not None:
            for text in document.texts.all():
                page, whole = (
                    page_for(viewer, document, 1, reading=text.pk),
                    text_for(viewer, document, reading=text.pk),
                )
                shown += [page and page.text, whole and whole.text]
    everything = list(Record.objects.values_list("pk", flat=True))
    shown += [[source.quote for source in sources] for sources in sources_of(viewer, everything).values()]
    shown += list(csv_rows(viewer, RegisterFilters()))
    return "\n".join(map(repr, shown))


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps)
def test_nothing_closed_shows_after_any_sequence_of_actions(sequence: list[tuple[str, int, bool]]) -> None:
    with transaction.atomic():
        _play(sequence)
        transaction.set_rollback(True)


def _play(sequence: list[tuple[str, int, bool]]) -> None:
    archive = Archive(a_world())
    archive.record(0, True)
    outsiders: dict[str, User | None] = {
        "karen": None,
        "vibe": archive.world.vibe,
        "sune": archive.world.sune,
    }
    for action, place, yes in sequence:
        try:
            with transaction.atomic():
                archive.do(action, place, yes)
        except Refused:
            continue
        # One of them after each action, all of them at the end.
        _shows_nothing_closed(archive, list(outsiders.values())[place % 3], (action, place, yes))
    for user in outsiders.values():
        _shows_nothing_closed(archive, user, ("at the end", 0, False))
    closed = [item.pk for item in archive.items() if item.is_closed]
    assert not Record.objects.filter(is_public=True, pk__in=closed).exists()
    assert not Record.objects.filter(is_public=True, decision__item__in=closed).exists()


def _shows_nothing_closed(archive: Archive, user: User | None, after: tuple[str, int, bool]) -> None:
    hidden, viewer = secrets(archive, user), archive.world.viewer(user)
    shown = all_that_is_shown(viewer)
    leaked = {word for word in hidden if word in shown}
    assert not leaked, (user, after, leaked)
    for word in hidden:
        assert not register(viewer, RegisterFilters(words=word)).lines
        assert not how_many(viewer, RegisterFilters(words=word)).number


def test_the_words_of_open_items_are_found_so_that_the_search_can_fail() -> None:
    archive = Archive(a_world())
    archive.record(0, True)
    publish_minutes(Meeting.objects.get(), viewer=archive.sara)
    shown = all_that_is_shown(archive.world.viewer(None))
    assert secrets(archive) == {"emne1x", "ord1x", "bilag1x"}
    assert "ord2x" in shown
    assert "bilag2x" in shown
    assert "ord1x" in all_that_is_shown(archive.world.viewer(archive.world.mads))
    assert minutes_of(archive.world.political).items
