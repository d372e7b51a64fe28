"""How pages look where a rule says how: lines of tables, the bar of a long form, what cannot be undone, pictures."""

import pytest
from conftest import Someone

# Those of the secretariat that have tables of one line, and charts.
LISTS = ["/rounds", "/plan"]


@pytest.fixture
def secretariat(browser, namiki):
    person = Someone(browser, namiki, namiki.people["secretariat"]).sign_in()
    yield person
    person.context.close()


@pytest.mark.parametrize("path", LISTS)
def test_a_line_of_a_table_is_36_pixels_high(secretariat, path):
    secretariat.open(path)
    heights = secretariat.page.evaluate(
        "[...document.querySelectorAll('.table-stack tbody tr')].map(row => row.getBoundingClientRect().height)"
    )
    assert heights and min(heights) <= 37, heights
    assert min(heights) >= 35, heights


@pytest.mark.parametrize("width", [320, 768, 1024, 1280])
def test_states_and_names_are_not_broken_and_no_page_scrolls_sideways(secretariat, width):
    page = secretariat.page
    page.set_viewport_size({"width": width, "height": 900})
    for path in [*LISTS, "/gaps", "/indicators", "/units"]:
        secretariat.open(path)
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), path
        broken = page.evaluate(
            """[...document.querySelectorAll('.tag')].filter(tag => tag.getClientRects().length > 1)
               .map(tag => tag.textContent)"""
        )
        assert width == 320 or not broken, (path, broken)
        if width >= 1024:
            tall = page.evaluate(
                """[...document.querySelectorAll('td.whole, .list-table td:not([class])')].filter(cell => {
                    const range = document.createRange(); range.selectNodeContents(cell);
                    return new Set([...range.getClientRects()].filter(box => box.height > 12)
                        .map(box => Math.round(box.bottom / 12))).size > 1 && !cell.querySelector('br, ul, p, div, form');
                }).map(cell => cell.textContent)"""
            )
            assert not tall, (path, tall)


def test_the_bar_of_a_long_form_is_one_row_and_hides_no_focus(browser, namiki):
    person = Someone(browser, namiki, namiki.people["editor"]).sign_in()
    page = person.page
    links = page.locator("main a[href^='/entries/']")
    page.goto(namiki.address + links.first.get_attribute("href"))
    bar = page.locator(".sticky-bar")
    assert bar.count() == 1
    assert bar.bounding_box()["height"] <= 64
    # At the foot of the window while the form goes on below it.
    page.locator("form.form textarea").first.evaluate("field => field.scrollIntoView({ block: 'center' })")
    edge = bar.bounding_box()
    assert abs(edge["y"] + edge["height"] - 900) < 1
    for _ in range(60):
        page.keyboard.press("Tab")
        hidden = page.evaluate(
            """() => { const bar = document.querySelector('.sticky-bar'), at = document.activeElement;
                if (bar.contains(at) || !at.closest('form.form')) return null;
                return at.getBoundingClientRect().top >= bar.getBoundingClientRect().top ? at.name : null; }"""
        )
        assert hidden is None, hidden
    for size in [{"width": 640, "height": 450}, {"width": 1280, "height": 600}, {"width": 320, "height": 700}]:
        page.set_viewport_size(size)
        assert page.evaluate("getComputedStyle(document.querySelector('.sticky-bar')).position") == "static", size
    page.set_viewport_size({"width": 1280, "height": 900})
    person.look("look-answer")
    person.context.close()


def test_what_cannot_be_undone_looks_the_same_before_and_after_it_is_read(secretariat):
    page = secretariat.page
    secretariat.open("/rounds")
    with page.expect_navigation():
        page.locator("main td a[href^='/rounds/'], main th a[href^='/rounds/']").first.press("Enter")
    look = "button => { const style = getComputedStyle(button); return [style.backgroundColor, style.color, style.boxShadow] }"
    # Without the focus, which has a look of its own.
    first = page.locator("main form[action$='/close'] button").first
    before = first.evaluate(look)
    assert first.bounding_box()["height"] >= 44
    with page.expect_navigation():
        first.press("Enter")
    confirmed = page.locator("main .form-actions button").first
    assert confirmed.evaluate(look) == before
    secretariat.look("look-confirm")


def test_charts_are_pictures_with_a_message_and_one_table(secretariat):
    page = secretariat.page
    secretariat.open("/plan/timeline")
    for chart in page.locator("figure.chart").all():
        assert chart.locator("svg[role=img]").count() == 1
        assert chart.locator("svg[role=img] > title").text_content().endswith("。")
        assert chart.locator("table").count() == 1
    sizes = page.evaluate("[...document.querySelectorAll('svg text')].map(text => parseFloat(getComputedStyle(text).fontSize))")
    assert sizes and min(sizes) >= 14
    secretariat.open("/plan")
    links = page.locator("main td a[href^='/initiatives/'], main th a[href^='/initiatives/']")
    for path in [link.get_attribute("href") for link in links.all()][:3]:
        secretariat.open(path)
        captions = page.locator("figure.chart figcaption").all_text_contents()
        assert len(captions) == len(set(captions)), captions
        identifiers = page.evaluate("[...document.querySelectorAll('[id]')].map(element => element.id)")
        assert len(identifiers) == len(set(identifiers))
        secretariat.look("look-initiative")
