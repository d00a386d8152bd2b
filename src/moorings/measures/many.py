"""Scoring many answer sheets at once: the same scores as one by one, in blocks."""

from collections.abc import Callable
from dataclasses import dataclass
from math import sqrt

from moorings.errors import MooringsError
from moorings.measures.arithmetic import arithmetic
from moorings.measures.cells import UNREAD, Part, Rule, Scored
from moorings.measures.instrument import Key, Scale


class TooManyPointsError(MooringsError):
    """A response range that does not fit into a byte."""

    sentence = (
        "“{instrument}” has answers from {lowest} to {highest}, and up to {most} points"
        " can be read here."
    )


@dataclass(frozen=True, slots=True)
class Sheets:
    """A block of answer sheets, item by item in the order of `arranged_items`.

    One byte for each answer: `cell_of` it, or 0 where there is none. Never no row.
    """

    rows: int
    cells: bytes


def arranged_items(key: Key) -> tuple[str, ...]:
    """Give the items in the order in which a block holds them: scale by scale."""
    scored = (item for s in key.scales for item in (*s.straight, *s.reverse_keyed))
    return tuple(dict.fromkeys((*scored, *key.order)))


def cell_of(key: Key, response: int) -> int:
    """Give what a block holds for a response; the lowest of all is 1."""
    return response - below_lowest(key)


def below_lowest(key: Key) -> int:
    """Give the whole number below every response; raises `TooManyPointsError`."""
    lowest, highest = _ends(key)
    if highest - lowest + 1 >= UNREAD:
        raise TooManyPointsError(
            instrument=key.id, lowest=lowest, highest=highest, most=UNREAD - 1
        )
    return lowest - 1


def most_points(key: Key) -> int:
    """Give the highest number that a cell of a block can hold."""
    return cell_of(key, _ends(key)[1])


def scorer(key: Key) -> Callable[[Sheets], dict[str, Scored]]:
    r"""Give what scores a block of answer sheets: for each scale, by its id.

    .. math:: \sum_i k(x_i) = \sum_{straight} x_i +
              \sum_{turned} (lowest + highest - x_i)

    Equal to `scoring.score` of every sheet, in points of the score: NaN where the
    missing rule refuses. Raises `TooManyPointsError`. Source: as there.
    """
    names = [scale.id for scale in key.scales]
    rules = [_rule(key, scale) for scale in key.scales]

    def score(sheets: Sheets) -> dict[str, Scored]:
        scored = arithmetic().scored(sheets.cells, sheets.rows, rules)
        return dict(zip(names, scored, strict=True))

    return score


def standard_errors(key: Key, scale: Scale) -> dict[int, float]:
    r"""Give the standard error of a score from n answers, by n; empty if unknown.

    .. math:: s_E = s \sqrt{1 - \alpha} \sqrt{N / n}

    in points of the score, from the standard deviation and alpha of the complete scale
    of N items in the figures that hold for this response range. Source: classical test
    theory, for n parallel items out of N.
    """
    known = key.known.scales.get(scale.id) if key.known else None
    if known is None or known.standard_deviation is None or known.reliability is None:
        return {}
    whole = known.standard_deviation * sqrt(1 - known.reliability)
    items = len(scale.items)
    return {n: whole * sqrt(items / n) for n in range(scale.fewest_answers, items + 1)}


def _ends(key: Key) -> tuple[int, int]:
    lows, highs = zip(*map(key.range_of, key.order), strict=True)
    return min(lows), max(highs)


def _rule(key: Key, scale: Scale) -> Rule:
    """Collect the items that are counted alike."""
    base, items = below_lowest(key), arranged_items(key)
    alike: dict[tuple[int, int], list[int]] = {}
    for item in (*scale.straight, *scale.reverse_keyed):
        turned = (-1, sum(key.range_of(item)) - base)
        way = turned if item in scale.reverse_keyed else (1, base)
        alike.setdefault(way, []).append(items.index(item))
    parts = tuple(Part(tuple(columns), *way) for way, columns in alike.items())
    factors = (
        *((len(scale.items),) if key.counted == "sum" else ()),
        *((key.multiplier,) if key.multiplier > 1 else ()),
    )
    ends = [end for item in scale.items for end in key.range_of(item)]
    most = len(scale.items) * max(1, *ends)
    return Rule(parts, scale.fewest_answers, factors, (min(ends), most))
