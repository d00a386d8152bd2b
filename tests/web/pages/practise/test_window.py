import pytest

from moorings.companion.clock import moment
from moorings.companion.noticing import counted, mark, marks
from moorings.companion.opened import Opened, new_id
from moorings.insight.window import Mark
from moorings.journey.records import RecordId
from tests.unreal import feels_unreal
from tests.web.conftest import Answer, Browser

HERE = "/practise/window"


def noted(opened: Opened, *told: Mark) -> RecordId:
    record = RecordId("")
    for each in told:
        record = new_id()
        mark(opened, record, each, moment(opened.now()))
    return record


def borne(*levels: int) -> list[Mark]:
    return [Mark(level, bearable=True) for level in levels]


def send(browser: Browser, path: str = HERE, **fields: str) -> Answer:
    form = browser.get(path).page.form(path)
    hidden = {n: v for n, kind, v in form.fields if kind == "hidden"}
    return browser.post(path, hidden | fields)


def words(browser: Browser, path: str = HERE) -> str:
    return " ".join(browser.get(path).page.words.split())


def chosen(answer: Answer) -> list[tuple[str | None, str | None]]:
    tags = [a for t, a in answer.page.tags if t == "input" and "checked" in a]
    return [(each["name"], each["value"]) for each in tags]


def test_without_marks_nothing_is_drawn_and_nothing_is_said(
    browser: Browser, notebook: Opened
) -> None:
    assert marks(notebook) == ()
    shown = browser.get(HERE)
    assert '<svg class="arousal"' not in shown.text
    assert "Too early to tell" not in shown.text


def test_a_mark_is_kept_once_with_or_without_whether_it_could_be_borne(
    browser: Browser, notebook: Opened
) -> None:
    fields = {"record": new_id(), "level": "-4", "bearable": "no"}
    for _ in range(2):
        assert browser.post(HERE, fields).location == HERE
    assert send(browser, level="0").location == HERE
    assert send(browser, level="3", bearable="yes").location == HERE
    told = counted(marks(notebook))
    assert {(each.level, each.bearable) for each in told} == {
        (-4, False),
        (0, None),
        (3, True),
    }
    assert "3 marks so far, 1 of them bearable. Too early" in words(browser)


@pytest.mark.parametrize("level", ["", "6", "-6", "²", "x"])
def test_without_a_level_it_is_told_and_what_was_chosen_stays(
    browser: Browser, notebook: Opened, level: str
) -> None:
    answer = send(browser, level=level, bearable="yes")
    assert answer.status == 422
    assert "Choose a number first." in answer.page.words
    assert chosen(answer) == [("bearable", "yes")]
    assert marks(notebook) == ()


def test_a_day_that_never_was_is_told_beside_it(
    browser: Browser, notebook: Opened
) -> None:
    answer = send(browser, level="2", date="2026-02-30")
    assert answer.status == 422
    assert "2026-02-30" in answer.text
    assert chosen(answer) == [("level", "2")]
    assert marks(notebook) == ()


def test_from_eight_bearable_marks_on_there_is_a_picture_a_sentence_and_a_table(
    browser: Browser, notebook: Opened
) -> None:
    noted(notebook, *borne(-1, 0, 0, 0, 1, 1, 4))
    assert '<svg class="arousal"' not in browser.get(HERE).text
    noted(notebook, *borne(5), Mark(5, bearable=False), Mark(-4))
    shown = browser.get(HERE)
    assert '<svg class="arousal"' in shown.text
    assert '<rect class="arousal-band"' in shown.text
    told = " ".join(shown.page.words.split())
    sentence = (
        "6 of the 8 marks that could be borne lie between \N{MINUS SIGN}1 and 1; "
        "there are 10 marks in all."
    )
    assert told.count(sentence) == 2  # once in the picture, for those who hear it
    assert "4 marks lie outside of it; marked as too much: 1." in told
    assert "A picture drawn from your own ratings." in told
    assert "The picture shows the latest" not in told
    assert [tag for tag, _ in shown.page.tags].count("td") == 20
    for word in ("detected", "normal", "should", "safe"):
        assert word not in told.lower()


def test_what_lies_all_over_is_drawn_without_a_band(
    browser: Browser, notebook: Opened
) -> None:
    noted(notebook, *borne(-5, -5, -5, -5, 5, 5, 5, 5))
    shown = browser.get(HERE)
    assert "There is no band to draw." in shown.page.words
    assert '<svg class="arousal"' in shown.text
    assert "arousal-band" not in shown.text


def test_what_may_help_when_low_comes_first_after_a_low_mark_of_today(
    browser: Browser, notebook: Opened
) -> None:
    def order() -> list[str]:
        told = words(browser)
        return sorted(["runs high", "runs low"], key=told.index)

    assert order() == ["runs high", "runs low"]
    noted(notebook, Mark(-3, bearable=False))
    assert order() == ["runs low", "runs high"]
    noted(notebook, Mark(4, bearable=False))
    assert order() == ["runs high", "runs low"]
    links = browser.get(HERE).page.links
    assert {"/practise/brisk-move", "/practise/orient-outward"} <= {*links}


def test_a_mark_is_changed_or_erased(browser: Browser, notebook: Opened) -> None:
    path = f"{HERE}/{noted(notebook, Mark(3, bearable=False))}"
    assert path in browser.get(HERE).page.links
    assert chosen(browser.get(path)) == [("level", "3"), ("bearable", "no")]
    assert send(browser, path, level="").status == 422
    assert send(browser, path, level="2", bearable="yes").location == HERE
    assert counted(marks(notebook)) == tuple(borne(2))
    [changed] = marks(notebook)
    assert browser.post(f"{HERE}/{changed.id}/erase").location == HERE
    assert marks(notebook) == ()
    assert browser.get(path).status == 404


def test_where_it_feels_unreal_it_rests_and_does_not_say_why(
    browser: Browser, notebook: Opened
) -> None:
    noted(notebook, *borne(*[0] * 9))
    feels_unreal(notebook, 7)
    shown = browser.get(HERE)
    assert "This rests today." in shown.page.words
    assert '<svg class="arousal"' not in shown.text
    assert "unreal" not in shown.page.words.lower()
    assert {"/practise", "/crisis"} <= {*shown.page.links}


def test_far_too_many_marks_are_drawn_and_listed_in_part(
    browser: Browser, notebook: Opened
) -> None:
    noted(notebook, *(Mark(n % 7 - 3, bearable=n % 3 > 0) for n in range(200)))
    shown = browser.get(HERE)
    assert "there are 200 marks in all" in " ".join(shown.page.words.split())
    assert "The picture shows the latest 30." in shown.page.words
    assert "160 earlier ones stand behind these." in shown.page.words
    assert shown.text.count('class="arousal-borne"') <= 31
