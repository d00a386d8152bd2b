import re
from collections.abc import Callable, Sequence
from datetime import timedelta

import pytest

from moorings.companion.opened import Opened
from moorings.companion.questionnaires import questionnaire
from moorings.companion.writing import name_person
from moorings.journey.records import RecordId
from tests.conftest import SetClock
from tests.questionnaires import answers_at, bring, file_of, sit, sketch
from tests.web.conftest import Browser

HERE = "/way/progress"
Rounds = Callable[[RecordId, Sequence[int], Sequence[int]], None]


@pytest.fixture
def known(notebook: Opened) -> RecordId:
    """A questionnaire of which a mean, a spread and a retest are known."""
    return bring(notebook, file_of("ecr-r"))


@pytest.fixture
def rounds(notebook: Opened, clock: SetClock) -> Rounds:
    """Sit down in two rounds four months apart, every four days, at these levels."""

    def sit_down(record: RecordId, first: Sequence[int], second: Sequence[int]) -> None:
        key = questionnaire(notebook, record).key
        for levels in (first, second):
            for level in levels:
                sit(notebook, record, answers_at(key, every=level))
                clock.set_to(clock.now() + timedelta(days=4))
            clock.set_to(clock.now() + timedelta(days=120))

    return sit_down


def sentences(text: str) -> list[str]:
    return re.findall("<figcaption>(.+?)</figcaption>", text)


def test_without_a_measured_error_nothing_is_said_of_change(
    adult: Browser, notebook: Opened, clock: SetClock
) -> None:
    for level in (7, 1, 7, 1):
        sketch(notebook, anxiety=level, avoidance=level)
        clock.set_to(clock.now() + timedelta(days=60))
    shown = adult.get(HERE)
    assert "Too early to tell." in shown.text
    assert "Our own sentences have none" in shown.text
    assert "No controlled study shows an app changing attachment" in shown.text
    assert '<svg class="change"' not in shown.text


def test_after_one_round_it_is_too_early(
    adult: Browser, known: RecordId, rounds: Rounds
) -> None:
    rounds(known, (4, 4, 4), ())
    shown = adult.get(HERE).text
    assert len(sentences(shown)) == 2
    for told in sentences(shown):
        assert told.startswith("Too early to tell. It takes two rounds")
    assert "Difference, 95 of 100" not in shown
    assert "3 sittings" in shown


def test_who_did_not_change_is_told_no_clear_change_with_every_number(
    adult: Browser, known: RecordId, rounds: Rounds
) -> None:
    rounds(known, (6, 4, 4, 4), (4, 4, 4, 4))
    shown = adult.get(HERE)
    # 1.96 * 1.12 * sqrt(1 - .90) * sqrt(2/3) = 0.567 and 1.96 * 1.19 * … = 0.602
    for told, error in zip(sentences(shown.text), ("0.6", "0.6"), strict=True):
        assert told == (
            f"No clear change: from 4.0 to 4.0. A difference of {error} can come from"
            " measuring alone."
        )
    words = " ".join(shown.page.words.split())
    for told in (
        "First roundmean 4.00 of 3 counted sittings",
        "Latest roundmean 4.00 of 3 counted sittings",
        "Difference, 95 of 1000.00 (−0.57 … 0.57)",  # noqa: RUF001
        "Smallest that could be told, 90 and 95 of 1000.48 · 0.57",
        "8 sittings",
        "version 1",
        "Some of the figures it rests on are assumed, or could not be checked",
        "though nothing changed",
    ):
        assert told in words, told
    # 3.56 + .964 * (4 - 3.56) = 3.98: Spearman-Brown of .90 for three sittings is .964.
    assert "about 4.0 was to be expected" in words


