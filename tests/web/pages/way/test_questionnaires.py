import json

import pytest

from moorings.companion.bringing import laid_aside
from moorings.companion.drafting import unfinished_pages
from moorings.companion.opened import Opened
from moorings.companion.questionnaires import questionnaires
from moorings.journey.records import Questionnaire
from moorings.library.instruments import keys
from tests.questionnaires import (
    answers_at,
    fhir_file,
    file_of,
    plain_file,
    redcap_file,
    sit,
    turned_in,
)
from tests.web.conftest import Answer, Browser

HERE = "/way/questionnaires"
ECR, ECR_R = turned_in(keys()["ecr"]), turned_in(keys()["ecr-r"])

pytestmark = pytest.mark.usefixtures("notebook")


def read(browser: Browser, content: bytes, name: str = "file.json") -> Answer:
    """Bring a file along, and look at the page that it leads to."""
    answer = browser.upload(HERE, [(name, content)])
    return browser.get(answer.location) if answer.status == 303 else answer


def ways(answer: Answer) -> dict[str, bool]:
    """Give the ways of scoring that are offered, and which is chosen beforehand."""
    radios = [told for tag, told in answer.page.tags if told.get("type") == "radio"]
    return {f"{told['value']}": "checked" in told for told in radios}


def keep(browser: Browser, shown: Answer, **fields: str) -> Answer:
    """Keep what is shown, scored as it is chosen there or as the fields say."""
    chosen = next((way for way, checked in ways(shown).items() if checked), "")
    return browser.post(at(shown), {"scored": chosen} | fields)


def at(shown: Answer) -> str:
    [check] = {
        form.action
        for form in shown.page.forms
        if "/check/" in form.action and not form.action.endswith("/let-go")
    }
    return check


def test_the_shelf_is_empty_at_first_and_says_what_can_be_brought(
    browser: Browser,
) -> None:
    assert HERE in browser.get("/way").page.links
    shown = browser.get(HERE)
    [(name, kind, _)] = shown.page.form(HERE).fields
    assert (name, kind) == ("files", "file")
    for words in ("FHIR", "REDCap", "belong to those who wrote them"):
        assert words in shown.text


def test_a_file_is_looked_through_before_anything_is_kept(
    browser: Browser, notebook: Opened
) -> None:
    shown = read(browser, file_of("ecr", (1, 5)))
    assert "36 sentences were read." in shown.text
    assert "Sentence 36." in shown.text
    assert "Answers: 1 Answer 1 · 2 Answer 2" in shown.text
    assert ways(shown) == {"ecr": True, "one-mean": False}
    assert "The file agrees with it." in shown.text
    assert shown.text.count("turned round</strong>") == len(ECR)
    assert "Terms: items published" in shown.text
    assert tuple(notebook.journey.standing(Questionnaire)) == ()
    assert at(shown) in browser.get(HERE).page.links
    assert unfinished_pages(notebook) == ()
    answer = keep(browser, shown)
    [brought] = questionnaires(notebook)
    assert answer.location == f"{HERE}/{brought.id}"
    assert (brought.key.id, brought.key.highest) == ("ecr", 5)
    assert "Kept, sealed in the notebook." in browser.get(answer.location).text
    assert laid_aside(notebook) == ()
    assert answer.location in browser.get(HERE).page.links
    assert browser.get(at(shown)).status == 404
    assert "1 of yours" in browser.get("/way").text


def test_the_two_of_36_are_told_apart_and_why_it_is_said(browser: Browser) -> None:
    shown = read(browser, plain_file("Closeness", 36, (1, 7), ECR_R))
    assert ways(shown) == {"ecr-r": True, "one-mean": False}
    assert "What it is not" in shown.text
    assert "ECR those to" in shown.text
    shown = read(browser, plain_file("ECR-R", 36, (1, 7), ECR))
    assert ways(shown) == {"one-mean": True}
    assert "By its title it is another questionnaire than ECR: ECR-R." in shown.text


def test_where_the_file_says_nothing_nothing_is_chosen_beforehand(
    browser: Browser, notebook: Opened
) -> None:
    shown = read(browser, plain_file("Closeness", 36, (1, 7)))
    assert ways(shown) == {"ecr": False, "ecr-r": False, "one-mean": False}
    answer = keep(browser, shown)
    assert answer.status == 422
    assert "Nothing was kept." in answer.text
    assert questionnaires(notebook) == ()
    assert keep(browser, shown, scored="ecr-r").status == 303
    assert questionnaires(notebook)[0].key.id == "ecr-r"


