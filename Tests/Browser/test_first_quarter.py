"""A ward that begins: from an empty database to an open quarter, with the pages alone."""

import json
import re
import sqlite3
import zipfile

from conftest import NOTICE, Someone

LOGIN = {"loginName": "hajime", "password": "namiki-wo-tsukau-12"}
ADMINISTRATOR = {"loginName": "kanri", "password": "touroku-suru-hito-34"}
EDITOR = {"loginName": "kaku", "password": "hyou-ni-kinyu-56"}
APPROVER = {"loginName": "mitomeru", "password": "shounin-no-hito-78"}


def test_from_the_empty_database_to_an_open_quarter(browser, empty_namiki):
    server = empty_namiki
    server.add(LOGIN, "--name", "初めての事務局", "--role", "secretariat")
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
    person.confirm("計画に取り入れる", look="first-import-asked")
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
    person.confirm("照会を始める", look="first-round-asked")
    person.look("first-round-open")
    address = person.page.url
    # The number of those who have not handed in is the way to them.
    person.press("link", "6件 （未提出の一覧）")
    assert person.page.locator("main .list-table tbody tr").count() == 6
    assert "見本第6課" in person.text()
    person.page.goto(address)
    assert not [path for path in re.findall(r'href="([^"]+)"', person.page.content()) if path.startswith("http")]
    server.round = person.page.url.removeprefix(server.address)
    person.context.close()


def test_the_people_of_a_section_are_registered_with_the_pages(browser, empty_namiki):
    server = empty_namiki
    server.add(ADMINISTRATOR, "--name", "初めての管理者", "--role", "administrator")
    person = Someone(browser, server, ADMINISTRATOR).sign_in()
    for login, role in ((EDITOR, "担当"), (APPROVER, "課長")):
        person.open("/")
        person.enter("管理", "利用者")
        person.press("link", "利用者を登録する")
        person.type("利用者名", login["loginName"])
        person.type("氏名", f"見本の{role}")
        person.type("最初のパスワード", login["password"])
        person.press("button", "登録する")
        for name, label in (("role", role), ("target", "見本第1課")):
            field = person.page.locator(f"select[name={name}]")
            person.tab_to(field)
            field.select_option(label=next(text for text in field.locator("option").all_inner_texts() if label in text))
        person.press("button", "役割を付ける")
        assert "見本第1課" in person.text()
    person.look("first-people")
    person.context.close()


def test_the_first_quarter_goes_through_to_what_residents_read(browser, empty_namiki, tmp_path):
    """One section answers, five do not: the first quarter of a real ward looks like this."""
    server = empty_namiki
    editor = Someone(browser, server, EDITOR).sign_in()
    editor.look("first-password")
    editor.choose_own_password("jibun-no-kotoba-91")
    editor.look("first-editor")
    editor.press("link", re.compile("^回答する："), exact=False)
    editor.pick("B 予定どおり")
    editor.type("実施したこと", "【見本】公開するデータの一覧を作りました。")
    editor.type("今後の予定", "【見本】続けます。")
    editor.press("button", "提出する")
    assert "提出しました" in editor.page.inner_text("body")
    editor.context.close()
    approver = Someone(browser, server, APPROVER).sign_in().choose_own_password("kacho-no-kotoba-92")
    approver.press("link", re.compile("^承認する："), exact=False)
    approver.press("button", "承認する")
    approver.context.close()

    person = Someone(browser, server, LOGIN).sign_in()
    person.press("link", re.compile("^受け付ける："), exact=False)
    person.press("button", "受け付ける")
    person.open("/")
    person.look("first-today-later")
    person.press("link", re.compile("の未回答を確かめる"), exact=False)
    person.press("link", "督促")
    person.look("first-reminders")
    person.open(server.round)
    person.confirm("締め切って確認に入る")
    assert "未回答が5件あります" in person.text()
    person.confirm("第1版として確定する", look="first-freeze-asked")
    person.look("first-frozen")
    person.press("link", "報告書を作る")
    person.press("button", "下書きを作る")
    person.confirm("報告書を確定する")
    person.press("link", "第1版を読む")
    assert person.page.inner_text("body").count("未回答") >= 5
    # A hash is longer than a phone is wide.
    person.page.set_viewport_size({"width": 320, "height": 640})
    person.look("first-report-320")
    person.page.set_viewport_size({"width": 1280, "height": 900})
    person.open("/publishing")
    person.confirm(re.compile("^公表する.*進捗確認"), exact=False)
    with person.page.expect_download() as waiting:
        person.tab_to(person.page.get_by_role("link", name="公表用のファイルを受け取る（ZIP）"))
        person.page.keyboard.press("Enter")
    waiting.value.save_as(tmp_path / "kohyo.zip")
    with zipfile.ZipFile(tmp_path / "kohyo.zip") as archive:
        text = archive.read("index.txt").decode()
    assert "未回答" in text and "公開するデータ" not in text and "行政保有データ等の利活用の推進" in text
    person.context.close()
    assert server.json("verify")["whole"] is True


def test_the_same_file_again_changes_nothing(empty_namiki):
    def told_of_the_plan():
        # What the calendar does meanwhile, such as releasing the figures that were just published, is told as well.
        with sqlite3.connect(empty_namiki.database) as store:
            return store.execute("SELECT COUNT(*) FROM audit WHERE action LIKE 'plan.%'").fetchone()

    before = told_of_the_plan()
    assert before[0] > 0
    found = empty_namiki.json("import", NOTICE)
    assert found["changed"] is False and found["adopted"] is True and found["openErrors"] == 0
    assert told_of_the_plan() == before
