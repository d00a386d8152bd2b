import pytest

from moorings.companion.clock import moment
from moorings.companion.kitting import (
    KIT,
    LARGEST,
    Given,
    items,
    keep_item,
    keep_try,
    tries,
)
from moorings.companion.opened import Opened, new_id
from moorings.companion.practising import Practised
from moorings.journey.records import RecordId, Sense
from tests.web.conftest import Answer, Browser

HERE = "/practise/kit"
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(200))
SONG = b"OggS\0\2 a song"
LONG = "Four thousand words of one night. " * 650


def put(
    opened: Opened,
    text: str = "The blue mug",
    sense: Sense = "touch",
    content: bytes = b"",
) -> RecordId:
    record = new_id()
    keep_item(opened, record, Given(sense, text, content))
    return record


def tried(opened: Opened, record: RecordId, *pairs: tuple[int, int]) -> None:
    [thing] = [each for each in items(opened) if each.id == record]
    for before, after in pairs:
        told = Practised(before=before, after=after)
        keep_try(opened, new_id(), thing, told, moment(opened.now()))


def words(browser: Browser, path: str = HERE) -> str:
    return " ".join(browser.get(path).page.words.split())


def give(browser: Browser, content: bytes = b"", **fields: str) -> Answer:
    form = browser.get(f"{HERE}/new").page.form(f"{HERE}/new")
    hidden = {n: v for n, kind, v in form.fields if kind == "hidden"}
    files = [("a name that tells.png", content)] if content else []
    return browser.upload(f"{HERE}/new", files, hidden | fields, name="file")


def test_an_empty_kit_says_how_to_begin(browser: Browser, notebook: Opened) -> None:
    assert items(notebook) == ()
    shown = browser.get(HERE)
    assert "One small thing makes a kit" in shown.page.words
    assert f"{HERE}/new" in shown.page.links
    assert "Still open" not in shown.page.words


@pytest.mark.parametrize("voice", ["warm", "plain"])
def test_both_voices_differ(browser: Browser, notebook: Opened, voice: str) -> None:
    notebook.keep()
    browser.cookies["moorings-device-8377"] = f"voice={voice}"
    assert ("One small thing makes a kit" in words(browser)) == (voice == "warm")


def test_a_thing_is_put_in_with_a_word_alone(
    browser: Browser, notebook: Opened
) -> None:
    assert give(browser, sense="smell", text="Orange peel").location == HERE
    [thing] = items(notebook)
    assert (thing.sense, thing.text, thing.blob) == ("smell", "Orange peel", None)
    shown = words(browser)
    assert "Kept." in shown
    assert "To smell · Not tried yet." in shown
    assert "Still open, if you like: To see" in shown


def test_a_form_that_is_sent_twice_keeps_one_thing(
    browser: Browser, notebook: Opened
) -> None:
    fields = {"record": new_id(), "sense": "sight", "text": "The mug"}
    for _ in range(2):
        files = [("mug.png", PICTURE)]
        assert browser.upload(f"{HERE}/new", files, fields, name="file").status == 303
    assert len(items(notebook)) == 1


@pytest.mark.parametrize(
    ("content", "fields", "sentence"),
    [
        (b"", {"text": "Orange peel"}, "Choose one of these first"),
        (b"", {"text": "Orange peel", "sense": "sixth"}, "Choose one of these first"),
        (b"", {"sense": "smell", "text": "  "}, "A word is needed"),
        (b"<svg/>", {"sense": "sight", "text": "Orange peel"}, "no picture or record"),
        (bytes(LARGEST + 1), {"sense": "sight", "text": "Orange peel"}, "too large"),
    ],
)
def test_what_cannot_be_kept_is_told_at_its_place_and_what_was_typed_stays(
    browser: Browser,
    notebook: Opened,
    content: bytes,
    fields: dict[str, str],
    sentence: str,
) -> None:
    answer = give(browser, content, **fields)
    assert answer.status == 422
    told = " ".join(answer.page.words.split())
    assert "Please look again." in told
    assert sentence in told
    typed = {n: v for n, _, v in answer.page.form(f"{HERE}/new").fields}
    assert typed["text"].strip() == fields["text"].strip()
    chosen = [a for t, a in answer.page.tags if t == "input" and "checked" in a]
    assert [a["value"] for a in chosen] == [
        s for s in [fields.get("sense")] if s and s != "sixth"
    ]
    assert items(notebook) == ()


def test_a_form_beyond_all_bounds_is_told_as_kindly(
    browser: Browser, notebook: Opened
) -> None:
    answer = give(browser, bytes(11 * 1024 * 1024), sense="sight", text="a gull")
    assert answer.status == 422
    assert "a gull" in answer.text
    assert "up to 9 MB fit" in answer.page.words
    assert items(notebook) == ()


def test_words_of_danger_in_it_bring_people_and_are_kept(
    browser: Browser, notebook: Opened
) -> None:
    give(browser, sense="place", text="The bridge, where I will kill myself")
    assert len(items(notebook)) == 1
    assert "People first" in words(browser)
    assert "People first" not in words(browser)


