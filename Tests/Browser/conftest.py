"""A running Namiki with demo data, and people who use it with the keyboard alone."""

import itertools
import json
import os
import re
import shutil
import socket
import subprocess
import time
import urllib.request
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from playwright.sync_api import Error as PlaywrightError, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = Path(os.environ.get("NAMIKI_PROGRAM", ROOT / ".build/release/namiki"))
# A folder for pictures of the pages, for people to look at. They check nothing, and a tenth of the time went into them.
SCREENS = os.environ.get("NAMIKI_SCREENS")
NOTICE = ROOT / "Samples/令和6年度の区のデジタル化に関する取組について.txt"
# A machine with other work beside takes long to print; what never comes is still found.
WAIT_MILLISECONDS = 90_000
# The same drills each time; NAMIKI_SEED makes others, and repeats one that failed.
SEED = int(os.environ.get("NAMIKI_SEED", 20260401))
KILLS = int(os.environ.get("NAMIKI_KILLS", 6))
# Those that take longest begin first, so that no worker ends long after the other.
LONGEST_FIRST = [
    "test_quarter", "test_counter", "test_pages", "test_standardization", "test_first_quarter", "test_revision",
    "test_forms", "test_openapi", "test_crash", "test_drills", "test_proxy", "test_evidence", "test_look", "test_commands",
]

# What Playwright turns off, as one argument of ours takes the place of its own, and the pop-ups of an address bar that nobody
# sees: the browser starts processes for them with each window.
FEATURES_OFF = [
    "AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades", "HttpsFirstBalancedModeAutoEnable",
    "LensOverlay", "MediaRouter", "PaintHolding", "ThirdPartyStoragePartitioning", "OptimizationHints",
    "NetworkTimeServiceQuerying", "AimEnabled", "PreconnectToSearch",
    "PreloadTopChromeWebUI", "WebUIOmniboxAimPopup", "WebUIOmniboxPopup", "WebUIOmniboxFullPopup",
]

MARKUP = re.compile(r"</?(ul|ol|li|p|div|span|strong|h[1-6]|section|article|table|a)( [a-z-]+=\"|>)")


# Each worker has ports of its own, below those that systems hand out: one that was asked for and let go may be another server's
# by the time a server begins on it, and answers as if it were this one.
PORTS = itertools.cycle(range(10_000 + 1_000 * int(os.environ.get("PYTEST_XDIST_WORKER", "gw0")[2:]) % 6_000, 16_000))


def free_port() -> int:
    for port in PORTS:
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
                return port
            except OSError:
                continue


class Namiki:
    """One server on its own database."""

    def __init__(self, folder: Path, database: str | None = None):
        self.database = database or folder / "namiki.sqlite"
        self.log = folder / "server.log"
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.process = None

    def run(self, *arguments, expect=0, **options):
        environment = dict(os.environ, NAMIKI_DATABASE=str(self.database))
        result = subprocess.run(
            [PROGRAM, *map(str, arguments)], env=environment, capture_output=True, text=True, **options
        )
        assert result.returncode == expect, f"{arguments}: {result.returncode}\n{result.stdout}\n{result.stderr}"
        return result

    def json(self, *arguments, expect=0):
        return json.loads(self.run(*arguments, "--format", "json", expect=expect).stdout)

    def add(self, login, *arguments):
        """Somebody whose password is their own, in a ward that asks for no code when they sign in."""
        self.run("user", "add", login["loginName"], *arguments, "--own-password", input=login["password"] + "\n")
        self.run("user", "second-factor", "off")

    def start(self, *options, **process):
        environment = dict(os.environ, NAMIKI_DATABASE=str(self.database))
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                [PROGRAM, "serve", "--port", str(self.port), *options], env=environment, stdout=log, stderr=log, **process
            )
        # A bound in tries, not in time: the server says that it is ready by answering.
        for _ in range(600):
            try:
                urllib.request.urlopen(f"{self.address}/health", timeout=5).read()
                assert self.process.poll() is None, "somebody else answers\n" + self.log.read_text()
                return
            except OSError:
                assert self.process.poll() is None, self.log.read_text()
                time.sleep(0.1)
        raise AssertionError("the server does not answer\n" + self.log.read_text())

    def kill(self):
        self.process.kill()
        self.process.wait()

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.terminate()
            self.process.wait()


