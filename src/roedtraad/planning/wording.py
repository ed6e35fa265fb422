"""Why something is suggested for an agenda, in a sentence. No database."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roedtraad import danish
from roedtraad.commitments.queries import CommitmentLine
from roedtraad.commitments.standing import Standing
from roedtraad.meetings.models import Meeting


def why_promise(line: CommitmentLine, meeting: Meeting) -> str:
    """Return why a promise stands among the suggestions: what its days say, and where it was given."""
    return f"{_what_its_days_say(line, meeting)} {_where_given(line)}"


def why_postponed(held_on: date) -> str:
    """Return why an item that was postponed does."""
    return _("The item was postponed at the meeting on %(day)s and has not been treated since.") % {
        "day": danish.day(held_on)
    }


def why_case(body: str) -> str:
    """Return why a case does."""
    return _("The case is to be treated by %(body)s and stands on no agenda yet.") % {"body": body}


def why_standing() -> str:
    """Return why a standing item does."""
    return _("It stands on every agenda of the body.")


def why_theme() -> str:
    """Return why a theme does."""
    return _("It was agreed as the theme of this meeting.")


def why_wish(kind: str, who: str) -> str:
    """Return why a wish does."""
    told = {"kind": kind, "who": who}
    return _("Wished by %(who)s (%(kind)s).") % told if who else _("Wished (%(kind)s).") % told


def item_text(line: CommitmentLine) -> str:
    """Return the presentation of an item that was put on the agenda because of a promise."""
    named = ", ".join(one.name for one in line.owners) or _("nobody yet")
    told = {"day": danish.day(line.made_on), "text": line.text, "who": named}
    return _("At the meeting on %(day)s this was promised: “%(text)s” It is owed by: %(who)s.") % told


def _what_its_days_say(line: CommitmentLine, meeting: Meeting) -> str:
    if line.standing is Standing.REPORTED:
        return _("The promise has been answered, and nobody has accepted the answer.")
    if line.due_on is None:
        return _what_it_waits_for(line)
    told = {"day": danish.day(line.due_on), "words": line.due_as_told}
    if line.due_on < meeting.held_on:
        days = (meeting.held_on - line.due_on).days
        sentence = ngettext(
            "The promise was due on %(day)s, %(days)s day before the meeting.",
            "The promise was due on %(day)s, %(days)s days before the meeting.",
            days,
        )
        return sentence % {**told, "days": danish.number(days)}
    if line.due_as_told:
        return _("The promise is due at this meeting: “%(words)s”.") % told
    return _("The promise is due on %(day)s.") % told


def _what_it_waits_for(line: CommitmentLine) -> str:
    if line.watch_on is not None:
        told = {"day": danish.day(line.watch_on), "what": line.awaits or line.due_as_told}
        if told["what"]:
            return _("The promise waits (“%(what)s”), and was to be looked at again on %(day)s.") % told
        return _("The promise was to be looked at again on %(day)s.") % told
    if line.due_as_told:
        return _("The promise is due at this meeting: “%(words)s”.") % {"words": line.due_as_told}
    return _("Nobody has said when the promise is due.")


def _where_given(line: CommitmentLine) -> str:
    told = {"day": danish.day(line.made_on), "body": line.body.name, "item": line.item_title}
    return _("It was given on %(day)s in %(body)s under “%(item)s”.") % told
