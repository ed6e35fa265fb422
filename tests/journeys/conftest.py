"""A real installation for the journeys: its own database, collected styles, gunicorn; and Chromium to look at it."""

from __future__ import annotations

import email
import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from pages import PAGES
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Response, sync_playwright

ROOT = Path(__file__).parents[2]
SHOTS = ROOT / "out" / "journeys"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
NO_BROWSER = "no Chromium on this machine; on Debian or Ubuntu: apt install chromium"
DESKTOP = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}


@pytest.fixture(autouse=True)
def _files_of_its_own() -> None:
    """Take the place of the fixture of the same name: these tests do not touch this process's settings."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip(NO_BROWSER)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-background-networking", "--disable-dev-shm-usage"],
        )
        yield launched
        launched.close()


@dataclass(frozen=True)
class Site:
    """The installation that runs: where it is, who is logged in with which cookie, which pages there are."""

    url: str
    cookies: dict[str, str]
    paths: dict[str, str]  # of the showcase, by name
    data: Path  # its data folder: mails are kept there

    def mails_to(self, address: str) -> list[str]:
        """Return the texts of the mails to somebody, the oldest first."""
        kept = [
            email.message_from_bytes(path.read_bytes())
            for path in sorted((self.data / "mails").glob("*.eml"))
        ]
        return [
            next(part for part in mail.walk() if part.get_content_type() == "text/plain")
            .get_payload(decode=True)
            .decode()
            for mail in kept
            if mail["To"] == address
        ]

    def path(self, name: str) -> str:
        """Return the path of a page of `pages.PAGES`."""
        path = next(path for known, path, _ in PAGES if known == name)
        return self.paths[path[1:]] if path.startswith(":") else path


def _environment(data: Path, port: int) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ROEDTRAAD_")}
    kept.pop("DATABASE_URL", None)
    return kept | {
        "DJANGO_SETTINGS_MODULE": "roedtraad.settings",
        "ROEDTRAAD_DATA": str(data),
        "ROEDTRAAD_BASE_URL": f"http://127.0.0.1:{port}",
        "ROEDTRAAD_NAME": "Sundhedsklynge Vestbælt",
        "ROEDTRAAD_OWNER": "Region Bæltet",
        "ROEDTRAAD_CONTACT_EMAIL": "klynge@vestbaelt.example",
        "ROEDTRAAD_CONTACT_PHONE": "76 00 00 00",
        "PYTHONPATH": os.pathsep.join(
            str(ROOT / folder) for folder in ("src", "libs/referat/src", "tests", "tests/journeys")
        ),
    }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        assert server.poll() is None, "the server stopped"
        try:
            urllib.request.urlopen(url, timeout=20).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise AssertionError("the server does not answer")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Site]:
    data, port = tmp_path_factory.mktemp("site"), _free_port()
    environment = _environment(data, port)
    built = subprocess.run(
        [sys.executable, "-c", "import django; django.setup(); import world; world.main()"],
        env=environment,
        capture_output=True,
        cwd=data,
    )
    assert built.returncode == 0, built.stderr.decode()
    world = json.loads(built.stdout)
    command = [sys.executable, "-m", "roedtraad.cli", "serve", f"--bind=127.0.0.1:{port}", "--workers=2"]
    with (data / "server.log").open("wb") as log:
        server = subprocess.Popen(command, env=environment, cwd=data, stdout=log, stderr=log)
    try:
        _wait_for(f"http://127.0.0.1:{port}/om", server)
        yield Site(f"http://127.0.0.1:{port}", world["cookies"], world["paths"], data)
    finally:
        server.terminate()
        server.wait(timeout=20)


@dataclass
class Visit:
    """One person in one browser window; what the browser complained of, and what was fetched."""

    site: Site
    context: BrowserContext
    page: Page
    html: str = ""  # as it came from the server
    complaints: list[str] = field(default_factory=list)
    responses: list[Response] = field(default_factory=list)

    def go(self, path: str, *, quiet: bool = False) -> Page:
        """Open a page and wait until it stands, or until nothing more is fetched."""
        self.complaints.clear()
        self.responses.clear()
        answer = self.page.goto(f"{self.site.url}{path}", wait_until="networkidle" if quiet else "load")
        assert answer is not None
        self.html = answer.text()
        return self.page

    def weight_bytes(self) -> int:
        """Return what the last page took over the wire."""
        return sum(
            sizes["responseBodySize"] + sizes["responseHeadersSize"]
            for sizes in (response.request.sizes() for response in self.responses)
        )

    def shoot(self, name: str) -> None:
        """Keep a picture of the page, where somebody asked for pictures: they take a good part of the time."""
        if "PICTURES" not in os.environ:
            return
        SHOTS.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=SHOTS / f"{name}.png", full_page=True)


@pytest.fixture
def visit(site: Site, browser: Browser) -> Iterator[object]:
    """Return a function: `visit(role, javascript=True, dark=False, **viewport)` → Visit."""
    opened: list[BrowserContext] = []

    def open_window(role: str, *, javascript: bool = True, dark: bool = False, phone: bool = False) -> Visit:
        context = browser.new_context(
            viewport=PHONE if phone else DESKTOP,
            java_script_enabled=javascript,
            color_scheme="dark" if dark else "light",
            locale="da-DK",
            has_touch=phone,
            bypass_csp=False,
        )
        opened.append(context)
        if role != "anonymous":
            context.add_cookies([{"name": "sessionid", "value": site.cookies[role], "url": site.url}])
        window = Visit(site, context, context.new_page())
        window.page.on("console", lambda message: _listen(window, message))
        window.page.on("pageerror", lambda error: window.complaints.append(str(error)))
        window.page.on("response", lambda response: window.responses.append(response))
        return window

    yield open_window
    for context in opened:
        context.close()


def _listen(window: Visit, message: ConsoleMessage) -> None:
    if message.type in {"error", "warning"} and "404 (Not Found)" not in message.text:
        window.complaints.append(message.text)
