"""Ladders: made in small steps, tried with a guess first, told, rested, erased."""

import re
from datetime import timedelta

import pytest

from moorings.companion.believing import begin_own
from moorings.companion.climbing import (
    After,
    Before,
    Wanted,
    add_rung,
    begin_ladder,
    set_out,
    tell_what_came,
)
from moorings.companion.clock import moment
from moorings.companion.drafting import drafts
from moorings.companion.forecasting import closed_forecasts, open_forecasts
from moorings.companion.guarding import lift_flag, raise_flag
from moorings.companion.ladders import ladder_of, ladders, rung_of, try_of
from moorings.companion.opened import Opened, new_id
from moorings.companion.taking_back import erase as erase_record
from moorings.companion.writing import name_person
from moorings.journey.records import Direction, Happened, RecordId, RungTry
from tests.conftest import SetClock
from tests.web.conftest import PASSPHRASE, PORT, Answer, Browser

HERE = "/practise/ladders"
DEVICE = f"moorings-device-{PORT}"


@pytest.fixture
def ladder(notebook: Opened) -> RecordId:
    record = new_id()
    sam = name_person(notebook, "Sam")
    begin_ladder(notebook, record, Wanted("closeness", "Stay a whole evening", sam))
    return record


def rung_on(notebook: Opened, ladder: RecordId, text: str, hard: int) -> RecordId:
    record = new_id()
    add_rung(notebook, record, ladder, text, hard)
    return record


@pytest.fixture
def rung(notebook: Opened, ladder: RecordId) -> RecordId:
    return rung_on(notebook, ladder, "Five minutes more", 40)


@pytest.fixture
def tried(notebook: Opened, rung: RecordId) -> RecordId:
    return sets_out(notebook, rung)


def sets_out(notebook: Opened, rung: RecordId) -> RecordId:
    record, told = new_id(), Before("He sighs & leaves", 70, without="phone in hand")
    set_out(notebook, record, rung, told, moment(notebook.now()))
    return record


def tells(notebook: Opened, rung: RecordId, *came: Happened) -> None:
    for each in came:
        record, told = sets_out(notebook, rung), After("It went on.", each)
        tell_what_came(notebook, new_id(), record, told, moment(notebook.now()))


def words(answer: Answer) -> str:
    return " ".join(answer.page.words.split())


def sends(browser: Browser, page: str, action: str, **typed: str) -> Answer:
    """Fill in a form of a page, and send it."""
    form = browser.get(page).page.form(action)
    chosen = {name: value for name, kind, value in form.fields if kind != "radio"}
    return browser.post(action, {**chosen, **typed})


# --- making one -------------------------------------------------------------------


def test_an_empty_room_offers_to_make_one_and_says_when_to_leave_it(
    browser: Browser, notebook: Opened
) -> None:
    assert ladders(notebook) == ()
    shown = browser.get(HERE)
    assert f"{HERE}/new" in shown.page.links
    assert "safety is not for waiting: ask, or call" in words(shown)
    assert "no trial of it on closeness" in words(shown)


def test_a_ladder_is_made_with_somebody_who_is_named_just_now(
    browser: Browser, notebook: Opened
) -> None:
    path = f"{HERE}/new"
    typed = {"text": "Wait until eight", "direction": "uncertainty"}
    answer = sends(browser, path, path, **typed, new_person="Lea")
    [found] = ladders(notebook)
    assert answer.location == f"{HERE}/{found.id}"
    shown = words(browser.get(answer.location))
    assert "Wait until eight" in shown
    assert "Bearing not knowing · Lea" in shown
    assert "Kept." in shown


def test_what_is_missing_is_said_at_its_place_and_what_was_typed_stays(
    browser: Browser, notebook: Opened
) -> None:
    path = f"{HERE}/new"
    again = sends(browser, path, path, text="Wait", new_person="Lea")
    assert again.status == 422
    assert "Choose one of the three." in words(again)
    form = {name: value for name, _, value in again.page.form(path).fields}
    assert form["text"].strip() == "Wait"
    assert form["new_person"] == "Lea"
    again = sends(browser, path, path, direction="asking")
    assert "Write what you want" in words(again)
    assert re.search('value="asking" checked', again.text)
    assert ladders(notebook) == ()


