"""A revision of the plan: proposed by a section, drafted, decided at a meeting, in force; walked by keyboard."""

import re
import subprocess

from conftest import Someone


def record_of(person):
    return person.page.url.split("?")[0]


def open_details(person, title):
    summary = person.page.locator("summary", has_text=title).first
    person.tab_to(summary)
    if summary.evaluate("s => !s.parentElement.open"):
        person.page.keyboard.press("Enter")


def test_a_revision_from_the_proposal_to_the_new_version(browser, namiki, tmp_path):
    editor = Someone(browser, namiki, namiki.people["editor"]).sign_in()
    editor.open("/")
    editor.page.get_by_role("link", name=re.compile("^(回答する|続きを書く|直して出し直す)：")).first.click()
    heading = editor.page.locator("h1").inner_text().split("（")[0]
    editor.open("/plan")
    editor.press("link", heading.split(" ", 1)[1])
    editor.press("link", "修正の提案")
    editor.type("どこをどう改めるか", "【見本】期限を1年延ばす。")
    editor.type("理由", "【見本】入札が不調だったため。")
    editor.press("button", "提案する")
    assert "提案を残しました" in editor.page.inner_text("body")
    editor.look("revision-proposal")
    editor.context.close()

    person = Someone(browser, namiki, namiki.people["secretariat"]).sign_in()
    person.open("/meetings/new")
    person.press("link", "デジタル・セキュリティ部会")
    person.type("開催日", "令和8年11月1日")
    person.type("場所", "【見本】第4会議室")
    person.type("議題", "【見本】計画の一部修正")
    person.press("button", "加える")
    meeting = record_of(person)
    if person.page.locator("summary", has_text="出欠を書く").count() and person.page.get_by_role("button", name="選んでいない席を出席として保存する").count():
        open_details(person, "出欠を書く")
        person.press("button", "選んでいない席を出席として保存する")
    open_details(person, "決定事項を加える")
    person.type("決定した内容", "【見本】計画の一部を改める。")
    person.press("button", "決定事項を加える")
    person.confirm("会議の記録を確定する", exact=False)
    assert "確定" in person.text(), meeting

    person.open("/plan")
    person.press("link", "計画の版と改定")
    person.look("revision-versions")
    person.press("button", "改定案を作る")
    assert "検討する提案（1件）" in person.text()
    person.look("revision-draft-empty")
    person.press("link", heading.split(" ", 1)[1])
    promise = person.page.get_by_label("約束1").first
    words = promise.input_value()
    person.type("約束1", words + "（令和9年度末までに終える）")
    person.type("改める理由", "【見本】入札が不調だったため。")
    person.look("revision-edit")
    person.press("button", "改定案に書く")
    assert "改めるところ（1件）" in person.text()
    person.look("revision-draft")
    # Who began it does not decide it.
    assert "あなたは決定できません" in person.text() and "見本 係長さん" in person.text()
    assert person.page.get_by_role("button", name="この版を決定する").count() == 0
    draft = person.page.url.removeprefix(namiki.address)
    person.context.close()
    person = Someone(browser, namiki, namiki.people["deputy"]).sign_in()
    person.open(draft)
    person.choose("もとになる決定事項", person.page.locator("select[name=decision] option").nth(1).inner_text())
    person.type("施行日", "令和8年11月2日")
    person.confirm("この版を決定する")
    assert "今の計画は、この版です" in person.page.inner_text("body")
    person.look("revision-decided")
    table = person.page.get_by_role("link", name="新旧対照表").get_attribute("href")
    person.open(table)
    person.look("revision-table")
    assert "9" in "".join(person.page.locator("ins").all_inner_texts()), "what was put in is underlined"
    assert "入札が不調" in person.page.inner_text("body")
    for ending, magic in (("pdf", b"%PDF-"), ("xlsx", b"PK")):
        answer = person.context.request.get(namiki.address + table.replace("table.html", f"table.{ending}"))
        assert answer.ok and answer.body().startswith(magic), ending
        (tmp_path / f"table.{ending}").write_bytes(answer.body())
    text = subprocess.run(["pdftotext", tmp_path / "table.pdf", "-"], capture_output=True, text=True).stdout
    assert "新旧対照表" in text and "SHA-256" in text
    person.open("/plan")
    assert "第2版" in person.text()
    rows = namiki.json("plan", "compare", 1, 2)["rows"]
    assert [row["part"] for row in rows] == ["約束したこと"], rows
    assert namiki.json("verify")["whole"] is True
    person.context.close()
