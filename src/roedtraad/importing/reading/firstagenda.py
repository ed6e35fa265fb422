"""FirstAgenda's publication JSON: an agenda with its fields as HTML, written as one page that the library reads.

The form is undocumented and may change (`FORMS` names what is looked for), so what is not known is left alone, and a
file that has none of it is no such file. What the JSON says in so many words (closed, who was absent) is written as
minutes write it: then it is read, quoted and opened like everything else.
"""

from __future__ import annotations

import html
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date

from referat import Minutes, ReadError, SourceText, read

MEDIA_TYPE = "application/vnd.firstagenda.publication+json"
FORMS = ("Dagsordenpunkter", "Moede")
COPENHAGEN = ZoneInfo("Europe/Copenhagen")
_LIST = "Filen er FirstAgendas liste over udvalg og møder. Hent hver dagsorden som JSON, og vælg de filer i stedet."
_BROKEN = "JSON-filen kan ikke læses som en dagsorden fra FirstAgenda: {reason}. Hent den igen, og prøv igen."
Json = Mapping[str, Any]


def looks_like_it(data: bytes, *, filename: str | None) -> bool:
    """Return whether a file is JSON, or is said to be by its name."""
    head = data[:200].lstrip(b"\xef\xbb\xbf \t\r\n")
    return head.startswith(b"{") or (filename or "").lower().endswith(".json")


def read_publication(data: bytes, *, filename: str | None = None) -> SourceText:
    """Return the text of an agenda in FirstAgenda's JSON.

    Raises:
        ReadError: `broken` for JSON that cannot be parsed, `unknown_format` for JSON of another form.
    """
    agenda = _parsed(data)
    page = "".join(_page(agenda))
    source = read(page.encode(), filename=filename, media_type="text/html")
    return replace(source, media_type=MEDIA_TYPE)


def closed_numbers(data: bytes) -> frozenset[str]:
    """Return the numbers of the items that the JSON calls closed."""
    items = _items(_parsed(data))
    return frozenset(_number(item, place) for place, item in enumerate(items, start=1) if _is_closed(item))


def with_closed(minutes: Minutes, numbers: frozenset[str]) -> Minutes:
    """Return the minutes with these items closed: what the sender calls closed is so, whatever the words."""
    if not numbers:
        return minutes
    items = tuple(
        replace(item, closed=True) if item.number.strip(" .") in numbers else item for item in minutes.items
    )
    return replace(minutes, items=items)


def _parsed(data: bytes) -> Json:
    try:
        found = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise ReadError("broken", _BROKEN.format(reason="den er ikke gyldig JSON")) from error
    if isinstance(found, list) or (isinstance(found, dict) and not any(form in found for form in FORMS)):
        raise ReadError("unknown_format", _LIST)
    if not isinstance(found, dict) or not isinstance(found.get("Dagsordenpunkter", []), list):
        raise ReadError("broken", _BROKEN.format(reason="den har ingen punkter"))
    return found


def _page(agenda: Json) -> Iterator[str]:
    told = agenda.get("Moede")
    meeting: Json = told if isinstance(told, dict) else {}
    is_minutes = any(_has_decision(item) for item in _items(agenda))
    kind = "Referat" if is_minutes else "Dagsorden"
    yield f"<!doctype html><html lang=da><body><main><h1>{kind} {_words(_body(agenda))}</h1>"
    begins, ends = _moment(meeting, "MeetingBeginUtc", "Dato"), _moment(meeting, "MeetingEndUtc")
    if begins is not None:
        yield _field("Mødedato", _when(begins, ends))
    yield _field("Mødested", _text(meeting.get("Sted")))
    if meeting.get("IsSupplementaryAgenda"):
        yield "<p>Tillægsdagsorden</p>"
    yield from _people(meeting.get("Moededeltagere"))
    for place, item in enumerate(_items(agenda), start=1):
        yield from _item(item, place)
    yield "</main></body></html>"


def _items(agenda: Json) -> list[Json]:
    items = [item for item in agenda.get("Dagsordenpunkter") or [] if isinstance(item, dict)]
    return sorted(items, key=lambda item: _whole(item.get("Sorting")))


def _item(item: Json, place: int) -> Iterator[str]:
    number = _number(item, place)
    yield f"<h2>Punkt {_words(number)}: {_words(_text(item.get('Navn')))}</h2>"
    yield _field("Sagsnr.", _text(item.get("SagsNummer")))
    if _is_closed(item):
        yield "<p>Lukket punkt</p>"
    for part in _listed(item.get("Felter")):
        text = _text(part.get("Html"))
        if text.strip():
            yield f"<h3>{_words(_text(part.get('Navn')))}</h3>{text}"
    attachments = sorted(_listed(item.get("Bilag")), key=lambda one: _whole(one.get("Order")))
    names = [_text(one.get("Navn")) for one in attachments]
    if any(names):
        points = "".join(f"<li>{_words(name)}</li>" for name in names if name)
        yield f"<h3>Bilag</h3><ul>{points}</ul>"


def _people(listed: object) -> Iterator[str]:
    there: list[str] = []
    away: list[str] = []
    for person in _listed(listed):
        name = _text(person.get("Name")).strip()
        if name:
            is_away = bool(person.get("Absent") or person.get("ParticipationCancelled"))
            (away if is_away else there).append(name)
    for heading, names in (("Deltagere", there), ("Afbud", away)):
        if names:
            yield f"<h2>{heading}</h2><ul>" + "".join(f"<li>{_words(name)}</li>" for name in names) + "</ul>"


def _has_decision(item: Json) -> bool:
    return any(
        "beslutning" in _text(part.get("Navn")).lower() and _text(part.get("Html")).strip()
        for part in _listed(item.get("Felter"))
    )


def _is_closed(item: Json) -> bool:
    return item.get("IsOpen") is False


def _number(item: Json, place: int) -> str:
    return _text(item.get("Punktnummer")).strip(" .") or str(place)


def _body(agenda: Json) -> str:
    found = agenda.get("Udvalg")
    if isinstance(found, dict):
        return _text(found.get("Navn"))
    meeting = agenda.get("Moede")
    return _text(found) or (_text(meeting.get("Navn")) if isinstance(meeting, dict) else "")


def _moment(meeting: Json, *names: str) -> datetime | None:
    """Return a moment as the clocks in Denmark show it. What ends in 'Utc' is in UTC, also without a zone."""
    for name in names:
        try:
            found = datetime.fromisoformat(_text(meeting.get(name)))
        except ValueError:
            continue
        if found.tzinfo is None and name.endswith("Utc"):
            found = found.replace(tzinfo=ZoneInfo("UTC"))
        return found.astimezone(COPENHAGEN) if found.tzinfo is not None else found.replace(tzinfo=COPENHAGEN)
    return None


def _when(begins: datetime, ends: datetime | None) -> str:
    said = _day(begins.date())
    if (begins.hour, begins.minute) != (0, 0):
        said += f" kl. {begins:%H.%M}"
        if ends is not None and ends.date() == begins.date():
            said += f"-{ends:%H.%M}"
    return said


def _day(on: date) -> str:
    return format_date(on, "d. MMMM y", locale="da")


def _field(label: str, value: str) -> str:
    return f"<p>{label}: {_words(value)}</p>" if value.strip() else ""


def _listed(value: object) -> Sequence[Json]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _text(value: object) -> str:
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _whole(value: object) -> int:
    return value if isinstance(value, int) else 0


def _words(text: str) -> str:
    return html.escape(" ".join(text.split()))
