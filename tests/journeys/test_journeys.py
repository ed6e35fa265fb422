"""Whole errands in a browser: logging in the ways there are, losing the connection, working without JavaScript."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from conftest import Site
from playwright.sync_api import Page, expect
from test_every_page import Open

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PASSWORD = "en lang sætning til Tove"


def the_code(site: Site, address: str) -> str:
    found = re.findall(r"^\d{4}-\d{4}", site.mails_to(address)[-1], re.MULTILINE)
    return str(found[-1])


def ask_for_a_code(page: Page, site: Site, address: str) -> None:
    page.goto(f"{site.url}/log-ind")
    page.get_by_label("E-mailadresse").fill(address)
    page.get_by_role("button", name="Send mig en kode").click()
    page.get_by_label("Kode").fill(the_code(site, address))
    page.get_by_role("button", name="Log ind").click()


@pytest.mark.parametrize("javascript", [True, False], ids=["with-javascript", "without-javascript"])
def test_a_member_logs_in_looks_around_changes_a_name_and_logs_out(visit: Open, javascript: bool) -> None:
    window = visit("anonymous", javascript=javascript)
    page, site = window.page, window.site
    ask_for_a_code(page, site, "mads@vestbaelt.example")
    assert page.url == f"{site.url}/skrivebord"
    page.locator("section", has_text="Dine organer").get_by_role("link").first.click()
    page.get_by_label("Den", exact=True).fill("2021-05-01")
    page.get_by_role("button", name="Vis").click()
    expect(page.get_by_text("Ingen medlemmer er kendt på denne dag.")).to_be_visible()
    page.goto(f"{site.url}/konto")
    page.get_by_label("Navn").fill("Mads Ravn")
    page.get_by_role("button", name="Gem navnet").click()
    expect(page.get_by_text("Dit navn er gemt.")).to_be_visible()
    page.get_by_role("button", name="Log ud her").click()
    expect(page.get_by_text("Du er logget ud.")).to_be_visible()
    page.goto(f"{site.url}/skrivebord")
    assert "/log-ind" in page.url


def test_a_secretary_sets_up_password_and_app_and_logs_in_with_both(visit: Open) -> None:
    window = visit("anonymous")
    page, site = window.page, window.site
    ask_for_a_code(page, site, "tove@vestbaelt.example")
    assert page.url == f"{site.url}/konto/mangler"
    page.get_by_role("link", name="Vælg en adgangskode").click()
    page.get_by_label("Adgangskode", exact=True).fill(PASSWORD)
    page.get_by_label("Adgangskode (igen)").fill(PASSWORD)
    page.get_by_role("button", name="Gem adgangskoden").click()
    page.goto(f"{site.url}/skrivebord")
    page.get_by_role("link", name="Sæt trin 2 op").click()
    page.get_by_role("link", name="Sæt appen op").click()
    if page.url.startswith(f"{site.url}/konto/bekraeft"):
        page.get_by_label("Adgangskode").fill(PASSWORD)
        page.get_by_role("button", name="Fortsæt").click()
    secret = page.locator("figcaption code").inner_text()
    window.shoot("app")
    page.get_by_label("Kode fra appen").fill(app_shows(secret))
    page.get_by_role("button", name="Sæt op").click()
    expect(page.locator(".codes li")).to_have_count(10)
    window.shoot("recovery-codes")
    page.get_by_role("link", name="Jeg har gemt dem. Gå videre").click()
    assert page.url == f"{site.url}/skrivebord"
    page.get_by_role("button", name="Log ud").click()
    page.goto(f"{site.url}/log-ind/adgangskode")
    page.get_by_label("E-mailadresse").fill("tove@vestbaelt.example")
    page.get_by_label("Adgangskode").fill(PASSWORD)
    page.get_by_role("button", name="Log ind", exact=True).click()
    assert page.url.startswith(f"{site.url}/log-ind/trin-2")
    window.shoot("second-step")
    page.get_by_label("Kode").fill(app_shows(secret, later=1))
    page.get_by_role("button", name="Log ind", exact=True).click()
    assert page.url == f"{site.url}/skrivebord"
    assert not window.complaints


def app_shows(secret: str, *, later: int = 0) -> str:
    """What the app on the telephone shows; `later` half minutes from now, because a code works once."""
    counter = next(iter(yield_hotp_counters_from_time())) + later
    return str(format_hotp_value(hotp_value(secret, counter)))


def test_a_passkey_is_added_and_logs_in_alone(visit: Open) -> None:
    window = visit("anonymous")
    page = window.page
    site_url = window.site.url.replace(
        "127.0.0.1", "localhost"
    )  # a passkey belongs to a name, not to a number
    devtools = window.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
            }
        },
    )
    page.goto(f"{site_url}/log-ind")
    page.get_by_label("E-mailadresse").fill("vibe@vestbaelt.example")
    page.get_by_role("button", name="Send mig en kode").click()
    page.get_by_label("Kode").fill(the_code(window.site, "vibe@vestbaelt.example"))
    page.get_by_role("button", name="Log ind").click()
    page.goto(f"{site_url}/konto/trin-2/noegler/ny", wait_until="networkidle")
    page.get_by_label("Log ind med nøglen alene").check()
    page.get_by_role("button", name="Tilføj adgangsnøglen").click()
    page.get_by_role("button", name="Brug en adgangsnøgle").click()
    expect(page.locator(".codes li")).to_have_count(10)
    page.goto(f"{site_url}/konto")
    page.get_by_role("button", name="Log ud her").click()
    page.goto(f"{site_url}/log-ind", wait_until="networkidle")
    page.get_by_role("button", name="Brug en adgangsnøgle").click()
    page.wait_for_url(f"{site_url}/skrivebord")
    expect(page.get_by_text("Vibe Krog").first).to_be_visible()
    assert not window.complaints


def add_to_name(page: Page, words: str) -> None:
    page.get_by_label("Navn").press("End")
    page.get_by_label("Navn").press_sequentially(words)


def test_what_was_typed_is_there_again_after_the_window_was_reloaded(visit: Open) -> None:
    page = visit("chair").go("/konto", quiet=True)
    add_to_name(page, " Holm")
    page.wait_for_timeout(500)
    page.reload(wait_until="networkidle")
    expect(page.get_by_label("Navn")).to_have_value("Lone Dalsminde Holm")
    note = page.get_by_role("status").filter(has_text="Her er det, du skrev sidst")
    expect(note).to_be_visible()
    note.get_by_role("button").click()
    page.wait_for_load_state("networkidle")
    expect(page.get_by_label("Navn")).to_have_value("Lone Dalsminde")


def test_what_was_typed_survives_that_the_login_expired(visit: Open) -> None:
    window = visit("substitute")
    page = window.go("/konto", quiet=True)
    add_to_name(page, " Holm")
    cookies = window.context.cookies()
    window.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Gem navnet").click()
    page.wait_for_load_state("networkidle")
    expect(page.get_by_text("Sune Falk Holm")).to_be_visible()
    window.shoot("expired")
    window.context.add_cookies(
        [cookie for cookie in cookies if cookie["name"] == "sessionid"]
    )  # logged in again
    page.goto(f"{window.site.url}/konto", wait_until="networkidle")
    expect(page.get_by_label("Navn")).to_have_value("Sune Falk Holm")


def test_a_lost_connection_is_said_and_taken_back(visit: Open) -> None:
    window = visit("anonymous")
    page = window.go(window.site.path("body"), quiet=True)
    note = page.get_by_role("status").filter(has_text="Forbindelsen er væk")
    expect(note).to_be_hidden()
    window.context.set_offline(True)
    page.get_by_label("Den", exact=True).fill("2021-05-01")
    page.keyboard.press("Enter")
    expect(note).to_be_visible()
    window.context.set_offline(False)
    page.keyboard.press("Enter")
    expect(note).to_be_hidden()


def test_a_login_that_is_gone_is_said_where_one_stands(visit: Open) -> None:
    window = visit("administrator")
    page = window.go("/journal", quiet=True)
    window.context.clear_cookies(name="sessionid")
    page.get_by_label("Hvem").fill("Sara")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Du er ikke længere logget ind")).to_be_visible()


def test_paper_has_the_words_and_not_the_menus(visit: Open) -> None:
    window = visit("anonymous")
    page = window.go(window.site.path("body"))
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name="Medlemmer")).to_be_visible()
    expect(page.get_by_role("navigation", name="Hovedmenu")).to_be_hidden()
    expect(page.locator("footer")).to_be_hidden()
    assert page.pdf()[:5] == b"%PDF-"
