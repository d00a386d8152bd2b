from typing import get_args

from moorings.companion.clock import moment
from moorings.companion.opened import Opened, new_id
from moorings.journey.records import Chosen, RecordId, Response
from moorings.web.pages.way.followed import chosen_words, followed_in
from moorings.web.rendering import ENVIRONMENT
from tests.web.conftest import Browser

WAVE = RecordId(32 * "f")
PATH = f"/way/moments/{WAVE}"


def choose(opened: Opened, chosen: Chosen) -> RecordId:
    now, record = opened.now(), new_id()
    opened.keep(
        Response(
            id=record,
            written_at=now,
            activation=WAVE,
            when=moment(now),
            chosen=chosen,
        )
    )
    return record


def test_what_followed_is_added_from_the_page_of_a_moment(
    browser: Browser, notebook: Opened
) -> None:
    response = choose(notebook, "ask")
    fields = {"response": response, "record": new_id(), "text": " They came.\r\n"}
    assert browser.post(f"{PATH}/followed", fields).location == PATH
    found = notebook.journey.activation(WAVE)
    assert found is not None
    [followed] = followed_in(found)
    assert (followed.words, followed.text) == ("asking for one thing", "They came.")


def test_words_can_be_taken_out_again_and_need_a_choice_they_belong_to(
    browser: Browser, notebook: Opened
) -> None:
    response = choose(notebook, "wait")
    for text, stands in ((" ", ""), ("it passed", "it passed"), ("", "")):
        told = {"response": response, "record": new_id(), "text": text}
        assert browser.post(f"{PATH}/followed", told).status == 303
        found = notebook.journey.activation(WAVE)
        assert found is not None
        assert [each.followed for each in found.responses] == [stands]
    lost = browser.post(f"{PATH}/followed", {"response": new_id(), "text": "x"})
    assert lost.status == 404


def test_each_choice_has_words_and_a_form_of_its_own(notebook: Opened) -> None:
    every = get_args(Chosen)
    assert len({chosen_words(chosen) for chosen in every}) == len(every)
    for chosen in every:
        choose(notebook, chosen)
    found = notebook.journey.activation(WAVE)
    assert found is not None
    module = ENVIRONMENT.get_template("parts/followed.html").module
    shown = str(module.followed(PATH, followed_in(found)))  # type: ignore[attr-defined]
    assert shown.count(f'action="{PATH}/followed"') == len(every)
    assert str(module.followed(PATH, ())).strip() == ""  # type: ignore[attr-defined]
