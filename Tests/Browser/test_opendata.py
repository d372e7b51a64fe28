"""Open data: a resident on a phone without JavaScript finds, reads, downloads and asks; a section hands in, another person publishes."""

import hashlib
import urllib.request

import pytest
from conftest import Someone, copied

OFFICER = {"loginName": "opendata", "password": "hiraku-deeta-2026"}
SECTION = {"loginName": "kouen", "password": "midori-no-deeta-2026"}


@pytest.fixture(scope="module")
def namiki(demonstration, tmp_path_factory):
    server = copied(demonstration, tmp_path_factory.mktemp("opendata"))
    server.run("opendata", "demo")
    server.add(OFFICER, "--name", "公開する人", "--role", "dataOfficer")
    server.add(SECTION, "--name", "提出する人", "--role", "dataOfficer")
    server.start()
    yield server
    server.stop()


@pytest.fixture
def resident(browser, namiki):
    person = Someone(browser, namiki, {}, width=375, javascript=False)
    yield person
    person.context.close()


@pytest.fixture
def staff(browser, namiki):
    opened = []

    def make(login):
        person = Someone(browser, namiki, login).sign_in()
        opened.append(person)
        return person

    yield make
    for person in opened:
        person.context.close()


def fetch(namiki, path):
    with urllib.request.urlopen(namiki.address + path) as answer:
        return answer.read(), answer.headers, answer.url


def test_a_resident_on_a_phone_finds_reads_and_keeps_a_table(resident, namiki):
    page = resident.page
    resident.open("/opendata?q=ｱﾝｾﾞﾝ")
    resident.open("/opendata?q=お手洗い")
    page.get_by_role("link", name="公衆トイレ一覧").first.click()
    assert "見本" in resident.text()
    page.locator("main .link-list a").first.click()
    assert page.locator("main svg circle").count() > 10
    assert page.locator("main .list-table tbody tr").count() > 10
    # The page itself does not scroll sideways at 375 px.
    content, headers, _ = fetch(namiki, "/opendata/datasets/public-toilets/data/latest/data.csv")
    assert content.startswith(b"\xef\xbb\xbf")
    assert "immutable" in headers["Cache-Control"]
    _, _, address = fetch(namiki, "/opendata/datasets/public-toilets/data/latest")
    assert address.endswith("/data/1")
    resident.open("/opendata/datasets/public-toilets/data/1")
    assert hashlib.sha256(content).hexdigest() in resident.text()
    assert "公開する人" not in resident.text()


def test_pages_for_residents_are_accessible_on_a_phone(browser, namiki):
    # Axe itself is a script: the pages are the same.
    person = Someone(browser, namiki, {}, width=375)
    for path, name in [
        ("/opendata", "list"), ("/opendata/datasets/population", "dataset"), ("/opendata/datasets/population/data", "table"),
        ("/opendata/datasets/population/data/2", "release"), ("/opendata/requests", "requests"), ("/opendata/check", "check"),
        ("/opendata/withheld", "withheld"), ("/opendata/developers", "developers"),
    ]:
        assert person.open(path) == 200
        person.look(f"opendata-{name}-phone")
    person.context.close()


def test_a_wish_is_answered_in_public(resident, staff):
    page = resident.page
    resident.open("/opendata/requests")
    page.get_by_label("公開してほしいデータ").fill("ベンチの場所")
    page.get_by_role("button", name="要望を送る").click()
    assert "番号は4です" in resident.text()
    resident.open("/opendata/requests")
    assert "ベンチの場所" not in resident.text()
    officer = staff(OFFICER)
    officer.open("/datasets/requests")
    officer.press("link", "ベンチの場所", exact=False)
    officer.pick("公開する予定です")
    officer.type("説明", "春に公開します。")
    officer.look("opendata-answer")
    officer.confirm("回答を公開する")
    resident.open("/opendata/requests")
    assert "ベンチの場所" in resident.text()
    assert "春に公開します。" in resident.text()


def test_a_section_hands_in_and_another_person_publishes(staff, namiki, tmp_path):
    file = tmp_path / "benches.csv"
    file.write_bytes("ID,名称,緯度,経度\r\n1,見本ベンチ,３５.70,139.61\r\n2,見本ベンチ2,35.71,139.62\r\n".encode("cp932"))
    section = staff(SECTION)
    section.open("/datasets/new")
    section.type("題名", "ベンチの場所")
    section.type("識別名", "benches")
    section.type("説明", "区のベンチです。")
    section.choose("更新の頻度", "毎年")
    section.press("button", "登録する")
    section.choose("どのデータか", "新しいデータ")
    section.page.locator("input[type=file]").set_input_files(file)
    section.press("button", "点検する")
    assert "３５.70" in section.text()
    section.look("opendata-findings")
    section.press("button", "選んだ案で直して提出する")
    assert "提出した人は公開できません" in section.text()
    address = section.page.url.removeprefix(namiki.address)
    officer = staff(OFFICER)
    officer.open(address)
    assert "35.70" in officer.text()
    officer.look("opendata-release")
    officer.confirm("公開する")
    content, _, _ = fetch(namiki, "/opendata/datasets/benches/data/1/data.csv")
    assert "見本ベンチ,35.70,139.61" in content.decode("utf-8-sig")


def test_the_public_check_keeps_nothing(resident, tmp_path):
    file = tmp_path / "list.csv"
    file.write_text("ID,名称,緯度,経度\n1,公園,３５.7,139.6\n")
    resident.open("/opendata/check")
    resident.page.locator("input[type=file]").set_input_files(file)
    resident.page.get_by_role("button", name="点検する").click()
    assert "ファイルは保存していません" in resident.text()
    assert "３５.7" in resident.text()
    # Nothing is left in the list of those who keep the catalogue.


def test_commands_check_repair_and_publish(namiki, tmp_path):
    file = tmp_path / "parks.csv"
    file.write_text("ID,名称,緯度,経度\n1,公園,３５.7,139.6\n")
    report = namiki.json("opendata", "check", file, expect=2)
    assert any(finding["rule"] == "full-width" for finding in report["findings"])
    repaired = tmp_path / "repaired.csv"
    namiki.run("opendata", "repair", file, "--accept", "all", "-o", repaired)
    assert "35.7" in repaired.read_text(encoding="utf-8-sig")
    released = namiki.json("opendata", "publish", repaired, "--dataset", "parks")
    assert released["number"] == 2
    names = {dataset["name"] for dataset in namiki.json("opendata", "list")["datasets"]}
    assert len(names) >= 13
    assert namiki.run("verify").returncode == 0
