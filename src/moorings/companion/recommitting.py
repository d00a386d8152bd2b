"""Recommitting: slips that were looked at, and the few plans that are for now."""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from hashlib import sha256

from moorings.companion.choosing import choose
from moorings.companion.opened import Opened
from moorings.companion.worksheets import worksheet, worksheets
from moorings.errors import MooringsError
from moorings.insight.grown import Grown
from moorings.insight.grown import grown as counted
from moorings.journey.records import PracticeTime, When
from moorings.journey.records.base import ID_DIGITS

SLIP, PLAN, WIDER = "slip", "recommit-plan", "wider"
#: So many if-then lines are for now (own); more are hard to keep in mind.
MOST = 2
#: So many noes at one look say that life has narrowed (own).
NOES = 2
#: The choice that names the lines that were laid aside.
LAID_ASIDE = "if-then-aside"
#: From so many slips on it is said what was stronger in them (own).
ENOUGH = 3
_FIELD = "if-then"


class TooManyPlansError(MooringsError):
    """More if-then lines than can be for now."""

    sentence = (
        "Two if-then lines are the most for one time. Leave two ticked, or one, or "
        "none; the others stay here."
    )


@dataclass(frozen=True, slots=True)
class IfThen:
    """One if and one then: a line of the plan, or of a slip."""

    id: str
    words: str
    when: When
    now: bool


def grown(opened: Opened) -> Grown:
    """Count returns, times of practice, and what was done in hard moments."""
    return counted(
        opened.journey.activations(),
        [each.when for each in opened.journey.standing(PracticeTime)],
        [each.when for each in worksheets(opened, SLIP)],
    )


def stronger(opened: Opened) -> tuple[tuple[str, int], ...]:
    """Count what was stronger than usual in more than one slip, the commonest first."""
    slips = worksheets(opened, SLIP)
    picked = Counter(p for each in slips for p in each.chosen.get("stronger", ()))
    told = [(p, n) for p, n in picked.most_common() if n > 1 and p != "unsure"]
    return tuple(told) if len(slips) >= ENOUGH else ()


def if_thens(opened: Opened) -> tuple[IfThen, ...]:
    """Give every if-then line, the latest first; two not laid aside are for now."""
    aside = set(opened.journey.choices.get(LAID_ASIDE, "").split())
    written = list(_written(opened))
    now = [line for line, _, _ in written if line not in aside][:MOST]
    return tuple(IfThen(line, words, at, line in now) for line, words, at in written)


def choose_if_thens(opened: Opened, chosen: Collection[str]) -> None:
    """Keep which lines are for now; the others are laid aside, not thrown away."""
    known = [each.id for each in if_thens(opened)]
    if len({*chosen} & {*known}) > MOST:
        raise TooManyPlansError
    aside = [line for line in known if line not in chosen]
    choose(opened, {LAID_ASIDE: " ".join(aside)})


def narrow(opened: Opened) -> bool:
    """Say whether the last look at whether life gets wider had two noes or more."""
    latest = worksheet(opened, WIDER)
    told = latest.chosen.values() if latest else ()
    return sum(each == ("no",) for each in told) >= NOES


def _written(opened: Opened) -> Iterator[tuple[str, str, When]]:
    """Give each line, with an id that stays as long as its words do, the latest first.

    A plan counts from its last change: it keeps the day on which it was begun.
    """
    sheets = [*worksheets(opened, SLIP), *worksheets(opened, PLAN)]
    for each in sorted(sheets, key=lambda sheet: sheet.written_at, reverse=True):
        first = opened.journey.versions(each.id)[0].id
        lines = map(str.strip, each.answers.get(_FIELD, "").split("\n"))
        for line in filter(None, dict.fromkeys(lines)):
            name = sha256(f"{first} {line}".encode()).hexdigest()
            yield name[:ID_DIGITS], line, each.when
