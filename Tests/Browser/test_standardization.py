"""The standardization workbench: from two files and a list of items to a ledger, as the module's README says; the pages; kill -9."""

import filecmp
import json
import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import time
from pathlib import Path

import pytest

from conftest import KILLS, PROGRAM, ROOT, SEED

README = ROOT / "Sources/Standardization/README.md"


def run(*arguments, expect=0, cwd=None, database=None):
    environment = dict(os.environ)
    if database:
        environment["NAMIKI_DATABASE"] = str(database)
    result = subprocess.run(
        [PROGRAM, *map(str, arguments)], capture_output=True, text=True, cwd=cwd, env=environment, timeout=600
    )
    assert result.returncode == expect, f"{arguments}: {result.returncode}\n{result.stdout}\n{result.stderr}"
    return result


def blocks():
    """Fenced blocks of the README: files by name, and lines of commands."""
    files, commands = {}, []
    for language, name, body in re.findall(r"```(\w+)(?: (\S+))?\n(.*?)```", README.read_text(encoding="utf-8"), re.S):
        if language == "sh":
            commands += [line.split("#")[0].split() for line in body.splitlines() if line.startswith("bin/namiki")]
        elif name:
            files[name] = body
    return files, commands


def test_a_stranger_follows_the_readme(tmp_path):
    files, commands = blocks()
    for name in ("people.csv", "tax.csv", "items.csv"):
        (tmp_path / name).write_text(files[name], encoding="utf-8")
    database = tmp_path / "n.sqlite"
    ends = []
    for number, command in enumerate(commands):
        if number == 2:
            # Between the first check and the second the mapping is completed.
            (tmp_path / "mine/juki/mapping.yaml").write_text(files["mine/juki/mapping.yaml"], encoding="utf-8")
        result = subprocess.run(
            [PROGRAM, *command[1:]], capture_output=True, text=True, cwd=tmp_path,
            env=dict(os.environ, NAMIKI_DATABASE=str(database)),
        )
        ends.append(result.returncode)
        if number == 1:
            assert "備考" in result.stdout and "生年月日_不詳表記" in result.stdout, result.stdout
    assert ends == [0, 2, 2, 2, 2]
    ledger = json.loads((tmp_path / "mine/check/ledger.json").read_text())
    system = ledger["systems"][0]
    assert [b["code"] for b in system["blockers"]] == ["DT3-IMPOSSIBLE"]
    assert all(field["conserved"] for group in system["groups"] for field in group["fields"])
    assert (tmp_path / "mine/runs/0001/report.pdf").read_bytes().startswith(b"%PDF")
    # The bad day is mended in the old file: the gate opens.
    people = tmp_path / "mine/juki/people.csv"
    people.write_text(people.read_text(encoding="utf-8").replace("H2.2.30", "H2.2.28"), encoding="utf-8")
    assert "稼働を止めるものはありません" in run("standardize", "check", "mine", "--quiet", cwd=tmp_path).stdout
    run("standardize", "rehearse", "mine", "--quiet", "--without-pdf", cwd=tmp_path, database=database)
    # A slip in the database's place is told, and makes nothing.
    wrong = run("standardize", "rehearse", "mine", "--database", "typo.sqlite", "--quiet", cwd=tmp_path, expect=1)
    assert "typo.sqlite" in wrong.stderr and not (tmp_path / "typo.sqlite").exists()
    assert "すべて" in run("verify", cwd=tmp_path, database=database).stdout
    # A key that was taken out of the list of protected keys is told, in the folder and by the store.
    listed = tmp_path / "mine/runs/0002/stages/check/protected.tsv"
    whole = listed.read_bytes()
    listed.write_bytes(whole[: whole.rindex(b"\n", 0, -1) + 1])
    assert "protected.tsv" in run("verify", cwd=tmp_path, database=database, expect=2).stdout
    assert "protected.tsv" in run("verify", "--rehearsal", "mine/runs/0002", cwd=tmp_path, expect=2).stdout
    listed.write_bytes(whole)
    assert run("verify", "--rehearsal", "mine/runs/0002", cwd=tmp_path, database=database)


def test_a_workbook_of_items_makes_a_layout(tmp_path):
    result = run("standardize", "layout", ROOT / "Samples/standardization/target-items.csv", "--format", "json")
    assert [group["items"] for group in json.loads(result.stdout)["groups"]] == [10, 2]
    bad = tmp_path / "bad.csv"
    bad.write_text("データ項目,グループ名称,データ型,桁数\n氏名,住民,Q,3\n", encoding="utf-8")
    assert "Q" in run("standardize", "layout", bad, expect=2).stderr


