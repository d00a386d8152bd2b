"""What the made-up life tells of what is between people: whole, and in its time."""

from collections.abc import Iterator

from moorings.library.demo import demo_life, point
from moorings.library.demo_between import Between, demo_between
from tests.library.test_demo_rooms import SILENCES

[TOLD] = demo_between()


def named(told: Between) -> Iterator[tuple[str, str]]:
    """Give everybody who is named, and when."""
    yield from ((each.person, each.at) for each in told.noted)
    yield from ((each.person, each.at) for each in told.said)
    yield from ((each.person, each.at) for each in told.asked)
    yield from ((each.person, each.at) for each in told.promised)
    yield from ((each.person, each.at) for each in told.threads)


def moments(told: Between) -> Iterator[str]:
    """Give every moment at which something is done."""
    yield from (*told.checks, *(each.at for each in told.acts))
    yield from (each.at for each in told.scenes)
    yield from (at for _, at in named(told))
    yield from (each.told.at for each in told.promised if each.told)
    for said in told.said:
        yield from filter(None, (said.at, said.said, said.left))
    for value in told.values:
        yield from (value.at, *(rated.at for rated in value.later))
    for thread in told.threads:
        yield from (thread.at, *(step.at for step in thread.steps))
        yield from (step.told.at for step in thread.steps if step.told)
        yield from [thread.ended.at] if thread.ended else []


def test_nothing_is_done_in_a_silence() -> None:
    days = {point(at).day for at in moments(TOLD)}
    assert not days & {day for silence in SILENCES for day in silence}
    assert len(days) > 60


def test_everybody_in_it_is_known_by_then() -> None:
    known = {each.name: each.since for each in demo_life().people}
    assert all(point(at).day <= known[name] for name, at in named(TOLD) if name)


def test_a_thread_is_told_in_its_order_and_ends_last() -> None:
    for thread in TOLD.threads:
        days = [point(step.at) for step in thread.steps]
        assert [d.day for d in days] == sorted((d.day for d in days), reverse=True)
        if thread.ended:
            assert point(thread.ended.at).day <= days[-1].day


def test_a_promise_of_a_repair_is_asked_about_three_weeks_later() -> None:
    plans = [step for thread in TOLD.threads for step in thread.steps if step.promise]
    assert [step.due - step.ask for step in plans] == [21] * len(plans)
    assert len(plans) == 3
