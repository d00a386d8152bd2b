import re
from datetime import timedelta

import pytest

from moorings.companion.choosing import choose
from moorings.companion.opened import Opened
from moorings.companion.questionnaires import (
    questionnaire,
    questionnaires,
    sittings_with,
)
from moorings.companion.writing import name_person
from moorings.journey.records import RecordId
from tests.conftest import SetClock
from tests.questionnaires import answers_at, bring, fhir_file, file_of, set_aside, sit
from tests.web.conftest import Browser

HERE = "/way/questionnaires"
HEAVY = "Something steadying first"
DOT, BUOY = '<circle class="map-mark"', '<path class="map-mark"'


@pytest.fixture
def heavy(notebook: Opened) -> RecordId:
    return bring(notebook, file_of("phq-9"))


@pytest.fixture
def known(notebook: Opened) -> RecordId:
    return bring(notebook, file_of("ecr", (1, 5)))


def at(
    opened: Opened, record: RecordId, anxiety: int, avoidance: int
) -> dict[str, int]:
    key = questionnaire(opened, record).key
    return answers_at(key, anxiety=anxiety, avoidance=avoidance)


def test_before_the_first_sitting_it_says_how_it_is_asked(
    adult: Browser, known: RecordId
) -> None:
    shown = adult.get(f"{HERE}/{known}")
    assert "36 sentences" in shown.text
    assert "One question on a page." in shown.text
    assert "What moved" not in shown.text
    assert "Terms: items published" in shown.text
    begins = [f for f in shown.page.forms if f.action.endswith("/begin")]
    told = [{name: value for name, _, value in form.fields} for form in begins]
    assert [each["adaptive"] for each in told] == ["", "yes"]


def test_a_sitting_is_a_place_with_its_error_and_the_words_for_it(
    adult: Browser, notebook: Opened, known: RecordId
) -> None:
    sit(notebook, known, at(notebook, known, 5, 1))
    shown = adult.get(f"{HERE}/{known}")
    assert shown.text.count(DOT) == 1
    assert "answers lie mostly in the quarter called anxious." in shown.text
    [hundred] = re.findall("people who answer like this, about:(.*?)</p>", shown.text)
    assert "almost all anxious" in hundred
    assert "not kinds of people" in shown.text
    assert "the mean of 39,047 people" in shown.text
    assert "Open-Source Psychometrics Project" in shown.text
    # 0.80 * sqrt(1 - 0.916) * 1.96 = 0.45 points, and 0.83 * sqrt(1 - 0.938) as well.
    assert "5.0 ± 0.5" in shown.text
    assert "1.0 ± 0.4" in shown.text
    assert "18 / 18" in shown.text
    assert "you are" not in shown.page.words.lower()


def test_what_lies_between_is_told_as_between(
    adult: Browser, notebook: Opened, known: RecordId
) -> None:
    sit(notebook, known, at(notebook, known, 3, 2) | {"1": 5, "5": 5, "7": 5, "9": 5})
    shown = adult.get(f"{HERE}/{known}").text
    assert "answers lie between avoidant and secure" in shown


def test_from_too_few_answers_nothing_is_drawn_and_said_so(
    adult: Browser, notebook: Opened, known: RecordId
) -> None:
    few = dict(list(at(notebook, known, 5, 1).items())[:10])
    sit(notebook, known, few)
    shown = adult.get(f"{HERE}/{known}")
    assert 'class="map"' not in shown.text
    assert shown.text.count("too few answers") >= 2
    assert "answers lie" not in shown.text


def test_each_person_is_a_buoy_and_general_an_answer_of_its_own(
    adult: Browser, notebook: Opened, known: RecordId
) -> None:
    sit(notebook, known, at(notebook, known, 3, 3))
    [alone] = re.findall(
        f'{DOT} cx="[^"]+" cy="[^"]+"', adult.get(f"{HERE}/{known}").text
    )
    people = {name: name_person(notebook, name) for name in ("Sam", "Mother")}
    sit(notebook, known, at(notebook, known, 5, 1), people["Sam"])
    sit(notebook, known, at(notebook, known, 1, 5), people["Mother"])
    shown = adult.get(f"{HERE}/{known}").text
    assert alone in shown
    assert shown.count(BUOY) == 2
    for name, style in (("Sam", "anxious"), ("Mother", "avoidant")):
        page = adult.get(f"{HERE}/{known}/with/{people[name]}")
        assert f"mostly in the quarter called {style}" in page.text
        assert (page.text.count(BUOY), page.text.count(DOT)) == (1, 0)
        assert f"With {name}" in page.text
        assert "Put it away" not in page.text


def test_where_general_has_no_place_no_person_stands_in_for_it(
    adult: Browser, notebook: Opened
) -> None:
    record = bring(notebook, file_of("ecr-r"))
    sam = name_person(notebook, "Sam")
    sit(notebook, record, at(notebook, record, 7, 1), sam)
    for few in ({}, {"1": 3}):
        if few:
            sit(notebook, record, few)
        shown = adult.get(f"{HERE}/{record}").text
        assert (shown.count(BUOY), shown.count(DOT)) == (1, 0)
        assert "Of 100 people" not in shown