def test_the_first_sitting_of_a_round_is_hollow_and_does_not_count(
    adult: Browser, known: RecordId, rounds: Rounds
) -> None:
    rounds(known, (7, 4, 4, 4), (1, 4, 4, 4))
    shown = adult.get(HERE).text
    pictures = re.findall('<svg class="change".*?</svg>', shown, re.DOTALL)
    assert len(pictures) == 2
    for picture in pictures:
        assert picture.count('class="change-hollow"') == 2 + 1  # and in the legend
        assert picture.count('class="change-dot"') == 6 + 1
        assert 'class="change-ring"' in picture
        assert picture.count("<desc") == 1
    assert sentences(shown)[0].startswith("No clear change: from 4.0 to 4.0.")


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (6, 3, "Moved toward security: from 6.0 to 3.0, which is more"),
        (3, 6, "Moved away from security: from 3.0 to 6.0, which is more"),
    ],
)
def test_both_directions_are_told_alike(
    adult: Browser,
    known: RecordId,
    rounds: Rounds,
    before: int,
    after: int,
    told: str,
) -> None:
    rounds(known, [before] * 4, [after] * 4)
    shown = adult.get(HERE)
    for sentence in sentences(shown.text):
        assert sentence.startswith(told)
    for word in ("recovered", "improved", "worse", "better", "congrat", "!"):
        assert word not in shown.page.words.lower()


def test_a_scale_that_names_no_security_is_told_by_what_is_easier(
    adult: Browser, notebook: Opened, rounds: Rounds
) -> None:
    record = bring(notebook, file_of("gad-7"))
    rounds(record, (3, 3, 3), (0, 0, 0))
    shown = adult.get(HERE).text
    assert "Moved to the easier side: from 21.0 to 0.0" in shown
    assert "security" not in sentences(shown)[0]


def test_a_score_without_a_known_retest_can_never_be_told(
    adult: Browser, notebook: Opened, rounds: Rounds
) -> None:
    record = bring(notebook, file_of("ecr", (1, 5)))
    rounds(record, (5, 5, 5), (1, 1, 1))
    for told in sentences(adult.get(HERE).text):
        assert told.startswith("Cannot be told: how far this score differs")


def test_only_a_small_move_beyond_error_is_doubted_for_practice(
    adult: Browser, notebook: Opened, clock: SetClock, known: RecordId
) -> None:
    key = questionnaire(notebook, known).key
    higher = answers_at(key, every=4)
    # Eleven of eighteen items one point lower: 0.61, just beyond 0.57 and 0.60.
    lower = dict(higher)
    for scale in key.scales:
        for item in scale.items[:11]:
            lower[item] += 1 if item in scale.reverse_keyed else -1
    for given in (higher, lower):
        for _ in range(4):
            sit(notebook, known, given)
            clock.set_to(clock.now() + timedelta(days=4))
        clock.set_to(clock.now() + timedelta(days=120))
    shown = adult.get(HERE).text
    assert "Moved toward security: from 4.0 to 3.4" in shown
    assert "answering the same questions again, it would be no clear change" in shown


def test_each_person_has_a_row_of_their_own(
    adult: Browser, notebook: Opened, known: RecordId, rounds: Rounds
) -> None:
    sam = name_person(notebook, "Sam <3")
    rounds(known, (4, 4), ())
    key = questionnaire(notebook, known).key
    sit(notebook, known, answers_at(key, every=2), sam)
    shown = adult.get(HERE)
    home = f"/way/questionnaires/{known}"
    assert [link for link in shown.page.links if home in link] == [
        home,
        f"{home}/with/{sam}",
    ]
    assert "Sam &lt;3" in shown.text
    assert re.findall(r"\b\d sittings?\b", shown.page.words)[:2] == [
        "2 sittings",
        "1 sitting",
    ]
    ids = [told["id"] for _, told in shown.page.tags if "id" in told]
    assert len(ids) == len(set(ids))


def test_what_is_offered_next_is_never_late(
    adult: Browser, known: RecordId, rounds: Rounds, clock: SetClock
) -> None:
    rounds(known, (4, 4, 4), (4, 4, 4))
    for days in (0, 400, 4000):
        clock.set_to(clock.now() + timedelta(days=days))
        words = adult.get(HERE).page.words
        assert "A few sittings say more than one" in words
        assert not re.search("overdue|missed|too late|remind|days ago", words)


def test_what_stands_there_is_told_in_tables_and_words_beside_the_picture(
    adult: Browser, known: RecordId, rounds: Rounds
) -> None:
    rounds(known, (4, 4, 4, 4), (3, 3, 3, 3))
    shown = adult.get(HERE)
    descriptions = re.findall("<desc [^>]*>(.+?)</desc>", shown.text)
    assert descriptions == sentences(shown.text)
    assert "A straight line through 7 days in" in " ".join(shown.page.words.split())
    assert "Attachment anxiety falls a little with age" in shown.text