def test_a_ladder_is_changed_and_its_rungs_stay(
    browser: Browser, notebook: Opened, ladder: RecordId, rung: RecordId
) -> None:
    path = f"{HERE}/{ladder}/change"
    assert "Stay a whole evening" in browser.get(path).page.form(path).fields[2][2]
    again = sends(browser, path, path, text="", direction="closeness")
    assert again.status == 422
    typed = {"text": "Stay till ten", "direction": "closeness"}
    assert sends(browser, path, path, **typed).location == f"{HERE}/{ladder}"
    found = ladder_of(notebook, ladder)
    assert found.ladder.wants == "Stay till ten"
    assert [each.id for each in found.rungs] == [rung]


def test_a_form_that_is_sent_twice_makes_one(
    browser: Browser, notebook: Opened
) -> None:
    fields = {"record": new_id(), "text": "Ask", "direction": "asking"}
    places = {browser.post(f"{HERE}/new", fields).location for _ in range(2)}
    assert len(places) == len(ladders(notebook)) == 1


# --- its rungs --------------------------------------------------------------------


def test_a_rung_is_added_from_an_idea_that_is_made_ones_own(
    browser: Browser, notebook: Opened, ladder: RecordId
) -> None:
    path = f"{HERE}/{ladder}"
    linked = next(p for p in browser.get(path).page.links if "idea=one-more" in p)
    shown = browser.get(linked.partition("#")[0])
    [text] = [v for name, _, v in shown.page.form(path).fields if name == "text"]
    assert text.strip().startswith("When a friend asks how I am")
    assert sends(browser, path, path, text="One more", hard="40").location == path
    [found] = ladder_of(notebook, ladder).rungs
    assert (found.rung.text, found.rung.hard) == ("One more", 40)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"text": "One more", "hard": ""}, "Choose how hard it looks."),
        ({"text": "One more", "hard": "400"}, "Choose how hard it looks."),
        ({"text": " ", "hard": "40"}, "Write the rung, in a few words."),
    ],
)
def test_a_rung_that_says_too_little_is_asked_for_again(
    browser: Browser,
    notebook: Opened,
    ladder: RecordId,
    typed: dict[str, str],
    said: str,
) -> None:
    again = sends(browser, f"{HERE}/{ladder}", f"{HERE}/{ladder}", **typed)
    assert again.status == 422
    assert said in words(again)
    assert ladder_of(notebook, ladder).rungs == ()
    if typed["hard"] == "40":
        assert 'value="40" checked' in again.text
    else:
        assert "One more" in again.text


def test_three_rungs_are_drawn_with_a_sentence_and_a_table_and_two_are_not(
    browser: Browser, notebook: Opened, ladder: RecordId, rung: RecordId
) -> None:
    sets_out(notebook, rung)
    rung_on(notebook, ladder, "Until the film ends", 70)
    shown = browser.get(f"{HERE}/{ladder}")
    assert '<svg class="ladder"' not in shown.text
    assert "2 rungs, from 40 to 70." in words(shown)
    assert "As a table" in words(shown)
    rung_on(notebook, ladder, "Tea <first>", 20)
    shown = browser.get(f"{HERE}/{ladder}")
    [sentence] = re.findall("<figcaption>(.+?)</figcaption>", shown.text)
    assert sentence == "3 rungs, from 20 to 70. Tried so far: 1 of 3."
    assert "Tea &lt;first&gt;" in shown.text
    assert "being tried" in words(shown)
    assert "Between 40 and 70 there is room for a rung." in words(shown)


def drawn_on(shown: Answer) -> list[int]:
    """Give how hard the rungs are that the picture shows, the hardest first."""
    [picture] = re.findall('<svg class="ladder".+?</svg>', shown.text)
    return [int(each) for each in re.findall(r">rung (\d+)<", picture)]


@pytest.mark.parametrize(
    ("tried", "easiest"), [((), 0), ((30,), 22), ((30, 12), 4), ((39,), 24), ((1,), 0)]
)
def test_of_very_many_rungs_sixteen_are_drawn_round_the_one_tried_last(
    browser: Browser,
    notebook: Opened,
    clock: SetClock,
    ladder: RecordId,
    *,
    tried: tuple[int, ...],
    easiest: int,
) -> None:
    rungs = [rung_on(notebook, ladder, f"rung {n}", n) for n in range(40)]
    for each in tried:
        clock.go_on(60)
        sets_out(notebook, rungs[each])
    shown = browser.get(f"{HERE}/{ladder}")
    assert drawn_on(shown) == list(range(easiest + 15, easiest - 1, -1))
    [sentence] = re.findall("<figcaption>(.+?)</figcaption>", shown.text)
    which = "those round the rung that was tried last" if tried else "the easiest"
    assert sentence.endswith(f"The picture shows 16 of 40: {which}.")
    table = shown.text.split("As a table")[1].split("</table>")[0]
    assert table.count("<tr>") == 41


