"""A whole quarter from the answers to the report, walked by four people with the keyboard alone."""

import re
import subprocess
import zipfile
from contextlib import nullcontext
from pathlib import Path
from urllib.parse import unquote

import pytest

from conftest import Namiki, Someone, check_accessible, keep_picture
from throwaway import postgresql


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def namiki(request, tmp_path_factory):
    """The demonstration on each kind of database."""
    folder = tmp_path_factory.mktemp("quarter")
    with postgresql() if request.param == "postgresql" else nullcontext() as address:
        server = Namiki(folder, address)
        server.people = {person["key"]: person for person in server.json("demo")["people"]}
        server.start()
        yield server
        server.stop()


@pytest.fixture(scope="module")
def walk(browser, namiki):
    """The people of the demonstration, each with a browser of their own, signed in once."""
    people = {
        key: Someone(browser, namiki, namiki.people[key]).sign_in()
        for key in ("secretariat", "editor", "approver", "auditor")
    }
    yield people
    for person in people.values():
        person.context.close()


def current_round(namiki):
    return namiki.json("round", "list")["rounds"][0]


def test_01_the_first_page_is_what_waits_today(walk):
    assert "今日の仕事" in walk["secretariat"].text()
    assert "未回答を確かめる" in walk["secretariat"].text()
    assert "回答する：(4)" in walk["editor"].text()
    assert "直して出し直す：(5)" in walk["editor"].text()
    assert "承認する：(6)" in walk["approver"].text()
    assert "承認する" not in walk["auditor"].text()
    for key, person in walk.items():
        person.look(f"01-today-{key}")


def test_02_the_editor_sees_all_errors_at_once_and_loses_nothing(walk):
    editor = walk["editor"]
    editor.open("/")
    editor.press("link", "回答する：(4) デジタルデバイド対策の強化（高齢者施策課）")
    editor.look("02-entry-empty")
    editor.pick("D 遅れ")
    editor.type("今後の予定", "【見本】講座の回数を増やします。")
    editor.press("button", "提出する")
    text = editor.text()
    assert "「実施したこと」を書いてください" in text
    assert "「課題」に遅れや中止の理由を書いてください" in text
    assert "「対応」にこれからどうするかを書いてください" in text
    assert editor.page.get_by_label("今後の予定").input_value() == "【見本】講座の回数を増やします。"
    editor.look("02-entry-errors")


def test_03_the_editor_answers_and_hands_in(walk):
    editor = walk["editor"]
    editor.type("実施したこと", "【見本】高齢者向けの講座を12回開きました。")
    editor.type("課題", "【見本】講座の会場が足りません。")
    editor.type("対応", "【見本】地域の集会所を借ります。")
    editor.press("button", "下書きを保存する")
    assert "下書きを保存しました" in editor.page.inner_text("body")
    editor.look("03-entry-draft")
    editor.press("button", "提出する")
    assert "提出しました" in editor.page.inner_text("body")
    editor.look("03-entry-submitted")


def test_04_the_editor_mends_what_was_returned_with_evidence(walk, tmp_path):
    editor = walk["editor"]
    editor.open("/")
    editor.press("link", "直して出し直す：(5) デジタル技術を活用した区民サービスの向上と行政内部の事務の効率化（区民課）")
    assert "根拠となる資料を付けてください" in editor.text()
    evidence = tmp_path / "利用件数.csv"
    evidence.write_text("月,件数\n7,201\n8,205\n9,205\n", encoding="utf-8")
    editor.type("今後の予定", "【見本】まだ保存していない文です。")
    editor.page.get_by_label("ファイル").set_input_files(evidence)
    editor.type("資料の名前", "利用件数の集計（見本）")
    editor.press("button", "資料を付ける")
    assert "「利用件数の集計（見本）」を外す" in editor.text()
    assert editor.page.get_by_label("今後の予定").input_value() == "【見本】まだ保存していない文です。"
    editor.press("button", "提出する")
    assert "提出しました" in editor.page.inner_text("body")


def test_05_the_section_head_approves_by_keyboard(walk):
    approver = walk["approver"]
    for _ in range(3):
        approver.open("/")
        link = approver.page.get_by_role("link", name=re.compile("^承認する：")).first
        name = link.inner_text()
        approver.press("link", name)
        approver.press("button", "承認する")
        assert "承認しました" in approver.page.inner_text("body")
    approver.open("/")
    assert "承認する：" not in approver.text()
    approver.look("05-approver-done")


