"""照会票: given out as Excel, edited in LibreOffice, read back."""

import json
import subprocess
from pathlib import Path

import pytest
from conftest import NOTICE, Namiki, Someone

OFFICE = Path(__file__).with_name("office.py")
SECRETARIAT = {"loginName": "hajime", "password": "namiki-wo-tsukau-12"}
EDITOR = {"loginName": "kinyu", "password": "hyou-wo-kaku-hito-34"}


def office(source, result, commands):
    """The system's own Python knows LibreOffice; the one of the tests does not."""
    done = subprocess.run(
        ["/usr/bin/python3", OFFICE, source, result],
        input=json.dumps(commands), text=True, capture_output=True, timeout=300,
    )
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def asked(browser, tmp_path_factory):
    """One section that is asked about six initiatives, one of them with an indicator."""
    server = Namiki(tmp_path_factory.mktemp("forms"))
    server.add(SECRETARIAT, "--name", "事務局の人", "--role", "secretariat")
    server.start()
    person = Someone(browser, server, SECRETARIAT).sign_in()
    person.open("/imports")
    person.page.get_by_label("通知文のファイル").set_input_files(NOTICE)
    person.press("button", "読み取る")
    person.press("button", "この年度として読む")
    person.confirm("計画に取り入れる")
    for number in range(1, 7):
        person.open("/plan")
        person.press("link", person.page.get_by_role("row").nth(number).get_by_role("link").first.inner_text())
        if number == 1:
            person.type("一覧にない主管課の名前", "見本課")
        else:
            person.type("主管課 1", "見本課", exact=True)
        person.press("button", "決める")
    person.open("/")
    person.press("link", "最初の四半期を準備する")
    person.press("button", "準備する")
    person.confirm("照会を始める")
    server.round = person.page.url.removeprefix(server.address)
    person.context.close()
    server.add(EDITOR, "--name", "記入する人", "--role", "editor", "--unit", "見本課")
    yield server
    server.stop()


def download(person, path, to):
    with person.page.expect_download() as waiting:
        person.page.evaluate("path => { const a = document.createElement('a'); a.href = path; a.click() }", path)
    waiting.value.save_as(to)
    return waiting.value.suggested_filename


def test_a_form_goes_through_libreoffice_and_back(browser, asked, tmp_path):
    person = Someone(browser, asked, EDITOR).sign_in()
    person.open(asked.round)
    person.press("link", "照会票（Excel）")
    person.look("forms")
    link = person.page.get_by_role("link", name="受け取る （見本課）")
    form = tmp_path / "form.xlsx"
    assert download(person, link.get_attribute("href"), form).endswith("見本課.xlsx")
    edited = tmp_path / "照会票_記入済み.xlsx"
    office(form, edited, [
        ["set", "回答", "E4", "Ｂ　予定どおり"],
        ["set", "回答", "F4", "説明会を開いた。\n参加は延べ120人。"],
        ["set", "回答", "G4", "続ける。"],
        ["set", "回答", "F9", "移した行の回答"],
        ["merge", "回答", "F6:F7"],
        ["delete", "回答", 8],
        ["move", "回答", 8, 5],
    ])
    person.page.get_by_label("記入した照会票").set_input_files(edited)
    person.press("button", "読み取る")
    text = person.text()
    for kind in ("セルの結合", "行の削除", "行の移動", "全角の数字", "改行"):
        assert kind in text, f"{kind}\n{text}"
    assert "移した行の回答" in text and "2件の回答に取り込む" in text
    person.look("forms-returned")
    found = person.context.request.get(person.page.url, headers={"Accept": "application/json"}).json()
    kinds = sorted({outcome["kind"] for outcome in found["outcomes"]})
    assert kinds == ["changed", "deletedRow", "fullWidth", "lineBreak", "mergedCells", "movedRow"], kinds
    person.press("button", "2件の回答に取り込む")
    assert "下書きとして取り込みました" in person.page.inner_text("body")
    person.look("forms-taken")
    person.press("link", "(1) 行政保有データ等の利活用の推進（下書き）")
    answers = person.page.get_by_label("実施したこと").first.input_value()
    assert answers == "説明会を開いた。\n参加は延べ120人。"
    rows = json.loads(asked.run("round", "list", "--format", "json").stdout)
    assert rows["rounds"][0]["state"] == "open"
    person.context.close()


def test_a_form_of_a_closed_quarter_and_a_foreign_file_say_why(browser, asked, tmp_path):
    person = Someone(browser, asked, SECRETARIAT).sign_in()
    person.open(asked.round + "/forms")
    form = tmp_path / "form.xlsx"
    download(person, person.page.get_by_role("link", name="受け取る （見本課）").get_attribute("href"), form)
    foreign = tmp_path / "foreign.txt"
    foreign.write_text("表ではない")
    person.page.get_by_label("記入した照会票").set_input_files(foreign)
    person.press("button", "読み取る")
    assert "Excel" in person.page.get_by_role("alert").first.inner_text()
    person.look("forms-foreign")
    quarter = json.loads(asked.run("round", "list", "--format", "json").stdout)["rounds"][0]["quarter"]
    asked.run("round", "close", quarter)
    result = asked.run("form", "read", quarter, form, expect=2)
    assert "事務局確認中" in result.stderr, result.stderr
    person.context.close()
