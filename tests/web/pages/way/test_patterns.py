from datetime import date, timedelta

import pytest

from moorings.companion.choosing import choose
from moorings.companion.clock import moment
from moorings.companion.mapping import Mapped, keep_pattern, patterns, proposals
from moorings.companion.opened import Opened, new_id
from moorings.companion.practising import NIGHT
from moorings.companion.settling import note_step
from moorings.companion.wording import add_word, own_words
from moorings.companion.worksheets import Answered, write_worksheet
from moorings.companion.writing import name_person
from moorings.journey.records import Naming, RecordId
from moorings.web.pages.way import patterns as page_of_patterns
from tests.conftest import SetClock
from tests.unreal import feels_unreal
from tests.web.conftest import Browser

HERE = "/way/patterns"
NEW = f"{HERE}/new"
LINES = {"feel": "I feel anxious. They are leaving me.", "do": "I check my phone."}


@pytest.fixture(autouse=True)
def by_day(notebook: Opened) -> None:
    choose(notebook, {NIGHT: "3-3"})


def told(browser: Browser, path: str = HERE) -> str:
    return " ".join(browser.get(path).page.words.split())


def answer(opened: Opened, sheet: str = "honest-distance", **lines: str) -> RecordId:
    record = new_id()
    given = Answered(lines or LINES)
    write_worksheet(opened, record, sheet, given, moment(opened.now()))
    return record


def keep(opened: Opened, **parts: object) -> RecordId:
    record = new_id()
    given = {"title": "No answer", "trigger": "no-answer", "feelings": ("anxious",)}
    keep_pattern(opened, record, Mapped(**{**given, **parts}))  # type: ignore[arg-type]
    return record


def named(opened: Opened, clock: SetClock, **parts: object) -> RecordId:
    clock.set_to(clock.now() + timedelta(days=1))
    activation = new_id()
    at = moment(opened.now())
    note_step(opened, Naming, new_id(), activation, at, **parts)
    return activation


def sent(browser: Browser, path: str) -> list[tuple[str, str]]:
    """Give a form as it stands: what is hidden, typed, and checked."""
    page = browser.get(path).page
    action = path.partition("?")[0]
    form = page.form(action)
    typed = [(n, v) for n, k, v in form.fields if k not in {"checkbox", "radio"} and n]
    checked = [
        (str(each["name"]), str(each["value"]))
        for tag, each in page.tags
        if tag == "input" and "checked" in each
    ]
    return [*typed, *checked]


def test_an_empty_map_invites(browser: Browser) -> None:
    page = browser.get(HERE).page
    assert "No pattern yet." in page.words
    assert {NEW, "/way/honest"} <= set(page.links)


def test_what_was_written_is_proposed_with_its_words_and_kept_only_by_the_person(
    browser: Browser, notebook: Opened
) -> None:
    record = answer(notebook)
    words = told(browser)
    for part in ("anxious", "they are leaving", "check my phone", "I check my phone."):
        assert part in words
    assert patterns(notebook) == ()
    path = f"{NEW}?from=honest-distance"
    assert path in browser.get(HERE).page.links
    fields = [
        (n, v) for n, v in sent(browser, path) if (n, v) != ("urges", "check-phone")
    ]
    location = browser.post(NEW, fields).location
    [found] = patterns(notebook)
    assert location == f"{HERE}/{found.id}"
    assert found.title == "When someone seems far"
    assert found.feelings == ("anxious",)
    assert found.urges == ()
    assert found.does == "I check my phone."
    assert found.drawn_from == (record,)
    assert proposals(notebook) == ()
    shown = browser.get(location).page
    assert f"/practise/pages/honest-distance/{record}" in shown.links
    assert browser.post(NEW, fields).location == location
    assert len(patterns(notebook)) == 1


def test_a_proposal_can_be_left_out(browser: Browser, notebook: Opened) -> None:
    answer(notebook)
    left = browser.post(f"{HERE}/leave", {"source": "honest-distance"})
    assert left.location == HERE
    assert "When someone seems far" not in told(browser)
    assert browser.post(f"{HERE}/leave", {"source": "nothing"}).location == HERE


