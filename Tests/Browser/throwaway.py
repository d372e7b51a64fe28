"""A PostgreSQL cluster of its own, on a socket in a temporary folder, gone when the test is."""

import os
import pwd
import shutil
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


@contextmanager
def postgresql():
    """Yields the address of an empty database."""
    # A short path: the name of a socket may have 107 bytes.
    folder = Path(tempfile.mkdtemp(prefix="namiki-pg-"))
    # The server refuses to run as root.
    user = "postgres" if os.geteuid() == 0 else None
    if user:
        shutil.chown(folder, user, pwd.getpwnam(user).pw_gid)
    data = folder / "data"
    options = {"user": user, "check": True, "stdout": subprocess.DEVNULL, "cwd": folder}
    subprocess.run(
        [programs() / "initdb", "-D", data, "-A", "trust", "-U", "namiki", "--locale=C", "--encoding=UTF8"], **options
    )
    server = subprocess.Popen(
        [programs() / "postgres", "-D", data, "-k", folder, "-c", "listen_addresses=", "-c", "fsync=off"],
        user=user, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(600):
            ready = subprocess.run([programs() / "pg_isready", "-h", folder, "-q"], check=False)
            if ready.returncode == 0:
                break
            assert server.poll() is None, "the server ended"
            time.sleep(0.1)
        subprocess.run([programs() / "createdb", "-h", folder, "-U", "namiki", "namiki"], check=True)
        yield f"postgresql:///namiki?host={folder}&user=namiki"
    finally:
        server.terminate()
        server.wait()
        shutil.rmtree(folder, ignore_errors=True)
