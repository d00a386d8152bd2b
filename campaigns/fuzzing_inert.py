"""Inert: whatever was written stays words, on every page that shows it."""

from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from itertools import cycle, islice
from pathlib import Path
from random import Random
from typing import Final, TypeAlias

from campaigns import fuzzing_notebooks as notebooks
from campaigns.campaign import Campaign, Seen
from campaigns.fuzzing_atlas import Atlas
from campaigns.fuzzing_house import Lives
from campaigns.fuzzing_scripts import MARK, STRINGS, harmless
from moorings.exchange.leaving.reader import write_reader
from moorings.exchange.portable import Portable
from moorings.journey.records import AnyRecord
from tests.conftest import SetClock

#: Every tag of a page, with the names of its attributes.
Shape: TypeAlias = list[tuple[str, tuple[str, ...]]]

#: So many of the strings stand in one text, so that all come about soon.
IN_A_TEXT: Final = 4
#: Where words may stand in a tag: they are told, and nothing follows them.
TELLING: Final = (
    *(
        "value",
        "aria-label",
        "title",
        "alt",
        "placeholder",
        "content",
        "label",
        "data-",
    ),
)
LEADING: Final = frozenset({"href", "src", "action", "formaction", "data"})
ACTING: Final = ("javascript:", "data:text", "vbscript:")


class Built(HTMLParser):
    """What a page is built of, and every word that stands in a tag."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.shape: Shape = []
        self.faults: list[str] = []
        self.words: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        self.shape.append((tag, tuple(sorted(name for name, _ in attrs))))
        for name, value in attrs:
            self._judge(tag, name, value or "")

    def handle_data(self, data: str) -> None:
        """Note words."""
        self.words.append(data)

    def _judge(self, tag: str, name: str, value: str) -> None:
        acts = value.strip().lower().startswith(ACTING) and name in LEADING
        made = (
            name.startswith("on") or name == "srcdoc" or MARK in f"{tag}{name}".lower()
        )
        strays = MARK in value and not name.startswith(TELLING)
        if made or acts or strays:
            self.faults.append(f"<{tag} {name}={value[:60]}>")


def run(folder: Path, size: int, seed: int) -> Seen:
    """Write notebooks in such strings, and hold each page against one without."""
    chance, seen = Random(seed), Seen()  # noqa: S311 - repeatable on purpose
    for number in range(size):
        place = folder / str(number)
        place.mkdir()
        wholly = number % 3 == 2  # noqa: PLR2004 - every third
        shift, before = chance.randrange(len(STRINGS)), chance.random() < 1 / 2
        told = written(shift, before=before, wholly=wholly, bare=False)
        twin = written(shift, before=before, wholly=wholly, bare=True)
        compare(pages(place / "a", told), pages(place / "b", twin), seen)
        compare({"reader": reader(told)}, {"reader": reader(twin)}, seen)
        seen.done += 1
    seen.also["strings"] = len(STRINGS)
    return seen


def written(
    shift: int, *, before: bool, wholly: bool, bare: bool
) -> tuple[AnyRecord, ...]:
    """Give a notebook in whose words the strings stand, or the same without harm."""
    strings = islice(cycle(STRINGS), shift, None)

    def words(text: str) -> str:
        typed = " ".join(islice(strings, IN_A_TEXT))
        both = f"{typed} {text}" if before else f"{text} {typed}"
        return harmless(both) if bare else both

    return notebooks.rewritten(notebooks.records(), words, wholly=wholly)


def pages(folder: Path, told: tuple[AnyRecord, ...]) -> Mapping[str, str]:
    """Look at every page of a notebook that one comes to."""
    folder.mkdir()
    lives, atlas = Lives(folder, told), Atlas()
    with lives.one("open") as life:
        atlas.explore(life.browser)
        found = {each: life.browser.get(each) for each in sorted(atlas.pages)}
    return {each: answer.body.decode() for each, answer in found.items()}


def reader(told: tuple[AnyRecord, ...]) -> str:
    """Give the page that opens a notebook without the program."""
    return write_reader(Portable(SetClock().now(), told)).decode()


def compare(told: Mapping[str, str], twin: Mapping[str, str], seen: Seen) -> None:
    """Hold pages against those of the same notebook in harmless words."""
    for address in told:
        built = Built(told[address])
        seen.also["pages"] += 1
        seen.also["pages that show them"] += MARK in told[address]
        seen.problems += [f"{address}: {fault}" for fault in built.faults]
        if address in twin:
            other = Built(twin[address])
            seen.problems += [f"{address}: {f}" for f in unlike(built, other)]


def unlike(built: Built, other: Built) -> Iterator[str]:
    """Say which tags stand in one and not in the other."""
    if built.shape == other.shape:
        return
    for mine, theirs in zip(built.shape, other.shape, strict=False):
        if mine != theirs:
            yield f"is built of {mine}, and its twin of {theirs}"
            return
    yield "has more tags than its twin, or fewer"


CAMPAIGN = Campaign(
    name="inert",
    does="notebooks are written in script, and every page stays built as it was",
    unit="notebooks",
    ci=2,
    full=100,
    run=run,
    must_see=("pages", "pages that show them", "strings"),
)
