"""A document beside its reading: what a person says of its lines, columns of a table, and the adoption at the end."""

import re

import pytest
from conftest import Namiki, Someone

SECRETARIAT = {"loginName": "mikurabe", "password": "namiki-wo-yomu-56"}
TEXT = """令和6年度デジタル化の取組について
1 窓口の見直し
(1) 書かない窓口
区役所の窓口に書かない窓口を令和6年9月までに導入する。
(2) オンライン申請
子育ての手続をオンラインで申請できるようにする。
案内板の整備
案内板は置き換えを予定
2 人材の取組
(1) 職員の研修
職員の研修を令和6年12月に実施する。
"""
TABLE = """何をするか,だれが,いつ,どれだけ
窓口の予約,区民課,令和7年3月まで,予約の割合 50%
電子申請,情報政策課,令和7年9月,申請 1000件
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    server = Namiki(tmp_path_factory.mktemp("review"))
    server.add(SECRETARIAT, "--name", "見比べる人", "--role", "secretariat")
    server.start()
    yield server
    server.stop()


def send(person, name, content):
    person.open("/imports")
    person.page.get_by_label("通知文のファイル").set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    )
    person.press("button", "読み取る")


def choose(person, words):
    line = person.page.locator(".review-line", has_text=words).first
    line.locator("a.review-number").click()
    assert "行目の読み方" in person.text()


@pytest.mark.parametrize("width", [1280, 320])
def test_1_a_line_is_set_right_and_the_rest_is_read_again(browser, server, width):
    person = Someone(browser, server, SECRETARIAT, width=width).sign_in()
    # Another encoding, and another document for each width.
    send(person, f"通知{width}.txt", TEXT.replace("デジタル化", f"デジタル化{width}").encode("cp932"))
    assert "読み取れない行" in person.text()
    person.look(f"review-{width}")
    reading = person.page.locator(".review-reading")
    assert "案内板の整備" not in reading.locator("h4").all_inner_texts().__str__()
    choose(person, "案内板の整備")
    person.look(f"review-line-{width}")
    person.choose("この行は何か", "取組")
    person.press("button", "この読み方に決める")
    assert "案内板の整備" in reading.locator("h4").all_inner_texts().__str__()
    choose(person, "案内板は置き換え")
    person.choose("この行は何か", "約束")
    person.press("button", "この読み方に決める")
    assert reading.get_by_role("listitem").filter(has_text="案内板は置き換えを予定").count() == 1
    # Both sides lead to one another without a script.
    link = reading.get_by_role("link", name=re.compile("^（文書の7行目）$")).first
    assert link.get_attribute("href") == "#l7"
    assert person.page.locator("#l7 a.review-as").get_attribute("href") == "#r7"
    person.page.get_by_role("button", name=re.compile("^取り消す （8行目")).click()
    assert reading.get_by_role("listitem").filter(has_text="案内板は置き換えを予定").count() == 0
    person.context.close()


def test_2_a_line_cannot_be_split_where_its_words_are_not(browser, server):
    person = Someone(browser, server, SECRETARIAT).sign_in()
    send(person, "分ける.txt", TEXT.replace("デジタル化", "分割").encode())
    choose(person, "(1) 職員の研修")
    person.type("ここから後を別の行にする", "ない言葉")
    person.press("button", "この読み方に決める")
    assert "この行の途中にありません" in person.text()
    assert person.page.get_by_label("ここから後を別の行にする").input_value() == "ない言葉"
    person.context.close()


def test_3_columns_are_named_once_and_the_plan_is_adopted_last(browser, server):
    person = Someone(browser, server, SECRETARIAT).sign_in()
    send(person, "表.csv", TABLE.encode())
    person.page.locator("summary", has_text="行目の表").first.evaluate("s => { s.parentElement.open = true }")
    for label, column in (("何をするか", "取組名"), ("だれが", "主管課"), ("いつ", "時期"), ("どれだけ", "指標・目標")):
        person.choose(label, column)
    person.look("review-columns")
    person.press("button", "この列として読む")
    assert person.page.locator(".review-reading h4").count() == 2
    # The same head in another file is read without being asked.
    send(person, "次の表.csv", TABLE.replace("窓口の予約", "文書の電子化").encode())
    assert "文書の電子化" in person.page.locator(".review-reading").inner_text()
    person.context.close()


def test_4_the_template_is_a_workbook(browser, server):
    person = Someone(browser, server, SECRETARIAT).sign_in()
    person.open("/imports")
    link = person.page.get_by_role("link", name="計画のひな形（Excel）").get_attribute("href")
    answer = person.context.request.get(server.address + link)
    assert answer.status == 200 and answer.body().startswith(b"PK")
    person.context.close()


LONG = "令和6年度デジタル化の取組について（長い文書）\n" + "".join(
    f"({number}) 取組その{number}\n窓口の手続その{number}を令和6年9月までに見直す。\n" + "経過を説明する文が続いている。\n" * (number % 7)
    for number in range(1, 61)
)
TOPS = """([one, other]) => [one, other].map((id) => {
    const place = document.getElementById(id);
    const pane = place.closest(".review-pane");
    return place.getBoundingClientRect().top - pane.getBoundingClientRect().top;
})"""


def scrolled(page, pane, height):
    """Scrolls one pane and waits until both have come to rest."""
    return page.evaluate(
        """async ([name, height]) => {
            const still = () => new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)));
            document.querySelector(name).scrollTop = height;
            await still();
            await still();
            return [...document.querySelectorAll(".review-pane")].map((pane) => pane.scrollTop);
        }""",
        [pane, height],
    )


def test_5_both_sides_scroll_to_one_another(browser, server):
    person = Someone(browser, server, SECRETARIAT).sign_in()
    send(person, "長い文書.txt", LONG.encode())
    page = person.page
    heading = page.locator(".review-reading h4", has_text="取組その40").first
    number = heading.get_attribute("id").removeprefix("r")
    place = page.evaluate(
        "id => { const e = document.getElementById(id), p = e.closest('.review-pane');"
        " return e.getBoundingClientRect().top - p.getBoundingClientRect().top + p.scrollTop }",
        f"l{number}",
    )
    # What is on top of the document is on top of the reading.
    left, right = scrolled(page, ".review-document", place)
    assert left > 0 and right > 0
    tops = page.evaluate(TOPS, [f"l{number}", f"r{number}"])
    assert abs(tops[0] - tops[1]) < 4, tops
    # The other way round: back to the top, and to the end.
    assert scrolled(page, ".review-reading", 0) == [0, 0]
    left, right = scrolled(page, ".review-reading", 10**6)
    ends = page.eval_on_selector_all(".review-pane", "panes => panes.map(p => p.scrollHeight - p.clientHeight)")
    assert abs(left - ends[0]) < 2 and abs(right - ends[1]) < 2
    # A pane is scrolled by keyboard, and the other follows.
    scrolled(page, ".review-document", 0)
    pane = page.locator(".review-document")
    person.tab_to(pane)
    page.keyboard.press("End")
    # Asked again and again from here: the policy of the page lets nothing wait inside it.
    for _ in range(600):
        if page.evaluate("document.querySelector('.review-reading').scrollTop > 0"):
            break
        page.wait_for_timeout(50)
    else:
        raise AssertionError("the reading does not follow the document")
    assert not person.problems
    person.context.close()


def test_6_without_scripts_links_lead_to_both_sides(browser, server):
    person = Someone(browser, server, SECRETARIAT, javascript=False).sign_in()
    send(person, "長い文書.txt", LONG.encode())
    link = person.page.locator(".review-reading h4 a.source-note").last
    target = link.get_attribute("href")
    person.tab_to(link, limit=1_000)
    person.page.keyboard.press("Enter")
    assert person.page.url.endswith(target)
    assert person.page.locator(target).is_visible()
    person.context.close()


def test_7_a_command_adopts_only_when_asked(server, tmp_path):
    path = tmp_path / "命令.txt"
    path.write_text(TEXT.replace("デジタル化", "命令"), encoding="utf-8")
    kept = server.json("import", path)
    assert kept["adopted"] is False and kept["changed"] is True and kept["openErrors"] == 0
    taken = server.json("import", path, "--adopt")
    assert taken["adopted"] is True and taken["version"]
    assert server.json("import", path, "--adopt")["changed"] is False
