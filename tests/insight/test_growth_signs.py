"""Nine signs: what each of them counts, and what it leaves out."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, get_args

from moorings.companion.opened import new_id
from moorings.insight.growth import Finding, Often, Part, Rate, Share, Times, TooEarly
from moorings.insight.growth_signs import (
    NEARER,
    SIGNS,
    Act,
    Facts,
    HeldBack,
    Sign,
    What,
    growth,
)
from moorings.insight.recovery import NotSeen, Settling
from moorings.journey.activation import Activation, Step
from moorings.journey.records import (
    ActivationEnd,
    Chosen,
    HeldText,
    LedgerEntry,
    Naming,
    Rating,
    RecordId,
    Response,
    When,
)

TODAY = date(2026, 6, 30)
NOW = datetime(2026, 6, 30, 12, tzinfo=UTC)
#: A day in the latest period, and one in the one before it.
LATE, EARLY = TODAY - timedelta(days=10), TODAY - timedelta(days=110)
MIRA = RecordId("0a" * 16)


def noted(day: date, minute: int, wave: RecordId) -> dict[str, Any]:
    when = When(day, time(20 + minute // 60, minute % 60))
    return {"id": new_id(), "written_at": NOW, "activation": wave, "when": when}


def moment(
    day: date = LATE, chosen: Chosen | None = None, *feelings: str, after: int = 6
) -> Activation:
    """Live through one, calm after half an hour; choose so many minutes after it."""
    wave = new_id()
    steps: list[Step] = [
        Rating(**noted(day, 0, wave), intensity=8),
        ActivationEnd(**noted(day, 30, wave), how="calm"),
    ]
    if chosen:
        steps.append(Response(**noted(day, after, wave), chosen=chosen))
    if feelings:
        steps.append(Naming(**noted(day, 1, wave), feelings=feelings))
    return Activation(wave, tuple(steps))


def told(facts: Facts, what: What) -> Finding:
    return growth(facts, TODAY)[what]


def of(*moments: Activation) -> Facts:
    return Facts(activations=moments, broad={"sad"})


def counts(found: Finding) -> tuple[tuple[int, int], tuple[int, int]]:
    assert isinstance(found, Share)
    assert found.before is not None
    before, latest = found.before, found.latest
    return (before.many, before.of), (latest.many, latest.of)


def lived(before: Iterable[Activation], latest: Iterable[Activation]) -> Facts:
    return of(*before, *latest)


def test_every_sign_is_told_by_something_and_nothing_by_two() -> None:
    assert set(SIGNS) == set(get_args(Sign))
    told_by = [what for found in SIGNS.values() for what in found]
    assert sorted(told_by) == sorted(get_args(What))
    assert set(growth(Facts(), TODAY)) == set(told_by)
    assert set(SIGNS) >= NEARER


def test_of_an_empty_notebook_it_is_too_early_for_each() -> None:
    assert set(map(type, growth(Facts(), TODAY).values())) == {TooEarly}


def test_a_choice_is_one_that_was_made_and_nothing_is_none() -> None:
    before = [moment(EARLY, "nothing") for _ in range(8)]
    latest = [moment(LATE, "wait") for _ in range(5)] + [moment() for _ in range(4)]
    assert counts(told(lived(before, latest), "chosen")) == ((0, 8), (5, 9))


def test_a_text_that_was_not_sent_as_it_stood_is_a_choice() -> None:
    def holding() -> Activation:
        wave = new_id()
        held = HeldText(**noted(LATE, 4, wave), text="why", until=NOW)
        return Activation(wave, (Rating(**noted(LATE, 0, wave), intensity=8), held))

    moments = [holding() for _ in range(8)]
    texts = [moment.steps[1].id for moment in moments]
    held = [HeldBack(LATE, text, waited=True, chosen=True) for text in texts[:6]]
    held += [HeldBack(LATE, texts[6], waited=False, chosen=False)]
    found = told(replace(of(*moments), held=held), "chosen")
    assert isinstance(found, Share)
    assert found.latest == Part(6, 8)


def test_until_a_choice_counts_from_the_first_note_to_the_first_choice() -> None:
    latest = [moment(LATE, "ask", after=minutes) for minutes in range(5, 14)]
    found = told(of(*latest), "until-chosen")
    assert isinstance(found, Times)
    assert isinstance(found.latest, Settling)
    assert 7 < found.latest.median.value < 12


def test_a_choice_hours_later_was_not_seen_to_come() -> None:
    found = told(
        of(*(moment(LATE, "ask", after=200) for _ in range(9))), "until-chosen"
    )
    assert isinstance(found, Times)
    assert isinstance(found.latest, NotSeen)


def test_a_choice_without_an_hour_tells_no_time() -> None:
    wave = new_id()
    day_alone = {**noted(LATE, 0, wave), "when": When(LATE)}
    steps = (Rating(**noted(LATE, 0, wave), intensity=8),)
    late = Activation(wave, (*steps, Response(**day_alone, chosen="ask")))
    assert told(of(*[late] * 9), "until-chosen") == TooEarly(0, 0)
    assert isinstance(told(of(*[late] * 9), "chosen"), Share)


def test_until_calm_is_as_recovery_tells_it() -> None:
    found = told(of(*(moment() for _ in range(9))), "calm")
    assert isinstance(found, Times)
    assert found.latest.episodes == 9


def test_a_finer_word_is_one_that_no_family_is_called_by() -> None:
    before = [moment(EARLY, None, "sad") for _ in range(8)]
    latest = [moment(LATE, None, "sad", "left-out") for _ in range(6)]
    latest += [moment(LATE, None, "sad") for _ in range(2)] + [moment()]
    assert counts(told(lived(before, latest), "finer")) == ((0, 8), (6, 8))


def test_staying_asking_and_letting_in_are_shares_of_all_hard_moments() -> None:
    pairs: tuple[tuple[Chosen, What], ...] = (
        ("stay", "stayed"),
        ("ask", "asked"),
        ("let-in", "let-in"),
    )
    for chosen, what in pairs:
        latest = [moment(LATE, chosen), moment(LATE, chosen)]
        latest += [moment(LATE, "soothe") for _ in range(6)]
        found = told(of(*latest), what)
        assert isinstance(found, Share)
        assert found.latest == Part(2, 8)


def test_tries_asking_good_things_and_kindness_are_counted_by_day_with_notes() -> None:
    noted_days = [LATE - timedelta(days=n) for n in range(20)]
    noted_days += [EARLY - timedelta(days=n) for n in range(30)]
    facts = Facts(
        tries={
            "closeness": [LATE] * 9 + [EARLY] * 3,
            "uncertainty": [LATE] * 5,
            "asking": [LATE] * 4,
        },
        asked=[LATE] * 6,
        good=[EARLY] * 9,
        kind=[LATE] * 2 + [EARLY] * 6 + [TODAY + timedelta(days=1)],
        noted=frozenset(noted_days),
    )
    found = growth(facts, TODAY)
    rates = {
        what: ((each.before.often, each.latest.often), each.latest.days)
        for what, each in found.items()
        if isinstance(each, Rate)
    }
    assert rates == {
        "closeness": ((3, 9), 20),
        "asking": ((0, 10), 20),
        "good": ((9, 0), 20),
        "kindness": ((6, 2), 20),
    }
    assert found["not-knowing"] == TooEarly(0, 5)
    kindness = found["kindness"]
    assert isinstance(kindness, Rate)
    assert kindness.before == Often(6, 30)


def test_a_held_text_waited_until_its_hour_or_was_never_sent() -> None:
    held = [HeldBack(LATE, new_id(), waited=n < 5, chosen=False) for n in range(8)]
    found = told(Facts(held=held), "waited")
    assert isinstance(found, Share)
    assert found.latest == Part(5, 8)


def given(day: date, much: int) -> LedgerEntry:
    return LedgerEntry(
        id=new_id(),
        written_at=NOW,
        when=When(day),
        side="deposit" if much > 0 else "strain",
        text="so",
        people=(MIRA,),
        much=abs(much),
    )


def test_an_act_is_held_against_what_was_noted_with_them_until_then() -> None:
    ledger = [given(LATE - timedelta(days=5 * n), 2) for n in range(10)]
    acts = [Act(LATE, (MIRA,)) for _ in range(8)]
    found = told(Facts(acts=acts, ledger=ledger), "steady")
    assert isinstance(found, Share)
    assert found.latest == Part(8, 8)
    taken = [given(LATE - timedelta(days=5 * n), 2 - 4 * (n % 2)) for n in range(10)]
    assert told(Facts(acts=acts, ledger=taken), "steady") == TooEarly(0, 8)
    # of somebody of whom too little was noted an act says nothing
    assert told(Facts(acts=acts, ledger=ledger[:4]), "steady") == TooEarly(0, 0)
    assert told(Facts(acts=[Act(LATE, ())] * 9), "steady") == TooEarly(0, 0)


def test_one_bad_moment_more_takes_nothing_off_what_was_done() -> None:
    latest = [moment(LATE, "ask", "left-out") for _ in range(9)]
    before = growth(of(*latest), TODAY)
    after = growth(of(*latest, moment(LATE, "nothing", "sad")), TODAY)
    for what, found in before.items():
        if isinstance(found, Share):
            later = after[what]
            assert isinstance(later, Share)
            assert later.latest.many == found.latest.many
