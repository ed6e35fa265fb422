"""Searching in a browser: suggestions by the keyboard, narrowing, and the same without JavaScript."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect
from test_every_page import Open

pytestmark = [pytest.mark.browser, pytest.mark.slow]
FIELD = "Søg i møder, beslutninger og bilag"


def test_a_suggestion_is_chosen_with_the_keyboard_and_escape_closes_the_list(visit: Open) -> None:
    page = visit("anonymous").go("/")
    field = page.get_by_role("combobox", name=FIELD)
    field.press_sequentially("try")
    options = page.get_by_role("option")
    expect(options.first).to_be_visible()
    expect(field).to_have_attribute("aria-expanded", "true")
    field.press("Escape")
    expect(options.first).to_be_hidden()
    field.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    field.press("Enter")
    page.wait_for_url("**/soeg?q=trygt")
    expect(page.get_by_role("status")).to_contain_text("result")


def test_a_suggested_record_is_followed_with_a_click(visit: Open) -> None:
    page = visit("anonymous").go("/soeg")
    page.get_by_role("combobox", name=FIELD).press_sequentially("vestb")
    page.get_by_role("option").filter(has_text="Sundhedsklynge Vestbælt").first.click()
    page.wait_for_url(re.compile("/(samarbejde|organ)/"))


@pytest.mark.parametrize("javascript", [True, False], ids=["with-javascript", "without-javascript"])
def test_a_search_is_narrowed_asked_anew_and_freed_again(visit: Open, javascript: bool) -> None:
    page = visit("anonymous", javascript=javascript).go("/")
    page.get_by_label(FIELD).fill("hjem")
    page.get_by_role("button", name="Søg").click()
    page.get_by_role("complementary").get_by_role("link", name=re.compile("^Beslutning")).click()
    expect(page).to_have_url(re.compile("slags=beslutning"))
    page.get_by_label("Til", exact=True).fill("2000-01-01")
    page.get_by_role("button", name="Vis").click()
    expect(page.get_by_role("heading", name=re.compile("Intet fundet"))).to_be_visible()
    page.get_by_role("link", name=re.compile("uden afgrænsning")).click()
    assert "slags" not in page.url
    expect(page.locator("mark").first).to_be_visible()
