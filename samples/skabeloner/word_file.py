"""A meeting as a secretary writes it in Word, from the cluster's template."""

from __future__ import annotations

from writing import word

from . import markup
from .meeting import Item, Meeting


def docx(meeting: Meeting) -> bytes:
    """Return the DOCX of a meeting."""
    kind = "Referat" if meeting.is_minutes else "Dagsorden"
    level = f" – {meeting.level}" if meeting.level else ""
    parts = [
        f'<p class="titel">{kind}: {meeting.body}{level}</p>',
        f"<p><b>Dato:</b> {meeting.long_day}</p>",
        f"<p><b>Tid:</b> kl. {meeting.time}</p>",
        f"<p><b>Sted:</b> {markup.inline(meeting.venue)}</p>",
        *(f"<p>{markup.inline(note)}</p>" for note in meeting.notes),
    ]
    if meeting.people:
        parts += ["<h2>Deltagere</h2>", markup.as_html(meeting.people)]
    parts += [_item(meeting, item) for item in meeting.items]
    header = f"{meeting.body}{level}\t{meeting.day}"
    return word.word("\n".join(parts), header=header, footer="Side {side}", danish_style_ids=True)


def _item(meeting: Meeting, item: Item) -> str:
    minutes = f" ({item.minutes} min.)" if item.minutes else ""
    parts = [f"<h1>{item.number}. {markup.inline(item.title)}{minutes}</h1>"]
    for title, text in (("Resumé", item.summary), ("Sagsfremstilling", item.case)):
        if text:
            parts += [f"<h2>{title}</h2>", markup.as_html(text)]
    if item.points:
        points = "".join(f"<li>{markup.inline(point)}</li>" for point in item.points)
        parts += ["<h2>Indstilling</h2>", f"<p>{markup.inline(item.lead)}</p>", f"<ol>{points}</ol>"]
    if item.decision:
        parts += ["<h2>Beslutning</h2>", markup.as_html(item.decision)]
    if item.attachments:
        titles = "".join(f"<li>{markup.inline(title)}</li>" for title in item.attachments)
        parts += ["<h2>Bilag</h2>", f"<ul>{titles}</ul>"]
    if item.absent and meeting.is_minutes:
        parts.append(f"<p>Fraværende: {markup.inline(item.absent)}</p>")
    return "\n".join(parts)
