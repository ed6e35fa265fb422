"""The small components: icons, nodes, status tags, bars. The larger ones are includes in `templates/parts/`."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import cache

from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, RadioSelect
from django.template import Context, Library
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from roedtraad.meetings.models import OutcomeKind
from roedtraad.web.parts import Share, Text

register = Library()
ICON_OF_TAG = {"kept": "check", "care": "care"}


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """Draw an icon of `look/icons.svg`; the words beside it say what it means."""
    return format_html(
        '<svg class="i" viewBox="0 0 16 16" aria-hidden="true"><use href="{}#{}"/></svg>',
        static("look/icons.svg"),
        name,
    )


@register.simple_tag
def node(shape: str = "") -> SafeString:
    """Draw a node of the thread: ● '' ■ money ◆ result ○ promise · step."""
    classes = f"node {shape}".strip()
    return format_html('<span class="{}" aria-hidden="true"></span>', classes)


@register.simple_tag
def tag(kind: str, word: Text) -> SafeString:
    """Write a status: kind is '' (plain), kept, open, care, loose or ghost; the word says it without the colour."""
    classes = f"tag {kind}".strip()
    drawn = icon(ICON_OF_TAG[kind]) if kind in ICON_OF_TAG else ""
    return format_html('<span class="{}">{}{}</span>', classes, drawn, word)


# How a conclusion is marked: what was agreed to, what was agreed to otherwise than recommended, and the rest.
AGREED_TO = frozenset(
    {OutcomeKind.APPROVED, OutcomeKind.NOTED, OutcomeKind.DECIDED, OutcomeKind.AGREED, OutcomeKind.NO_REMARKS}
)


@register.simple_tag
def outcomes(kinds: Sequence[OutcomeKind], is_changed: bool = False) -> SafeString:
    """Write what was concluded, each kind once; with changes it says so."""
    tags = []
    for kind in kinds:
        word = capfirst(str(OutcomeKind(kind).label))
        if is_changed and kind == OutcomeKind.APPROVED:
            tags.append(tag("open", _("Approved with changes")))
        else:
            tags.append(tag("kept" if kind in AGREED_TO else "", word))
    return format_html_join(" ", "{}", ((one,) for one in tags))


@register.simple_tag
def bar(shares: Sequence[Share]) -> SafeString:
    """Draw how a whole is divided; the same is read aloud. Nothing when the whole is zero."""
    whole = sum(share.count for share in shares)
    if whole == 0:
        return mark_safe("")
    lines, at = [], Decimal(0)
    for share in shares:
        until = at + Decimal(100) * share.count / whole
        lines.append((share.kind, _percent(at), _percent(until)))
        at = until
    drawn = format_html_join(
        "",
        '<line class="{}" x1="{}%" x2="{}%" y1="50%" y2="50%"/>',
        (line for line in lines if line[1] != line[2]),
    )
    said = ", ".join(f"{share.count} {share.label}" for share in shares if share.count)
    return format_html('<svg class="bar" role="img" aria-label="{}">{}</svg>', said, drawn)


def _percent(value: Decimal) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


@register.filter
def is_single_check(field: BoundField) -> bool:
    """Return whether a field is one box to tick, which stands before its label."""
    return isinstance(field.field.widget, CheckboxInput)


@register.filter
def is_choice_group(field: BoundField) -> bool:
    """Return whether a field is a group of boxes or buttons, which needs a fieldset."""
    return isinstance(field.field.widget, RadioSelect | CheckboxSelectMultiple)


@register.filter
def initials(who: object) -> str:
    """Write 'LD' for Lone Dalsminde: the first letters of the first and the last name."""
    names = str(who).split()
    return "".join(name[0] for name in [*names[:1], *names[1:][-1:]]).upper()


# What browsers call themselves → what people call them; the first that is found. Most claim to be several.
BROWSERS = {"Edg": "Edge", "OPR": "Opera", "Firefox": "Firefox", "Chrome": "Chrome", "Safari": "Safari"}
MACHINES = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "Windows": "Windows",
    "Mac OS": "Mac",
    "Linux": "Linux",
}


@register.filter
def browser(user_agent: str) -> str:
    """Write 'Firefox, Windows' for what a browser says of itself."""
    names = [
        next((name for sign, name in known.items() if sign in user_agent), "")
        for known in (BROWSERS, MACHINES)
    ]
    return ", ".join(name for name in names if name) or _("Another browser")


@register.simple_tag(takes_context=True)
def with_query(context: Context, **changes: object) -> str:
    """Write the page's own query string with these changes; None and '' take a name out. `?` alone when empty."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        if value is None or value == "":
            query.pop(name, None)
        else:
            query[name] = str(value)
    return f"?{query.urlencode()}"
