"""Every page for every person: reachable, without a finding of axe, at 1280 and at 320 pixels, also without scripts."""

import re

import pytest
from conftest import Someone

PAGES = {
    "secretariat": ["/", "/plan", "/plan?due=90&sort=-due&cols=unit+due+times", "/plan?q=%E3%81%AA%E3%81%84", "/plan?unit=nowhere", "/plan/timeline", "/rounds", "/rounds/new", "/signals", "/signals?level=ask", "/marks", "/imports", "/gaps", "/reports", "/reports/new", "/stand-ins", "/publishing", "/plan/versions", "/meetings", "/units", "/units/contacts", "/notifications", "/calendar", "/bodies", "/indicators", "/search", "/search?q=%E5%8F%96%E7%B5%84", "/account", "/help", "/help/words"],
    "editor": ["/", "/plan", "/rounds", "/gaps", "/reports", "/account", "/account/notifications", "/help"],
    "approver": ["/", "/plan", "/rounds", "/stand-ins", "/account"],
    "auditor": ["/", "/plan", "/rounds", "/signals", "/gaps", "/reports", "/audit", "/account", "/help"],
    "administrator": ["/", "/plan", "/people", "/requests", "/account/second-factor", "/units", "/calendar", "/audit", "/jobs", "/notifications", "/account", "/help"],
    "deskClerk": ["/", "/desk", "/desk/calls", "/desk/checks", "/search"],
}


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("key", PAGES)
def test_the_pages_of_a_person(browser, namiki, key, width):
    person = Someone(browser, namiki, namiki.people[key], width=width).sign_in()
    for path in PAGES[key]:
        assert person.open(path) == 200, path
        name = re.sub("[^a-z0-9]+", "-", path.strip("/"))
        person.look(f"page-{key}-{width}-{name or 'first'}")
        assert person.page.title().endswith(" | 並木")
        assert person.page.locator("h1").count() == 1, path
    person.context.close()


@pytest.mark.parametrize("width", [1280, 320])
def test_the_pages_of_single_records(browser, namiki, width):
    person = Someone(browser, namiki, namiki.people["secretariat"], width=width).sign_in()
    for start, pattern in (("/plan", r"^/initiatives/"), ("/rounds", r"^/rounds/[0-9A-Z]{26}$"), ("/imports", r"^/imports/[0-9A-Z]{26}$")):
        person.open(start)
        links = person.page.eval_on_selector_all("main a", "links => links.map(a => a.getAttribute('href'))")
        for path in [link for link in links if re.match(pattern, link)][:3]:
            assert person.open(path) == 200, path
            for summary in person.page.locator("main summary").all():
                if summary.is_visible() and summary.evaluate("s => !s.parentElement.open"):
                    summary.click()
            person.look(f"record-{width}-{path.split('/')[1]}-{path[-4:]}")
    person.open("/rounds")
    round_page = person.page.get_by_role("row").nth(1).get_by_role("link").first.get_attribute("href")
    assert person.open(round_page + "/reminders") == 200
    person.look(f"record-{width}-reminders")
    person.open("/rounds")
    person.page.get_by_role("row").nth(1).get_by_role("link").first.click()
    for link in person.page.eval_on_selector_all("main td a, main th a", "links => links.map(a => a.getAttribute('href'))"):
        if link.startswith("/entries/"):
            assert person.open(link) == 200
            person.look(f"entry-{width}-{link[-4:]}")
    person.context.close()


def test_without_scripts(browser, namiki):
    person = Someone(browser, namiki, namiki.people["editor"], javascript=False)
    person.page.goto(namiki.address + "/sign-in")
    person.page.get_by_label("利用者名").fill(person.login["loginName"])
    person.page.get_by_label("パスワード").fill(person.login["password"])
    person.page.get_by_role("button", name="サインイン").click()
    person.page.get_by_role("link", name=re.compile("回答する")).first.click()
    person.page.get_by_label("実施したこと").fill("【見本】スクリプトなしで書きました。")
    person.page.get_by_role("button", name="下書きを保存する").click()
    assert "下書きを保存しました" in person.page.inner_text("body")
    person.context.close()


def test_what_does_not_exist_and_what_is_not_allowed_helps(browser, namiki):
    editor = Someone(browser, namiki, namiki.people["editor"]).sign_in()
    assert editor.open("/rounds/01ARZ3NDEKTSV4RRFFQ69G5FAV") == 404
    editor.look("error-404")
    assert editor.open("/imports") == 403
    editor.look("error-403")
    for path in ("/people", "/audit", "/reports/new", "/rounds/new", "/jobs"):
        assert editor.open(path) == 403, path
    editor.context.close()


