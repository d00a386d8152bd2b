from datetime import date, time, timedelta
from urllib.parse import quote

import pytest

from moorings.companion.opened import Opened, new_id
from moorings.companion.settling import end_activation, note_moment, note_step, rate
from moorings.journey.records import (
    Ending,
    Forecast,
    Naming,
    PauseAnswer,
    RecordId,
    Response,
    When,
)
from tests.conftest import SetClock
from tests.web.conftest import Browser

EVENING = When(date(2026, 2, 27), time(21, 10), 0)


def moment_of(
    opened: Opened, *intensities: int, line: str = "", when: When = EVENING
) -> RecordId:
    """Note a hard moment, a minute a step."""
    activation = new_id()
    assert when.time is not None
    for step, intensity in enumerate(intensities):
        later = When(when.date, when.time.replace(minute=10 + step), when.offset)
        rate(opened, new_id(), activation, intensity, later, "belly-breath")
    if line:
        note_moment(opened, new_id(), activation, line, when)
    return activation


def ended(
    opened: Opened, activation: RecordId, how: Ending, day: date, hour: time | None
) -> None:
    end_activation(opened, new_id(), activation, how, When(day, hour, 0))


def test_where_nothing_was_noted_nothing_stands(
    browser: Browser, notebook: Opened
) -> None:
    assert notebook.journey.count() == 0
    assert "None noted yet." in browser.get("/way/moments").text
    assert "/way/moments" not in browser.get("/way").page.links


def test_a_moment_stands_with_its_numbers_and_how_it_ended(
    browser: Browser, notebook: Opened
) -> None:
    calm = moment_of(notebook, 8, 6, line="no answer since noon")
    ended(notebook, calm, "calm", EVENING.date, time(23, 15))
    left = moment_of(notebook, 5)
    ended(notebook, left, "left-open", EVENING.date, None)
    still = moment_of(notebook, 7)
    shown = browser.get("/way/moments")
    assert "/way/moments" in browser.get("/way").page.links
    assert [link for link in shown.page.links if "moments/" in link] == [
        f"/way/moments/{each}" for each in (still, left, calm)
    ]
    for words in ("no answer since noon", "8 → 6", "calm after about 2.1 hours"):
        assert words in shown.text
    assert "left open" in shown.text
    assert "still open" in shown.text
    assert "Without a line" in shown.text


@pytest.mark.parametrize(
    ("day", "hour", "told"),
    [
        (27, time(21, 40), "calm after about 30 minutes"),
        (28, time(9, 10), "calm after about 12 hours"),
        (27, time(21, 11), "calm within a minute or two"),
        (28, None, "calm came back"),
        (26, time(9, 0), "calm came back"),
    ],
)
def test_how_long_it_took_is_said_only_where_it_is_known(
    browser: Browser, notebook: Opened, day: int, hour: time | None, told: str
) -> None:
    activation = moment_of(notebook, 8)
    ended(notebook, activation, "calm", date(2026, 2, day), hour)
    assert told in browser.get(f"/way/moments/{activation}").text


def test_of_a_moment_that_only_ended_no_length_is_told(
    browser: Browser, notebook: Opened
) -> None:
    activation = new_id()
    ended(notebook, activation, "left-open", EVENING.date, time(21, 0))
    ended(notebook, activation, "calm", EVENING.date, time(23, 0))
    shown = browser.get(f"/way/moments/{activation}").text
    assert "calm came back" in shown
    assert "calm after about" not in shown


def test_one_moment_is_told_step_by_step(browser: Browser, notebook: Opened) -> None:
    activation = moment_of(notebook, 8, 5, line="my hands shook")
    ended(notebook, activation, "calm", EVENING.date, time(22, 0))
    shown = browser.get(f"/way/moments/{activation}")
    order = [shown.text.index(words) for words in ("8 of 10", "5 of 10", "I am back")]
    assert order == sorted(order)
    assert "A breath into the belly" in shown.text
    [line] = [link for link in shown.page.links if link.startswith("/write/")]
    assert "my hands shook" in browser.get(line).text
    assert shown.page.forms[-1].action != f"/way/moments/{activation}"


def test_an_open_moment_is_closed_from_its_page_also_long_after(
    browser: Browser, notebook: Opened, clock: SetClock
) -> None:
    activation = moment_of(notebook, 8)
    clock.set_to(clock.now() + timedelta(days=30))
    path = f"/way/moments/{activation}"
    form = browser.get(path).page.form(path)
    fields = {name: value for name, _, value in form.fields}
    typed = {**fields, "how": "calm", "date": "2026-02-28", "time": "07:10"}
    assert browser.post(path, typed).location == path
    assert browser.post(path, typed).location == path
    found = notebook.journey.activation(activation)
    assert found is not None
    assert [step.when.time for step in found.steps] == [time(21, 10), time(7, 10)]
    shown = browser.get(path)
    assert "calm after about 10 hours" in shown.text
    assert all(form.action != path for form in shown.page.forms)


