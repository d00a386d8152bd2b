"""Finding anything one wrote, in memory and nowhere else."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice

from moorings.companion.opened import Opened, new_id
from moorings.companion.search_text import SearchText
from moorings.journey.page import Page, Writing
from moorings.journey.records import (
    Entry,
    HeldText,
    Person,
    RawNote,
    RecordId,
    UnsentPage,
)

#: Marks that ride on letters: accents, Hebrew points, Arabic vowels.
_MARKS = re.compile(
    "[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u0610-\u061a"
    "\u064b-\u065f\u0670\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
)
#: What a phone writes curly and a keyboard writes straight.
_STRAIGHT = (("\u2019", "'"), ("\u2018", "'"), ("\u201c", '"'), ("\u201d", '"'))
#: Letters that fold one by one, and those that may become more or fewer than one.
_RUNS = re.compile(r"[\x00-\x7f]+|[^\x00-\x7f]")
_TERMS = re.compile(r'"([^"]+)"|(\S+)')
EXCERPT_LETTERS = 240
QUESTIONS_HELD = 50


@dataclass(frozen=True, slots=True)
class Feeling:
    """A feeling, as pages may have it: named in a hard moment, had, or said.

    `moods` are folded moods and labels of another diary, `words` folded as well.
    """

    activations: frozenset[RecordId] = frozenset()
    moods: frozenset[str] = frozenset()
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for: all words, and only pages that pass every filter."""

    words: str = ""
    person: RecordId | None = None
    first: date | None = None
    last: date | None = None
    kind: str = ""
    feeling: Feeling | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A page that was found, and its words cut into plain and found pieces."""

    page: Page
    pieces: tuple[tuple[str, bool], ...]


def folded(text: str) -> str:
    """Write text without case, accents and curls, letter by letter."""
    if not text.isascii():
        for curled, straight in _STRAIGHT:
            text = text.replace(curled, straight)
        text = _MARKS.sub("", unicodedata.normalize("NFKD", text))
    return text.casefold()


def ask(opened: Opened, fields: Mapping[str, str]) -> str:
    """Keep what is looked for while the vault is open, under a name that tells nothing.

    So no browser has to carry the words, in an address or from page to page.
    """
    if len(opened.asked) >= QUESTIONS_HELD:
        del opened.asked[next(iter(opened.asked))]
    name = new_id()
    opened.asked[name] = dict(fields)
    return name


def search(opened: Opened, wanted: Search, start: int, count: int) -> list[Found]:
    """Give the pages that hold every word and pass every filter, newest first."""
    terms = _terms(wanted.words)
    matching = islice(_matching(opened, wanted, terms), start, start + count)
    return [Found(page, marked(said(page.newest), terms)) for page in matching]


def _terms(words: str) -> tuple[str, ...]:
    """Cut what was typed into words and phrases; a quote left open is no letter."""
    found = _TERMS.findall(folded(words))
    return tuple(filter(None, (phrase or word.strip('"') for phrase, word in found)))


def warm(opened: Opened) -> None:
    """Have the folded text of every standing page ready."""
    _laid_out(opened)


def said(writing: Writing) -> str:
    """Give the words of a page."""
    if isinstance(writing, RawNote):
        return writing.raw.decode("utf-8", "replace")
    return writing.text


def marked(text: str, terms: tuple[str, ...]) -> tuple[tuple[str, bool], ...]:
    """Cut an excerpt around the first find into pieces that were found or not."""
    flat, places = _flat(text)
    spans = sorted(
        (places[at], _after(places, at + len(term) - 1))
        for term in terms
        for at in _places(flat, term)
    )
    start = _excerpt_start(text, spans[0][0]) if spans else 0
    end = min(len(text), start + EXCERPT_LETTERS)
    pieces: list[tuple[str, bool]] = [("…", False)] if start else []
    at = start
    for first, after in spans:
        if first >= end or after <= at:
            continue
        first = max(first, at)  # noqa: PLW2901 - overlapping finds run together
        pieces += [(text[at:first], False), (text[first:after], True)]
        at = after
    end = max(at, end)
    pieces += [(text[at:end], False), ("…" if end < len(text) else "", False)]
    return tuple(piece for piece in pieces if piece[0])


def _matching(opened: Opened, wanted: Search, terms: tuple[str, ...]) -> Iterator[Page]:
    pages = opened.journey.pages() if not terms else _holding(opened, terms)
    feeling = wanted.feeling
    saying = _laid_out(opened).saying(feeling.words) if feeling else frozenset()
    return (
        page
        for page in pages
        if _passes(page, wanted)
        and (feeling is None or page.id in saying or _felt(page.newest, feeling))
    )


def _holding(opened: Opened, terms: tuple[str, ...]) -> Iterator[Page]:
    found = map(opened.journey.page, _laid_out(opened).holding(terms))
    return (page for page in found if page is not None)


def _laid_out(opened: Opened) -> SearchText:
    """Have the words of every page ready, newest first; fold what was not folded."""
    if opened.search_text is None:
        opened.search_text = SearchText()
    journey, names = opened.journey, opened.journey.people()

    def words(page: RecordId) -> str:
        standing = journey.page(page)
        return _text(standing, names) if standing else ""

    opened.search_text.lay_out(journey.page_ids(), words)
    return opened.search_text


def _passes(page: Page, wanted: Search) -> bool:
    newest = page.newest
    day = newest.when.date
    return (
        (wanted.first is None or day >= wanted.first)
        and (wanted.last is None or day <= wanted.last)
        and (not wanted.kind or wanted.kind == kind_of(newest))
        and (
            wanted.person is None
            or (isinstance(newest, Entry) and wanted.person in newest.people)
        )
    )


def _felt(newest: Writing, feeling: Feeling) -> bool:
    """Say whether a page was noted with a feeling, here or in another diary."""
    match newest:
        case Entry(activation=activation, mood=mood, labels=labels):
            told = {folded(each) for each in (mood, *labels)}
            return activation in feeling.activations or not told.isdisjoint(
                feeling.moods
            )
        case HeldText(activation=activation):
            return activation in feeling.activations
        case _:
            return False


def kind_of(writing: Writing) -> str:
    """Name the kind of a page, as the filter knows it."""
    match writing:
        case Entry():
            return "entry"
        case UnsentPage():
            return "unsent"
        case HeldText():
            return "held"
        case RawNote():
            return "note"


def _text(page: Page, names: Mapping[RecordId, Person]) -> str:
    words = [said(version) for version in (page.newest, *page.others)]
    match page.newest:
        case Entry() as entry:
            words += [entry.mood, *entry.labels]
            words += [names[p].name for p in entry.people if p in names]
        case UnsentPage(to=to) | HeldText(to=to):
            words.append(to)
        case RawNote():
            pass
    return folded("\n".join(words))


def _flat(text: str) -> tuple[str, list[int]]:
    """Fold letter by letter, and remember from which letter each came."""
    flat: list[str] = []
    places: list[int] = []
    for run in _RUNS.finditer(text):
        letters, start = run.group(), run.start()
        plain = folded(letters)
        flat.append(plain)
        one_by_one = letters.isascii()
        places += range(*run.span()) if one_by_one else [start] * len(plain)
    places.append(len(text))
    return "".join(flat), places


def _after(places: list[int], last: int) -> int:
    """Give the place behind a find; marks that ride on its last letter belong to it."""
    letter = places[last]
    later = (places[at] for at in range(last + 1, len(places)))
    return next(place for place in later if place > letter)


def _places(flat: str, term: str) -> Iterator[int]:
    at = flat.find(term)
    while at >= 0:
        yield at
        at = flat.find(term, at + len(term))


def _excerpt_start(text: str, first: int) -> int:
    if first < EXCERPT_LETTERS // 2:
        return 0
    start = first - EXCERPT_LETTERS // 4
    space = text.find(" ", start, first)
    return space + 1 if space >= 0 else start
