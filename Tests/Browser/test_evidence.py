"""Evidence against the administrator, by the commands alone: keys, daily heads, a time stamp, a witness, and what was kept."""

import sqlite3
import subprocess

import pytest

from conftest import Namiki

AUTHORITY = """
[stamping]
extendedKeyUsage = critical,timeStamping
[tsa]
default_tsa = authority
[authority]
serial = serial
signer_cert = tsa.pem
certs = ca.pem
signer_key = tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
"""
CURVE = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")


@pytest.fixture(scope="module")
def signed(tmp_path_factory):
    """The demo data with a sealed quarter, made by a server with a key, with a daily head."""
    folder = tmp_path_factory.mktemp("evidence")
    server = Namiki(folder)
    server.folder = folder
    server.run("signing-key", folder / "ward.key")
    key = ("--signing-key", folder / "ward.key")
    server.run("demo", *key)
    quarter = server.json("round", "list")["rounds"][0]["quarter"]
    server.run("round", "close", quarter, *key)
    server.run("round", "freeze", quarter, *key)
    server.run("head", "make", *key)
    return server


@pytest.fixture
def authority(tmp_path):
    def openssl(*words):
        subprocess.run(["openssl", *map(str, words)], cwd=tmp_path, check=True, capture_output=True)

    (tmp_path / "tsa.cnf").write_text(AUTHORITY)
    (tmp_path / "serial").write_text("01\n")
    openssl("req", "-x509", *CURVE, "-keyout", "ca.key", "-out", "ca.pem", "-subj", "/CN=Throw-away CA", "-days", 30)
    openssl("req", *CURVE, "-keyout", "tsa.key", "-out", "tsa.csr", "-subj", "/CN=Throw-away TSA")
    openssl(
        "x509", "-req", "-in", "tsa.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-out", "tsa.pem",
        "-days", 30, "-extfile", "tsa.cnf", "-extensions", "stamping",
    )
    return openssl


def test_the_key_is_private_and_every_seal_is_signed(signed):
    key = signed.folder / "ward.key"
    assert key.stat().st_mode & 0o777 == 0o600
    found = signed.json("verify", "--signed-by", f"{key}.pub")
    assert found["whole"], found["failures"]
    assert found["seals"] == found["signedSeals"] > 0
    assert found["heads"] == found["signedHeads"] == 1
    signed.run("signing-key", signed.folder / "other.key")
    found = signed.json("verify", "--signed-by", signed.folder / "other.key.pub", expect=2)
    assert len(found["failures"]) == found["seals"] + found["heads"]
    both = signed.json("verify", "--signed-by", signed.folder / "other.key.pub", f"{key}.pub")
    assert both["whole"]
    listed = signed.folder / "keys.txt"
    listed.write_text(signed.run("signing-key", "list").stdout)
    assert signed.json("verify", "--signed-by", listed)["whole"]
    key.chmod(0o644)
    assert "chmod 600" in signed.run("head", "make", "--signing-key", key, expect=2).stderr
    key.chmod(0o600)


def test_a_head_is_stamped_by_an_authority_and_kept(signed, authority, tmp_path):
    signed.run("head", "request", "--output", tmp_path / "head.tsq")
    authority("ts", "-reply", "-config", "tsa.cnf", "-queryfile", "head.tsq", "-out", "head.tsr")
    signed.run("head", "stamp", tmp_path / "head.tsr", "--authority", tmp_path / "ca.pem")
    found = signed.json("verify", "--authority", tmp_path / "ca.pem")
    assert found["whole"] and found["timeStamps"] == 1
    wrong = signed.run("head", "stamp", tmp_path / "head.tsq", "--authority", tmp_path / "ca.pem", expect=2)
    assert "返事" in wrong.stderr
    found = signed.json("verify", "--authority", tmp_path / "tsa.pem", expect=2)
    assert "時刻の証明" in found["failures"][0]


def test_a_witness_signs_what_is_handed_over_and_what_was_cut_off_is_found(signed, tmp_path):
    office = tmp_path / "office.key"
    nothing = Namiki(tmp_path / "nowhere")
    nothing.run("signing-key", office)
    signed.run("signing-key", "record", f"{office}.pub", "--holder", "監査事務局")
    handed, kept, head = tmp_path / "handed.json", tmp_path / "kept.json", tmp_path / "head.txt"
    signed.json("verify", "--export", handed)
    signed.run("head", "--output", head)
    assert "署名" in head.read_text()
    # Without a database; and only beside what was signed before.
    assert nothing.run("witness", "sign", handed, "--key", office, "--output", kept, expect=64)
    nothing.run("witness", "sign", handed, "--key", office, "--first", "--output", kept)
    nothing.run("witness", "sign", handed, "--key", office, "--against", kept, "--output", tmp_path / "again.json")
    foreign = nothing.run("witness", "sign", handed, "--key", office, "--against", handed, "--output", kept, expect=2)
    assert "この鍵で署名した束ではありません" in foreign.stderr
    signed.run("witness", "take", kept)
    found = signed.json("verify", "--signed-by", f"{office}.pub", "--against", kept)
    assert found["whole"], found["failures"]
    assert signed.json("verify", "--against", head)["whole"]

    # Somebody with the file takes the newest record away, and the end of the trail with it.
    with sqlite3.connect(signed.database) as store:
        seal, hash_ = store.execute("SELECT id, hash FROM seal ORDER BY sealed_at DESC").fetchone()
        row = store.execute("SELECT MIN(sequence) FROM audit WHERE details LIKE ?", (f"%{hash_}%",)).fetchone()[0]
        store.execute("PRAGMA foreign_keys = OFF")
        store.execute("DELETE FROM seal_rendering WHERE seal = ?", (seal,))
        store.execute("DELETE FROM seal WHERE id = ?", (seal,))
        store.execute("DELETE FROM signature")
        store.execute("DELETE FROM time_stamp")
        store.execute("DELETE FROM daily_head")
        store.execute("DELETE FROM audit WHERE sequence >= ?", (row,))
        end = store.execute("SELECT sequence, hash FROM audit ORDER BY sequence DESC").fetchone()
        store.execute("UPDATE audit_head SET sequence = ?, hash = ?", end)
    for file in (kept, head):
        failures = signed.json("verify", "--against", file, expect=2)["failures"]
        assert any("切り取られています" in failure for failure in failures), (file, failures)
