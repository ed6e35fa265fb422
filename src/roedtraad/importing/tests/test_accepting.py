"""Accepting: a draft becomes a meeting in one transaction, with the words of every fact, and nothing is published."""

import pytest
from drafting import AGENDA, MINUTES, a_draft
from people import World
from refusing import refused

from roedtraad.accounts.models import JournalEntry
from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.refusals import NotAllowed
from roedtraad.bodies.models import Person, Seat, SeatBasis
from roedtraad.checks.models import Finding
from roedtraad.checks.queries import findings_of
from roedtraad.documents.actions import confirm_mask
from roedtraad.documents.models import Citation
from roedtraad.documents.queries import undealt_cpr
from roedtraad.importing.actions import (
    Outdated,
    accept,
    accept_item,
    accept_many,
    answer,
    set_aside,
    set_value,
    take_up,
)
from roedtraad.importing.models import Draft, DraftState
from roedtraad.importing.proposing import content_of
from roedtraad.importing.sheet.things import Field
from roedtraad.meetings.models import AgendaItem, Decision, Meeting, MeetingPaper, Outcome, Participant

pytestmark = pytest.mark.django_db


def test_a_draft_becomes_a_meeting_with_items_decisions_people_and_their_parties(sara: Viewer) -> None:
    draft = a_draft(sara)
    recorded = accept(draft, version=draft.version, viewer=sara)
    assert [(item.number, item.title) for item in AgendaItem.objects.order_by("order")] == [
        ("1", "Fælles akutteam"),
        ("2", "Orientering om tavlen"),
    ]
    assert sorted(Outcome.objects.values_list("kind", flat=True)) == ["approved", "noted"]
    people = {row.person.name: row for row in Participant.objects.select_related("person", "party")}
    assert set(people) == {"Rigmor Sandhave", "Mads Ravn", "Bente Ravnmose"}
    mads = people["Mads Ravn"].party
    assert mads is not None
    assert mads.name == "Fjordby Kommune"
    assert Person.objects.filter(name="Mads Ravn").count() == 1  # he was known
    draft.refresh_from_db()
    assert (draft.state, draft.meeting_id) == (DraftState.ACCEPTED, recorded.meeting.pk)


def test_every_record_carries_the_words_it_was_read_from(sara: Viewer) -> None:
    draft = a_draft(sara)
    accept(draft, version=draft.version, viewer=sara)
    cited = set(Citation.objects.values_list("record", flat=True))
    assert set(AgendaItem.objects.values_list("pk", flat=True)) <= cited
    assert set(Decision.objects.values_list("pk", flat=True)) <= cited
    assert set(Meeting.objects.values_list("pk", flat=True)) <= cited
    for citation in Citation.objects.select_related("text"):
        there = "".join(citation.text.text[citation.start : citation.end].split())
        assert "".join(citation.quote.split())[:15] in there


def test_what_is_accepted_is_not_published(sara: Viewer) -> None:
    draft = a_draft(sara)
    recorded = accept(draft, version=draft.version, viewer=sara)
    assert not recorded.meeting.record.is_public
    assert MeetingPaper.objects.get().published_at is None


def test_a_stranger_cannot_accept_a_draft(world: World, sara: Viewer) -> None:
    draft = a_draft(sara)
    for user in (world.mads, world.vibe, world.sune):
        with pytest.raises(NotAllowed):
            accept(draft, version=draft.version, viewer=world.viewer(user))
    assert not Meeting.objects.exists()


def test_a_draft_that_was_changed_meanwhile_is_not_accepted_unseen(sara: Viewer) -> None:
    draft = a_draft(sara)
    with pytest.raises(Outdated):
        accept(draft, version=draft.version - 1, viewer=sara)


def test_accepting_twice_is_refused_and_makes_nothing(sara: Viewer) -> None:
    draft = a_draft(sara)
    accept(draft, version=draft.version, viewer=sara)
    with refused("importing.accepted"):
        accept(draft, version=draft.version + 1, viewer=sara)
    assert Meeting.objects.count() == 1


def test_agenda_and_minutes_of_one_meeting_find_each_other(sara: Viewer) -> None:
    agenda = a_draft(sara, AGENDA, filename="dagsorden.txt")
    minutes = a_draft(sara)
    accept(agenda, version=agenda.version, viewer=sara)
    assert not Decision.objects.exists()
    minutes.refresh_from_db()
    accept(minutes, version=minutes.version, viewer=sara)
    assert Meeting.objects.count() == 1
    assert AgendaItem.objects.count() == 2
    assert sorted(MeetingPaper.objects.values_list("kind", flat=True)) == ["agenda", "minutes"]


