"""Everything can be done with the keyboard alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from test_every_page import Open

pytestmark = [pytest.mark.browser, pytest.mark.slow]
# What a keyboard should reach: all that can be seen and used.
USABLE = """[...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, [tabindex="0"]')]
  .filter(e => e.checkVisibility() && !e.disabled && !(e.type === 'radio' && !e.checked)).map(e => e.outerHTML)"""
FOCUSED = "document.activeElement === document.body ? null : document.activeElement.outerHTML"
# A browser draws the focus inside a date field itself.
OUTLINE = "document.activeElement.type === 'date' ? 'its own' : getComputedStyle(document.activeElement).outlineStyle"


def walk(page: Page, *, most: int) -> list[str]:
    """Press Tab until the page ends, and return what had the focus on the way; each must show it."""
    seen = []
    for _ in range(most + 5):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused is None:
            break
        assert page.evaluate(OUTLINE) != "none", f"the focus cannot be seen: {focused[:120]}"
        seen.append(focused)
    return seen


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("front", "anonymous"),
        ("body", "anonymous"),
        ("meeting", "anonymous"),
        ("decision", "anonymous"),
        ("decisions", "anonymous"),
        ("document-page", "anonymous"),
        ("login", "anonymous"),
        ("desk", "secretariat"),
        ("journal", "administrator"),
    ],
)
def test_tab_reaches_everything_and_gets_stuck_nowhere(visit: Open, name: str, role: str) -> None:
    window = visit(role)
    page = window.go(window.site.path(name), quiet=True)
    usable = page.evaluate(USABLE)
    seen = walk(page, most=3 * len(usable))  # a date field has three stops of its own
    # a region that can be scrolled is a stop only where it has to be scrolled
    assert len(set(seen)) >= len(set(usable)) - 1
    assert len(seen) < 3 * len(usable) + 5


def test_the_first_stop_skips_to_the_content(visit: Open) -> None:
    page = visit("anonymous").go("/om")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    expect(page.locator(".skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    assert page.url.endswith("#indhold")
    page.keyboard.press("Tab")
    assert not page.evaluate("document.activeElement.closest('header')")


def test_a_question_mark_shows_the_keys_and_switches_them_off(visit: Open) -> None:
    page = visit("secretariat").go("/skrivebord", quiet=True)
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Genveje på denne side")
    expect(dialog).to_be_visible()
    switch = dialog.get_by_label("Enkelte taster virker uden for felter")
    expect(switch).to_be_checked()
    switch.press("Space")
    expect(switch).not_to_be_checked()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.reload(wait_until="networkidle")
    page.keyboard.press("?")
    expect(switch).not_to_be_checked()


def test_keys_do_nothing_while_one_writes(visit: Open) -> None:
    page = visit("member").go("/konto", quiet=True)
    field = page.get_by_label("Navn")
    field.focus()
    page.keyboard.press("End")
    page.keyboard.type("?")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(field).to_have_value("Mads Ravn?")
    page.keyboard.press("Escape")
    expect(field).not_to_be_focused()


def test_another_day_is_chosen_with_the_keyboard_and_only_the_list_changes(visit: Open) -> None:
    window = visit("anonymous")
    page = window.go(window.site.path("body"), quiet=True)
    page.evaluate("document.title = 'the same page'")
    page.get_by_label("Den", exact=True).fill("2021-05-01")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Ingen medlemmer er kendt på denne dag.")).to_be_visible()
    assert page.title() == "the same page"
    assert page.url.endswith("?dag=2021-05-01")
    assert not window.complaints


def test_a_form_with_errors_says_so_first_and_leads_to_the_field(visit: Open) -> None:
    page = visit("member").go("/konto", quiet=True)
    page.get_by_label("Navn").fill("")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_focused()
    assert page.title().startswith("Fejl: ")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("location.hash") == "#id_name"
