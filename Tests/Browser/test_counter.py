"""A family, the bereavement desk and a section: on a phone, by keyboard, without scripts, in three languages."""

import re
from urllib.parse import urlsplit

import pytest
from conftest import Someone

NOBODY = {"loginName": "", "password": ""}
WORDS = {
    "ja": {"start": "質問に答える", "next": "次へ進む", "save": "番号を付けて保存する", "end": "終わる（この端末から消す）", "open": "保存した一覧を開く", "book": "予約する"},
    "easy": {"start": "しつもんに こたえる", "next": "つぎへ", "save": "番号を つけて のこす", "end": "おわる（けす）", "open": "ひらく", "book": "よやくする"},
    "en": {"start": "Start", "next": "Continue", "save": "Save under a code", "end": "Finish and delete", "open": "Open my list", "book": "Book"},
}
DAYS = {"death": -7, "know": -7, "funeral": -4}
TOLD = {"age": "82", "ins": "LATE", "head": "true", "resident": "true", "pension": "true", "seal_reg": "true", "household": "79"}
SECRET = ["山田太郎秘密", "ヤマダ", "見本町の秘密の番地", "090-1111-2222", "田中花子秘密"]


def day(person, offset):
    return person.page.evaluate(
        "n => { const d = new Date(Date.now() + 9 * 3600e3 + n * 864e5); return d.toISOString().slice(0, 10) }", offset
    )


def answer_all(page, today, click):
    """Answers every screen; what is not in the lists is not known."""
    for number in range(30):
        if "/questions" not in page.url:
            return number
        for code in page.locator("input[name=facts]").get_attribute("value").split(","):
            if code in DAYS:
                page.locator(f"#value-{code}").fill(today(DAYS[code]))
            elif page.locator(f"#value-{code}[type=text]").count() and code in TOLD:
                page.locator(f"#value-{code}").fill(TOLD[code])
            else:
                value = TOLD.get(code, "false" if page.locator(f'[name="answer-{code}"][value="false"]').count() else "unknown")
                page.locator(f'[name="answer-{code}"][value="{value}"]').check()
        click()
    raise AssertionError("the questions do not end")


