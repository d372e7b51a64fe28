"""What wears a site down from outside: clients that never finish, a database that goes away, a disk that is full. Times are
printed, and nothing is asserted of them."""

import html
import json
import os
import random
import resource
import socket
import statistics
import subprocess
import threading
import time
import urllib.error
import urllib.request

import pytest

from conftest import SEED, Namiki, copied
from test_crash import Writer
from throwaway import cluster

SLOW = int(os.environ.get("NAMIKI_SLOW", 300))
LOSSES = int(os.environ.get("NAMIKI_LOSSES", 2))
# From one address the site takes a hundred.
PER_ADDRESS = 90


class SlowClients:
    """Connections on which a request drips, from as many addresses as it takes for the site to take them all."""

    def __init__(self, port, count, per_address=PER_ADDRESS):
        own, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(most, max(own, count + 500)), most))
        self.lines = []
        for number in range(count):
            line = socket.create_connection(
                ("127.0.0.1", port), timeout=30, source_address=(f"127.0.1.{1 + number // per_address}", 0)
            )
            # Some never begin, some stop in the header, some in the body.
            beginning = [
                b"", b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ",
                b"POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n",
            ][number % 3]
            self.lines.append(line)
            self.say(line, beginning)

    @staticmethod
    def say(line, text):
        try:
            line.sendall(text)
        except OSError:
            pass  # cut off, as it should be one day

    def drip(self):
        for number, line in enumerate(self.lines):
            if number % 3:
                self.say(line, b"a")

    def close(self):
        for line in self.lines:
            line.close()


class Reader(threading.Thread):
    """Somebody who reads one page after the other, and notes how long each took."""

    def __init__(self, read):
        super().__init__(daemon=True)
        self.read = read
        self.milliseconds = []
        self.problem = None
        self.stopped = threading.Event()

    def run(self):
        try:
            while not self.stopped.is_set():
                began = time.perf_counter()
                self.read()
                self.milliseconds.append((time.perf_counter() - began) * 1_000)
                self.stopped.wait(0.02)
        except Exception as problem:
            self.problem = problem

    def told(self, what):
        self.stopped.set()
        self.join()
        assert self.problem is None, self.problem
        assert self.milliseconds, what
        print(f"{what}: {len(self.milliseconds)} pages, p50 {statistics.median(self.milliseconds):.0f} ms, "
              f"max {max(self.milliseconds):.0f} ms")


def status(server, path):
    try:
        with urllib.request.urlopen(server.address + path, timeout=30) as answer:
            return answer.status
    except urllib.error.HTTPError as refused:
        return refused.code


@pytest.mark.parametrize("files", [None, 256], ids=["all files", "256 files"])
def test_slow_connections_keep_nobody_out(demonstration, tmp_path, files):
    server = copied(demonstration, tmp_path)
    few = (lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (files, files))) if files else None
    server.start(preexec_fn=few)
    reader = Reader(lambda: status(server, "/sign-in"))
    reader.start()
    slow = SlowClients(server.port, SLOW)
    # And one address alone, with more than its share.
    greedy = SlowClients(server.port, 150, per_address=1_000)
    for _ in range(20):
        slow.drip()
        greedy.drip()
        assert status(server, "/sign-in") == 200
        assert server.process.poll() is None
    reader.told(f"{SLOW} slow connections")
    slow.close()
    greedy.close()
    assert status(server, "/health") == 200
    server.stop()
    assert server.process.returncode == 0, server.log.read_text()[-2_000:]


def written(server, seed, moments):
    """Somebody who is writing, after so many saves."""
    writer = Writer(server, seed)
    writer.sign_in()
    writer.start()
    while writer.saved < moments and writer.is_alive():
        writer.join(0.005)
    return writer


def is_kept(server, writer):
    reader = Writer(server, 0)
    reader.sign_in()
    page = html.unescape(reader.get(reader.path))
    return writer.acknowledged in page or writer.sent is not None and writer.sent in page


def until(found, what):
    """A bound in tries, not in time."""
    for _ in range(1_200):
        if found():
            return
        subprocess.run(["sleep", "0.05"], check=True)
    raise AssertionError(what)


def test_a_database_that_is_lost_again_and_again_loses_nothing_acknowledged(tmp_path):
    print("seed", SEED)
    chance = random.Random(SEED)
    saved = 0
    with cluster() as database:
        server = Namiki(tmp_path, database.address)
        server.people = {person["key"]: person for person in server.json("demo")["people"]}
        server.start()
        for loss in range(LOSSES):
            writer = written(server, SEED + loss, chance.randrange(1, 6))
            writer.join(chance.random() * 0.05)
            database.lose()
            until(lambda: status(server, "/health") == 503, "the health does not say that the database is away")
            writer.stopped.set()
            writer.join()
            assert writer.problem is None, (SEED, loss, writer.problem)
            assert writer.acknowledged, (SEED, loss)
            assert status(server, "/sign-in") in (200, 503)
            database.start()
            until(lambda: status(server, "/health") == 200, "the site does not come back")
            assert is_kept(server, writer), (SEED, loss, writer.acknowledged, writer.sent)
            assert server.process.poll() is None
            saved += writer.saved
        server.stop()
        assert server.json("verify")["whole"], SEED
    print("saved", saved, "losses", LOSSES)


