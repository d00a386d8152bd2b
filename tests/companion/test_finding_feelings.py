"""Pages found by a feeling: as named, as another diary had it, as words say it."""

from collections.abc import Callable
from datetime import date, time

import pytest

from moorings.companion.finding_feelings import feeling_of, feelings
from moorings.companion.opened import Opened, new_id
from moorings.companion.search_text import SearchText
from moorings.companion.searching import Search, search
from moorings.companion.settling import note_step, rate
from moorings.companion.taking_back import erase, take_back
from moorings.companion.wording import add_word, rename_word, take_word_back
from moorings.companion.writing import Written, edit_page, write_entry
from moorings.journey.records import Entry, HeldText, Naming, RecordId, When

Form = Callable[..., Written]
DAY = When(date(2026, 3, 1), time(9))


def named(opened: Opened, *words: str) -> RecordId:
    activation = new_id()
    rate(opened, new_id(), activation, 6, DAY)
    note_step(opened, Naming, new_id(), activation, DAY, feelings=words)
    return activation


def page(opened: Opened, text: str = "x", **told: object) -> RecordId:
    kept = Entry(
        id=new_id(),
        written_at=opened.now(),
        when=DAY,
        text=text,
        **told,  # type: ignore[arg-type]
    )
    opened.keep(kept)
    return kept.id


def find(opened: Opened, feeling: str, words: str = "", **more: object) -> set[str]:
    felt = feeling_of(opened, feeling)
    assert felt is not None
    wanted = Search(words, feeling=felt, **more)  # type: ignore[arg-type]
    return {found.page.id for found in search(opened, wanted, 0, 100)}


def test_nothing_stands_in_an_empty_notebook(opened: Opened) -> None:
    page(opened, "I feel lonely.")
    assert feelings(opened) == {}
    assert feeling_of(opened, "lonely") is None
    assert feeling_of(opened, "") is None


def test_pages_of_a_hard_moment_are_found_by_what_was_named_in_it(
    opened: Opened,
) -> None:
    activation = named(opened, "lonely", "hurt")
    line = page(opened, "A line.", activation=activation)
    held = HeldText(
        id=new_id(),
        written_at=opened.now(),
        when=DAY,
        text="Call me",
        until=opened.now(),
        activation=activation,
    )
    opened.keep(held)
    page(opened, "A line of another.", activation=named(opened, "angry"))
    assert feelings(opened) == {"angry": "angry", "hurt": "hurt", "lonely": "lonely"}
    assert find(opened, "lonely") == find(opened, "hurt") == {line, held.id}
    assert find(opened, "lonely", "call") == {held.id}
    assert find(opened, "lonely", kind="entry") == {line}


def test_words_that_say_it_are_found_as_whole_words(opened: Opened) -> None:
    named(opened, "hurt", "disappointed")
    told = {page(opened, t) for t in ("It HURTS.", "“Hurt”—again", "a hurtful word")}
    page(opened, "We went to church, and it didn't churt.")
    beginning = page(opened, "What a disappointment.")
    assert find(opened, "hurt") == told
    assert find(opened, "disappointed") == {beginning}


def test_a_page_said_otherwise_later_is_found_by_its_newest_words(
    opened: Opened, written: Form
) -> None:
    named(opened, "hurt")
    kept = new_id()
    write_entry(opened, kept, written("I was hurt."))
    assert find(opened, "hurt") == {kept}
    edit_page(opened, new_id(), kept, written("I was fine."))
    assert find(opened, "hurt") == set()
    edit_page(opened, new_id(), kept, written("I was hurt."))
    take_back(opened, kept)
    assert find(opened, "hurt") == set()
    other = page(opened, "hurt")
    assert find(opened, "hurt") == {other}
    erase(opened, other)
    assert find(opened, "hurt") == set()


def test_moods_and_labels_of_another_diary_are_feelings_too(opened: Opened) -> None:
    radiant = page(opened, mood="Radiant")
    page(opened, "a radiant lamp", mood="meh")
    lonely = page(opened, mood="Lonely")
    labelled = page(opened, labels=("walk", "LONELY"))
    assert feelings(opened) == {
        "lonely": "lonely",
        "mood:meh": "meh",
        "mood:radiant": "Radiant",
    }
    assert find(opened, "lonely") == {lonely, labelled}
    # A mood may be any word: pages that only say it are not found by it.
    assert find(opened, "mood:radiant") == {radiant}


def test_a_word_of_ones_own_is_found_as_it_is_called_now(opened: Opened) -> None:
    own = add_word(opened, "feeling", "glasig")
    first = page(opened, "one line", activation=named(opened, own))
    said = page(opened, "Heute wieder glasig.")
    assert feelings(opened) == {own: "glasig"}
    assert find(opened, own) == {first, said}
    rename_word(opened, own, "wie Glas")
    through = page(opened, "Es war, wie Glas.")
    assert feelings(opened) == {own: "wie Glas"}
    assert find(opened, own) == {first, through}
    take_word_back(opened, own)
    assert feelings(opened) == {own: "wie Glas"}
    erase(opened, own)
    assert feelings(opened) == {}


def test_a_script_without_spaces_is_found_inside_a_line(opened: Opened) -> None:
    own = add_word(opened, "feeling", "寂しい")
    named(opened, own)
    said = page(opened, "とても寂しい夜")
    assert find(opened, own) == {said}


@pytest.mark.parametrize(
    ("word", "pages"),
    [
        ("sad", {"a", "c"}),
        ("sad*", {"a", "b", "c"}),
        ("", set()),
        ("*", set()),
        ("late", {"c"}),
    ],
)
def test_a_word_stands_alone_unless_it_only_begins(word: str, pages: set[str]) -> None:
    texts = {"a": "sad", "b": "saddle lately sadé", "c": "oh — sad… sad late"}
    laid_out = SearchText()
    laid_out.lay_out(map(RecordId, texts), texts.__getitem__)
    assert laid_out.saying([word]) == pages


def test_before_anything_is_laid_out_nothing_is_said() -> None:
    assert SearchText().saying(["sad"]) == frozenset()
