"""Killing the server at random moments of a running quarter loses no acknowledged answer."""

import html
import random
import re
import threading
import urllib.error
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar

from conftest import KILLS, SEED, Namiki, copied


class Writer(threading.Thread):
    """Somebody who saves drafts as fast as the server answers, and remembers what was acknowledged."""

    def __init__(self, server: Namiki, seed: int):
        super().__init__(daemon=True)
        self.server = server
        self.random = random.Random(seed)
        self.acknowledged = None
        self.sent = None
        self.stopped = threading.Event()
        self.saved = 0
        self.problem = None
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))

    def get(self, path):
        return self.opener.open(self.server.address + path, timeout=20).read().decode()

    def post(self, path, fields):
        data = urllib.parse.urlencode(fields).encode()
        request = urllib.request.Request(self.server.address + path, data=data, headers={"Origin": self.server.address})
        return self.opener.open(request, timeout=20).read().decode()

    @staticmethod
    def hidden(page, name):
        return html.unescape(re.search(rf'name="{name}" value="([^"]*)"', page).group(1))

    def sign_in(self):
        page = self.get("/sign-in")
        login = self.server.people["editor"]
        self.post("/sign-in", {"csrf": self.hidden(page, "csrf"), "loginName": login["loginName"], "password": login["password"], "to": "/"})
        first = self.get("/")
        self.path = re.search(r'href="(/entries/[0-9A-Z]{26})"[^>]*>(?:回答する|続きを書く)', first).group(1)

    def run(self):
        try:
            while not self.stopped.is_set():
                page = self.get(self.path)
                text = f"【見本】{self.saved}回目の文 {self.random.random()}"
                self.sent = text
                form = re.search(rf'<form[^>]*action="{self.path}".*?</form>', page, re.S).group(0)
                answer = self.post(
                    self.path,
                    {"csrf": self.hidden(form, "csrf"), "revision": self.hidden(form, "revision"), "mark": "B", "done": text, "choice": "draft"},
                )
                # The answer came: from now on this text must never be lost.
                if "下書きを保存しました" in answer:
                    self.acknowledged = text
                    self.saved += 1
                    self.sent = None
        except (urllib.error.URLError, ConnectionError, OSError):
            return  # the server was killed: what was acknowledged is checked after the restart
        except Exception as problem:  # a broken page is a failure of the test, not of the server's life
            self.problem = problem


def test_nothing_that_was_acknowledged_is_lost(demonstration, tmp_path):
    seed = SEED
    print("seed", seed)
    chance = random.Random(seed)
    server = copied(demonstration, tmp_path)
    saved = 0
    for kill in range(KILLS):
        server.start()
        writer = Writer(server, seed + kill)
        writer.sign_in()
        writer.start()
        # A random moment in the middle of the writing, counted in saves and then in part of one.
        while writer.saved < chance.randrange(1, 6) and writer.is_alive():
            writer.join(0.005)
        writer.join(chance.random() * 0.05)
        server.kill()
        writer.stopped.set()
        writer.join()
        assert writer.problem is None, (seed, kill, writer.problem)
        assert writer.acknowledged, (seed, kill)
        saved += writer.saved
        server.start()
        reader = Writer(server, 0)
        reader.sign_in()
        page = html.unescape(reader.get(reader.path))
        # What was sent and not acknowledged may be there or not; what was acknowledged must be, unless that one replaced it.
        kept = writer.acknowledged in page or writer.sent is not None and writer.sent in page
        assert kept, (seed, kill, writer.acknowledged, writer.sent)
        server.stop()
        found = server.json("verify")
        assert found["whole"], (seed, kill, found)
    print("saved", saved, "kills", KILLS)
