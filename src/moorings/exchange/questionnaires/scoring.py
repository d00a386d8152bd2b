"""The scoring that a file brings along, as a key of ours."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, isfinite
from typing import Literal, TypeAlias

import msgspec

from moorings.exchange.questionnaires.found import FoundItem
from moorings.exchange.questionnaires.reasons import (
    SameNameError,
    UnfitParametersError,
    UnknownQuestionError,
    UnusedScoringError,
    shown,
)
from moorings.exchange.questionnaires.wording import whole_number
from moorings.measures.instrument import (
    Calibration,
    Concern,
    ItemParameters,
    Key,
    Range,
    Scale,
)

Name: TypeAlias = str | int
#: Sets the ids of such keys apart from those of ours.
PREFIX = "brought-"
LICENCE = "as the file it came from says"
LONGEST_ID = 60
WHOLE = "total"
#: No item that somebody calibrated has thresholds closer, or numbers farther out.
CLOSEST, FARTHEST = 0.001, 20.0


class Missing(msgspec.Struct, rename="camel"):
    """How many answers may be missing."""

    strategy: str = ""
    min_answered: float | None = None


class OwnScale(msgspec.Struct, rename="camel"):
    """Some of the questions, which count together."""

    id: Name
    items: list[Name] = []
    question_ids: list[Name] = []
    multiplier: float = 1


class Flag(msgspec.Struct, rename="camel"):
    """An answer that something comes before."""

    question_id: Name
    min_value: float


class OwnScoring(msgspec.Struct, rename="camel"):
    """How a file says its answers count; `subscales` as a kind means their sums."""

    kind: str = "sum"
    subscales: list[OwnScale] = []
    multiplier: float = 1
    missing: Missing | None = None
    flags: list[Flag] = []


@dataclass(frozen=True, slots=True)
class Parameters:
    """What a file says of one question in the graded response model."""

    discrimination: float | None
    thresholds: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Scored:
    """The questions that a scoring speaks of.

    `names` leads from what the file calls them to their ids, `turned` are the ids of
    those that count from the other end, `parameters` go by the id as well.
    """

    title: str
    items: tuple[FoundItem, ...]
    names: Mapping[str, str]
    turned: frozenset[str]
    parameters: Mapping[str, Parameters]

    def id_of(self, name: Name) -> str:
        """Give the id of a question; raises `UnknownQuestionError`."""
        try:
            return self.names[str(name)]
        except KeyError:
            raise UnknownQuestionError(item=shown(str(name))) from None


def own_key(name: str, scoring: OwnScoring, scored: Scored) -> Key:
    """Make a key of a file's own scoring.

    A strategy for missing answers other than prorating wants every answer, because all
    strategies agree where nothing is missing. Raises `UnusedScoringError` for what no
    key can hold, and other MooringsErrors for what makes no sense.
    """
    counted, multiplier = _counting(scoring)
    scales = tuple(_scales(scoring, scored))
    for scale, times in Counter(scale.id for scale in scales).items():
        if times > 1:
            raise SameNameError(item=scale)
    ranges = {item.id: item.range for item in scored.items}
    usual = Counter(ranges.values()).most_common(1)[0][0]
    return Key(
        id=PREFIX + (slug(name) or slug(scored.title) or "questionnaire"),
        version=1,
        lowest=usual[0],
        highest=usual[1],
        order=tuple(ranges),
        scales=scales,
        licence=LICENCE,
        titles=(scored.title,),
        counted=counted,
        multiplier=multiplier,
        ranges={item: own for item, own in ranges.items() if own != usual},
        calibration=_calibration(scored, usual),
        concerns=tuple(_concerns(scoring, scored)),
    )


def slug(name: str) -> str:
    """Turn a name into one that fits an id, as far as it has letters for it."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    parts = re.findall("[a-z0-9]+", plain.lower())
    return "-".join(parts)[:LONGEST_ID].rstrip("-")


def _counting(scoring: OwnScoring) -> tuple[Literal["mean", "sum"], int]:
    several = {scale.multiplier for scale in scoring.subscales} or {1}
    multipliers = {scoring.multiplier * one for one in several}
    multiplier = whole_number(multipliers.pop())
    if scoring.kind not in ("mean", "sum", "subscales"):
        raise UnusedScoringError(kind=shown(scoring.kind))
    if multipliers or multiplier is None or multiplier < 1:
        raise UnusedScoringError(kind="multiplier")
    return "mean" if scoring.kind == "mean" else "sum", multiplier


def _scales(scoring: OwnScoring, scored: Scored) -> Iterator[Scale]:
    whole = OwnScale(id=WHOLE, items=list(scored.names))
    for number, scale in enumerate(scoring.subscales or [whole], 1):
        named = scale.question_ids or scale.items
        items = tuple(dict.fromkeys(map(scored.id_of, named)))
        if not items:
            raise UnknownQuestionError(item=shown(str(scale.id)))
        yield Scale(
            id=slug(str(scale.id)) or f"scale-{number}",
            items=items,
            fewest_answers=_fewest(scoring.missing, len(items)),
            reverse_keyed=tuple(item for item in items if item in scored.turned),
            better="unknown",
        )


def _fewest(missing: Missing | None, count: int) -> int:
    if missing is None or missing.strategy != "prorate":
        return count
    wanted = missing.min_answered
    if wanted is None or not isfinite(wanted):
        return 1
    return min(max(ceil(wanted), 1), count)


def _concerns(scoring: OwnScoring, scored: Scored) -> Iterator[Concern]:
    for flag in scoring.flags:
        item = scored.id_of(flag.question_id)
        yield Concern(act="help", item=item, at_least=flag.min_value)


def _calibration(scored: Scored, usual: Range) -> Calibration | None:
    lowest, highest = usual
    items: dict[str, ItemParameters] = {}
    for item in scored.items:
        if item.id in scored.parameters:
            if item.range != usual:
                raise UnfitParametersError(item=shown(item.own_id))
            items[item.id] = _parameters(item, scored.parameters[item.id])
    return Calibration(lowest, highest, scored.title, items) if items else None


def _parameters(item: FoundItem, found: Parameters) -> ItemParameters:
    lowest, highest = item.range
    sharp = found.discrimination or 0
    rising = all(lower + CLOSEST < upper for lower, upper in pairwise(found.thresholds))
    sane = all(abs(number) <= FARTHEST for number in (sharp, *found.thresholds))
    if sharp <= 0 or not (rising and sane) or len(found.thresholds) != highest - lowest:
        raise UnfitParametersError(item=shown(item.own_id))
    return ItemParameters(sharp, found.thresholds)
