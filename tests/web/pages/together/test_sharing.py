"""Two notebooks on one server that share, page by page, as each of the two sees it."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from moorings.companion.bonds import bonds
from moorings.companion.guarding import raise_flag
from moorings.companion.harbour import Harbour
from moorings.companion.mending import Happened, Taken, begin_thread, take_step
from moorings.companion.opened import Opened, new_id
from moorings.companion.promising import Promised, keep_promise
from moorings.companion.together import keep_check, say_age
from moorings.companion.worksheets import Answered, write_worksheet
from moorings.companion.writing import name_person
from moorings.journey.records import SharedItem, Statement, When
from tests.web.conftest import PASSPHRASE, PORT, Answer, Browser

WITH = "/people/together/with"
RESTS = "This rests today."


@dataclass
class Side:
    """One of the two: a browser with an open notebook."""

    browser: Browser
    opened: Opened

    def told(self, path: str) -> str:
        return " ".join(self.browser.get(path).page.words.split())

    @property
    def path(self) -> str:
        bond = bonds(self.opened)[0]
        return f"{WITH}/{self.opened.journey.versions(bond.id)[0].id}"

    @property
    def code(self) -> str:
        found = re.search(r'<textarea id="code"[^>]*>([A-Z2-7]+)<', self.here)
        assert found
        return found[1]

    @property
    def here(self) -> str:
        return self.browser.get(self.path).text

    def words(self) -> list[str]:
        listed = self.here.partition('<ol class="words">')[2].partition("</ol>")[0]
        return re.findall("<li>([^<]+)</li>", listed)

    def send(self, path: str, **fields: str) -> Answer:
        return self.browser.post(path, fields)


def ready(browser: Browser, opened: Opened) -> Side:
    say_age(opened, under_18=False)
    keep_check(opened, new_id(), "clear")
    return Side(browser, opened)


@pytest.fixture
def ida(browser: Browser, notebook: Opened) -> Side:
    name_person(notebook, "Sam")
    return ready(browser, notebook)


@pytest.fixture
def sam(harbour: Harbour, new_browser: Callable[[], Browser]) -> Side:
    made, browser = harbour.make(PASSPHRASE, door="sam"), new_browser()
    browser.cookies[f"moorings-{PORT}"] = made.token
    browser.cookies[f"moorings-vault-{PORT}"] = made.opened.owner.hex()
    return ready(browser, made.opened)


def invited(ida: Side) -> str:
    person = next(iter(ida.opened.journey.people()))
    told = {"name": "Ida", "what": "agreement", "person": person}
    answer = ida.send(f"{WITH}/new", record=new_id(), **told)
    assert answer.location == ida.path
    return ida.code


def paired(ida: Side, sam: Side) -> None:
    read = sam.send(f"{WITH}/join", text=invited(ida))
    assert "Ida invites you to one thing:" in " ".join(read.page.words.split())
    form = read.page.form(f"{WITH}/join/accept")
    told = {name: value for name, kind, value in form.fields if kind == "hidden"}
    assert sam.send(f"{WITH}/join/accept", **{**told, "name": "Sam"}).status == 303
    assert ida.send(f"{ida.path}/answer", text=sam.code).location == ida.path
    assert ida.words() == sam.words()
    assert len(ida.words()) == 6
    for side in (ida, sam):
        told = {"words": "same", "passphrase": PASSPHRASE}
        assert side.send(f"{side.path}/compare", **told).location == side.path


def test_nothing_is_shared_and_an_invitation_is_made_once(ida: Side) -> None:
    assert "Nothing is shared with anybody." in ida.told(WITH)
    record = new_id()
    told = {"record": record, "name": "Ida", "what": "text"}
    first, again = ida.send(f"{WITH}/new", **told), ida.send(f"{WITH}/new", **told)
    assert first.location == again.location == f"{WITH}/{record}"
    assert len(bonds(ida.opened)) == 1
    shown = ida.browser.get(first.location)
    assert '<path d="M' in shown.text
    file = ida.browser.get(f"{first.location}/code")
    assert file.body == bonds(ida.opened)[0].sent
    assert file.header("content-disposition") == (
        'attachment; filename="for-you.moorings"'
    )


def test_an_invitation_without_a_name_keeps_what_was_chosen(ida: Side) -> None:
    answer = ida.send(f"{WITH}/new", record=new_id(), name=" ", what="promise")
    assert answer.status == 422
    assert "Write the name by which they know you" in answer.text
    assert 'value="promise" checked' in answer.text
    long = ida.send(f"{WITH}/new", record=new_id(), name="n" * 121)
    assert long.status == 422
    assert bonds(ida.opened) == ()


def test_what_is_no_invitation_or_answer_is_said_and_stands_as_it_was(
    ida: Side, sam: Side
) -> None:
    code = invited(ida)
    for path in (f"{WITH}/join", f"{WITH}/join/accept"):
        read = sam.send(path, text="NOTACODE")
        assert read.status == 422
        assert "cannot be read here" in read.text
        assert "NOTACODE" in read.text
    wrong = ida.send(f"{ida.path}/answer", text=code)
    assert wrong.status == 422
    assert code in wrong.text
    form = sam.send(f"{WITH}/join", text=code).page.form(f"{WITH}/join/accept")
    told = {name: value for name, kind, value in form.fields if kind == "hidden"}
    nameless = sam.send(f"{WITH}/join/accept", **told, name="")
    assert nameless.status == 422
    assert "Ida invites you" in nameless.text
    assert bonds(sam.opened) == ()


def test_codes_go_by_file_as_well(ida: Side, sam: Side) -> None:
    invited(ida)
    file = ida.browser.get(f"{ida.path}/code").body
    read = sam.browser.upload(f"{WITH}/join", [("x.moorings", file)], name="file")
    form = read.page.form(f"{WITH}/join/accept")
    told = {name: value for name, kind, value in form.fields if kind == "hidden"}
    assert sam.send(f"{WITH}/join/accept", **told, name="Sam").status == 303
    answer = sam.browser.get(f"{sam.path}/code").body
    upload = [("y.moorings", answer)]
    taken = ida.browser.upload(f"{ida.path}/answer", upload, name="file")
    assert taken.location == ida.path
    assert ida.words() == sam.words()


def test_one_thing_crosses_and_the_other_side_learns_nothing_else(
    ida: Side, sam: Side
) -> None:
    paired(ida, sam)
    page = f"{ida.path}/give/lines"
    given = ida.send(
        page, record=new_id(), title="Late", text="I rang at <six>.", name="Sam"
    )
    assert given.location == ida.path
    before = sam.here
    assert "Late" not in before
    assert sam.send(f"{sam.path}/look").location == sam.path
    assert "Something came." in sam.here
    item = re.search(rf'href="({WITH}/item/[0-9a-f]+)"', sam.here)
    assert item
    assert "I rang at &lt;six&gt;." in sam.browser.get(item[1]).text
    assert "Take it back" not in sam.browser.get(item[1]).text
    sam.send(f"{sam.path}/look")
    assert "Nothing new lies here just now." in sam.here
    assert "Sam" in ida.told(ida.path)


def test_the_first_thing_waits_a_day_unless_their_name_is_typed(
    ida: Side, sam: Side
) -> None:
    paired(ida, sam)
    page, told = f"{ida.path}/give/lines", {"record": new_id(), "text": "Soup."}
    assert "On the first day" in ida.browser.get(page).text
    early = ida.send(page, **told, name="Bo")
    assert early.status != 303
    assert "Soup." in early.text
    assert 'id="name-error"' in early.text
    assert ida.send(page, **told, name="sam").location == ida.path


def test_what_is_taken_back_lies_ready_no_longer_and_a_file_carries_it_before(
    ida: Side, sam: Side
) -> None:
    paired(ida, sam)
    ida_path = sam.path
    ida.send(f"{ida.path}/give/lines", record=new_id(), text="By hand.", name="Sam")
    found = re.search(rf"{WITH}/item/[0-9a-f]+", ida.here)
    assert found
    item = found[0]
    file = ida.browser.get(f"{item}/file").body
    assert b"By hand" not in file
    assert ida.send(f"{item}/take-back").location == ida.path
    sam.send(f"{sam.path}/look")
    assert "Nothing new lies here just now." in sam.here
    other = f"{WITH}/{new_id()}"
    sam.send(f"{WITH}/new", record=other[-32:], name="Sam", what="text")
    for bring in (f"{ida_path}/bring", f"{other}/bring"):
        sam.browser.upload(bring, [("a.moorings", file[:-1])], name="file")
        assert "does not open here" in sam.told(bring.removesuffix("/bring"))
        # Whosever page it was brought to, it stands with whom it is from.
        came = sam.browser.upload(bring, [("a.moorings", file)], name="file")
        assert came.location == ida_path
        assert "Something came." in sam.told(came.location)
    got = re.search(rf"{WITH}/item/[0-9a-f]+", sam.here)
    assert got
    assert "By hand." in sam.browser.get(got[0]).text
    assert sam.send(f"{got[0]}/erase").location == sam.path
    assert sam.browser.get(got[0]).status == 404


def test_words_that_differ_end_it(ida: Side, sam: Side) -> None:
    code = invited(ida)
    form = sam.send(f"{WITH}/join", text=code).page.form(f"{WITH}/join/accept")
    told = {name: value for name, kind, value in form.fields if kind == "hidden"}
    sam.send(f"{WITH}/join/accept", **told, name="Sam")
    ida.send(f"{ida.path}/answer", text=sam.code)
    assert ida.send(f"{ida.path}/compare", words="perhaps").status == 400
    told = {"words": "same", "passphrase": "not the passphrase"}
    assert ida.send(f"{ida.path}/compare", **told).status == 403
    assert "Six words, compared face to face" in ida.here
    ida.send(f"{ida.path}/compare", words="different")
    assert "Ended: the six words were not the same." in ida.told(WITH)
    late = ida.send(f"{ida.path}/compare", words="same")
    assert "Nothing can go there now." in late.text
    assert RESTS in ida.told(f"{ida.path}/give")


def test_leaving_is_one_tap_and_looks_the_same_to_the_other(
    ida: Side, sam: Side
) -> None:
    paired(ida, sam)
    ida.send(f"{ida.path}/give/lines", record=new_id(), text="Kept by Sam.", name="Sam")
    sam.send(f"{sam.path}/look")
    sam.browser.get(sam.path)
    before = sam.here
    assert ida.send(f"{ida.path}/leave").location == WITH
    assert "It has ended here. Nobody is told." in ida.told(WITH)
    assert sam.here == before
    sam.send(f"{sam.path}/look")
    assert "Nothing new lies here just now." in sam.here
    assert "Kept by Sam." in sam.told(re.findall(rf"{WITH}/item/\w+", sam.here)[0])
    assert ida.send(f"{ida.path}/forget").location == WITH
    assert bonds(ida.opened) == ()


def test_where_it_rests_every_form_is_away_and_leaving_stays(
    ida: Side, sam: Side
) -> None:
    paired(ida, sam)
    raise_flag(ida.opened)
    assert RESTS in ida.told(WITH)
    assert RESTS in ida.told(f"{WITH}/new")
    assert RESTS in ida.told(ida.path)
    assert f"{ida.path}/give" not in ida.here
    assert f"{ida.path}/leave" in ida.here
    sent = ida.send(f"{ida.path}/give/lines", record=new_id(), text="No.", name="Sam")
    assert "nothing was kept" in sent.text
    told = {"record": new_id(), "name": "Ida", "what": "text"}
    assert "nothing was kept" in ida.send(f"{WITH}/new", **told).text


def test_with_force_named_only_others_can_be_invited(ida: Side) -> None:
    eve, bo = name_person(ida.opened, "Eve"), name_person(ida.opened, "Bo")
    keep_check(ida.opened, new_id(), "clear")
    keep_check(ida.opened, new_id(), "force", eve)
    shown = ida.browser.get(f"{WITH}/new").text
    assert bo in shown
    assert eve not in shown
    assert "Somebody not on this list" not in shown
    sent = {"record": new_id(), "name": "Ida", "what": "text"}
    for person in ("", eve):
        assert ida.send(f"{WITH}/new", person=person, **sent).status == 422
    assert ida.send(f"{WITH}/new", person=bo, **sent).status == 303
    [bond] = bonds(ida.opened)
    keep_check(ida.opened, new_id(), "force", bo)
    assert RESTS in ida.told(ida.path)
    assert bond.person == bo


def test_what_belongs_to_no_sharing_can_still_be_read_and_erased(ida: Side) -> None:
    now = ida.opened.now()
    stray = SharedItem(
        id=new_id(),
        written_at=now,
        when=When(now.date()),
        pair=new_id(),
        direction="received",
        sort="text",
        text="Late.",
    )
    ida.opened.keep(stray)
    path = f"{WITH}/item/{stray.id}"
    assert "Late." in ida.browser.get(path).text
    assert ida.send(f"{path}/erase").location == WITH
    assert ida.browser.get(path).status == 404


def test_an_invitation_can_be_read_where_it_rests_and_not_accepted(
    ida: Side, sam: Side
) -> None:
    code = invited(ida)
    keep_check(sam.opened, new_id(), "force")
    read = sam.send(f"{WITH}/join", text=code)
    assert "Ida invites you" in read.text
    assert RESTS in read.text
    assert f"{WITH}/join/accept" not in [form.action for form in read.page.forms]
    sent = sam.send(f"{WITH}/join/accept", text=code, record=new_id(), name="Sam")
    assert sent.status != 303
    assert bonds(sam.opened) == ()


@pytest.fixture
def told(ida: Side, sam: Side) -> Side:
    """Have things noted that can be given: to Sam, to somebody else, to nobody."""
    paired(ida, sam)
    opened, person = ida.opened, bonds(ida.opened)[0].person
    bo = name_person(opened, "Bo")
    keep_check(opened, new_id(), "clear")
    now = opened.now()
    when = When(now.date())
    for who, text in ((person, "one line at ten"), (bo, "not for Sam")):
        parts = {"feeling": "uneasy", "request": text}
        own = {"id": new_id(), "written_at": now, "when": when, "person": who}
        opened.keep(Statement(**own, **parts))  # type: ignore[arg-type] # as they are
    keep_promise(opened, new_id(), Promised("Ring", when.date, person=person), when)
    thread, planned = new_id(), new_id()
    begin_thread(opened, thread, Happened("repair", "me", "The ferry.", person), when)
    leave = Promised("Leave the room", when.date, person=person, mending=thread)
    keep_promise(opened, planned, leave, when)
    plan = Taken("plan", "Before I shout.", promise=planned)
    take_step(opened, new_id(), thread, plan, when)
    words = Answered({"sign": "The blue cup"})
    write_worksheet(opened, new_id(), "time-out-agreement", words, when)
    return ida


def test_copies_are_made_of_what_is_about_them_and_of_nothing_else(told: Side) -> None:
    listed = told.browser.get(f"{told.path}/give").page.links
    sources = [link for link in listed if link.startswith(f"{told.path}/give/")]
    texts = [told.browser.get(link).text for link in sources]
    expected = ("lines", "one line at ten", "Ring", "Before I shout.", "The blue cup")
    assert len(texts) == len(expected)
    for words, text in zip(expected[1:], texts[1:], strict=True):
        assert words in text
    assert "Leave the room" in texts[3]
    assert not any("not for Sam" in text for text in texts)


def test_a_copy_goes_as_it_stands_and_what_is_no_copy_is_not_there(told: Side) -> None:
    listed = told.browser.get(f"{told.path}/give").page.links
    plan = [link for link in listed if link.startswith(f"{told.path}/give/")][3]
    fields = {name: v for name, _, v in told.browser.get(plan).page.form(plan).fields}
    assert told.send(plan, **{**fields, "name": "Sam"}).location == told.path
    assert "What I will do differently" in told.here
    assert told.browser.get(f"{told.path}/give/{new_id()}").status == 404


def test_words_of_danger_bring_people_and_are_shared_all_the_same(
    ida: Side, sam: Side
) -> None:
    paired(ida, sam)
    words = "I want to kill myself tonight."
    page = f"{ida.path}/give/lines"
    ida.send(page, record=new_id(), text=words, name="Sam")
    assert "/crisis" in ida.here.partition("<h1")[0].partition("<main")[2]
    sam.send(f"{sam.path}/look")
    assert re.search(rf"{WITH}/item/[0-9a-f]+", sam.here)


def test_what_was_typed_waits_where_the_notebook_locks(
    ida: Side, sam: Side, harbour: Harbour
) -> None:
    paired(ida, sam)
    page = f"{ida.path}/give/lines"
    ida.send("/lock")
    told = {"record": new_id(), "text": "Quince, twice", "place": page}
    assert ida.send(page, **told).status == 401
    token = harbour.unlock(ida.opened.owner.hex(), PASSPHRASE)
    ida.browser.cookies[f"moorings-{PORT}"] = token
    assert "Quince, twice" in ida.browser.get(page).text


def test_a_guest_reads_what_it_is_without_a_notebook(browser: Browser) -> None:
    shown = browser.get("/together/join")
    assert shown.status == 200
    assert "You can say no without saying so." in shown.text


def test_while_a_flag_stands_nothing_more_goes_out_from_any_page(
    ida: Side, sam: Side
) -> None:
    paired(ida, sam)
    ida.send(f"{ida.path}/give/lines", record=new_id(), text="Not now.", name="Sam")
    (item,) = ida.opened.journey.standing(SharedItem)
    path = f"{WITH}/item/{item.id}"
    assert f"{path}/file" in ida.browser.get(path).page.links
    raise_flag(ida.opened, next(iter(ida.opened.journey.people())))
    sam.send(f"{sam.path}/look")
    assert "Nothing new lies here just now." in sam.here
    shown = ida.browser.get(path)
    assert f"{path}/file" not in shown.page.links
    assert ida.browser.get(f"{path}/file").status == 422
    assert ida.browser.get(f"{ida.path}/code").status == 422
    assert ida.send(f"{path}/take-back").location == ida.path


def test_a_code_is_handed_over_only_while_it_counts(ida: Side) -> None:
    invited(ida)
    assert ida.browser.get(f"{ida.path}/code").status == 200
    ida.send(f"{ida.path}/leave")
    assert ida.browser.get(f"{ida.path}/code").status == 404


def test_a_form_from_before_everything_was_erased_makes_a_new_invitation(
    ida: Side,
) -> None:
    told = {"record": new_id(), "name": "Ida", "what": "text"}
    ida.send(f"{ida.send(f'{WITH}/new', **told).location}/forget")
    again = ida.send(f"{WITH}/new", **told).location
    assert again != f"{WITH}/{told['record']}"
    assert ida.browser.get(again).status == 200


def test_words_of_theirs_that_speak_of_death_bring_people_beside_them(
    ida: Side, sam: Side
) -> None:
    paired(ida, sam)
    said = "I am going to kill myself tonight if you leave."
    ida.send(f"{ida.path}/give/lines", record=new_id(), text=said, name="Sam")
    sam.send(f"{sam.path}/look")
    (item,) = sam.opened.journey.standing(SharedItem)
    shown = sam.browser.get(f"{WITH}/item/{item.id}").page
    assert said in shown.words
    assert "What they wrote can mean danger." in shown.words
    assert "What you wrote is yours" not in shown.words
    assert any(link.startswith("tel:") for link in shown.links) or (
        "/crisis" in shown.links
    )
    mine = ida.browser.get(
        f"{WITH}/item/{next(ida.opened.journey.standing(SharedItem)).id}"
    )
    assert "/crisis" not in mine.page.links