def test_it_is_tried_and_told_in_facts_and_stays_until_it_is_let_go(
    browser: Browser, notebook: Opened
) -> None:
    record = put(notebook)
    path = f"{HERE}/{record}"
    assert "Not tried yet." in words(browser, path)
    for number, (before, after) in enumerate([(7, 5), (6, 5), (8, 4)]):
        form = browser.get(path).page.form(path)
        hidden = {n: v for n, kind, v in form.fields if kind == "hidden"}
        fields = hidden | {"before": str(before), "after": str(after), "then": "done"}
        for _ in range(2):  # sent twice, it counts once
            assert browser.post(path, fields).location == path
        told = words(browser, path)
        assert ("reason to keep it" in told) == (number == 2)
        assert ("of 3 times" in told) == (number < 2)
    assert "Tried 3 times: 7→5, 6→5, 8→4." in told
    assert "In the middle of 3 tries it was 2 lower afterwards." in told
    [thing] = items(notebook)
    assert {each.practice for each in tries(notebook, thing)} == {KIT}
    assert browser.post(f"{path}/let-go").location == HERE
    assert items(notebook) == ()
    told = words(browser)
    assert "Out of the kit." in told
    assert "The blue mug" in told  # folded away, under what was let go
    assert browser.post(f"{path}/let-go").location == HERE
    assert browser.post(f"{path}/bring-back").location == path
    assert len(items(notebook)) == 1


def test_a_try_without_numbers_or_stopped_early_counts_and_odd_ones_are_left_out(
    browser: Browser, notebook: Opened
) -> None:
    path = f"{HERE}/{put(notebook)}"
    browser.post(path, {"then": "stopped", "before": "11", "after": "²"})
    assert "Tried 1 time, without numbers." in words(browser, path)
    [thing] = items(notebook)
    [time] = tries(notebook, thing)
    assert (time.before, time.after, time.stopped) == (None, None, True)


def test_what_was_followed_by_lower_numbers_stands_first_and_higher_ones_last(
    browser: Browser, notebook: Opened
) -> None:
    higher = put(notebook, "The old coat")
    put(notebook, "Rain on the tent", "sound")
    lower = put(notebook, "The blue mug")
    tried(notebook, higher, (4, 6), (5, 6), (5, 7))
    tried(notebook, lower, (7, 5), (6, 4), (8, 4))
    told = words(browser)
    places = [told.index(each) for each in ("blue mug", "Rain on", "old coat")]
    assert places == sorted(places)
    shown = browser.get(f"{HERE}/{higher}")
    assert "The last three times it was higher" in shown.page.words
    assert "Try it all the same" in shown.page.words


def test_it_is_changed_under_the_same_address(
    browser: Browser, notebook: Opened
) -> None:
    record = put(notebook, "The mug", "sight", PICTURE)
    path = f"{HERE}/{record}"
    form = browser.get(f"{path}/change").page.form(f"{path}/change")
    typed = {n: v for n, kind, v in form.fields if kind in {"hidden", "textarea"}}
    assert typed["text"].strip() == "The mug"
    fields = typed | {"sense": "touch", "text": "The mug, warm"}
    answer = browser.upload(f"{path}/change", [], fields, name="file")
    assert answer.location == path
    [thing] = items(notebook)
    assert (thing.sense, thing.text) == ("touch", "The mug, warm")
    assert browser.get(f"{path}/file").body == PICTURE
    wrong = {**fields, "record": new_id(), "text": "", "take-away": "1"}
    answer = browser.upload(f"{path}/change", [], wrong, name="file")
    assert answer.status == 422
    assert browser.get(f"{path}/file").body == PICTURE


def test_erasing_is_asked_once_and_destroys_the_file_and_the_tries(
    browser: Browser, notebook: Opened
) -> None:
    record = put(notebook, "The mug", "sight", PICTURE)
    tried(notebook, record, (7, 5))
    path = f"{HERE}/{record}"
    assert f"{path}/erase" in browser.get(path).page.links
    assert "Erase this for good?" in words(browser, f"{path}/erase")
    assert len(items(notebook)) == 1
    assert browser.post(f"{path}/erase").location == HERE
    assert list(notebook.log.shelf(notebook.owner, "blobs")) == []
    for gone in (path, f"{path}/file", f"{path}/change", f"{path}/erase"):
        assert browser.get(gone).status == 404


def test_far_too_much_is_folded_and_breaks_nothing(
    browser: Browser, notebook: Opened
) -> None:
    for number in range(60):
        put(notebook, f"Thing {number}")
    record = put(notebook, LONG + "x" * 300)
    put(notebook, "سارة على الدرج", "person")
    shown = browser.get(HERE)
    assert "50 more" in " ".join(shown.page.words.split())
    assert browser.get(f"{HERE}/{record}").status == 200
    tried(notebook, record, *[(7, 5)] * 30)
    told = words(browser, f"{HERE}/{record}")
    assert "Tried 30 times; the last 5: 7→5, 7→5, 7→5, 7→5, 7→5." in told
