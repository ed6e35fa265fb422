"""`python -m bench.inside.meeting_times`: make a large meeting in an empty, migrated database, and time what is read of it."""

from __future__ import annotations

import html
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from statistics import median

import django

django.setup()

from bench.inside.page_times import logged_in  # noqa: E402  # after the setup, here and below
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from people import a_party, a_seat, a_world, known_to_their_body  # noqa: E402

from roedtraad.accounts.models import RecordKind, User  # noqa: E402
from roedtraad.accounts.policy import Viewer  # noqa: E402
from roedtraad.accounts.records import register  # noqa: E402
from roedtraad.bodies.models import Body, Party, PartyKind, Person  # noqa: E402
from roedtraad.cases import actions as cases  # noqa: E402
from roedtraad.cases.actions import PointGiven  # noqa: E402
from roedtraad.cases.models import Act  # noqa: E402
from roedtraad.meetings import actions as meetings  # noqa: E402
from roedtraad.meetings.actions import OutcomeGiven, Particulars  # noqa: E402
from roedtraad.meetings.models import Meeting, OutcomeKind, PaperKind, SectionKind  # noqa: E402
from roedtraad.publishing.content import PaperContent  # noqa: E402
from roedtraad.publishing.prose import BlockKind  # noqa: E402
from roedtraad.publishing.queries import compose  # noqa: E402
from roedtraad.publishing.typesetting import as_docx, as_pdf  # noqa: E402

ITEMS, PEOPLE, PAPERS = 60, 120, 5
TIMES = 9
NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
PROSE = (
    "Klyngen har siden foråret arbejdet med en fælles model for overgangen mellem sygehus, kommune og almen praksis. "
    "Erfaringerne er samlet i et notat, som er vedlagt. Kommunerne peger på, at vagtordningen bør fortsætte, og at "
    "der skal følges op på, hvor mange borgere der har haft gavn af den.\n\n"
)


def main() -> None:
    """Make the meeting, and print the figures."""
    begun = time.perf_counter()
    meeting, sara, mads = _meeting()
    print(f"  made by {ITEMS} items, {PEOPLE} people, {ITEMS * PAPERS} attachments in {_since(begun):.0f} s")
    secretary, member = logged_in(sara.user), logged_in(mads)
    page = f"/moede/{meeting.record.public_id}"
    _page("agenda page, secretary", secretary, f"{page}/dagsorden")
    _page("meeting page, member", member, page)
    _run(meeting, sara)
    _page("meeting screen, secretary", secretary, f"{page}/foer")
    _page("what others follow", member, f"{page}/foer/nu")
    meetings.end_meeting(meeting, at=NOON, viewer=sara)
    _page("minutes page, secretary", secretary, f"{page}/referat")
    _page("meeting page with minutes, member", member, page)
    begun = time.perf_counter()
    content = compose(sara, meeting.pk, PaperKind.MINUTES, version=1)
    if content is None:
        raise SystemExit("there is nothing to print")
    print(f"  minutes composed: {_since(begun):.2f} s")
    own = _timed("PDF by typst, PDF/A-2a and PDF/UA-1", lambda: as_pdf(content, mark="bench", at=NOON))
    _timed("DOCX", lambda: as_docx(content, mark="bench", at=NOON))
    _peer(content, own)


def _meeting() -> tuple[Meeting, Viewer, User]:
    world = a_world()
    sara = world.viewer(world.sara)
    parties = [a_party(f"Kommune {n}", PartyKind.MUNICIPALITY) for n in range(8)]
    for n in range(PEOPLE - 2):
        _seated(f"Medlem Nr{n}", world.political, parties[n % 8])
    known_to_their_body(world)
    meeting = meetings.plan_meeting(world.political, Particulars(date(2026, 11, 22)), viewer=sara)
    for n in range(1, ITEMS + 1):
        item = meetings.add_item(meeting, f"Status på indsats {n}", number=str(n), viewer=sara)
        case = cases.open_case(item.title, body=world.political, viewer=sara)
        carried = meetings.treat_case(item, case, viewer=sara)
        points = [
            PointGiven(Act.NOTE, "at status tages til efterretning"),
            PointGiven(Act.APPROVE, "at ordningen fortsætter i 2027"),
        ]
        cases.recommend(carried, points, viewer=sara)
        meetings.write_section(item, SectionKind.SUMMARY, PROSE, viewer=sara)
        meetings.write_section(item, SectionKind.CASE, PROSE * 4, viewer=sara)
        for paper in range(1, PAPERS + 1):
            meetings.list_attachment(item, f"Bilag {paper} til punkt {n}", viewer=sara)
        if sys.stdout.isatty():
            print(f"\r  {n} / {ITEMS}", end="", flush=True)
    print("\r", end="")
    return meeting, sara, world.mads


