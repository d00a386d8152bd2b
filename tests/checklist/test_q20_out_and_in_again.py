"""Q20: what goes out comes in again equal, and a backup opens in other hands."""

import json
from itertools import count
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from moorings.companion.backing_up import back_up
from moorings.companion.carrying import bring_in, take_out
from moorings.companion.guarding import ASK
from moorings.companion.harbour import Harbour
from moorings.companion.opened import Opened
from moorings.companion.verifying import verify
from moorings.exchange.portable import Portable, read_portable, write_portable
from moorings.journey.codec import encode
from moorings.journey.records import AnyRecord, Choice
from moorings.vault.derivation import cheapest_stretching
from tests.conftest import SetClock
from tests.web.conftest import PASSPHRASE
from tools.decryptor import decryptor

#: A thousand were tried by hand; so many are with every run.
FEW, SEALED = 40, 8
NUMBERS = count()
Logs = SearchStrategy[list[AnyRecord]]


def carried(opened: Opened) -> Portable:
    return read_portable(b"".join(write_portable(take_out(opened))))


def said(opened: Opened) -> list[object]:
    """Give all that a notebook says, but that its gate asks first since it came in."""
    return [
        json.loads(encode(each))
        for each in carried(opened).records
        if not (isinstance(each, Choice) and each.value == ASK)
    ]


@given(data=st.data())
@settings(
    max_examples=FEW,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_q20_a_notebook_brought_into_a_new_one_says_the_same_and_again_from_there(
    harbour: Harbour, any_log: Logs, data: st.DataObject
) -> None:
    written = data.draw(any_log)
    first = harbour.try_out().opened
    bring_in(first, Portable(first.now(), tuple(written)))
    second, third = harbour.try_out().opened, harbour.try_out().opened
    bring_in(second, carried(first))
    bring_in(third, carried(second))
    assert said(first) == said(second) == said(third)
    assert sorted(second.journey.page_ids()) == sorted(first.journey.page_ids())
    assert bring_in(second, carried(first)).kept == 0
    harbour.lock_all()


@given(data=st.data())
@settings(
    max_examples=SEALED,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_q20_a_sealed_backup_opens_in_other_hands_and_says_the_same(
    tmp_path: Path, clock: SetClock, any_log: Logs, data: st.DataObject
) -> None:
    folder = tmp_path / str(next(NUMBERS))
    harbour = Harbour(folder, clock, stretching=cheapest_stretching)
    made = harbour.make(PASSPHRASE)
    bring_in(made.opened, Portable(clock.now(), tuple(data.draw(any_log))))
    records = [json.loads(encode(each)) for each in made.opened.journey.records()]
    target, place = folder / "copy", harbour.folder / made.opened.owner.hex()
    back_up(place, made.opened, target)
    harbour.lock_all()
    for secret, code in ((PASSPHRASE, False), (made.code, True)):
        found = decryptor.read(target, secret, code=code)
        assert found["records"] == records
        assert found["damaged"] == []
    opened = harbour.find(harbour.unlock(place.name, PASSPHRASE))
    assert verify(opened).records == len(records)
    harbour.lock_all()


def test_q20_a_letter_that_is_missing_would_be_seen(
    harbour: Harbour, any_log: Logs
) -> None:
    del any_log
    first, second = harbour.try_out().opened, harbour.try_out().opened
    lost = Choice(id="ab" * 16, written_at=first.now(), setting="name", value="Mira")  # type: ignore[arg-type]
    first.keep(lost)
    bring_in(second, msgspec.structs.replace(carried(first), records=()))
    with pytest.raises(AssertionError):
        assert said(first) == said(second)
