"""The whole proposal of a draft, as the register stands now."""

from __future__ import annotations

from django.utils import timezone

from roedtraad.documents.queries import undealt_cpr
from roedtraad.importing.models import DraftQuestion, Weight
from roedtraad.importing.proposing import asking
from roedtraad.importing.proposing.cases import cases_of
from roedtraad.importing.proposing.content import Content
from roedtraad.importing.proposing.meetings import (
    drafts_of_same_paper,
    meeting_key,
    meeting_of,
    paper_of,
)
from roedtraad.importing.proposing.organisations import body_of, held_on, joint_of, parties_of
from roedtraad.importing.proposing.people import people_of
from roedtraad.importing.proposing.proposal import Asked, Proposal, Rows

_ORDER = {Weight.BLOCKS: 0, Weight.LOOK: 1, Weight.NOTE: 2}


def propose(content: Content) -> Proposal:
    """Return what a draft is proposed to become. At most forty queries, whatever it holds."""
    rows = Rows()
    found = body_of(content, rows)
    proposal = Proposal(found.match, found.new, meeting=meeting_of(content, None), rows=rows)
    body = proposal.body_row
    joint = joint_of(content, rows)
    collaboration = body.collaboration if body is not None else None
    if collaboration is None and found.new is not None and found.new.collaboration_id is not None:
        collaboration = rows.collaborations[found.new.collaboration_id]
    parties = parties_of(content, collaboration=collaboration, rows=rows)
    people = people_of(content, body=body, on=held_on(content) or timezone.localdate(), rows=rows)
    cases = cases_of(content, collaboration)
    meeting = meeting_of(content, body)
    twins = drafts_of_same_paper(content.draft, meeting_key(content, body), paper_of(content.sheet))
    cpr = list(undealt_cpr().filter(text__document=content.draft.document_id))
    asked = (
        *asking.about_document(content, [one for one in cpr if one.text_id == content.text_id] or cpr),
        *asking.about_body(content, found),
        *asking.about_joint(content, joint),
        *asking.about_meeting(meeting, twins),
        *asking.about_corrections(content),
        *asking.about_people(content, people),
        *asking.about_parties(content, parties),
        *asking.about_cases(content, cases),
    )
    return Proposal(
        body=found.match,
        new_body=found.new,
        meeting=meeting,
        joint_body_ids=joint.body_ids,
        people=people,
        parties=parties.matches,
        new_parties=parties.new,
        cases=cases,
        asked=_by_weight(asked, _looked_at(content)),
        rows=rows,
    )


def _looked_at(content: Content) -> frozenset[str]:
    """Return the questions that somebody answered by looking. One query."""
    rows = DraftQuestion.objects.filter(draft=content.draft, code__in=asking.LOOKED_AT)
    return frozenset(rows.exclude(answer="").values_list("code", flat=True))


def _by_weight(asked: tuple[Asked, ...], looked_at: frozenset[str]) -> tuple[Asked, ...]:
    left = (one for one in asked if one.code not in looked_at)
    return tuple(sorted(left, key=lambda one: _ORDER[Weight(one.weight)]))
