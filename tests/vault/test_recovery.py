import re

import pytest

from moorings.vault.errors import WrongRecoveryCodeError
from moorings.vault.recovery import ALPHABET, entropy_of, new_code

CODE = "0A1BC-DEFGH-JKMNP-QRSTV-WXYZ2-3"


def test_a_code_is_26_letters_in_groups_of_five() -> None:
    assert re.fullmatch(rf"([{ALPHABET}]{{5}}-){{5}}[{ALPHABET}]", new_code())


def test_two_codes_differ() -> None:
    assert new_code() != new_code()


def test_every_letter_of_the_alphabet_is_drawn() -> None:
    drawn = {letter for _ in range(100) for letter in new_code()}
    assert drawn == {*ALPHABET, "-"}


def test_the_alphabet_has_no_letters_that_handwriting_confuses() -> None:
    assert len(set(ALPHABET)) == 32
    assert not set("ILOU") & set(ALPHABET)


@pytest.mark.parametrize(
    "typed",
    [
        CODE.lower(),
        CODE.replace("-", " "),
        CODE.replace("-", ""),
        f"  {CODE}\n",
        CODE.replace("0", "O").replace("1", "l"),
        CODE.replace("0", "o").replace("1", "I"),
        CODE.replace("-", " / "),
        CODE.replace("-", "."),
    ],
)
def test_a_code_is_read_however_it_is_typed(typed: str) -> None:
    assert entropy_of(typed) == entropy_of(CODE) == CODE.replace("-", "").encode()


@pytest.mark.parametrize(
    "typed",
    [
        "",
        CODE[:-1],
        CODE + "4",
        CODE.replace("Z", "U"),
        CODE.replace("Z", "é"),
        "-" * 26,
    ],
    ids=["nothing", "too short", "too long", "a U", "an accent", "dashes alone"],
)
def test_what_cannot_be_a_code_is_refused(typed: str) -> None:
    with pytest.raises(WrongRecoveryCodeError):
        entropy_of(typed)
