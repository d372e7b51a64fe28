"""Signing in through a real identity provider on this machine: refused, connected by two administrators, groups to roles, and faults."""

import json
import shutil
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from conftest import Namiki, Someone, free_port

FIRST = {"loginName": "kanri", "password": "touroku-suru-hito-34"}
SECOND = {"loginName": "kanri2", "password": "tashikameru-hito-56"}
STAFF = {"loginName": "yamada", "password": "hatake-no-kakashi-78"}


class Provider:
    """oidc-provider-mock: it signs whoever is named in, says of them what it was told, and issues codes that are good once."""

    def __init__(self):
        self.port = free_port()
        self.issuer = f"http://127.0.0.1:{self.port}"
        self.process = None

    def start(self):
        program = Path(sys.executable).with_name("oidc-provider-mock")
        self.process = subprocess.Popen(
            [program if program.exists() else shutil.which("oidc-provider-mock"), "--port", str(self.port)],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        for _ in range(600):
            try:
                urllib.request.urlopen(f"{self.issuer}/jwks", timeout=5).read()
                return
            except OSError:
                assert self.process.poll() is None, "the provider ended"
                time.sleep(0.1)
        raise AssertionError("the provider does not answer")

    def stop(self):
        if self.process:
            self.process.terminate()
            self.process.wait()
            self.process = None

    def tell(self, subject, **claims):
        """What is said of somebody from now on."""
        request = urllib.request.Request(
            f"{self.issuer}/users/{subject}", data=json.dumps(claims).encode(), method="PUT",
            headers={"Content-Type": "application/json"},
        )
        urllib.request.urlopen(request, timeout=30).read()


class Office:
    """A ward that is bound to the provider, with two administrators and somebody without a role."""

    def __init__(self, folder: Path):
        self.provider = Provider()
        self.namiki = Namiki(folder)
        self.secret = folder / "client-secret"
        self.secret.write_text("himitsu-no-kotoba\n")
        self.secret.chmod(0o600)
        self.namiki.add(FIRST, "--name", "管理 太郎", "--role", "administrator")
        self.namiki.add(SECOND, "--name", "管理 次郎", "--role", "administrator")
        self.namiki.add(STAFF, "--name", "山田 花子")

    def start(self, *more):
        self.namiki.start(
            "--sso-issuer", self.provider.issuer, "--sso-client-id", "namiki", "--sso-secret-file", str(self.secret),
            "--sso-redirect", f"{self.namiki.address}/sign-in/sso/callback", "--sso-groups-claim", "groups", *more,
        )


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    made = Office(tmp_path_factory.mktemp("single-sign-on"))
    made.provider.start()
    made.start()
    yield made
    made.namiki.stop()
    made.provider.stop()


class Visitor(Someone):
    """Somebody whose browser goes to the provider, too, whose page brings a style from elsewhere."""

    def __init__(self, browser, office: Office, login: dict):
        self.provider = office.provider
        super().__init__(browser, office.namiki, login)
        self.context.route("https://cdn.jsdelivr.net/**", lambda route: route.fulfill(status=200, content_type="text/css", body=""))

    def _same_site(self, url):
        if not url.startswith((self.provider.issuer, "https://cdn.jsdelivr.net/")):
            super()._same_site(url)

    def _console(self, message):
        if not self.page.url.startswith(self.provider.issuer) and "cdn.jsdelivr.net" not in message.text:
            super()._console(message)

    def authorize(self, subject):
        """On the page of the provider."""
        assert self.page.url.startswith(self.provider.issuer), self.page.url
        self.page.get_by_placeholder("sub").fill(subject)
        with self.page.expect_navigation(url=lambda url: url.startswith(self.namiki.address)):
            self.page.get_by_role("button", name="Authorize", exact=True).click()
        return self

    def through(self, subject):
        self.open("/sign-in")
        self.press("link", "庁内の認証でサインイン")
        return self.authorize(subject)


def test_an_unknown_account_is_refused_connected_by_two_administrators_and_let_in(browser, office):
    office.provider.tell("u-7", groups=[], name="山田 花子", preferred_username="yamada@city.example.jp")
    staff = Visitor(browser, office, STAFF)
    staff.open("/sign-in")
    staff.look("sso-sign-in")
    staff.through("u-7")
    assert "サインインできませんでした" in staff.page.title()
    assert "並木の利用者とつながっていません" in staff.text()
    staff.look("sso-refused")

    first = Visitor(browser, office, FIRST).sign_in()
    assert "庁内の認証のアカウントをつなぐ（1件）" in first.text()
    first.open("/single-sign-on")
    assert "yamada@city.example.jp" in first.text()
    first.look("sso-overview")
    first.open("/people")
    first.press("link", "山田 花子")
    first.page.locator("summary", has_text="アカウントをつなぐ").press("Enter")
    first.choose("アカウント", "山田 花子 yamada@city.example.jp（u-7）")
    first.press("button", "つなぐことを申し出る")
    assert "ほかの管理者が確認するとつながります" in first.page.inner_text("body")
    first.look("sso-person")
    first.open("/requests")
    assert "あなたの申出のため、あなたは確認できません" in first.text()
    staff.through("u-7")
    assert "並木の利用者とつながっていません" in staff.text()

    second = Visitor(browser, office, SECOND).sign_in()
    second.open("/requests")
    second.press("button", "確認して行う", exact=False)
    second.context.close()
    first.context.close()

    staff.through("u-7")
    assert staff.page.url == f"{office.namiki.address}/"
    staff.open("/account")
    assert "役割はまだ付いていません" in staff.text()
    assert "u-7" in staff.text()
    staff.look("sso-account")
    staff.press("button", "サインアウト")
    staff.context.close()


def test_groups_give_roles_and_take_them_again(browser, office):
    first = Visitor(browser, office, FIRST).sign_in()
    first.open("/single-sign-on/groups")
    first.look("sso-groups-empty")
    first.type("グループ", "/区/企画課")
    first.choose("役割", "事務局")
    first.choose("対象", "区全体")
    first.press("button", "対応を申し出る")
    assert "ほかの管理者が確認すると有効になります" in first.page.inner_text("body")
    first.look("sso-groups-waiting")
    second = Visitor(browser, office, SECOND).sign_in()
    second.open("/single-sign-on/groups")
    second.pick("「/区/企画課」に役割「事務局」（区全体、")
    second.press("button", "選んだ対応を確認する")
    second.look("sso-groups-confirmed")
    second.context.close()

    office.provider.tell("u-7", groups=["/区/企画課", "/区/未登録"])
    staff = Visitor(browser, office, STAFF).through("u-7")
    staff.open("/account")
    assert "事務局" in staff.text()
    assert "庁内の認証のグループによる" in staff.text()
    staff.press("button", "サインアウト")
    # By the password, the group gives nothing: whoever needs it comes through the provider.
    staff.sign_in()
    assert staff.open("/jobs") == 403
    staff.open("/account")
    staff.press("button", "サインアウト")

    first.open("/single-sign-on")
    assert "/区/未登録" in first.text()
    first.look("sso-overview-groups")
    first.open("/single-sign-on/preview")
    assert "グループ「/区/企画課」" in first.text()
    first.look("sso-preview")
    first.context.close()

    office.provider.tell("u-7", groups=[])
    staff.through("u-7")
    staff.open("/account")
    assert "事務局" not in staff.text()
    staff.press("button", "サインアウト")
    staff.context.close()


def test_a_person_connects_their_own_account(browser, office):
    second = Visitor(browser, office, SECOND).sign_in()
    second.open("/account")
    second.type("並木のパスワード", SECOND["password"])
    second.press("button", "庁内の認証とつなぐ")
    second.look("sso-connecting")
    second.press("link", "庁内の認証へ進む")
    second.authorize("u-8")
    assert "「u-8」とつなぎました" in second.page.inner_text("body")
    second.look("sso-connected")
    second.confirm("接続を終了する", exact=False, look="sso-ending")
    assert "庁内の認証のアカウントとは、つながっていません" in second.text()
    second.context.close()


def test_faults_are_refused_in_words(browser, office):
    staff = Visitor(browser, office, STAFF)
    office.provider.tell("u-7")
    staff.through("u-7")
    assert "グループの項目「groups」がありません" in staff.text()
    office.provider.tell("u-7", _claim_names={"groups": "src1"})
    staff.through("u-7")
    assert "グループが多すぎるため" in staff.text()
    # What the provider says of somebody goes into its token in place of what is right.
    for claims, word in [
        ({"iss": "https://elsewhere.example.jp"}, "issuer"), ({"aud": ["another"]}, "audience"),
        ({"nonce": "another"}, "nonce"), ({"azp": "another"}, "authorizedParty"),
    ]:
        office.provider.tell("u-7", groups=[], **claims)
        staff.through("u-7")
        assert f"（{word}）" in staff.text(), claims
    office.provider.tell("u-7", groups=[], exp=1)
    staff.through("u-7")
    assert "応答の日時が合いません" in staff.text()
    staff.look("sso-fault")
    office.provider.tell("u-7", groups=[])

    # An answer that was taken is worth nothing, in this browser or in another.
    answers = []
    staff.page.on("request", lambda request: answers.append(request.url) if "/sign-in/sso/callback?" in request.url else None)
    staff.through("u-7")
    assert staff.page.url == f"{office.namiki.address}/"
    staff.press("button", "サインアウト")
    staff.page.goto(answers[-1])
    assert "サインインを始めたブラウザーと違うか" in staff.text()
    stranger = Visitor(browser, office, STAFF)
    stranger.page.goto(answers[-1])
    assert "サインインを始めたブラウザーと違うか" in stranger.text()
    stranger.context.close()

    staff.open("/sign-in")
    staff.press("link", "庁内の認証でサインイン")
    with staff.page.expect_navigation(url=lambda url: url.startswith(office.namiki.address)):
        staff.page.get_by_role("button", name="Deny").click()
    assert "サインインできませんでした" in staff.page.title()
    staff.context.close()


def test_somebody_who_left_is_refused_and_a_new_key_is_taken(browser, office):
    first = Visitor(browser, office, FIRST).sign_in()
    first.open("/people")
    first.press("link", "山田 花子")
    first.page.locator("summary", has_text="利用を停止する").press("Enter")
    first.confirm("利用を停止する")
    staff = Visitor(browser, office, STAFF).through("u-7")
    assert "この利用者は停止されています" in staff.text()
    first.open("/people")
    first.press("link", "山田 花子")
    first.page.locator("summary", has_text="利用を再開する").press("Enter")
    first.press("button", "利用を再開する")
    first.context.close()

    # While it is away, passwords let in; when it is back, it signs with another key. A server that has just begun looks at once.
    office.provider.stop()
    office.namiki.stop()
    office.start()
    staff.open("/sign-in")
    staff.press("link", "庁内の認証でサインイン")
    assert "庁内の認証に接続できません" in staff.text()
    staff.sign_in()
    assert "今日の仕事" in staff.text()
    staff.press("button", "サインアウト")
    office.provider.start()
    office.provider.tell("u-7", groups=[])
    # A failure is not repeated at once: the site asks the provider again after ten seconds.
    for _ in range(60):
        staff.open("/sign-in")
        staff.press("link", "庁内の認証でサインイン")
        if staff.page.url.startswith(office.provider.issuer):
            break
        time.sleep(1)
    staff.authorize("u-7")
    assert staff.page.url == f"{office.namiki.address}/"
    staff.context.close()


def test_commands_connect_and_list_and_no_secret_is_told(office):
    office.namiki.stop()
    verified = office.namiki.run("verify", expect=0)
    assert "himitsu" not in verified.stdout
    assert "himitsu" not in office.namiki.log.read_text()
    assert "code=" not in office.namiki.log.read_text()
    account = ("--issuer", office.provider.issuer, "--subject", "u-9")
    assert office.namiki.json("user", "connect", "kanri2", *account)["subject"] == "u-9"
    assert "別の利用者とつながっています" in office.namiki.run("user", "connect", "kanri", *account, expect=2).stderr
    mappings = office.namiki.json("user", "groups")["mappings"]
    assert [(mapping["group"], mapping["role"], mapping["state"]) for mapping in mappings] == [
        ("/区/企画課", "secretariat", "confirmed")
    ]
    office.secret.chmod(0o644)
    refused = office.namiki.run(
        "serve", "--port", str(office.namiki.port), "--sso-issuer", office.provider.issuer, "--sso-client-id", "namiki",
        "--sso-secret-file", office.secret, "--sso-redirect", f"{office.namiki.address}/sign-in/sso/callback", expect=2,
    )
    assert "ほかの人も読めます" in refused.stderr
    wrong = office.namiki.run(
        "serve", "--sso-issuer", "http://login.example.jp", "--sso-client-id", "namiki", "--sso-redirect", "https://a/b", expect=2
    )
    assert "発行者（issuer）" in wrong.stderr
    assert "戻り先" in wrong.stderr
    office.secret.chmod(0o600)
