"""The demo, between people: what the acts of a made-up life leave in each room."""

from collections.abc import Iterator

import pytest

from moorings.companion import pretending_between
from moorings.companion.balancing import acts
from moorings.companion.mending import threads
from moorings.companion.opened import Opened
from moorings.companion.person_noting import notes
from moorings.companion.promising import promises
from moorings.companion.rehearsing import rehearsals
from moorings.companion.requesting import requests
from moorings.companion.stating import statements
from moorings.companion.together import is_open
from moorings.companion.valuing import values
from moorings.safety.together import SHARED_ROOMS
from tests.companion.test_pretending import built


@pytest.fixture(scope="module")
def demo() -> Iterator[Opened]:
    with built() as opened:
        yield opened


def test_without_it_the_life_is_the_same_to_every_id(
    demo: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pretending_between, "demo_between", tuple)
    with built() as plain:
        alone = list(plain.journey.records())
    known = {each.id: each for each in demo.journey.records()}
    assert all(known[each.id] == each for each in alone)
    assert len(known) - len(alone) > 100


def test_every_room_is_open_with_everybody(demo: Opened) -> None:
    for person in (None, *demo.journey.people()):
        assert all(is_open(demo, room, person) for room in SHARED_ROOMS)


def test_what_people_did_was_noted_of_more_than_one_of_them(demo: Opened) -> None:
    found = notes(demo)
    assert all(each.text for each in found)
    assert len({each.person for each in found}) > 1
    assert {each.often for each in found} == {"often", "sometimes", "rarely"}


def test_some_things_were_said_some_left_and_one_is_open(demo: Opened) -> None:
    assert [each.said for each in statements(demo)].count("said") == 2
    assert {each.said for each in statements(demo)} == {"", "left", "said"}


def test_promises_were_kept_missed_and_mended_and_one_is_open(demo: Opened) -> None:
    found = promises(demo)
    told = {kept.outcome.how if kept.outcome else "" for kept in found}
    assert told == {"", "kept", "missed", "mended", "said-in-time"}
    assert len(found) > 12


def test_two_repairs_are_complete_one_goes_on_and_trust_is_built_again(
    demo: Opened,
) -> None:
    repairs = threads(demo, "repair")
    assert [bool(thread.end) for thread in repairs].count(True) == 2
    assert len(repairs) == 3
    took = [
        thread.end.when.date - thread.mending.when.date
        for thread in repairs
        if thread.end
    ]
    assert [each.days for each in took] == [32, 28]
    assert len(threads(demo, "rebuild")) == 1


def test_scenes_were_rehearsed_to_their_ends(demo: Opened) -> None:
    assert [each.scene for each in rehearsals(demo)].count("quarrel") == 2
    assert all(each.after is not None for each in rehearsals(demo))


def test_there_is_a_life_of_her_own_and_a_shared_one(demo: Opened) -> None:
    assert len(values(demo)) == 3
    assert {each.belongs for each in acts(demo)} == {"mine", "ours"}
    assert {each.answer for each in requests(demo)} == {"yes", "not-yet"}
