"""Q31: the memory of the program goes to no file and to no other program."""

import os
import re
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.checklist.ground import ORDINARY, Ground, ground

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/mem").exists(), reason="this system shows no memory"
)
#: Looks into the memory of another program, at the first place that there is.
LOOK = """
import sys
with open(f"/proc/{sys.argv[1]}/maps") as maps:
    at = int(maps.readline().partition("-")[0], 16)
with open(f"/proc/{sys.argv[1]}/mem", "rb") as memory:
    memory.seek(at)
    print(len(memory.read(64)))
"""
WAIT = "import sys; print('there', flush=True); sys.stdin.read()"
SHUT = ("maps", "environ", "auxv")


@pytest.fixture
def ours(tmp_path: Path) -> Ground:
    return ground(tmp_path / "ground")


@contextmanager
def another(ours: Ground) -> Iterator[int]:
    """Give a program of the same user that keeps nothing to itself."""
    command = [sys.executable, ORDINARY, "-c", WAIT]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, env=ours.told, stdin=pipe, stdout=pipe) as waiting:
        assert waiting.stdout
        assert waiting.stdout.readline() == b"there\n"
        try:
            yield waiting.pid
        finally:
            waiting.communicate()


def looked(ours: Ground, pid: int) -> subprocess.CompletedProcess[str]:
    return ours.run("-c", LOOK, str(pid))


@pytest.mark.uncounted
def test_q31_another_program_of_the_same_user_cannot_look_into_it(
    ours: Ground, tmp_path: Path
) -> None:
    ours.command("new")
    with ours.serving(tmp_path / "said") as served, another(ours) as open_to_all:
        if looked(ours, open_to_all).stdout != "64\n":
            pytest.skip("this system lets no program look into another anyway")
        served.unlock()
        told = looked(ours, served.process.pid)
        assert told.stdout == ""
        assert "PermissionError" in told.stderr
        for name in SHUT:
            path = f"/proc/{served.process.pid}/{name}"
            done = ours.run("-c", f"open({path!r}, 'rb').read()")
            assert "PermissionError" in done.stderr, name


@pytest.mark.uncounted
def test_q31_killed_by_a_fault_it_leaves_no_memory_behind(
    ours: Ground, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours.command("new")
    _, most = resource.getrlimit(resource.RLIMIT_CORE)
    before = resource.getrlimit(resource.RLIMIT_CORE)
    monkeypatch.chdir(ours.place)
    resource.setrlimit(resource.RLIMIT_CORE, (most, most))
    try:
        with ours.serving(tmp_path / "said") as served:
            served.unlock()
            limits = Path(f"/proc/{served.process.pid}/limits").read_text("ascii")
            assert re.search(r"Max core file size\s+0\s+0\s", limits)
            served.process.send_signal(signal.SIGSEGV)
            told = os.waitid(os.P_PID, served.process.pid, os.WEXITED | os.WNOWAIT)
    finally:
        resource.setrlimit(resource.RLIMIT_CORE, before)
    assert told is not None
    assert told.si_status == signal.SIGSEGV
    assert told.si_code == os.CLD_KILLED
    assert {each.name for each in ours.place.iterdir()} == {"data", "passphrase"}
