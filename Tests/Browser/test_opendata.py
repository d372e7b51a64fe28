"""Open data: a resident on a phone without JavaScript finds, reads, downloads and asks; a section hands in, another person publishes."""

import hashlib
import http.server
import json
import sqlite3
import subprocess
import threading
import urllib.request
import zipfile
from pathlib import Path

import pytest
from conftest import Someone, copied

OFFICER = {"loginName": "opendata", "password": "hiraku-deeta-2026"}
SECTION = {"loginName": "kouen", "password": "midori-no-deeta-2026"}

SAMPLES = Path(__file__).parents[2] / "Samples" / "opendata" / "yaizu"
DUCKDB = Path(__file__).parents[2] / ".run" / "duckdb" / "bin" / "duckdb"


@pytest.fixture(scope="module")
def namiki(demonstration, tmp_path_factory):
    server = copied(demonstration, tmp_path_factory.mktemp("opendata"))
    server.run("opendata", "demo", "--files", SAMPLES)
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
    assert "max-age=86400" in headers["Cache-Control"] and headers["ETag"]
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
    # Beside the list of pages four columns of whole words are wider than a tablet.
    for width in (768, 1024, 1280):
        officer.page.set_viewport_size({"width": width, "height": 900})
        officer.look(f"opendata-wishes-{width}")
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


def workbook(path, columns, rows):
    """The smallest book of one sheet, with inline texts."""
    def cell(text):
        return f'<c t="inlineStr"><is><t>{text}</t></is></c>'

    cells = "".join(f"<row>{''.join(map(cell, row))}</row>" for row in rows)
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", f'<Types xmlns="{types}"/>')
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{package}"><Relationship Id="a" Type="{links}/officeDocument" Target="book.xml"/></Relationships>')
        archive.writestr(
            "_rels/book.xml.rels",
            f'<Relationships xmlns="{package}"><Relationship Id="a" Type="{links}/worksheet" Target="sheet.xml"/></Relationships>')
        archive.writestr(
            "book.xml",
            f'<workbook xmlns="{main}" xmlns:r="{links}"><sheets><sheet name="一覧" sheetId="1" r:id="a"/></sheets></workbook>')
        archive.writestr("sheet.xml", f'<worksheet xmlns="{main}"><cols>{columns}</cols><sheetData>{cells}</sheetData></worksheet>')


def test_what_a_later_file_loses_and_what_a_book_hides_is_told(staff, namiki, tmp_path):
    first, later, hiding = tmp_path / "first.csv", tmp_path / "later.csv", tmp_path / "hiding.xlsx"
    first.write_text("ID,名称,地区\n1,見本の泉,北\n2,見本の井戸,南\n3,見本の池,東\n")
    later.write_text("ID,名称\n1,見本の泉\n")
    workbook(
        hiding, '<col min="2" max="2" width="9" hidden="1"/>',
        [["名称", "連絡先", "地区"], ["見本の泉", "見本の人", "北"], ["見本の池", "見本の人", "東"]])
    section = staff(SECTION)
    section.open("/datasets/new")
    section.type("題名", "水のある場所")
    section.type("識別名", "waters")
    section.type("説明", "水を飲めるところです。")
    section.choose("更新の頻度", "毎年")
    section.press("button", "登録する")
    dataset = section.page.url.removeprefix(namiki.address)

    def send(file, resource):
        section.open(dataset)
        section.choose("どのデータか", resource)
        section.page.locator("input[type=file]").set_input_files(file)
        section.press("button", "点検する")

    send(hiding, "新しいデータ")
    assert "B列は表示されていません" in section.text()
    assert "このままでは公開できない指摘があります" in section.text()
    section.look("opendata-hidden")
    section.press("button", "選んだ案で直して提出する")
    assert "直さなければ公開できない指摘があります" in section.text()
    send(first, "新しいデータ")
    section.press("button", "選んだ案で直して提出する")
    officer = staff(OFFICER)
    officer.open(section.page.url.removeprefix(namiki.address))
    officer.confirm("公開する")
    send(later, "水のある場所")
    section.press("button", "選んだ案で直して提出する")
    release = section.page.url.removeprefix(namiki.address)
    officer.open(release)
    for width in (1280, 768, 320):
        officer.page.set_viewport_size({"width": width, "height": 900})
        officer.look(f"opendata-losses-{width}")
    officer.page.set_viewport_size({"width": 1280, "height": 900})
    assert "前の版にあった列「地区」がなくなります。" in officer.text()
    officer.press("button", "公開する")
    assert "前の版の3行のうち2行がなくなり、1行になります。" in officer.text()
    officer.look("opendata-losses-asked")
    section.confirm("取り下げる", look="opendata-withdraw")
    assert "取り下げました" in section.page.inner_text("body")
    # Pressed again on a page that was open all the while.
    publishing = staff(OFFICER)
    send(later, "水のある場所")
    section.press("button", "選んだ案で直して提出する")
    release = section.page.url.removeprefix(namiki.address)
    for person in (officer, publishing):
        person.open(release)
        person.press("button", "公開する")
    for person, words in ((officer, "公開しました。"), (publishing, "すでに公開しています。")):
        person.press("button", "公開する")
        assert words in person.page.inner_text("body")


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


