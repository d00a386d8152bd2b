"""Set Moorings up where that is still to be done, then start it.

python3 run.py             start Moorings and open it in the browser
python3 run.py ARGS        the same as ``moorings ARGS``
python3 run.py test ARGS   run the tests in the project's folder, ARGS going to pytest

Needs Python 3.11 with venv. Where uv is installed it does the set-up, else pip does.
The environment, ``.venv``, keeps a copy of each lock file it was made from: while they
are the same there is nothing to do, and nothing asks the network.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

TOO_OLD = "Moorings needs Python 3.11 or newer, and this is Python {}.{}."
NO_PIP = (
    "Python's venv module is not complete here: install it (on Debian or Ubuntu with "
    "`apt install python3-venv`), then run this again."
)
NOT_READY = (
    "Moorings could not be set up. If this machine is offline, connect it and run this "
    "again: only the set-up needs the network. What went wrong stands in {}."
)


def main() -> None:
    """Do what the person asked, after the set-up it needs."""
    if sys.version_info < (3, 11):  # noqa: UP036 - whoever has an older one is told
        stop(TOO_OLD.format(*sys.version_info), 2)
    testing = sys.argv[1:2] == ["test"]
    set_up("requirements.lock")
    if not testing:
        become("moorings", *sys.argv[1:])
    set_up("requirements-dev.lock")
    os.chdir(ROOT)
    measured = ["coverage", "run", "-m"] if os.environ.get("CI") else []
    # In the order of the folders: the browser's long files first, the quick ones last.
    spread = ["-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder"]
    become(*measured, "pytest", *spread, *sys.argv[2:])


def set_up(name: str) -> None:
    """Bring the environment to what a lock file names, checking every hash."""
    lock, done = ROOT / name, VENV / name
    if PYTHON.exists() and done.exists() and done.read_bytes() == lock.read_bytes():
        return
    print("Setting up (" + name + "). This happens once.", file=sys.stderr)
    uv = shutil.which("uv")
    if not uv and not (find_spec("venv") and find_spec("ensurepip")):
        stop(NO_PIP, 1)
    if not PYTHON.exists():
        call(sys.executable, "-m", "venv", "--clear", "--without-pip", str(VENV))
    if uv:
        install = [uv, "pip", "install", "--quiet", "--python", str(PYTHON)]
        install += ["--compile-bytecode"]
    else:
        call(str(PYTHON), "-m", "ensurepip")
        install = [str(PYTHON), "-m", "pip", "install", "-qq", "--compile"]
        install += ["--disable-pip-version-check"]
    call(*install, "--require-hashes", "--requirement", str(lock))
    link_source()
    shutil.copyfile(str(lock), str(done))


def link_source() -> None:
    """Put ``src`` on the environment's path, relative, so that the folder can move."""
    places = [*VENV.glob("lib/py*/site-packages"), *VENV.glob("Lib/site-packages")]
    source = os.path.relpath(str(ROOT / "src"), str(places[0]))
    (places[0] / "moorings.pth").write_text(source + "\n")
    subprocess.call([str(PYTHON), "-m", "compileall", "-qq", str(ROOT / "src")])


def call(*command: str) -> None:
    """Run one step of the set-up, which speaks only when it fails, and to a file."""
    with tempfile.NamedTemporaryFile(
        prefix="moorings-", suffix=".log", delete=False
    ) as log:
        failed = subprocess.call(command, cwd=str(ROOT), stdout=log, stderr=log)
    if failed:
        stop(NOT_READY.format(log.name), 1)
    Path(log.name).unlink()


def become(*command: str) -> None:
    """Hand this process over to a module, so that signals reach it directly."""
    command = (str(PYTHON), "-P", "-m", *command)
    if os.name != "nt":
        os.execv(command[0], command)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Windows sends Ctrl-C to both
    sys.exit(subprocess.call(command))


def stop(sentence: str, status: int) -> None:
    """Say why it goes no further, and go no further."""
    print(sentence, file=sys.stderr)
    sys.exit(status)


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
