import datetime as dt
import re
from collections.abc import Iterator

import msgspec
import pytest

from moorings.library import crisis
from moorings.library.crisis import Country, Line, countries, is_old, months, oldest
from moorings.library.words import passphrase_words

READ = "own page or government"
SEEN = "seen in a public source"
REPEATED = "on pages that repeat it"

#: Every number of a help line that may ship, by country: how it came to be known. A
#: number that is not here was not checked, however often it is copied elsewhere.
MAY_SHIP = {
    "at": {"142": SEEN},
    "au": {"131114": SEEN, "1300224636": SEEN, "1800737732": READ},
    "be": {"1813": SEEN, "106": SEEN, "107": SEEN},
    "br": {"188": SEEN},
    "ca": {"988": SEEN},
    "ch": {"143": SEEN},
    "de": {"08001110111": SEEN, "08001110222": SEEN, "116016": READ},
    "dk": {"70201201": SEEN},
    "es": {"016": REPEATED, "600000016": REPEATED},
    "fi": {"0925250111": SEEN},
    "fr": {"3114": SEEN, "3919": REPEATED},
    "gb": {"116123": SEEN, "85258": SEEN, "08082000247": READ},
    "hk": {"23892222": SEEN},
    "ie": {"116123": SEEN, "50808": SEEN, "1800247247": SEEN, "1800341900": READ},
    "il": {"1201": SEEN},
    "it": {"1522": READ},
    "jp": {"0120061338": SEEN, "0357740992": SEEN},
    "no": {"116123": SEEN},
    "nz": {"1737": SEEN, "0800543354": SEEN},
    "pl": {"116123": SEEN},
    "se": {"90101": SEEN},
    "us": {
        "988": SEEN,
        "741741": SEEN,
        "18007997233": READ,
        "88788": READ,
        "18007873224": READ,
    },
    "za": {"0800567567": SEEN},
}
EMERGENCY = {
    "au": ("000",),
    "br": ("190", "192"),
    "ca": ("911",),
    "ch": ("112", "144"),
    "eu": ("112",),
    "fr": ("112", "15"),
    "gb": ("999", "112"),
    "hk": ("999",),
    "ie": ("112", "999"),
    "il": ("100", "101"),
    "in": ("112",),
    "it": ("112", "118"),
    "jp": ("110", "119"),
    "no": ("112", "113"),
    "nz": ("111",),
    "us": ("911",),
    "za": ("10111", "10177"),
}
#: Numbers that many lists still name. They lead nowhere, or to somebody else.
GONE = {"18002738255", "18334564566", "09000113", "1393", "18002214444"}
HOW = {"own": READ, "public": SEEN, "repeated": REPEATED}
GOOD = """
name = "Nowhere"
[emergency]
numbers = [{ number = "112" }]
source = "its own page"
read = 2026-11-21
[[lines]]
name = "A line"
for = ["youth"]
about = "For young people."
ways = [{ by = "call", number = "116 111" }]
seen = "own"
source = "its own page"
read = 2026-10-01
"""


def lines() -> Iterator[tuple[str, Line]]:
    for code, country in countries().items():
        yield from ((code, line) for line in country.lines)


def read(text: str) -> Country:
    return msgspec.toml.decode(text, type=Country)


def test_no_number_of_a_line_ships_that_is_not_in_the_table() -> None:
    found: dict[str, dict[str, str]] = {}
    for code, line in lines():
        for way in line.ways:
            found.setdefault(code, {})[way.digits] = HOW[line.seen]
    assert found == MAY_SHIP


def test_no_emergency_number_ships_that_is_not_in_the_table() -> None:
    union = {code for code, each in countries().items() if each.part_of}
    assert len(union) == 27
    assert {code for code in countries() if code not in union} <= EMERGENCY.keys()
    for code, country in countries().items():
        digits = tuple(each.digits for each in country.emergency.numbers)
        assert digits == EMERGENCY.get(code, ("112",)), code


