"""Collect the texts of the program and hold the Danish catalogue against them. Needs no gettext tools.

The catalogue is sorted by file, so that two people who add texts to different apps seldom meet on the same line. What
is no longer in the code is kept as obsolete (`#~`) and comes back with its Danish when the code does.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import django
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "roedtraad"
PO = SOURCE / "web" / "locale" / "da" / "LC_MESSAGES" / "django.po"
# name of the function → which arguments are context, singular, plural
FUNCTIONS = {
    "_": (None, 0, None),
    "gettext": (None, 0, None),
    "gettext_lazy": (None, 0, None),
    "gettext_noop": (None, 0, None),
    "ngettext": (None, 0, 1),
    "ngettext_lazy": (None, 0, 1),
    "pgettext": (0, 1, None),
    "pgettext_lazy": (0, 1, None),
    "npgettext": (0, 1, 2),
    "npgettext_lazy": (0, 1, 2),
}
HEADER = r"""# The Danish texts of Rød Tråd. `scripts/messages` writes this file anew.
msgid ""
msgstr ""
"Language: da\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

"""
STRING = r"u?(?:\"\"\".*?\"\"\"|'''.*?'''|'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")"
CALL = re.compile(rf"\b(_|n?p?gettext)\(\s*({STRING})(?:\s*,\s*({STRING}))?(?:\s*,\s*({STRING}))?", re.S)


@dataclass(frozen=True, slots=True)
class Text:
    """A text in the code."""

    path: str
    line: int
    id: str
    plural: str | None = None
    context: str | None = None


def texts(unreadable: list[str]) -> Iterator[Text]:
    """Yield every text of the Python files and templates, file by file.

    A file that is no Python, because somebody is in the middle of it, is added to `unreadable`.
    """
    for path in sorted(SOURCE.rglob("*.py")):
        if "tests" in path.parts or "migrations" in path.parts:
            continue
        try:
            yield from _of_python(path)
        except SyntaxError:
            unreadable.append(path.relative_to(ROOT).as_posix())
    for path in sorted(SOURCE.rglob("templates/**/*")):
        if path.suffix in {".html", ".txt"}:
            yield from _of_template(path)


def _of_python(path: Path) -> Iterator[Text]:
    tree = ast.parse(path.read_text(encoding="utf-8"), filename=str(path))
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        if name not in FUNCTIONS:
            continue
        words = [arg.value if isinstance(arg, ast.Constant) else None for arg in node.args]
        if words and isinstance(words[0], str):
            yield _text(path, node.lineno, name, words)


def _of_template(path: Path) -> Iterator[Text]:
    source = templatize(path.read_text(encoding="utf-8"), origin=str(path))
    for match in CALL.finditer(source):
        words = [ast.literal_eval(word.removeprefix("u")) for word in match.groups()[1:] if word]
        yield _text(path, source.count("\n", 0, match.start()) + 1, match[1], words)


def _text(path: Path, line: int, function: str, words: list[object]) -> Text:
    context, singular, plural = FUNCTIONS[function]

    def word(index: int | None) -> str | None:
        value = words[index] if index is not None and index < len(words) else None
        return value if isinstance(value, str) else None

    return Text(
        path=path.relative_to(ROOT).as_posix(),
        line=line,
        id=word(singular) or "",
        plural=word(plural),
        context=word(context),
    )


def collected(old: Catalog, unreadable: list[str]) -> Catalog:
    """Return the catalogue of what is in the code, with the Danish that the old one has.

    Texts of files that cannot be read stay as they were; their paths are added to `unreadable`.
    """
    new = Catalog(locale="da", fuzzy=False)
    known = {(m.context, _key(m)): m for m in [*old.obsolete.values(), *old] if m.id}
    for text in texts(unreadable):
        before = known.get((text.context, text.id))
        danish = before.string if before and bool(before.pluralizable) == bool(text.plural) else None
        ident = (text.id, text.plural) if text.plural else text.id
        flags = {"fuzzy"} if before and before.fuzzy else set()
        new.add(ident, danish, locations=[(text.path, text.line)], context=text.context, flags=flags)
    for message in old:
        for path, line in message.locations:
            if path in unreadable:
                new.add(message.id, message.string, locations=[(path, line)], context=message.context)
    current = {(m.context, _key(m)) for m in new if m.id}
    for key, message in known.items():
        if key not in current and _danish(message):
            new.obsolete[message.id] = message
    return new


def _key(message: Message) -> str:
    return message.id[0] if isinstance(message.id, tuple | list) else message.id


def _danish(message: Message) -> bool:
    strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return all(strings)


def faults(catalog: Catalog) -> Iterator[str]:
    """Yield a line for each text without a good Danish."""
    for message in catalog:
        if not message.id:
            continue
        where = message.locations[0][0] if message.locations else "?"
        if not _danish(message):
            yield f"{where}: no Danish for {_key(message)!r}"
            continue
        if message.fuzzy:
            yield f"{where}: fuzzy: {_key(message)!r}"
        for error in message.check(catalog):
            yield f"{where}: {error}: {_key(message)!r}"


def main(words: list[str]) -> int:
    """Write the catalogue anew, or check it; return the exit status."""
    if not settings.configured:
        settings.configure(USE_I18N=True, INSTALLED_APPS=[])
        django.setup()
    with PO.open("rb") as file:
        old = read_po(file, locale="da")
    unreadable: list[str] = []
    new = collected(old, unreadable)
    if "--check" not in words:
        part = PO.with_suffix(".part")
        with part.open("wb") as file:
            file.write(HEADER.encode())
            write_po(file, new, width=0, sort_by_file=True, include_lineno=False, omit_header=True)
        part.replace(PO)
    wrong = [f"{path}: cannot be read as Python" for path in unreadable] + list(faults(new))
    for line in wrong:
        print(line)
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
