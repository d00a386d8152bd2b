"""Writing made plain: one way to write what can be written in many."""

import re
from collections.abc import Iterator
from typing import Final
from unicodedata import category, normalize

#: What only looks different; everything else follows from its Unicode decomposition.
_ALIKE: Final = {
    **dict.fromkeys("’‘ʼ´`′", "'"),  # noqa: RUF001 - these are what is meant
    **dict.fromkeys("“”„«»‟", '"'),
    **dict.fromkeys("–—―", "—"),  # noqa: RUF001 - these are what is meant
    **dict.fromkeys("\u2028\u2029", "\n"),
}
_INVISIBLE: Final = {"Mn", "Cf"}
_FOREIGN: Final = re.compile(r"[^\x00-\x7f]")
#: A word; one letter after another, spaced out; the end of a clause or a sentence; a
#: small picture.
_WRITTEN: Final = (
    r"L{2,}(?:['*@$!]+L+)*|L(?:[ .*/_-]L){2,30}(?![L'])|L(?:['*@$!]+L+)*"
    r"|\.\.+|[.?!;]+|\n\s*\n\s*|[,:()\"—\n¿¡]+|(?<= )-+(?= )"
    r"|[\u2600-\u27bf\U0001f300-\U0001faff]"
)
_ANY: Final = re.compile(
    _WRITTEN.replace("[L']", r"(?:[^\W_]|')").replace("L", r"[^\W_]")
)
_ASCII: Final = re.compile(
    _WRITTEN.replace("[L']", "[a-z0-9']").replace("L", "[a-z0-9]")
)


class _Folded(dict[str, str]):
    """How a sign is written once it is plain."""

    def __missing__(self, sign: str) -> str:
        plain = _ALIKE.get(sign)
        if plain is None:
            decomposed = normalize("NFKD", sign).lower()
            plain = "".join(c for c in decomposed if category(c) not in _INVISIBLE)
        self[sign] = plain
        return plain


_folded = _Folded()


def fold(text: str) -> str:
    """Write a text plainly: small letters, no accents, nothing invisible."""
    if not text.isascii():
        text = _FOREIGN.sub(lambda sign: _folded[sign[0]], text)
    return text.lower()


def tokens(folded: str) -> list[str]:
    """Cut what was folded into words and ends."""
    return (_ASCII if folded.isascii() else _ANY).findall(folded)


def places(text: str) -> Iterator[tuple[int, int]]:
    """Give where each of the `tokens` of a text stands in it as it was written."""
    if text.isascii():
        yield from (token.span() for token in _ASCII.finditer(text.lower()))
        return
    lengths = (1 if sign.isascii() else len(_folded[sign]) for sign in text)
    origins = [at for at, length in enumerate(lengths) for _ in range(length)]
    for token in _ANY.finditer(fold(text)):
        yield origins[token.start()], origins[token.end() - 1] + 1