def test_a_number_that_was_taken_out_of_service_stays_out() -> None:
    known = {way.digits for _, line in lines() for way in line.ways}
    assert not known & GONE


def test_every_number_can_be_dialled_as_it_is_printed() -> None:
    printed = [each for c in countries().values() for each in c.emergency.numbers]
    ways = [way for _, line in lines() for way in line.ways]
    for each in (*printed, *ways):
        assert each.digits.isascii()
        assert each.digits.isdecimal()
        assert 2 <= len(each.digits) <= 11
        assert re.sub("[ -]", "", each.number) == each.digits


def test_every_number_says_where_and_when_it_was_read() -> None:
    for code, country in countries().items():
        emergency = country.emergency
        for source, day in (
            (emergency.source, emergency.read),
            *((line.source, line.read) for line in country.lines),
        ):
            assert len(source) > 5, code
            assert day >= dt.date(2026, 11, 1), code


def test_a_country_is_named_once_and_a_line_stands_once() -> None:
    names = [country.name for country in countries().values()]
    assert names == sorted(set(names))
    for code, country in countries().items():
        assert re.fullmatch("[a-z]{2}", code)
        assert not country.part_of or country.part_of in countries()
        told = [(line.name, way) for line in country.lines for way in line.ways]
        assert len(told) == len(set(told))


def test_what_is_only_repeated_elsewhere_bears_the_mark() -> None:
    marked = {line.name for _, line in lines() if line.seen == "repeated"}
    assert marked == {"Violences Femmes Info", "Servicio 016"}


def test_a_text_or_a_message_is_no_call() -> None:
    for code, line in lines():
        for way in line.ways:
            assert way.by == "text" or not way.keyword, code


@pytest.mark.parametrize(
    "told",
    [
        GOOD.replace('"112"', '"one one two"'),
        GOOD.replace('"112"', '""'),
        GOOD.replace('"116 111"', '"+44 116 111"'),
        GOOD.replace('"116 111"', '"116 111 "'),
        GOOD.replace('"youth"', '"anything"'),
        GOOD.replace('["youth"]', "[]"),
        GOOD.replace('seen = "own"\n', ""),
        GOOD.replace('seen = "own"', 'seen = "somewhere"'),
        GOOD.replace('source = "its own page"', 'source = ""'),
        GOOD.replace("read = 2026-10-01\n", ""),
        GOOD.replace('[{ number = "112" }]', "[]"),
        GOOD + 'detected = "never"\n',
    ],
)
def test_a_file_that_leaves_something_open_is_refused(told: str) -> None:
    assert told != GOOD
    with pytest.raises(msgspec.ValidationError):
        read(told)


def test_a_country_is_as_old_as_what_was_read_longest_ago() -> None:
    country = read(GOOD)
    assert oldest([country]) == dt.date(2026, 10, 1)
    assert oldest([country, *countries().values()]) == dt.date(2026, 10, 1)


@pytest.mark.parametrize(
    ("since", "until", "whole"),
    [
        ("2026-11-21", "2026-11-21", 0),
        ("2026-11-21", "2027-11-20", 11),
        ("2026-11-21", "2027-11-21", 12),
        ("2028-02-29", "2029-02-28", 11),
        ("2028-02-29", "2029-03-01", 12),
        ("2026-11-21", "2026-03-01", -9),
    ],
)
def test_months_are_counted_whole(since: str, until: str, whole: int) -> None:
    begun, ended = dt.date.fromisoformat(since), dt.date.fromisoformat(until)
    assert months(begun, ended) == whole
    assert is_old(begun, ended) == (whole >= crisis.MONTHS_FRESH)


def test_the_words_of_passphrases_are_many_and_differ() -> None:
    words = passphrase_words()
    assert len(words) == len(set(words)) >= 2_048
    assert all(word.isalpha() and word.islower() for word in words)