def _seated(name: str, body: Body, party: Party) -> None:
    person = Person.objects.create(record=register(RecordKind.PERSON), name=name)
    a_seat(person, body, party=party)


def _run(meeting: Meeting, sara: Viewer) -> None:
    meetings.begin_meeting(meeting, at=NOON, viewer=sara)
    for item in meeting.items.order_by("order"):
        points = [
            OutcomeGiven(OutcomeKind.APPROVED, point)
            for row in item.cases.all()
            for point in row.consideration.points.all()
        ]
        meetings.decide(item, text="Indstillingen blev godkendt.", outcomes=points, viewer=sara)


def _page(name: str, client: Client, address: str) -> None:
    answer = client.get(address, follow=True)
    address = answer.redirect_chain[-1][0] if answer.redirect_chain else address
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address)
    queries = len(asked)
    if answer.status_code != 200:
        raise SystemExit(f"{address}: {answer.status_code}")
    taken = []
    for _turn in range(TIMES):
        begun = time.thread_time()
        client.get(address)
        taken.append(time.thread_time() - begun)
    print(f"  {name}: {median(taken) * 1000:.0f} ms of processor, {queries} queries", flush=True)


def _timed(name: str, made: Callable[[], bytes]) -> float:
    taken, size = [], 0
    for _turn in range(3):
        begun = time.perf_counter()
        size = len(made())
        taken.append(_since(begun))
    print(f"  {name}: {median(taken):.2f} s, {size / 1000:.0f} kB", flush=True)
    return median(taken)


def _peer(content: PaperContent, own: float) -> None:
    """Time WeasyPrint on the same content, where it is installed and finds its libraries."""
    try:
        import weasyprint  # noqa: PLC0415  # it may be missing
    except (ImportError, OSError) as reason:
        print(f"  WeasyPrint is left out: {str(reason).splitlines()[0]}")
        return
    page = _html(content)
    took = _timed(
        "PDF by WeasyPrint, PDF/UA-1", lambda: weasyprint.HTML(string=page).write_pdf(pdf_variant="pdf/ua-1")
    )
    print(f"  typst is {took / own:.1f} times as fast")


def _html(content: PaperContent) -> str:
    """Return the content as a page: headings, lists, tables, a list of contents with page numbers, running heads."""
    style = (
        "@page{size:a4;margin:28mm 25mm 25mm;@top-left{content:string(head)}@bottom-right{content:counter(page)}}"
        "h1{string-set:head content()}.toc a::after{content:leader('.') target-counter(attr(href),page)}"
        "body{font-size:11pt;hyphens:auto}"
    )
    out = [
        f"<html lang=da><title>{_e(content.heading)}</title><style>{style}</style><h1>{_e(content.heading)}</h1>"
    ]
    out += [f"<h2>{_e(one.heading)}</h2>{_list('ul', one.names)}" for one in content.people]
    out.append("<ul class=toc>")
    out += [f"<li><a href='#p{n}'>{_e(one.title)}</a></li>" for n, one in enumerate(content.items)]
    out.append("</ul>")
    for n, item in enumerate(content.items):
        out.append(f"<h2 id=p{n}>{_e(item.number)}. {_e(item.title)}</h2>")
        for part in item.parts:
            out.append(f"<h3>{_e(part.heading)}</h3>")
            for block in part.blocks:
                if block.kind in (BlockKind.BULLETS, BlockKind.NUMBERS):
                    out.append(_list("ul" if block.kind is BlockKind.BULLETS else "ol", block.lines))
                else:
                    out.append(f"<p>{'<br>'.join(map(_e, block.lines))}</p>")
    return "".join(out)


def _list(tag: str, lines: tuple[str, ...]) -> str:
    return f"<{tag}>{''.join(f'<li>{_e(one)}</li>' for one in lines)}</{tag}>"


def _e(text: str) -> str:
    return html.escape(text)


def _since(begun: float) -> float:
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
