"""Lists: narrowed, put in order and sent to somebody by their address; several answers decided at once; from a record to the next."""

import csv
import io
import re

import pytest
from conftest import Someone


@pytest.fixture(scope="module")
def round_path(namiki):
    return "/rounds/" + namiki.json("round", "list")["rounds"][0]["id"]


def titles(person):
    return person.page.locator("main .list-table tbody th").all_inner_texts()


def choose_page(person):
    box = person.page.locator("#bulk-rows")
    person.tab_to(box)
    box.select_option(value="page")


def confirm(person, look):
    assert person.page.get_by_role("heading", name="行われること").count() == 1, person.text()
    person.look(look)
    person.tab_to(person.page.locator("main .form-actions button").first)
    with person.page.expect_navigation():
        person.page.keyboard.press("Enter")


def test_a_list_is_asked_by_keyboard_and_its_address_is_the_same_list_for_somebody_else(browser, namiki, someone):
    person = someone("secretariat").sign_in()
    person.open("/plan")
    everything = titles(person)
    assert len(everything) > 3
    words = person.page.locator("#list-words")
    person.tab_to(words)
    # Half width, as an old keyboard gives it.
    person.page.keyboard.insert_text("ﾃﾞｼﾞﾀﾙ")
    with person.page.expect_navigation():
        person.page.keyboard.press("Enter")
    found = titles(person)
    assert 0 < len(found) < len(everything)
    head = person.page.locator("main .list-table thead a").first
    person.tab_to(head)
    with person.page.expect_navigation():
        person.page.keyboard.press("Enter")
    assert person.page.locator("main th[aria-sort]").count() == 1
    person.look("list-plan-asked")
    address = person.page.url.removeprefix(namiki.address)
    other = someone("auditor").sign_in()
    other.open(address)
    assert titles(other) == titles(person)
    other.open("/plan")
    assert titles(other) == everything
    person.press("link", re.compile("を外す$"), exact=False)
    assert sorted(titles(person)) == sorted(everything)


def test_a_file_has_the_rows_that_were_counted(someone, namiki):
    person = someone("secretariat").sign_in()
    person.open("/plan?q=%E3%83%87%E3%82%B8%E3%82%BF%E3%83%AB")
    count = int(re.search(r"^(\d+)件", person.page.locator(".list-count").inner_text()).group(1))
    link = person.page.get_by_role("link", name=re.compile("^CSVで保存")).get_attribute("href")
    answer = person.context.request.get(namiki.address + link)
    rows = list(csv.reader(io.StringIO(answer.body().decode("utf-8-sig"))))
    end = next(number for number, row in enumerate(rows) if not any(row))
    assert end - 1 == count
    notes = [row[0] for row in rows[end + 1 :]]
    assert "検索: デジタル" in notes and f"{count}件" in notes and any(note.endswith("現在") for note in notes)


def test_a_section_head_and_the_secretariat_decide_several_answers_at_once(someone, namiki, round_path):
    approver = someone("approver").sign_in()
    approver.open(round_path)
    approver.look("list-round-approver")
    approver.press("link", re.compile("件の回答を承認する$"), exact=False)
    waiting = len(titles(approver))
    assert waiting > 0
    # Nobody chose anything yet.
    approver.press("button", "承認する…")
    assert "行を選んでください" in approver.text()
    approver.look("list-none-chosen")
    choose_page(approver)
    approver.press("button", "承認する…")
    assert f"{waiting}件を承認する" in approver.page.inner_text("h1")
    confirm(approver, "list-approve-asked")
    assert f"{waiting}件を承認しました" in approver.page.inner_text("body")

    secretariat = someone("secretariat").sign_in()
    secretariat.open(round_path)
    secretariat.press("link", re.compile("件の回答を確かめて受け付ける$"), exact=False)
    names = titles(secretariat)
    assert len(names) >= waiting
    secretariat.look("list-accepting")
    box = secretariat.page.get_by_role("checkbox", name=names[0]).first
    secretariat.tab_to(box)
    secretariat.page.keyboard.press("Space")
    secretariat.press("button", "受け付ける…")
    assert "1件を受け付ける" in secretariat.page.inner_text("h1")
    secretariat.press("link", re.compile("^戻る"), exact=False)
    assert titles(secretariat) == names, "nothing was done"
    choose_page(secretariat)
    secretariat.press("button", "受け付ける…")
    confirm(secretariat, "list-accept-asked")
    assert f"{len(names)}件を受け付けました" in secretariat.page.inner_text("body")
    assert namiki.json("verify")["whole"] is True


def test_from_a_list_to_an_answer_to_the_next_and_back(someone, namiki, round_path):
    person = someone("secretariat").sign_in()
    person.open(f"{round_path}?state=accepted&sort=-number")
    names = titles(person)
    person.page.locator("main .list-table tbody th a").first.click()
    assert names[0] in person.page.inner_text("h1")
    for name in names[1:]:
        person.press("link", re.compile("^次 ?："), exact=False)
        assert name in person.page.inner_text("h1")
    assert f"{len(names)}/{len(names)}件" in person.text()
    person.look("list-place")
    person.press("link", "一覧に戻る")
    assert titles(person) == names
    assert person.page.url.endswith(f"{round_path}?state=accepted&sort=-number")


@pytest.mark.parametrize("javascript", [True, False])
def test_on_a_phone_the_filters_are_folded_and_rows_are_blocks(browser, namiki, round_path, javascript):
    person = Someone(browser, namiki, namiki.people["secretariat"], width=320, javascript=javascript)
    if javascript:
        person.sign_in()
    else:
        person.page.goto(namiki.address + "/sign-in")
        person.page.get_by_label("利用者名").fill(person.login["loginName"])
        person.page.get_by_label("パスワード").fill(person.login["password"])
        person.page.get_by_role("button", name="サインイン").click()
    person.open(f"{round_path}?state=accepted&state=approved")
    summary = person.page.locator(".list-filters > summary")
    assert summary.is_visible() and "絞り込み（1）" in summary.inner_text()
    assert not person.page.locator("#list-unit").is_visible()
    summary.click()
    assert person.page.locator("#list-unit").is_visible()
    if javascript:
        person.look("list-round-320")
    person.context.close()
