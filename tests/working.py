"""What the showcase has of work that is going on: a case in the making, an agenda, a meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from roedtraad.cases.actions import DraftPointGiven, begin_draft, write_part, write_points
from roedtraad.cases.models import Act

if TYPE_CHECKING:
    from showcase import Role, Showcase

HTML = (
    "<h3>Baggrund</h3><p>Trygt hjem har siden <strong>1. juni 2025</strong> fulgt 377 borgere hjem.</p>"
    "<ul><li><p>færre genindlæggelser</p></li><li><p>kortere ventetid</p></li></ul>"
    "<table><tbody><tr><th>Part</th><th>Kr.</th></tr><tr><td>Region Bæltet</td><td>210.000</td></tr>"
    "<tr><td>Fjordby</td><td>240.000</td></tr><tr><td>I alt</td><td>460.000</td></tr></tbody></table>"
)


def add_work(show: Showcase, *, secretariat: frozenset[Role]) -> None:
    """Add it, with its pages and its secrets; only the secretariat sees what is not ready."""
    world = show.world
    sara = world.viewer(world.sara)
    at = timezone.now()
    title = show.keeps("Akutbil til Bredholm i weekenden", seen_by=secretariat)
    draft = begin_draft(title, body=world.political, viewer=sara)
    words = show.keeps("Stenløkkegruppens forslag", seen_by=secretariat)
    write_part(draft.parts.get(key="case"), HTML, based_on=0, at=at, viewer=sara)
    write_part(draft.parts.get(key="summary"), f"<p>{words} koster mere.</p>", based_on=0, at=at, viewer=sara)
    points = [DraftPointGiven(Act.APPROVE, "at akutbilen kører i weekenden"), DraftPointGiven(None, "at …")]
    write_points(draft, points, based_on=0, at=at, viewer=sara)
    path = f"/sag/{draft.case.record.public_id}/skriv"
    show.paths |= {
        "case-write": path,
        "case-ready": f"{path}/klar",
        "case-invite": f"{path}/inviter",
        "case-remark": f"{path}/bemaerk",
        "case-versions": f"{path}/case/versioner",
        "case-join": f"{path}/case/saml",
    }
