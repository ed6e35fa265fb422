"""What is wrong with a page's markup, beyond what a browser forgives: a short list of what has bitten people."""

from __future__ import annotations

from html.parser import HTMLParser

VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
INLINE = frozenset({"style", "onclick", "onchange", "onsubmit", "onload", "oninput"})
POINTING = ("aria-describedby", "aria-labelledby", "aria-controls", "for", "list", "form")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.ids: list[str] = []
        self.pointed: list[tuple[str, str]] = []
        self.levels: list[int] = []
        self.wrong: list[str] = []
        self.script: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        given = dict(attrs)
        if len(names) != len(set(names)):
            self.wrong.append(f"<{tag}> has an attribute twice: {names}")
        self.wrong += [f"<{tag}> has inline {name}" for name in names if name in INLINE]
        self.wrong += [f"<{tag}> has {name}: write data-{name}" for name in names if name.startswith("hx-")]
        if tag == "style":
            self.wrong.append("an inline <style>")
        if tag == "script" and "src" not in given and given.get("type") != "application/json":
            self.wrong.append("an inline <script>")
        if (identity := given.get("id")) is not None:
            self.ids.append(identity)
        for name in POINTING:
            if value := given.get(name):
                self.pointed += [(name, target) for target in value.split()]
        if (href := given.get("href") or "").startswith("#") and len(href) > 1:
            self.pointed.append(("href", href[1:]))
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self.levels.append(int(tag[1]))
        if tag == "img" and "alt" not in given:
            self.wrong.append("an <img> without alt")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1] != tag:
            self.wrong.append(f"</{tag}> closes {self.open[-3:]}")
        else:
            self.open.pop()


def faults(html: str) -> list[str]:
    """Return a line for each fault in a page; empty when it is sound."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    wrong = list(reader.wrong)
    wrong += [f"never closed: <{tag}>" for tag in reader.open]
    wrong += sorted({f"id {name!r} stands twice" for name in reader.ids if reader.ids.count(name) > 1})
    known = set(reader.ids)
    wrong += [
        f"{name} points at {target!r}, which is not there"
        for name, target in reader.pointed
        if target not in known
    ]
    if reader.levels.count(1) != 1:
        wrong.append(f"{reader.levels.count(1)} h1")
    for before, after in zip(reader.levels, reader.levels[1:], strict=False):
        if after > before + 1:
            wrong.append(f"h{after} after h{before}")
    return wrong