def test_far_too_many_rungs_are_folded(
    browser: Browser, notebook: Opened, ladder: RecordId
) -> None:
    for number in range(40):
        rung_on(notebook, ladder, f"rung {number}", number)
    _, listed = browser.get(f"{HERE}/{ladder}").text.split("Rungs, the easiest first")
    assert listed.index("rung 15") < listed.index("The harder ones")
    assert listed.index("rung 16") > listed.index("The harder ones")


def test_who_is_under_eighteen_finds_no_idea_about_a_partner(
    browser: Browser, ladder: RecordId
) -> None:
    assert "“I missed you today”" in words(browser.get(f"{HERE}/{ladder}"))
    browser.post("/way/start/age", {"under-18": "yes"})
    shown = words(browser.get(f"{HERE}/{ladder}"))
    assert "“I missed you today”" not in shown
    assert "Drink one cup of tea in the kitchen" in shown


# --- what may come next -----------------------------------------------------------


def test_where_to_begin_is_said_with_the_way_there(
    browser: Browser, notebook: Opened, ladder: RecordId, rung: RecordId
) -> None:
    rung_on(notebook, ladder, "Tea", 10)
    shown = browser.get(f"{HERE}/{ladder}")
    assert "You could begin with “Five minutes more”." in words(shown)
    assert f"{HERE}/rung/{rung}" in shown.page.links


def test_two_or_three_a_week_are_plenty_and_nothing_is_locked(
    browser: Browser, notebook: Opened, ladder: RecordId, rung: RecordId
) -> None:
    tells(notebook, rung, "not", "not")
    said = words(browser.get(f"{HERE}/{ladder}"))
    assert "“Five minutes more” once more, with something changed" in said
    tells(notebook, rung, "not")
    for path in (f"{HERE}/{ladder}", HERE):
        said = words(browser.get(path))
        assert "3 tries in the last seven days. Two or three a week" in said
        assert "once more" not in said
    assert "Try it" in words(browser.get(f"{HERE}/rung/{rung}"))
    path = f"{HERE}/rung/{rung}/try"
    kept = sends(browser, path, path, text="He sighs", likelihood="50")
    assert kept.status == 303


def test_at_night_nothing_is_suggested_and_everything_is_there(
    browser: Browser, ladder: RecordId, rung: RecordId, clock: SetClock
) -> None:
    clock.set_to(clock.now() + timedelta(hours=10.5))
    shown = browser.get(f"{HERE}/{ladder}")
    assert "You could begin" not in words(shown)
    assert "Ideas" not in words(shown)
    assert f"{HERE}/rung/{rung}" in shown.page.links


# --- trying -----------------------------------------------------------------------


def test_a_try_is_said_beforehand_and_stands_open(
    browser: Browser, notebook: Opened, rung: RecordId
) -> None:
    path = f"{HERE}/rung/{rung}/try"
    assert "You both want it, and you both may stop." in words(browser.get(path))
    typed = {"text": "He sighs", "likelihood": "70", "bad": "6", "minutes": "10"}
    kept = sends(browser, path, path, **typed, know="He says so", without="phone")
    [feared] = open_forecasts(notebook)
    assert (feared.text, feared.likelihood) == ("He sighs", 70)
    shown = words(browser.get(kept.location))
    for said in ("He sighs", "70 %", "6 of 10", "10 minutes", "He says so", "phone"):
        assert said in shown
    for path in (HERE, f"{HERE}/{rung_of(notebook, rung)[0].id}"):
        found = browser.get(path)
        assert kept.location in found.page.links
        assert "When you are back, tell what happened." in words(found)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"text": "", "likelihood": "70"}, "Write what you fear"),
        ({"text": "He sighs", "likelihood": ""}, "Choose how likely it seems."),
        ({"text": "He sighs", "likelihood": "70", "minutes": "ten"}, "Write 10, or"),
        ({"text": "He sighs", "likelihood": "70", "minutes": "1441"}, "Write 10, or"),
    ],
)
def test_a_try_that_says_too_little_is_asked_for_again(
    browser: Browser, notebook: Opened, rung: RecordId, typed: dict[str, str], said: str
) -> None:
    path = f"{HERE}/rung/{rung}/try"
    again = sends(browser, path, path, **typed, without="phone in hand")
    assert again.status == 422
    assert said in words(again)
    form = {n: v.strip() for n, k, v in again.page.form(path).fields if k != "radio"}
    assert form["without"] == "phone in hand"
    assert form["text"] == typed["text"]
    assert form["minutes"] == typed.get("minutes", "")
    assert ('value="70" checked' in again.text) == bool(typed["likelihood"])
    assert open_forecasts(notebook) == ()