@pytest.mark.usefixtures("adult")
def test_nobody_unknown_is_measured(browser: Browser, known: RecordId) -> None:
    for path in (
        f"{HERE}/{known}/with/{'ab' * 16}",
        f"{HERE}/{known}/with/sam",
        f"{HERE}/{'ab' * 16}",
        f"{HERE}/ecr",
    ):
        assert browser.get(path).status == 404


def test_what_asks_about_one_person_asks_about_whom_first(
    adult: Browser, notebook: Opened
) -> None:
    record = bring(notebook, file_of("ecr-rs"))
    shown = adult.get(f"{HERE}/{record}")
    assert "Nobody is named in this notebook yet." in shown.text
    assert f"{HERE}/{record}/begin" not in [form.action for form in shown.page.forms]
    sam = name_person(notebook, "Sam")
    shown = adult.get(f"{HERE}/{record}")
    assert f"{HERE}/{record}/with/{sam}" in shown.page.links
    shown = adult.get(f"{HERE}/{record}/with/{sam}")
    [form] = [f for f in shown.page.forms if f.action.endswith("/begin")]
    assert ("target", "hidden", sam) in form.fields


def test_a_sitting_is_taken_back_and_brought_back_where_it_stood(
    adult: Browser, notebook: Opened, known: RecordId, clock: SetClock
) -> None:
    sam = name_person(notebook, "Sam")
    for target, home in ((None, ""), (sam, f"/with/{sam}")):
        sit(notebook, known, at(notebook, known, 2, 2), target)
        clock.go_on(60)
        latest = sit(notebook, known, at(notebook, known, 5, 1), target)
        path = f"{HERE}/{known}{home}"
        assert "called anxious" in adult.get(path).text
        assert adult.post(f"/way/map/{latest}/take-back").location == path
        assert "called anxious" not in adult.get(path).text
        assert adult.post(f"/way/map/{latest}/bring-back").location == path
        assert len(sittings_with(notebook, known, target)) == 2


def test_a_sitting_within_days_of_the_first_is_offered_and_never_late(
    adult: Browser, notebook: Opened, known: RecordId, clock: SetClock
) -> None:
    for day, told in (
        (0, "The next says most from Wednesday 4 March 2026 on."),
        (4, "2 of three or four done."),
        (4, "3 of three or four done."),
        (4, "From Sunday 24 May 2026 on, three or four sittings"),
    ):
        clock.set_to(clock.now() + timedelta(days=day))
        sit(notebook, known, at(notebook, known, 3, 3))
        assert told in adult.get(f"{HERE}/{known}").text
    for days in (100, 1000):
        clock.set_to(clock.now() + timedelta(days=days))
        shown = adult.get(f"{HERE}/{known}").page.words
        assert "Three or four sittings within two weeks" in shown
        assert not re.search("overdue|missed|too late|days ago", shown)


def test_put_away_it_can_be_brought_back_with_what_it_drew(
    adult: Browser, notebook: Opened
) -> None:
    record = bring(notebook, file_of("ecr", (1, 5)))
    key = questionnaire(notebook, record).key
    sit(notebook, record, answers_at(key, anxiety=4, avoidance=2))
    home = f"{HERE}/{record}"
    before = adult.get(home).text
    assert 'class="map"' in before
    assert adult.post(f"{home}/put-away").location == HERE
    shown = adult.get(HERE)
    assert home not in shown.page.links
    assert f"{home}/bring-back" in [form.action for form in shown.page.forms]
    assert adult.get(home).status == 404
    assert "Too early to tell." in adult.get("/way/progress").text
    assert adult.post(f"{home}/bring-back").location == home
    adult.get(home)
    assert adult.get(home).text == before


def test_erased_its_sentences_are_gone_for_good(
    adult: Browser, notebook: Opened
) -> None:
    record = bring(notebook, file_of("ecr", (1, 5)))
    home = f"{HERE}/{record}"
    begun = adult.post(f"{home}/begin").location
    assert adult.post(f"{home}/erase").location == HERE
    assert "Erased for good." in adult.get(HERE).text
    for path in (home, begun):
        assert adult.get(path).status == 404
    for act in ("erase", "put-away", "begin", "bring-back"):
        assert adult.post(f"{home}/{act}").status == 404
    assert begun not in adult.get("/way").page.links


def test_erased_it_takes_every_answer_along(adult: Browser, notebook: Opened) -> None:
    record = bring(notebook, file_of("phq-9"))
    standing = sit(notebook, record, {"9": 3})
    taken = sit(notebook, record, {"9": 2})
    adult.post(f"/way/map/{taken}/take-back")
    adult.post(f"{HERE}/{record}/erase")
    assert notebook.journey.erased >= {record, standing, taken}
    assert notebook.journey.record(standing) is None


