"""Deriving: once for as long as nothing changes, and nothing is left after locking."""

from collections.abc import Callable
from datetime import date

from moorings.companion.choosing import choose
from moorings.companion.deriving import derived
from moorings.companion.harbour import Harbour
from moorings.companion.opened import Opened, new_id
from moorings.companion.taking_back import bring_back, erase, take_back
from moorings.companion.writing import Written, name_person, write_entry
from tests.web.conftest import PASSPHRASE

Page = Callable[..., Written]


class Counting:
    """Counts the pages, and how often it was asked to."""

    def __init__(self, opened: Opened) -> None:
        self.opened, self.asked = opened, 0

    def __call__(self) -> int:
        self.asked += 1
        return self.opened.journey.count()


def test_it_is_worked_out_once_until_anything_changes(
    opened: Opened, written: Page
) -> None:
    counting, record = Counting(opened), new_id()
    changes: tuple[Callable[[], object], ...] = (
        lambda: None,
        lambda: write_entry(opened, record, written("a line")),
        lambda: take_back(opened, record),
        lambda: bring_back(opened, record),
        lambda: choose(opened, {"voice": "plain"}),
        lambda: name_person(opened, "Mira"),
        lambda: erase(opened, record),
    )
    found = []
    for asked, change in enumerate(changes, 1):
        change()
        found += [derived(opened, "pages", counting) for _ in range(3)]
        assert counting.asked == asked
    assert found == [n for n in (0, 1, 0, 1, 1, 1, 0) for _ in range(3)]


def test_another_key_is_another_thing_and_what_is_stale_is_let_go(
    opened: Opened, written: Page
) -> None:
    counting = Counting(opened)
    for day in (1, 2, 1, 2):
        derived(opened, ("pages", date(2026, 3, day)), counting)
    assert (counting.asked, len(opened.derived)) == (2, 2)
    write_entry(opened, new_id(), written("a line"))
    assert derived(opened, ("pages", date(2026, 3, 3)), counting) == 1
    assert len(opened.derived) == 1


def test_what_comes_in_meanwhile_is_worked_out_the_next_time(
    opened: Opened, written: Page
) -> None:
    def and_then_one_more() -> int:
        found = opened.journey.count()
        write_entry(opened, new_id(), written("meanwhile"))
        return found

    assert derived(opened, "pages", and_then_one_more) == 0
    assert derived(opened, "pages", Counting(opened)) == 1


def test_nothing_derived_is_left_once_the_vault_locks(harbour: Harbour) -> None:
    made = harbour.make(PASSPHRASE)
    derived(made.opened, "pages", Counting(made.opened))
    harbour.lock(made.opened)
    assert not made.opened.derived
    # a page that was still being shown must not leave anything behind
    assert derived(made.opened, "pages", Counting(made.opened)) == 0
    assert not made.opened.derived
