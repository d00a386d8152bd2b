"""Q11: no passphrase that a list has, or that somebody who knows the person tries."""

import secrets
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import moorings
from moorings.companion.errors import (
    CommonPassphraseError,
    PersonalPassphraseError,
    WeakPassphraseError,
)
from moorings.companion.guessing import LONGEST, names_in, require_strong
from moorings.companion.opened import Opened
from moorings.companion.securing import offer_passphrase
from moorings.companion.writing import name_person
from moorings.journey.records import Choice, Entry, Person, RecordId, When
from moorings.library.words import passphrase_words, tried_first
from moorings.vault.derivation import normal
from moorings.web.visitor import House
from tests.web.conftest import PASSPHRASE, Browser

NAMES = ("Samuel Okoro", "Mira", "Bello", "Zoë")
AT = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("passphrase", "strong"),
    [
        ("a lamp at dusk", True),
        ("lamp at dusk", True),
        ("lampat dusk", False),
        ("abababababababab", False),
        ("aabbccddaabbccdd", False),
        ("  l    m    p  ", False),
        ("\uff4campat dusk and", True),
        ("e\u0301toile du nord au loin", True),
        ("тихая вода за камнем", True),
        ("x7#Kq9!vRt2$Lw", True),
        ("7#9!4$8&1%5^3+", True),
        ("kitchen " * 60, True),
        ("long and strange " * 600, True),
    ],
)
def test_q11_a_passphrase_needs_letters_enough_and_different_ones(
    passphrase: str, *, strong: bool
) -> None:
    if strong:
        require_strong(passphrase)
    else:
        with pytest.raises(WeakPassphraseError):
            require_strong(passphrase)


@pytest.mark.parametrize(
    "passphrase",
    [
        "password1234",
        "Passw0rd!2024",
        "iloveyouforever",
        "iloveyou iloveyou",
        "qwertyuiop123",
        "poiuytrewq asdf",
        "abcdefghijkl",
        "Summer2024!!!",
        "letmein12345678",
        "monkey-dragon-football",
        "1234567890abc!",
        "trustno1trustno1",
        "P4$$w0rd P4$$w0rd",
        "kjhgfdsa!kjhgfdsa",
        "20.04.1987 20.04.1987 abc",
        "lampe lampe lampe lampe",
        "belloBelloBELLO1",
        "samuel2019samuel",
    ],
)
def test_q11_what_is_tried_first_is_refused_with_the_reason(passphrase: str) -> None:
    with pytest.raises(CommonPassphraseError, match="tried first"):
        require_strong(passphrase)


@pytest.mark.parametrize(
    "passphrase",
    [
        "okoromira1987",
        "B3ll0Z0ë5w3371321041978#1",
        "M1r4Okoro1940-04-10b4by",
        "Bello & Mira & Okoro 2019",
        "miraundbello!",
        "M1r4-B3ll0-S4mu3l",
        "ZOE mira bello 04.05.2011",
        "zoëmirabellolove",
        "okorosamuelmira",
        "bello mira 9 okoro",
        "ilovemirabello",
    ],
)
def test_q11_what_somebody_who_knows_the_person_would_try_is_refused(
    passphrase: str,
) -> None:
    with pytest.raises(PersonalPassphraseError, match="Somebody who knows you"):
        require_strong(passphrase, NAMES)


def test_q11_names_that_share_letters_are_each_seen_where_they_meet() -> None:
    """What stands there twice, 1m1r4, is part of either name."""
    with pytest.raises(PersonalPassphraseError):
        require_strong(
            "Pför7n3rc451m1r41M1r4b3ll3#1", ("Pförtner", "Casimir", "Mirabelle")
        )


@pytest.mark.parametrize(
    "passphrase",
    ["mira walks along the quay", "nine herons over Bello", "seven quiet boats"],
)
def test_q11_a_name_among_other_words_is_no_reason_to_refuse(passphrase: str) -> None:
    require_strong(passphrase, NAMES)


def test_q11_the_words_that_are_offered_are_taken_whoever_one_knows() -> None:
    for _ in range(300):
        offered = offer_passphrase(passphrase_words())
        require_strong(offered, (*NAMES, *offered.split()[:2]))


@given(st.text(max_size=LONGEST + 20), st.lists(st.text(max_size=20), max_size=4))
def test_q11_whatever_is_typed_is_taken_or_refused_with_a_sentence(
    typed: str, names: list[str]
) -> None:
    refused = (WeakPassphraseError, CommonPassphraseError, PersonalPassphraseError)
    with suppress(*refused):
        require_strong(typed, names)
        assert len(normal(typed)) >= 12


def test_q11_names_come_from_people_and_from_what_one_is_called() -> None:
    records = (
        Person(id=RecordId("1" * 32), name="Mira", written_at=AT),
        Choice(id=RecordId("2" * 32), setting="name", value="Jo", written_at=AT),
        Choice(id=RecordId("3" * 32), setting="voice", value="plain", written_at=AT),
        Entry(
            id=RecordId("4" * 32),
            when=When(AT.date()),
            text="With Anna.",
            written_at=AT,
        ),
    )
    assert list(names_in(records)) == ["Mira", "Jo"]


def test_q11_few_words_that_are_tried_first_can_be_drawn() -> None:
    """The fewer of them are, the less a drawn passphrase could be taken apart."""
    both = set(tried_first()) & set(passphrase_words())
    assert len(both) < 80
    assert len(set(tried_first())) == len(tried_first()) > 400
    chance = secrets.SystemRandom()
    worst = " ".join([*chance.sample(sorted(both), 3), "lantern", "otter", "quarry"])
    require_strong(worst)


@pytest.fixture
def known(notebook: Opened) -> None:
    for name in NAMES:
        name_person(notebook, name)


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize(
    ("new", "said"),
    [
        ("Mira&Bello2019", "Somebody who knows you could guess that"),
        ("Passw0rd!2024", "among what is tried first"),
        ("too short", "needs at least 12 letters"),
    ],
)
def test_q11_a_change_says_why_it_is_refused_and_changes_nothing(
    browser: Browser, new: str, said: str
) -> None:
    fields = {"passphrase": PASSPHRASE, "new": new, "again": new}
    answer = browser.post("/settings/passphrase", fields)
    assert answer.status == 422
    assert said in answer.page.words
    again = {"passphrase": PASSPHRASE, "new": "seven quiet boats at noon"}
    again |= {"again": again["new"]}
    assert browser.post("/settings/passphrase", again).location == "/settings"


@pytest.mark.usefixtures("notebook")
@pytest.mark.parametrize(
    "new", ["a quiet word " * 20, "тихая вода за камнем", "nuits blanches à la mer 🌊"]
)
def test_q11_long_ones_and_any_script_are_taken(
    browser: Browser, house: House, new: str
) -> None:
    fields = {"passphrase": PASSPHRASE, "new": new, "again": new}
    assert browser.post("/settings/passphrase", fields).location == "/settings"
    (vault,) = house.harbour.vaults()
    house.harbour.lock_all()
    assert house.harbour.unlock(vault, new)


def test_q11_nothing_hinders_pasting() -> None:
    folder = Path(moorings.__file__).parent / "web"
    scripts = [each.read_text("utf-8") for each in (folder / "static").glob("*.js")]
    pages = [each.read_text("utf-8") for each in folder.rglob("*.html")]
    assert len(scripts) > 10
    assert not any("onpaste" in each or '"paste"' in each for each in scripts + pages)
