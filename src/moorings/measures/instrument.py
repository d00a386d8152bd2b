"""What an instrument is made of, without a single word of it."""

from collections.abc import Mapping
from math import sqrt
from typing import Annotated, Literal, TypeAlias

import msgspec
from msgspec import Meta

#: Names an item, a scale or an instrument, also in records: it never changes.
Id: TypeAlias = Annotated[str, Meta(pattern="^[a-z0-9]+(-[a-z0-9]+)*$")]
_Count: TypeAlias = Annotated[int, Meta(ge=1)]
_Share: TypeAlias = Annotated[float, Meta(ge=0, lt=1)]
_Spread: TypeAlias = Annotated[float, Meta(gt=0)]
#: A response range, from its lowest to its highest answer.
Range: TypeAlias = tuple[int, int]

#: The two dimensions a map is drawn from, as every key names them.
ANXIETY, AVOIDANCE = "anxiety", "avoidance"


class Scale(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The items that measure one construct.

    A response to an item in `reverse_keyed` counts from the other end. With fewer than
    `fewest_answers` responses the scale has no score. `better` is the end that is
    easier to live at, where that is known.
    """

    id: Id
    items: Annotated[tuple[Id, ...], Meta(min_length=1)]
    fewest_answers: _Count
    reverse_keyed: tuple[Id, ...] = ()
    better: Literal["lower", "higher", "unknown"] = "lower"

    @property
    def straight(self) -> tuple[Id, ...]:
        """Give the items that count as they stand."""
        return tuple(item for item in self.items if item not in self.reverse_keyed)


class Assumption(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is taken for granted where nobody has measured the error yet.

    `reliability` (0 to below 1) is that of a scale of `items` items, and
    `standard_deviation` that of its score between people, in points of the range.
    """

    reliability: _Share
    standard_deviation: _Spread
    items: _Count

    @property
    def standard_error(self) -> float:
        r"""Give the standard error of a score of so many items, in points.

        .. math:: s_E = s \sqrt{1 - r}

        Source: classical test theory; Jacobson & Truax 1991 use the same.
        """
        return self.standard_deviation * sqrt(1 - self.reliability)


class ScaleFigures(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is known of one scale from people who answered it, in points of its score.

    `reliability` is internal consistency (alpha), `retest` the correlation of a second
    sitting so many days later with the first. What is not known is left out; what no
    source could be opened for is named in `unverified`.
    """

    mean: float | None = None
    standard_deviation: _Spread | None = None
    reliability: _Share | None = None
    retest: _Share | None = None
    retest_days: _Count | None = None
    unverified: tuple[str, ...] = ()


class Figures(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is known of an instrument's scales, for answers from `lowest` to `highest`.

    `correlation` is that of the scores of anxiety and avoidance between people.
    """

    lowest: int
    highest: int
    source: str
    scales: Mapping[Id, ScaleFigures]
    people: _Count | None = None
    correlation: Annotated[float, Meta(gt=-1, lt=1)] | None = None
    unverified: tuple[str, ...] = ()


class ItemParameters(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An item in the graded response model: how sharply it asks, and where.

    `thresholds` rise; the k-th is the place on the scale (0 is the mean of the people
    calibrated with, 1 their standard deviation) at which an answer above the k-th
    lowest becomes as likely as not. They hold for the response already turned round.
    """

    discrimination: _Spread
    thresholds: Annotated[tuple[float, ...], Meta(min_length=1)]


class Calibration(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Item parameters, for answers from `lowest` to `highest` and no other range."""

    lowest: int
    highest: int
    source: str
    items: Mapping[Id, ItemParameters]
    people: _Count | None = None


class Concern(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An answer or a score at which something comes before everything else.

    Either of an `item` (its response) or of a `scale` (its score). `help` opens the
    people to talk to before any score is shown; `clinician` suggests one and lets
    steadying practices come first.
    """

    act: Literal["help", "clinician"]
    item: Id | None = None
    scale: Id | None = None
    at_least: float | None = None
    at_most: float | None = None


class Key(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How an instrument is given and scored.

    `order` lists the items as they are shown; a response is a whole number from
    `lowest` to `highest`, but for items that have a range of their own in `ranges`.
    `other_ranges` are known to be in use as well. `counted` says whether a score is the
    mean of the responses or their sum, which counts `multiplier` times. `forms` are
    shorter orders of the same items. A version lists in `continues` those before it
    whose items it kept word for word. `state` marks what asks about right now, and is
    put beside no other moment; `distress` what asks how heavy things are.
    `titles` are what it is called in files, for recognising it; `licence` says in a few
    words on what terms its sentences may be used.
    """

    id: Id
    version: _Count
    lowest: int
    highest: int
    order: Annotated[tuple[Id, ...], Meta(min_length=1)]
    scales: Annotated[tuple[Scale, ...], Meta(min_length=1)]
    licence: str
    titles: tuple[str, ...] = ()
    counted: Literal["mean", "sum"] = "mean"
    multiplier: _Count = 1
    ranges: Mapping[Id, Range] = {}
    other_ranges: tuple[Range, ...] = ()
    forms: Mapping[Id, tuple[Id, ...]] = {}
    continues: tuple[int, ...] = ()
    state: bool = False
    distress: bool = False
    of_one_person: bool = False
    assumption: Assumption | None = None
    figures: tuple[Figures, ...] = ()
    calibration: Calibration | None = None
    concerns: tuple[Concern, ...] = ()

    @property
    def middle(self) -> float:
        """Give the midpoint of the response range."""
        return (self.lowest + self.highest) / 2

    @property
    def two_dimensional(self) -> bool:
        """Say whether it measures both dimensions that the map is drawn from."""
        return {ANXIETY, AVOIDANCE} <= {scale.id for scale in self.scales}

    def scale(self, name: str) -> Scale:
        """Give a scale by its id; raises `KeyError`."""
        for scale in self.scales:
            if scale.id == name:
                return scale
        raise KeyError(name)

    def range_of(self, item: str) -> Range:
        """Give the lowest and the highest response to an item."""
        return self.ranges.get(item, (self.lowest, self.highest))

    def span(self, scale: Scale) -> tuple[float, float]:
        """Give the lowest and the highest score a scale can have."""
        lows, highs = zip(*map(self.range_of, scale.items), strict=True)
        share = self.multiplier / (len(lows) if self.counted == "mean" else 1)
        return sum(lows) * share, sum(highs) * share

    def on_range(self, lowest: int, highest: int) -> "Key":
        """Give the same key for another response range; figures do not move along."""
        return msgspec.structs.replace(self, lowest=lowest, highest=highest)

    @property
    def known(self) -> Figures | None:
        """Give the figures that hold for this response range, if there are any."""
        same = (f for f in self.figures if self._holds_here(f))
        return next(same, None)

    @property
    def calibrated(self) -> Calibration | None:
        """Give the item parameters, if they hold for this response range."""
        found = self.calibration
        return found if found and self._holds_here(found) else None

    def _holds_here(self, found: Figures | Calibration) -> bool:
        return (found.lowest, found.highest) == (self.lowest, self.highest)
