from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

import pytest

from moorings.companion.choosing import choose
from moorings.companion.clock import moment
from moorings.companion.drafting import drop_draft, save_draft
from moorings.companion.harbour import Harbour
from moorings.companion.opened import Condition, Opened, new_id
from moorings.companion.settling import end_activation, note_moment, rate
from moorings.journey.records import Choice, Entry, RecordId, When
from moorings.web.pages.today import BRINGS
from tests.conftest import SetClock
from tests.web.conftest import PASSPHRASE, PORT, Browser

DUE = "Is the recovery code still at hand?"
BRINGS_CARD, VOICE_CARD = "What brings you?", "How shall this notebook speak?"
WAVE, OTHER = RecordId(32 * "f"), RecordId(32 * "d")


@pytest.fixture
def unlock(browser: Browser, harbour: Harbour) -> Callable[[], Opened]:
    def turn() -> Opened:
        assert browser.post("/unlock", {"passphrase": PASSPHRASE}).status == 303
        return harbour.find(browser.cookies[f"moorings-{PORT}"])

    return turn


def keep(opened: Opened, text: str) -> None:
    now = opened.now()
    opened.keep(Entry(id=new_id(), written_at=now, when=When(now.date()), text=text))


def answer_first_questions(opened: Opened) -> None:
    """Have said what brings one here, and in which voice to speak."""
    choose(opened, {"brings": "skipped", "voice": "warm"})


@pytest.fixture
def asked(notebook: Opened) -> Opened:
    answer_first_questions(notebook)
    return notebook


@pytest.mark.usefixtures("notebook")
def test_the_first_evening_is_welcomed(browser: Browser) -> None:
    shown = browser.get("/").text
    assert "Good that you are here." in shown
    assert "Sunday 1 March 2026" in shown


@pytest.mark.usefixtures("asked")
def test_on_an_ordinary_day_the_latest_page_stands_there(
    browser: Browser, write: Callable[..., str]
) -> None:
    page = write("the latest words", new_person="Mira")
    browser.get("/write")
    shown = browser.get("/")
    assert "Here is a quiet place to put it down." in shown.text
    assert "Your latest page" in shown.text
    assert f"/write/{page}" in shown.page.links
    assert "Mira" in shown.text


def test_a_line_is_kept_from_there(browser: Browser, notebook: Opened) -> None:
    form = browser.get("/").page.form("/write")
    fields = {name: value for name, _, value in form.fields}
    assert browser.post(form.action, {**fields, "text": "a line"}).status == 303
    assert notebook.journey.count() == 1


def test_after_a_fortnight_nothing_is_waiting(
    browser: Browser,
    notebook: Opened,
    clock: SetClock,
    unlock: Callable[[], Opened],
) -> None:
    keep(notebook, "before")
    for days, absent in ((14, False), (15, True)):
        clock.set_to(clock.moment.replace(day=1 + days))
        unlock()
        assert ("Nothing is waiting." in browser.get("/").text) is absent


def test_a_page_about_long_ago_is_no_absence(
    browser: Browser, write: Callable[..., str]
) -> None:
    write("long ago", date="1999-01-01")
    assert "Nothing is waiting." not in browser.get("/").text


def test_an_unfinished_page_comes_first(browser: Browser, asked: Opened) -> None:
    keep(asked, "finished")
    draft = new_id()
    save_draft(asked, draft, "entry", {"text": "half a"})
    shown = browser.get("/")
    assert f"/write/draft/{draft}" in shown.page.links
    assert "finished" not in shown.text.replace("unfinished", "")
    drop_draft(asked, draft)
    assert "Your latest page" in browser.get("/").text


