"""What is looked at in every text of a content file, whatever kind of file it is."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from moorings.library.catalogue import VOICES
from moorings.library.content_shape import Found
from moorings.library.phrases import claims, reproaches
from moorings.library.reading import HARDEST_GRADE, grade, words
from moorings.library.toml_lines import Place

#: What names something: nobody reads it.
SILENT: Final = frozenset(
    {"asks", "evidence", "from", "id", "instead", "keeps", "kind"}
    | {
        "leanings",
        "length_of",
        "lessons",
        "next",
        "of",
        "offered",
        "onward",
        "practices",
        "rates",
        "read",
    }
    | {"fork", "only", "own", "practice", "room", "rooms", "start", "to", "try"}
)
#: A grade says little about a shorter text.
FEWEST_WORDS: Final = 30
#: Of all words of two voices, so large a part may stand in both (own).
MOST_SHARED: Final = 0.6
_SOURCES: Final = "sources"


def texts(told: object, place: Place = ()) -> Iterator[tuple[Place, str]]:
    """Give every text that a person reads, with its place."""
    match told:
        case dict():
            for key, value in told.items():
                if key not in SILENT:
                    yield from texts(value, (*place, key))
        case list():
            for number, each in enumerate(told):
                yield from texts(each, (*place, number))
        case str():
            yield place, told
        case _:
            pass


def badly_written(told: object) -> Iterator[Found]:
    """Say how any text is not written as ours are, in whatever language."""
    for place, text in texts(told):
        yield from ((place, reason) for reason in _odd(text, sources=_SOURCES in place))


def badly_said(told: object) -> Iterator[Found]:
    """Say what any English text says that it must not, or says in hard words."""
    for place, text in texts(told):
        yield from ((place, f"it {each}") for each in reproaches(text))
        if _SOURCES in place:
            continue
        yield from ((place, f"claims too much: {each}") for each in claims(text))
        if len(words(text)) >= FEWEST_WORDS:
            yield from too_hard(place, text)


def too_hard(place: Place, text: str) -> Iterator[Found]:
    """Say so where a text is harder to read than most people find easy."""
    if grade(text) > HARDEST_GRADE:
        yield (
            place,
            f"reads at grade {grade(text):.1f}, and at most {HARDEST_GRADE} is easy",
        )


def voices_apart(told: object, place: Place = ()) -> Iterator[Found]:
    """Say where one of two voices is missing, or says what the other says."""
    match told:
        case dict():
            if told.keys() & set(VOICES):
                yield from _both_voices(told, place)
            for key, value in told.items():
                yield from voices_apart(value, (*place, key))
        case list():
            for number, each in enumerate(told):
                yield from voices_apart(each, (*place, number))
        case _:
            pass


def _both_voices(told: Mapping[str, object], place: Place) -> Iterator[Found]:
    said = [each for voice in VOICES if isinstance(each := told.get(voice), str)]
    if len(said) < len(VOICES):
        yield place, "is not said in both voices"
        return
    one, other = ({*words(each.casefold())} for each in said)
    if len(one & other) > MOST_SHARED * len(one | other):
        yield place, "says the same in both voices"


def _odd(text: str, *, sources: bool) -> Iterator[str]:
    if not text.strip() or text != " ".join(text.split()):
        yield "is blank, or oddly spaced"
    if "!" in text:
        yield "has an exclamation mark"
    if re.search("[\"']", text):
        yield "has straight quotation marks; ours are curly"
    if re.search("[\u2013\u2014]", text) and not sources:
        yield "has a dash; a comma, a colon or a new sentence will do"