def test_two_windows_lose_nothing(browser, namiki):
    first = Someone(browser, namiki, namiki.people["editor"]).sign_in()
    second = Someone(browser, namiki, namiki.people["editor"]).sign_in()
    first.open("/")
    path = first.page.get_by_role("link", name=re.compile("^(回答する|続きを書く)：")).first.get_attribute("href")
    first.open(path)
    second.open(path)
    first.type("実施したこと", "【見本】先に書いた文です。")
    first.press("button", "下書きを保存する")
    second.type("実施したこと", "【見本】後から書いた文です。")
    second.press("button", "下書きを保存する")
    text = second.page.inner_text("main")
    assert "先に書いた文です" in text and "先に保存" in text
    assert second.page.get_by_label("実施したこと").input_value() == "【見本】後から書いた文です。"
    second.look("clash")
    second.press("button", "下書きを保存する")
    assert "下書きを保存しました" in second.page.inner_text("body")
    first.context.close()
    second.context.close()


def test_a_section_sees_only_its_own_answers(browser, namiki):
    secretariat = Someone(browser, namiki, namiki.people["secretariat"]).sign_in()
    editor = Someone(browser, namiki, namiki.people["editor"]).sign_in()
    secretariat.open("/rounds")
    secretariat.page.get_by_role("row").nth(1).get_by_role("link").first.click()
    rows = secretariat.page.locator("main tbody tr").all()
    entries = {row.inner_text(): row.get_by_role("link").first.get_attribute("href") for row in rows if row.locator("a[href^='/entries/']").count()}
    foreign = [path for text, path in entries.items() if "情報管理課" in text or "情報システム担当課" in text]
    own = [path for text, path in entries.items() if "高齢者施策課" in text]
    assert len(foreign) == 3 and len(own) == 1
    for path in foreign:
        assert secretariat.open(path) == 200
        assert editor.open(path) == 404, "another section's answer is not even known to exist"
    assert editor.open(own[0]) == 200
    token = editor.page.locator("input[name=csrf]").first.get_attribute("value")
    answer = editor.context.request.post(
        namiki.address + foreign[0],
        form={"csrf": token, "revision": "1", "mark": "B", "done": "よその課の回答"},
        headers={"Origin": namiki.address},
    )
    assert answer.status == 404
    assert "よその課の回答" not in secretariat.context.request.get(namiki.address + foreign[0]).text()
    for person in (secretariat, editor):
        person.context.close()


@pytest.mark.parametrize("javascript", [True, False])
def test_the_areas_are_one_row_on_wide_screens_and_a_fold_on_a_phone(browser, namiki, javascript):
    for width in (1280, 768, 320):
        person = Someone(browser, namiki, namiki.people["secretariat"], width=width, javascript=javascript).sign_in()
        person.open("/plan")
        bar = person.page.get_by_role("navigation", name="領域")
        side = person.page.get_by_role("navigation", name="計画と進捗のページ")
        # The list beside a page has its name also while it is a fold.
        assert bar.count() == 1 and side.count() == 1
        is_wide = width >= 768
        for navigation in (bar, side):
            assert navigation.locator("summary").is_visible() != is_wide
            assert navigation.get_by_role("link").first.is_visible() == is_wide
        person.enter("計画と進捗", "会議")
        assert person.page.url.endswith("/meetings")
        person.enter("計画と進捗", "改定")
        assert person.page.url.endswith("/plan/versions")
        if is_wide:
            assert side.get_by_role("link", name="改定", exact=True).get_attribute("aria-current") == "page"
            assert bar.get_by_role("link", name="計画と進捗", exact=True).get_attribute("aria-current") == "true"
            heights = bar.locator("li").evaluate_all("items => items.map(item => item.getBoundingClientRect().top)")
            assert len(set(heights)) == 1, "the bar takes more than one row"
        if javascript:
            person.look(f"areas-{width}")
        person.context.close()


@pytest.mark.parametrize("width", [1280, 320])
def test_residents_are_asked_what_they_came_for(browser, namiki, width):
    family = Someone(browser, namiki, {}, width=width)
    for path, door in (("/", "家族が亡くなったとき"), ("/residents/easy", "かぞくが なくなった とき"), ("/residents/en", "When a family member has died")):
        assert family.open(path) == 200
        family.look(f"residents-{width}-{path.strip('/').replace('/', '-') or 'first'}")
        family.press("link", door)
        assert "/guides/bereavement/" in family.page.url
    family.open("/")
    family.press("link", "職員の方")
    assert family.page.url.endswith("/sign-in")
    # An address of staff leads to signing in and back.
    family.open("/plan")
    assert "/sign-in?to=%2Fplan" in family.page.url
    family.context.close()


def test_what_can_be_done_is_told_beside_the_page_and_anything_is_found_by_its_words(browser, namiki):
    person = Someone(browser, namiki, namiki.people["secretariat"]).sign_in()
    person.open("/rounds")
    summary = person.page.locator(".page-help summary")
    person.tab_to(summary)
    person.page.keyboard.press("Enter")
    assert "四半期ごとの進捗確認" in person.text()
    person.look("help-fold")
    person.press("link", "用語の意味")
    assert "五十音順" in person.text()
    field = person.page.get_by_role("searchbox", name="全体から探す")
    person.tab_to(field)
    person.page.keyboard.insert_text("かいぎ")
    with person.page.expect_navigation():
        person.page.keyboard.press("Enter")
    assert person.page.locator("h1").inner_text() == "検索"
    person.context.close()
