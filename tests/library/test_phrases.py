"""What no text says is found, in any letters, and what stands near it is left alone."""

import pytest

from moorings.library.phrases import FORBIDDEN, claims, reproaches

#: One of each that has to be found, and what stands so near that it must not be.
PLANTED = {
    "reassures": (
        "Breathe. You are safe here.",
        "You\u2019re not alone.",
        "It will be all right.",
        "Everything\u2019s going to be fine.",
        "This feeling will pass.",
        "There is no need to worry.",
        "Don\u2019t panic.",
        "You've got this.",
        "You will feel better soon.",
        "Nothing bad can happen to you.",
    ),
    "promises": (
        "They will come back.",
        "She'll write in the morning.",
        "Your partner still loves you.",
        "We promise to help.",
        "This always works.",
    ),
    "judges": (
        "He is avoidant.",
        "They are clearly a narcissist.",
        "Your mother is toxic.",
        "You are anxiously attached.",
        "You are too sensitive.",
        "It is all in your head.",
        "A pattern was detected.",
    ),
    "commands": (
        "Calm down first.",
        "Just relax.",
        "You must wait ten minutes.",
        "You should leave him.",
        "Stop worrying.",
    ),
    "cheers": ("Well done.", "You waited twelve minutes!"),
}
INNOCENT = (
    "You are here, and it is Tuesday.",
    "It may pass, or stay for a while.",
    "You can still send it later.",
    "You do not have to say anything.",
    "It is nothing you have to act on.",
    "Leave out what the person you fear must not read.",
    "A part of me believes: they are leaving.",
    "Stop for a breath.",
    "Press your feet into the floor.",
    "It need not be good.",
    "Is someone there who could be with you?",
    "You waited twelve minutes.",
    "Write who it is, and leave them off the page.",
    "There are no studies, so we promise no effect.",
)


@pytest.mark.parametrize(
    ("what", "text"), [(what, text) for what in PLANTED for text in PLANTED[what]]
)
def test_what_is_planted_is_found(what: str, text: str) -> None:
    assert [each for each in reproaches(text) if each.startswith(what)]
    assert reproaches(f"A line before.\n  {text.upper()} And one after.")


@pytest.mark.parametrize("text", INNOCENT)
def test_what_is_only_near_is_left_alone(text: str) -> None:
    assert not reproaches(text)


def test_every_kind_of_fault_is_planted() -> None:
    assert PLANTED.keys() == FORBIDDEN.keys()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“She will call by nine,” I think.", False),
        ("“You should have called,” they say.", False),
        ("“You are too sensitive”", False),
        ("“You are safe,” it says.", True),
        ("It says “Calm down”. Calm down.", True),
    ],
)
def test_what_somebody_else_says_is_theirs_but_reassures_all_the_same(
    text: str,
    found: bool,  # noqa: FBT001 - a column of the table
) -> None:
    assert bool(reproaches(text)) is found


@pytest.mark.parametrize(
    "text",
    [
        "Up to 25 per cent become secure.",
        "Up to 25% become secure.",
        "It will rewire you.",
        "Naming changes your brain.",
        "It speaks to the nervous system.",
        "Long breaths reach the vagus nerve.",
        "Healing takes a while.",
        "An old wound can heal.",
        "There is a cure.",
        "This is proven.",
        "Your love language is time.",
        "On your journey.",
        "Your attachment style shows.",
        "Over hundreds of moments.",
        "Therapy is not optional.",
    ],
)
def test_a_claim_that_no_source_holds_is_found(text: str) -> None:
    assert list(claims(text))
    assert list(claims(text.upper()))


@pytest.mark.parametrize(
    "text",
    ["Of 125 people 25 stayed.", "It is healthy to rest.", "Nobody is secure all day."],
)
def test_a_word_that_only_sounds_like_a_claim_is_none(text: str) -> None:
    assert not list(claims(text))
