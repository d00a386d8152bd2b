import pytest

from moorings.insight.wins import ORDER
from moorings.library.catalogue import VOICES, speaking
from moorings.library.phrases import reproaches
from moorings.library.wins import Win, wins


@pytest.mark.parametrize("voice", VOICES)
@pytest.mark.parametrize("win", ORDER)
def test_a_win_is_stated_and_never_cheered(win: Win, voice: str) -> None:
    with speaking("en", voice):
        told = wins().sentence(win, 12)
    assert told.endswith(".")
    assert "%" not in told
    assert ("12" in told) is (win == "waited")
    assert not reproaches(told)
