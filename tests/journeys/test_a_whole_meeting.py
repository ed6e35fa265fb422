"""A meeting from a proposed case to published minutes, and its promise in the next agenda: each in their own window."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from conftest import Visit
from django.utils import timezone
from playwright.sync_api import Page, expect
from test_every_page import Open

pytestmark = [pytest.mark.browser, pytest.mark.slow]
CASE, PROMISE = "Fælles akutpladser på Vesterø", "Kirkenæs Kommune giver status på akutpladserne"
STANDING = {"Velkomst": "5", "Godkendelse af dagsorden": "5"}
MINUTES = {
    CASE: "25",
    "Status på økonomien": "20",
    "Samarbejde om genoptræning": "20",
    "Ny sundhedsaftale": "20",
    "Sager til næste møde": "5",
    "Eventuelt": "10",
}
MOST_CLICKS, MOST_FIELDS = 45, 25  # of the secretariat, from a new meeting to published minutes


@dataclass
class Effort:
    """What the secretary does with mouse and keyboard."""

    page: Page
    clicks: int = 0
    fields: int = 0

    def press(self, name: str | re.Pattern[str], kind: str = "button") -> None:
        self.page.get_by_role(kind, name=name, exact=isinstance(name, str)).first.click()  # type: ignore[arg-type]
        self.clicks += 1

    def choose(self, selector: str) -> None:
        self.page.locator(selector).first.click()
        self.clicks += 1

    def fill(self, selector: str, words: str) -> None:
        self.page.locator(selector).first.fill(words)
        self.fields += 1


def test_a_case_becomes_an_item_a_decision_minutes_and_a_promise_on_the_next_agenda(
    visit: Open, tmp_path: Path
) -> None:
    windows = {role: visit(f"cycle-{role}") for role in ("author", "secretary", "member", "substitute")}
    secretary = windows["secretary"].page
    write_case(windows["author"], secretary)
    keep_standing_items(windows["secretary"])
    effort = Effort(secretary)
    meeting = compose(windows["secretary"], effort)
    for role in ("chair", "other-chair"):
        approve(visit(f"cycle-{role}"), "Godkend dagsordenen")
    secretary.reload()
    effort.press("Udsend dagsordenen")
    expect(secretary.get_by_text("Version 1,").first).to_be_visible()
    answer(windows["member"], "substitute")
    answer(windows["substitute"], "comes")
    record(effort)
    publish(visit, effort, meeting)
    read_and_verify(visit("anonymous"), meeting, tmp_path / "referat.pdf")
    secretary.goto(f"{windows['secretary'].site.url}/moede/nyt")
    secretary.locator("[name=dato]").fill((timezone.localdate() + timedelta(days=60)).isoformat())
    secretary.get_by_role("button", name="Sæt dagsordenen sammen").click()
    expect(secretary.locator(".pipe li", has_text=PROMISE)).to_contain_text("på næste møde")
    assert effort.clicks <= MOST_CLICKS
    assert effort.fields <= MOST_FIELDS
    assert not [one for window in windows.values() for one in window.complaints]


def write_case(author: Visit, secretary: Page) -> None:
    """The author proposes, the secretariat takes it up, the author writes it and says that it is ready."""
    page = author.go("/sag/foreslaa")
    page.get_by_label("Hvad handler sagen om?").fill(CASE)
    page.get_by_label("Hvorfor?").fill("Vi mangler akutpladser i weekenden.")
    page.get_by_role("button", name="Send forslaget").click()
    secretary.goto(f"{author.site.url}/skrivebord")
    secretary.get_by_role("link", name=f"Svar på et forslag: {CASE}", exact=True).click()
    secretary.get_by_role("button", name="Tag sagen op").click()
    page.reload(wait_until="networkidle")
    page.locator("[contenteditable=true]").nth(1).click()
    page.keyboard.type("I weekenden er der ingen akutpladser.")
    page.locator("#h1").select_option("approve")
    page.locator("#p1").fill("at der oprettes to fælles akutpladser")
    page.get_by_role("button", name="Gem", exact=True).click()
    file = {"name": "Overslag.txt", "mimeType": "text/plain", "buffer": b"To pladser: 400.000 kr."}
    page.locator("input[type=file]").first.set_input_files([file])  # type: ignore[list-item]
    page.get_by_role("button", name="Tilføj").click()
    page.get_by_role("button", name="Sagen er klar").click()
    expect(page.get_by_text("Den står blandt forslagene")).to_be_visible()


def keep_standing_items(secretary: Visit) -> None:
    page = secretary.go("/sager")
    page.get_by_role("link", name=re.compile("Skabelon og formuleringer")).click()
    for title, minutes in STANDING.items():
        page.get_by_label("Et nyt fast punkt").fill(title)
        page.locator("[name=minutter]").fill(minutes)
        page.locator("button[value=fast]").click()
        expect(page.locator("li", has_text=title)).to_be_visible()


def compose(window: Visit, effort: Effort) -> str:
    """Plan a meeting of today with eight items, and close its agenda; return its path. Nothing waits for the server."""
    page = window.go("/moeder")
    effort.press("Nyt møde", "link")
    effort.fill("[name=dato]", timezone.localdate().isoformat())
    effort.fill("[name=begynder]", "09:00")
    effort.fill("[name=slutter]", "11:00")
    effort.fill("[name=sted]", "Kirkenæs Rådhus")
    effort.press("Sæt dagsordenen sammen")
    effort.press(re.compile("Sæt alle på dagsordenen"))
    effort.press(f"Sæt {CASE} på dagsordenen")
    for title in list(MINUTES)[1:]:
        effort.fill("#nyt", title)
        effort.press("Tilføj")
        expect(page.locator("tr[data-item]", has_text=title)).to_be_visible()
    for title, minutes in MINUTES.items():
        effort.fill(f"tr[data-item]:has-text('{title}') input[name^='min-']", minutes)
    page.locator("#nyt").focus()
    expect(page.locator("tfoot")).to_contain_text("110")
    effort.press("Luk dagsordenen")
    expect(page.get_by_text("Lukket", exact=True).first).to_be_visible()
    window.shoot("whole-meeting-agenda")
    return page.url.removeprefix(window.site.url).removesuffix("/dagsorden")


def approve(window: Visit, act: str) -> None:
    """A chair finds on the desk what waits for them, and approves it."""
    page = window.go("/skrivebord")
    page.get_by_role("link", name=re.compile(f"^{act}")).first.click()
    page.get_by_role("button", name=re.compile(f"^{act}|^Godkend referatet")).click()
    expect(page.get_by_text("Godkendt").first).to_be_visible()


def answer(window: Visit, what: str) -> None:
    page = window.go("/skrivebord")
    page.get_by_role("link", name=re.compile("^Sig, om du kommer")).first.click()
    page.locator(f"input[name=svar][value={what}]").check()
    page.get_by_role("button", name="Send svaret").click()
    expect(page.get_by_text("Svaret er noteret").first).to_be_visible()


def record(effort: Effort) -> None:
    """Hold the meeting: apologies, outcomes by key, a decision, a promise while it is said, somebody who leaves."""
    page = effort.page
    effort.press("Til mødet", "link")
    effort.press("Begynd mødet")
    effort.press("Sæt afbud ind")
    expect(page.locator("#dt")).to_have_value(re.compile("Kim Sandager mødte i stedet for Aja Winther"))
    effort.choose("[data-kind=noted]")
    expect(page.locator("#dt")).to_have_value(re.compile(r"Aja Winther\.\nOrienteringen"))
    effort.press(re.compile("^Gå til 2"))
    effort.choose("[data-kind=approved]")
    effort.press(re.compile("^Gå til 3"))
    page.keyboard.press("1")
    effort.clicks += 1
    effort.fill("#dt", "Der oprettes to fælles akutpladser.")
    effort.fill("#l1", PROMISE)
    effort.fill("#l2", "Kirkenæs Kommune")
    effort.fill("#l3", "på næste møde")
    effort.press("Gem løftet")
    expect(page.locator(".prm table")).to_contain_text(PROMISE)
    page.locator("#hvem").select_option(label="Peder Myr")
    page.locator("#fremmoede select[name=fremmoede]").select_option("gik")
    effort.fields += 2
    effort.press("Sig det")
    for number in range(4, 9):
        effort.press(re.compile(f"^Gå til {number}"))
        effort.choose("[data-kind=discussed]")
    effort.press("Gem")
    effort.press("Afslut mødet")
    expect(page.get_by_role("heading", name="Referat")).to_be_visible()
    expect(page.get_by_text("deltog under punkt 1-3")).to_be_visible()


def publish(visit: Open, effort: Effort, meeting: str) -> None:
    """The chairs approve the minutes, as the secretariat said that they do here; then it publishes."""
    page = effort.page
    effort.choose("details:has([name=hvem]) summary")
    effort.choose("input[name=hvem][value=chairs]")
    effort.choose("button[value=regel]")
    effort.press("Send")
    for role in ("chair", "other-chair"):
        approve(visit(f"cycle-{role}"), "Godkend referatet")
    page.reload()
    effort.press("Offentliggør nu", "link")
    effort.choose("input[name=set]")
    effort.press("Offentliggør")
    expect(page.get_by_text("kan nu læses af alle")).to_be_visible()


def read_and_verify(citizen: Visit, meeting: str, file: Path) -> None:
    """A citizen reads the minutes, takes the file and the attachment, and sees that the file is genuine."""
    page = citizen.go(meeting)
    citizen.shoot("whole-meeting-citizen")
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("PDF")).first.click()
    download.value.save_as(file)
    page.get_by_role("link", name=CASE).first.click()
    expect(page.get_by_text(PROMISE).first).to_be_visible()
    page.get_by_role("link", name=re.compile("Overslag")).first.click()
    expect(page.get_by_role("link", name=re.compile("Hent filen"))).to_be_visible()
    citizen.go("/efterproev")
    page.locator("input[type=file]").set_input_files(file)
    page.locator("main form button").first.click()
    expect(page.get_by_text("Filen er, som den blev offentliggjort her")).to_be_visible()
