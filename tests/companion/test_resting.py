from datetime import timedelta

import pytest

from moorings.companion.assessing import take_sitting_back
from moorings.companion.choosing import choose
from moorings.companion.harbour import Harbour
from moorings.companion.opened import Opened
from moorings.companion.questionnaires import take_questionnaire_back
from moorings.companion.resting import SUPPORTED, have_support, resting
from moorings.companion.taking_back import bring_back
from moorings.journey.records import RecordId
from moorings.library.instruments import read_key
from tests.conftest import SetClock
from tests.insight.conftest import adding_up_to, asked_by, sat

DAY = 24 * 60 * 60
WEEK = 7 * DAY
ASKED = {name: asked_by(read_key(name)) for name in ("gad-7", "phq-9")}


@pytest.fixture
def vault(opened: Opened) -> Opened:
    opened.keep(*ASKED.values())
    return opened


def sit(opened: Opened, name: str, points: int, days_ago: float = 0) -> RecordId:
    ended = opened.now() - timedelta(days=days_ago)
    kept = sat(ASKED[name], adding_up_to(read_key(name), points), ended=ended)
    opened.keep(kept)
    return kept.id


def rests_for(opened: Opened) -> RecordId | None:
    found = resting(opened)
    return found.sitting.administration.id if found else None


def test_without_heavy_answers_nothing_rests(vault: Opened) -> None:
    assert resting(vault) is None
    sit(vault, "gad-7", 14)
    assert resting(vault) is None


def test_heavy_answers_let_steadying_things_come_first_until_lower_ones(
    vault: Opened,
) -> None:
    heavy = sit(vault, "gad-7", 15, days_ago=7)
    assert rests_for(vault) == heavy
    sit(vault, "gad-7", 12)
    assert resting(vault) is None


def test_heavy_answers_lose_their_weight_with_the_weeks(
    vault: Opened, clock: SetClock
) -> None:
    sit(vault, "gad-7", 15)
    clock.go_on(7 * WEEK)
    assert resting(vault) is not None
    clock.go_on(2 * WEEK)
    assert resting(vault) is None


def test_who_has_support_is_not_held_back_and_newer_heavy_answers_ask_again(
    vault: Opened, clock: SetClock
) -> None:
    sit(vault, "phq-9", 24, days_ago=1)
    sit(vault, "gad-7", 20)
    clock.go_on(60)
    have_support(vault)
    assert resting(vault) is None
    clock.go_on(WEEK)
    sit(vault, "gad-7", 5)
    assert resting(vault) is None
    clock.go_on(WEEK)
    heavy = sit(vault, "gad-7", 21)
    assert rests_for(vault) == heavy
    clock.go_on(60)
    have_support(vault)
    assert resting(vault) is None


def test_an_answer_that_opens_help_brings_people_first_for_that_day(
    vault: Opened, clock: SetClock
) -> None:
    answers = dict.fromkeys(read_key("phq-9").order, 0) | {"9": 1}
    vault.keep(sat(ASKED["phq-9"], answers, ended=vault.now()))
    found = resting(vault)
    assert found is not None
    assert found.reason == "help"
    clock.go_on(2 * DAY)
    assert resting(vault) is None


def test_the_word_outlives_locking(harbour: Harbour, clock: SetClock) -> None:
    passphrase = "six words make a passphrase"
    opened = harbour.make(passphrase).opened
    opened.keep(ASKED["gad-7"])
    sit(opened, "gad-7", 18)
    clock.go_on(60)
    assert resting(opened) is not None
    have_support(opened)
    harbour.lock_all()
    opened = harbour.find(harbour.unlock(opened.owner.hex(), passphrase))
    assert resting(opened) is None


@pytest.mark.parametrize("said", ["", "long ago", "2026-02-01", "0" * 32])
def test_a_word_that_names_no_later_moment_lifts_nothing(
    vault: Opened, said: str
) -> None:
    heavy = sit(vault, "gad-7", 18)
    choose(vault, {SUPPORTED: said})
    assert rests_for(vault) == heavy


def test_what_was_taken_back_holds_nobody_back(vault: Opened) -> None:
    one = sit(vault, "gad-7", 18, days_ago=1)
    other = sit(vault, "phq-9", 18)
    take_sitting_back(vault, other)
    assert rests_for(vault) == one
    take_questionnaire_back(vault, ASKED["gad-7"].id)
    assert resting(vault) is None
    bring_back(vault, other)
    assert rests_for(vault) == other
