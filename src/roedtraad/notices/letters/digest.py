"""The digest: what waits for somebody, what happened to what they follow, and what their searches find now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

import orjson
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roedtraad import danish
from roedtraad.accounts.addresses import WORDS
from roedtraad.accounts.models import JournalHead, Record, RecordKind
from roedtraad.accounts.policy import Viewer, visible
from roedtraad.bodies.models import Body
from roedtraad.initiatives.models import Initiative
from roedtraad.meetings.queries.naming import names_of
from roedtraad.notices.awaiting import Waiting, WaitingFor
from roedtraad.notices.letters.letter import (
    MOST_LINES,
    Button,
    Letter,
    Line,
    NothingToSay,
    Section,
    closed_words,
    record_url,
    safe,
    section,
    whole_url,
)
from roedtraad.notices.letters.news import News, news_of
from roedtraad.notices.models import Addressee, Follow, Mail, Rhythm
from roedtraad.notices.places import DESK, FOLLOWS, SEARCH
from roedtraad.notices.searches import new_hits, read, read_keys
from roedtraad.notices.seeing import Reached, closed_among

SAY_AGAIN_AFTER = timedelta(days=7)  # what waits, and was said before
MOST_SEARCHES = 20  # of one person; `actions.follows` lets nobody follow more


@dataclass(frozen=True, slots=True)
class DigestTold:
    """What counts as told once a digest is sent: how far in the journal, what waited, and what each search had found."""

    until: int
    awaited: str
    known: Mapping[int, Sequence[int]]


def written_told(told: DigestTold) -> str:
    """Return it as text."""
    known = {str(pk): list(keys) for pk, keys in told.known.items()}
    return orjson.dumps({"until": told.until, "awaited": told.awaited, "known": known}).decode()


def read_told(text: str) -> DigestTold:
    """Return what `written_told` wrote."""
    told = orjson.loads(text)
    return DigestTold(told["until"], told["awaited"], {int(pk): keys for pk, keys in told["known"].items()})


def digest(mail: Mail, reader: Reached, *, waiting_for: WaitingFor) -> Letter | NothingToSay:
    """Write the digest of somebody; there is none where nothing is new.

    70 queries at most beside those of `waiting_for`, three more for each search that is followed.
    """
    addressee = mail.addressee
    if addressee.digest == Rhythm.NEVER:
        return NothingToSay(_("The reader wants no digests."))
    until = JournalHead.objects.values_list("number", flat=True).get(pk=1)
    waiting = tuple(waiting_for(reader.whole))
    followed = list(Follow.objects.filter(addressee=addressee).select_related("record").order_by("begun_at"))
    news = news_of(
        reader.viewer,
        [one.record_id for one in followed if one.record_id],
        after=addressee.told_number,
        until=until,
    )
    hits, known = _hits(reader.viewer, [one for one in followed if one.query])
    awaited = _mark(waiting)
    if not news and not hits and not _is_worth_saying(addressee, waiting, awaited, on=reader.viewer.on):
        return NothingToSay(_("Nothing is new."))
    sections = [
        *_waiting(waiting),
        *_news(news, _names(reader.viewer, [one.record for one in followed if one.record])),
        *hits,
    ]
    return Letter(
        subject=_("Your digest: %(day)s") % {"day": danish.day(reader.viewer.on)},
        opening=(_("This is what waits for you, and what is new in what you follow."),),
        sections=tuple(sections),
        button=Button(_("Open your desk"), whole_url(DESK)),
        closing=(_("You choose yourself what you follow: %(url)s") % {"url": whole_url(FOLLOWS)},),
        told=written_told(DigestTold(until, awaited, known)),
    )


def _is_worth_saying(addressee: Addressee, waiting: Sequence[Waiting], awaited: str, *, on: date) -> bool:
    """Return whether what waits alone is worth a mail: it is new, or was last said a week ago."""
    if not waiting:
        return False
    last = addressee.awaited_on
    return awaited != addressee.awaited or last is None or last + SAY_AGAIN_AFTER <= on


def _mark(waiting: Sequence[Waiting]) -> str:
    if not waiting:
        return ""
    return sha256(repr(sorted((one.url, str(one.text)) for one in waiting)).encode()).hexdigest()


def _waiting(waiting: Sequence[Waiting]) -> list[Section]:
    """Return what waits; what may not stand in a mail is counted."""
    if not waiting:
        return []
    lines = [
        Line(safe(str(one.text)), whole_url(one.url), _beside(one)) for one in waiting if one.goes_in_mails
    ]
    number = len(waiting) - len(lines)
    if number:
        words = ngettext(
            "%(number)s more thing waits on your desk", "%(number)s more things wait on your desk", number
        )
        lines.append(Line(words % {"number": danish.number(number)}, whole_url(DESK)))
    return [section(_("This waits for you"), lines)]


def _beside(one: Waiting) -> str:
    return ", ".join(safe(str(part)) for part in (one.when, one.note) if part)


def _news(news: Sequence[News], names: Mapping[int, str]) -> list[Section]:
    """Return the news by what is followed; each stands once, with the first that it belongs to."""
    told: set[int] = set()
    found: list[Section] = []
    for pk, name in names.items():
        place = [number for number, one in enumerate(news) if pk in one.follows and number not in told]
        told.update(place)
        if place:
            found.append(section(_("New: %(name)s") % {"name": name}, [_news_line(news[n]) for n in place]))
    rest = [one for number, one in enumerate(news) if number not in told]
    if rest:
        found.append(section(_("New in what you follow"), [_news_line(one) for one in rest]))
    return found


def _news_line(one: News) -> Line:
    title = closed_words() if one.is_closed else safe(one.title)
    url = ""
    if one.kind in WORDS:
        url = record_url(one.kind, one.public_id, one.title, is_closed=one.is_closed)
    return Line(f"{one.what}: {title}", url, danish.short_day(one.at.astimezone(danish.COPENHAGEN).date()))


def _names(viewer: Viewer, records: Sequence[Record]) -> dict[int, str]:
    """Return what the followed records are called that the viewer may see, in their order. Twelve queries at most."""
    ids = [record.pk for record in records]
    seen = set(Record.objects.filter(visible(viewer, record=""), pk__in=ids).values_list("pk", flat=True))
    closed = closed_among(ids)
    shown = [record for record in records if record.pk in seen]
    named = names_of(viewer, shown)
    bodies = dict(Body.objects.filter(pk__in=seen).values_list("pk", "name"))
    initiatives = dict(Initiative.objects.filter(pk__in=seen).values_list("pk", "name"))
    found: dict[int, str] = {}
    for record in shown:
        one = named.get(record.pk)
        title = bodies.get(record.pk) or initiatives.get(record.pk) or (one.title if one else "")
        if record.kind == RecordKind.MEETING and one and one.meeting:
            title = title or f"{one.meeting.body}, {danish.day(one.meeting.held_on)}"
        found[record.pk] = closed_words() if record.pk in closed else safe(title)
    return found


def _hits(viewer: Viewer, follows: Sequence[Follow]) -> tuple[list[Section], dict[int, list[int]]]:
    """Return what searches find that they did not find before, and all that each finds now."""
    found: list[Section] = []
    known: dict[int, list[int]] = {}
    for one in follows[:MOST_SEARCHES]:
        search = read(one.asked)
        new = new_hits(viewer, search, read_keys(one.known), at_most=MOST_LINES)
        if new is None:
            continue
        known[one.pk] = sorted(new.keys)
        if new.number:
            closed = closed_among([hit.record_id for hit in new.hits])
            lines = [
                Line(
                    closed_words() if hit.is_closed or hit.record_id in closed else safe(hit.title),
                    record_url(
                        hit.kind, hit.public_id, hit.title, is_closed=hit.is_closed or hit.record_id in closed
                    ),
                    danish.short_day(hit.day) if hit.day else "",
                )
                for hit in new.hits
            ]
            name = search.words or whole_url(f"{SEARCH}?{one.query}")
            heading = _("New in your search: %(words)s") % {"words": safe(name)}
            found.append(section(heading, lines, of=new.number))
    return found, known
