"""The papers of a quarter: its days for calendars, all forms at once, stand-ins, the report with its summary, and print."""

import datetime
import re
import subprocess
import zipfile

import pytest
from conftest import Someone


@pytest.fixture(scope="module")
def secretariat(browser, namiki):
    person = Someone(browser, namiki, namiki.people["secretariat"]).sign_in()
    yield person
    person.context.close()


def current_round(namiki):
    return namiki.json("round", "list")["rounds"][0]


def unfold(summary):
    summary.evaluate("s => { s.parentElement.open = true }")


def unfolded(text):
    """Lines of a calendar, each at most 75 octets before it is put together again (RFC 5545, 3.1)."""
    assert text.endswith("\r\n")
    for line in text.encode().split(b"\r\n"):
        assert len(line) <= 75, line
        line.decode()
    return re.sub("\r\n[ \t]", "", text).rstrip("\r\n").split("\r\n")


def test_1_the_days_of_the_quarter_go_into_a_calendar(secretariat, namiki):
    secretariat.open(f"/rounds/{current_round(namiki)['id']}")
    link = secretariat.page.get_by_role("link", name="日程をカレンダーに入れる（.ics）").get_attribute("href")
    answer = secretariat.context.request.get(namiki.address + link)
    assert answer.headers["content-type"].startswith("text/calendar")
    lines = unfolded(answer.body().decode())
    assert lines[0] == "BEGIN:VCALENDAR" and lines[-1] == "END:VCALENDAR"
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") >= 5
    events = "\n".join(lines).split("BEGIN:VEVENT")[1:]
    for event in events:
        for name in ("UID", "DTSTAMP", "DTSTART;VALUE=DATE", "DTEND;VALUE=DATE", "SUMMARY"):
            assert len(re.findall(f"^{name}:.+$", event, re.MULTILINE)) == 1, f"{name}\n{event}"
        first, last = re.findall(r"^DT(?:START|END);VALUE=DATE:(\d{8})$", event, re.MULTILINE)
        assert first < last
    identifiers = re.findall("^UID:(.+)$", "\n".join(lines), re.MULTILINE)
    assert len(set(identifiers)) == len(identifiers)
    assert any("回答期限" in event for event in events)


def test_2_the_forms_of_all_sections_are_one_archive(secretariat, namiki, tmp_path):
    secretariat.open(f"/rounds/{current_round(namiki)['id']}/forms")
    secretariat.look("papers-forms")
    link = secretariat.page.get_by_role("link", name="すべての課の照会票を受け取る（ZIP）").get_attribute("href")
    archive = tmp_path / "forms.zip"
    archive.write_bytes(secretariat.context.request.get(namiki.address + link).body())
    sections = secretariat.page.get_by_role("link", name=re.compile("^受け取る")).count()
    with zipfile.ZipFile(archive) as forms:
        assert forms.testzip() is None
        assert len(forms.namelist()) == sections > 1
        assert all(re.fullmatch(r"照会票_[^/]+\.xlsx", name) for name in forms.namelist())


@pytest.mark.parametrize("width", [1280, 320])
def test_3_who_stands_in_for_whom_is_named_listed_and_ended(browser, namiki, width):
    person = Someone(browser, namiki, namiki.people["secretariat"], width=width).sign_in()
    person.enter("計画と進捗", "代行者")
    person.choose("だれの代行か", person.page.locator("select[name=principal] option").nth(1).inner_text())
    person.type("主管課長の職名", "高齢者施策課長")
    deputy = person.page.locator("select[name=deputy]")
    person.tab_to(deputy)
    deputy.select_option(label=deputy.locator("option", has_text="係長").first.inner_text())
    person.type("代行者の職名", "管理係長")
    person.type("終わりの日", (datetime.date.today() + datetime.timedelta(days=20)).isoformat())
    person.look(f"papers-stand-in-form-{width}")
    person.press("button", "代行者を決める")
    assert "理由" in person.page.get_by_role("alert").first.inner_text()
    assert person.page.get_by_label("代行者の職名").input_value() == "管理係長"
    person.type("理由", "出張")
    person.press("button", "代行者を決める")
    assert "代行中" in person.text()
    person.look(f"papers-stand-ins-{width}")
    person.page.get_by_role("button", name=re.compile("^代行を終える")).first.click()
    assert "途中で終了" in person.text()
    person.context.close()