def test_one_sitting_is_erased_and_the_others_stay(
    adult: Browser, notebook: Opened, known: RecordId
) -> None:
    first = sit(notebook, known, at(notebook, known, 5, 1))
    second = sit(notebook, known, at(notebook, known, 4, 1))
    assert adult.post(f"/way/map/{second}/erase").location == f"{HERE}/{known}"
    assert "Erased for good." in adult.get(f"{HERE}/{known}").text
    left = sittings_with(notebook, known)
    assert [each.administration.id for each in left] == [first]
    assert adult.post(f"/way/map/{second}/bring-back").status == 404


def test_what_was_put_away_or_taken_back_stays_in_reach(
    adult: Browser, notebook: Opened, known: RecordId
) -> None:
    taken = sit(notebook, known, at(notebook, known, 5, 1))
    adult.post(f"/way/map/{taken}/take-back")
    for _ in range(2):  # also after the notice is gone
        acts = [form.action for form in adult.get(f"{HERE}/{known}").page.forms]
    assert f"/way/map/{taken}/bring-back" in acts
    adult.post(f"{HERE}/{known}/put-away")
    for _ in range(2):
        acts = [form.action for form in adult.get(HERE).page.forms]
    assert f"{HERE}/{known}/bring-back" in acts


def test_what_asks_about_one_person_is_not_begun_about_nobody(
    adult: Browser, notebook: Opened
) -> None:
    record = bring(notebook, file_of("ecr-rs"))
    assert adult.post(f"{HERE}/{record}/begin").status == 404
    sam = name_person(notebook, "Sam")
    begun = adult.post(f"{HERE}/{record}/begin", {"target": sam})
    assert begun.location.startswith("/way/asking/")
    heavy = bring(notebook, file_of("phq-9"))
    assert adult.post(f"{HERE}/{heavy}/begin", {"target": sam}).status == 404


def test_only_a_questionnaire_is_put_away_or_erased(
    adult: Browser, notebook: Opened
) -> None:
    record = bring(notebook, file_of("ecr", (1, 5)))
    sitting = sit(notebook, record, {"1": 3})
    aside = set_aside(notebook, fhir_file())
    for other in (sitting, aside, "ab" * 16):
        for act in ("erase", "put-away", "begin", "bring-back"):
            assert adult.post(f"{HERE}/{other}/{act}").status == 404
    assert len(questionnaires(notebook)) == 1


def test_heavy_answers_put_a_card_on_today_until_there_is_support(
    adult: Browser, notebook: Opened, heavy: RecordId, clock: SetClock
) -> None:
    choose(notebook, {"brings": "skipped", "voice": "warm"})
    key = questionnaire(notebook, heavy).key
    sit(notebook, heavy, answers_at(key, every=1) | {"9": 0})
    assert HEAVY not in adult.get("/").text
    clock.set_to(clock.now() + timedelta(days=3))
    sit(notebook, heavy, answers_at(key, every=2) | {"9": 0})
    assert "as heavy as those of many people" in adult.get(f"{HERE}/{heavy}").text
    shown = adult.get("/")
    assert HEAVY in shown.text
    assert "Wednesday 4 March 2026" in shown.text
    assert "It is no diagnosis." in shown.text
    assert "/today/support" in [form.action for form in shown.page.forms]
    assert adult.post("/today/support").location == "/"
    assert "Nothing is put aside for it now." in adult.get("/").text
    assert HEAVY not in adult.get("/").text


def test_the_card_goes_with_an_easier_day_or_by_itself(
    adult: Browser, notebook: Opened, heavy: RecordId, clock: SetClock
) -> None:
    choose(notebook, {"brings": "skipped", "voice": "warm"})
    key = questionnaire(notebook, heavy).key
    for level, shown in ((3, True), (0, False), (3, True)):
        sit(notebook, heavy, answers_at(key, every=level) | {"9": 0})
        assert (HEAVY in adult.get("/").text) is shown
        clock.set_to(clock.now() + timedelta(days=4))
    clock.set_to(clock.now() + timedelta(weeks=8))
    assert HEAVY not in adult.get("/").text


def test_the_card_can_be_put_aside_and_comes_back_only_for_newer_answers(
    adult: Browser, notebook: Opened, heavy: RecordId, clock: SetClock
) -> None:
    choose(notebook, {"brings": "skipped", "voice": "warm"})
    key = questionnaire(notebook, heavy).key
    sit(notebook, heavy, answers_at(key, every=3))
    assert "One thing you answered today was very heavy." in adult.get("/").text
    assert adult.post("/today/support", {"how": "later"}).location == "/"
    assert HEAVY not in adult.get("/").text
    clock.set_to(clock.now() + timedelta(days=1))
    sit(notebook, heavy, answers_at(key, every=3) | {"9": 0})
    assert "brings many people to a doctor" in adult.get("/").text
