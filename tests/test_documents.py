"""What the documents say about the code is true: packages, licences, words, links, commands."""

import importlib.metadata
import re
import tomllib
from functools import reduce
from pathlib import Path

import pytest

import referat.model
import referat.source

ROOT = Path(__file__).parent.parent
DECISIONS = sorted((ROOT / "docs/decisions").glob("0*.md"))
PAGE = 75  # lines of a decision: more is no longer one page


def pages() -> list[Path]:
    found = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "libs/referat").glob("*.md")]
    return sorted(found)


def tables(path: Path) -> dict[str, list[list[str]]]:
    """Return the rows of the table under each heading, without the row of headings and the rule under it."""
    found: dict[str, list[list[str]]] = {}
    for part in re.split(r"^## ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        heading, _, body = part.partition("\n")
        rows = [line for line in body.splitlines() if line.startswith("|")]
        found[heading.strip()] = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows[2:]]
    return found


def names(requirements: list[str]) -> set[str]:
    words = (re.match(r"[\w.-]+", requirement) for requirement in requirements)
    return {word[0].lower().replace("_", "-") for word in words if word}


def required() -> dict[str, set[str]]:
    """Return the packages that each part of the dependency page must name."""
    application = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    library = tomllib.loads((ROOT / "libs/referat/pyproject.toml").read_text(encoding="utf-8"))
    extras = application["project"]["optional-dependencies"]
    readers = [name for extra in library["project"]["optional-dependencies"].values() for name in extra]
    return {
        "The library `referat`": names(library["project"]["dependencies"] + readers) - {"referat"},
        "The application": names(application["project"]["dependencies"]),
        "Only for a large installation": names(extras["postgres"] + extras["s3"]),
        "For development and tests": names(extras["dev"] + extras["bench"]),
        "To build and install": names(
            extras["install"] + application["build-system"]["requires"] + library["build-system"]["requires"]
        ),
    }


def test_every_extra_of_the_application_is_accounted_for() -> None:
    application = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert set(application["project"]["optional-dependencies"]) == {
        "postgres",
        "s3",
        "dev",
        "bench",
        "install",
    }


@pytest.mark.parametrize("part", required())
def test_the_dependency_page_names_what_pyproject_names(part: str) -> None:
    assert {row[0] for row in tables(ROOT / "docs/dependencies.md")[part]} == required()[part]


def test_every_dependency_has_a_reason_a_licence_a_keeper_and_a_way_out() -> None:
    for rows in tables(ROOT / "docs/dependencies.md").values():
        for row in rows:
            assert len(row) == 5, row
            assert all(row), row


def declared_licence(package: str) -> str:
    """Return what an installed package says its licence is, by the most precise of the ways to say it."""
    distribution = importlib.metadata.distribution(package)
    metadata = distribution.metadata
    classifiers = [
        line.rsplit(" :: ", 1)[-1]
        for line in metadata.get_all("Classifier") or []
        if line.startswith("License")
    ]
    files = [file for file in distribution.files or [] if "LICENSE" in file.name.upper()]
    texts = [file.read_text(encoding="utf-8") for file in files]
    candidates = [metadata.get("License-Expression"), metadata.get("License"), ", ".join(classifiers), *texts]
    return next(candidate for candidate in candidates if candidate)


def installed_rows() -> list[tuple[str, str]]:
    rows = [row for part in tables(ROOT / "docs/dependencies.md").values() for row in part]
    known = {
        distribution.name.lower().replace("_", "-") for distribution in importlib.metadata.distributions()
    }
    return sorted({(row[0], row[2]) for row in rows if row[0] in known})


@pytest.mark.parametrize(("package", "licence"), installed_rows(), ids=lambda value: value)
def test_a_licence_on_the_page_is_the_one_that_the_package_declares(package: str, licence: str) -> None:
    declared = declared_licence(package)
    family = re.search(r"MIT|BSD|Apache|MPL|LGPL|GPL|ISC|PSF", declared)
    assert family, declared
    if importlib.metadata.metadata(package).get("License-Expression"):
        assert licence == declared
    assert family[0] in licence


