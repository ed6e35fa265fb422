"""How near a result comes to a gold record: the same fifteen components as the project's acceptance score.

    python libs/referat/tests/scoring.py [--heldout | --heldout2 | --heldout3] [NAME…]   the table over all samples, or over those named

Texts are compared without white space, case, quotation marks and emphasis; long texts by the F1 of their words;
list entries are found when a gold entry has a said one that is similar enough. Each component is the F1 of hits
over everything that the record has and everything that was said; the overall figure is their plain mean.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import referat
from referat import readers

SAMPLES = Path(__file__).parent / "samples"
HELD_OUT = SAMPLES / "heldout"
HELD_OUT_LATER = SAMPLES / "heldout2"
HELD_OUT_LAST = SAMPLES / "heldout3"
COMPONENTS = (
    "meeting",
    "participants",
    "attendance",
    "items",
    "case_numbers",
    "sections",
    "recommendations",
    "actions",
    "outcomes",
    "attachments",
    "absent",
    "amounts",
    "dates",
    "commitments",
    "findings",
)
FULL_DATE = re.compile(r"\d{4}-\d\d-\d\d")
Json = dict[str, Any]


@dataclass
class Score:
    """Counts of one component: what was hit, what the record has, what was said."""

    hit: float = 0.0
    gold: float = 0.0
    said: float = 0.0

    @property
    def f1(self) -> float | None:
        """Return the F1 (0..1), or None where neither side has anything."""
        if not self.gold and not self.said:
            return None
        return 2 * self.hit / (self.gold + self.said)


@dataclass
class Table:
    """The scores of all components over one or more documents."""

    scores: dict[str, Score] = field(default_factory=lambda: {name: Score() for name in COMPONENTS})

    def count(self, component: str, hit: float, gold: float, said: float) -> None:
        """Add to the counts of a component."""
        score = self.scores[component]
        score.hit += hit
        score.gold += gold
        score.said += said

    def count_bags(self, component: str, gold: Iterable[Any], said: Iterable[Any]) -> None:
        """Add two collections of comparable things, each as often as it stands there."""
        left, right = Counter(gold), Counter(said)
        self.count(component, sum((left & right).values()), sum(left.values()), sum(right.values()))

    def add(self, other: Table) -> None:
        """Add the counts of another table."""
        for name, score in other.scores.items():
            self.count(name, score.hit, score.gold, score.said)

    @property
    def overall(self) -> float:
        """Return the plain mean of the components that occur."""
        values = [score.f1 for score in self.scores.values() if score.f1 is not None]
        return sum(values) / len(values) if values else 0.0

    def __str__(self) -> str:
        lines = [f"{'component':<16}{'precision':>10}{'recall':>8}{'F1':>8}"]
        for name, score in self.scores.items():
            if score.f1 is not None:
                precision = score.hit / score.said if score.said else 0.0
                recall = score.hit / score.gold if score.gold else 0.0
                lines.append(f"{name:<16}{precision:>10.3f}{recall:>8.3f}{score.f1:>8.3f}")
        return "\n".join([*lines, f"{'overall':<16}{'':>18}{self.overall:>8.3f}"])


def folded(text: object) -> str:
    """Return a text as it is compared."""
    bare = re.sub(r"[*_#`”“\"'’]+", "", str(text or ""))
    return " ".join(bare.split()).strip(" .:;,-–").casefold()


def similarity(one: object, other: object) -> float:
    """Return the F1 of the words of two texts (0..1); texts without words are alike or not."""
    left, right = (Counter(re.findall(r"\w+", folded(text))) for text in (one, other))
    if not left or not right:
        return float(folded(one) == folded(other))
    return 2 * sum((left & right).values()) / (left.total() + right.total())


def pairs(gold: Sequence[object], said: Sequence[object], *, enough: float) -> list[tuple[int, int]]:
    """Return pairs of indexes of what is alike, the most similar first, each used once."""
    ranked = sorted(
        ((similarity(g, s), i, j) for i, g in enumerate(gold) for j, s in enumerate(said)), reverse=True
    )
    found: dict[int, int] = {}
    taken: set[int] = set()
    for alike, i, j in ranked:
        if alike >= enough and i not in found and j not in taken:
            found[i] = j
            taken.add(j)
    return list(found.items())


def compared(gold: Json, said: Json) -> Table:
    """Return the table of one document."""
    table = Table()
    _meeting(table, gold["meeting"], said.get("meeting") or {})
    people, named = gold["participants"], said.get("participants") or []
    same = pairs([p["name"] for p in people], [p.get("name") for p in named], enough=0.99)
    table.count("participants", len(same), len(people), len(named))
    agreed = sum(people[i]["attendance"] == named[j].get("attendance") for i, j in same)
    table.count("attendance", agreed, len(people), len(named))
    items = {item["number"]: item for item in gold["items"]}
    found = {str(item.get("number")): item for item in said.get("items") or []}
    right = [n for n in items if n in found and similarity(items[n]["title"], found[n].get("title")) >= 0.9]
    table.count("items", len(right), len(items), len(said.get("items") or []))
    for number in sorted(items.keys() | found.keys()):
        _item(table, items.get(number, {}), found.get(number, {}))
    findings = [
        [(f.get("code"), str(f.get("item"))) for f in side.get("findings") or []] for side in (gold, said)
    ]
    table.count_bags("findings", *findings)
    return table


def _meeting(table: Table, gold: Json, said: Json) -> None:
    for key in ("body", "level", "date", "start_time", "venue"):
        left, right = folded(gold.get(key)), folded(said.get(key))
        table.count("meeting", bool(left) and left == right, bool(left), bool(right))


def _item(table: Table, gold: Json, said: Json) -> None:
    _sections(table, gold, said)
    for component, texts in (("case_numbers", _case_numbers), ("outcomes", _outcomes), ("dates", _dates)):
        table.count_bags(component, texts(gold), texts(said))
    table.count_bags("amounts", _amounts(gold), _amounts(said))
    absent = [folded(name) for name in said.get("absent") or []]
    table.count_bags("absent", {folded(name) for name in gold.get("absent") or []}, absent)
    points, read = gold.get("recommendations") or [], said.get("recommendations") or []
    same = pairs([p["text"] for p in points], [p.get("text") for p in read], enough=0.8)
    table.count("recommendations", len(same), len(points), len(read))
    table.count(
        "actions", sum(points[i]["action"] == read[j].get("action") for i, j in same), len(points), len(read)
    )
    _texts(table, "attachments", gold.get("attachments") or [], said.get("attachments") or [], enough=0.9)
    promises = [[c.get("text") for c in side.get("commitments") or []] for side in (gold, said)]
    _texts(table, "commitments", *promises, enough=0.6)


def _texts(table: Table, component: str, gold: list[Any], said: list[Any], *, enough: float) -> None:
    table.count(component, len(pairs(gold, said, enough=enough)), len(gold), len(said))


def _sections(table: Table, gold: Json, said: Json) -> None:
    sides: list[dict[str, str]] = []
    for item in (gold, said):
        texts: dict[str, str] = {}
        for section in item.get("sections") or []:
            if folded(section.get("text")):
                texts[section["kind"]] = f"{texts.get(section['kind'], '')} {section['text']}".strip()
        sides.append(texts)
    left, right = sides
    table.count(
        "sections", sum(similarity(left[k], right[k]) for k in left if k in right), len(left), len(right)
    )


def _case_numbers(item: Json) -> list[str]:
    return [folded(item["case_number"])] if item.get("case_number") else []


def _outcomes(item: Json) -> set[str]:
    return set(item.get("outcomes") or [])


def _dates(item: Json) -> set[str]:
    return {date["value"] for date in item.get("dates") or [] if FULL_DATE.fullmatch(date["value"])}


def _amounts(item: Json) -> list[str]:
    return [f"{float(amount['value']):.2f}" for amount in item.get("amounts") or []]


def documents(folder: Path = SAMPLES) -> list[Path]:
    """Return the samples of a folder that have a gold record, by name."""
    records = {path.stem for path in folder.glob("*.json")}
    return sorted(path for path in folder.iterdir() if path.stem in records and path.suffix != ".json")


def gold_of(document: Path) -> Json:
    """Return the gold record of a sample."""
    record: Json = json.loads(document.with_suffix(".json").read_text(encoding="utf-8"))
    return record


def result_of(document: Path) -> Json:
    """Return what the library reads out of a sample, in the form of the schema."""
    source = readers.read(document.read_bytes(), filename=document.name)
    result: Json = referat.as_json(referat.parse(source), source)
    return result


def main(names: list[str]) -> int:
    """Print a line for each sample and the table over all of them; `--heldout`, `--heldout2` and `--heldout3` take those held out."""
    total = Table()
    folders = {"--heldout": HELD_OUT, "--heldout2": HELD_OUT_LATER, "--heldout3": HELD_OUT_LAST}
    folder = next((folders[name] for name in names if name in folders), SAMPLES)
    names = [name for name in names if name not in folders]
    for document in documents(folder):
        if not names or any(name in document.stem for name in names):
            try:
                table = compared(gold_of(document), result_of(document))
            except ModuleNotFoundError as missing:
                sys.stdout.write(f"{document.name:<32}  not read: no module {missing.name}\n")
                continue
            total.add(table)
            weak = [f"{n} {s.f1:.2f}" for n, s in table.scores.items() if s.f1 is not None and s.f1 < 0.9]
            sys.stdout.write(f"{document.name:<32}{table.overall:>7.3f}  {', '.join(weak)}\n")
    sys.stdout.write(f"\n{total}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
