"""A MariaDB and a Redis of the tests' own: in a folder that is thrown away, on free ports, stopped when all is done.

``python -m tests.services.servers COMMAND…`` runs a command beside them. What runs on the machine already is left
alone: here servers are killed and emptied.
"""

import getpass
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

# Where Debian puts servers, which is not on everybody's path.
_PATH = f"{os.environ['PATH']}:/usr/sbin:/sbin"
_PATIENCE = 240
DATABASE, BROKER = "BRANSJEKURS_TEST_DATABASE", "BRANSJEKURS_TEST_BROKER"
HOME = "BRANSJEKURS_TEST_SERVERS"


def start_database(home: Path, port: int) -> None:
    """Start MariaDB on what the folder holds, or make that first."""
    data = home / "database"
    if not data.exists():
        _run("mariadb-install-db", "--no-defaults", f"--datadir={data}", f"--user={_user()}", "--skip-test-db",
             "--auth-root-authentication-method=normal")  # fmt: skip
    # What is killed here is a process, not a machine: the system's cache outlives it, and writes need not wait.
    _start(home, "mariadbd", "--no-defaults", f"--datadir={data}", f"--user={_user()}", f"--port={port}",
           "--bind-address=127.0.0.1", f"--socket={home / 'database.sock'}", "--innodb-flush-log-at-trx-commit=2",
           "--character-set-server=utf8mb4", "--collation-server=utf8mb4_unicode_ci")  # fmt: skip
    wait_until(lambda: _greets(port), "MariaDB answers")


def start_broker(home: Path, port: int) -> None:
    """Start Redis, which keeps nothing."""
    _start(home, "redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no",
           "--dir", str(home))  # fmt: skip
    wait_until(lambda: _answers(port), "Redis answers")


def restart_database() -> None:
    """Kill the database as a power cut does, and start it again on what it had written."""
    home = Path(os.environ[HOME])
    kill(home, "mariadbd")
    start_database(home, int(os.environ[DATABASE].rpartition(":")[2]))


def kill(home: Path, program: str) -> None:
    """Kill a server, and wait until it is gone."""
    pid = int((home / f"{program}.pid").read_text(encoding="ascii"))
    os.kill(pid, signal.SIGKILL)
    wait_until(lambda: _is_gone(pid), f"{program} is gone")


def wait_until(done: Callable[[], bool], what: str) -> None:
    """Wait until something is so.

    Raises:
        TimeoutError: it was not so within minutes.
    """
    until = time.monotonic() + _PATIENCE
    while not done():
        if time.monotonic() > until:
            raise TimeoutError(what)
        time.sleep(0.02)


def _start(home: Path, program: str, *options: str) -> None:
    with (home / f"{program}.log").open("ab") as log:
        server = subprocess.Popen(
            [_found(program), *options], stdout=log, stderr=subprocess.STDOUT, start_new_session=True
        )
    (home / f"{program}.pid").write_text(str(server.pid), encoding="ascii")


def _run(program: str, *options: str) -> None:
    subprocess.run([_found(program), *options], check=True, stdout=subprocess.DEVNULL)


def _found(program: str) -> str:
    found = shutil.which(program, path=_PATH)
    if found is None:
        sys.exit(f"{program} is missing. Install Debian's mariadb-server and redis-server: "
                 "scripts/system_packages.sh services")  # fmt: skip
    return found


def _user() -> str:
    return getpass.getuser()


def _answers(port: int) -> bool:
    with socket.socket() as knock:
        return knock.connect_ex(("127.0.0.1", port)) == 0


def _greets(port: int) -> bool:
    """Whether a server speaks first, as MariaDB does when it is ready: while it mends itself, it hangs up instead."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=5) as knock:
            return bool(knock.recv(1))
    except OSError:
        return False


def _is_gone(pid: int) -> bool:
    try:
        # A child of ours that is dead stays till somebody asks; a child of another process is only looked at.
        return os.waitpid(pid, os.WNOHANG)[0] == pid
    except ChildProcessError:
        return not Path(f"/proc/{pid}").exists() or " Z " in Path(f"/proc/{pid}/stat").read_text(encoding="ascii")


def _free_port() -> int:
    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))
        port: int = place.getsockname()[1]
        return port


def main(command: list[str]) -> int:
    """Run a command beside both servers, and return how it ended."""
    home = Path(tempfile.mkdtemp(prefix="bransjekurs-services-"))
    database, broker = _free_port(), _free_port()
    try:
        start_database(home, database)
        start_broker(home, broker)
        places = {DATABASE: f"mysql://127.0.0.1:{database}", BROKER: f"redis://127.0.0.1:{broker}/0", HOME: str(home)}
        return subprocess.run(command, env=os.environ | places, check=False).returncode
    finally:
        for pid_file in home.glob("*.pid"):
            kill(home, pid_file.stem)
        shutil.rmtree(home)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
