"""What a room leads to, as far as it is open just now, and what was written in it."""

from collections.abc import Iterable
from dataclasses import dataclass

from moorings.companion.opened import Opened
from moorings.companion.practising import reasons, resting_worse
from moorings.companion.worksheets import worksheets
from moorings.journey.records import RecordId, Worksheet
from moorings.library.practices import practices
from moorings.library.shelf import Asks
from moorings.library.worksheets import sheets
from moorings.safety.resting import may_be_suggested, rests
from moorings.web.listing import beginning
from moorings.web.rendering import short_day

#: So many pages of answers stand open in a list, and so many behind a fold.
FIRST, FOLDED = 3, 300


@dataclass(frozen=True, slots=True)
class Link:
    """One practice or page of questions."""

    path: str
    title: str
    short: str


@dataclass(frozen=True, slots=True)
class Links:
    """What is suggested, what is only there to be chosen, and whether some rests."""

    now: tuple[Link, ...]
    also: tuple[Link, ...]
    rests: bool

    @property
    def none(self) -> bool:
        """Say whether all of it rests."""
        return not (self.now or self.also)


@dataclass(frozen=True, slots=True)
class Written:
    """One page of answers in a list."""

    path: str
    words: str
    day: str
    quiet: str = ""


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of answers of one kind: the latest, and more behind a fold."""

    first: tuple[Written, ...] = ()
    folded: tuple[Written, ...] = ()
    further: int = 0

    @property
    def count(self) -> int:
        """Count them all."""
        return len(self.first) + len(self.folded) + self.further


def links(
    opened: Opened, names: Iterable[str], person: RecordId | None = None
) -> Links:
    """Sort practices and pages of questions, by their ids, by whether they are open."""
    known, worse = reasons(opened, person), resting_worse(opened)
    now: list[Link] = []
    also: list[Link] = []
    resting = False
    for name in names:
        link, asks = _told(name)
        if name in worse or rests(asks, known):
            resting = True
        else:
            (now if may_be_suggested(asks, known) else also).append(link)
    return Links(tuple(now), tuple(also), resting)


def written(opened: Opened, sheet: str) -> Pages:
    """List the pages of answers of one kind, the latest first."""
    return in_pages(
        tuple(
            Written(
                f"/practise/pages/{sheet}/{each.id}",
                beginning(_known_by(each)),
                short_day(each.when.date),
            )
            for each in worksheets(opened, sheet)
        )
    )


def in_pages(all_of_them: tuple[Written, ...]) -> Pages:
    """Lay a list out: the first of it open, more of it folded."""
    rest = all_of_them[FIRST:]
    return Pages(all_of_them[:FIRST], rest[:FOLDED], max(0, len(rest) - FOLDED))


def _known_by(kept: Worksheet) -> str:
    """Give the first words of a page of answers, or else what was ticked on it."""
    asked = sheets()[kept.sheet].fields
    ticked = (
        " · ".join(filter(None, map(each.option, kept.chosen.get(each.id, ()))))
        for each in asked
        if each.kind == "choices"
    )
    told = (kept.answers.get(e.id, "") for e in asked if e.kind in {"text", "line"})
    return next(filter(None, (*told, *ticked)), "")


def _told(name: str) -> tuple[Link, tuple[Asks, ...]]:
    if name in practices():
        practice = practices()[name]
        return Link(f"/practise/{name}", practice.title, practice.short), practice.asks
    sheet = sheets()[name]
    return Link(f"/practise/pages/{name}", sheet.title, sheet.short), sheet.asks