@pytest.fixture(scope="module")
def ward(tmp_path_factory):
    """An invented ward, once."""
    folder = tmp_path_factory.mktemp("wards") / "ward"
    run("standardize", "generate", folder, "--size", "S", "--seed", "5")
    return folder


def recorded(database: Path) -> int:
    """Rehearsals on record; none where the tables are not there yet."""
    try:
        with sqlite3.connect(database) as connection:
            return connection.execute("SELECT count(*) FROM standardization_rehearsal").fetchone()[0]
    except sqlite3.OperationalError:
        return 0


def same(left: Path, right: Path):
    def files(folder):
        # The page of the sealed report is a copy from the record, written last.
        return sorted(p.relative_to(folder) for p in folder.rglob("*") if p.is_file() and p.name != "report.html")

    names = files(left)
    assert names == files(right)
    different = [str(n) for n in names if not filecmp.cmp(left / n, right / n, shallow=False)]
    # Numbers and moments of the two runs are in the manifest and what is made of it, and so is the list of their hashes.
    assert set(different) <= {"manifest.json", "report.json", "files.json"}, different


def test_killed_anywhere_it_goes_on_to_the_same_bytes(ward, tmp_path):
    print("seed", SEED)
    moments = random.Random(SEED)
    whole = tmp_path / "whole"
    shutil.copytree(ward, whole)
    begun = time.monotonic()
    run("standardize", "rehearse", whole, "--quiet", "--without-pdf", "--new-database", expect=2, database=tmp_path / "whole.sqlite")
    seconds = time.monotonic() - begun
    broken = tmp_path / "broken"
    shutil.copytree(ward, broken)
    command = [PROGRAM, "standardize", "rehearse", str(broken), "--quiet", "--without-pdf", "--new-database"]
    environment = dict(os.environ, NAMIKI_DATABASE=str(tmp_path / "broken.sqlite"))
    ended = recording = False
    for _ in range(KILLS):
        process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            process.wait(timeout=moments.uniform(0.02, seconds * 0.5))
            ended = True
            break
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
            # Killed when it was on record: the copies that are written last come with the next start, which is another rehearsal.
            recording = bool(recorded(tmp_path / "broken.sqlite"))
            if recording:
                break
    if not ended:
        run("standardize", "rehearse", broken, "--quiet", "--without-pdf", "--new-database", expect=2, database=tmp_path / "broken.sqlite")
    runs = [p.name for p in sorted((broken / "runs").iterdir()) if p.is_dir()]
    assert runs == (["0001", "0002"] if recording else ["0001"])
    same(whole / "runs/0001", broken / "runs/0001")
    assert "すべて" in run("verify", database=tmp_path / "broken.sqlite").stdout


@pytest.fixture(scope="module")
def rehearsed(namiki, ward):
    (ward / "glyphs/juki/80FF.png").write_text("<svg onload=alert(1)>")
    namiki.run("standardize", "rehearse", ward, "--quiet", expect=2)
    return ward


