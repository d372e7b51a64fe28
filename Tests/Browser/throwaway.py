"""A PostgreSQL cluster of its own, on a socket in a temporary folder, gone when the test is."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path


def programs() -> Path:
    """The newest PostgreSQL of this machine."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    assert folders, "PostgreSQL is not installed: run bin/setup test"
    return folders[-1]


class Cluster:
    """One server on a folder of its own, which can be lost and come back."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.data = folder / "data"
        self.address = f"postgresql:///namiki?host={folder}&user=namiki"
        # The server refuses to run as root.
        self.user = "postgres" if os.geteuid() == 0 else None
        self.server = None
        if self.user:
            shutil.chown(folder, self.user, pwd.getpwnam(self.user).pw_gid)
        subprocess.run(
            [programs() / "initdb", "-D", self.data, "-A", "trust", "-U", "namiki", "--locale=C", "--encoding=UTF8"],
            user=self.user, cwd=folder, check=True, stdout=subprocess.DEVNULL,
        )

    def start(self):
        self.server = subprocess.Popen(
            [programs() / "postgres", "-D", self.data, "-k", self.folder, "-c", "listen_addresses=", "-c", "fsync=off"],
            user=self.user, cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        for _ in range(600):
            ready = subprocess.run([programs() / "pg_isready", "-h", self.folder, "-q"], check=False)
            if ready.returncode == 0:
                return
            assert self.server.poll() is None, "the server ended"
            time.sleep(0.1)
        raise AssertionError("the server does not answer")

    def stop(self):
        """At once, whoever is still connected."""
        self.server.send_signal(signal.SIGINT)
        self.server.wait()

    def lose(self):
        """Ends every process at once, as a machine does that is switched off; what was written lies with the system."""
        self.server.send_signal(signal.SIGQUIT)
        self.server.wait()


@contextmanager
def cluster():
    """Yields a running server with an empty database."""
    # A short path: the name of a socket may have 107 bytes.
    folder = Path(tempfile.mkdtemp(prefix="namiki-pg-"))
    made = Cluster(folder)
    made.start()
    try:
        subprocess.run([programs() / "createdb", "-h", folder, "-U", "namiki", "namiki"], check=True)
        yield made
    finally:
        made.stop()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def postgresql():
    """Yields the address of an empty database."""
    with cluster() as made:
        yield made.address
