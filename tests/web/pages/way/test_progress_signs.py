"""The signs on the page of what moved: told, too early, resting, and in own words."""

import re
from datetime import timedelta

from moorings.companion.believing import Felt, begin_belief, rate_belief
from moorings.companion.clock import moment
from moorings.companion.forecasting import Feared, close_forecast, forecast
from moorings.companion.guarding import raise_flag
from moorings.companion.harbour import Harbour
from moorings.companion.opened import Opened, new_id
from moorings.companion.practising import Practised, keep_time
from moorings.companion.questionnaires import questionnaire
from moorings.companion.together import say_age
from moorings.companion.worksheets import Answered, write_worksheet
from moorings.journey.records import RecordId
from tests.conftest import SetClock
from tests.questionnaires import answers_at, bring, file_of, sit
from tests.web.conftest import PASSPHRASE, Browser
from tests.web.pages.way.conftest import Live

HERE = "/way/progress"
SHEET = "/practise/pages/felt-signs"
OPENS = (
    "No controlled study shows an app changing attachment; what moves is moments, "
    "recovery and kindness to oneself. Months to years, back and forth; no study lets "
    "us give a date."
)


def captions(text: str) -> list[str]:
    return re.findall("<figcaption>(.+?)</figcaption>", text)


def section(text: str, name: str) -> str:
    return text.partition(f'id="{name}"')[2].partition("</section>")[0]


def test_an_empty_notebook_is_told_what_it_would_take_and_nothing_more(
    browser: Browser, notebook: Opened
) -> None:
    del notebook
    shown = browser.get(HERE)
    words = " ".join(shown.page.words.split())
    assert OPENS in words
    assert "Too early to tell." in words
    assert "Nothing has to be hurried for it." in words
    assert words.count("It takes eight") == 9
    assert '<svg class="growth"' not in shown.text
    assert "Resting today" not in words


def test_a_sign_has_a_picture_a_sentence_its_days_and_a_table(
    browser: Browser, live: Live, clock: SetClock
) -> None:
    live(13, "nothing", 90)
    clock.set_to(clock.now() + timedelta(days=91))
    live(8, "wait")
    shown = browser.get(HERE).text
    space = section(shown, "space")
    first = captions(space)[0]
    assert first == (
        "In 8 of 8 hard moments you noted a choice of your own, such as to wait, to "
        "ask, or not to send. In the three months before it was 0 of 13. More often: "
        "of a hundred, between 60 more and 100 more."
    )
    assert first in re.findall("<desc [^>]*>(.+?)</desc>", space)
    assert "Ranges of 95 of 100." in space
    assert "<table>" in space
    assert "Difference: 100 of a hundred" in space
    # how long it took until the choice stands behind the fold
    assert captions(space)[1].startswith("From the first note to a choice it took")
    calm = captions(section(shown, "recovery"))[0]
    assert "Calm came back sooner in the latest three months" in calm
    ids = re.findall(r'\bid="([^"]+)"', shown)
    assert len(ids) == len(set(ids))


def test_the_other_direction_is_told_in_the_same_words(
    browser: Browser, live: Live, clock: SetClock
) -> None:
    live(13, "wait", 30, "wary")
    clock.set_to(clock.now() + timedelta(days=91))
    live(8, "nothing", 120, "afraid")
    shown = browser.get(HERE)
    space, naming = (section(shown.text, name) for name in ("space", "naming"))
    assert "Less often: of a hundred, between 60 fewer and 100 fewer." in space
    assert "In 0 of 8 hard moments with a named feeling" in naming
    for word in ("improved", "worse", "better", "progress", "congrat", "score!", "!"):
        assert word not in shown.page.words.lower()


def test_with_little_before_the_latest_stands_alone(
    browser: Browser, live: Live
) -> None:
    live(9, "ask")
    space, asking = (
        captions(section(browser.get(HERE).text, name)) for name in ("space", "asking")
    )
    assert "there is too little to lay beside it" in space[0]
    assert asking[0].startswith("In 9 of 9 hard moments you chose to ask plainly.")
    assert "From the first note to a choice" in space[1]


def test_no_clear_difference_is_a_result(
    browser: Browser, live: Live, clock: SetClock
) -> None:
    live(6, "ask")
    live(6, "wait")
    clock.set_to(clock.now() + timedelta(days=91))
    live(4, "ask")
    live(5, "wait")
    shown = browser.get(HERE).text
    [asked] = captions(section(shown, "asking"))
    assert (
        "In the three months before it was 6 of 12. No clear difference: of a" in asked
    )
    assert (
        "No clear difference between the two." in captions(section(shown, "space"))[1]
    )