def test_what_was_said_is_changed_while_it_is_open(
    browser: Browser, notebook: Opened, tried: RecordId
) -> None:
    path = f"{HERE}/try/{tried}/change"
    assert "He sighs &amp; leaves" in browser.get(path).text
    assert sends(browser, path, path, text="", likelihood="20").status == 422
    typed = {"text": "He is late", "likelihood": "20"}
    assert sends(browser, path, path, **typed).location == f"{HERE}/try/{tried}"
    [feared] = open_forecasts(notebook)
    assert (feared.text, feared.likelihood) == ("He is late", 20)


def test_a_try_is_let_go_without_a_word_and_taken_up_again(
    browser: Browser, notebook: Opened, ladder: RecordId, tried: RecordId
) -> None:
    path = f"{HERE}/try/{tried}"
    assert browser.post(f"{path}/let-go").location == f"{HERE}/{ladder}"
    shown = browser.get(f"{HERE}/{ladder}")
    assert "Let go." in words(shown)
    assert open_forecasts(notebook) == ()
    assert browser.get(path).status == 404
    undo = next(f.action for f in shown.page.forms if f.action.endswith("/take-up"))
    assert browser.post(undo).location == path
    assert len(open_forecasts(notebook)) == 1


# --- telling ----------------------------------------------------------------------


def test_what_happened_closes_it_and_is_shown_beside_the_guess(
    browser: Browser, notebook: Opened, tried: RecordId
) -> None:
    path = f"{HERE}/try/{tried}/tell"
    assert "He sighs & leaves" in words(browser.get(path))
    typed = {"came": "not", "surprise": "8", "bore": "yes", "likelihood": "40"}
    kept = sends(browser, path, path, **typed, text="He nodded", learned="He nods")
    [closed] = closed_forecasts(notebook)
    assert closed.outcome.happened == "not"
    shown = words(browser.get(kept.location))
    assert "It seemed 70 % likely, and it did not come true." in shown
    for said in ("He nodded", "8 of 10", "40 %", "He nods", "A surprise is worth"):
        assert said in shown
    form = browser.get(path)
    assert 'value="not" checked' in form.text
    sends(browser, path, path, text="He nodded, later")
    assert closed_forecasts(notebook) == ()
    assert "What came of it is open." in words(browser.get(kept.location))


def test_a_try_that_went_badly_is_met_without_blame_in_both_voices(
    browser: Browser, tried: RecordId
) -> None:
    path = f"{HERE}/try/{tried}"
    sends(browser, f"{path}/tell", f"{path}/tell", came="happened", bore="no")
    warm = words(browser.get(path))
    assert "To try was no mistake" in warm
    assert "A smaller rung, or none for a while." in warm
    browser.cookies[DEVICE] = "voice=plain"
    plain = words(browser.get(path))
    assert "The try was not the fault." in plain
    assert "To try was no mistake" not in plain
    for word in ("well done", "you failed", "should have", "!"):
        assert word not in f"{warm} {plain}".lower()


def test_a_telling_without_a_word_is_asked_for_again(
    browser: Browser, notebook: Opened, tried: RecordId
) -> None:
    path = f"{HERE}/try/{tried}/tell"
    again = sends(browser, path, path)
    assert again.status == 422
    assert "There are no words here yet." in words(again)
    assert try_of(notebook, tried)[2].open


