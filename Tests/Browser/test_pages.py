"""Every page for every person: reachable, without a finding of axe, at 1280 and at 320 pixels, also without scripts."""

import re

import pytest
from conftest import Someone

PAGES = {
    "secretariat": ["/", "/plan", "/rounds", "/rounds/new", "/signals", "/marks", "/imports", "/gaps", "/reports", "/reports/new", "/publishing", "/plan/versions", "/meetings", "/units", "/units/contacts", "/notifications", "/calendar", "/bodies", "/indicators", "/account", "/help"],
    "editor": ["/", "/plan", "/rounds", "/gaps", "/reports", "/account", "/account/notifications", "/help"],
    "approver": ["/", "/plan", "/rounds", "/account"],
    "auditor": ["/", "/plan", "/rounds", "/signals", "/gaps", "/reports", "/audit", "/account", "/help"],
    "administrator": ["/", "/plan", "/people", "/requests", "/account/second-factor", "/units", "/calendar", "/audit", "/jobs", "/notifications", "/account", "/help"],
}


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("key", PAGES)
def test_the_pages_of_a_person(browser, namiki, key, width):
    person = Someone(browser, namiki, namiki.people[key], width=width).sign_in()
    for path in PAGES[key]:
        assert person.open(path) == 200, path
        person.look(f"page-{key}-{width}-{path.strip('/').replace('/', '-') or 'first'}")
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
            for summary in person.page.locator("summary").all():
                if summary.evaluate("s => !s.parentElement.open"):
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
