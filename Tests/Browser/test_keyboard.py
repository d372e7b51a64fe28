"""The main ways with the keyboard alone: the order of focus, a focus that is seen, and every control within reach."""

import pytest
from conftest import copied

# Everything that can be worked with, in the order of the page; a radio group is one stop. What a fold hides is none.
CONTROLS = """() => {
    const found = [], groups = new Set();
    for (const element of document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]')) {
        if (element.disabled || !element.checkVisibility({contentVisibilityAuto: true, visibilityProperty: true})) continue;
        if (element.type === 'radio') {
            if (groups.has(element.name)) continue;
            groups.add(element.name);
        }
        found.push(element);
    }
    window.controls = found;
    return found.length;
}"""
# Which of them has the focus: of a radio group the one that stands for all. Anything else that takes it is none.
WHICH = """() => {
    const active = document.activeElement;
    if (active === document.body || active === document.documentElement) return null;
    return window.controls.findIndex(element =>
        element === active || element.type === 'radio' && active.type === 'radio' && element.name === active.name);
}"""
# An outline or a shadow that is not there without the focus, on the element or on the label that stands for it.
SEEN = """() => {
    const active = document.activeElement;
    const look = element => { const style = getComputedStyle(element); return [style.outlineStyle, style.outlineWidth, style.outlineColor, style.boxShadow, style.backgroundColor].join(); };
    const around = [active, active.nextElementSibling, active.closest('label')].filter(Boolean);
    const focused = around.map(look);
    active.blur();
    const changed = around.some((element, place) => look(element) !== focused[place]);
    active.focus({focusVisible: true});
    return changed;
}"""
WHAT = "() => `<${document.activeElement.localName}> ${(document.activeElement.textContent || document.activeElement.name || '').trim().slice(0, 40)}`"


def walk(person):
    """Presses Tab through the whole page: each control once, in the order in which it is read, each time seen."""
    page = person.page
    count = page.evaluate(CONTROLS)
    order, unseen = [], []
    for _ in range(count + 40):
        page.keyboard.press("Tab")
        place = page.evaluate(WHICH)
        if place is None or place in order:
            break
        # A region that scrolls takes the focus by itself, and is no control.
        if place < 0:
            continue
        order.append(place)
        if not page.evaluate(SEEN):
            unseen.append(page.evaluate(WHAT))
    missed = page.evaluate("order => window.controls.filter((_, place) => !order.includes(place)).map(e => e.outerHTML.slice(0, 120))", order)
    assert not missed, f"{page.url}: not reached: {missed}"
    assert order == sorted(order), f"{page.url}: out of order: {order}"
    assert not unseen, f"{page.url}: the focus is not seen: {unseen}"


@pytest.fixture(scope="module")
def namiki(demonstration, tmp_path_factory):
    server = copied(demonstration, tmp_path_factory.mktemp("keyboard"))
    server.start()
    yield server
    server.stop()


def entries(person):
    """The addresses of the answers of the newest quarter that the person sees."""
    rounds = person.context.request.get(f"{person.namiki.address}/rounds", headers={"Accept": "application/json"}).json()
    for number in (round["id"] for round in rounds["rounds"]):
        answer = person.context.request.get(
            f"{person.namiki.address}/rounds/{number}", headers={"Accept": "application/json"}
        ).json()
        if answer["entries"]:
            return number, answer["entries"]
    raise AssertionError("no quarter with answers")


def test_the_skip_link_comes_first_and_leads_past_the_frame(someone):
    person = someone("secretariat").sign_in()
    person.open("/")
    person.page.keyboard.press("Tab")
    link = person.page.get_by_role("link", name="本文へ進む")
    assert link.evaluate("element => element === document.activeElement")
    box = link.bounding_box()
    assert box["x"] >= 0 and box["y"] >= 0, "it shows while it has the focus"
    person.page.keyboard.press("Enter")
    person.page.keyboard.press("Tab")
    inside = person.page.evaluate("() => document.getElementById('main').contains(document.activeElement)")
    assert inside, person.page.evaluate(WHAT)


@pytest.mark.parametrize("width", [1280, 390])
def test_every_control_of_the_main_pages_is_reached_in_order_and_seen(someone, width):
    person = someone("secretariat", width=width).sign_in()
    number, answers = entries(person)
    for path in ["/", "/plan", f"/rounds/{number}", f"/entries/{answers[0]['id']}"]:
        assert person.open(path) == 200, path
        walk(person)


def test_folds_of_a_phone_open_and_close_with_enter(someone):
    person = someone("secretariat", width=390).sign_in()
    person.open("/plan")
    for summary in person.page.locator("header summary, nav summary").all():
        person.tab_to(summary)
        fold = summary.locator("xpath=..")
        person.page.keyboard.press("Enter")
        assert fold.get_attribute("open") is not None
        person.page.keyboard.press("Enter")
        assert fold.get_attribute("open") is None


def test_an_answer_is_written_and_a_confirmation_read_and_left_by_keyboard(someone):
    editor = someone("editor").sign_in()
    _, answers = entries(editor)
    open_ones = [answer for answer in answers if answer["state"] in ("notAnswered", "draft")]
    assert open_ones, answers
    editor.open(f"/entries/{open_ones[0]['id']}")
    editor.type("実施したこと", "キーボードだけで書いた。")
    editor.press("button", "下書きを保存する")
    assert "下書きを保存しました" in editor.page.inner_text("body")
    assert "キーボードだけで書いた。" in editor.page.get_by_label("実施したこと").first.input_value()

    secretariat = someone("secretariat").sign_in()
    number, _ = entries(secretariat)
    secretariat.open(f"/rounds/{number}")
    asking = secretariat.page.locator("main form .button-irreversible").first
    title = asking.inner_text()
    secretariat.tab_to(asking)
    with secretariat.page.expect_navigation():
        secretariat.page.keyboard.press("Enter")
    assert secretariat.page.get_by_role("heading", name="行われること").count() == 1, title
    walk(secretariat)
    secretariat.press("link", "戻る（まだ行いません）")
    assert secretariat.page.url.endswith(f"/rounds/{number}")
