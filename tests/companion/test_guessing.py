"""What is known to everybody is no passphrase, however it is written."""

import pytest

from moorings.companion.errors import CommonPassphraseError
from moorings.companion.guessing import require_strong
from moorings.library.words import well_known_phrases

LONG = [each for each in well_known_phrases() if len(each) >= 12]


@pytest.mark.parametrize("phrase", LONG)
def test_a_well_known_phrase_is_refused(phrase: str) -> None:
    with pytest.raises(CommonPassphraseError):
        require_strong(phrase)


@pytest.mark.parametrize(
    "phrase",
    [
        "Correct-Horse-Battery-Staple 1",
        "c0rr3cth0r53b4tt3ry5t4pl3",
        "Time is money! 99",
    ],
)
def test_signs_capitals_and_years_do_not_hide_a_phrase(phrase: str) -> None:
    with pytest.raises(CommonPassphraseError):
        require_strong(phrase)


def test_a_phrase_with_enough_beside_it_is_taken() -> None:
    require_strong("time is money but herons wade slowly")
