from datetime import UTC, date, datetime

import pytest

from moorings.companion.errors import EmptyPageError, NothingThereError
from moorings.companion.opened import Opened, new_id
from moorings.companion.taking_back import erase
from moorings.companion.wording import (
    Month,
    add_word,
    bring_word_back,
    naming_by_month,
    own_word,
    own_words,
    rename_word,
    sentence_of,
    take_word_back,
    word_names,
)
from moorings.journey.records import Naming, Part, RecordId, When, Word
from moorings.library.vocabulary import word


def texts(opened: Opened, part: Part = "feeling") -> list[str]:
    return [word.text for word in own_words(opened)[part]]


def naming(moment: str, day: date, *feelings: str, **parts: tuple[str, ...]) -> Naming:
    return Naming(
        id=new_id(),
        written_at=datetime(2026, 3, 1, tzinfo=UTC),
        activation=RecordId(moment * 16),
        when=When(day),
        feelings=feelings,
        **parts,  # type: ignore[arg-type]
    )


def from_elsewhere(opened: Opened, text: str, part: Part = "feeling") -> RecordId:
    """Keep a word as it comes out of the box: nobody looked whether it is known."""
    kept = Word(id=new_id(), written_at=opened.now(), part=part, text=text)
    opened.keep(kept)
    return kept.id


def test_a_word_is_added_once_whatever_its_capitals(opened: Opened) -> None:
    first = add_word(opened, "feeling", "  saudade \n")
    assert add_word(opened, "feeling", "Saudade") == first
    assert texts(opened) == ["saudade"]
    assert texts(opened, "body") == []


def test_the_same_word_may_name_two_things(opened: Opened) -> None:
    assert add_word(opened, "body", "the hum") != add_word(opened, "urge", "the hum")
    assert (texts(opened, "body"), texts(opened, "urge")) == (["the hum"], ["the hum"])


def test_no_word_is_no_word(opened: Opened) -> None:
    kept = add_word(opened, "fear", "the dark stairs")
    for act in (
        lambda: add_word(opened, "fear", " \t"),
        lambda: rename_word(opened, kept, ""),
    ):
        with pytest.raises(EmptyPageError):
            act()
    assert texts(opened, "fear") == ["the dark stairs"]


def test_a_family_may_be_said(opened: Opened) -> None:
    kept = add_word(opened, "feeling", "saudade", "quiet")
    assert own_word(opened, kept).family == "quiet"


def test_what_came_twice_is_one_word_and_changes_as_one(opened: Opened) -> None:
    first, second = (from_elsewhere(opened, text) for text in ("Meh", "meh"))
    [word] = own_words(opened)["feeling"]
    assert (word.id, word.records) == (first, (first, second))
    rename_word(opened, second, "so-so")
    assert texts(opened) == ["so-so"]
    take_word_back(opened, first)
    assert texts(opened) == []
    bring_word_back(opened, second)
    assert own_words(opened)["feeling"][0].records == (first, second)


def test_a_word_keeps_its_name_in_a_naming_when_it_is_said_anew(
    opened: Opened,
) -> None:
    kept = add_word(opened, "feeling", "grey")
    before = naming("aa", date(2026, 3, 1), kept)
    rename_word(opened, kept, "fog-grey")
    rename_word(opened, kept, "slate")
    assert own_word(opened, kept).id == kept
    assert sentence_of(opened, before) == "I feel slate."


def test_what_was_taken_back_is_off_the_list_and_stays_in_its_sentence(
    opened: Opened,
) -> None:
    kept = add_word(opened, "urge", "howl")
    said = naming("aa", date(2026, 3, 1), urges=(kept, "write-again"))
    take_word_back(opened, kept)
    with pytest.raises(NothingThereError):
        own_word(opened, kept)
    assert sentence_of(opened, said) == "The pull is to howl and to write again."


def test_what_was_erased_stands_nowhere(opened: Opened) -> None:
    kept = add_word(opened, "urge", "howl")
    said = naming("aa", date(2026, 3, 1), urges=(kept,))
    erase(opened, kept)
    assert texts(opened, "urge") == []
    assert sentence_of(opened, said) == ""


def test_only_a_word_that_was_taken_back_comes_back(opened: Opened) -> None:
    kept = add_word(opened, "urge", "howl")
    for record in (kept, new_id()):
        with pytest.raises(NothingThereError):
            bring_word_back(opened, record)
    for act in (rename_word, take_word_back):
        with pytest.raises(NothingThereError):
            act(opened, new_id(), *(["x"] if act is rename_word else []))


def test_a_whole_naming_is_written_back(opened: Opened) -> None:
    own = add_word(opened, "belief", "the tide took him")
    said = Naming(
        id=new_id(),
        written_at=opened.now(),
        activation=RecordId("aa" * 16),
        when=When(date(2026, 3, 1)),
        trigger="no-answer",
        body=("chest-tight", "no-such-word"),
        feelings=("hurt", "lonely"),
        beliefs=("they-are-leaving", own),
        fears=("being-left",),
        urges=("write-again",),
    )
    assert sentence_of(opened, said) == (
        "It began with no answer to a message. I notice a tight chest. "
        "I feel hurt and lonely. A part of me believes that they are leaving "
        "and that the tide took him. Under it is a fear of being left. "
        "The pull is to write again."
    )


# --- how naming went on ---------------------------------------------------------------


def month(opened: Opened, number: int, *moments: tuple[str, ...]) -> None:
    for at, feelings in enumerate(moments):
        day = date(2026, number, at + 1)
        opened.keep(naming(f"{number}{at}", day, *feelings))


def test_one_month_or_too_few_moments_tell_nothing(opened: Opened) -> None:
    month(opened, 1, ("sad",), ("sad", "hurt"), ("sad",))
    month(opened, 2, ("sad",), ("tired",))
    assert naming_by_month(opened) == ()


def test_different_words_are_counted_month_by_month(opened: Opened) -> None:
    month(opened, 1, ("sad",), ("sad", "hurt"), ("sad",))
    month(opened, 2, ("sad",), ("tired",))
    month(opened, 3, ("sad",), ("tired", "numb"), ("wary",), ("sad", "numb"))
    assert naming_by_month(opened) == (
        Month(date(2026, 1, 1), words=2, moments=3),
        Month(date(2026, 3, 1), words=4, moments=4),
    )


def test_the_same_id_counts_twice_where_it_names_two_things(opened: Opened) -> None:
    for at in range(3):
        opened.keep(naming(f"1{at}", date(2026, 1, 1), "closed", body=("closed",)))
        opened.keep(naming(f"2{at}", date(2026, 2, 1), "closed", urges=("closed",)))
    assert [each.words for each in naming_by_month(opened)] == [2, 2]


def test_words_are_called_as_they_are_called_now(opened: Opened) -> None:
    own = add_word(opened, "body", "a wet coat")
    rename_word(opened, own, "a wet wool coat")
    assert word_names(opened, "body", (own, "chest-tight", "gone")) == (
        "a wet wool coat",
        word_of("body", "chest-tight"),
    )


def word_of(part: Part, name: str) -> str:
    known = word(part, name)
    assert known is not None
    return known.word
