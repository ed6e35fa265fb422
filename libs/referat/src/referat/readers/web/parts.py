"""Which parts of a web page are its content, which stand around it, and which nobody ever sees."""

from __future__ import annotations

import re
from collections import Counter

from referat.readers.packed import Element, text_in

_DROPPED = frozenset(
    [
        "script",
        "style",
        "template",
        "noscript",
        "svg",
        "head",
        "iframe",
        "object",
        "embed",
        "canvas",
        "audio",
        "video",
        "map",
        "datalist",
        "math",
        "link",
        "meta",
        "base",
        "source",
        "track",
        "param",
        "area",
        "col",
        "colgroup",
        "del",
    ]
)
_AROUND = frozenset({"nav", "aside", "dialog"})
_AROUND_OUTSIDE = frozenset({"header", "footer"})  # inside the content these are the content's own
_AROUND_ROLES = frozenset(
    [
        "navigation",
        "banner",
        "contentinfo",
        "complementary",
        "search",
        "dialog",
        "alertdialog",
        "alert",
        "menu",
        "menubar",
        "toolbar",
    ]
)
_AROUND_NAMES = re.compile(
    r"(?:^|[\s_-])(?:cookies?|cookie\w*|consent|gdpr|breadcrumbs?|brødkrumme\w*|skip|skiplinks?|menu|mainmenu|navigation|navbar|"
    r"nav|share|sharing|social|some|sidebar|related|relateret|pagination|pager|feedback|newsletter|nyhedsbrev|"
    r"site-?header|site-?footer|page-?footer|footer|banner|search|søg|toolbar|print|backtotop|chatbot|modal)(?:$|[\s_-])",
    re.IGNORECASE,
)
_CONTENT_NAMES = re.compile(
    r"dagsorden|referat|agenda|minutes|punkt|moede|møde|content|indhold|article", re.IGNORECASE
)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_HIDDEN_CLASSES = frozenset({"hidden", "d-none", "is-hidden", "hide", "display-none"})
_REFERENCES = ("aria-controls", "data-target", "data-bs-target", "data-toggle-target", "href", "aria-owns")
_OPENS = ("aria-expanded", "aria-controls", "data-toggle", "data-bs-toggle", "data-target", "data-bs-target")
_UNFILLED = re.compile(r"\{\{|\$\{|<%|\[\[")
_FEWEST_WORDS = 5  # of content that is folded away; fewer are a label or an icon
_LOOKED_AT = 4_000  # characters of a hidden part that are looked at
_MAIN_SHARE = 0.2  # of a page's text: a <main> with less is a shell
_UNSEEN = frozenset({"script", "style", "template", "noscript", "title"})
_LINK_HOLDERS = frozenset({"ul", "ol", "div", "td", "section"})
_DENSE = 0.35  # of the text of a part above the title stands in links: navigation
_SMALL_FORM = 150  # characters: a search field, a log-in
_LONGEST_ACTION = 30  # characters
_MOST_MEASURED = 150_000  # elements whose share of the text is measured


class Parts:
    """What is known about the parts of one page. `whole`: a piece of HTML that is all content."""

    def __init__(self, root: Element, *, whole: bool = False) -> None:
        self._whole = whole
        self._main = None if whole else _with_title(root, _main(root))
        self._inside: set[Element] = (
            set() if self._main is None else {self._main, *self._main.iterancestors()}
        )
        self._referenced = set() if whole else _referenced(root)
        self._links = {} if whole or self._main is not None else _link_blocks(root)
        self._title = None if self._main is None else _title_outside(root, self._main)

    def is_dropped(self, element: Element) -> bool:
        """Return whether nobody ever sees the element: scripts, templates, hidden labels."""
        if element.tag in _DROPPED:
            return True
        if not _is_hidden(element):
            return False
        if element.get("id") in self._referenced:
            return False
        words = text_in(element, " ")[:_LOOKED_AT] if len(element) or element.text else ""
        return (
            len(words.split()) < _FEWEST_WORDS or bool(_UNFILLED.search(words)) or _is_named_around(element)
        )

    def is_around(self, element: Element) -> bool:
        """Return whether the element stands around the content: navigation, banners, footers."""
        if self._whole:
            return False
        tag = element.tag
        if tag in ("html", "body") or element in self._inside:
            return False
        if self._title is not None and (element is self._title or self._title in element.iter("h1")):
            return False
        if tag in _AROUND or element.get("role") in _AROUND_ROLES or _is_named_around(element):
            return not _holds_content(element)
        if tag in ("p", "div", "span") and _only_acts(element):
            return True
        if tag == "a" and _points_at_own_part(element):
            return True
        if tag == "form" and len(text_in(element)) < _SMALL_FORM:
            return True
        if self._main is not None:
            return self._main not in element.iterancestors()
        if tag in _AROUND_OUTSIDE:
            return not any(parent.tag in ("article", "section", "main") for parent in element.iterancestors())
        return self._links.get(element, 0.0) > _DENSE


def _is_hidden(element: Element) -> bool:
    attributes = element.attrib
    if not attributes:
        return False
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return True
    style = attributes.get("style")
    if style and _HIDDEN_STYLE.search(style):
        return True
    return not _HIDDEN_CLASSES.isdisjoint((attributes.get("class") or "").split())


def _is_named_around(element: Element) -> bool:
    names = f"{element.get('id') or ''} {element.get('class') or ''}"
    return len(names) > 1 and len(names) < 500 and _AROUND_NAMES.search(names) is not None


