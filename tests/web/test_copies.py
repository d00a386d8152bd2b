"""What is offered to be shared: nothing that somebody asked not to be sent."""

from datetime import date

from moorings.companion.mending import Happened, Taken, begin_thread, end_thread
from moorings.companion.mending import take_step as take
from moorings.companion.opened import Opened, new_id
from moorings.companion.rebuilding import Answered, answer
from moorings.companion.stating import Stated, keep_statement, leave_unsent, statements
from moorings.companion.together import keep_check, say_age
from moorings.companion.writing import name_person
from moorings.journey.records import RecordId, When
from moorings.library.statement import Parts
from moorings.web.copies import copies

DAY = When(date(2026, 5, 4))


def known(opened: Opened) -> RecordId:
    """Name somebody, and answer what is asked ahead of it."""
    person = name_person(opened, "Ida")
    say_age(opened, under_18=False)
    keep_check(opened, new_id(), "clear")
    return person


def test_what_they_asked_not_to_be_written_is_not_offered(notebook: Opened) -> None:
    ida = known(notebook)
    for feeling in ("sad", "glad"):
        keep_statement(notebook, new_id(), Stated(Parts(feeling=feeling), ida), DAY)
    sad = next(each for each in statements(notebook) if each.feeling == "sad")
    leave_unsent(notebook, sad.id)
    assert [each.text for each in copies(notebook, ida)] == ["I feel glad."]


def test_a_plan_is_not_offered_once_they_asked_not_to_be_written_to(
    notebook: Opened,
) -> None:
    ida, thread = known(notebook), new_id()
    begin_thread(notebook, thread, Happened("repair", "me", "The ferry.", ida), DAY)
    take(notebook, new_id(), thread, Taken("plan", "Before I shout."), DAY)
    assert [each.text for each in copies(notebook, ida)] == ["Before I shout."]
    end_thread(notebook, new_id(), thread, "no-contact", DAY)
    assert copies(notebook, ida) == ()


def test_what_somebody_needs_to_see_is_not_offered_as_a_plan_of_their_own(
    notebook: Opened,
) -> None:
    ida, thread = known(notebook), new_id()
    begin_thread(notebook, thread, Happened("rebuild", "them", "The key.", ida), DAY)
    answer(notebook, new_id(), thread, Answered("need", "A word before ten."), DAY)
    assert copies(notebook, ida) == ()


def test_words_for_which_people_come_first_are_not_offered(notebook: Opened) -> None:
    ida = known(notebook)
    parts = Parts(feeling="so low that I want to kill myself tonight")
    keep_statement(notebook, new_id(), Stated(parts, ida), DAY)
    assert copies(notebook, ida) == ()
