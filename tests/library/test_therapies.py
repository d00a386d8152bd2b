"""Four approaches told no larger than they are, and where help costs less."""

from typing import get_args

from moorings.library.phrases import claims, reproaches
from moorings.library.therapies import Approach, Start, therapies

NEVER_ALONE = {
    "eft": "therapist who has also met each of you alone",
    "ifs": "always with a trained therapist",
    "emdr": "No part of it is for doing alone",
    "somatic": "always with somebody trained",
}


def words(each: Approach) -> str:
    told = (each.what, each.studied_for, each.not_alone, each.ask, *each.sources)
    return " ".join((*told, *(f"{form.name} {form.what}" for form in each.parts)))


def test_the_four_are_there_and_the_body_has_its_three_forms() -> None:
    told = {each.id: each for each in therapies().approaches}
    assert list(told) == ["eft", "ifs", "emdr", "somatic"]
    assert {each.id: len(each.parts) for each in told.values() if each.parts} == {
        "somatic": 3
    }


def test_each_says_what_is_not_done_alone_and_what_to_ask() -> None:
    for each in therapies().approaches:
        assert NEVER_ALONE[each.id] in each.not_alone
        assert each.ask.endswith("?")
        assert each.sources


def test_none_is_said_to_change_how_people_bond() -> None:
    for each in therapies().approaches:
        assert "attachment" in each.studied_for
        assert list(claims(words(each))) == []
        assert reproaches(words(each)) == []


def test_every_way_of_starting_has_its_gift() -> None:
    assert [each.id for each in therapies().leaning] == list(get_args(Start))
    assert all(reproaches(each.text) == [] for each in therapies().leaning)


def test_where_it_costs_less_somebody_can_begin() -> None:
    told = therapies().low_cost.text
    assert len(told) == len(set(told)) >= 6
    assert reproaches(" ".join(told)) == []