def _holds_content(element: Element) -> bool:
    """Return whether a part that is named for navigation holds the content all the same: it has the page's heading."""
    if element.tag in _AROUND or element.get("role") in ("navigation", "dialog", "alertdialog"):
        return False
    names = f"{element.get('id') or ''} {element.get('class') or ''}"
    return _CONTENT_NAMES.search(names) is not None and next(element.iter("h1", "h2"), None) is not None


def _points_at_own_part(link: Element) -> bool:
    """Return whether a link leads to the part in which it stands itself: 'Kopiér link til punktet'."""
    target = link.get("href") or ""
    if len(target) < 2 or target[0] != "#" or len(text_in(link)) > _LONGEST_ACTION or link.tail:
        return False
    alone = (
        next(link.iterancestors("h1", "h2", "h3", "h4", "h5", "h6", "summary", "p", "li", "td"), None) is None
    )
    return alone and any(part.get("id") == target[1:] for part in link.iterancestors())


def _only_acts(element: Element) -> bool:
    """Return whether there is nothing in it but links that do something on the page: 'Til toppen', 'Udskriv'."""
    if (element.text or "").strip() or not len(element) or len(element) > 6:
        return False
    for child in element:
        if (child.tail or "").strip(" \t\n|·\xa0") or child.tag not in ("a", "button"):
            return False
        if any(child.get(name) for name in _OPENS) or len(text_in(child)) > _LONGEST_ACTION:
            return False
        if child.tag == "a" and not (child.get("href") or "").lower().startswith(("#", "javascript:")):
            return False
    return True


def _main(root: Element) -> Element | None:
    """Return the element that says it is the content, if there is text enough in it."""
    found = _outermost(root, "main") or [each for each in root.iter() if each.get("role") == "main"][:1]
    if not found:
        found = _outermost(root, "article")
        parents = {article.getparent() for article in found}
        if len(found) > 1:
            found = [parent for parent in parents if parent is not None] if len(parents) == 1 else []
    if not found:
        return None
    best = max(found, key=_length)
    return best if _length(best) >= _MAIN_SHARE * _length(root) else None


def _with_title(root: Element, main: Element | None) -> Element | None:
    """Return the content with the title above it, where the two are one part of the page."""
    title = None if main is None else _title_outside(root, main)
    if main is None or title is None:
        return main
    around = set(main.iterancestors())
    both = next((parent for parent in title.iterancestors() if parent in around), None)
    if both is None or both.tag in ("html", "body"):
        return main
    frame = [each for each in both.iter(*_AROUND, *_AROUND_OUTSIDE) if main not in each.iterancestors()]
    return main if any(title not in each.iter("h1") for each in frame) else both


def _outermost(root: Element, name: str) -> list[Element]:
    return [each for each in root.iter(name) if next(each.iterancestors(name), None) is None]


def _length(element: Element) -> int:
    """Return how many characters of text can be seen in an element."""
    length = 0
    for each in element.iter():
        if isinstance(each.tag, str) and each.tag not in _UNSEEN and each.text:
            length += len(each.text.strip())
        if each is not element and each.tail:
            length += len(each.tail.strip())
    return length


def _referenced(root: Element) -> set[str]:
    """Return the ids that something on the page opens or points to."""
    found: set[str] = set()
    for element in root.iter():
        if isinstance(element.tag, str) and element.attrib:
            for name in _REFERENCES:
                value = element.get(name)
                if value:
                    found.update(
                        part.lstrip("#") for part in value.split()[:20] if name != "href" or part[0] == "#"
                    )
    found.discard("")
    return found


def _title_outside(root: Element, main: Element) -> Element | None:
    """Return the page's only heading of the first level where it stands above the content instead of in it."""
    if next(main.iter("h1"), None) is not None:
        return None
    titles = [title for title in root.iter("h1") if text_in(title).strip()]
    return titles[0] if len(titles) == 1 else None


def _first_title(root: Element) -> Element | None:
    """Return what looks most like the title of a page: old ones have no headings, only bold letters."""
    for names in (("h1",), ("h2",), ("h3", "b", "strong", "font")):
        for element in root.iter(*names):
            linked = next(element.iterancestors("a"), next(element.iter("a"), None))
            if linked is None and text_in(element).strip():
                return element
    return None


def _link_blocks(root: Element) -> dict[Element, float]:
    """Return for the parts that stand wholly above the page's title how much of their text stands in links."""
    title = _first_title(root)
    above: list[Element] = []
    for element in root.iter():
        if element is title or len(above) > _MOST_MEASURED:
            break
        above.append(element)
    around = set() if title is None else set(title.iterancestors())
    texts: Counter[Element] = Counter()
    linked: Counter[Element] = Counter()
    links: Counter[Element] = Counter()
    for element in reversed(above):  # what is inside an element comes before it
        if element in around:
            continue
        if element.tag not in _UNSEEN:
            texts[element] += len((element.text or "").strip())
        if element.tag == "a":
            linked[element], links[element] = texts[element], 1
        parent = element.getparent()
        if parent is not None:
            texts[parent] += texts[element] + len((element.tail or "").strip())
            linked[parent] += linked[element]
            links[parent] += links[element]
    return {
        element: linked[element] / texts[element]
        for element in above
        if element.tag in _LINK_HOLDERS and links[element] > 1 and texts[element] and element not in around
    }