def test_what_nobody_knows_is_one_mean_of_which_the_person_turns_some_round(
    browser: Browser, notebook: Opened
) -> None:
    shown = read(browser, plain_file("Evenings", 6, (1, 4)))
    assert ways(shown) == {"one-mean": True}
    ticks = [t for _, t in shown.page.tags if t.get("type") == "checkbox"]
    assert [tick["value"] for tick in ticks] == [str(n) for n in range(1, 7)]
    answer = browser.post(
        at(shown), [("scored", "one-mean"), ("turned", "2"), ("turned", "5")]
    )
    assert answer.status == 303
    [brought] = questionnaires(notebook)
    assert turned_in(brought.key) == ("2", "5")
    sit(notebook, brought.id, answers_at(brought.key, every=4))
    shown = browser.get(answer.location)
    assert ">4.0<" in shown.text
    assert "there is no error to draw" in shown.text


def test_a_file_is_scored_as_it_says_itself(browser: Browser, notebook: Opened) -> None:
    content = json.loads(plain_file("Evenings", 4, (0, 3), ["2"]))
    content["scoring"] = {"kind": "sum"}
    shown = read(browser, json.dumps(content).encode())
    assert "As the file itself says" in shown.text
    assert ways(shown)["own-key"]
    assert keep(browser, shown).status == 303
    [brought] = questionnaires(notebook)
    assert brought.key.counted == "sum"


def test_a_question_about_dying_is_named_and_then_brings_people_first(
    adult: Browser, notebook: Opened
) -> None:
    shown = read(adult, plain_file("Evenings", 6, (0, 3)))
    home = keep(adult, shown, help="3").location
    path = adult.post(f"{home}/begin").location
    for item, response, leads in (("1", 3, ""), ("2", 3, ""), ("3", 1, "/people")):
        answer = adult.post(path, {"item": item, "response": str(response)})
        assert answer.location == path + leads
    assert "Before anything else" in adult.get(f"{path}/people").text
    assert len(questionnaires(notebook)) == 1


def test_where_a_key_knows_that_question_it_is_chosen_beforehand(
    browser: Browser,
) -> None:
    shown = read(browser, file_of("phq-9"))
    [chosen] = [told for _, told in shown.page.tags if "selected" in told]
    assert chosen["value"] == "9"


def test_another_order_is_told_by_numbers(browser: Browser, notebook: Opened) -> None:
    shown = read(browser, file_of("ecr"))
    swapped = {"place-ecr-1": "2", "place-ecr-2": "1"}
    assert keep(browser, shown, **swapped).status == 303
    [brought] = questionnaires(notebook)
    assert brought.instrument.sentence("2") == "Sentence 1."
    assert brought.instrument.sentence("1") == "Sentence 2."


def test_a_form_sent_twice_keeps_it_once(browser: Browser, notebook: Opened) -> None:
    shown = read(browser, file_of("ecr"))
    assert keep(browser, shown).location == keep(browser, shown).location
    assert len(questionnaires(notebook)) == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"scored": ""},
        {"scored": "no-such-key"},
        {"scored": "first-sketch"},
        {"scored": "own-key"},
        {"scored": "scs"},
        {"scored": "ecr", "place-ecr-1": "2"},
        {"scored": "ecr", "place-ecr-1": "37"},
        {"scored": "ecr", "place-ecr-1": "../x"},
    ],
)
def test_what_does_not_fit_is_refused_and_stays_aside(
    browser: Browser, notebook: Opened, fields: dict[str, str]
) -> None:
    shown = read(browser, file_of("ecr"))
    answer = browser.post(at(shown), fields)
    assert answer.status == 422
    assert "Nothing was kept." in answer.text
    assert questionnaires(notebook) == ()
    assert len(laid_aside(notebook)) == 1
    assert browser.post(at(shown), {"scored": "ecr"}).status == 303


