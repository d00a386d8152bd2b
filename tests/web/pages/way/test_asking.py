import re

import pytest

from moorings.companion.answering import begun
from moorings.companion.harbour import Harbour
from moorings.companion.opened import Opened
from moorings.companion.questionnaires import questionnaire, sittings_with
from moorings.companion.writing import name_person
from moorings.journey.records import RecordId
from tests.questionnaires import answers_at, bring, file_of
from tests.web.conftest import PASSPHRASE, Answer, Browser

HERE = "/way/questionnaires"


def begin(browser: Browser, record: RecordId, **fields: str) -> str:
    """Press one of the buttons that begin, and give where the questions are."""
    answer = browser.post(f"{HERE}/{record}/begin", fields)
    assert answer.status == 303
    return answer.location


def item_on(answer: Answer) -> str:
    """Give the item that a page asks, or nothing where it is done."""
    found = [v for f in answer.page.forms for n, _, v in f.fields if n == "item"]
    return found[0] if found else ""


def say(browser: Browser, path: str, response: int | str) -> Answer:
    """Answer the question that stands there, and go where that leads."""
    item = item_on(browser.get(path))
    answer = browser.post(path, {"item": item, "response": str(response)})
    assert answer.status == 303
    return browser.get(answer.location)


def go_through(browser: Browser, path: str, given: dict[str, int]) -> Answer:
    """Answer until it asks no more."""
    while item := item_on(browser.get(path)):
        browser.post(path, {"item": item, "response": str(given[item])})
    return browser.get(path)


@pytest.fixture
def heavy(notebook: Opened) -> RecordId:
    return bring(notebook, file_of("phq-9"))


@pytest.fixture
def known(notebook: Opened) -> RecordId:
    return bring(notebook, file_of("ecr", (1, 5)))


def test_one_question_stands_on_a_page_and_each_answer_is_kept(
    adult: Browser, notebook: Opened, heavy: RecordId
) -> None:
    path = begin(adult, heavy)
    shown = adult.get(path)
    assert "Sentence 1." in shown.text
    assert "Sentence 2." not in shown.text
    assert "1 of 9" in shown.text
    assert re.findall(r'name="response" value="(\d?)"', shown.text) == [*"0123", ""]
    assert f"{path}/keep" not in [form.action for form in shown.page.forms]
    assert "2 of 9" in say(adult, path, 1).text
    sitting = begun(notebook, RecordId(path.rpartition("/")[2]))
    assert (sitting.asked, sitting.responses) == (("1",), {"1": 1})
    assert path in adult.get("/way").page.links
    assert begin(adult, heavy) == path


def test_a_form_sent_twice_counts_once(
    adult: Browser, notebook: Opened, heavy: RecordId
) -> None:
    path = begin(adult, heavy)
    for response in ("1", "3"):
        answer = adult.post(path, {"item": "1", "response": response})
        assert answer.location == path
    sitting = begun(notebook, RecordId(path.rpartition("/")[2]))
    assert (sitting.responses, sitting.next) == ({"1": 1}, "2")


@pytest.mark.parametrize(
    ("item", "response"), [("1", "4"), ("1", "x"), ("10", "1"), ("", "1"), ("1", "٢")]
)
def test_an_answer_that_was_not_offered_is_refused(
    adult: Browser, notebook: Opened, heavy: RecordId, item: str, response: str
) -> None:
    path = begin(adult, heavy)
    assert adult.post(path, {"item": item, "response": response}).status == 400
    assert begun(notebook, RecordId(path.rpartition("/")[2])).asked == ()


def test_one_may_leave_out_go_back_stop_and_keep(
    adult: Browser, notebook: Opened, heavy: RecordId
) -> None:
    path = begin(adult, heavy)
    say(adult, path, 1)
    say(adult, path, "")
    assert "3 of 9" in adult.get(path).text
    for number in (2, 1):
        asks = {"item": item_on(adult.get(path))}
        for _ in ("pressed", "pressed twice"):
            assert adult.post(f"{path}/back", asks).location == path
        assert f"{number} of 9" in adult.get(path).text
    assert f"{path}/back" not in [form.action for form in adult.get(path).page.forms]
    assert 'value="1" aria-current="true"' in adult.get(path).text
    for response in (2, "", 0):
        say(adult, path, response)
    answer = adult.post(f"{path}/keep")
    assert answer.location == f"{HERE}/{heavy}"
    [kept] = sittings_with(notebook, heavy)
    assert kept.administration.responses == {"1": 2, "3": 0}
    assert kept.administration.shown == ("1", "2", "3")
    assert "too few answers" in adult.get(answer.location).text
    assert path not in adult.get("/way").page.links


def test_what_was_let_go_leaves_nothing(
    adult: Browser, notebook: Opened, heavy: RecordId
) -> None:
    path = begin(adult, heavy)
    say(adult, path, 1)
    before = notebook.journey.count()
    assert adult.post(f"{path}/let-go").location == f"{HERE}/{heavy}"
    assert adult.get(path).status == adult.post(f"{path}/keep").status == 404
    assert sittings_with(notebook, heavy) == ()
    assert notebook.journey.count() == before


def test_without_an_answer_nothing_is_kept(
    adult: Browser, notebook: Opened, heavy: RecordId
) -> None:
    path = begin(adult, heavy)
    for _ in range(9):
        say(adult, path, "")
    shown = adult.get(path)
    assert "That was the last one" in shown.text
    assert f"{path}/keep" not in [form.action for form in shown.page.forms]
    assert adult.post(f"{path}/keep").status == 422
    assert sittings_with(notebook, heavy) == ()


