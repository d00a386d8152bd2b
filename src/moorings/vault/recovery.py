"""The recovery code: 130 random bits that a person can write down."""

import secrets

from moorings.vault.errors import WrongRecoveryCodeError

#: Crockford's base 32: no I, L, O or U, so that handwriting stays readable.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LETTERS = 26
GROUP = 5
_MISREAD = str.maketrans({"I": "1", "L": "1", "O": "0"})


def new_code() -> str:
    """Make a code, in groups of five for the eye."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LETTERS))
    return "-".join(letters[i : i + GROUP] for i in range(0, CODE_LETTERS, GROUP))


def entropy_of(code: str) -> bytes:
    """Read a typed code, forgiving case, spacing and look-alike letters."""
    letters = "".join(c for c in code.upper().translate(_MISREAD) if c.isalnum())
    if len(letters) != CODE_LETTERS or not set(letters) <= set(ALPHABET):
        raise WrongRecoveryCodeError
    return letters.encode()