def test_who_chose_no_way_of_scoring_is_asked_to(
    browser: Browser, notebook: Opened
) -> None:
    shown = read(browser, fhir_file())
    answer = browser.post(at(shown), {"help": "2"})
    assert answer.status == 422
    assert "Choose how it is scored first." in answer.text
    assert '<option value="2" selected>' in answer.text
    assert tuple(notebook.journey.standing(Questionnaire)) == ()


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("diary.txt", b"Dear diary", "diary.txt is not a questionnaire Moorings knows"),
        ("a.json", b'{"questions": [', "line 1"),
        ("a.json", b'{"questions": []}', "has no question with a list of answers"),
        ("a.json", b'{"resourceType": "Patient"}', "something else (Patient)"),
        ("a.json", b'{"questions": 3}', "something else than belongs there"),
        ("a.csv", redcap_file({"f": 3}, "x, No | y, Yes"), "for a whole number"),
        ("a.json", b"\xff\xfe\xff", "a.json"),
        ("big.json", b"{" + b" " * (2 * 1024**2), "larger than 2 MiB"),
        ("empty.json", b"", "empty.json"),
        ("<b>x.json", b"no", "&lt;b&gt;x"),
    ],
)
def test_a_bad_file_gives_its_sentence_and_nothing_is_kept(
    browser: Browser, notebook: Opened, name: str, content: bytes, told: str
) -> None:
    answer = browser.upload(HERE, [(name, content)])
    assert answer.status == 422
    assert told in answer.text
    assert "Nothing in the notebook was touched." in answer.text
    assert 'role="alert"' in answer.text
    assert laid_aside(notebook) == ()
    assert HERE in [form.action for form in answer.page.forms]


def test_without_a_file_one_is_asked_for(browser: Browser) -> None:
    for answer in (browser.upload(HERE, []), browser.post(HERE, {"files": "x"})):
        assert answer.status == 422
        assert "Choose a file first." in answer.text


def test_more_than_any_form_may_hold_is_refused(
    browser: Browser, notebook: Opened
) -> None:
    assert browser.upload(HERE, [("a.json", b" " * 11_000_000)]).status == 413
    assert laid_aside(notebook) == ()


def test_of_several_in_one_file_each_is_looked_through(
    browser: Browser, notebook: Opened
) -> None:
    content = redcap_file({"mornings": 4, "evenings": 3})
    answer = browser.upload(HERE, [("dictionary.csv", content)])
    assert answer.status == 200
    waiting = [link for link in answer.page.links if "/check/" in link]
    assert len(waiting) == 2
    for words in ("Read, and not looked through yet", "mornings", "evenings"):
        assert words in answer.text
    for link in waiting:
        assert keep(browser, browser.get(link)).status == 303
    assert {q.instrument.title for q in questionnaires(notebook)} == {
        "mornings",
        "evenings",
    }


def test_what_of_a_file_can_be_used_is_there_beside_what_cannot(
    browser: Browser, notebook: Opened
) -> None:
    good, bad = redcap_file({"one": 3}), redcap_file({"two": 3}, "x, No | y, Yes")
    content = good + b"\n" + bad.partition(b"\n")[2]
    answer = browser.upload(HERE, [("dictionary.csv", content)])
    assert answer.status == 422
    assert "does not stand for a whole number" in answer.text
    [waiting] = laid_aside(notebook)
    assert f"{HERE}/check/{waiting.id}" in answer.page.links


def test_what_was_read_can_be_let_go(browser: Browser, notebook: Opened) -> None:
    shown = read(browser, fhir_file())
    assert "This week:" in shown.text
    answer = browser.post(f"{at(shown)}/let-go")
    assert answer.location == HERE
    assert "Nothing of it was kept." in browser.get(HERE).text
    assert laid_aside(notebook) == ()
    assert notebook.journey.count() == 0
    assert browser.post(f"{at(shown)}/let-go").status == 404


def test_what_stands_in_a_file_is_no_markup(browser: Browser, notebook: Opened) -> None:
    odd = "<i>Is</i> {{ 7 * 7 }} & %(name)s "
    content = json.loads(plain_file("T", 3, (1, 3)))
    content["title"] = content["instructions"] = odd
    for question in content["questions"]:
        question["text"] = odd + question["text"]
    content["options"][0]["label"] = odd
    shown = read(browser, json.dumps(content).encode())
    assert "<i>" not in shown.text
    location = keep(browser, shown).location
    for page in (location, HERE, "/way"):
        assert "<i>" not in browser.get(page).text
    assert "{{ 7 * 7 }} & %(name)s" in browser.get(location).page.words
    assert len(questionnaires(notebook)) == 1