def test_06_the_secretariat_accepts_closes_and_freezes(walk, namiki):
    secretariat = walk["secretariat"]
    for _ in range(4):
        secretariat.open("/")
        link = secretariat.page.get_by_role("link", name=re.compile("^受け付ける：")).first
        secretariat.press("link", link.inner_text())
        secretariat.press("button", "受け付ける")
    secretariat.open("/rounds")
    secretariat.look("06-rounds")
    secretariat.press("link", current_round(namiki)["title"])
    secretariat.look("06-board")
    secretariat.confirm("締め切って確認に入る")
    secretariat.look("06-reviewing")
    secretariat.confirm("第1版として確定する")
    assert "確定しました" in secretariat.page.inner_text("body")
    secretariat.look("06-frozen")
    secretariat.press("link", "第1版")
    assert "令和" in secretariat.page.inner_text("h1")
    secretariat.look("06-edition")


def test_07_the_secretariat_writes_and_seals_the_report(walk):
    secretariat = walk["secretariat"]
    secretariat.open("/reports")
    secretariat.press("link", "報告書を作る")
    secretariat.look("07-report-new")
    secretariat.press("button", "下書きを作る")
    secretariat.look("07-report-draft")
    summary = secretariat.page.locator("summary", has_text="説明を加える")
    secretariat.tab_to(summary)
    secretariat.page.keyboard.press("Enter")
    secretariat.choose("場所", "1 概況")
    secretariat.type("文", "【見本】おおむね予定どおり進んでいます。")
    secretariat.pick("(1) 行政保有データ等の利活用の推進（情報管理課）")
    secretariat.press("button", "加える")
    assert "おおむね予定どおり" in secretariat.text()
    secretariat.confirm("報告書を確定する")
    secretariat.look("07-report-sealed")
    secretariat.press("link", "第1版を読む")
    text = secretariat.page.inner_text("body")
    for heading in ("1　概況", "2　遅れ・変更のある取組", "3　グループの検討状況", "4　計画修正(案)", "別紙1", "別紙2", "SHA-256"):
        assert heading in text, heading
    targets = secretariat.page.eval_on_selector_all("a[href^='#']", "links => links.map(a => a.getAttribute('href'))")
    assert len(targets) > 10
    for target in set(targets):
        assert secretariat.page.locator(target).count() == 1, target
    secretariat.look("07-report")


def test_08_the_report_is_a_pdf_with_its_fonts_inside(walk, tmp_path):
    secretariat = walk["secretariat"]
    secretariat.open("/reports")
    secretariat.page.get_by_role("row").nth(1).get_by_role("link").first.click()
    address = secretariat.page.get_by_role("link", name="第1版のPDF").get_attribute("href")
    response = secretariat.context.request.get(secretariat.namiki.address + address)
    assert response.status == 200 and response.headers["content-type"] == "application/pdf"
    pdf = tmp_path / "report.pdf"
    pdf.write_bytes(response.body())
    fonts = subprocess.run(["pdffonts", pdf], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
    assert fonts and all(line.split()[-5] == "yes" for line in fonts), fonts
    information = subprocess.run(["pdfinfo", pdf], capture_output=True, text=True, check=True).stdout
    assert re.search(r"Tagged: +yes", information), information
    parts = subprocess.run(["pdfinfo", "-struct", pdf], capture_output=True, text=True, check=True).stdout
    assert all(part in parts for part in ("H1", "H2", "Table", "TH", "Link")), parts[:2000]
    text = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True).stdout
    pages = text.rstrip("\f").split("\f")
    for number, page in enumerate(pages, start=1):
        assert "第1版" in page and "SHA-256" in page, f"foot of page {number}"
        assert re.search(rf"{number} ?/ ?{len(pages)}\b", page), f"number of page {number}"
    assert "遅れ・変更のある取組" in text and "第1版" in text and "SHA-256" in text
    again = secretariat.context.request.get(secretariat.namiki.address + address)
    assert again.body() == response.body(), "a sealed PDF stays byte for byte"


def test_09_the_auditor_reads_and_may_not_write(walk, namiki):
    auditor = walk["auditor"]
    auditor.open("/rounds")
    auditor.press("link", current_round(namiki)["title"])
    text = auditor.text()
    assert "締め切って確認に入る" not in text and "確定する" not in auditor.page.inner_text("main button") if auditor.page.locator("main button").count() else True
    auditor.press("link", "第1版")
    first = auditor.page.content()
    auditor.open("/reports")
    auditor.look("09-auditor-reports")
    assert auditor.open("/imports") == 403
    auditor.look("09-forbidden")
    auditor.open("/audit")
    auditor.look("09-audit")
    assert "plan." in auditor.text() or "確定" in auditor.text()
    assert first


