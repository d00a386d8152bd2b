from typing import TYPE_CHECKING

import pytest

from moorings.companion.drafting import (
    IN_PLACE,
    draft_message,
    draft_of,
    drafts,
    drop_draft,
    read_draft,
    save_draft,
    unfinished_pages,
    words_of,
)
from moorings.companion.opened import Opened, new_id
from moorings.journey.draft import Draft

if TYPE_CHECKING:
    from tests.conftest import SetClock

ALL_OF_IT = ("Again", "I ring.", "hide")


def test_a_draft_is_kept_as_it_was_typed_and_saved_over(
    opened: Opened, clock: "SetClock"
) -> None:
    record = new_id()
    for text in ("wor", "words"):
        clock.go_on(5)
        save_draft(opened, record, "entry", {"text": text})
    assert draft_of(opened, record) == Draft(
        record, "entry", {"text": "words"}, clock.now()
    )
    assert list(opened.journey.records()) == []


def test_drafts_come_with_the_latest_first(opened: Opened, clock: "SetClock") -> None:
    one, two = new_id(), new_id()
    for record in (one, two, one):
        clock.go_on(5)
        save_draft(opened, record, "entry", {"text": "words"})
    assert [draft.id for draft in drafts(opened)] == [one, two]


def test_only_what_is_written_as_a_page_is_an_unfinished_page(
    opened: Opened, clock: "SetClock"
) -> None:
    kept = {}
    forms = ("entry", "sitting", "unsent", "questionnaire", "edit", IN_PLACE, "plan")
    for form in forms:
        clock.go_on(5)
        kept[form] = new_id()
        save_draft(opened, kept[form], form, {"text": "words"})
    pages = [draft.id for draft in unfinished_pages(opened)]
    assert pages == [kept[form] for form in (IN_PLACE, "edit", "unsent", "entry")]
    assert len(drafts(opened)) == len(forms)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, ()),
        ({"place": "/practise/kit/new", "sense": "touch"}, ()),
        ({"text": " a stone \n", "new_person": "Sam"}, ("a stone", "Sam")),
        ({"does": "I ring.", "title": "Again", "own-urge": "hide"}, ALL_OF_IT),
    ],
)
def test_what_was_typed_in_words_is_told_apart_from_what_was_chosen(
    opened: Opened, fields: dict[str, str], words: tuple[str, ...]
) -> None:
    draft = Draft(new_id(), IN_PLACE, fields, opened.now())
    assert words_of(draft) == words


def test_a_dropped_draft_is_gone(opened: Opened) -> None:
    record = new_id()
    save_draft(opened, record, "entry", {"text": "words"})
    drop_draft(opened, record)
    assert draft_of(opened, record) is None
    assert drafts(opened) == ()


def test_a_draft_that_does_not_open_hides_none_of_the_others(opened: Opened) -> None:
    record = new_id()
    save_draft(opened, record, "entry", {"text": "words"})
    sealed = opened.unlocked.keyring.seal_item(b"drafts", b"\x01" * 16, b"no draft")
    with opened.log.writing(opened.owner) as writing:
        writing.put("drafts", b"\x01" * 16, sealed)
        writing.put("drafts", b"\x02" * 16, b"damaged")
    assert [draft.id for draft in drafts(opened)] == [record]


@pytest.mark.parametrize(
    "message",
    [
        b"",
        b"{}",
        b"[" * 100_000,
        b'{"draft":{"id":"1","form":"","fields":{},"saved_at":"2026-03-01T12:00:00Z"}}',
        b'{"draft":{"id":"%s","form":"","fields":{},"saved_at":"2026-03-01T12:00:00"}}'
        % (b"1" * 32),
    ],
    ids=["nothing", "no draft", "deep", "no id", "no time zone"],
)
def test_what_is_no_draft_is_read_as_none(message: bytes) -> None:
    assert read_draft(message) is None


def test_a_draft_read_back_is_the_draft_that_was_written(clock: "SetClock") -> None:
    draft = Draft(new_id(), "entry", {"text": "words"}, clock.now())
    assert read_draft(draft_message(draft)) == draft