def test_the_code_is_asked_for_on_a_later_day_once(
    browser: Browser,
    harbour: Harbour,
    clock: SetClock,
) -> None:
    made = harbour.make(PASSPHRASE)
    browser.cookies[f"moorings-{PORT}"] = made.token
    answer_first_questions(made.opened)
    keep(made.opened, "on the first day")
    assert DUE not in browser.get("/").text
    clock.set_to(clock.moment.replace(day=2))
    assert DUE in browser.get("/").text
    wrong = browser.post("/settings/recovery-check", {"code": "0" * 26})
    assert wrong.status == 403
    assert "0" * 26 in wrong.text
    typed = made.code.lower().replace("-", " ")
    assert browser.post("/settings/recovery-check", {"code": typed}).location == "/"
    shown = browser.get("/").text
    assert "That is the right code." in shown
    assert DUE not in shown


def test_trying_it_out_is_said(browser: Browser, harbour: Harbour) -> None:
    trial = harbour.try_out()
    browser.cookies[f"moorings-{PORT}"] = trial.token
    assert "You are trying this out" in browser.get("/").text
    answer_first_questions(trial.opened)
    shown = browser.get("/")
    assert "Nothing is kept yet" in shown.text
    assert "You are trying this out" in shown.text
    assert "/welcome/keep" in shown.page.links
    assert "/welcome/keep" in browser.get("/settings").page.links


def test_damage_is_told_and_the_rest_is_there(browser: Browser, asked: Opened) -> None:
    keep(asked, "still here")
    asked.condition = Condition(damaged=(2,), unexplained=(3, 4))
    shown = browser.get("/")
    assert "3 records could not be read any more" in shown.text
    assert "/settings/take-out" in shown.page.links
    assert "still here" in shown.text


def test_where_the_file_is_damaged_and_all_was_found_that_is_said(
    browser: Browser, asked: Opened
) -> None:
    asked.condition = Condition(torn=True)
    shown = browser.get("/").text
    assert "Part of the file is damaged" in shown
    assert "Every page that you kept was found" in shown
    assert "This notebook can only be read" in shown
    for worse in (Condition(torn=True, missing_end=True), Condition(missing_end=True)):
        asked.condition = worse
        assert "Every page that you kept was found" not in browser.get("/").text


def test_what_can_only_be_read_says_so_and_keeps_what_was_typed(
    browser: Browser, notebook: Opened
) -> None:
    keep(notebook, "still here")
    [page] = notebook.journey.pages()
    notebook.condition = Condition(missing_end=True)
    assert "This notebook can only be read" in browser.get("/").text
    answer = browser.post("/write", {"text": "typed with care"})
    assert answer.status == 409
    assert "typed with care" in answer.text
    answer = browser.post(f"/write/{page.id}/take-back")
    assert answer.status == 409
    assert "can be read but not written" in answer.text
    assert browser.post("/settings/door", {"door": "x"}).status == 409


def test_days_turn_by_the_clock_on_the_wall(
    browser: Browser, notebook: Opened, clock: SetClock
) -> None:
    del notebook
    clock.set_to(clock.moment.replace(year=2028, month=2, day=29))
    assert "Tuesday 29 February 2028" in browser.get("/").text


# --- the first questions --------------------------------------------------------------


def test_what_brings_you_is_asked_first_then_the_voice_and_neither_again(
    browser: Browser, notebook: Opened
) -> None:
    shown = browser.get("/")
    assert BRINGS_CARD in shown.text
    assert VOICE_CARD not in shown.text
    assert browser.post("/today/brings", {"brings": "looking"}).location == "/"
    shown = browser.get("/")
    assert BRINGS_CARD not in shown.text
    assert VOICE_CARD in shown.text
    assert browser.post("/today/voice", {"voice": "warm", "name": ""}).location == "/"
    shown = browser.get("/")
    assert BRINGS_CARD not in shown.text
    assert VOICE_CARD not in shown.text
    assert notebook.journey.choices == {"brings": "looking", "voice": "warm"}


