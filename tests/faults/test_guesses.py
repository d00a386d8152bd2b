import pytest

from tests.faults.campaigns import require_bar

pytestmark = pytest.mark.uncounted


def test_nothing_that_somebody_who_knows_the_person_tries_is_taken() -> None:
    also = require_bar("guesses")["also"]
    assert also["personal"] > also["weak"] + also["common"]