def test_no_package_that_we_hand_out_is_under_gpl_or_agpl() -> None:
    parts = tables(ROOT / "docs/dependencies.md")
    for part in ("The library `referat`", "The application", "Only for a large installation"):
        for package, _, licence, *_ in parts[part]:
            assert not re.search(r"\bA?GPL", licence), package


@pytest.mark.parametrize("page", pages(), ids=lambda path: str(path.relative_to(ROOT)))
def test_no_link_leads_to_a_file_that_is_not_there(page: Path) -> None:
    text = re.sub(r"```.*?```|`[^`\n]*`", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    targets = re.findall(r"\]\(([^)#\s]+)[^)]*\)", text) + re.findall(r'(?:src|srcset|href)="([^"#]+)"', text)
    local = [target for target in targets if "://" not in target and not target.startswith(("mailto:", "/"))]
    assert not [target for target in local if not (page.parent / target).exists()]


def test_decisions_are_numbered_without_a_gap() -> None:
    numbers = [int(path.name[:4]) for path in DECISIONS]
    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.stem)
def test_a_decision_is_one_page_and_stands_in_the_list(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    title = re.match(r"# (\d{4})\. (.+)\n\n\*\d{1,2} \w+ \d{4}\. (In force|Replaced by \[.+\])\.\*\n", text)
    assert title, "a decision begins with its number, title, date and state"
    assert text.count("\n") <= PAGE
    assert f"[{title[1]}]({path.name}) | {title[2]} |" in (path.parent / "README.md").read_text(
        encoding="utf-8"
    )
    for part in ("The question.", "The choice.", "What it costs."):
        assert f"**{part}**" in text


def code_words(section: str) -> list[str]:
    """Return what the glossary names with a capital in code: classes, and members of choices."""
    rows = tables(ROOT / "docs/glossary.md")[section]
    return sorted({word for row in rows for word in re.findall(r"`([A-Z]\w+(?:\.[A-Z]+)?)`", row[1])})


@pytest.mark.parametrize("word", code_words("What a document holds (`referat`)"))
def test_a_word_of_the_glossary_is_a_name_in_the_library(word: str) -> None:
    home = referat.source if hasattr(referat.source, word.split(".")[0]) else referat.model
    assert reduce(getattr, word.split("."), home)


@pytest.mark.parametrize(
    "word", sorted({*code_words("Who meets, and where"), *code_words("Meeting and deciding")})
)
def test_a_word_of_the_glossary_is_a_record(word: str) -> None:
    name, _, member = word.partition(".")
    sources = (path.read_text(encoding="utf-8") for path in (ROOT / "src/roedtraad").rglob("*.py"))
    inside = rf"(?:(?!^class ).*\n)*?    {member} = " if member else ""
    assert any(re.search(rf"^class {name}\b.*\n{inside}", text, flags=re.MULTILINE) for text in sources)


def test_a_danish_word_has_one_line_in_the_glossary() -> None:
    words = [row[0] for rows in tables(ROOT / "docs/glossary.md").values() for row in rows]
    assert len(words) == len(set(words))


def test_the_commands_in_the_documents_exist() -> None:
    targets = set(
        re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE)
    )
    for page in pages():
        named = set(
            re.findall(r"(?:`|^    )make ([a-z]+)", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
        )
        assert named <= targets, page


def test_the_changelog_has_the_place_where_releases_go() -> None:
    marker = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["towncrier"][
        "start_string"
    ]
    assert marker in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("fragment", sorted((ROOT / "changes").glob("*.md")), ids=lambda path: path.name)
def test_a_changelog_fragment_is_of_a_known_kind_and_says_something(fragment: Path) -> None:
    towncrier = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["towncrier"]
    kinds = "|".join(kind["directory"] for kind in towncrier["type"])
    assert re.fullmatch(rf"(\d+|\+[\w-]+)\.({kinds})(\.\d+)?\.md", fragment.name)
    assert re.search(r"\w.*[.!]\s*$", fragment.read_text(encoding="utf-8"), flags=re.DOTALL)
