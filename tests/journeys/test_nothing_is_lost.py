"""While a meeting is recorded and a case is written: connections break, people click twice, go back, and open two windows."""

from __future__ import annotations

import pytest
from playwright.sync_api import Response, expect
from test_every_page import Open

pytestmark = [pytest.mark.browser, pytest.mark.slow]
OFFLINE, EXPIRED = "#note-offline", "#note-expired"


def is_save(response: Response) -> bool:
    return response.request.method == "POST" and response.ok


def test_a_decision_survives_a_lost_connection_a_double_click_the_back_button_and_an_expired_login(
    visit: Open,
) -> None:
    window = visit("secretariat")
    page = window.go(window.site.path("sitting"), quiet=True)
    items = page.locator("nav.items li a")
    first, second = (items.nth(n).get_attribute("href") or "" for n in (0, 1))
    page.goto(
        f"{window.site.url}{page.url.split('?')[0].removeprefix(window.site.url)}{first[first.index('?') :]}"
    )
    before = page.locator("#dt").input_value()
    page.route(
        "**/foer?punkt=*",
        lambda route: route.abort() if route.request.method == "POST" else route.continue_(),
    )
    page.locator("#dt").fill(f"{before} Skrevet uden forbindelse.")
    expect(page.locator(OFFLINE)).to_be_visible(timeout=20000)
    with page.expect_response(is_save, timeout=30000):  # it tries again by itself
        page.unroute("**/foer?punkt=*")
    expect(page.locator(OFFLINE)).to_be_hidden()
    page.locator("#l1").fill("Sekretariatet sender et notat")
    page.get_by_role("button", name="Gem løftet").dblclick()
    expect(page.locator(".prm tbody tr", has_text="sender et notat")).to_have_count(1)
    page.locator("#dt").press("End")
    page.locator("#dt").press_sequentially(" Og lidt til.")
    page.locator("nav.items li a").nth(1).click()  # away, a moment after typing
    page.wait_for_url(f"**{second[second.index('?') :]}")
    page.go_back(wait_until="networkidle")
    expect(page.locator("#dt")).to_have_value(f"{before} Skrevet uden forbindelse. Og lidt til.")
    page.goto(f"{window.site.url}{window.site.path('sitting').split('?')[0]}{second[second.index('?') :]}")
    assert "Og lidt til" not in page.locator("#dt").input_value(), "no item takes another's words"
    cookies = window.context.cookies()
    window.context.clear_cookies()
    page.locator("#dt").fill("Skrevet uden login.")
    expect(page.locator(EXPIRED)).to_be_visible(timeout=20000)
    window.context.add_cookies(cookies)  # logged in again in another window
    page.evaluate("document.querySelector('#beslut [name=csrfmiddlewaretoken]').value = 'en gammel'")
    with page.expect_response(is_save, timeout=20000):
        page.locator("#dt").press_sequentially(" Og igen.")
    page.reload(wait_until="networkidle")
    expect(page.locator("#dt")).to_have_value("Skrevet uden login. Og igen.")


def test_two_windows_in_one_case_lose_no_words(visit: Open) -> None:
    one, other = visit("secretariat"), visit("administrator")
    path = one.site.path("case-write")
    pages = [window.go(path, quiet=True) for window in (one, other)]
    for page, words in zip(pages, ("Fra det ene vindue.", "Fra det andet vindue."), strict=True):
        with page.expect_response(
            is_save, timeout=20000
        ):  # it saves itself, a moment after one stops writing
            page.locator("[contenteditable=true]").first.click()
            page.keyboard.press("Control+End")
            page.keyboard.type(f" {words}")
    pages[1].get_by_role("button", name="Gem", exact=True).click()
    pages[1].wait_for_url("**/saml")  # both texts side by side: none is thrown away
    versions = one.go(f"{path}/summary/versioner").locator("main")
    expect(versions).to_contain_text("Fra det ene vindue.")
    expect(versions.locator("ins", has_text="andet")).to_be_visible()
    expect(versions).to_contain_text("Lagt til side")
