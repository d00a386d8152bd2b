"""Q01: while it runs and as it starts it reaches nobody, and starts nothing else."""

import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from moorings.companion.clock import SystemClock
from moorings.companion.harbour import Harbour
from moorings.vault.derivation import cheapest_stretching
from tests.cli.conftest import PASSPHRASE
from tests.cli.serving import Served, serving
from tests.questionnaires import measured
from tests.rooms import furnished
from tests.web.addresses import filled, table

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
#: Forms that end what the walk is about.
ENDING = {"/lock", "/leave"}
#: What is shown to work where there is nothing but the loopback.
ALONE = ("tests/cli/test_serve.py", "tests/web/pages/test_welcome.py")


@pytest.fixture
def full(data: Path) -> Mapping[str, str]:
    """Give a notebook with something in each room, and what stands there."""
    harbour = Harbour(data, SystemClock(), stretching=cheapest_stretching)
    opened = harbour.make(PASSPHRASE).opened
    kept = furnished(opened) | measured(opened)
    harbour.lock(opened)
    return kept | {"/": "cd" * 16}


def walked(served: Served, kept: Mapping[str, str]) -> dict[str, int]:
    """Unlock, look at every page, send every form; say how each was answered."""
    cookie = served.unlock()
    own = {"Cookie": cookie, "Sec_Fetch_Site": "same-origin"}
    seen = {
        f"GET {path}": served.ask("GET", filled(path, kept), **own).status
        for path in table(method="GET")
    }
    for path in table(method="POST"):
        if path not in ENDING:
            answer = served.ask("POST", filled(path, kept), body="text=words", **own)
            seen[f"POST {path}"] = answer.status
            cookie = answer.headers.get("Set-Cookie", "").partition(";")[0]
            if cookie.startswith(f"moorings-{served.port}="):
                own["Cookie"] = cookie
    for path in ENDING:
        seen[f"POST {path}"] = served.ask("POST", path, **own).status
    return seen


@pytest.mark.uncounted
def test_q01_no_page_and_no_form_reaches_anybody_or_starts_anything(
    environment: dict[str, str], data: Path, full: Mapping[str, str], tmp_path: Path
) -> None:
    notes = tmp_path / "notes"
    told = environment | {"HUSHED_NOTES": str(notes), "HUSHED_TRY": "yes"}
    hushed = (str(HERE / "hushed.py"),)
    said = tmp_path / "said"
    more = ("--port", "0")
    with serving(told, data, said, *more, program=hushed) as running:
        seen = walked(running, full)
    assert len(seen) > 350
    told_how = Counter(seen.values())
    # It was open all the way: hardly anything asked for the passphrase.
    assert told_how[200] > 200
    assert told_how[303] > 80
    assert told_how[401] < 10
    assert {path for path, status in seen.items() if status >= 500} == set()
    noted = notes.read_text("utf-8").splitlines()
    refused = [line for line in noted if line.startswith("refused")]
    # The watch was awake: these three it was asked for on purpose, and no other.
    assert refused == [
        "refused socket.connect 192.0.2.1",
        "refused socket.getaddrinfo notes.example",
        "refused os.system",
    ]
    bound = [line for line in noted if "socket.bind" in line]
    assert bound
    assert {line.split()[-1] for line in noted if line not in refused} <= {
        "127.0.0.1",
        "::1",
        "localhost",
    }
    assert "Traceback" not in said.read_text("utf-8")


@pytest.mark.uncounted
def test_q01_where_there_is_nothing_but_the_loopback_all_goes_on(
    tmp_path: Path,
) -> None:
    unshare = shutil.which("unshare")
    if unshare is None:
        pytest.skip("this system has no unshare")
    apart = [unshare, "--map-root-user", "--net"]
    if subprocess.run([*apart, "true"], check=False, capture_output=True).returncode:
        pytest.skip("this system lets nobody make a network of their own")
    tests = ["-m", "pytest", "-q", "-p", "no:cacheprovider", *ALONE]
    tests += [f"--basetemp={tmp_path / 'apart'}"]
    done = subprocess.run(
        [*apart, sys.executable, str(HERE / "alone.py"), *tests],
        check=False,
        capture_output=True,
        cwd=ROOT,
        env={k: v for k, v in os.environ.items() if not k.startswith("PYTEST_")},
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert " passed" in done.stdout
