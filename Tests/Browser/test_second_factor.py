"""Signing in with a second factor, on a server of its own that asks for it: enrolled by keyboard, read from the screen as a telephone does."""

import hashlib
import hmac
import re
import shutil
import struct
import subprocess
import time
import urllib.parse
from base64 import b32decode

import pytest
from conftest import Namiki, Someone

ADMINISTRATOR = {"loginName": "kanri", "password": "touroku-suru-hito-34"}


def code(secret: str) -> str:
    """RFC 6238 by the standard library alone."""
    mac = hmac.new(b32decode(secret + "=" * (-len(secret) % 8)), struct.pack(">Q", int(time.time()) // 30), hashlib.sha1).digest()
    at = mac[19] & 15
    return f"{(struct.unpack('>I', mac[at:at + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


@pytest.fixture(scope="module")
def asking(tmp_path_factory):
    """An empty server as it is installed, with one administrator."""
    server = Namiki(tmp_path_factory.mktemp("asking"))
    server.run(
        "user", "add", "kanri", "--name", "初めての管理者", "--role", "administrator", "--own-password",
        input=ADMINISTRATOR["password"] + "\n",
    )
    server.start()
    yield server
    server.stop()


def test_an_administrator_takes_up_an_authenticator_and_signs_in_with_it(browser, asking, tmp_path):
    person = Someone(browser, asking, ADMINISTRATOR).sign_in()
    assert "あなたの役割では、登録が必要です" in person.text()
    person.open("/people")
    assert person.page.url.endswith("/account/second-factor")
    person.look("second-factor-start")
    person.press("button", "登録を始める")
    person.look("second-factor-enrol")
    address = person.page.get_by_role("link", name="認証アプリを開く").get_attribute("href")
    secret = urllib.parse.parse_qs(urllib.parse.urlsplit(address).query)["secret"][0]
    assert person.page.locator(".guide-code").inner_text().replace("-", "") == secret
    if shutil.which("zbarimg"):
        picture = tmp_path / "code.png"
        person.page.get_by_role("img", name="認証アプリで読み取る二次元コード").screenshot(path=picture)
        read = subprocess.run(["zbarimg", "-q", "--raw", picture], capture_output=True, text=True).stdout.strip()
        assert read == address
    person.type("確認コード", code(secret))
    person.press("button", "登録する")
    codes = re.findall(r"[A-Z2-7]{4}(?:-[A-Z2-7]{4}){3}", person.text())
    assert len(codes) == 10
    person.look("second-factor-recovery")
    person.press("link", "保管したので次へ進む")
    assert "今日の仕事" in person.text()
    person.press("button", "サインアウト")
    person.sign_in()
    person.look("second-factor-code")
    person.type("確認コード", "000000")
    person.press("button", "確認する")
    person.look("second-factor-wrong")
    person.type("確認コード", codes[0].lower())
    person.press("button", "確認する")
    assert "今日の仕事" in person.text()
    person.open("/account/second-factor")
    assert "使っていない回復コードは9個です" in person.text()
    person.look("second-factor-enrolled")
    person.context.close()
