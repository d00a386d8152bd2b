import unicodedata
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from itertools import groupby

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from moorings.companion.opened import Opened, new_id
from moorings.companion.searching import (
    EXCERPT_LETTERS,
    Search,
    folded,
    marked,
    said,
    search,
    warm,
)
from moorings.companion.taking_back import bring_back, erase, take_back
from moorings.companion.writing import (
    Written,
    edit_page,
    rename_person,
    write_entry,
    write_unsent,
)
from moorings.journey.records import Entry, RawNote, RecordId, Retraction, When

Form = Callable[..., Written]


@pytest.fixture
def write(opened: Opened, written: Form) -> Callable[..., RecordId]:
    def keep(text: str, day: int = 1, **more: object) -> RecordId:
        page = new_id()
        write_entry(opened, page, written(text, date(2026, 3, day), **more))
        return page

    return keep


def find(opened: Opened, words: str, **filters: object) -> list[RecordId]:
    wanted = Search(words, **filters)  # type: ignore[arg-type]
    return [found.page.id for found in search(opened, wanted, 0, 100)]


Write = Callable[..., RecordId]


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("lake", "the lakeside"),
        ("LAKE", "the lake"),
        ("lake", "the LAKE"),
        ("zoe", "Zoë came"),
        ("zoë", "Zoe came"),
        ("zoë", "Zoe\u0308 came"),
        ("strasse", "die Straße"),
        ("straße", "DIE STRASSE"),
        ("don't", "I don\u2019t know"),
        ("don\u2019t", "I don't know"),
        ('"the lake"', "by the lake"),
        ("\u201cthe lake\u201d", "by the lake"),
        ('"lake', "the lake"),
        ("fish", "\ufb01sh"),
        ("ΣΊΣΥΦΟΣ", "σίσυφος"),
        ("lake the", "the lake"),
        ("湖", "在湖边"),
        ("שלום", "שָׁלוֹם"),
    ],
)
def test_words_are_found_however_they_are_typed(
    opened: Opened, write: Write, typed: str, text: str
) -> None:
    page = write(text)
    write("something else entirely")
    assert find(opened, typed) == [page]


@pytest.mark.parametrize("typed", ["lake mountain", '"lake the"', "lakes", "l ake x"])
def test_every_word_must_be_there_and_a_phrase_as_it_stands(
    opened: Opened, write: Write, typed: str
) -> None:
    write("the lake")
    assert find(opened, typed) == []


@pytest.mark.parametrize("typed", ["", "  ", '"', '""', "\u0301"])
def test_without_words_every_page_is_found(
    opened: Opened, write: Write, typed: str
) -> None:
    pages = [write("one", 1), write("two", 2)]
    assert find(opened, typed) == pages[::-1]


def test_pages_are_found_newest_first_by_the_clock_on_the_wall(
    opened: Opened, write: Write
) -> None:
    late = write("lake", 5, hour=time(9))
    early = write("lake", 5, hour=time(8))
    later = write("lake", 6)
    assert find(opened, "lake") == [later, late, early]


def test_some_of_what_was_found_can_be_asked_for(opened: Opened, write: Write) -> None:
    pages = [write("lake", day) for day in range(1, 8)][::-1]
    found = search(opened, Search("lake"), 2, 3)
    assert [each.page.id for each in found] == pages[2:5]


def test_pages_can_be_found_by_day_person_and_kind(
    opened: Opened, write: Write, written: Form
) -> None:
    one = write("lake", 1, people=("Ann",))
    two = write("lake", 2, people=("Ben",))
    three = new_id()
    write_unsent(opened, three, written("lake", date(2026, 3, 3), to="Ann"))
    ann, ben = opened.journey.people()
    assert find(opened, "lake", first=date(2026, 3, 2)) == [three, two]
    assert find(opened, "lake", last=date(2026, 3, 2)) == [two, one]
    assert find(opened, "lake", person=ann) == [one]
    assert find(opened, "", person=ben) == [two]
    assert find(opened, "lake", kind="unsent") == [three]
    assert find(opened, "lake", kind="entry", last=date(2026, 3, 1)) == [one]


def test_what_a_page_is_filed_under_is_found_too(
    opened: Opened, write: Write, written: Form
) -> None:
    named = write("we talked", people=("Zoë",))
    unsent = new_id()
    write_unsent(opened, unsent, written("never sent", to="Dad"))
    when, at = When(date(2026, 3, 4)), datetime(2026, 3, 4, tzinfo=UTC)
    labelled = Entry(
        id=new_id(), written_at=at, when=when, text="x", labels=("walk",), mood="calm"
    )
    raw = RawNote(
        id=new_id(),
        written_at=at,
        when=when,
        raw="Äpfel \udcff".encode("utf-8", "surrogateescape"),
    )
    opened.keep(labelled, raw)
    assert find(opened, "zoe") == [named]
    assert find(opened, "dad") == [unsent]
    assert find(opened, "calm walk") == [labelled.id]
    assert find(opened, "apfel") == [raw.id]
    assert find(opened, "", kind="note") == [raw.id]
    assert said(raw) == "Äpfel \ufffd"


def test_words_do_not_run_over_from_one_page_into_the_next(
    opened: Opened, write: Write
) -> None:
    write("lake", 2)
    write("side", 1)
    assert find(opened, "lakeside") == []
    assert find(opened, "keside") == []


def test_both_versions_of_a_page_edited_apart_are_found(
    opened: Opened, write: Write, written: Form
) -> None:
    page = write("first")
    for text in ("apple", "bread"):
        edit_page(opened, new_id(), page, written(text))
    assert find(opened, "apple") == find(opened, "bread") == [page]
    assert find(opened, "first") == []


