"""A meeting as the region shows it on its web site, with everything that stands around it there."""

from __future__ import annotations

from . import markup
from .meeting import Item, Meeting

TOP = """<!DOCTYPE html>
<html lang="da"><head><meta charset="utf-8"><title>{title}</title></head>
<body>
<a class="vh" href="#indhold">Gå til indhold</a>
<div id="cookies" role="region" aria-label="Cookies"><p>Vi bruger cookies for at gøre siden bedre.</p><button>Accepter</button> <button>Afvis</button></div>
<header><a href="/">Region Bæltet</a><nav aria-label="Hovedmenu"><ul><li><a href="/sundhed">Sundhed</a></li><li><a href="/politik">Politik</a></li><li><a href="/udvikling">Udvikling</a></li><li><a href="/job">Job</a></li></ul></nav></header>
<nav aria-label="Du er her"><ol><li><a href="/">Forside</a></li><li><a href="/samarbejde">Samarbejde</a></li><li>{body}</li></ol></nav>
<main id="indhold">
"""
BOTTOM = """
</main>
<aside><h2>Læs også</h2><ul><li><a href="/klynger">Sundhedsklyngerne i Region Bæltet</a></li><li><a href="/sundhedsraad">Om sundhedsråd</a></li></ul></aside>
<footer><p>Region Bæltet, Regionshuset, Bælthavevej 1</p><ul><li><a href="/was">Tilgængelighedserklæring</a></li><li><a href="/privatliv">Persondata</a></li></ul></footer>
</body></html>
"""


def page(meeting: Meeting) -> bytes:
    """Return the HTML of a meeting."""
    kind = "Referat" if meeting.is_minutes else "Dagsorden"
    level = f" – {meeting.level}" if meeting.level else ""
    facts = [("Dato", meeting.long_day), ("Tidspunkt", f"kl. {meeting.time}"), ("Sted", meeting.venue)]
    parts = [
        TOP.format(title=f"{kind} {meeting.day} | Region Bæltet", body=meeting.body),
        f"<h1>{meeting.body}{level}</h1>\n<p>{kind} af møde {meeting.day}</p>",
        *(f"<p>{markup.inline(note)}</p>" for note in meeting.notes),
        "<dl>"
        + "".join(f"<dt>{label}</dt><dd>{markup.inline(value)}</dd>" for label, value in facts if value)
        + "</dl>",
    ]
    if meeting.people:
        parts.append(f"<h2>Deltagere</h2>\n{markup.as_html(meeting.people)}")
    parts += [_item(meeting, item) for item in meeting.items]
    return ("\n".join(parts) + BOTTOM).encode()


def _item(meeting: Meeting, item: Item) -> str:
    minutes = f" ({item.minutes} min.)" if item.minutes else ""
    parts = [
        f'<details open class="punkt"><summary><h2>{item.number}. {markup.inline(item.title)}{minutes}</h2></summary>'
    ]
    for title, text in (("Resumé", item.summary), ("Sagsfremstilling", item.case)):
        if text:
            parts += [f"<h3>{title}</h3>", markup.as_html(text)]
    if item.points:
        points = "".join(f"<li>{markup.inline(point)}</li>" for point in item.points)
        parts += ["<h3>Indstilling</h3>", f"<p>{markup.inline(item.lead)}</p>\n<ol>{points}</ol>"]
    if item.decision:
        parts += ["<h3>Beslutning</h3>", markup.as_html(item.decision)]
    if item.attachments:
        links = "".join(
            f'<li><a href="/bilag/{n}">{markup.inline(title)}</a></li>'
            for n, title in enumerate(item.attachments, 1)
        )
        parts += ["<h3>Bilag</h3>", f"<ul>{links}</ul>"]
    if item.absent and meeting.is_minutes:
        parts.append(f"<p>Fraværende: {markup.inline(item.absent)}</p>")
    return "\n".join([*parts, "</details>"])
