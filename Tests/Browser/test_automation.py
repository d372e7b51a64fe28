"""Automation: a section registers a robot, owns it, times the work by hand; exceptions wait for a person; hours net of what they cost."""

import csv
import io
import json
import os
import re
import time
import urllib.error
import urllib.request

import pytest
from conftest import Someone, copied

OFFICER = {"loginName": "jidouka", "password": "robotto-no-daichou-2026"}
SECOND = {"loginName": "jidouka-2", "password": "futari-me-ga-koukai-2026"}
AUDITOR = {"loginName": "kansa-jidouka", "password": "daichou-wo-miru-2026"}


@pytest.fixture(scope="module")
def namiki(demonstration, tmp_path_factory):
    folder = tmp_path_factory.mktemp("automation")
    server = copied(demonstration, folder)
    key = str(folder / "ward.key")
    server.run("signing-key", key)
    before = os.environ.get("NAMIKI_SIGNING_KEY")
    os.environ["NAMIKI_SIGNING_KEY"] = key
    server.run("automation", "demo")
    server.add(OFFICER, "--name", "自動化の人", "--role", "automationOfficer")
    server.add(SECOND, "--name", "二人目の自動化の人", "--role", "automationOfficer")
    server.add(AUDITOR, "--name", "監査の人", "--role", "auditor")
    server.start()
    yield server
    server.stop()
    if before is None:
        del os.environ["NAMIKI_SIGNING_KEY"]
    else:
        os.environ["NAMIKI_SIGNING_KEY"] = before


@pytest.fixture
def staff(browser, namiki):
    opened = []

    def make(login, **options):
        person = Someone(browser, namiki, login, **options).sign_in()
        opened.append(person)
        return person

    yield make
    for person in opened:
        person.context.close()


def test_what_waits_stands_first_and_is_settled_by_keyboard(staff):
    officer = staff(OFFICER)
    officer.enter("自動化")
    text = officer.text()
    assert text.index("人を待っていること") < text.index("正味の時間")
    officer.look("automation-home")
    officer.page.get_by_role("link", name="送信した後に控えを読めなかった").first.click()
    assert "送り直す前に、システムで照会してください" in officer.text()
    officer.look("automation-matter")
    officer.pick("登録されていることを確かめた")
    officer.type("かかった時間", "7")
    officer.type("メモ", "システムで照会した")
    officer.press("button", "処理する")
    assert "登録されていることを確かめた" in officer.text()
    officer.page.get_by_role("link", name="見本 保育認定の変更の入力").first.click()
    assert "例外の処理" in officer.text()


def test_a_robot_is_registered_owned_and_timed(staff):
    officer = staff(OFFICER)
    officer.open("/automation/robots/new")
    officer.look("automation-new")
    officer.press("button", "登録する")
    assert "「名前」を入力してください。" in officer.text()
    officer.look("automation-new-refused")
    officer.type("名前", "介護の転記")
    officer.choose("製品", "Power Automate Desktop")
    officer.type("業務", "介護の認定結果を転記します。")
    officer.page.get_by_label("担当課").select_option(index=1)
    officer.type("操作するシステム", "介護システム")
    officer.type("止め方", "端末の停止を押します。")
    officer.pick("中（台帳への入力など、気付いて直す）")
    officer.press("button", "登録する")
    assert "登録しました。" in officer.page.inner_text("body")
    assert "担当がいないため、動かせません" in officer.text()
    officer.press("button", "稼働を始める")
    assert "いま担当がいないため" in officer.text()
    officer.look("automation-robot-unowned")
    for seat in ["主担当", "副担当"]:
        if not officer.page.get_by_label("担当の終わる日").first.is_visible():
            officer.page.get_by_text("担当を決める", exact=True).first.click()
        officer.pick(seat)
        people = officer.page.get_by_role("combobox", name=re.compile("^人"))
        people.select_option(index=1 if seat == "主担当" else 2)
        officer.press("button", "担当に決める")
    officer.press("button", "稼働を始める")
    assert "稼働中" in officer.text()
    officer.page.get_by_text("手作業の時間を計る", exact=True).first.click()
    officer.press("button", "計測のページを作る")
    officer.press("button", "計り始める")
    officer.look("automation-stopwatch")
    officer.press("button", "止めて記録する")
    assert "1件" in officer.text()
    officer.page.get_by_text("計った時間や、システムの記録を書き込む").click()
    officer.type("1件ごとの時間（秒）", "5:20\n310\n298\n305")
    officer.press("button", "記録する")
    assert "5件" in officer.text()


