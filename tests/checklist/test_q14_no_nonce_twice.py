"""Q14: no key ever meets a nonce again, whoever seals, and from whatever copy."""

import shutil
from contextlib import closing
from pathlib import Path
from random import Random
from types import SimpleNamespace

import apsw
import pytest

from campaigns import nonces
from moorings.companion.harbour import Harbour
from moorings.companion.opened import new_id
from moorings.journey.records import Entry, When
from moorings.storage.sqlite import FILE_NAME
from moorings.vault import sealing
from moorings.vault.derivation import cheapest_stretching
from moorings.vault.sealing import NONCE_BYTES
from tests.conftest import SetClock
from tests.faults.campaigns import require_bar

PASSPHRASE = "a lamp beside the harbour wall"


@pytest.mark.uncounted
def test_q14_two_hundred_thousand_seals_by_threads_forks_and_copies() -> None:
    """A million takes ten seconds by hand: `python -m campaigns nonces --full`."""
    seen = require_bar("nonces")
    assert seen["done"] >= 200_000
    assert seen["also"]["keys that met again"] > 10_000


@pytest.mark.uncounted
def test_q14_chance_that_comes_again_in_a_fork_would_be_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = Random(2026)  # noqa: S311 - this is the fault
    spoilt = SimpleNamespace(token_bytes=begun.randbytes)
    monkeypatch.setattr(sealing, "secrets", spoilt)
    seen = nonces.run(tmp_path, 1_200, 0)
    assert seen.done == 1_200
    # The very same in each of four children, but for the box, which draws its own keys.
    assert seen.doubled == 3 * (100 - 100 // nonces.BOXED)


@pytest.mark.uncounted
def test_q14_an_older_copy_that_goes_on_repeats_no_nonce(
    harbour: Harbour, clock: SetClock, tmp_path: Path
) -> None:
    """The same record at the same place has the same key in both, and another nonce."""
    made = harbour.make(PASSPHRASE).opened
    vault, now = made.owner.hex(), made.now()
    harbour.lock(made)
    shutil.copytree(harbour.folder, tmp_path / "copy" / "vaults")
    entry = Entry(id=new_id(), written_at=now, when=When(now.date()), text="words")
    bodies: list[tuple[int, bytes, bytes]] = []
    for folder in (harbour.folder.parent, tmp_path / "copy"):
        place = Harbour(folder, clock, stretching=cheapest_stretching)
        place.find(place.unlock(vault, PASSPHRASE)).keep(entry)
        place.lock_all()
        with closing(apsw.Connection(str(place.folder / vault / FILE_NAME))) as db:
            bodies += map(tuple, db.execute("SELECT position, id, body FROM records"))
    one, other = bodies
    assert one[:2] == other[:2]
    assert one[2][:NONCE_BYTES] != other[2][:NONCE_BYTES]
    assert one[2] != other[2]
