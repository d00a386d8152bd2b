import datetime as dt

from moorings.library.crisis import emergencies
from moorings.library.words import passphrase_words


def test_every_country_has_a_number_that_can_be_dialled() -> None:
    known = emergencies()
    assert known.checked >= dt.date(2026, 1, 1)
    assert len({country.name for country in known.countries}) == len(known.countries)
    for country in known.countries:
        assert country.numbers
        assert all(number.isdecimal() for number in country.numbers)


def test_the_words_of_passphrases_are_many_and_differ() -> None:
    words = passphrase_words()
    assert len(words) == len(set(words)) >= 2_048
    assert all(word.isalpha() and word.islower() for word in words)