def test_a_list_of_robots_is_looked_at_before_it_is_taken(staff, tmp_path):
    officer = staff(OFFICER)
    file = tmp_path / "robots.csv"
    officer.open("/automation/robots/new")
    unit = officer.page.get_by_label("担当課").locator("option").nth(1).inner_text()
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow(["ロボット名", "ツール", "業務", "所管課", "対象システム", "リスク", "作成者"])
    writer.writerow(["国保の消込", "WinActor", "日次の消込", unit, "国保システム", "高", "佐藤"])
    file.write_bytes(table.getvalue().encode("cp932"))
    officer.open("/automation/robots/list")
    officer.page.get_by_label("名簿のファイル").set_input_files(file)
    officer.press("button", "読み取る（まだ取り込みません）")
    assert "国保の消込" in officer.text()
    officer.look("automation-roster")
    officer.press("button", "1件を取り込む", exact=False)
    officer.open("/automation/robots?q=国保の消込")
    assert "国保の消込" in officer.text()


def test_a_secret_is_kept_and_never_shown(staff, namiki):
    officer = staff(OFFICER)
    officer.open("/automation/secrets")
    officer.page.get_by_text("秘密の値を保管する", exact=True).click()
    officer.type("名前", "子育て")
    officer.type("システム", "子育てシステム")
    officer.type("アカウント", "robot01")
    officer.page.get_by_label("秘密の値（パスワード）").fill("planted-secret-8841")
    officer.type("期限", "2030-03-31")
    officer.press("button", "保管する")
    assert "保管しました。" in officer.page.inner_text("body")
    assert "planted-secret-8841" not in officer.page.content()
    officer.look("automation-secret")
    officer.open("/automation/secrets")
    assert "planted-secret-8841" not in officer.page.content()
    officer.look("automation-secrets")
    assert "planted-secret-8841" not in namiki.log.read_text()


def test_hours_are_net_by_grade_and_lead_back_to_runs(staff, namiki):
    auditor = staff(AUDITOR, width=375)
    auditor.open("/automation/effects")
    auditor.look("automation-effects-phone")
    link = auditor.page.get_by_role("navigation", name="四半期").get_by_role("link").nth(0)
    link.click()
    assert "−" in auditor.text()
    assert "合計していません" in auditor.text()
    row = auditor.page.locator("main table a[href^='/effects/']").first
    row.click()
    assert "数えた記録" in auditor.text()
    auditor.page.locator("main a[href^='/automation/runs/']").first.click()
    assert "登録済み" in auditor.text()
    for path, name in [
        ("/automation/robots", "robots"), ("/automation/runs", "runs"), ("/automation/matters", "matters"),
        ("/automation/contracts", "contracts"),
    ]:
        assert auditor.open(path) == 200
        auditor.look(f"automation-{name}-phone")
    robots = namiki.json("automation", "status", expect=0)["robots"]
    paper = next(robot for robot in robots if robot["name"] == "見本 収納の紙の伝票の入力")
    auditor.open(f"/automation/robots/{paper['id']}")
    assert "廃止を検討する" in auditor.text()
    auditor.look("automation-robot-phone")


def test_a_ledger_is_checked_offline_and_a_changed_row_is_named(staff, namiki, tmp_path):
    officer = staff(OFFICER)
    assert namiki.json("automation", "verify")["isWhole"]
    officer.open("/automation/runs?source=並木が実行")
    officer.page.locator("main .list-table tbody a").first.click()
    officer.look("automation-run")
    officer.page.get_by_role("link", name="行（要約値").click()
    assert "記録した時のままです" in officer.text()
    officer.look("automation-ledger")
    with officer.page.expect_download() as download:
        officer.page.get_by_role("link", name="台帳のファイル（JSON）を保存する").click()
    whole = tmp_path / "ledger.json"
    download.value.save_as(whole)
    assert namiki.json("automation", "verify", "--file", whole)["isWhole"]
    ledger = json.loads(whole.read_text())
    ledger["steps"][41]["detail"] = "{}x"
    changed = tmp_path / "changed.json"
    changed.write_text(json.dumps(ledger))
    assert namiki.json("automation", "verify", "--file", changed, expect=2)["breaks"][0]["row"] == 42


def test_a_robot_elsewhere_reports_with_a_token(staff, namiki):
    officer = staff(OFFICER)
    officer.open("/automation/reports")
    officer.look("automation-reports")
    request = urllib.request.Request(
        namiki.address + "/automation/reports/run", data=b"{}", method="POST",
        headers={"Content-Type": "application/json", "Authorization": "Bearer namiki_nothing"},
    )
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request)
    assert refused.value.code == 401