def test_beliefs_and_closed_fears_stand_beside_their_sign(
    browser: Browser, notebook: Opened
) -> None:
    now = moment(notebook.now())
    held = begin_belief(notebook, new_id(), "too-much")
    for strength in (90, 60, 70):
        rate_belief(notebook, new_id(), held, Felt(strength), now)
    for _ in range(10):
        feared = new_id()
        forecast(notebook, feared, Feared("they leave", 80), now)
        close_forecast(notebook, new_id(), feared, "not", now)
    shown = browser.get(HERE)
    home, unsure = (section(shown.text, name) for name in ("at-home", "uncertainty"))
    assert "90 of 100 at first and 70 at last" in home
    assert "has no known error" in home
    assert f"/practise/beliefs/{held}" in shown.page.links
    assert "Of 10 alarms at 70 to 89 %, 0 came true." in unsure


def test_what_is_about_others_rests_together_and_without_a_reason(
    browser: Browser, notebook: Opened, live: Live
) -> None:
    live(9, "let-in")
    assert "you chose to let somebody in" in browser.get(HERE).text
    raise_flag(notebook)
    shown = browser.get(HERE)
    words = " ".join(shown.page.words.split())
    assert "you chose to let somebody in" not in words
    assert (
        "Resting today: Staying a little longer · Asking · Sitting with not knowing · "
        "Letting in · Time with those who are steady with you."
    ) in words
    assert not re.search("danger|afraid|flag", words)
    assert section(shown.text, "space")


def test_at_night_it_opens_and_people_come_first(
    browser: Browser, live: Live, clock: SetClock
) -> None:
    live(9, "ask")
    clock.set_to(clock.now().replace(hour=23, minute=30) + timedelta(days=1))
    shown = browser.get(HERE)
    assert shown.status == 200
    assert "It is late, and numbers can wait." in shown.text
    assert shown.text.index("/crisis") < shown.text.index('class="growth"')


def test_own_words_are_quoted_with_their_day_and_never_counted(
    browser: Browser, notebook: Opened, clock: SetClock
) -> None:
    assert SHEET in browser.get(HERE).page.links
    shown = browser.get(SHEET)
    record = next(v for n, _, v in shown.page.form(SHEET).fields if n == "record")
    sent = {
        "record": record,
        "q-quiet": "Soup & the radio.",
        "q-brace": "On the stairs.",
    }
    for _ in range(2):
        answer = browser.post(SHEET, sent)
        assert answer.status == 303
    page = browser.get(HERE)
    assert page.text.count("<q>") == 2
    assert "<q>Soup &amp; the radio.</q>" in page.text
    assert "Was there a quiet evening that was just quiet?" in page.text
    for _ in range(2):
        clock.set_to(clock.now() + timedelta(days=40))
        told = Answered({"quiet": "later", "home": "on a bench"})
        write_worksheet(notebook, new_id(), "felt-signs", told, moment(clock.now()))
    page = browser.get(HERE)
    assert page.text.index("later") < page.text.index("Soup &amp; the radio.")
    assert "Earlier words" in page.text
    assert browser.post(f"{SHEET}/{record}/erase").location == HERE
    assert "Soup" not in browser.get(HERE).text


def test_who_is_under_18_sees_the_signs_and_no_questionnaire(
    browser: Browser, notebook: Opened, live: Live
) -> None:
    live(9, "ask")
    known = bring(notebook, file_of("ecr-r"))
    sit(notebook, known, answers_at_middle(notebook, known))
    assert "/way/questionnaires" in " ".join(browser.get(HERE).page.links)
    say_age(notebook, under_18=True)
    shown = browser.get(HERE)
    assert shown.status == 200
    assert '<svg class="growth"' in shown.text
    assert "/way/questionnaires" not in " ".join(shown.page.links)
    assert "uestionnaire" not in shown.page.words


def answers_at_middle(notebook: Opened, record: RecordId) -> dict[str, int]:
    return answers_at(questionnaire(notebook, record).key, every=4)


def test_after_locking_it_is_told_anew(
    browser: Browser, notebook: Opened, live: Live, harbour: Harbour
) -> None:
    live(9, "ask")
    before = captions(browser.get(HERE).text)
    harbour.lock(notebook)
    locked = browser.get(HERE)
    assert locked.status == 401
    assert "hard moments" not in locked.page.words
    assert browser.post("/unlock", {"passphrase": PASSPHRASE}).status == 303
    assert captions(browser.get(HERE).text) == before


def test_the_way_shows_pages_once_there_is_something_to_look_at(
    browser: Browser, notebook: Opened, live: Live
) -> None:
    def folded(path: str) -> bool:
        shown = browser.get("/way").text
        return shown.index(path) > shown.index("Show everything")

    pages = ("/way/progress", "/way/what-helps", "/way/before", "/way/reports")
    assert all(map(folded, pages))
    live(2)
    assert [folded(path) for path in pages] == [False, True, True, False]
    live(1)
    for _ in range(5):
        keep_time(notebook, new_id(), "box", Practised(), moment(notebook.now()))
    assert not any(map(folded, pages))
