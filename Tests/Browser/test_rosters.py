"""名簿: a clerk downloads what stands, edits it in LibreOffice, sends it back, looks, and takes it whole."""

import re

import pytest
from conftest import NOTICE, Namiki, Someone
from test_forms import download, office

ADMINISTRATOR = {"loginName": "kanri", "password": "meibo-wo-kubaru-56"}
SECOND = {"loginName": "kanri2", "password": "meibo-wo-mitomeru-78"}
SECRETARIAT = {"loginName": "jimu", "password": "meibo-wo-tukuru-90"}
SEND = "読み取る（まだ取り込みません）"


@pytest.fixture(scope="module")
def ward(browser, tmp_path_factory):
    """An empty ward with two administrators and the secretariat."""
    server = Namiki(tmp_path_factory.mktemp("rosters"))
    server.add(ADMINISTRATOR, "--name", "管理する人", "--role", "administrator")
    server.add(SECOND, "--name", "確認する人", "--role", "administrator")
    server.add(SECRETARIAT, "--name", "事務局の人", "--role", "secretariat")
    server.start()
    yield server
    server.stop()


def send(person, file):
    person.page.get_by_label("名簿のファイル").set_input_files(file)
    person.press("button", SEND)


def test_sections_come_from_a_workbook_that_libreoffice_wrote(browser, ward, tmp_path):
    person = Someone(browser, ward, ADMINISTRATOR).sign_in()
    person.open("/units")
    person.press("link", "名簿でまとめて登録する")
    person.look("roster-units")
    template, edited, mended = (tmp_path / name for name in ("template.xlsx", "edited.xlsx", "mended.xlsx"))
    assert download(person, "/units/list/template.xlsx", template) == "soshiki.xlsx"
    rows = [("0100", "区民部", ""), ("0110", "区民課", "区民部"), ("0120", "課税課", "ない部")]
    office(template, edited, [
        ["set", "組織", f"{column}{number}", text]
        for number, row in enumerate(rows, 2) for column, text in zip("ABC", row)
    ])
    send(person, edited)
    assert "直すところが1件あります。何も取り込んでいません。" in person.text()
    assert "「ない部」という組織がありません。" in person.text()
    person.look("roster-findings")
    office(edited, mended, [["set", "組織", "C4", "区民部"]])
    send(person, mended)
    assert "まだ何も変わっていません" in person.text()
    person.look("roster-looked")
    person.press("button", "3件を取り込む", exact=False)
    assert "3件を取り込みました" in person.text()
    person.look("roster-done")
    person.open("/units/list")
    send(person, mended)
    assert "変わりません。" in person.text()
    person.look("roster-same")
    person.context.close()


def test_people_come_from_a_list_and_a_second_administrator_confirms_their_roles(browser, ward, tmp_path):
    person = Someone(browser, ward, ADMINISTRATOR).sign_in()
    person.open("/people")
    person.press("link", "名簿でまとめて登録する")
    file = tmp_path / "people.csv"
    file.write_bytes("職員番号,氏名,役割,所属\r\nsuzuki,鈴木 二郎,主管課担当,区民課\r\nsato,佐藤 一郎,主管課長,区民課\r\n".encode("cp932"))
    send(person, file)
    assert "文字コードはShift_JIS（CP932）として読みました。" in person.text()
    person.press("button", "2人を取り込む", exact=False)
    passwords = person.page.locator("td code").all_inner_texts()
    assert len(passwords) == 2
    person.look("roster-passwords")
    with person.page.expect_download() as waiting:
        person.tab_to(person.page.get_by_role("button", name="CSVで保存する", exact=False))
        person.page.keyboard.press("Enter")
    waiting.value.save_as(tmp_path / "passwords.csv")
    assert passwords[0] in (tmp_path / "passwords.csv").read_text("utf-8-sig")
    person.context.close()
    second = Someone(browser, ward, SECOND).sign_in()
    second.press("link", "ほかの管理者の申出を確かめる（1件）")
    second.look("roster-request")
    second.press("button", "確認して行う", exact=False)
    assert "役割2件を付けました" in second.page.inner_text("body")
    second.context.close()
    newcomer = Someone(browser, ward, {"loginName": "suzuki", "password": passwords[0]}).sign_in()
    newcomer.choose_own_password("jibun-no-kotoba-91")
    assert "自分のパスワードを決める" not in newcomer.text()
    newcomer.context.close()


def test_sections_and_indicators_of_all_initiatives_take_ten_pages_at_most(browser, ward, tmp_path):
    person = Someone(browser, ward, SECRETARIAT).sign_in()
    person.open("/imports")
    person.page.get_by_label("通知文のファイル").set_input_files(NOTICE)
    person.press("button", "読み取る")
    person.press("button", "この年度として読む")
    person.confirm("計画に取り入れる")
    loads = []

    def count(response):
        if response.request.is_navigation_request() and not 300 <= response.status < 400:
            loads.append(response.url)

    person.page.on("response", count)
    person.open("/plan")
    person.press("link", re.compile("件の取組の主管課を決める$"), exact=False)
    person.look("assignments")
    labels = person.page.locator('input[aria-label$="の主管課"]').evaluate_all(
        "inputs => inputs.map(input => input.getAttribute('aria-label'))"
    )
    for label in labels:
        person.type(label, "区民課", exact=True)
    person.type(labels[0], "くみん課", exact=True)
    person.press("button", "変えた行を保存する")
    assert "「くみん課」という組織がありません。" in person.text()
    person.look("assignments-refused")
    person.type(labels[0], "課税課、区民課", exact=True)
    person.press("button", "変えた行を保存する")
    assert f"取組{len(labels)}件の主管課と関係課を決めました。" in person.page.inner_text("body")
    template, edited = tmp_path / "indicators.xlsx", tmp_path / "edited.xlsx"
    person.open("/plan/indicators/list")
    rows = int(re.search(r"（(\d+)行）", person.text()).group(1))
    download(person, "/plan/indicators/list/template.xlsx", template)
    said = {"D": "受付の件数", "F": "件", "G": "活動指標", "H": "期間の量", "I": "多いほど良い", "L": "進み方を表すため", "M": "400"}
    office(template, edited, [
        ["set", "指標", f"{column}{number}", text]
        for number in range(2, 2 + rows) for column, text in said.items()
    ])
    send(person, edited)
    person.look("roster-indicators")
    person.press("button", f"{rows}件を取り込む", exact=False)
    assert f"{rows}件を取り込みました" in person.text()
    assert len(loads) <= 10, loads
    person.context.close()


def test_a_list_works_without_javascript_and_on_a_narrow_screen(browser, ward, tmp_path):
    person = Someone(browser, ward, SECRETARIAT, width=320, javascript=False)
    page = person.page
    person.open("/sign-in")
    page.get_by_label("利用者名").fill(person.login["loginName"])
    page.get_by_label("パスワード").fill(person.login["password"])
    page.get_by_role("button", name="サインイン").click()
    person.open("/plan/units/list")
    file = tmp_path / "units.csv"
    file.write_text("番号,取組,主管課\n(1),,ない課\n", encoding="utf-8")
    page.get_by_label("名簿のファイル").set_input_files(file)
    page.get_by_role("button", name=SEND).click()
    assert "直すところが1件あります" in person.text()
    person.context.close()
