"""Files brought in the browser, read in the background, gone through beside their page and accepted."""

from __future__ import annotations

from pathlib import Path

import pytest
from drafting import MINUTES
from playwright.sync_api import Page, expect
from test_every_page import Open

pytestmark = [pytest.mark.browser, pytest.mark.slow]
READING_MS = 60_000


def a_file(folder: Path, name: str, day: str, title: str) -> Path:
    """Minutes of a meeting on a day of its own: the same file twice would be one document."""
    path = folder / name
    text = MINUTES.replace("fredag den 13. marts 2026", f"den {day}").replace("Fælles akutteam", title)
    path.write_text(text, encoding="utf-8")
    return path


def bring(page: Page, *files: Path) -> None:
    page.get_by_label("Filer", exact=False).first.set_input_files([str(one) for one in files])
    page.get_by_role("button", name="Læs dem ind").click()


def test_a_pile_is_read_while_one_looks_and_a_draft_is_corrected_with_the_keyboard_and_accepted(
    visit: Open, tmp_path: Path
) -> None:
    window = visit("secretariat")
    page = window.go("/indlaesning/ny", quiet=True)
    good, empty = (
        a_file(tmp_path, "januar.txt", "16. januar 2026", "Akutbil i Strandby"),
        tmp_path / "tom.txt",
    )
    empty.write_text("")
    bring(page, good, empty)
    expect(page.get_by_text("tom.txt: Filen er tom.")).to_be_visible()
    expect(page.get_by_text("Filen er læst.")).to_be_visible(timeout=READING_MS)
    page.get_by_role("link", name="januar.txt").click()
    expect(page.locator(".foothint")).to_be_visible()
    page.wait_for_load_state("networkidle")
    page.keyboard.press("s")
    expect(page.get_by_role("heading", name="Punkt 1: Akutbil i Strandby")).to_be_visible()
    page.keyboard.press("j")
    page.keyboard.press("e")
    title = page.get_by_label("Overskrift", exact=True)
    expect(title).to_be_focused()
    title.fill("Akutbil i hele klyngen")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Punkt 1: Akutbil i hele klyngen")).to_be_visible()
    expect(page.get_by_text("rettet, blev læst som ”Akutbil i Strandby”")).to_be_visible()
    page.keyboard.press("a")
    expect(page.get_by_role("heading", name="Punkt 2: Orientering om tavlen")).to_be_visible()
    window.shoot("draft-second-item")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("”januar.txt” er godkendt som møde.")).to_be_visible()


def test_words_marked_on_the_page_become_a_value(visit: Open) -> None:
    window = visit("secretariat")
    page = window.go(window.site.path("draft-item"), quiet=True)
    page.keyboard.press("m")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Enter")
    marked = page.locator("#markeret")
    expect(marked).to_be_visible()
    words = marked.locator(".said").inner_text().strip("”")
    marked.get_by_label("Tilføj som").select_option("remark")
    marked.get_by_role("button", name="Tilføj").click()
    expect(page.get_by_label("Tekst", exact=True)).to_have_value(words)


def test_the_same_without_scripts(visit: Open, tmp_path: Path) -> None:
    window = visit("secretariat", javascript=False)
    page = window.go("/indlaesning/ny")
    bring(page, a_file(tmp_path, "februar.txt", "6. februar 2026", "Natbus til Vesterø"))
    for _ in range(30):
        if page.get_by_text("Filen er læst.").is_visible():
            break
        page.wait_for_timeout(1000)
        page.reload()
    page.get_by_role("link", name="februar.txt").click()
    page.get_by_role("link", name="Punkt 1", exact=False).first.click()
    page.locator('[data-line^="item-"] a.edit').first.click()
    page.get_by_label("Overskrift", exact=True).fill("Natbus til hele øen")
    page.get_by_role("button", name="Gem").first.click()
    expect(page.get_by_role("heading", name="Punkt 1: Natbus til hele øen")).to_be_visible()
    page.get_by_role("button", name="Godkend det hele").click()
    expect(page.get_by_text("”februar.txt” er godkendt som møde.")).to_be_visible()
