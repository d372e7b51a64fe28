"""A ward that begins: from an empty database to an open quarter, with the pages alone."""

import json
import re

from conftest import NOTICE, Someone

LOGIN = {"loginName": "hajime", "password": "namiki-wo-tsukau-12"}


def test_from_the_empty_database_to_an_open_quarter(browser, empty_namiki):
    server = empty_namiki
    server.run("user", "add", "hajime", "--name", "初めての事務局", "--role", "secretariat", input=LOGIN["password"] + "\n")
    server.start()
    person = Someone(browser, server, LOGIN).sign_in()
    person.look("first-today")
    person.press("link", "通知文を取り込む", exact=True)
    person.look("first-imports")
    person.page.get_by_label("通知文のファイル").set_input_files(NOTICE)
    person.press("button", "読み取る")
    text = person.text()
    assert "U+0439" in text and "デジタルデバイド対策検討グループ" in text
    person.look("first-import")
    person.press("button", "この年度として読む")
    assert "令和6年度と確かめ" in person.page.inner_text("body")
    person.press("button", "案を採用する （46行目）")
    assert "案を採用" in person.text()
    person.press("button", "計画に取り入れる")
    person.look("first-plan")
    for number in range(1, 7):
        person.open("/plan")
        link = person.page.get_by_role("row").nth(number).get_by_role("link").first
        person.press("link", link.inner_text())
        person.type("一覧にない主管課の名前", f"見本第{number}課")
        person.press("button", "決める")
        assert "主管課と関係課を決めました" in person.page.inner_text("body")
    person.open("/")
    person.press("link", "最初の四半期を準備する")
    person.press("button", "準備する")
    person.look("first-round")
    person.press("button", "照会を始める")
    assert "まだ提出していない課（6件）" in person.text()
    person.look("first-round-open")
    assert not [path for path in re.findall(r'href="([^"]+)"', person.page.content()) if path.startswith("http")]
    person.context.close()


def test_the_same_file_again_changes_nothing(empty_namiki):
    before = empty_namiki.json("verify")["auditRows"]
    found = json.loads(empty_namiki.run("import", NOTICE, "--format", "json", expect=2).stdout)
    assert found["changed"] is False
    assert empty_namiki.json("verify")["auditRows"] == before
