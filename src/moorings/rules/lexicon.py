"""Which known words a written word stands for, through the noise of quick typing."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Final, NamedTuple, TypeAlias

from moorings.rules.table import Spelling

#: What ends at a token.
NOTHING, CLAUSE, SENTENCE = 0, 1, 2
#: So many different words are remembered; then the lexicon begins anew.
_MOST = 50_000
_LONGEST = 40
_SHORTEST_PREFIX, _SHORTEST_ALIKE = 3, 6
_REPEATED: Final = re.compile(r"(.)\1\1+")
_DOUBLED: Final = re.compile(r"(.)\1+")
_SPACES: Final = re.compile(r"[ .*/_-]")
_INNER: Final = re.compile(r"[*@$!]+")
_MIXED: Final = re.compile(r"[0-9*@$!]")
_LETTERS: Final = (
    str.maketrans("013457@$!", "oieastasi", "*"),
    str.maketrans("013457@$!", "oleastasl", "*"),
)


#: Groups of words, patterns of rules, and other patterns.
Anchored: TypeAlias = tuple[int, frozenset[int], frozenset[int]]


class Entry(NamedTuple):
    """What a token gives: known words slot by slot, and what it ends.

    `groups` are the bits of all it counts as; `rules` and `others` are the patterns
    that are looked for where it stands.
    """

    slots: tuple[tuple[str, ...], ...] = ()
    ends: int = NOTHING
    groups: int = 0
    rules: frozenset[int] = frozenset()
    others: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Known:
    """Every word that a pattern speaks of, sorted by how it may be met."""

    words: frozenset[str]
    starts: frozenset[str]
    alike: "dict[str, str]"

    @classmethod
    def of(cls, words: Iterable[str]) -> "Known":
        """Sort words by the sign at their end."""
        words = set(words)
        near = [word[:-1] for word in words if word.endswith("~")]
        return cls(
            frozenset(words),
            frozenset(word[:-1] for word in words if word.endswith("*")),
            {form: word for word in sorted(near) for form in _shortened(word)},
        )

    def lexemes(self, word: str, *, alike: bool = True) -> tuple[str, ...]:
        """Give the known words that one plain word counts as."""
        longest = min(len(word), _LONGEST) + 1
        found = [word] if word in self.words else []
        starts = (word[:end] for end in range(_SHORTEST_PREFIX, longest))
        found += (f"{start}*" for start in starts if start in self.starts)
        if alike and _SHORTEST_ALIKE - 1 <= len(word) < _LONGEST:
            near = {self.alike[f] for f in _shortened(word) if f in self.alike}
            found += (f"{each}~" for each in sorted(near))
        return tuple(found)


def _shortened(word: str) -> Iterator[str]:
    """Give a word, and all it becomes when one letter is dropped."""
    yield word
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :]


class Lexicon(dict[str, Entry]):
    """Looks a token up; what was looked up once is remembered."""

    def __init__(
        self,
        known: Known,
        spelling: Spelling,
        anchored: Callable[[Collection[str]], Anchored],
    ) -> None:
        self._known = known
        self._spelling = spelling
        self._joins = frozenset(spelling.joins)
        self._anchored = anchored

    def __missing__(self, token: str) -> Entry:
        if len(self) >= _MOST:
            self.clear()
        entry = self[token] = self._entry(token)
        return entry

    def _entry(self, token: str) -> Entry:
        if not token[0].isalnum():
            return self._sign(token)
        ends = CLAUSE if token in self._joins else NOTHING
        return self._made(self._words(token), ends)

    def _sign(self, sign: str) -> Entry:
        if sign in self._spelling.spell:
            return self._made(self._spelling.spelt(sign), NOTHING)
        if sign == "." or (sign[0] in ".?!;" and sign.strip(".")):
            end = next((each for each in "?!" if each in sign), ".")
            return self._met(((end,),), SENTENCE)
        if sign[0] in '.,:()"—-¿¡\n':
            quoted = ('"',) if '"' in sign else ()
            return self._met((quoted,), SENTENCE if sign.count("\n") > 1 else CLAUSE)
        return Entry()

    def _made(self, words: Iterable[str], ends: int) -> Entry:
        return self._met(tuple(map(self._known.lexemes, words)), ends)

    def _met(self, slots: tuple[tuple[str, ...], ...], ends: int) -> Entry:
        words = frozenset(chain.from_iterable(slots))
        return Entry(slots, ends, *self._anchored(words))

    def _words(self, token: str) -> Iterable[str]:
        """Spell a token out, once what stands in its way is cleared."""
        if _SPACES.search(token):
            return self._spaced(_SPACES.split(token))
        if len(token) > _LONGEST:
            return (token,)
        forms = token, *_forms(token)
        for is_known in (self._is_written, self._is_known):
            for form in forms:
                if is_known(form):
                    return self._spelling.spelt(form)
        if _INNER.search(token):
            parts = _INNER.split(token)
            return chain.from_iterable(map(self._spelling.spelt, parts))
        return self._spelling.spelt(token)

    def _spaced(self, letters: list[str]) -> Iterable[str]:
        """Put spaced letters together, if they make a word; `I` may stand before it."""
        joined = "".join(letters)
        if self._is_known(joined):
            return self._spelling.spelt(joined)
        if self._is_known(joined[1:]):
            return (letters[0], *self._spelling.spelt(joined[1:]))
        return chain.from_iterable(map(self._spelling.spelt, letters))

    def _is_written(self, form: str) -> bool:
        return form in self._spelling.spell or form in self._known.words

    def _is_known(self, form: str) -> bool:
        return form in self._spelling.spell or any(
            self._known.lexemes(word, alike=False)
            for word in self._spelling.spelt(form)
        )


def _forms(token: str) -> Iterator[str]:
    """Give what may have been meant by a word with noise in it, likeliest first."""
    if _REPEATED.search(token):
        yield _REPEATED.sub(r"\1\1", token)
        yield _REPEATED.sub(r"\1", token)
        yield _DOUBLED.sub(r"\1", token)
    if _MIXED.search(token) and not token.isdecimal():
        yield from map(token.translate, _LETTERS)