def test_a_wrong_report_is_corrected_and_taken_back_with_reasons(staff, namiki):
    officer = staff(OFFICER)
    officer.open("/automation/reports")
    officer.press("link", "見本 軽自動車税の異動の入力")
    officer.look("automation-robot-reports")
    officer.page.locator("main .list-table tbody a").first.click()
    officer.page.get_by_text("この報告を訂正する", exact=True).click()
    before = officer.page.get_by_label("登録した件数").input_value()
    officer.type("登録した件数", "7")
    officer.press("button", "訂正する")
    assert "「訂正する理由」を入力してください。" in officer.text()
    officer.look("automation-correction-refused")
    officer.type("訂正する理由", "試験の実行を数えていた")
    officer.press("button", "訂正する")
    text = officer.text()
    assert "試験の実行を数えていた" in text
    assert f"登録{before}件" in text and "登録7件" in text
    officer.page.get_by_text("この報告を取り消す", exact=True).click()
    officer.type("取り消す理由", "同じ実行を2回報告した")
    officer.press("button", "取り消す")
    assert "この報告は取り消されています" in officer.text()
    officer.look("automation-report-withdrawn")
    assert namiki.json("automation", "verify")["isWhole"]


def test_a_period_without_robots_is_ended_with_its_reason(staff, namiki):
    officer = staff(OFFICER)
    robots = namiki.json("automation", "status", expect=0)["robots"]
    robot = next(robot for robot in robots if robot["name"] == "見本 保育認定の変更の入力")
    officer.open(f"/automation/robots/{robot['id']}/run")
    officer.page.get_by_text("システムの停止期間を登録する", exact=True).click()
    officer.type("最初の日", "2030-04-01")
    officer.type("最後の日", "2030-04-03")
    officer.type("理由", "システムの更新")
    officer.press("button", "停止期間を登録する")
    assert "システムの更新" in officer.text()
    officer.page.get_by_text("停止期間を終える・取り消す", exact=True).click()
    officer.page.get_by_label("終える停止期間").select_option(index=1)
    officer.type("終える理由", "日の誤り")
    officer.press("button", "終える")
    assert "取り消しました（日の誤り" in officer.text()
    officer.look("automation-blackouts")


def test_what_an_ai_ocr_is_not_sure_of_is_read_by_a_person(staff, namiki, tmp_path):
    officer = staff(OFFICER)
    robots = namiki.json("automation", "status", expect=0)["robots"]
    robot = next(robot for robot in robots if robot["name"] == "見本 保育認定の変更の入力")
    path = f"/automation/robots/{robot['id']}"
    officer.open(f"{path}/scenario")
    officer.page.get_by_text("シナリオを書く", exact=True).click()
    assert officer.page.get_by_role("link", name="シナリオのJSON Schema").is_visible()
    field = officer.page.get_by_label("シナリオ（YAMLかJSON）")
    field.fill(field.input_value().replace("kind: csv", "kind: ocr"))
    officer.press("button", "次の版として保存する")
    second = staff(SECOND)
    second.page.goto(officer.page.url)
    second.press("button", "公開する")
    second.tab_to(second.page.locator("main .form-actions button").first)
    with second.page.expect_navigation():
        second.page.keyboard.press("Enter")
    file = tmp_path / "ocr.csv"
    file.write_bytes(
        "受付番号,氏名,郵便番号,口座番号,口座番号_確信度,変更区分\n10009001,見本 花子,1660001,70O9001,61%,住所\n".encode("cp932")
    )
    officer.open(f"{path}/run")
    officer.page.get_by_label("入力のファイル").first.set_input_files(file)
    officer.pick("すべて登録する")
    officer.type("確信度の下限", "98")
    officer.press("button", "実行する")
    for _ in range(120):
        if "読み取りの確認を待っています" in officer.text():
            break
        time.sleep(0.5)
        officer.page.reload()
    officer.page.get_by_role("link", name="読み取りの確認（10009001）").first.click()
    assert "確信度61%" in officer.text()
    assert "70O9001" not in officer.page.content()
    officer.look("automation-reading-waits")
    officer.press("button", "読み取った値を見て確かめる")
    assert officer.page.get_by_label("口座番号（2行目").input_value() == "70O9001"
    officer.look("automation-reading")
    officer.type("かかった時間", "1")
    officer.press("button", "確かめた値で登録へ進む")
    assert "半角の数字だけ" in officer.text()
    officer.look("automation-reading-refused")
    officer.type("口座番号（2行目", "7009001")
    officer.press("button", "確かめた値で登録へ進む")
    assert "確かめました。" in officer.page.inner_text("body")
    assert "読み取りを確かめた" in officer.text()
    assert "70O9001" not in namiki.log.read_text()
