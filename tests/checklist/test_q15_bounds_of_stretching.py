"""Q15: a forged first page takes no memory, and weakens nothing."""

import subprocess
import sys
from contextlib import closing
from pathlib import Path

import apsw
import msgspec
import pytest

from moorings.companion.harbour import Harbour
from moorings.errors import MooringsError
from moorings.storage.sqlite import FILE_NAME
from moorings.vault import wraps
from moorings.vault.derivation import MIB, Stretching, stretch
from moorings.vault.errors import DamagedHeaderError
from moorings.vault.header import open_with_passphrase, read_header, write_header

PASSPHRASE = "a lamp beside the harbour wall"
SALT = b"s" * 16
USUAL = Stretching(64 * MIB, 3, 1, SALT)
#: Outside of the bounds, by a little and by much.
FORGED: dict[str, dict[str, object]] = {
    "a KiB more than a GiB": {"memory_kib": 1024 * MIB + 1},
    "two TiB": {"memory_kib": 2**31},
    "more than there is": {"memory_kib": 2**63 - 1},
    "a KiB less than 19 MiB": {"memory_kib": 19 * MIB - 1},
    "no memory": {"memory_kib": 0},
    "less than none": {"memory_kib": -1},
    "17 passes": {"passes": 17},
    "passes for a year": {"passes": 2**32 - 1},
    "no pass": {"passes": 0},
    "nine lanes": {"lanes": 9},
    "no lane": {"lanes": 0},
    "no salt": {"salt": b""},
    "a short salt": {"salt": SALT[1:]},
    "a long salt": {"salt": SALT + b"s"},
    "a salt of a MiB": {"salt": SALT * (MIB * MIB // 16)},
}
#: The farthest that is taken, on either side.
BOUNDS = {
    "least": {"memory_kib": 19 * MIB, "passes": 1, "lanes": 1},
    "most": {"memory_kib": 1024 * MIB, "passes": 16, "lanes": 8},
}
MOST_KIB = 5 * MIB
#: Tries to open each page of a folder in a process of its own, and says how much more
#: memory it had at any time than before.
TRYING = """
import sys
from pathlib import Path
from moorings.errors import MooringsError
from moorings.vault.header import open_with_passphrase

def most():
    told = Path("/proc/self/status").read_text().split("VmHWM:")[1]
    return int(told.split()[0])

pages = [file.read_bytes() for file in Path(sys.argv[1]).iterdir()]
for page in pages[:1]:
    try:
        open_with_passphrase(page[:100], "the passphrase")
    except MooringsError:
        pass
before, refused = most(), 0
for page in pages:
    try:
        open_with_passphrase(page, "the passphrase")
    except MooringsError:
        refused += 1
print(refused, most() - before)
"""


def forged(page: bytes, change: dict[str, object]) -> bytes:
    """Put other figures into a first page, and leave all else as it is."""
    header = read_header(page)
    how = msgspec.structs.replace(header.passphrase.stretching, **change)
    wrap = msgspec.structs.replace(header.passphrase, stretching=how)
    return write_header(msgspec.structs.replace(header, passphrase=wrap))


@pytest.fixture
def page(harbour: Harbour) -> bytes:
    """Give the first page of a notebook that is locked."""
    opened = harbour.make(PASSPHRASE).opened
    written = write_header(opened.unlocked.header)
    harbour.lock(opened)
    return written


@pytest.fixture
def never(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing be stretched."""

    def begun(**_: object) -> None:
        pytest.fail("memory would have been taken")

    monkeypatch.setattr("moorings.vault.derivation.Argon2id", begun)
    monkeypatch.setattr(wraps, "stretch", stretch)


@pytest.mark.usefixtures("never")
@pytest.mark.parametrize("change", FORGED.values(), ids=FORGED)
def test_q15_figures_out_of_bounds_are_refused_before_anything_is_stretched(
    page: bytes, change: dict[str, object]
) -> None:
    with pytest.raises(DamagedHeaderError):
        open_with_passphrase(forged(page, change), PASSPHRASE)


@pytest.mark.usefixtures("never")
@pytest.mark.parametrize("change", FORGED.values(), ids=FORGED)
def test_q15_so_it_is_at_the_door_of_a_notebook_and_that_counts_as_no_try(
    page: bytes, harbour: Harbour, change: dict[str, object]
) -> None:
    (vault,) = harbour.vaults()
    file = harbour.folder / vault / FILE_NAME
    with closing(apsw.Connection(str(file))) as db:
        db.execute("UPDATE header SET header = ?", (forged(page, change),))
    for _ in range(8):
        with pytest.raises(DamagedHeaderError):
            harbour.unlock(vault, PASSPHRASE)
        with pytest.raises(MooringsError), harbour.looking(vault, PASSPHRASE):
            pass
    with harbour.reach(vault) as log:
        assert log.failures(bytes.fromhex(vault), "passphrase").tries == 0


@pytest.mark.parametrize("change", BOUNDS.values(), ids=BOUNDS)
def test_q15_the_bounds_themselves_are_taken(change: dict[str, int]) -> None:
    msgspec.structs.replace(USUAL, **change).check()


def test_q15_within_the_bounds_other_figures_open_nothing(page: bytes) -> None:
    """Not even here, where stretching gives the same whatever the figures are."""
    assert open_with_passphrase(page, PASSPHRASE).header == read_header(page)
    for change in ({"memory_kib": 20 * MIB}, {"passes": 2}, {"lanes": 2}):
        with pytest.raises(DamagedHeaderError):
            open_with_passphrase(forged(page, {**change}), PASSPHRASE)


@pytest.mark.uncounted
@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux how much was taken")
def test_q15_refusing_takes_no_memory(page: bytes, tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    for number, change in enumerate(FORGED.values()):
        (pages / str(number)).write_bytes(forged(page, change))
    done = subprocess.run(
        [sys.executable, "-c", TRYING, str(pages)],
        check=True,
        capture_output=True,
        text=True,
    )
    refused, taken = map(int, done.stdout.split())
    assert refused == len(FORGED)
    assert taken < MOST_KIB