def test_one_proposal_stands_and_the_others_are_folded(
    browser: Browser, notebook: Opened
) -> None:
    for sheet in ("honest-distance", "honest-known", "honest-conflict"):
        answer(notebook, sheet)
    text = browser.get(HERE).text
    before = text[: text.index("2 more from your answers")]
    assert before.count("from=honest-") == 1


def test_one_is_described_by_hand_with_words_of_ones_own_and_somebody_new(
    browser: Browser, notebook: Opened
) -> None:
    anna = name_person(notebook, "Anna & Co")
    hollow = add_word(notebook, "feeling", "<hollow>")
    fields = [
        ("record", new_id()),
        ("title", "  Quiet   evenings "),
        ("trigger", "silence-at-home"),
        ("feelings", hollow),
        ("feelings", "hurt"),
        ("feelings", "hurt"),
        ("body", "no-such-word"),
        ("own-urge", "howl"),
        ("does", "I go for bread."),
        ("people", anna),
        ("people", new_id()),
        ("new_person", "سارة"),
        ("drawn_from", anna),
    ]
    location = browser.post(NEW, fields).location
    [found] = patterns(notebook)
    assert found.title == "Quiet evenings"
    assert found.trigger == "silence-at-home"
    assert found.feelings == (hollow, "hurt")
    assert found.body == ()
    assert found.drawn_from == ()
    assert [each.text for each in own_words(notebook)["urge"]] == ["howl"]
    names = [notebook.journey.people()[p].name for p in found.people]
    assert names == ["Anna & Co", "سارة"]
    words = told(browser, location)
    for part in ("<hollow> · hurt", "howl", "Anna & Co · سارة", "I go for bread."):
        assert part in words


def test_without_a_name_what_was_chosen_and_typed_stands_there_again(
    browser: Browser, notebook: Opened
) -> None:
    answer(notebook)
    fields = {
        "record": new_id(),
        "source": "honest-distance",
        "title": " ",
        "feelings": "hurt",
        "own-body": "bees",
        "does": "I wait.",
        "new_person": "Zoë",
    }
    shown = browser.post(NEW, fields)
    assert shown.status == 422
    assert "It has no name yet." in shown.page.words
    standing = {n: v for n, _, v in shown.page.form(NEW).fields}
    for name in ("record", "source", "own-body", "does", "new_person"):
        assert standing[name].lstrip() == fields[name]
    assert 'value="hurt" checked' in shown.text
    assert patterns(notebook) == ()
    assert own_words(notebook)["body"] == ()
    assert not notebook.journey.people()


def test_it_is_counted_among_the_named_moments_and_each_is_listed(
    browser: Browser, notebook: Opened, clock: SetClock
) -> None:
    record = keep(notebook)
    path = f"{HERE}/{record}"
    assert "Too early to tell: 0 named moments so far." in told(browser, path)
    same = {"trigger": "no-answer", "feelings": ("anxious",)}
    found = [named(notebook, clock, **same) for _ in range(2)]
    assert "Too early to tell: 2 named moments so far." in told(browser)
    others = [named(notebook, clock, feelings=("hurt",)) for _ in range(8)]
    found.append(named(notebook, clock, **same))
    page = browser.get(path).page
    assert "3 of 11 named moments since 2 Mar 2026." in " ".join(page.words.split())
    assert "3 of 11 named moments since 2 Mar 2026" in told(browser)
    listed = [link for link in page.links if link.startswith("/way/moments/")]
    assert listed == [f"/way/moments/{each}" for each in reversed(found)]
    assert not {f"/way/moments/{each}" for each in others} & set(page.links)
    assert date(2026, 3, 12) == clock.now().date()