@pytest.mark.parametrize(
    ("brings", "greeting"),
    [
        ("bad-moment", "Help now stands in the corner, on every page."),
        ("same-again", "it shows its shape over some weeks"),
        ("asked", "You owe nobody an answer here. Two minutes, then decide."),
        ("looking", "Good that you are here."),
        ("skipped", "Good that you are here."),
    ],
)
def test_each_answer_and_none_is_met_with_its_own_sentence(
    browser: Browser, notebook: Opened, brings: str, greeting: str
) -> None:
    assert f'value="{brings}"' in browser.get("/").text
    browser.post("/today/brings", {"brings": brings})
    assert greeting in browser.get("/").text
    assert notebook.journey.choices["brings"] == brings
    assert brings in BRINGS


def test_whoever_wrote_already_is_not_asked_what_brings_them(
    browser: Browser, notebook: Opened
) -> None:
    keep(notebook, "already here")
    shown = browser.get("/").text
    assert BRINGS_CARD not in shown
    assert VOICE_CARD in shown


@pytest.mark.usefixtures("notebook")
@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("/today/brings", {}),
        ("/today/brings", {"brings": "canary"}),
        ("/today/voice", {"voice": "shouting"}),
    ],
)
def test_an_answer_that_was_not_offered_is_not_taken(
    browser: Browser, notebook: Opened, path: str, fields: dict[str, str]
) -> None:
    assert browser.post(path, fields).status == 400
    assert notebook.journey.choices == {}


def test_the_voice_is_this_device_s_and_the_name_stays_sealed(
    browser: Browser, notebook: Opened, harbour: Harbour
) -> None:
    answer_first_questions(notebook)
    browser.post("/today/voice", {"voice": "plain", "name": "  Zoë \n of the  quay "})
    assert notebook.journey.choices["name"] == "Zoë of the quay"
    shown = browser.get("/").text
    assert "<bdi>Zoë of the quay</bdi>" in shown
    assert "You are in. Nothing is expected." in shown
    told = browser.cookies[f"moorings-device-{PORT}"]
    assert "voice=plain" in told
    assert "quay" not in told
    harbour.lock(notebook)
    assert "Zoë" not in browser.get("/").text


def test_only_the_voice_may_be_chosen_and_only_the_name_may_be_said(
    browser: Browser, notebook: Opened
) -> None:
    browser.post("/today/voice", {"voice": "plain"})
    assert notebook.journey.choices == {"voice": "plain"}
    browser.post("/today/voice", {"name": "Zoë"})
    assert notebook.journey.choices == {"voice": "plain", "name": "Zoë"}
    assert "voice=plain" in browser.cookies[f"moorings-device-{PORT}"]


def test_a_long_name_is_cut_and_an_arabic_one_runs_its_own_way(
    browser: Browser, notebook: Opened
) -> None:
    browser.post("/today/voice", {"name": "ليلى"})
    assert "<bdi>ليلى</bdi>" in browser.get("/").text
    browser.post("/today/voice", {"name": 99 * "x"})
    assert notebook.journey.choices["name"] == 60 * "x"


def test_both_voices_are_shown_with_the_one_of_this_device_chosen(
    browser: Browser, notebook: Opened
) -> None:
    choose(notebook, {"brings": "skipped"})
    shown = browser.get("/").text
    assert "That was a lot for one evening. Rest is allowed now." in shown
    assert "A long evening. You can stop here." in shown
    assert 'value="warm" checked' in shown
    browser.cookies[f"moorings-device-{PORT}"] = "voice=plain"
    assert 'value="plain" checked' in browser.get("/").text


# --- after a while --------------------------------------------------------------------


def away(notebook: Opened, clock: SetClock, unlock: Callable[[], Opened]) -> Opened:
    """Come back after fifteen days."""
    del notebook
    clock.set_to(clock.moment + timedelta(days=15))
    return unlock()


def cards(browser: Browser) -> int:
    return sum(tag == "section" for tag, _ in browser.get("/").page.tags)


