"""What wears a site down from outside: clients that never finish, a database that goes away, a disk that is full."""

import html
import os
import random
import resource
import socket
import subprocess
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
    slow = SlowClients(server.port, SLOW)
    # And one address alone, with more than its share.
    greedy = SlowClients(server.port, 150, per_address=1_000)
    for _ in range(20):
        slow.drip()
        greedy.drip()
        assert status(server, "/sign-in") == 200
        assert server.process.poll() is None
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
    """A disk of its own, of 64 MiB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", folder], capture_output=True).returncode:
        pytest.skip("only root may mount a small disk")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


def test_a_full_disk_is_told_and_loses_nothing_acknowledged(demonstration, tmp_path, small_disk):
    server = copied(demonstration, small_disk)
    server.log = tmp_path / "server.log"
    for fill in range(LOSSES):
        server.start()
        writer = written(server, SEED + fill, 3)
        ballast = small_disk / "ballast"
        with open(ballast, "wb", buffering=0) as file:
            try:
                while file.write(bytes(4_096)):
                    pass
            except OSError:
                pass
        # Its log has some room left, and then none: an answer says so.
        before = writer.saved
        until(lambda: not writer.is_alive() or writer.saved > before + 2_000, "nobody is told")
        writer.stopped.set()
        writer.join()
        assert writer.acknowledged, (SEED, fill, writer.problem)
        # Pages are read all the while, by those who are signed in, too.
        assert writer.path in writer.get("/")
        assert writer.get(writer.path)
        assert server.process.poll() is None
        ballast.unlink()
        assert is_kept(server, writer), (SEED, fill, writer.acknowledged, writer.sent)
        again = written(server, SEED + 1_000 + fill, 3)
        again.stopped.set()
        again.join()
        assert again.saved >= 3, (SEED, fill, again.problem)
        server.stop()
        assert server.json("verify")["whole"], (SEED, fill)
