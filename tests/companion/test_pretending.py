import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from moorings.cli.demo import IN_MEMORY
from moorings.companion.assessing import sketches, targets
from moorings.companion.clock import SystemClock
from moorings.companion.drafting import drafts
from moorings.companion.harbour import Harbour
from moorings.companion.opened import Opened
from moorings.companion.pretending import PASSPHRASE, OtherDayClock, pretend
from moorings.companion.settling import open_activation
from moorings.journey.records import (
    Administration,
    AnyRecord,
    Entry,
    Forecast,
    ForecastOutcome,
    HeldText,
    HeldTextEnd,
    Rating,
    UnsentPage,
)
from moorings.library.demo import demo_life
from tests.conftest import SetClock

TODAY = date(2026, 3, 9)
Build = Callable[..., tuple[AnyRecord, ...]]


@contextmanager
def built(today: date = TODAY, seed: int = 0) -> Iterator[Opened]:
    """Live the life where the demo does: in memory, where there is such a place."""
    place = IN_MEMORY if IN_MEMORY.is_dir() else None
    with TemporaryDirectory(dir=place, prefix="moorings-test-") as made:
        folder = Path(made)
        pretend(folder, today, seed)
        clock = SetClock()
        clock.set_to(datetime(today.year, today.month, today.day, 16, 30, tzinfo=UTC))
        harbour = Harbour(folder, clock)
        [vault] = harbour.vaults()
        yield harbour.find(harbour.unlock(vault, PASSPHRASE))
        harbour.lock_all()


@pytest.fixture(scope="module")
def demo() -> Iterator[Opened]:
    with built() as opened:
        yield opened


def records(opened: Opened) -> tuple[AnyRecord, ...]:
    return tuple(opened.journey.records())


def texts(told: tuple[AnyRecord, ...]) -> set[str]:
    return {each.text for each in told if isinstance(each, Entry | UnsentPage)}


def test_closed_and_opened_again_it_is_sound(demo: Opened) -> None:
    assert demo.condition.sound
    assert demo.journey.recovery_checked


def test_every_record_says_that_it_is_of_the_demo(demo: Opened) -> None:
    assert {record.written_where for record in records(demo)} == {"demo"}


def test_nothing_happens_after_today_and_all_of_it_in_order(demo: Opened) -> None:
    told = records(demo)
    assert [each.written_at for each in told] == sorted(e.written_at for e in told)
    for record in told:
        assert record.written_at < demo.now()
        if isinstance(record, Entry | UnsentPage | Rating):
            assert record.when.date < TODAY
            assert record.when.zone is None


def test_the_same_seed_and_day_live_the_same_life(demo: Opened) -> None:
    with built() as again:
        assert records(again) == records(demo)
        assert drafts(again) == drafts(demo)


def test_another_seed_varies_small_things_alone(demo: Opened) -> None:
    with built(seed=7) as other:
        mine, theirs = records(demo), records(other)
    assert {each.id for each in mine}.isdisjoint({each.id for each in theirs})
    optional = {
        entry.text.strip()
        for stretch in demo_life().stretches
        for entry in stretch.entries
        if entry.sometimes
    }
    assert texts(mine) ^ texts(theirs) <= optional
    assert texts(mine) != texts(theirs)
    felt = [
        [e.intensity for e in each if isinstance(e, Rating)] for each in (mine, theirs)
    ]
    assert felt[0] != felt[1]
    assert max(abs(a - b) for a, b in zip(*felt, strict=True)) <= 2


def test_another_day_moves_the_whole_of_it(demo: Opened) -> None:
    with built(date(2024, 2, 29)) as other:
        first, there = next(demo.journey.records()), next(other.journey.records())
        assert texts(records(other)) == texts(records(demo))
    assert (first.written_at.date() - there.written_at.date()).days == 739


def test_on_today_one_wave_is_open_and_one_page_unfinished(demo: Opened) -> None:
    latest = open_activation(demo)
    assert latest is not None
    assert latest.notes
    assert len(drafts(demo)) == 1


def test_people_versions_and_pages_taken_back_are_there(demo: Opened) -> None:
    names = [person.name for person in demo.journey.people().values()]
    assert "سلمى" in names
    assert "Fergus" in names
    assert "the new one" not in names
    assert len(list(demo.journey.taken_back())) == 1
    pages = list(demo.journey.pages())
    assert any(page.newest.replaces for page in pages)
    assert any(isinstance(page.newest, UnsentPage) for page in pages)
    assert any(page.newest.when.time is None for page in pages)


def test_three_sketches_differ_a_little(demo: Opened) -> None:
    third, second, first = sketches(demo)
    assert isinstance(first.administration, Administration)
    drawn = [
        (s.anxiety.score.value, s.avoidance.score.value) for s in (first, second, third)
    ]
    assert len(set(drawn)) == 3
    assert None not in {each for pair in drawn for each in pair}
    assert second.answered < first.answered
    assert first.administration.started < first.administration.ended


def test_she_stands_in_other_places_with_other_people(demo: Opened) -> None:
    names = {person: each.name for person, each in demo.journey.people().items()}
    assert [names[person] for person in targets(demo)] == ["Jonah", "Mum", "Bea"]
    of = [sketches(demo, target=person)[0] for person in targets(demo)]
    assert len({(s.anxiety.leaning, s.avoidance.leaning) for s in of}) == 3


@pytest.fixture
def london(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    if not hasattr(time, "tzset"):
        pytest.skip("the zone of this process cannot be changed here")
    with monkeypatch.context() as changing:
        changing.setenv("TZ", "Europe/London")
        time.tzset()
        yield
    time.tzset()


@pytest.mark.usefixtures("london")
def test_another_day_begins_at_the_same_time_on_the_wall(clock: SetClock) -> None:
    clock.set_to(datetime(2026, 11, 22, 12, tzinfo=UTC))
    away = OtherDayClock(clock, -150)
    assert away.now() == datetime(2026, 6, 25, 11, tzinfo=UTC)
    assert OtherDayClock(clock, 0).now() == clock.now()
    clock.go_on(90)
    assert away.now() == datetime(2026, 6, 25, 11, 1, 30, tzinfo=UTC)
    assert away.elapsed() == clock.elapsed()


@pytest.mark.usefixtures("london")
def test_where_clocks_are_turned_it_still_goes_in_order() -> None:
    with built(date(2026, 4, 2)) as opened:
        told = records(opened)
        assert [each.written_at for each in told] == sorted(e.written_at for e in told)
        assert opened.condition.sound
    assert SystemClock().now().tzinfo is UTC


def test_hard_moments_are_named_answered_and_closed_as_the_files_say(
    demo: Opened,
) -> None:
    waves = list(demo.journey.activations())
    named = [wave for wave in waves if wave.named]
    assert len(named) == sum(
        wave.named is not None
        for stretch in demo_life().stretches
        for wave in stretch.waves
    )
    assert {wave.state for wave in waves} >= {"settled", "unfinished", "named"}
    assert any(response.followed for wave in waves for response in wave.responses)
    outcomes = {each.of for each in demo.journey.standing(ForecastOutcome)}
    assert outcomes < {each.id for each in demo.journey.standing(Forecast)}
    ended = {each.of for each in demo.journey.standing(HeldTextEnd)}
    assert ended == {each.id for each in demo.journey.standing(HeldText)}