def test_where_nothing_is_waiting_nothing_stands_there(
    browser: Browser,
    notebook: Opened,
    clock: SetClock,
    unlock: Callable[[], Opened],
) -> None:
    keep(notebook, "before")
    save_draft(notebook, new_id(), "entry", {"text": "left unfinished"})
    assert cards(browser) == 1
    away(notebook, clock, unlock)
    shown = browser.get("/")
    assert "Good to see you. Nothing is waiting." in shown.text
    assert cards(browser) == 0
    assert DUE not in shown.text
    assert "left unfinished" not in shown.text
    assert VOICE_CARD not in shown.text
    assert shown.page.form("/write").texts == ["text"]


def test_whoever_writes_again_finds_an_ordinary_day(
    browser: Browser,
    notebook: Opened,
    clock: SetClock,
    unlock: Callable[[], Opened],
) -> None:
    keep(notebook, "before")
    opened = away(notebook, clock, unlock)
    browser.post("/write", {"text": "about long ago", "date": "1999-01-01"})
    assert opened.journey.count() == 2
    shown = browser.get("/").text
    assert "Nothing is waiting." not in shown
    assert "Here is a quiet place to put it down." in shown


def test_a_page_about_a_day_to_come_makes_nobody_absent(
    browser: Browser,
    asked: Opened,
    clock: SetClock,
    unlock: Callable[[], Opened],
) -> None:
    day = When(date(2027, 1, 1))
    asked.keep(Entry(id=new_id(), written_at=asked.now(), when=day, text="to come"))
    opened = away(asked, clock, unlock)
    keep(opened, "today")
    assert "Nothing is waiting." not in browser.get("/").text


# --- a wave that is open --------------------------------------------------------------


def felt(opened: Opened, intensity: int = 8, wave: RecordId = WAVE) -> None:
    rate(opened, new_id(), wave, intensity, moment(opened.now(), "Europe/Berlin"))


def test_a_wave_of_today_is_asked_about_with_what_was_noted(
    browser: Browser, asked: Opened
) -> None:
    felt(asked)
    felt(asked, 6)
    when = moment(asked.now(), "Europe/Berlin")
    note_moment(asked, new_id(), WAVE, "no answer <b>since</b> noon", when)
    shown = browser.get("/")
    assert "Something rose today. Has calm come back?" in shown.text
    assert "13:00" in shown.text
    assert "last noted: 6 of 10" in shown.text
    assert "no answer &lt;b&gt;since&lt;/b&gt; noon" in shown.text
    assert ("activation", "hidden", WAVE) in shown.page.form("/today/wave").fields
    assert cards(browser) == 1
    assert shown.page.form("/write").texts == ["text"]


@pytest.mark.usefixtures("asked")
def test_a_wave_of_an_earlier_day_is_named_by_its_day_in_both_voices(
    browser: Browser,
    notebook: Opened,
    clock: SetClock,
    unlock: Callable[[], Opened],
) -> None:
    felt(notebook)
    clock.set_to(clock.moment + timedelta(days=2))
    unlock()
    assert "Something rose on Sunday. Has calm come back?" in browser.get("/").text
    browser.cookies[f"moorings-device-{PORT}"] = "voice=plain"
    assert "Noted on Sunday, not closed yet. Calm now?" in browser.get("/").text


def test_a_wave_of_which_only_a_line_was_noted_shows_no_number(
    browser: Browser, asked: Opened
) -> None:
    note_moment(asked, new_id(), WAVE, "a line", moment(asked.now()))
    shown = browser.get("/").text
    assert "Something rose today." in shown
    assert "last noted" not in shown


def test_an_open_wave_comes_before_anything_else(
    browser: Browser, notebook: Opened
) -> None:
    save_draft(notebook, new_id(), "entry", {"text": "half a page"})
    felt(notebook)
    shown = browser.get("/").text
    assert "Something rose today." in shown
    assert BRINGS_CARD not in shown
    assert "half a page" not in shown
    assert cards(browser) == 1