def test_10_what_is_published_is_a_folder_that_needs_no_server(walk, namiki, browser, tmp_path):
    secretariat = walk["secretariat"]
    secretariat.open("/publishing")
    secretariat.look("10-publishing")
    secretariat.confirm("公表する （令和8年度第2四半期の進捗確認 第1版）")
    assert "公表済みにしました" in secretariat.page.inner_text("body")
    while secretariat.page.get_by_role("button", name=re.compile("^公表する")).count():
        secretariat.confirm(re.compile("^公表する"), exact=False)
    secretariat.look("10-published")
    answer = secretariat.context.request.get(namiki.address + "/publishing/site.zip")
    (tmp_path / "site.zip").write_bytes(answer.body())
    with zipfile.ZipFile(tmp_path / "site.zip") as archive:
        assert archive.testzip() is None
        archive.extractall(tmp_path / "zip")
    folder = tmp_path / "public"
    namiki.run("publish", "--output", folder)
    made = {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    again = {str(path.relative_to(tmp_path / "zip")): path.read_bytes() for path in (tmp_path / "zip").rglob("*") if path.is_file()}
    assert made == again, "the page and the command give the same files"
    subprocess.run(["sha256sum", "--check", "--quiet", "hashes.txt"], cwd=folder, check=True)
    context = browser.new_context(locale="ja-JP", viewport={"width": 320, "height": 900})
    page = context.new_page()
    outside = []
    page.on("request", lambda request: outside.append(request.url) if not request.url.startswith("file:") else None)
    for name in [name for name in made if name.endswith(".html")]:
        page.goto(f"file://{folder / name}")
        assert page.locator("script").count() == 0 and page.locator("h1").count() == 1, name
        for link in page.eval_on_selector_all("a", "links => links.map(a => a.href)"):
            place = link.split("#")[0].removeprefix("file://")
            assert not place or Path(unquote(place)).is_file(), f"{name}: {link}"
        if not name.startswith(("editions/", "documents/")):
            assert name.replace(".html", ".txt") in made, name
            assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), name
        check_accessible(page)
    assert not outside
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"file://{folder / 'index.html'}")
    keep_picture(page, "10-public-index")
    page.get_by_role("table").last.get_by_role("link").first.click()
    keep_picture(page, "10-public-initiative")
    context.close()
    busy = tmp_path / "busy"
    busy.mkdir()
    (busy / "mine.txt").write_text("大事なファイル")
    namiki.run("publish", "--output", busy, expect=2)
    assert (busy / "mine.txt").read_text() == "大事なファイル"


def test_11_an_amendment_makes_a_second_edition_and_the_first_stays(walk, namiki):
    secretariat, editor, approver = walk["secretariat"], walk["editor"], walk["approver"]
    code = current_round(namiki)["quarter"]
    identifier = current_round(namiki)["id"]
    path = f"{namiki.address}/rounds/{identifier}/editions/1"
    before = secretariat.context.request.get(path).body()
    secretariat.open(f"/rounds/{identifier}")
    secretariat.press("link", "確定した内容を訂正する")
    secretariat.look("11-again")
    secretariat.pick("区民課")
    secretariat.type("理由", "【見本】件数の集計に誤りがありました。")
    secretariat.press("button", "訂正を始める")
    editor.open("/")
    editor.press("link", "直して出し直す：(5) デジタル技術を活用した区民サービスの向上と行政内部の事務の効率化（区民課）")
    editor.type("実施したこと", "【見本】予約枠を1日8件に増やしました。件数を数え直しました。")
    editor.press("button", "提出する")
    approver.open("/")
    approver.press("link", approver.page.get_by_role("link", name=re.compile("^承認する：")).first.inner_text())
    approver.press("button", "承認する")
    secretariat.open("/")
    secretariat.press("link", secretariat.page.get_by_role("link", name=re.compile("^受け付ける：")).first.inner_text())
    secretariat.press("button", "受け付ける")
    assert namiki.json("round", "freeze", code)["edition"] == 2
    assert secretariat.context.request.get(path).body() == before
    second = secretariat.context.request.get(f"{namiki.address}/rounds/{identifier}/editions/2").text()
    assert "件数を数え直しました" in second and "訂正の理由" in second


def test_12_everything_is_proved_here_and_on_another_machine(namiki, tmp_path):
    bundle = tmp_path / "editions.json"
    found = namiki.json("verify", "--export", bundle)
    assert found["whole"] and found["seals"] == 3 and found["redrawn"] == 3
    elsewhere = namiki.json("verify", bundle, "--database", "/nonexistent/nothing.sqlite")
    assert elsewhere["whole"] and elsewhere["seals"] == 3
    broken = tmp_path / "broken.json"
    broken.write_text(bundle.read_text(encoding="utf-8").replace("講座を12回", "講座を13回", 1), encoding="utf-8")
    found = namiki.json("verify", broken, expect=2)
    assert not found["whole"] and found["failures"]
