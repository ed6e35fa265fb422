"""The archive that pages are tried on: what the samples tell is there, with its words."""

import pytest
from archive import THE_THREAD, an_archive

from roedtraad.documents.models import Citation
from roedtraad.meetings.models import Decision, MeetingPaper, PresenceKind
from roedtraad.meetings.queries import decision_page, meeting_page

pytestmark = pytest.mark.django_db


def test_a_part_of_the_archive_tells_one_case_through_its_levels() -> None:
    archive = an_archive(names=THE_THREAD)
    viewer = archive.viewer()
    decision = Decision.objects.get(
        item__meeting=archive.meetings["vestbaelt-pn-2026-03-13"].meeting, item__number="4"
    )
    page = decision_page(viewer, decision.record.public_id)
    assert page is not None
    assert [step.body.name.rpartition(", ")[2] for step in page.routes[0].steps if step.body] == [
        "fagligt strategisk niveau",
        "politisk niveau",
        "fagligt strategisk niveau",
        "politisk niveau",
    ]
    assert len(page.decision.consents) == 8
    text = page.item.sources[decision.pk]
    assert {"text", "outcome.approved"} <= {source.field for source in text}


def test_every_citation_quotes_the_words_that_stand_there() -> None:
    an_archive(names=THE_THREAD[-1:])
    for citation in Citation.objects.select_related("text"):
        words = "".join(citation.text.text[citation.start : citation.end].split())
        assert "".join(citation.quote.split())[:20] in words


def test_an_absent_member_and_the_closed_item_are_as_the_minutes_say() -> None:
    archive = an_archive(names=THE_THREAD[-1:])
    meeting = archive.meetings["vestbaelt-pn-2026-03-13"].meeting
    page = meeting_page(archive.viewer(), meeting.record.public_id)
    assert page is not None
    away = [row.person.name for row in page.attendance.rows if row.whole == PresenceKind.APOLOGY]
    assert away == ["Henrik Stenvang"]
    assert [(line.number, line.title) for line in page.items if line.is_closed] == [("7", None)]


def test_the_newest_minutes_wait_for_publication() -> None:
    archive = an_archive(names=["vestbaelt-pn-2026-11-20-dagsorden", "vestbaelt-pn-2026-11-20"])
    papers = MeetingPaper.objects.filter(meeting=archive.meetings["vestbaelt-pn-2026-11-20"].meeting)
    assert {(paper.kind, paper.published_at is not None) for paper in papers} == {
        ("agenda", True),
        ("minutes", False),
    }
