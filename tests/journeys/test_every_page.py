"""Every page, in every role: accessible, light, quiet, and not wider than the window.

With `PICTURES` in the environment, pictures go to `out/journeys/`.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import DESKTOP, PHONE, Visit
from markup import faults
from pages import EVERY
from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]
Open = Callable[..., Visit]
HEAVIEST_BYTES = 300_000
MOST_REQUESTS = 25
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
CASES = [pytest.param(name, role, id=f"{name}-{role}") for name, role in EVERY]


def violations(window: Visit, rules: list[str]) -> list[str]:
    found = Axe().run(window.page, options={"runOnly": rules}).response["violations"]
    return [f"{fault['id']}: {[node['target'] for node in fault['nodes']]}" for fault in found]


def sideways(window: Visit) -> int:
    """How many pixels the page is wider than the window."""
    width: int = window.page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    return width


def words_lost(window: Visit, without_scripts: Page) -> list[str]:
    """Lines of the page that are not there for those whose browser runs no scripts."""
    # an editor shows what a plain field holds, and a field's value is no text of the page
    # what drags is a comfort beside the buttons that move
    window.page.evaluate(
        "document.querySelectorAll('.written, .grip').forEach((comfort) => comfort.remove())"
    )
    with_scripts = window.page.locator("main").inner_text().splitlines()
    plain = without_scripts.locator("main").inner_text().splitlines()
    return [line for line in with_scripts if line not in plain]


@pytest.mark.parametrize(("name", "role"), CASES)
def test_a_page_is_accessible_light_and_quiet_on_every_screen_and_whole_without_scripts(
    visit: Open, name: str, role: str
) -> None:
    window = visit(role)
    path = window.site.path(name)
    page = window.go(path, quiet=True)
    window.shoot(f"{name}-{role}")
    wrong = {
        "markup": faults(window.html),
        "complaints": list(window.complaints),
        "axe": violations(window, RULES),
        "weight": [weight for weight in [window.weight_bytes()] if weight > HEAVIEST_BYTES],
        "requests": [number for number in [len(window.responses)] if number > MOST_REQUESTS],
        "sideways": [pixels for pixels in [sideways(window)] if pixels > 0],
    }
    page.emulate_media(color_scheme="dark")
    wrong["dark"] = violations(window, ["color-contrast", "link-in-text-block"])
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(PHONE)
    window.shoot(f"{name}-{role}-telefon")
    wrong["axe on a phone"] = violations(window, RULES)
    wrong["sideways on a phone"] = [pixels for pixels in [sideways(window)] if pixels > 0]
    page.set_viewport_size(DESKTOP)
    wrong["said with scripts alone"] = words_lost(window, visit(role, javascript=False).go(path))
    assert {what: found for what, found in wrong.items() if found} == {}
