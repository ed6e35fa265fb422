"""A case's page: its way through bodies, its papers, its neighbours."""

from __future__ import annotations

from dataclasses import dataclass

from roedtraad.accounts.policy import Viewer
from roedtraad.cases import policy as cases_policy
from roedtraad.cases.models import Attachment, Case, CaseLink, FileNumber
from roedtraad.cases.queries import attachments_of, case_for, file_numbers_of, neighbours_of
from roedtraad.documents.contacts import without
from roedtraad.documents.queries import Source, hidden_words, sources_of
from roedtraad.meetings.models import ItemCase
from roedtraad.meetings.queries.routes import Route, route_of
from roedtraad.meetings.queries.seeing import shown


@dataclass(frozen=True, slots=True)
class CasePaper:
    """A paper of a case."""

    attachment: Attachment
    title: str


@dataclass(frozen=True, slots=True)
class CaseNeighbour:
    """A case that belongs with this one. `is_second`: this one was said to continue it, or to be split from it."""

    public_id: str
    title: str
    kind: CaseLink.Kind
    reason: str
    is_second: bool


@dataclass(frozen=True, slots=True)
class CasePage:
    """All that a page of a case shows, as the viewer may read it."""

    case: Case  # its row; the title is shown by `title`
    title: str
    route: Route
    papers: tuple[CasePaper, ...]
    file_numbers: tuple[FileNumber, ...]
    neighbours: tuple[CaseNeighbour, ...]
    sources: tuple[Source, ...]


def case_page(viewer: Viewer, public_id: str) -> CasePage | None:
    """Return the page of a case; None where there is none to see. The address of a joined case leads to the other one.

    Twenty-one queries, however long its way.
    """
    case = case_for(viewer, public_id)
    if case is None:
        return None
    is_keeper = bool(cases_policy.may_keep(viewer, case))
    items = ItemCase.objects.filter(consideration__case=case).values_list("item", flat=True)
    hidden = hidden_words(viewer, record_ids=[case.pk, *items])
    words = tuple({word for found in hidden.values() for word in found})
    return CasePage(
        case=case,
        title=shown(case.title, is_keeper=is_keeper, words=words),
        route=route_of(viewer, case),
        papers=tuple(
            CasePaper(row, shown(row.title, is_keeper=is_keeper, words=words))
            for row in attachments_of(viewer, case)
        ),
        file_numbers=tuple(file_numbers_of(case)),
        neighbours=tuple(
            CaseNeighbour(
                one.case.record.public_id, without(one.case.title), one.kind, one.reason, one.is_second
            )
            for one in neighbours_of(viewer, case)
        ),
        sources=sources_of(viewer, [case.pk]).get(case.pk, ()),
    )
