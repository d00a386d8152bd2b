"""What a field has room for: said by its page, and held to by what reads it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest

from moorings.companion.clock import moment
from moorings.companion.holding import hold
from moorings.companion.opened import Opened, new_id
from moorings.companion.wording import add_word
from moorings.companion.worksheets import Answered, write_worksheet
from moorings.journey.records import HeldText
from moorings.web.letters import LETTERS
from tests.rooms import furnished
from tests.web.conftest import Browser

LADDERS, RUNG = "/practise/ladders", "/practise/ladders/rung/{rung}"
TRY = "/practise/ladders/try/{try}"
DIARY = (("text", "Rain."),)


@dataclass(frozen=True)
class Field:
    """One field: the page it stands on, where it goes, and what is sent besides."""

    place: str
    action: str
    name: str
    most: int
    more: tuple[tuple[str, str], ...] = ()


def here(
    place: str, name: str, most: int, more: tuple[tuple[str, str], ...] = ()
) -> Field:
    """Say it of a form that is sent to its own page."""
    return Field(place, place, name, most, more)


_HARD = (("hard", "50"),)
_WANTED = (("direction", "asking"),)
_FEARED = (("likelihood", "50"),)
FIELDS = (
    here(f"{LADDERS}/new", "text", LETTERS.wish, _WANTED),
    here(f"{LADDERS}/new", "new_person", LETTERS.name, (("text", "Ask."), *_WANTED)),
    here(f"{LADDERS}/{{ladder}}", "text", LETTERS.rung, _HARD),
    Field(RUNG, f"{RUNG}/change", "text", LETTERS.rung, _HARD),
    here(f"{RUNG}/try", "text", LETTERS.fear, _FEARED),
    here(f"{RUNG}/try", "know", LETTERS.detail, (("text", "He sighs."), *_FEARED)),
    here(f"{TRY}/change", "without", LETTERS.detail, (("text", "He sighs."), *_FEARED)),
    here(f"{TRY}/tell", "text", LETTERS.happened),
    here(f"{TRY}/tell", "learned", LETTERS.learned),
    here(f"{TRY}/tell", "vary", LETTERS.vary),
    here("/practise/kit/new", "text", LETTERS.thing, (("sense", "touch"),)),
    here("/practise/kit/song", "line", LETTERS.thing),
    here("/practise/beliefs", "own", LETTERS.own),
    Field(
        "/practise/beliefs/{belief}",
        "/practise/beliefs/{belief}/sentence",
        "sentence",
        LETTERS.sentence,
    ),
    here("/way/patterns/new", "title", LETTERS.title),
    here("/way/patterns/{pattern}/change", "title", LETTERS.title),
    here("/way/patterns/new", "own-urge", LETTERS.own, (("title", "A name"),)),
    here("/way/patterns/new", "does", LETTERS.does, (("title", "A name"),)),
    here("/way/patterns/new", "new_person", LETTERS.name, (("title", "A name"),)),
    here("/way/words", "text", LETTERS.word, (("part", "urge"),)),
    here("/way/words/{word}", "text", LETTERS.word),
    here("/way/with", "name", LETTERS.name),
    *(here("/way/origin", n, LETTERS.point) for n in ("learned", "because")),
    here("/way/origin", "different", LETTERS.point),
    here("/people/{ida}", "name", LETTERS.name),
    here(
        "/people/ledger/add",
        "new_person",
        LETTERS.names,
        (("text", "Soup."), ("what", "deposit-heard")),
    ),
    Field("/practise/therapy", "/practise/therapy/who", "name", LETTERS.name),
    here("/practise/pages/therapy-session", "q-person-new", LETTERS.name),
    here("/practise/pages/figure", "q-cue", LETTERS.answer),
    here("/safety/plan/write", "worth", LETTERS.plan),
    here("/write", "new_person", LETTERS.names, DIARY),
    here("/write/unsent", "to", LETTERS.name, DIARY),
    here("/write/held/{held}", "to", LETTERS.name, DIARY),
)


@pytest.fixture
def ids(notebook: Opened) -> dict[str, str]:
    """Give what the addresses are made of, in a notebook that is furnished."""
    known, now, held = furnished(notebook), notebook.now(), new_id()
    when, until = moment(now), now + timedelta(hours=2)
    learned = {"learned": "That is why I always wait at the window."}
    write_worksheet(notebook, new_id(), "origin", Answered(learned), when)
    text = "You never call."
    hold(notebook, HeldText(id=held, written_at=now, when=when, text=text, until=until))
    return {
        "pattern": known["/way/patterns"],
        "ladder": known[LADDERS],
        "rung": known[f"{LADDERS}/rung"],
        "try": known[f"{LADDERS}/try/{{record}}/tell"],
        "belief": known["/practise/beliefs"],
        "held": held,
        "word": add_word(notebook, "feeling", "saudade"),
        "ida": next(iter(notebook.journey.people())),
    }


@pytest.fixture
def send(browser: Browser, ids: dict[str, str]) -> Callable[[Field, str], int | str]:
    """Send a form as it stands there; gives the status, or what is wrong with it."""

    def turn(field: Field, typed: str) -> int | str:
        place, action = field.place.format(**ids), field.action.format(**ids)
        form = browser.get(place).page.form(action)
        hidden = [(n, value) for n, kind, value in form.fields if kind == "hidden"]
        answer = browser.post(action, [*hidden, *field.more, (field.name, typed)])
        if answer.status == 303:
            return 303
        assert answer.status == 422, answer.status
        assert typed in answer.text
        marked = re.search(rf'name="{field.name}"[^>]*aria-invalid="true"', answer.text)
        wrong = re.search(rf'id="{field.name}-error"', answer.text)
        assert wrong
        assert marked
        return " ".join(answer.page.words.split())

    return turn


def named(field: Field) -> str:
    return f"{field.place} {field.name}"


@pytest.mark.parametrize("field", FIELDS, ids=named)
def test_what_does_not_fit_is_said_at_its_field_and_stands_there_as_it_was_typed(
    send: Callable[[Field, str], int | str], field: Field
) -> None:
    told = send(field, "q" * (field.most + 1))
    assert isinstance(told, str)
    assert f"That is {field.most + 1} letters, and {field.most} fit here." in told
    assert send(field, "q" * field.most) == 303


@pytest.mark.parametrize("field", FIELDS, ids=named)
def test_a_page_lets_nobody_type_more_than_is_kept(
    browser: Browser, ids: dict[str, str], field: Field
) -> None:
    tags = browser.get(field.place.format(**ids)).page.tags
    most = {told["maxlength"] for _, told in tags if told.get("name") == field.name}
    assert most == {str(field.most)}
