from moorings.companion.kitting import Given, items, keep_item, tries
from moorings.companion.opened import Opened, new_id
from moorings.companion.practising import times
from moorings.journey.records import RecordId
from tests.unreal import feels_unreal
from tests.web.conftest import Answer, Browser

HERE = "/practise/kit/song"
SONG = b"OggS\0\2 a song"


def put(opened: Opened, text: str, content: bytes = b"") -> RecordId:
    record = new_id()
    keep_item(opened, record, Given("sound", text, content))
    return record


def send(browser: Browser, **fields: str) -> Answer:
    form = browser.get(HERE).page.form(HERE)
    hidden = {n: v for n, kind, v in form.fields if kind == "hidden"}
    return browser.post(HERE, hidden | fields)


def test_a_song_of_the_kit_keeps_company_and_counts_as_a_try_of_it(
    browser: Browser, notebook: Opened
) -> None:
    record = put(notebook, "The lullaby", SONG)
    keep_item(notebook, new_id(), Given("sight", "The mug"))
    shown = browser.get(HERE).page
    assert "The lullaby" in shown.words
    assert "The mug" not in shown.words
    sent = send(browser, song=record, before="7", after="6", then="done")
    assert sent.location == HERE
    [time] = times(notebook, "company-of-a-song")
    assert (time.about, time.before, time.after) == (record, 7, 6)
    [thing] = [each for each in items(notebook) if each.id == record]
    assert len(tries(notebook, thing)) == 1


def test_a_title_and_a_line_are_a_page_and_go_into_the_kit_if_wanted(
    browser: Browser, notebook: Opened
) -> None:
    assert send(browser, line="The river: and it rolls").location == HERE
    assert items(notebook) == ()
    [page] = notebook.journey.pages()
    assert page.newest.practice == "company-of-a-song"  # type: ignore[union-attr]
    fields = {"record": new_id(), "item": new_id(), "line": "Fast car", "into-kit": "1"}
    for _ in range(2):  # sent twice, it is kept once
        assert browser.post(HERE, fields).location == HERE
    [thing] = items(notebook)
    assert (thing.sense, thing.text) == ("sound", "Fast car")
    assert len(times(notebook, "company-of-a-song")) == 2


def test_nothing_at_all_is_told_and_keeps_nothing(
    browser: Browser, notebook: Opened
) -> None:
    answer = send(browser, line="  ", **{"into-kit": "1"})
    assert answer.status == 422
    assert "choose a song, or write one" in answer.page.words
    checked = [a for t, a in answer.page.tags if t == "input" and "checked" in a]
    assert [a["name"] for a in checked] == ["into-kit"]
    assert times(notebook) == ()


def test_words_of_danger_bring_people(browser: Browser, notebook: Opened) -> None:
    send(browser, line="I want to die, I want to die")
    assert len(times(notebook)) == 1
    assert "People first" in browser.get(HERE).page.words


def test_where_it_feels_unreal_it_rests_like_any_room(
    browser: Browser, notebook: Opened
) -> None:
    feels_unreal(notebook, 9)
    shown = browser.get(HERE).page
    assert "This rests today." in shown.words
    assert HERE not in [form.action for form in shown.forms]


def test_far_too_many_songs_are_not_all_shown(
    browser: Browser, notebook: Opened
) -> None:
    for number in range(25):
        put(notebook, f"Song {number}", SONG if number % 2 else b"")
    told = " ".join(browser.get(HERE).page.words.split())
    assert "Song 24" in told
    assert "Song 4 " not in told
    assert "5 later ones stand behind these." in told