@pytest.mark.parametrize("language", WORDS)
@pytest.mark.parametrize("width", [1280, 320])
def test_the_pages_for_families(browser, namiki, language, width):
    words = WORDS[language]
    family = Someone(browser, namiki, NOBODY, width=width)
    base = f"/guides/bereavement/{language}"
    assert family.open(base) == 200
    assert family.page.locator("html").get_attribute("lang") == ("en" if language == "en" else "ja")
    family.look(f"guide-{language}-{width}-start")
    family.press("button", words["start"])
    family.look(f"guide-{language}-{width}-questions")
    # A day in the future: told, and nothing of the rest is lost.
    family.page.locator("#value-death").fill(day(family, 20))
    family.page.locator("#value-age").fill("82")
    family.page.get_by_role("button", name=words["next"]).click()
    assert family.page.locator(".error-summary").count() == 1
    assert family.page.locator("#value-age").input_value() == "82"
    family.look(f"guide-{language}-{width}-wrong")
    screens = answer_all(
        family.page, lambda n: day(family, n), lambda: family.page.get_by_role("button", name=words["next"]).click()
    )
    assert screens <= 15
    assert family.page.url.endswith("/list")
    family.look(f"guide-{language}-{width}-list")
    assert family.page.locator("article.procedure").count() >= 8
    assert "B08" in family.page.content() and "B03" not in family.page.locator("article").evaluate_all("all => all.map(a => a.id)")
    before = family.page.locator("article.procedure-done").count()
    family.page.locator("article#B07 button").click()
    assert family.page.locator("article.procedure-done").count() == before + 1
    family.open(base + "/answers")
    family.look(f"guide-{language}-{width}-answers")
    family.open(base + "/list")
    family.press("button", words["save"])
    family.look(f"guide-{language}-{width}-saved")
    code = family.page.locator(".guide-code").inner_text()
    assert re.fullmatch(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", code)
    family.open(base + "/list")
    family.press("button", words["end"])
    family.look(f"guide-{language}-{width}-ended")
    family.open(base + "/list")
    assert family.page.url.endswith(base)
    family.page.locator("input[name=code]").fill(code.lower().replace("-", ""))
    family.press("button", words["open"])
    assert family.page.url.endswith("/list")
    assert family.page.locator("article.procedure-done").count() == before + 1
    family.open(base + "/booking")
    family.look(f"guide-{language}-{width}-booking")
    assert code not in namiki.log.read_text()
    # Of the address behind the port, which may hold any number.
    assert "82" not in urlsplit(family.page.url).path + urlsplit(family.page.url).query
    family.context.close()


def test_without_scripts_and_on_paper(browser, namiki):
    family = Someone(browser, namiki, NOBODY, width=375, javascript=False)
    helper = Someone(browser, namiki, NOBODY)
    page = family.page
    family.open("/guides/bereavement/ja")
    page.get_by_role("button", name="質問に答える").click()
    answer_all(page, lambda n: day(helper, n), lambda: page.get_by_role("button", name="次へ進む").click())
    assert page.url.endswith("/list")
    paper = family.context.request.get(namiki.address + "/guides/bereavement/ja/list.pdf")
    assert paper.status == 200 and paper.body().startswith(b"%PDF")
    calendar = family.context.request.get(namiki.address + "/guides/bereavement/ja/list.ics")
    assert calendar.status == 200 and b"BEGIN:VEVENT" in calendar.body()
    assert all(len(line) <= 75 for line in calendar.body().split(b"\r\n"))
    for person in (family, helper):
        person.context.close()


def book(namiki, family, language, name, answers=False, call=False):
    page = family.page
    family.open(f"/guides/bereavement/{language}/booking")
    page.locator("[name=slot]").select_option(**({"value": "call"} if call else {"index": 1}))
    page.locator("[name=name]").fill(name)
    page.locator("[name=kana]").fill("やまだ たろう")
    page.locator("[name=birth]").fill("昭和19年3月3日")
    page.locator("[name=death]").fill(day(family, -7))
    page.locator("[name=address]").fill("見本町の秘密の番地")
    page.locator("[name=visitor]").fill("田中花子秘密")
    page.locator("[name=relation]").select_option("子")
    page.locator("[name=phone]").fill("０９０－１１１１－２２２２")
    for box in page.locator("[name=consents]").all():
        box.check()
    if answers:
        page.locator("[name=answers]").check()
    page.get_by_role("button", name=WORDS[language]["book"], exact=True).click()


def test_a_visit_from_the_web_to_the_desk(browser, namiki, someone):
    # The family sends a form with mistakes: all are told at once, in its language.
    family = Someone(browser, namiki, NOBODY, width=375)
    family.open("/guides/bereavement/en/booking")
    family.page.get_by_role("button", name="Book", exact=True).click()
    assert family.page.locator(".error-summary li").count() >= 7
    family.look("booking-wrong")
    book(namiki, family, "en", "山田太郎秘密")
    assert family.page.locator("h1").inner_text() == "Your visit is booked"
    family.look("booking-done")
    number = re.search(r"R\d+-\d{4}", family.text()).group(0)

    # A section is asked, and sees its own questions only.
    editor = someone("editor").sign_in()
    # Who answers for several sections is told which one is asked.
    assert re.search(r"おくやみの事前確認 R\d+-\d+（.+）", editor.text())
    editor.open("/desk/checks")
    editor.look("checks")
    rows = editor.page.locator("tbody tr", has_text=number).all_inner_texts()
    assert rows and all("区民課" in row or "高齢者施策課" in row for row in rows)
    editor.page.locator("tbody tr", has_text=number).filter(has_text="区民課").get_by_role("link").first.click()
    editor.look("check")
    assert "生活保護" not in editor.text() and "見本町の秘密の番地" in editor.text()
    address = editor.page.url
    editor.press("button", "空欄はすべて「いいえ」として回答する")
    assert "回答しました" in editor.page.content()
    auditor = someone("auditor").sign_in()
    assert auditor.open(address.removeprefix(namiki.address)) == 403
    assert auditor.open("/desk") == 403

    # The desk: the case, its questions, the visit, the papers.
    desk = someone("deskClerk").sign_in()
    desk.open("/desk")
    desk.look("desk")
    desk.press("link", number)
    desk.look("case")
    case = desk.page.url.removeprefix(namiki.address)
    assert "死亡一覧に、同じフリガナと生年月日の方が見つかりません" in desk.text()
    desk.open(case + "/questions")
    desk.look("interview")
    answer_all(desk.page, lambda n: day(desk, n), lambda: desk.page.get_by_role("button", name="次へ進む").click())
    assert desk.page.url.endswith(case)
    for summary in desk.page.locator("main summary").all():
        summary.click()
    desk.look("case-opened")
    desk.page.get_by_role("button", name="来庁を始める").click()
    assert "3つとも確かめてから" in desk.text()
    for box in desk.page.locator("[name=verified]").all():
        box.check()
    desk.page.get_by_role("button", name="来庁を始める").click()
    desk.page.locator("[name=state-B07]").select_option("received")
    desk.page.locator("[name=state-E03]").select_option("dropped")
    desk.page.get_by_role("button", name="状態を保存する").click()
    assert "理由を書いてください" in desk.text()
    # What was chosen beside the mistake is still there.
    assert desk.page.locator("[name=state-B07]").input_value() == "received"
    desk.page.locator("[name=state-E03]").select_option("")
    desk.page.locator("[name=state-B23]").select_option("guided")
    desk.page.get_by_role("button", name="状態を保存する").click()
    assert "2件の状態を保存しました" in desk.page.content()
    # A slip of the hand is taken back.
    desk.page.locator("[name=state-B23]").select_option("")
    desk.page.get_by_role("button", name="状態を保存する").click()
    assert "1件の状態を保存しました" in desk.page.content()
    assert desk.page.locator("[name=state-B23]").input_value() == ""
    # A note that is being written survives what is done beside it.
    desk.page.locator("[name=note]").fill("書きかけのメモ")
    desk.page.get_by_role("button", name="状態を保存する").click()
    assert desk.page.locator("[name=note]").input_value() == "書きかけのメモ"
    for paper in ("sheet", "slips", "bundle"):
        answer = desk.context.request.get(namiki.address + case + f"/{paper}.pdf")
        assert answer.status == 200 and answer.body().startswith(b"%PDF"), paper
    desk.press("button", "状態を保存して来庁を終える")
    assert "元に戻せないこと" in desk.text()
    desk.look("case-ending")
    desk.press("button", "来庁を終える")
    assert "期限の見守り" in desk.text()
    desk.look("case-over")
    for path in ("/desk/deaths", "/desk/calls", "/desk/reminders", "/desk/settings", "/desk/figures", "/desk/checks", "/desk/cases/new"):
        assert desk.open(path) == 200, path
        desk.look("desk-" + path.split("/")[-1])

    # No name, address or number in any address or in the log.
    log = namiki.log.read_text()
    for word in SECRET:
        assert word not in log, word
    for person in (family, editor, desk):
        assert not any(word in person.page.url for word in SECRET)
    family.context.close()


def test_protected_people(browser, namiki, someone, tmp_path):
    desk = someone("deskClerk").sign_in()
    deaths = tmp_path / "deaths.csv"
    deaths.write_text(
        "氏名,フリガナ,生年月日,死亡日,住所,支援措置\n"
        f"保護秘密,ホゴ ヒミツ,昭和20年1月1日,{day(desk, -3)},隠された町九丁目,1\n"
    )
    desk.open("/desk/deaths")
    desk.page.set_input_files("input[name=list]", deaths)
    desk.page.get_by_role("button", name="取り込む").click()
    assert "1人を取り込みました" in desk.text() and "隠された町" not in desk.page.content()
    desk.page.get_by_role("link", name="予約を受ける").first.click()
    desk.page.locator("[name=visitor]").fill("見本 遺族")
    desk.page.locator("[name=relation]").select_option("配偶者")
    desk.page.locator("[name=phone]").fill("03-1111-2222")
    desk.page.locator("[name=consents][value=sections]").check()
    desk.page.get_by_role("button", name="受け付けて日時を決める").click()
    # Sections are asked on the day before a visit at the latest: not for one that is later today.
    slots = desk.page.locator("[name=slot] option").count()
    desk.page.locator("[name=slot]").select_option(index=slots - 1)
    desk.page.get_by_role("button", name="この日時で予約する").click()
    case = desk.page.url.removeprefix(namiki.address)
    for path in (case, case + "/edit", "/desk", "/desk/deaths"):
        desk.open(path)
        assert "隠された町" not in desk.page.content(), path
    # Saving the form as it is shown does not lose the hidden address.
    desk.open(case + "/edit")
    desk.page.get_by_role("button", name="保存する").click()
    desk.page.get_by_role("button", name="本人確認のために住所を表示する（記録に残ります）").click()
    assert "隠された町九丁目" in desk.page.content()
    desk.look("protected")
    desk.open(case)
    assert "隠された町" not in desk.page.content()
    assert "住所の表示" in desk.page.content()
    editor = someone("editor").sign_in()
    editor.open("/desk/checks")
    editor.page.locator("tbody tr").get_by_role("link").first.click()
    assert "隠された町" not in editor.page.content()
    assert "隠された町" not in editor.context.request.get(namiki.address + "/desk/checks.csv").text()


def test_an_event_nobody_confirmed_is_not_shown(browser, namiki):
    family = Someone(browser, namiki, NOBODY, width=320)
    assert family.open("/guides/moving/ja") == 200
    assert "準備中" in family.text() and family.page.get_by_role("button").count() == 0
    family.look("guide-moving")
    assert family.open("/guides/nowhere/ja") == 404
    assert family.open("/guides/bereavement/xx") == 404
    family.context.close()


def test_a_family_gives_its_visit_up(browser, namiki):
    family = Someone(browser, namiki, NOBODY, width=320)
    book(namiki, family, "ja", "山田太郎秘密")
    code = family.page.locator(".guide-code").inner_text()
    family.open("/guides/bereavement/ja/booking/cancel")
    family.page.locator("[name=code]").fill("0000-0000-0000")
    family.press("button", "予約を取り消す")
    assert family.page.locator(".error-summary").count() == 1
    family.look("cancel")
    family.page.locator("[name=code]").fill(code.lower())
    family.press("button", "予約を取り消す")
    assert "予約を取り消しました" in family.text()
    family.open("/guides/bereavement/ja/booking/cancel")
    family.page.locator("[name=code]").fill(code)
    family.press("button", "予約を取り消す")
    assert family.page.locator(".error-summary").count() == 1
    family.context.close()


def test_a_family_asks_to_be_called(browser, namiki):
    family = Someone(browser, namiki, NOBODY, width=320)
    book(namiki, family, "en", "山田太郎秘密", call=True)
    assert "The desk will call you" in family.text()
    assert family.page.locator(".guide-code").count() == 1
    family.look("called")
    family.context.close()


def test_a_section_changes_its_rule(browser, namiki, someone):
    editor = someone("editor").sign_in()
    assert editor.open("/desk/rules") == 200
    editor.look("rules")
    # 区民課 may change its own rules and nobody else's.
    assert editor.open("/desk/rules/B03/edit") == 409
    assert editor.open("/desk/rules/A03/edit") == 200
    editor.look("rule-edit")
    editor.page.locator("[name=validFrom]").fill("")
    editor.press("button", "案として保存する")
    assert "改める理由" in editor.page.locator(".error-summary").inner_text()
    editor.page.locator("[name=validFrom]").fill("令和9年4月1日")
    editor.page.locator("[name=note]").fill("協定が変わるため")
    editor.page.locator("[name=yen]").fill("５万円")
    editor.page.locator("[name=minutes]").fill("10")
    editor.press("button", "案として保存する")
    assert "受け取れる額を「50,000円」と定めます。" in editor.text()
    assert "窓口でかかる時間を「5分」から「10分」に改めます。" in editor.text()
    assert "令和9年4月1日から適用します。" in editor.text()
    editor.look("rule-draft")
    assert editor.page.get_by_role("button", name="この案を公開する").count() == 0
    editor.open("/desk/rules/A03/try")
    for code in editor.page.locator("input[name=facts]").get_attribute("value").split(","):
        box = editor.page.locator(f'[name="answer-{code}"][value="true"]')
        if box.count():
            box.check()
    editor.press("button", "試す")
    assert "今の規則" in editor.text() and "改める案" in editor.text()
    editor.look("rule-try")
    approver = someone("approver").sign_in()
    approver.open("/desk/rules/A03")
    approver.press("button", "この案を公開する")
    assert "受け取れる額を「50,000円」と定めます。" in approver.text()
    approver.look("rule-asked")
    approver.press("button", "この案を公開する")
    approver.look("rule-published")
    assert "第1版" in approver.text()

    # A section confirms a draft: families then see it.
    editor.open("/desk/rules/A14")
    family = Someone(browser, namiki, NOBODY)
    family.open("/guides/bereavement/ja/handbook")
    assert family.page.locator("article#A14").count() == 0
    family.look("handbook")
    editor.press("button", "この内容で間違いないことを確かめた")
    editor.press("button", "間違いないことを確かめた")
    family.open("/guides/bereavement/ja/handbook")
    assert family.page.locator("article#A14").count() == 1
    # What is valid from April is not told before.
    assert "50,000円" not in family.page.locator("article#A03").inner_text()
    paper = family.context.request.get(namiki.address + "/guides/bereavement/ja/handbook.pdf")
    assert paper.status == 200 and paper.body().startswith(b"%PDF")

    # The file itself: what is wrong is told with its line.
    editor.open("/desk/rules/A04/text")
    text = editor.page.locator("textarea[name=text]").input_value()
    editor.page.locator("[name=note]").fill("試験")
    editor.page.locator("textarea[name=text]").fill(text.replace("fact: head", "fact: nowhere"))
    editor.press("button", "案として保存する")
    assert "nowhere" in editor.page.locator(".error-summary").inner_text()
    editor.look("rule-text")
    family.context.close()


def test_a_section_registers_its_own_form(browser, namiki, someone, tmp_path):
    editor = someone("editor").sign_in()
    assert editor.open("/desk/forms") == 200
    editor.look("forms")
    proof = editor.context.request.get(namiki.address + "/desk/forms/F06/proof.pdf")
    assert proof.status == 200 and proof.body().startswith(b"%PDF")
    form = tmp_path / "form.pdf"
    form.write_bytes(proof.body())
    nothing = tmp_path / "nothing.pdf"
    nothing.write_bytes(b"%PDF-1.4 nothing")
    # Another section's form is looked at, and not changed.
    editor.open("/desk/forms/F05")
    assert editor.page.locator("input[name=pdf]").count() == 0
    editor.open("/desk/forms/F06")
    editor.look("form")
    editor.page.set_input_files("input[name=pdf]", nothing)
    editor.page.locator("[name=text]").fill("boxes:\n  - {from: 個人番号, x: 1, y: 2, w: 3, h: 4}\n")
    editor.press("button", "登録する")
    errors = editor.page.locator(".error-summary").inner_text()
    assert "PDFとして読めません" in errors and "「個人番号」は印字できません" in errors
    editor.page.set_input_files("input[name=pdf]", form)
    editor.page.locator("[name=text]").fill(
        "boxes:\n  - {from: deceased.name, x: 65, y: 200, w: 100, h: 10}\n  - {from: case.number, page: 2, x: 20, y: 20, w: 30, h: 6}\n"
    )
    editor.press("button", "登録する")
    assert "2ページ目は、このPDFにありません" in editor.page.locator(".error-summary").inner_text()
    editor.page.set_input_files("input[name=pdf]", form)
    editor.page.locator("[name=text]").fill("boxes:\n  - {from: deceased.name, x: 65, y: 200, w: 100, h: 10}\n")
    editor.press("button", "登録する")
    assert "様式を登録しました" in editor.page.content()
    editor.look("form-own")
    proof = editor.context.request.get(namiki.address + "/desk/forms/F06/proof.pdf")
    assert proof.status == 200 and proof.body().startswith(b"%PDF")
    editor.press("button", "並木が描く様式に戻す")
    editor.press("button", "並木が描く様式に戻す")
    assert "並木が描きます" in editor.text()
