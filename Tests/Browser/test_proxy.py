"""The site behind the nginx of the samples: signed in over HTTPS, known by the client's address, told of what is too large."""

import http.client
import os
import re
import shutil
import socket
import ssl
import subprocess
import time
import urllib.parse

import pytest

from conftest import ROOT, copied, free_port

CONFIGURATION = ROOT / "Samples/nginx/namiki.conf"
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
# Another address of this machine, for a client that is neither nginx nor the site.
CLIENT = "127.0.0.5"


class Proxy:
    """nginx with the file of the samples, of which only the lines are edited that a ward edits."""

    def __init__(self, folder, site):
        self.folder = folder
        self.plain, self.port = free_port(), free_port()
        key, self.certificate = folder / "key.pem", folder / "certificate.pem"
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", self.certificate,
             "-days", "2", "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"],
            check=True, capture_output=True,
        )
        text = CONFIGURATION.read_text(encoding="utf-8")
        for given, here in {
            "server 127.0.0.1:8080;": f"server 127.0.0.1:{site.port};",
            "listen 80;": f"listen 127.0.0.1:{self.plain};",
            "listen 443 ssl;": f"listen 127.0.0.1:{self.port} ssl;",
            "/etc/nginx/namiki/certificate.pem": str(self.certificate),
            "/etc/nginx/namiki/key.pem": str(key),
        }.items():
            assert text.count(given) == 1, given
            text = text.replace(given, here)
        (folder / "namiki.conf").write_text(text, encoding="utf-8")
        paths = "".join(
            f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        user = "user root;" if os.geteuid() == 0 else ""
        (folder / "nginx.conf").write_text(
            f"{user} daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log; events {{}}"
            f" http {{ access_log off; {paths} include {folder}/namiki.conf; }}"
        )
        self.command = [NGINX, "-p", str(folder), "-c", str(folder / "nginx.conf")]

    def start(self):
        self.process = subprocess.Popen(self.command)
        for _ in range(300):
            try:
                return self.ask("GET", "/health")
            except OSError:
                assert self.process.poll() is None, (self.folder / "error.log").read_text()
                time.sleep(0.1)
        raise AssertionError("nginx does not answer")

    def stop(self):
        self.process.terminate()
        self.process.wait()

    def ask(self, method, path, body=None, headers=None):
        """One request by HTTPS from the client's address."""
        trusted = ssl.create_default_context(cafile=self.certificate)
        line = http.client.HTTPSConnection(
            "127.0.0.1", self.port, context=trusted, timeout=60, source_address=(CLIENT, 0)
        )
        line.request(method, path, body, headers or {})
        answer = line.getresponse()
        answer.text = answer.read().decode()
        line.close()
        return answer


@pytest.fixture(scope="module")
def site(demonstration, tmp_path_factory):
    if not NGINX:
        pytest.skip("nginx is not installed: run bin/setup test")
    site = copied(demonstration, tmp_path_factory.mktemp("site"))
    site.start("--secure", "--proxy", "127.0.0.1")
    yield site
    site.stop()


@pytest.fixture(scope="module")
def proxy(site, tmp_path_factory):
    proxy = Proxy(tmp_path_factory.mktemp("nginx"), site)
    proxy.start()
    yield proxy
    proxy.stop()


class Visitor:
    """Somebody with cookies, who says a false address."""

    def __init__(self, proxy):
        self.proxy = proxy
        self.cookies = {}

    def ask(self, method, path, body=None, kind=None):
        headers = {
            "X-Forwarded-For": "6.6.6.6", "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        }
        if kind:
            headers |= {"Content-Type": kind, "Origin": f"https://127.0.0.1:{self.proxy.port}"}
        answer = self.proxy.ask(method, path, body, headers)
        for cookie in answer.headers.get_all("Set-Cookie", []):
            assert cookie.startswith("__Host-") and "; Secure" in cookie, cookie
            name, value = cookie.split(";")[0].split("=", 1)
            self.cookies[name] = value
        return answer

    def sign_in(self, login):
        page = self.ask("GET", "/sign-in").text
        word = re.search(r'name="csrf" value="([^"]*)"', page).group(1)
        fields = {"csrf": word, "loginName": login["loginName"], "password": login["password"], "to": "/"}
        return self.ask("POST", "/sign-in", urllib.parse.urlencode(fields), "application/x-www-form-urlencoded")


def test_nginx_takes_the_file(proxy):
    checked = subprocess.run([*proxy.command, "-t"], capture_output=True, text=True)
    assert checked.returncode == 0, checked.stderr
    assert "warn" not in checked.stderr, checked.stderr


def test_people_sign_in_and_are_known_by_the_address_they_come_from(proxy, site):
    visitor = Visitor(proxy)
    assert visitor.sign_in(site.people["editor"]).status == 303
    account = visitor.ask("GET", "/account")
    assert account.status == 200
    assert CLIENT in account.text
    assert "6.6.6.6" not in account.text
    assert account.headers["Strict-Transport-Security"]


def test_what_is_too_large_is_told_by_the_site_and_beyond_that_by_nginx(proxy, site):
    visitor = Visitor(proxy)
    visitor.sign_in(site.people["editor"])
    head = b'--x\r\nContent-Disposition: form-data; name="done"\r\n\r\nan hour of work, typed before the file\r\n'
    head += b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.bin"\r\n\r\n'
    kind = "multipart/form-data; boundary=x"
    refused = visitor.ask("POST", "/account/password", head + bytes(30 << 20) + b"\r\n--x--\r\n", kind)
    assert refused.status == 413
    assert "送られた内容が大きすぎます" in refused.text and "an hour of work" in refused.text
    small = visitor.ask("POST", "/account/password", bytes(300 << 10), "application/x-www-form-urlencoded")
    assert small.status == 413 and "256KB" in small.text
    # nginx refuses before it has read the body, and a client that goes on sending may see the connection end.
    try:
        beyond = visitor.ask("POST", "/account/password", head + bytes(70 << 20) + b"\r\n--x--\r\n", kind)
        assert beyond.status == 413 and "20MB" in beyond.text
    except (ConnectionError, ssl.SSLError):
        pass
    assert visitor.ask("GET", "/account").status == 200


def test_a_body_that_comes_byte_by_byte_ends(proxy):
    trusted = ssl.create_default_context(cafile=proxy.certificate)
    plain = socket.create_connection(("127.0.0.1", proxy.port), timeout=60, source_address=(CLIENT, 0))
    with trusted.wrap_socket(plain, server_hostname="127.0.0.1") as line:
        head = f"POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1:{proxy.port}\r\nContent-Length: 2000\r\n"
        line.sendall(f"{head}Content-Type: application/x-www-form-urlencoded\r\n\r\n".encode())
        # Each byte comes long before nginx would miss it.
        line.settimeout(1)
        answer = b""
        for _ in range(120):
            try:
                line.sendall(b"a")
                answer = line.recv(1000)
                break
            except TimeoutError:
                continue
    assert answer.startswith(b"HTTP/1.1 408"), answer


def test_http_leads_to_https(proxy):
    line = http.client.HTTPConnection("127.0.0.1", proxy.plain, timeout=60)
    line.request("GET", "/sign-in?to=%2F")
    answer = line.getresponse()
    assert answer.status == 308
    assert answer.headers["Location"] == "https://127.0.0.1/sign-in?to=%2F"


def test_a_site_that_is_away_is_told_in_words(proxy, site):
    site.stop()
    try:
        answer = proxy.ask("GET", "/sign-in")
        assert answer.status == 503
        assert "ただいま利用できません" in answer.text
        assert answer.headers["Retry-After"]
    finally:
        site.start("--secure", "--proxy", "127.0.0.1")