def test_4_a_draft_of_a_report_is_rewritten_and_its_summary_is_one_page(secretariat, namiki, tmp_path):
    code = current_round(namiki)["quarter"]
    namiki.run("round", "close", code)
    namiki.run("round", "freeze", code)
    secretariat.open("/reports/new")
    secretariat.press("button", "下書きを作る")
    unfold(secretariat.page.locator("summary", has_text="件名・あて先"))
    secretariat.look("papers-report-head")
    secretariat.type("件名", "直した件名")
    secretariat.type("報告日", "令和8年12月1日")
    form = secretariat.page.locator("form[action$='/edit']")
    secretariat.tab_to(form.get_by_role("button", name="直す"))
    with secretariat.page.expect_navigation():
        secretariat.page.keyboard.press("Enter")
    assert secretariat.page.inner_text("h1") == "直した件名" and "令和8年12月1日" in secretariat.text()
    report = secretariat.page.url
    unfold(secretariat.page.locator("summary", has_text="説明を加える"))
    secretariat.choose("場所", "1 概況")
    secretariat.type("文", "【見本】遅れがあります。")
    secretariat.page.locator("form[action$='/paragraphs']").get_by_role("button", name="加える").click()
    secretariat.page.get_by_role("link", name=re.compile("^直す")).first.click()
    secretariat.look("papers-statement")
    secretariat.type("文", "【見本】おおむね順調です。")
    secretariat.press("button", "直す")
    assert "おおむね順調です。" in secretariat.text() and "遅れがあります。" not in secretariat.text()

    secretariat.press("link", "概要（1枚）の案を見る")
    secretariat.look("papers-summary")
    assert secretariat.page.locator("svg[role=img]").count() == 1
    sheet = tmp_path / "summary.pdf"
    sheet.write_bytes(secretariat.context.request.get(secretariat.page.url + ".pdf").body())
    information = subprocess.run(["pdfinfo", sheet], capture_output=True, text=True, check=True).stdout
    assert re.search(r"^Pages: +1$", information, re.MULTILINE), information
    secretariat.page.goto(report)
    secretariat.confirm("報告書を確定する")
    pdf = tmp_path / "report.pdf"
    address = secretariat.page.get_by_role("link", name="第1版のPDF", exact=True).get_attribute("href")
    pdf.write_bytes(secretariat.context.request.get(namiki.address + address).body())
    text = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True).stdout
    pages = text.rstrip("\f").split("\f")
    assert "SHA-256" in "".join(pages[-1].strip().splitlines()[-3:])
    for number, page in enumerate(pages, start=1):
        lines = [line for line in page.splitlines() if line.strip()]
        # More than its foot.
        assert [line for line in lines if "SHA-256" not in line and "第1版" not in line], f"page {number} of {len(pages)}: {lines}"
    assert "確認を要する" not in text and "記入の記録を開く" not in text


def test_5_print_shows_no_forms(secretariat, namiki):
    for path in ("/reports", "/rounds", f"/rounds/{current_round(namiki)['id']}", "/stand-ins", "/plan/versions", "/reports/new"):
        secretariat.open(path)
        secretariat.page.emulate_media(media="print")
        for form in secretariat.page.locator("form.form, form.filter, form.button-form").all():
            assert not form.is_visible(), path
        secretariat.page.emulate_media(media="screen")


def test_6_the_trail_speaks_in_words_and_leads_to_its_records(browser, namiki, tmp_path):
    auditor = Someone(browser, namiki, namiki.people["auditor"]).sign_in()
    auditor.open("/audit")
    auditor.type("対象", "報告書")
    auditor.press("button", "絞り込む")
    auditor.look("papers-audit")
    assert "報告書「直した件名」" in auditor.text()
    assert "回答: " not in auditor.text()
    auditor.press("link", "報告書「直した件名」")
    assert auditor.page.inner_text("h1") == "直した件名"
    auditor.context.close()
