"""The reasons as they are told: one text for each rule, and one that has none."""

from moorings.insight.help_triggers import TRIGGERS
from moorings.library.help_triggers import help_triggers
from moorings.library.phrases import claims, reproaches

COUPLES = ("cycles", "talking", "trust")


def test_every_rule_has_its_text_and_a_guide_is_only_chosen() -> None:
    told = {each.id: each for each in help_triggers()}
    assert {*told} == {*TRIGGERS, "guidance"}
    assert all(told[each].told for each in TRIGGERS)
    assert told["guidance"].told is None


def test_what_is_told_differs_by_voice_and_judges_nobody() -> None:
    for each in help_triggers():
        said = [each.title, each.when, each.how, each.with_fear]
        if each.told:
            assert each.told.warm != each.told.plain
            said += [each.told.warm, each.told.plain]
        assert reproaches(" ".join(said)) == []
        assert list(claims(" ".join(said))) == []


def test_where_two_are_meant_the_afraid_one_goes_alone() -> None:
    told = {each.id: each for each in help_triggers()}
    for name in COUPLES:
        assert "safety page" in told[name].with_fear
    for name in ("cycles", "talking"):
        assert "Leave joint sessions alone" in told[name].with_fear or (
            "leave joint sessions alone" in told[name].with_fear
        )
