"""A meeting as a text file from the years before the template."""

from __future__ import annotations

from . import markup
from .meeting import Item, Meeting


def text(meeting: Meeting) -> bytes:
    """Return the text of a meeting."""
    kind = "REFERAT" if meeting.is_minutes else "DAGSORDEN"
    level = f", {meeting.level.lower()}" if meeting.level else ""
    head = f"{kind}\n\n{meeting.body}{level}\n\nDato:   {meeting.long_day} kl. {meeting.time}\nSted:   {meeting.venue}"
    parts = [head, *meeting.notes]
    if meeting.people:
        labelled = meeting.people.startswith("Til stede")
        parts += [*([] if labelled else ["DELTAGERE"]), markup.as_text(meeting.people)]
    parts += [_item(meeting, item) for item in meeting.items]
    return ("\n\n".join(part for part in parts if part) + "\n").encode()


def _item(meeting: Meeting, item: Item) -> str:
    heading = f"{item.number}. {item.title}"
    parts = [f"\n{heading}\n{'-' * len(heading)}"]
    if item.summary:
        parts.append(markup.as_text(item.summary))
    if item.case:
        parts.append(markup.as_text(item.case))
    if item.points:
        points = "\n".join(f"- {point}" for point in item.points)
        parts.append(f"Indstilling:\n{item.lead}\n{markup.as_text(points)}")
    if item.decision:
        parts.append(f"Beslutning:\n{markup.as_text(item.decision)}")
    if item.attachments:
        parts.append("Bilag:\n" + "\n".join(f"  - {title}" for title in item.attachments))
    if item.absent and meeting.is_minutes:
        parts.append(f"Fraværende: {item.absent}")
    return "\n\n".join(parts)
