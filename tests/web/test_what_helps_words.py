"""What helps in words, where nothing is known, nothing differs, or all was one day."""

from dataclasses import replace
from datetime import date

from moorings.companion.kitting import Given, erase_item, items, keep_item
from moorings.companion.opened import Opened, new_id
from moorings.insight.chance import Tally
from moorings.insight.uses import Tool
from moorings.insight.what_helps import Compared, Tried
from moorings.web.wording.what_helps import (
    beside_words,
    compared_sentence,
    tally_sentence,
    tool_words,
    tried_words,
)

DAY = date(2026, 2, 2)
BOX = Compared(Tool("box"), 6, DAY, DAY, 9, 1.2, 0.04, 2.3, 0.97, 0.5, "open")


def test_one_day_is_one_day() -> None:
    assert tried_words(Tried(Tool("box"), 1, DAY, DAY)) == "1 time · 2 Feb 2026"


def test_beside_how_much_waiting_it_stands_is_said() -> None:
    told = "6 times · 2 Feb 2026 · beside 9 of waiting about as long"
    assert beside_words(BOX) == told


def test_a_range_that_misses_waiting_by_luck_says_so() -> None:
    told = compared_sentence(BOX)
    assert "anything from no difference to 2.3 lower fits, and luck alone" in told
    assert "luck" not in compared_sentence(replace(BOX, low=-1.0))


def test_chance_that_hardly_ever_does_as_much_is_told_in_words() -> None:
    told = Tally(20, 10, 10, -3.0, 0.001, DAY)
    said = tally_sentence(told, ("Box", "Walk"))
    assert "lower after “Walk” than after “Box”, by about 3.0" in said
    assert "fewer than 1 of a hundred" in said


def test_chance_that_may_do_as_much_leaves_it_open() -> None:
    told = Tally(20, 10, 10, 0.2, 0.4, DAY)
    assert "by chance alone in 40 of a hundred" in tally_sentence(told, ("Box", "Walk"))


def test_a_thing_of_the_kit_that_is_gone_has_no_name_of_its_own(
    opened: Opened,
) -> None:
    keep_item(opened, new_id(), Given("sound", "The song from the ferry"))
    thing = items(opened)[0]
    tool = Tool("kit", thing.id)
    assert tool_words(opened, tool) == "The song from the ferry"
    erase_item(opened, thing)
    assert tool_words(opened, tool) == "Something of the kit"
    assert tool_words(opened, Tool("kit")) == "Something of the kit"
