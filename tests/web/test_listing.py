from datetime import UTC, date, datetime
from typing import get_args

import pytest

from moorings.companion.opened import Opened, new_id
from moorings.companion.searching import Found
from moorings.journey.draft import Draft
from moorings.journey.page import Page
from moorings.journey.records import Entry, RawNote, RecordId, When, Where
from moorings.web.listing import (
    FIRST_LETTERS,
    beginning,
    draft_line,
    found_line,
    line_of,
    marks_of,
    names_of,
)

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
TODAY = NOW.date()


def entry(
    day: date = TODAY,
    *,
    where: Where = "here",
    replaces: RecordId | None = None,
    people: tuple[RecordId, ...] = (),
    text: str = "words",
) -> Entry:
    return Entry(
        id=new_id(),
        written_at=NOW,
        written_where=where,
        replaces=replaces,
        when=When(day),
        text=text,
        people=people,
    )


def page(newest: Entry | RawNote, *others: Entry) -> Page:
    return Page(newest.id, newest, others)


@pytest.mark.parametrize(
    ("shown", "marks"),
    [
        (page(entry()), ()),
        (page(entry(date(2026, 2, 28))), ("dated back",)),
        (page(entry(date(2027, 1, 1))), ()),
        (page(entry(replaces=new_id())), ("edited",)),
        (page(entry(date(2020, 1, 1), replaces=new_id())), ("edited",)),
        (page(entry(date(2020, 1, 1), where="locked")), ("locked",)),
        (page(entry(date(2020, 1, 1), where="offline")), ("offline",)),
        (page(entry(date(1660, 1, 1), where="import")), ("imported",)),
        (page(entry(replaces=new_id()), entry()), ("conflict", "edited")),
    ],
)
def test_what_is_particular_about_a_page_is_marked(
    shown: Page, marks: tuple[str, ...]
) -> None:
    assert marks_of(shown) == marks


def test_no_way_in_is_without_an_answer() -> None:
    for where in get_args(Where):
        assert isinstance(marks_of(page(entry(where=where))), tuple)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", ""),
        (" a \n\n b ", "a b"),
        ("x" * FIRST_LETTERS, "x" * FIRST_LETTERS),
        ("x" * 500, f"{'x' * FIRST_LETTERS}…"),
        ("word " * 100, f"{('word ' * 36).strip()}…"),
    ],
)
def test_a_list_shows_the_first_words(text: str, shown: str) -> None:
    told = beginning(text)
    assert len(told) <= FIRST_LETTERS + 1
    assert told == shown or told.rstrip("…") in text


def test_who_is_not_known_is_not_named(opened: Opened) -> None:
    assert names_of(opened, page(entry(people=(new_id(),)))) == ()
    note = RawNote(id=new_id(), written_at=NOW, when=When(NOW.date()), raw=b"x")
    assert names_of(opened, page(note)) == ()


def test_what_was_found_without_words_shows_how_it_begins(opened: Opened) -> None:
    shown = found_line(opened, Found(page(entry(text="a walk")), ()))
    assert shown.lines == (("a walk", False),)


def test_a_page_without_words_is_called_a_picture(opened: Opened) -> None:
    assert line_of(opened, page(entry(text=" "))).lines == "A picture"
    assert line_of(opened, page(entry(text="")), with_date=True).date == "1 Mar 2026"


def test_an_unfinished_page_without_words_says_so() -> None:
    assert draft_line(Draft(new_id(), "entry", {}, NOW)).lines == "No words yet"