def test_the_same_meeting_twice_is_a_question_and_no_duplicate(sara: Viewer) -> None:
    first = a_draft(sara)
    accept(first, version=first.version, viewer=sara)
    second = a_draft(sara, MINUTES.replace("742", "743"), filename="rettet.txt")
    assert [(row.code, row.weight) for row in second.questions.all()] == [("meeting", "blocks")]
    with refused("importing.asked.meeting"):
        accept(second, version=second.version, viewer=sara)
    second = answer(second, "meeting", "", "another", version=second.version, viewer=sara)
    accept(second, version=second.version, viewer=sara)
    assert Meeting.objects.count() == 2


def test_two_open_drafts_of_one_paper_ask_before_either_is_accepted_with_many(sara: Viewer) -> None:
    a_draft(sara)
    second = a_draft(sara, MINUTES.replace("742", "743"), filename="rettet.txt")
    assert "same_paper" in {row.code for row in second.questions.all()}
    assert not second.is_unproblematic


def test_a_cpr_number_stops_acceptance_until_somebody_has_dealt_with_it(sara: Viewer) -> None:
    draft = a_draft(sara, MINUTES.replace("742 kald", "742 kald (010190-1234)"))
    assert (draft.blocking_count, draft.is_unproblematic) == (1, False)
    with refused("importing.asked.cpr"):
        accept(draft, version=draft.version, viewer=sara)
    confirm_mask(undealt_cpr().get(), viewer=sara)
    accept(draft, version=draft.version, viewer=sara)


def test_what_does_not_add_up_becomes_a_finding_of_the_item_for_the_body_alone(
    world: World, sara: Viewer
) -> None:
    text = MINUTES.replace("fredag den 13. marts", "mandag den 13. marts")
    draft = a_draft(sara, text)
    assert draft.finding_count == 1
    assert not findings_of(world.viewer(world.mads), [draft.pk])
    recorded = accept(draft, version=draft.version, viewer=sara)
    finding = Finding.objects.get()
    assert (finding.code, finding.subject_id) == ("weekday_mismatch", recorded.meeting.pk)
    seen = {
        user.name: bool(findings_of(world.viewer(user), [recorded.meeting.pk]))
        for user in (world.sara, world.mads, world.vibe)
    }
    assert seen == {"Sara Holm": True, "Mads Ravn": True, "Vibe Krog": False}


def test_whoever_the_minutes_show_in_a_seat_is_noted_as_seen_there(sara: Viewer) -> None:
    draft = a_draft(sara)
    accept(draft, version=draft.version, viewer=sara)
    seat = Seat.objects.get(person__name="Bente Ravnmose")
    assert (seat.basis, seat.valid_from, seat.valid_to) == (SeatBasis.SEEN, draft.held_on, draft.held_on)


def test_many_are_accepted_and_the_doubtful_are_left_with_a_reason(sara: Viewer) -> None:
    a_draft(sara)
    a_draft(
        sara, MINUTES.replace("13. marts", "10. april").replace("Rigmor Sandhave", "Rigmor"), filename="b.txt"
    )
    done = {
        one.draft.document.filename: one for one in accept_many(Draft.objects.order_by("pk"), viewer=sara)
    }
    assert done["referat.txt"].is_accepted
    assert "Rigmor" in str(done["b.txt"].refusal)
    assert Meeting.objects.count() == 1


def test_an_item_found_right_lapses_when_it_is_changed(sara: Viewer) -> None:
    draft = a_draft(sara)
    ref = _refs(draft)[0]
    draft = accept_item(draft, ref, version=draft.version, viewer=sara)
    assert draft.accepted_items == 1
    draft = set_value(draft, ref, Field.TITLE, "Fælles akutteam i 2026", version=draft.version, viewer=sara)
    assert draft.accepted_items == 0


def test_a_draft_is_set_aside_for_a_reason_and_taken_up_again(sara: Viewer) -> None:
    draft = a_draft(sara)
    with refused("importing.reason"):
        set_aside(draft, reason=" ", version=draft.version, viewer=sara)
    draft = set_aside(draft, reason="En kladde", version=draft.version, viewer=sara)
    with refused("importing.set_aside"):
        accept(draft, version=draft.version, viewer=sara)
    draft = take_up(draft, viewer=sara)
    accept(draft, version=draft.version, viewer=sara)
    acts = set(JournalEntry.objects.filter(record=draft.record).values_list("act", flat=True))
    assert {"importing.draft.set_aside", "importing.draft.taken_up", "importing.draft.accepted"} <= acts


def _refs(draft: Draft) -> list[str]:
    return [item.ref for item in content_of(draft).sheet.items]