def close(browser: Browser, **said: str) -> int:
    return browser.post("/today/wave", {"activation": WAVE, **said}).status


def test_a_wave_is_closed_now(browser: Browser, asked: Opened) -> None:
    felt(asked)
    assert close(browser, how="calm", zone="Europe/Berlin") == 303
    shown = browser.get("/").text
    assert "Saved." in shown
    assert "Something rose" not in shown
    found = asked.journey.activation(WAVE)
    assert found is not None
    assert found.end is not None
    assert (found.end.how, found.end.activation) == ("calm", WAVE)
    assert found.end.when == When(date(2026, 3, 1), time(13), 3600, "Europe/Berlin")
    assert found.end.written_at == datetime(2026, 3, 1, 12, tzinfo=UTC)


def test_a_wave_is_closed_at_an_earlier_time(
    browser: Browser, asked: Opened, clock: SetClock
) -> None:
    felt(asked)
    clock.set_to(clock.moment + timedelta(hours=3))
    closed = {"date": "2026-03-01", "time": "14:10", "zone": "Europe/Berlin"}
    assert close(browser, how="calm", **closed) == 303
    found = asked.journey.activation(WAVE)
    assert found is not None
    assert found.end is not None
    assert found.end.when == When(date(2026, 3, 1), time(14, 10), 3600, "Europe/Berlin")


def test_the_form_of_a_wave_sent_twice_closes_it_once(
    browser: Browser, asked: Opened
) -> None:
    felt(asked)
    form = browser.get("/").page.form("/today/wave")
    fields = {name: value for name, _, value in form.fields} | {"how": "calm"}
    for _ in range(2):
        assert browser.post(form.action, fields).status == 303
    found = asked.journey.activation(WAVE)
    assert found is not None
    assert len(found.steps) == 2


def test_not_yet_is_asked_once_and_then_only_a_quiet_line_stays(
    browser: Browser, asked: Opened
) -> None:
    keep(asked, "the latest words")
    felt(asked)
    assert "Not yet" in browser.get("/").text
    assert close(browser, how="not-yet") == 303
    shown = browser.get("/")
    assert "Something rose" not in shown.text
    assert "Not yet" not in shown.text
    assert "Your latest page" in shown.text
    assert "Has calm come back since Sunday?" in shown.text
    assert shown.page.form("/today/wave").texts == ["date", "time"]
    assert close(browser, how="calm") == 303
    assert "Has calm come back" not in browser.get("/").text


def test_a_later_wave_is_asked_about_although_an_earlier_one_was(
    browser: Browser, asked: Opened
) -> None:
    felt(asked)
    close(browser, how="not-yet")
    felt(asked, 5, OTHER)
    assert "Something rose today." in browser.get("/").text


def test_let_it_be_ends_the_question_and_is_not_called_calm(
    browser: Browser, asked: Opened
) -> None:
    felt(asked)
    assert close(browser, how="left-open") == 303
    assert "Has calm come back" not in browser.get("/").text
    found = asked.journey.activation(WAVE)
    assert found is not None
    assert found.end is not None
    assert found.end.how == "left-open"


@pytest.mark.parametrize("before", ["", "not-yet"])
@pytest.mark.parametrize(
    "typed",
    [{"date": "2026-02-30"}, {"time": "half past"}, {"date": "<b>", "time": "25:00"}],
)
def test_a_day_no_calendar_has_is_told_and_what_was_typed_stands_there(
    browser: Browser, asked: Opened, before: str, typed: dict[str, str]
) -> None:
    felt(asked)
    if before:
        close(browser, how=before)
    answer = browser.post("/today/wave", {"activation": WAVE, "how": "calm", **typed})
    assert answer.status == 422
    assert "is not a day or time that can be kept" in answer.text
    fields = answer.page.form("/today/wave").fields
    assert {n: v for n, _, v in fields if n in {"date", "time"}} == {
        "date": "",
        "time": "",
        **typed,
    }
    found = asked.journey.activation(WAVE)
    assert found is not None
    assert found.end is None


