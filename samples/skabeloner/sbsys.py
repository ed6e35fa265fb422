"""A meeting as SBSYS prints it: title, contents with leaders, each item on a page of its own."""

from __future__ import annotations

from datetime import timedelta

from writing import typst_pdf

from . import markup
from .meeting import Item, Meeting

PREAMBLE = """
#set page(paper: "a4", margin: (x: 2.5cm, top: 2.8cm, bottom: 2.4cm),
  header: context if counter(page).get().first() > 1 [#set text(8.5pt); HEADER #h(1fr) DAY],
  footer: context [#set text(8.5pt); Udskrevet PRINTED #h(1fr) Side #counter(page).display()])
#set text(font: "Libertinus Serif", size: 11pt)
#set par(justify: true, leading: 0.62em, spacing: 0.95em)
#set list(marker: [•], indent: 6pt)
#set enum(indent: 6pt)
#show heading: it => block(above: 14pt, below: 6pt, sticky: true, text(11pt, it.body))
#show heading.where(level: 1): it => block(below: 12pt, text(15pt, it.body))
#show heading.where(level: 2): it => block(above: 20pt, below: 8pt, sticky: true, text(13pt, it.body))
#show heading.where(level: 4): it => block(below: 6pt, sticky: true, text(11pt, style: "italic", weight: "regular", it.body))
#set table(stroke: 0.4pt, inset: 3.2pt)
#let felt(body) = block(spacing: 0.8em, body)
#let sagsnr(body) = block(sticky: true, text(9pt, body))
#let tabel(body) = text(10pt, hyphenate: false, body)
#let smal(body) = text(7.4pt, hyphenate: false, body)
#let indhold(body) = block(below: 0.5em, par(justify: false, body))
#let prikker(body) = [#box(width: 1fr, repeat[.])#body]
#let punktside(n) = context counter(page).at(query(heading.where(level: 2)).at(n).location()).first()
"""


def pdf(meeting: Meeting) -> bytes:
    """Return the PDF of a meeting."""
    header = f"{meeting.body} – {meeting.level}" if meeting.level else meeting.body
    printed = f"{meeting.printed_on or meeting.held_on + timedelta(days=3):%d-%m-%Y}"
    preamble = PREAMBLE.replace("HEADER", header).replace("DAY", meeting.day).replace("PRINTED", printed)
    pages = "".join(f"#let s{n}(body) = punktside({n})\n" for n in range(len(meeting.items)))
    return typst_pdf.pdf(
        _front(meeting) + "".join(_item(meeting, item) for item in meeting.items), preamble=preamble + pages
    )


def _front(meeting: Meeting) -> str:
    kind = "REFERAT" if meeting.is_minutes else "DAGSORDEN"
    level = f" - {meeting.level}" if meeting.level else ""
    parts = [f"<h1>{kind} {meeting.body}{level} d. {meeting.day}</h1>"]
    fields = [("Mødedato", f"{meeting.long_day.replace(' den ', ' d. ')} kl. {meeting.time}")]
    fields += [("Mødested", meeting.venue), ("Mødedeltagere", " ".join(meeting.people.split()))]
    parts += [
        f'<p class="felt"><b>{label}</b> {markup.inline(value)}</p>'
        for label, value in fields
        if value.strip()
    ]
    parts += [f"<p>{markup.inline(note)}</p>" for note in meeting.notes]
    if meeting.contents_alone:
        parts.append('<hr class="page">')
    parts.append("<h3>Indholdsfortegnelse</h3>")
    for n, item in enumerate(meeting.items):
        if item.listed:
            title = markup.inline(item.title)
            parts.append(
                f'<p class="indhold">{title}<span class="prikker"><span class="s{n}"></span></span></p>'
            )
    for extra in meeting.contents_extra:
        last = len(meeting.items) - 1
        parts.append(
            f'<p class="indhold">{markup.inline(extra)}<span class="prikker"><span class="s{last}"></span></span></p>'
        )
    return "\n".join(parts)


def _item(meeting: Meeting, item: Item) -> str:
    parts = ['<hr class="page">', f"<h2>Punkt {item.number}: {markup.inline(item.title)}</h2>"]
    if item.case_number:
        parts.append(f'<p class="sagsnr">{item.case_number}</p>')
    if item.summary:
        parts += ["<h3>Resumé</h3>", markup.as_html(item.summary)]
    if item.case:
        parts += ["<h3>Sagsfremstilling</h3>", markup.as_html(item.case)]
    if item.points:
        points = "".join(f"<li>{markup.inline(point)}</li>" for point in item.points)
        parts += ["<h3>Indstilling</h3>", f"<p>{markup.inline(item.lead)}</p><ul>{points}</ul>"]
    if item.decision:
        parts += [f"<h3>Beslutning i {meeting.body} den {meeting.day}</h3>", markup.as_html(item.decision)]
    if item.attachments:
        parts += ["<h3>Bilag</h3>", *(f"<p>{markup.inline(title)}</p>" for title in item.attachments)]
    if item.absent and meeting.is_minutes:
        parts.append(f"<p>Fraværende {markup.inline(item.absent)}</p>")
    return "\n".join(parts) + "\n"
