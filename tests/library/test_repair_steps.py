from moorings.insight.repairs import PARTS
from moorings.library.catalogue import speaking
from moorings.library.repair_steps import repair_room


def test_every_step_has_its_words_and_whoever_was_hurt_a_last_one_of_theirs() -> None:
    steps = repair_room().steps
    told = [steps.step(name) for name in (*PARTS, "wish")]
    assert len({each.title for each in told}) == len(told)
    assert all(each.short and each.label and each.hint for each in told)


def test_each_is_opened_in_both_voices_and_nobody_is_told_to_forgive() -> None:
    steps = [repair_room().steps.step(name) for name in (*PARTS, "wish")]
    warm = [str(each.intro) for each in steps]
    with speaking("en", "plain"):
        plain = [str(each.intro) for each in steps]
    assert not {*warm} & {*plain}
    assert not any("you forgive" in each.casefold() for each in (*warm, *plain))