@pytest.mark.parametrize("response", [1, 2, 3])
def test_people_come_before_any_score_and_at_once(
    adult: Browser, notebook: Opened, heavy: RecordId, response: int
) -> None:
    path = begin(adult, heavy)
    for _ in range(8):
        assert "Before anything else" not in say(adult, path, 0).text
    answer = adult.post(path, {"item": "9", "response": str(response)})
    assert answer.location == f"{path}/people"
    shown = adult.get(answer.location)
    assert "That is a heavy thing to carry alone." in shown.text
    assert "/crisis" in shown.page.links
    assert "/now" in shown.page.links
    assert "Nobody is told, and nothing is counted." in shown.text
    assert sittings_with(notebook, heavy) == ()
    assert path in shown.page.links
    adult.post(f"{path}/keep")
    result = adult.get(f"{HERE}/{heavy}").text
    assert result.index("People first") < result.index("The figures behind it")


def test_who_answers_nought_is_not_sent_to_anybody_and_promised_nothing(
    adult: Browser, heavy: RecordId
) -> None:
    path = begin(adult, heavy)
    shown = go_through(adult, path, {str(item): 0 for item in range(1, 10)})
    assert "That was the last one" in shown.text
    shown = adult.get(adult.post(f"{path}/keep").location)
    for words in ("People first", "a lot to carry", "You are safe", "no risk"):
        assert words not in shown.page.words


def test_the_number_for_the_country_stands_there_where_it_is_known(
    adult: Browser, heavy: RecordId
) -> None:
    path = begin(adult, heavy)
    some = "If someone is in danger now, call"
    assert some in adult.get(f"{path}/people").text
    adult.post("/crisis/country", {"country": "gb"})
    shown = adult.get(f"{path}/people").text
    assert some not in shown
    assert 'href="tel:999"' in shown
    assert shown.index('href="tel:999"') < shown.index("Go on with the questions")


def test_an_answer_that_reaches_a_locked_notebook_is_asked_for_once_more(
    adult: Browser, notebook: Opened, harbour: Harbour, heavy: RecordId
) -> None:
    path = begin(adult, heavy)
    say(adult, path, 1)
    harbour.lock(notebook)
    assert adult.post(path, {"item": "2", "response": "3"}).location == path
    answer = adult.get(path)
    assert answer.status == 401
    assert "Sentence" not in answer.text
    adult.post("/unlock", {"passphrase": PASSPHRASE})
    assert "2 of 9" in adult.get(path).text


def test_only_as_many_are_asked_as_it_takes(
    adult: Browser, notebook: Opened, known: RecordId
) -> None:
    given = answers_at(questionnaire(notebook, known).key, anxiety=4, avoidance=2)
    assert "Only as many as it takes" in adult.get(f"{HERE}/{known}").text
    path = begin(adult, known, adaptive="yes")
    assert "It stops as soon as it is precise enough." in adult.get(path).text
    assert begin(adult, known) != path
    shown = go_through(adult, path, given)
    told = re.findall(r"(\d+) questions, then it was precise enough", shown.text)
    assert len(told) == 2
    assert sum(map(int, told)) < 25
    errors = re.findall(r"standard error (0\.\d\d), below 0\.40", shown.text)
    assert len(errors) == 2
    answer = adult.post(f"{path}/keep")
    [kept] = sittings_with(notebook, known)
    assert len(kept.administration.shown) == sum(map(int, told))
    shown = adult.get(answer.location)
    assert 'class="map-region"' in shown.text
    assert "true place nine times in ten" in shown.text


def test_where_all_are_used_up_it_says_that_it_is_less_precise(
    adult: Browser, known: RecordId
) -> None:
    path = begin(adult, known, adaptive="yes")
    while item := item_on(adult.get(path)):
        adult.post(path, {"item": item, "response": ""})
    shown = adult.get(path).text
    assert shown.count("all 18 questions, and still less precise than wished") == 2


def test_it_is_asked_about_one_person_by_name(
    adult: Browser, notebook: Opened, known: RecordId
) -> None:
    person = name_person(notebook, "Sam")
    path = begin(adult, known, target=person)
    assert "about Sam" in adult.get(path).text
    say(adult, path, 4)
    home = f"{HERE}/{known}/with/{person}"
    assert adult.post(f"{path}/keep").location == home
    assert sittings_with(notebook, known) == ()
    assert len(sittings_with(notebook, known, person)) == 1
    unknown = adult.post(f"{HERE}/{known}/begin", {"target": "ab" * 16})
    assert unknown.status == 404


@pytest.mark.usefixtures("notebook")
def test_age_is_asked_before_any_question_and_under_18_it_waits(
    browser: Browser, notebook: Opened, known: RecordId
) -> None:
    home = f"{HERE}/{known}"
    asked = browser.post(f"{home}/begin").location
    shown = browser.get(asked)
    assert "are you under 18?" in shown.text
    [back] = {v for n, _, v in shown.page.form("/way/start/age").fields if n == "back"}
    assert "Before the questions" in shown.text
    assert "Twelve sentences" not in shown.text
    told = {"under-18": "no", "back": back}
    assert browser.post("/way/start/age", told).location == home
    path = begin(browser, known)
    browser.post("/way/start/age", {"under-18": "yes"})
    for answer in (
        browser.post(f"{home}/begin"),
        *map(browser.get, (home, path)),
    ):
        assert answer.location.partition("?")[0] == "/way/start"
        assert "This one waits" in browser.get(answer.location).text
    browser.post(path, {"item": "1", "response": "3"})
    assert begun(notebook, RecordId(path.rpartition("/")[2])).asked == ()
    assert "This one waits" in browser.get("/way/start").text