def test_a_day_that_never_was_is_said_and_stays_as_it_was_typed(
    browser: Browser, notebook: Opened
) -> None:
    activation = moment_of(notebook, 8)
    path = f"/way/moments/{activation}"
    answer = browser.post(path, {"how": "calm", "date": "2026-02-30", "time": "x"})
    assert answer.status == 422
    assert "2026-02-30" in answer.text
    found = notebook.journey.activation(activation)
    assert found is not None
    assert found.end is None
    assert browser.post(path, {"how": "gone"}).status == 400
    assert browser.get(f"/way/moments/{'ab' * 16}").status == 404


def test_many_moments_are_turned_page_by_page(
    browser: Browser, notebook: Opened
) -> None:
    noted = [moment_of(notebook, 5) for _ in range(41)]
    first = browser.get("/way/moments").page.links
    assert "/way/moments/further/2" in first
    assert f"/way/moments/{noted[0]}" not in first
    second = browser.get("/way/moments/further/2").page.links
    assert f"/way/moments/{noted[0]}" in second
    assert second.count("/way/moments") == 1
    assert browser.get("/way/moments/further/3").status == 200
    assert browser.get("/way/moments/further/0").status == 200
    for none in ("9" * 5000, "9" * 7, "-1", "soon", "\N{SUPERSCRIPT TWO}"):
        assert browser.get(f"/way/moments/further/{quote(none)}").status == 404


def test_an_end_without_a_beginning_is_given_no_length(
    browser: Browser, notebook: Opened
) -> None:
    activation = new_id()
    ended(notebook, activation, "calm", EVENING.date, time(21, 0))
    shown = browser.get(f"/way/moments/{activation}").text
    assert "calm came back" in shown
    assert "calm within" not in shown


def test_a_moment_stands_as_a_wave_and_as_one_sentence(
    browser: Browser, notebook: Opened
) -> None:
    activation = moment_of(notebook, 7, 9, 4)
    note_step(
        notebook,
        Response,
        new_id(),
        activation,
        When(EVENING.date, time(21, 11), 0),
        chosen="wait",
    )
    ended(notebook, activation, "calm", EVENING.date + timedelta(days=1), time(0, 30))
    shown = browser.get(f"/way/moments/{activation}")
    sentence = (
        "7 of 10 at first, 9 at its strongest, 4 when last noted; calm after about 3.3 "
        "hours."
    )
    assert f"<figcaption>{sentence}</figcaption>" in shown.text
    assert f"{sentence}</desc>" in shown.text
    for kind in ("wave-line", "wave-calm", "wave-breath", "wave-wait"):
        assert f'class="{kind}"' in shown.text
    assert "28 Feb 2026, 00:30" in shown.text
    assert "chose to wait" in shown.text


def test_an_unfinished_wave_has_an_open_end(browser: Browser, notebook: Opened) -> None:
    left = moment_of(notebook, 8)
    ended(notebook, left, "left-open", EVENING.date, time(23, 0))
    for activation, words in ((left, "left open"), (moment_of(notebook, 8), "still")):
        shown = browser.get(f"/way/moments/{activation}").text
        assert f"8 of 10, noted once; {words}" in shown
        assert 'class="wave-calm"' not in shown
    unknown = moment_of(notebook, 8, 6)
    ended(notebook, unknown, "calm", EVENING.date, None)
    shown = browser.get(f"/way/moments/{unknown}").text
    assert "calm, hour not known" in shown
    assert "8 of 10 at first, 6 when last noted; calm came back." in shown


def test_a_moment_that_was_never_rated_has_no_wave(
    browser: Browser, notebook: Opened
) -> None:
    activation = moment_of(notebook, line="my hands shook")
    rate(notebook, new_id(), activation, 8, When(EVENING.date))
    assert "<figcaption>" not in browser.get(f"/way/moments/{activation}").text


def test_each_step_of_a_moment_is_said_in_words(
    browser: Browser, notebook: Opened
) -> None:
    activation = moment_of(notebook, 8)
    rate(notebook, new_id(), activation, 6, EVENING, "no-such-practice")
    steps: list[
        tuple[type[Naming | PauseAnswer | Response | Forecast], dict[str, object]]
    ]
    steps = [
        (PauseAnswer, {"answer": "both"}),
        (Response, {"chosen": "let-in"}),
        (Forecast, {"text": "they <go>", "likelihood": 70}),
        (Naming, {"people": ()}),
    ]
    for kind, said in steps:
        note_step(notebook, kind, new_id(), activation, EVENING, **said)
    shown = browser.get(f"/way/moments/{activation}")
    for words in (
        "6 of 10",
        "now and familiar",
        "chose to let someone in",
        "feared, at 70 %: they <go>",
        "named",
    ):
        assert words in shown.page.words
    assert "/way/forecasts" in shown.page.links