@pytest.mark.parametrize("activation", [OTHER, "", "x", "../" + WAVE[3:]])
def test_a_wave_that_is_not_there_cannot_be_closed(
    browser: Browser, asked: Opened, activation: str
) -> None:
    felt(asked)
    for how in ("calm", "not-yet", "left-open"):
        fields = {"activation": activation, "how": how}
        assert browser.post("/today/wave", fields).status == 404
    assert "asked-about" not in asked.journey.choices


@pytest.mark.parametrize("how", ["", "fine"])
def test_an_end_that_was_not_offered_is_not_taken(
    browser: Browser, asked: Opened, how: str
) -> None:
    felt(asked)
    assert close(browser, how=how) == 400


@pytest.mark.usefixtures("asked")
def test_after_three_days_an_open_wave_rests(
    browser: Browser,
    notebook: Opened,
    clock: SetClock,
    unlock: Callable[[], Opened],
) -> None:
    keep(notebook, "words")
    felt(notebook)
    close(browser, how="not-yet")
    clock.set_to(clock.moment + timedelta(days=3))
    unlock()
    shown = browser.get("/").text
    assert "Has calm come back" not in shown
    assert "Your latest page" in shown or DUE in shown


def test_a_wave_that_was_closed_elsewhere_meanwhile_asks_nothing(
    browser: Browser, asked: Opened
) -> None:
    felt(asked)
    end_activation(asked, new_id(), WAVE, "calm", moment(asked.now()))
    assert "Something rose" not in browser.get("/").text


def test_in_a_trial_a_wave_is_asked_about_as_well(
    browser: Browser, harbour: Harbour
) -> None:
    trial = harbour.try_out()
    browser.cookies[f"moorings-{PORT}"] = trial.token
    felt(trial.opened)
    assert "Something rose today." in browser.get("/").text
    assert close(browser, how="calm") == 303
    assert "Something rose" not in browser.get("/").text


def test_where_nothing_can_be_written_nothing_is_asked(
    browser: Browser, notebook: Opened
) -> None:
    keep(notebook, "still here")
    felt(notebook)
    notebook.condition = Condition(missing_end=True)
    shown = browser.get("/").text
    assert "Something rose" not in shown
    assert VOICE_CARD not in shown
    assert close(browser, how="calm") == 409
    assert close(browser, how="not-yet") == 409


def test_the_choices_of_today_are_records_of_the_vault(
    browser: Browser, notebook: Opened
) -> None:
    browser.post("/today/brings", {"brings": "skipped"})
    browser.post("/today/brings", {"brings": "skipped"})
    [kept] = notebook.journey.records()
    assert isinstance(kept, Choice)
    assert (kept.setting, kept.value) == ("brings", "skipped")


def test_what_was_closed_is_named_so_that_the_browser_begins_anew(
    browser: Browser, notebook: Opened, clock: SetClock
) -> None:
    open_one, closed = new_id(), new_id()
    when = When(notebook.now().date())
    for activation in (closed, open_one):
        rate(notebook, new_id(), activation, 6, when)
    assert "data-ended" not in browser.get("/").text
    end_activation(notebook, new_id(), closed, "calm", when)
    shown = browser.get("/").text
    assert f'data-ended="{closed}"' in shown
    clock.go_on(4 * 86_400)
    assert browser.post("/unlock", {"passphrase": PASSPHRASE}).status == 303
    assert "data-ended" not in browser.get("/").text


def test_after_a_bad_moment_help_is_offered_before_any_setting(
    browser: Browser, notebook: Opened
) -> None:
    browser.post("/today/brings", {"brings": "bad-moment"})
    shown = browser.get("/")
    assert VOICE_CARD not in shown.text
    assert "If it is still there" in shown.text
    assert shown.page.links.count("/now") == 2
    keep(notebook, "a line")
    assert VOICE_CARD in browser.get("/").text