def test_of_very_many_moments_it_is_said_how_many_more_there_are(
    browser: Browser,
    notebook: Opened,
    clock: SetClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for bound in ("LISTED", "FOLDED"):
        monkeypatch.setattr(page_of_patterns, bound, 2)
    record = keep(notebook)
    same = {"trigger": "no-answer", "feelings": ("anxious",)}
    for _ in range(9):
        named(notebook, clock, **same)
    page = browser.get(f"{HERE}/{record}").page
    listed = [link for link in page.links if link.startswith("/way/moments/")]
    assert len(listed) == 4
    said = " ".join(page.words.split())
    assert "9 of 9 named moments" in said
    assert "5 earlier ones stand under Hard moments." in said
    assert "/way/moments" in page.links


def test_what_nothing_could_match_says_so(
    browser: Browser, notebook: Opened, clock: SetClock
) -> None:
    for _ in range(3):
        named(notebook, clock, feelings=("anxious",))
    record = keep(notebook, trigger="", feelings=("anxious",))
    assert "Nothing to count by yet." in told(browser, f"{HERE}/{record}")


def test_a_pattern_is_changed_as_it_stands_and_erased_after_a_question(
    browser: Browser, notebook: Opened
) -> None:
    record = keep(notebook, does="I write.", urges=("write-again",))
    path = f"{HERE}/{record}/change"
    fields = [(n, "Later" if n == "title" else v) for n, v in sent(browser, path)]
    for _ in range(2):
        location = browser.post(path, fields).location
    [found] = patterns(notebook)
    assert location == f"{HERE}/{found.id}"
    assert (found.title, found.does) == ("Later", "I write.")
    assert (found.trigger, found.urges) == ("no-answer", ("write-again",))
    assert len(notebook.journey.versions(record)) == 2
    bad = browser.post(path, [(n, "" if n == "title" else v) for n, v in fields])
    assert bad.status == 422
    assert browser.get(f"{HERE}/{record}").status == 200
    assert browser.post(f"{HERE}/{record}/erase").location == HERE
    assert patterns(notebook) == ()
    for gone in (f"{HERE}/{record}", path):
        assert browser.get(gone).status == 404
    assert browser.post(path, fields).status == 404
    assert browser.get(f"{HERE}/nonsense").status == 404


def test_a_trait_in_it_is_marked_and_stays(browser: Browser, notebook: Opened) -> None:
    record = keep(notebook, does="I ring again. I am just like that.")
    words = told(browser, f"{HERE}/{record}")
    assert "I ring again. I am just like that." in words
    assert "“I am just like that”" in words
    assert "Words that may close a door" not in told(
        browser, f"{HERE}/{keep(notebook)}"
    )


def test_words_of_danger_bring_people(browser: Browser, notebook: Opened) -> None:
    fields = {"record": new_id(), "title": "Nights", "does": "I want to kill myself."}
    location = browser.post(NEW, fields).location
    assert 'data-heard="crisis"' in browser.get(location).text
    assert 'data-heard="crisis"' not in browser.get(location).text
    assert len(patterns(notebook)) == 1


def test_at_night_nothing_is_proposed(browser: Browser, notebook: Opened) -> None:
    answer(notebook)
    choose(notebook, {NIGHT: "0-23"})
    page = browser.get(HERE).page
    assert "When someone seems far" not in page.words
    assert NEW in page.links


def test_in_a_far_hour_it_rests_and_what_is_there_can_be_read(
    browser: Browser, notebook: Opened
) -> None:
    record = keep(notebook)
    answer(notebook)
    feels_unreal(notebook, 8)
    page = browser.get(HERE).page
    assert "This rests today." in page.words
    assert f"{HERE}/{record}" in page.links
    assert NEW not in page.links
    assert browser.get(NEW).location == HERE
    one = browser.get(f"{HERE}/{record}").page
    assert f"{HERE}/{record}/change" not in one.links


def test_far_too_many_are_folded_away_and_none_is_lost(
    browser: Browser, notebook: Opened
) -> None:
    for number in range(30):
        keep(notebook, title=f"Pattern {number}")
    for number in range(40):
        name_person(notebook, f"Person {number}")
    text = browser.get(HERE).text
    assert "10 earlier ones" in text
    assert text.index("Pattern 10<") < text.index("10 earlier ones")
    assert text.index("Pattern 9<") > text.index("10 earlier ones")
    assert "Person 39" in browser.get(NEW).text