def test_forecasts_are_counted_out_from_three_on_and_with_their_number(
    browser: Browser, notebook: Opened, ladder: RecordId, rung: RecordId
) -> None:
    path = f"{HERE}/{ladder}"
    assert "What came of what you feared" not in words(browser.get(path))
    tells(notebook, rung, "not", "happened", "unknown")
    sets_out(notebook, rung)
    said = words(browser.get(path))
    assert "2 forecasts were closed. Too early to tell." in said
    tells(notebook, rung, "not", "not", "not", "not", "not", "not", "happened")
    said = words(browser.get(path))
    assert "Of 9 forecasts 2 came true." in said
    assert "/way/forecasts" in browser.get(path).page.links


def test_words_of_danger_bring_people_on_the_next_page(
    browser: Browser, tried: RecordId
) -> None:
    path = f"{HERE}/try/{tried}"
    kept = sends(
        browser, f"{path}/tell", f"{path}/tell", learned="I want to kill myself."
    )
    assert 'data-heard="crisis"' in browser.get(kept.location).text
    assert 'data-heard="crisis"' not in browser.get(kept.location).text


def test_words_that_reach_a_locked_notebook_are_there_after_unlocking(
    browser: Browser, notebook: Opened, rung: RecordId
) -> None:
    path = f"{HERE}/rung/{rung}/try"
    form = {"record": new_id(), "text": "Quince", "likelihood": "50", "know": "Jam"}
    browser.post("/lock")
    del notebook
    answer = browser.post(path, form)
    assert "sealed at once" in words(answer)
    assert browser.post("/unlock", {"passphrase": PASSPHRASE, "to": "/"}).status == 303
    drafted = browser.get("/write/draft")
    assert "Quince" in words(drafted)


# --- rest -------------------------------------------------------------------------


def all_pages(notebook: Opened, tried: RecordId) -> list[str]:
    ladder, rung, _ = try_of(notebook, tried)
    one = [f"{HERE}/{ladder.id}", f"{HERE}/rung/{rung.id}", f"{HERE}/try/{tried}"]
    return [HERE, *one, f"{HERE}/new", f"{HERE}/rung/{rung.id}/try"]


def test_everything_rests_alike_and_says_no_reason(
    browser: Browser, notebook: Opened, tried: RecordId
) -> None:
    raise_flag(notebook, next(iter(notebook.journey.people())))
    first_words = set()
    for path in all_pages(notebook, tried):
        shown = browser.get(path)
        said = words(shown)
        assert "This rests today." in said, path
        assert {"/practise", "/crisis"} <= set(shown.page.links), path
        for word in ("flag", "danger", "begin", "could", "because", "plenty"):
            assert word not in said.lower(), (path, word)
        first_words.add(
            said[said.index("This rests") :].split("What you wrote")[0][:40]
        )
    assert len(first_words) == 1


def test_what_was_written_can_be_read_told_let_go_and_erased_while_it_rests(
    browser: Browser, notebook: Opened, ladder: RecordId, tried: RecordId
) -> None:
    raise_flag(notebook)
    assert f"{HERE}/{ladder}" in browser.get(HERE).page.links
    shown = browser.get(f"{HERE}/try/{tried}")
    fold = shown.text[: shown.text.index("He sighs &amp; leaves")]
    assert "<details" in fold[fold.index("This rests today.") :]
    telling = browser.get(f"{HERE}/try/{tried}/tell")
    assert "change next time" not in words(telling)
    path = f"{HERE}/try/{tried}/tell"
    assert sends(browser, path, path, text="She left.").status == 303
    assert "She left." in words(browser.get(f"{HERE}/try/{tried}"))
    assert browser.post(f"{HERE}/{ladder}/erase").location == HERE
    assert ladders(notebook) == ()


def test_no_try_begins_while_it_rests_and_its_words_are_kept_aside(
    browser: Browser, notebook: Opened, rung: RecordId
) -> None:
    raise_flag(notebook)
    fields = {"record": new_id(), "text": "Quince", "likelihood": "50"}
    path = f"{HERE}/rung/{rung}"
    assert browser.post(f"{path}/try", fields).location == path
    assert not list(notebook.journey.standing(RungTry))
    [draft] = drafts(notebook)
    assert draft.fields["text"] == "Quince"
    lift_flag(notebook)
    assert "Try it" in words(browser.get(path))


# --- changing and erasing ---------------------------------------------------------


