"""The adaptive form: asking next what tells most, and stopping when that is enough."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from moorings.measures.instrument import Calibration, Key, Scale
from moorings.measures.item_response import Answer, Standing, information, standing
from moorings.measures.scoring import keyed, require_possible

#: A dimension that is known to less than this, in standard deviations, asks no more.
PRECISE_ENOUGH = 0.40
#: One of so many most telling items is drawn, so that no item is asked of everybody.
DRAWN_FROM = 4

#: Picks one of several, as `random.Random.choice` does.
Draw: TypeAlias = Callable[[Sequence[str]], str]


@dataclass(frozen=True, slots=True)
class Dimension:
    """How far one dimension has come: what was shown of it, and what may still be."""

    scale: str
    shown: int
    standing: Standing
    left: tuple[str, ...]

    @property
    def open(self) -> bool:
        """Say whether it asks for more."""
        return bool(self.left) and self.standing.standard_error >= PRECISE_ENOUGH


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an adaptive sitting has come: how much was asked, and how sure it is."""

    dimensions: tuple[Dimension, ...]

    @property
    def shown(self) -> int:
        """Count the items that were shown, answered or left out."""
        return sum(dimension.shown for dimension in self.dimensions)

    @property
    def finished(self) -> bool:
        """Say whether every dimension is precise enough, or has nothing left to ask."""
        return not any(dimension.open for dimension in self.dimensions)


def progress(
    key: Key, shown: Collection[str], responses: Mapping[str, int]
) -> Progress:
    """Give how far a sitting has come, by the items shown and the raw responses.

    An item that was shown and left out is not asked again. Raises `ValueError` for a
    key that is not calibrated on its range.
    """
    calibration = _calibration(key)
    return Progress(
        tuple(
            _dimension(key, calibration, each, shown, responses) for each in key.scales
        )
    )


def next_item(
    key: Key, shown: Collection[str], responses: Mapping[str, int], draw: Draw
) -> str | None:
    """Give the item to ask next, or None where it is enough or nothing is left.

    The dimension that was shown least comes first, and of two alike the less certain.
    Of its items a few tell most about somebody who stands where the answers so far
    point; one of them is drawn. Raises `ValueError` as `progress` does. Source: maximum
    information, Lord 1980; content balance, Kingsbury & Zara 1989; the randomesque
    draw, the same.
    """
    parameters = _calibration(key).items
    dimensions = progress(key, shown, responses).dimensions
    asking = [dimension for dimension in dimensions if dimension.open]
    if not asking:
        return None
    chosen = min(asking, key=lambda each: (each.shown, -each.standing.standard_error))
    at = chosen.standing.mean
    telling = sorted(chosen.left, key=lambda item: -information([parameters[item]], at))
    return draw(telling[:DRAWN_FROM])


def answers(key: Key, scale: Scale, responses: Mapping[str, int]) -> tuple[Answer, ...]:
    """Give the responses to a scale as item response theory takes them.

    Items without parameters are left out. Raises `ImpossibleResponseError`, and
    `ValueError` as `progress` does.
    """
    require_possible(key, responses)
    parameters = _calibration(key).items
    return tuple(
        (parameters[item], keyed(key, scale, item, responses[item]) - key.lowest)
        for item in scale.items
        if item in responses and item in parameters
    )


def _dimension(
    key: Key,
    calibration: Calibration,
    scale: Scale,
    shown: Collection[str],
    responses: Mapping[str, int],
) -> Dimension:
    bank = [item for item in scale.items if item in calibration.items]
    left = tuple(item for item in bank if item not in shown)
    found = standing(answers(key, scale, responses))
    return Dimension(scale.id, len(bank) - len(left), found, left)


def _calibration(key: Key) -> Calibration:
    if key.calibrated is None:
        raise ValueError(key.id)
    return key.calibrated