# --- what was found before something changed ------------------------------------------


@pytest.fixture
def warmed(opened: Opened, write: Write) -> RecordId:
    page = write("apple", people=("Ann",))
    write("another")
    warm(opened)
    return page


def test_a_new_page_is_found_at_once(
    opened: Opened, write: Write, warmed: RecordId
) -> None:
    assert find(opened, "apple") == [warmed]
    newer = write("apple")
    assert find(opened, "apple") == [newer, warmed]


def test_an_edited_page_is_found_by_its_new_words_alone(
    opened: Opened, warmed: RecordId, written: Form
) -> None:
    edit_page(opened, new_id(), warmed, written("bread"))
    assert find(opened, "apple") == []
    assert find(opened, "bread") == [warmed]


def test_an_erased_page_is_not_found(opened: Opened, warmed: RecordId) -> None:
    erase(opened, warmed)
    assert find(opened, "apple") == []


def test_a_page_taken_back_is_not_found_until_it_is_brought_back(
    opened: Opened, warmed: RecordId
) -> None:
    take_back(opened, warmed)
    assert find(opened, "apple") == []
    bring_back(opened, warmed)
    assert find(opened, "apple") == [warmed]


def test_a_page_changed_while_it_was_taken_back_is_found_by_its_new_words(
    opened: Opened, warmed: RecordId, written: Form
) -> None:
    take_back(opened, warmed)
    edit_page(opened, new_id(), warmed, written("bread"))
    bring_back(opened, warmed)
    assert find(opened, "apple") == []
    assert find(opened, "bread") == [warmed]


def test_a_person_renamed_is_found_by_the_new_name_alone(
    opened: Opened, warmed: RecordId
) -> None:
    (ann,) = opened.journey.people()
    rename_person(opened, ann, "Anna Luise")
    assert find(opened, "luise") == [warmed]
    erase(opened, ann)
    assert find(opened, "luise") == []
    assert find(opened, "apple") == [warmed]


def test_a_person_taken_back_is_not_found_by_name(
    opened: Opened, warmed: RecordId
) -> None:
    (ann,) = opened.journey.people()
    gone = Retraction(id=new_id(), written_at=opened.now(), of=ann)
    opened.keep(gone)
    assert find(opened, "ann") == []
    opened.keep(Retraction(id=new_id(), written_at=opened.now(), of=gone.id))
    assert find(opened, "ann") == [warmed]


# --- marks ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "typed", "marks"),
    [
        ("the lake", "lake", ["lake"]),
        ("Lake, LAKE, lake", "lake", ["Lake", "LAKE", "lake"]),
        ("Zoe\u0308 came", "zoe", ["Zoe\u0308"]),
        ("Zoë came", "zo", ["Zo"]),
        ("die Straße", "strasse", ["Straße"]),
        ("die Straße", "stras", ["Straß"]),
        ("\ufb01sh", "f", ["\ufb01"]),
        ("abcabc", "abca", ["abca"]),
        ("overlapping", "overlap lapping", ["overlap", "ping"]),
        ("the lake", "lake lake", ["lake"]),
        ("nothing", "lake", []),
        ("", "lake", []),
    ],
)
def test_marks_cover_the_letters_that_were_found(
    text: str, typed: str, marks: list[str]
) -> None:
    pieces = marked(text, tuple(folded(typed).split()))
    assert [piece for piece, found in pieces if found] == marks
    assert "".join(piece for piece, _ in pieces) == text


@given(
    st.text(st.sampled_from("aáAbßﬁ \u0301\u0308xç"), max_size=700),
    st.lists(st.text(st.sampled_from("abßfi"), min_size=1, max_size=3), max_size=3),
)
@example("\ufb01\ufb01\ufb01", ["if"])
def test_an_excerpt_is_part_of_the_text_and_its_marks_are_what_was_looked_for(
    text: str, typed: list[str]
) -> None:
    terms = tuple(folded(word) for word in typed)
    pieces = marked(text, terms)
    plain = "".join(piece for piece, _ in pieces if piece != "…")
    assert plain in text
    assert len(plain) <= EXCERPT_LETTERS + max(map(len, text.split(" ")), default=0) + 9
    # Finds that share a letter, as two ligatures can, stand beside each other as one.
    runs = groupby(pieces, key=lambda piece: piece[1])
    marks = ["".join(piece for piece, _ in run) for found, run in runs if found]
    for mark in marks:
        assert any(term in folded(mark) or folded(mark) in term for term in terms)
        assert not unicodedata.combining(mark[0]) or mark == text[: len(mark)]
    if any(term in folded(text) for term in terms):
        assert marks


def test_a_long_text_is_cut_around_the_first_find_at_a_word() -> None:
    text = "word " * 100 + "lake" + " word" * 100
    pieces = marked(text, ("lake",))
    assert pieces[0] == pieces[-1] == ("…", False)
    assert pieces[1][0].startswith("word ")
    assert ("lake", True) in pieces
    assert sum(len(piece) for piece, _ in pieces) <= EXCERPT_LETTERS + 2


def test_a_long_text_without_spaces_is_cut_as_well() -> None:
    text = "x" * 1000 + "lake" + "x" * 1000
    pieces = marked(text, ("lake",))
    assert ("lake", True) in pieces
    assert sum(len(piece) for piece, _ in pieces) <= EXCERPT_LETTERS + 2


def test_a_find_that_reaches_the_very_end_leaves_nothing_out() -> None:
    text = "x" * 230 + " " + "lake" * 4
    first = marked(text, ("x" * 230 + " " + "lake" * 4,))
    assert first == ((text, True),)