def test_a_rung_is_changed_and_erased_with_its_tries(
    browser: Browser, notebook: Opened, ladder: RecordId, tried: RecordId
) -> None:
    _, rung, _ = try_of(notebook, tried)
    path = f"{HERE}/rung/{rung.id}"
    again = sends(browser, path, f"{path}/change", text="", hard="50")
    assert again.status == 422
    assert 'value="50" checked' in again.text
    kept = sends(browser, path, f"{path}/change", text="Six minutes", hard="50")
    assert kept.location == path
    assert "Six minutes" in words(browser.get(path))
    assert "being tried" in words(browser.get(path))
    assert browser.post(f"{path}/erase").location == f"{HERE}/{ladder}"
    assert browser.get(f"{HERE}/try/{tried}").status == 404
    assert open_forecasts(notebook) == ()


def test_a_try_is_erased(browser: Browser, notebook: Opened, tried: RecordId) -> None:
    _, rung, found = try_of(notebook, tried)
    path = f"{HERE}/try/{tried}"
    assert "cannot be brought back" in words(browser.get(path))
    assert browser.post(f"{path}/erase").location == f"{HERE}/rung/{rung.id}"
    assert found.forecast
    assert notebook.journey.record(found.forecast.id) is None


def test_a_try_whose_forecast_is_gone_is_still_there(
    browser: Browser, notebook: Opened, tried: RecordId
) -> None:
    _, rung, found = try_of(notebook, tried)
    assert found.forecast
    erase_record(notebook, found.forecast.id)
    for path in all_pages(notebook, tried):
        assert browser.get(path).status == 200
    path = f"{HERE}/try/{tried}/tell"
    assert sends(browser, path, path, text="It went on.", came="not").status == 303
    assert "It went on." in words(browser.get(f"{HERE}/try/{tried}"))
    assert "A try" in words(browser.get(f"{HERE}/rung/{rung.id}"))


def test_what_is_not_there_is_not_found(
    browser: Browser, ladder: RecordId, rung: RecordId
) -> None:
    for name in (new_id(), "x"):
        for path in (f"{HERE}/{name}", f"{HERE}/rung/{name}", f"{HERE}/try/{name}"):
            assert browser.get(path).status == 404
            assert browser.post(f"{path}/erase").status == 404
    assert browser.get(f"{HERE}/rung/{ladder}").status == 404
    assert browser.get(f"{HERE}/try/{rung}").status == 404
    assert browser.get(f"{HERE}/{rung}").status == 404


# --- testing a belief -------------------------------------------------------------


@pytest.mark.parametrize("name", ["for", "belief"])
def test_a_belief_goes_along_to_the_try_that_tests_it(
    browser: Browser, notebook: Opened, ladder: RecordId, rung: RecordId, name: str
) -> None:
    belief = begin_own(notebook, new_id(), "nobody stays")
    here = f"{HERE}?{name}={belief}"
    shown = browser.get(here)
    assert "nobody stays" in words(shown)
    assert f"{HERE}/new?for={belief}" in shown.page.links
    assert "nobody stays" in words(browser.get(f"{HERE}/new?{name}={belief}"))
    on = next(p for p in shown.page.links if p.startswith(f"{HERE}/{ladder}"))
    kept = sends(browser, on, on, text="Tea", hard="20")
    assert kept.location == on
    on = next(p for p in browser.get(on).page.links if f"/rung/{rung}" in p)
    on = next(
        p for p in browser.get(on).page.links if p.partition("?")[0].endswith("/try")
    )
    assert "nobody stays" in words(browser.get(on))
    assert "nobody stays" not in words(browser.get(f"{HERE}?{name}=nothing"))
    raise_flag(notebook)
    assert "nobody stays" not in words(browser.get(here))


@pytest.mark.parametrize(
    ("direction", "said"),
    [
        ("closeness", "You both want it"),
        ("uncertainty", "not for waiting: ask, or call"),
        ("asking", "free to say no"),
    ],
)
def test_what_is_to_be_known_is_said_before_a_try(
    browser: Browser, notebook: Opened, direction: Direction, said: str
) -> None:
    begin_ladder(notebook, record := new_id(), Wanted(direction, "this"))
    rung = rung_on(notebook, record, "small", 40)
    shown = words(browser.get(f"{HERE}/rung/{rung}/try"))
    assert said in shown
    assert "only with someone you are not afraid of" in shown