def test_real_files_are_checked_and_three_are_released_with_their_credit_line(resident):
    resident.open("/opendata?q=焼津")
    page = resident.page
    assert page.locator("main .list-table tbody tr").count() == 3
    page.get_by_role("link", name="焼津市のAED設置箇所一覧", exact=False).click()
    assert "焼津市オープンデータ（焼津市）を利用／加工して作成" in resident.text()
    assert "区の実際のデータではありません" in resident.text()


@pytest.mark.skipif(not DUCKDB.exists(), reason="DuckDBがないため省きます")
def test_parquet_read_back_has_every_row(namiki, tmp_path):
    rows = json.loads(fetch(namiki, "/opendata/datasets/population/data/latest/data.json")[0])
    file = tmp_path / "data.parquet"
    file.write_bytes(fetch(namiki, "/opendata/datasets/population/data/latest/data.parquet")[0])
    read = subprocess.run(
        [DUCKDB, "-json", "-c", f"SELECT * FROM '{file}'"], capture_output=True, text=True, check=True
    ).stdout
    assert json.loads(read) == rows


class Catalogue(http.server.BaseHTTPRequestHandler):
    """The catalogue of another body, as it stands now."""

    document = b""

    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(self.document)

    def log_message(self, *_):
        pass


def test_datasets_of_another_catalogue_are_taken_over_and_one_that_is_wrong_is_named(staff, resident, namiki, monkeypatch):
    document = json.loads(fetch(namiki, "/opendata/catalog.jsonld")[0])
    datasets = document["dcat:dataset"]
    datasets[0]["dct:title"] = ""
    Catalogue.document = json.dumps(document).encode()
    other = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Catalogue)
    threading.Thread(target=other.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{other.server_port}/catalog.jsonld"
    officer = staff(OFFICER)
    officer.open("/datasets/sources")
    officer.page.get_by_text("取込み元を加える", exact=True).click()
    officer.type("題名", "となりの市のカタログ")
    officer.pick("DCAT（JSON-LD、Turtle）")
    officer.type("アドレス", address)
    officer.type("公開している団体", "となりの市")
    officer.press("button", "登録する")
    # Inside, nobody is asked whom no setting names: what the address itself tells is told at once.
    assert "公開されていない場所" in officer.text()
    officer.type("アドレス", "https://catalog.example.jp/catalog.jsonld")
    officer.press("button", "登録する")
    place = officer.page.url.removeprefix(namiki.address)
    with sqlite3.connect(namiki.database) as database:
        database.execute("UPDATE opendata_source SET address = ?", (address,))
    refused = namiki.json("opendata", "harvest", "となりの市のカタログ", expect=2)["harvests"][0]
    assert "公開されていない場所" in refused["failure"]
    monkeypatch.setenv("NAMIKI_HARVEST_HOSTS", "127.0.0.1")
    taken = namiki.json("opendata", "harvest", "となりの市のカタログ", expect=2)["harvests"][0]
    assert taken["taken"] == len(datasets) - 1
    assert [rejected["identifier"] for rejected in taken["rejections"]] == [datasets[0]["dct:identifier"]]
    officer.open(place)
    assert "前回の取込みに問題があります" in officer.text()
    assert datasets[0]["dct:identifier"] in officer.text()
    officer.look("opendata-harvest")
    again = namiki.json("opendata", "harvest", expect=2)["harvests"][0]
    assert (again["taken"], again["unchanged"]) == (0, len(datasets) - 1)
    # In Turtle it says the same, with the title that was missing.
    Catalogue.document = fetch(namiki, "/opendata/catalog.ttl")[0]
    turtle = namiki.json("opendata", "harvest")["harvests"][0]
    assert (turtle["taken"], turtle["unchanged"], turtle["rejected"]) == (1, len(datasets) - 1, 0)
    resident.open("/opendata?catalogue=となりの市のカタログ")
    resident.page.locator("main .list-table tbody a").first.click()
    assert "これは、となりの市が公開しているデータです" in resident.text()
    assert "となりの市のカタログ" not in fetch(namiki, "/opendata/catalog.jsonld")[0].decode()
    officer.open(place)
    officer.confirm("取込みを終える")
    assert "に終えました" in officer.text()
    other.shutdown()