@pytest.fixture
def small_disk(tmp_path):
    """A disk of its own, of 192 MiB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=192m", "tmpfs", folder], capture_output=True).returncode:
        pytest.skip("only root may mount a small disk")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


def fill(file, left):
    """Writes until no more than so many bytes are free."""
    try:
        while (room := os.statvfs(file.name).f_bavail * os.statvfs(file.name).f_frsize - left) > 0:
            file.write(bytes(min(room, 1 << 20)))
    except OSError:
        pass


def no_space(server):
    """Whether the health says so, and how to mend it."""
    try:
        urllib.request.urlopen(server.address + "/health", timeout=30).read()
        return False
    except urllib.error.HTTPError as refused:
        answer = json.loads(refused.read())
        return answer["reason"] == "noSpace" and "書き込めない：空きがありません" in answer["message"]


def test_a_full_disk_is_told_and_loses_nothing_acknowledged(demonstration, tmp_path, small_disk):
    server = copied(demonstration, small_disk)
    server.log = tmp_path / "server.log"
    for filled in range(LOSSES):
        server.start()
        writer = written(server, SEED + filled, 3)
        with open(small_disk / "ballast", "wb", buffering=0) as file:
            # Before a write fails, too.
            fill(file, 32 << 20)
            before = writer.saved
            until(lambda: no_space(server), "the health does not foresee it")
            until(lambda: writer.saved > before or not writer.is_alive(), "nobody writes any more")
            assert writer.saved > before, (SEED, filled, writer.problem)
            fill(file, 0)
        # Its log has some room left, and then none: an answer says so.
        before = writer.saved
        until(lambda: not writer.is_alive() or writer.saved > before + 2_000, "nobody is told")
        writer.stopped.set()
        writer.join()
        assert writer.acknowledged, (SEED, filled, writer.problem)
        # Pages are read all the while, by those who are signed in, too.
        assert writer.path in writer.get("/")
        assert writer.get(writer.path)
        assert no_space(server)
        assert server.process.poll() is None
        (small_disk / "ballast").unlink()
        until(lambda: status(server, "/health") == 200, "the site does not come back by itself")
        assert is_kept(server, writer), (SEED, filled, writer.acknowledged, writer.sent)
        again = written(server, SEED + 1_000 + filled, 3)
        again.stopped.set()
        again.join()
        assert again.saved >= 3, (SEED, filled, again.problem)
        server.stop()
        assert server.json("verify")["whole"], (SEED, filled)
        # Beside the database only what belongs to it.
        left = {path.name for path in small_disk.iterdir()} - {"namiki.sqlite-wal", "namiki.sqlite-shm"}
        assert left == {"namiki.sqlite"}, "half a file is left"


class Contender(Writer):
    """Somebody who reads again when another was quicker."""

    def post(self, path, fields):
        try:
            return super().post(path, fields)
        except urllib.error.HTTPError as refused:
            if refused.code not in (409, 422):
                raise
            return refused.read().decode()


def test_two_servers_on_one_database_lose_nothing_of_each_other(tmp_path):
    chance = random.Random(SEED)
    with cluster() as database:
        first, second = Namiki(tmp_path, database.address), Namiki(tmp_path, database.address)
        second.log = tmp_path / "second.log"
        people = {person["key"]: person for person in first.json("demo")["people"]}
        saved = 0
        second.people = first.people = people
        first.start()
        for _ in range(LOSSES):
            second.start()
            # One answer, written on both.
            writer, other = Contender(first, SEED), Contender(second, SEED + 1)
            for one in (writer, other):
                one.sign_in()
                one.start()
            until(lambda: other.saved > 2 or not other.is_alive(), "nobody writes on the second")
            writer.join(chance.random() * 0.2)
            # One of them goes at a moment of chance; the other goes on.
            second.kill()
            until(lambda: not other.is_alive(), "the lost one is written to")
            before = writer.saved
            until(lambda: writer.saved > before + 2 or not writer.is_alive(), "the other does not go on")
            assert writer.is_alive(), SEED
            for one in (writer, other):
                one.stopped.set()
                one.join()
                assert one.problem is None, (SEED, one.problem)
                assert one.acknowledged, SEED
            assert is_kept(first, writer), (SEED, writer.acknowledged, writer.sent)
            saved += writer.saved + other.saved
        first.stop()
        assert first.json("verify")["whole"], SEED
    print("saved", saved, "on two servers,", LOSSES, "of which were killed")
