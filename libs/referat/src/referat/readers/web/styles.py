"""What attributes and styles say about single elements: labels, fields of forms, and what Word writes into HTML."""

from __future__ import annotations

import re

from referat.readers.packed import Element, text_in

_LABEL_NAMES = re.compile(
    r"(?:^|[\s_-])(?:label|ledetekst|feltnavn|term|key|caption-label)(?:$|[\s_-])", re.IGNORECASE
)
_INLINE_LABELS = re.compile(r"label-hidden|visually|sr-only", re.IGNORECASE)
_LONGEST_LABEL = 60
_MOST_PARTS = 5
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|bolder|[6-9]00)", re.IGNORECASE)
_BLOCK = re.compile(r"display\s*:\s*(?:block|flex|grid|table|list-item)", re.IGNORECASE)
_PAGE = re.compile(r"(?:page-)?break-before\s*:\s*(?:always|page)", re.IGNORECASE)
_WORD_LIST = re.compile(r"mso-list\s*:\s*\S+\s+level(\d)", re.IGNORECASE)
_WORD_BULLETS = {"·": "•", "§": "•", "Ø": "•", "ü": "•", "v": "•", "q": "•", "l": "•", "n": "•"}
_TYPES = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_LIST_STYLES = {
    "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter",
    "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
}
_SHOWN_INPUTS = frozenset({"text", "date", "time", "datetime-local", "email", "number", "tel", "url", ""})


def number_kind(element: Element) -> str:
    """Return how the items of a list are counted, in the words of Office: 'decimal', 'lowerLetter' …"""
    style = element.get("style") or ""
    for name, kind in _LIST_STYLES.items():
        if name in style:
            return kind
    return _TYPES.get(element.get("type") or "", "decimal")


def aria_level(element: Element) -> int:
    """Return the level of an element that says it is a heading."""
    level = element.get("aria-level") or "2"
    return min(max(int(level), 1), 6) if re.fullmatch(r"\d{1,2}", level) else 2


def is_bold(element: Element) -> bool:
    """Return whether its style makes it bold."""
    return _BOLD.search(element.get("style") or "") is not None


def is_block(element: Element) -> bool:
    """Return whether an element that stands in a line by its name is shown as a block, or holds blocks."""
    style = element.get("style")
    if style and _BLOCK.search(style):
        return True
    return any(
        child.tag in ("div", "p", "ul", "ol", "table", "h2", "h3", "h4", "section") for child in element
    )


def opens_something(element: Element) -> bool:
    """Return whether the element is the head of a part that is folded away."""
    toggles = element.get("data-toggle") or element.get("data-bs-toggle")
    if element.get("aria-expanded") is None and toggles != "collapse":
        return False
    return element.tag == "button" or element.get("role") == "button" or element.tag == "a"


def holds_heading(element: Element) -> bool:
    """Return whether a heading stands in the element: a button that opens a part of the page is its heading."""
    return next(element.iter("h1", "h2", "h3", "h4", "h5", "h6"), None) is not None


def stands_apart(element: Element, before: str) -> bool:
    """Return whether the page shows space before an element though there is none: parts of a line laid out by style.

    `before` is the character that stands before it. Only where no word goes on: '1' and 'Budget', 'sag' and 'Åben'.
    """
    previous = element.getprevious()
    if (
        previous is None
        or previous.tail
        or not before
        or not element.get("class")
        or not previous.get("class")
    ):
        return False
    following = text_in(element).lstrip()[:1]
    return following.isupper() and (before.islower() or before.isdigit())


def begins_page(element: Element) -> bool:
    """Return whether a new page begins with it when it is printed."""
    return _PAGE.search(element.get("style") or "") is not None


def label_and_value(element: Element) -> tuple[Element, Element] | None:
    """Return the two parts of an element that is a field's name and its value, if it is."""
    if len(element) > _MOST_PARTS:
        return None
    children = [child for child in element if isinstance(child.tag, str) and text_in(child).strip()]
    if (
        len(children) != 2
        or (element.text or "").strip()
        or any((child.tail or "").strip() for child in children)
    ):
        return None
    label, value = children
    names = f"{label.get('class') or ''}"
    if label.tag not in ("span", "div", "strong", "b", "p", "label") or not _LABEL_NAMES.search(names):
        return None
    if _INLINE_LABELS.search(names) or any(
        inner.tag in ("ul", "ol", "table", "p", "h2", "h3") for inner in value.iter()
    ):
        return None
    text = " ".join(text_in(label).split())
    return (label, value) if 0 < len(text) <= _LONGEST_LABEL else None


def has_field(element: Element) -> bool:
    """Return whether a field of a form follows its label."""
    following = element.getnext()
    return (
        following is not None
        and following.tag in ("input", "select", "textarea")
        and bool(field_value(following))
    )


def field_value(element: Element) -> str:
    """Return what is filled in or chosen in a field of a form."""
    if element.tag == "textarea":
        return element.text or ""
    if element.tag == "select":
        chosen = [option for option in element.iter("option") if option.get("selected") is not None]
        return text_in(chosen[0]).strip() if chosen else ""
    return (element.get("value") or "") if (element.get("type") or "").lower() in _SHOWN_INPUTS else ""


def word_list_level(element: Element) -> int | None:
    """Return how deep a paragraph that Word made an item of a list is nested, or None where it is none."""
    style = element.get("style")
    found = _WORD_LIST.search(style) if style and "mso-list" in style else None
    return int(found.group(1)) - 1 if found else None


def is_word_marker(element: Element) -> bool:
    """Return whether Word put the marker of an item here."""
    style = element.get("style") or ""
    return "mso-list" in style and "ignore" in style.lower()


def word_bullet(text: str) -> str:
    """Return the marker of an item as it is seen: Word writes the letters of its symbol fonts."""
    return _WORD_BULLETS.get(text, text)


def is_word_tab(element: Element) -> bool:
    """Return whether Word put a tab here."""
    return "mso-tab-count" in (element.get("style") or "")
