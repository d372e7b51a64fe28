"""The commands: stable JSON, exit codes, and messages that say what to do."""

import json
import os
import sqlite3
import subprocess

from conftest import NOTICE, PROGRAM


def run(*arguments, **options):
    return subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True, **options)


def test_checking_a_notice_needs_no_database(tmp_path):
    result = run("import", NOTICE, "--check", "--format", "json", cwd=tmp_path, env={"PATH": os.environ["PATH"]})
    assert result.returncode == 2
    found = json.loads(result.stdout)
    assert [item["number"] for item in found["initiatives"]] == [f"({n})" for n in range(1, 7)]
    assert [(b["declaredTotal"], b["computedTotal"]) for b in found["bodies"] if b["seats"]] == [(22, 22), (16, 16), (11, 11)]
    errors = [f for f in found["findings"] if f["severity"] == "error"]
    assert [(f["rule"], f["line"], f["column"]) for f in errors] == [("V18", 46, 10)]
    assert errors[0]["proposal"] == "デジタルデバイド対策検討グループ"
    deadlines = [d for i in found["initiatives"] for p in i["promises"] for d in p["deadlines"]]
    assert {d["raw"]: (d["class"], d["from"], d["to"]) for d in deadlines}["今年9月"] == ("なし", None, None)
    assert list(tmp_path.iterdir()) == []


def test_files_that_cannot_be_read_leave_nothing(tmp_path):
    broken = {
        "empty.txt": b"",
        "binary.txt": bytes(range(256)) * 40,
        "large.txt": b"a\n" * 26_000_000,
        "line.txt": "あ".encode() * 400_000,
    }
    database = tmp_path / "store.sqlite"
    for name, content in broken.items():
        path = tmp_path / name
        path.write_bytes(content)
        result = run("import", path, "--database", database)
        assert result.returncode == 2, (name, result.stderr)
        assert "ください" in result.stderr, (name, result.stderr)
        assert not database.exists(), name


def test_a_notice_in_another_encoding_or_as_a_document_reads_the_same(tmp_path):
    # What the encodings of old machines do not hold stands for a letter of its own kind.
    text = NOTICE.read_text(encoding="utf-8").replace("й", "イ").replace("д", "ド")

    def read(name, content):
        path = tmp_path / name
        path.write_bytes(content)
        result = run("import", path, "--check", "--format", "json")
        assert result.returncode in (0, 2), (name, result.stderr)
        found = json.loads(result.stdout)
        return [(i["number"], i["title"], [d["raw"] for p in i["promises"] for d in p["deadlines"]]) for i in found["initiatives"]]

    expected = read("utf8.txt", text.encode())
    assert [number for number, _, _ in expected] == ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"]
    for name, encoding in {"utf16.txt": "utf-16", "cp932.txt": "cp932"}.items():
        assert read(name, text.encode(encoding)) == expected, name


def test_a_taken_port_is_said_in_words(namiki):
    result = run("serve", "--port", namiki.port, env=dict(os.environ, NAMIKI_DATABASE=str(namiki.database)))
    assert result.returncode == 1
    assert str(namiki.port) in result.stderr and "使" in result.stderr


def test_how_mails_to_people_stand_is_told_and_nothing_leaves_without_a_server(namiki):
    environment = {name: value for name, value in os.environ.items() if not name.startswith("NAMIKI_SMTP")}
    environment["NAMIKI_DATABASE"] = str(namiki.database)
    told = run("notify", "--format", "json", env=environment)
    assert told.returncode == 0, told.stderr
    assert set(json.loads(told.stdout)["counts"]) == {"waiting", "sending", "sent", "dropped", "failed"}
    assert json.loads(told.stdout)["counts"]["sent"] == 0
    refused = run("notify", "--send", env=environment)
    assert refused.returncode == 2
    assert "NAMIKI_SMTP_URL" in refused.stderr


def test_a_backup_proves_itself(namiki, tmp_path):
    copy = tmp_path / "copy.sqlite"
    namiki.run("backup", copy)
    result = run("verify", "--database", copy, "--format", "json")
    assert result.returncode == 0 and json.loads(result.stdout)["whole"]


def test_a_quarter_that_is_not_there(namiki):
    result = namiki.run("round", "freeze", "1999-1", expect=2)
    assert "その四半期はありません" in result.stderr
    result = namiki.run("round", "freeze", "いつか", expect=2)
    assert "2026-2" in result.stderr


def test_what_takes_two_administrators_is_done_on_the_server_and_stands_in_the_trail(tmp_path):
    database = tmp_path / "store.sqlite"

    def user(*arguments, **options):
        return run("user", *arguments, "--database", database, "--format", "json", **options)

    added = user("add", "kanri", "--name", "管理者", "--role", "administrator", input="touroku-suru-hito-34\n")
    assert added.returncode == 0, added.stderr
    granted = user("grant", "kanri", "--role", "secretariat")
    assert granted.returncode == 0 and json.loads(granted.stdout)["roles"] == ["secretariat"], granted.stderr
    again = user("grant", "kanri", "--role", "secretariat")
    assert again.returncode == 2 and "すでに付いています" in again.stderr
    assert user("grant", "nobody", "--role", "editor").returncode == 2
    assert user("grant", "kanri").returncode == 2
    elsewhere = tmp_path / "misspelt.sqlite"
    missing = run("user", "second-factor", "off", "--database", elsewhere)
    assert missing.returncode == 1 and "このファイルはありません" in missing.stderr
    assert not elsewhere.exists()
    none = user("reset-second-factor", "kanri")
    assert none.returncode == 2 and "登録していません" in none.stderr
    assert json.loads(user("second-factor", "off").stdout) == {"secondFactor": False}
    assert json.loads(user("second-factor", "on").stdout) == {"secondFactor": True}
    short = user("password", "kanri", input="mijikai\n")
    assert short.returncode == 2 and "文字です" in short.stderr
    assert user("password", "kanri", input="betsu-no-kotoba-56\n").returncode == 0
    with sqlite3.connect(database) as store:
        trail = store.execute("SELECT action, actor_name FROM audit ORDER BY sequence").fetchall()
        assert store.execute("SELECT password_is_initial FROM person").fetchall() == [(1,)]
    assert [action for action, _ in trail] == [
        "ward.person.create", "ward.role.assign", "ward.role.assign", "ward.setting.set", "ward.setting.set",
        "ward.person.password",
    ]
    assert {actor for _, actor in trail} == {"コマンド操作"}