class Someone:
    """A person at the keyboard. Nothing here uses a mouse."""

    def __init__(self, browser, namiki: Namiki, login: dict, width=1280, javascript=True):
        self.namiki = namiki
        self.login = login
        self.context = browser.new_context(
            locale="ja-JP", viewport={"width": width, "height": 900}, java_script_enabled=javascript, bypass_csp=False
        )
        self.context.set_default_timeout(WAIT_MILLISECONDS)
        self.page: Page = self.context.new_page()
        self.problems = []
        self.page.on("console", self._console)
        self.page.on("request", lambda request: self._same_site(request.url))

    def _console(self, message):
        # A page that answers 403, 409 or 422 on purpose is told by the browser as well.
        if message.type == "error" and "the server responded with a status of 4" not in message.text:
            self.problems.append(message.text)

    def _same_site(self, url):
        if not url.startswith((self.namiki.address, "data:", "about:")):
            self.problems.append(f"request to the outside: {url}")

    def open(self, path):
        response = self.page.goto(self.namiki.address + path)
        return response.status if response else None

    def tab_to(self, locator, limit=400):
        """Presses Tab until the element has the focus, as a person without a mouse does."""
        target = locator.element_handle()
        for _ in range(limit):
            if self.page.evaluate("element => document.activeElement === element", target):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"not reachable with the keyboard: {locator}")

    def press(self, role, name, exact=True):
        """Goes to a link or button with Tab and presses Enter."""
        locator = self.page.get_by_role(role, name=name, exact=exact).first
        self.tab_to(locator)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def enter(self, area, page=None):
        """Goes to an area of the bar, and to one of its pages, by keyboard; on a phone the folds are opened first."""
        for navigation, entry in (("領域", area), (f"{area}のページ", page)):
            if entry is None:
                continue
            summary = self.page.get_by_role("navigation", name=navigation).locator("summary")
            if summary.is_visible():
                self.tab_to(summary)
                self.page.keyboard.press("Enter")
            link = self.page.get_by_role("navigation", name=navigation).get_by_role("link", name=entry, exact=True)
            self.tab_to(link)
            with self.page.expect_navigation():
                self.page.keyboard.press("Enter")

    def confirm(self, name, exact=True, look=None):
        """Presses a button after which the site says what cannot be undone, and confirms what it says."""
        self.press("button", name, exact=exact)
        assert self.page.get_by_role("heading", name="行われること").count() == 1, self.text()
        assert "元に戻せないこと" in self.text()
        if look:
            self.look(look)
        self.tab_to(self.page.locator("main .form-actions button").first)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def type(self, label, text, exact=False):
        field = self.page.get_by_label(label, exact=exact).first
        self.tab_to(field)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.press("Delete")
        self.page.keyboard.insert_text(text)

    def choose(self, label, option):
        """Chooses in a select by typing, or a radio button with Tab, arrows and Space."""
        field = self.page.get_by_label(label).first
        self.tab_to(field)
        field.select_option(label=option)

    def pick(self, name):
        """Puts a radio button or check box on."""
        box = self.page.get_by_label(name).first
        kind = box.get_attribute("type")
        if kind == "radio":
            group = self.page.locator(f'input[type=radio][name="{box.get_attribute("name")}"]')
            handles = group.element_handles()
            for _ in range(400):
                if self.page.evaluate("list => list.includes(document.activeElement)", handles):
                    break
                self.page.keyboard.press("Tab")
            self.page.keyboard.press("Space")
            for _ in handles:
                if box.is_checked():
                    return
                self.page.keyboard.press("ArrowDown")
            assert box.is_checked(), name
        else:
            self.tab_to(box)
            if not box.is_checked():
                self.page.keyboard.press("Space")

    def sign_in(self):
        self.open("/sign-in")
        self.type("利用者名", self.login["loginName"])
        self.type("パスワード", self.login["password"])
        self.press("button", "サインイン")
        return self

    def choose_own_password(self, password):
        """In place of the one that an administrator set: before any other page."""
        assert "自分のパスワードを決める" in self.text()
        self.type("最初のパスワード", self.login["password"])
        self.type("新しいパスワード", password)
        self.type("新しいパスワード（確認）", password)
        self.press("button", "パスワードを決める")
        self.login = dict(self.login, password=password)
        return self

    def text(self):
        return self.page.inner_text("main")

    def look(self, name):
        """Checks the page as it stands with axe, and keeps a picture of it where somebody asked for pictures."""
        keep_picture(self.page, name)
        # Markup that is shown instead of taking effect.
        shown = self.page.inner_text("body")
        assert "Site.HTML(" not in shown and not MARKUP.search(shown), self.page.url
        check_accessible(self.page)
        assert not self.problems, self.problems
        assert self.page.evaluate(
            "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        ), f"the page scrolls sideways: {self.page.url}"


def check_accessible(page: Page):
    """Nothing that axe finds wrong. Of the answer, megabytes of what is right stay in the browser."""
    page.evaluate(AXE_SCRIPT)
    results = AxeResults(
        page.evaluate("axe.run({resultTypes: ['violations']}).then(results => ({violations: results.violations}))")
    )
    assert results.violations_count == 0, f"{page.url}\n{results.generate_report()}"


def keep_picture(page: Page, name: str):
    if not SCREENS:
        return
    # A machine that is short of room for a picture at that moment has it a little later.
    for last in (False, False, True):
        try:
            page.screenshot(path=Path(SCREENS) / f"{name}.png", full_page=True)
            break
        except PlaywrightError as error:
            if last or "Unable to capture screenshot" not in str(error):
                raise


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """The tests of a file share a server and its data: they stay with one worker, in their order."""

    def place(item):
        name = item.path.stem
        return LONGEST_FIRST.index(name) if name in LONGEST_FIRST else 0

    items.sort(key=place)
    for item in items:
        # A walk on one database knows nothing of the same walk on another.
        database = item.callspec.params.get("namiki", "") if hasattr(item, "callspec") else ""
        item.add_marker(pytest.mark.xdist_group(f"{item.path.stem}{database}"))


@pytest.fixture(scope="session")
def browser():
    program = shutil.which("chromium-headless-shell") or "/usr/bin/chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program, args=["--no-sandbox", "--disable-gpu", f"--disable-features={','.join(FEATURES_OFF)}"]
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory):
    """The demo data on SQLite, made once and then copied: its people with their passwords, and the file."""
    folder = tmp_path_factory.mktemp("demonstration")
    maker = Namiki(folder)
    people = {person["key"]: person for person in maker.json("demo")["people"]}
    # One file with everything in it: beside a database in use there may be its log.
    whole = folder / "whole.sqlite"
    maker.run("backup", whole)
    return people, whole


def copied(demonstration, folder: Path) -> Namiki:
    """A server, not started, on its own copy of the demo data."""
    people, database = demonstration
    server = Namiki(folder)
    shutil.copy(database, server.database)
    server.people = people
    return server


@pytest.fixture(scope="module")
def namiki(demonstration, tmp_path_factory):
    """A server with the demo data; one for each test file."""
    server = copied(demonstration, tmp_path_factory.mktemp("namiki"))
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def empty_namiki(tmp_path_factory):
    """A server on an empty database with one secretariat member and nothing else."""
    server = Namiki(tmp_path_factory.mktemp("empty"))
    yield server
    server.stop()


@pytest.fixture
def someone(browser, namiki):
    opened = []

    def make(key, **options):
        person = Someone(browser, namiki, namiki.people[key], **options)
        opened.append(person)
        return person

    yield make
    for person in opened:
        person.context.close()
