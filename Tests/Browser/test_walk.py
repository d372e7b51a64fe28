"""Every page that a person's links reach: it is there, it fits the window at any width, and axe finds nothing."""

import html
import re
from collections import deque

import pytest
from conftest import Someone, check_accessible, copied
from test_pages import PAGES

PEOPLE = ["secretariat", "editor", "approver", "auditor", "administrator", "deskClerk"]
# 640 is a window of 1280 at twice the size.
WIDTHS = [1280, 768, 640, 320]
# Another page for each person; all others are looked at once.
OWN = {"/", "/rounds/:id", "/entries/:id"}
RESIDENTS = ["/", "/guides/bereavement/ja", "/guides/bereavement/easy", "/guides/bereavement/en"]

IDENTIFIER = re.compile(r"[0-9A-HJKMNP-TV-Z]{26}")
CODE = re.compile(r"/(?=[A-Za-z_-]*\d)[A-Za-z][A-Za-z0-9_-]*(?=/|$)")

# Where axe has been already: on the addresses of test_pages, and on pages so long that it takes a quarter of a minute.
LOOKED_AT = {path.split("?")[0] for paths in PAGES.values() for path in paths}
LOOKED_AT |= {"/guides/bereavement/ja/handbook", "/help/api", "/desk/rules"}

# Beyond the edge without a region that scrolls; a state on two lines; a column of a few letters beside a long text.
ASTRAY = """() => {
    const edge = document.documentElement.clientWidth, found = [];
    document.querySelectorAll('main details').forEach(fold => fold.open = true);
    if (document.documentElement.scrollWidth > edge) found.push('the page scrolls sideways');
    for (const element of document.querySelectorAll('body *')) {
        const box = element.getBoundingClientRect();
        if (box.width && box.right > edge + 1 && getComputedStyle(element).clipPath === 'none'
            && !element.closest('thead, svg, pre, [role=region][tabindex], .visually-hidden, .chart-scroll'))
            found.push(`beyond the edge: <${element.localName} class="${element.className}"> ${element.textContent.trim().slice(0, 30)}`);
    }
    for (const tag of document.querySelectorAll('.tag'))
        if (edge >= 640 && tag.getBoundingClientRect().height > 40) found.push(`a state on two lines: ${tag.textContent}`);
    for (const cell of document.querySelectorAll('tbody th, tbody td')) {
        const box = cell.getBoundingClientRect(), text = cell.textContent.trim();
        if (box.width && box.width < 72 && box.height > 120 && text.length > 10) found.push(`a thin column: ${text.slice(0, 30)}`);
    }
    return found.slice(0, 6);
}"""


@pytest.fixture(scope="module")
def ward(demonstration, tmp_path_factory):
    """The demo data with cases of the desk beside it."""
    server = copied(demonstration, tmp_path_factory.mktemp("walk"))
    server.run("counter", "demo")
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def looked():
    return set()


def pattern(path):
    # The facts of a case are asked for on pages that differ in one question.
    return re.sub("/facts/[^/]+", "/facts/:code", CODE.sub("/:code", IDENTIFIER.sub(":id", path)))


def reached(person, starts):
    """One address of each kind that links lead to, with the links of the page not followed further once a kind is known."""
    found, dead = {}, []
    waiting = deque((path, None) for path in starts)
    while waiting:
        path, source = waiting.popleft()
        if pattern(path) in found:
            continue
        answer = person.context.request.get(person.namiki.address + path)
        if answer.status != 200:
            dead.append(f"{source} leads to {path}: {answer.status}")
            continue
        if "text/html" not in answer.headers["content-type"]:
            continue
        found[pattern(path)] = path
        for link in re.findall(r'<a [^>]*href="(/[^"#]*)', answer.text()):
            address, _, query = html.unescape(link).partition("?")
            # Files to be saved have an ending; what a program is to ask has its conditions with it.
            if "." not in address and pattern(address) not in found:
                waiting.append((f"{address}?{query}" if address.startswith("/api/") else address, path))
    assert not dead, dead
    return found


def look_at(person, path):
    page = person.page
    assert person.open(path) == 200, path
    assert page.locator("h1").count() == 1, path
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        astray = page.evaluate(ASTRAY)
        assert not astray, (path, width, astray)
        if width == 640 and path not in LOOKED_AT:
            check_accessible(page)
    assert not person.problems, (path, person.problems)


@pytest.mark.parametrize("key", PEOPLE)
def test_every_link_of_a_person_leads_to_a_page_that_fits(browser, ward, looked, key):
    person = Someone(browser, ward, ward.people[key]).sign_in()
    kinds = reached(person, ["/"])
    assert len(kinds) > 15, sorted(kinds)
    for kind, path in kinds.items():
        if kind in OWN or kind not in looked:
            looked.add(kind)
            look_at(person, path)
    person.context.close()


def test_every_link_of_a_family_leads_to_a_page_that_fits(browser, ward):
    family = Someone(browser, ward, {})
    for path in reached(family, RESIDENTS).values():
        look_at(family, path)
    family.context.close()