def test_the_secretariat_sees_what_blocks_first(rehearsed, someone):
    for width in (1280, 320):
        person = someone("secretariat", width=width).sign_in()
        person.enter("標準化")
        person.look(f"rehearsals-{width}")
        person.press("link", "第1回")
        assert "まだ稼働できません" in person.text()
        assert "PR1-PROTECTION" in person.text().split("システム（選ぶと")[1][:200]
        person.look(f"rehearsal-{width}")
        base = person.page.url
        person.press("link", "検出した事項をすべて見る")
        person.choose("扱い", "稼働不可")
        person.press("button", "絞り込む")
        assert "PR2-RESTRICTION" in person.text() and "DT3" not in person.text()
        person.look(f"findings-{width}")
        for path, name in (
            ("/systems/juki", "ledger"), ("/characters/juki", "characters"), ("/findings/juki/HH1-HEAD", "list"),
            ("/findings/juki/HH1-HEAD/0", "finding"),
        ):
            assert person.page.goto(base + path).status == 200
            person.look(f"rehearsal-{name}-{width}")
    # A record and the one it was compared with, side by side.
    person.page.goto(base + "/findings/kokuho/XS2-DIFFERS/0")
    assert "比べた記録の値" in person.text() and "旧住民記録" in person.text()
    person.look("finding-compared")
    # Ways of writing need nobody, and are listed by item all the same.
    person.page.goto(base + "/findings")
    person.page.get_by_text("自動で整えたものと参考を見る").click()
    person.page.locator("a[href$='/findings/juki/NM1-KANA']").click()
    assert "判断は要りません" in person.text()
    option = person.page.locator("select[name=item] option").nth(1).inner_text()
    person.choose("移行先の項目", option)
    person.press("button", "絞り込む")
    assert option.split("（")[1].split("件")[0] + "件あります" in person.text()
    person.look("findings-of-an-item")
    # By rule, from the system's page.
    person.page.goto(base + "/systems/juki")
    table = person.page.get_by_role("table", name="規則ごとの件数")
    count = table.locator("tbody tr").first.locator("td").nth(3).inner_text()
    table.locator("tbody a").first.click()
    assert f"{count}件あります" in person.text()
    person.look("findings-of-a-rule")
    # The sealed report stands alone, and each of its parts is reached from its start.
    assert person.page.goto(base + "/report").status == 200
    assert "合成データによる値" in person.text() and person.page.locator("h2").count() >= 7
    person.page.set_viewport_size({"width": 320, "height": 640})
    person.look("rehearsal-report-320")
    person.page.set_viewport_size({"width": 1280, "height": 900})
    person.page.goto(base + "/characters/juki")
    pictures = person.page.locator("img.glyph")
    assert pictures.count() > 10
    assert all(pictures.nth(n).evaluate("image => image.decode().then(() => image.naturalWidth)") == 64 for n in range(3))
    assert person.context.request.get(base + "/glyphs/juki/80FF").status == 404


def test_a_section_decides_about_its_own(rehearsed, browser, namiki, someone):
    editor = someone("editor").sign_in()
    # What waits is on the first page.
    assert "稼働を止めている事項" in editor.text()
    editor.press("link", "データ移行の試行　第1回")
    assert "あなたの課が担当する" in editor.text() and "旧住民税" not in editor.text()
    base = editor.page.url
    editor.page.goto(base + "/findings/juki/ID1-CHECK")
    editor.page.locator("tbody a").first.focus()
    with editor.page.expect_navigation():
        editor.page.keyboard.press("Enter")
    editor.press("button", "判断を記録する")
    assert editor.page.locator(".error-summary").count() == 1
    editor.look("decision-errors")
    editor.pick("確かめた。このままでよい")
    editor.type("理由", "住基ネットの端末で確かめた。")
    editor.press("button", "判断を記録する")
    assert "次の試行で当てはめる判断があります" in editor.text()
    editor.look("decision")
    # And on to the next one, without the list between.
    before = editor.page.url
    editor.press("link", "次の未決の事項へ")
    assert editor.page.url != before and "次の試行で当てはめる判断があります" not in editor.text()
    assert editor.page.goto(base + "/systems/juminzei").status == 404
    # The next rehearsal, asked for on the page, applies it.
    secretariat = someone("secretariat").sign_in()
    secretariat.open("/standardization")
    secretariat.page.get_by_role("button", name="もう一度試行する").first.click()
    assert "消すことも直すこともできません" in secretariat.text()
    secretariat.look("rehearsal-confirmation")
    secretariat.press("button", "試行を始める")
    for _ in range(240):
        secretariat.open("/standardization")
        if "第2回" in secretariat.text():
            break
        time.sleep(1)
    secretariat.press("link", "第2回")
    secretariat.page.goto(secretariat.page.url + "/findings/juki/ID1-CHECK?state=decided")
    assert "判断済み" in secretariat.page.inner_text("tbody")


def test_protected_people_stay_hidden(rehearsed, namiki, someone):
    base = "/standardization"
    editor = someone("editor").sign_in()
    editor.open(base)
    editor.page.get_by_role("link", name="第1回").first.click()
    root = editor.page.url
    editor.page.goto(root + "/findings/inkan/XS2-DIFFERS")
    keys = {line.split("\t")[0] for line in (rehearsed / "runs/0001/stages/check/protected.tsv").read_text().splitlines()[1:]}
    assert len(keys) > 5
    assert not any(key in editor.page.content() for key in keys)
    for path in (root, root + ".json", root + "/systems/juki"):
        text = editor.context.request.get(path).text()
        assert not any(key in text for key in keys), path
    log = namiki.log.read_text()
    assert not any(key in log for key in keys)
