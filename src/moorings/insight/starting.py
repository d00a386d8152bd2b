"""Starting: which steps a person's own answers speak for, by rules that can be read.

`docs/explanation/suggesting.md` tells the same table in words, and a test holds the two
equal. The order is our own; no trial stands behind it.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal, NamedTuple, TypeAlias, get_args

from moorings.insight.patterns import FEWEST
from moorings.journey.activation import Activation
from moorings.journey.records import Part
from moorings.library.shelf import Of
from moorings.measures.cloud import Leaning

#: What an answer, a word of one's own, a sketch or some moments may speak of.
Sign: TypeAlias = Literal[
    "reaching",
    "drawing-back",
    "closeness-hard",
    "quarrel-chased",
    "quarrel-left",
    "own-part",
    "known-hard",
    "good-hard",
    "both-ways",
    "belief",
    "shame",
    "far-away",
    "at-ease",
    "comes-before",
    "sketch-worry",
    "sketch-distance",
    "sketch-both",
    "strong",
    "same-trigger",
    "unnamed",
]
SIGNS: Final[tuple[Sign, ...]] = get_args(Sign)

#: To which steps a sign speaks: to the first more than to the second.
LEADS: Final[Mapping[Sign, tuple[Of, ...]]] = MappingProxyType(
    {
        "reaching": ("stop", "regulation"),
        "drawing-back": ("naming", "doses"),
        "closeness-hard": ("doses", "naming"),
        "quarrel-chased": ("stop", "communication"),
        "quarrel-left": ("communication", "naming"),
        "own-part": ("repair", "kindness"),
        "known-hard": ("kindness", "doses"),
        "good-hard": ("awareness", "figure"),
        "both-ways": ("regulation", "therapy"),
        "belief": ("beliefs", "kindness"),
        "shame": ("kindness", "beliefs"),
        "far-away": ("regulation", "therapy"),
        "at-ease": ("relationships",),
        "comes-before": ("awareness", "stop"),
        "sketch-worry": ("regulation", "stop"),
        "sketch-distance": ("naming", "doses"),
        "sketch-both": ("regulation", "therapy"),
        "strong": ("regulation", "stop"),
        "same-trigger": ("awareness", "self-awareness"),
        "unnamed": ("naming",),
    }
)
FIRST, SECOND = 2, 1
MOST_STEPS, MOST_REASONS = 3, 3

#: What was ticked on a page of questions; two that are opposed are both ways.
POLES: Final[Mapping[tuple[str, str], Sign]] = MappingProxyType(
    {
        ("honest-distance", "toward"): "reaching",
        ("honest-distance", "pursue"): "reaching",
        ("honest-distance", "away"): "drawing-back",
        ("honest-distance", "withdraw"): "drawing-back",
        ("honest-closeness", "threat"): "closeness-hard",
        ("honest-closeness", "away"): "closeness-hard",
        ("honest-conflict", "pursue"): "quarrel-chased",
        ("honest-conflict", "withdraw"): "quarrel-left",
        ("honest-conflict", "deflect"): "own-part",
        ("honest-known", "frightening"): "known-hard",
        ("honest-well", "brace"): "good-hard",
    }
)
OPPOSED: Final[Mapping[str, tuple[frozenset[str], frozenset[str]]]] = MappingProxyType(
    {
        "honest-distance": (
            frozenset({"toward", "pursue"}),
            frozenset({"away", "withdraw"}),
        ),
        "honest-closeness": (frozenset({"welcome"}), frozenset({"threat", "away"})),
        "honest-conflict": (frozenset({"pursue"}), frozenset({"withdraw"})),
        "honest-known": (frozenset({"safe"}), frozenset({"frightening"})),
        "honest-well": (frozenset({"rest"}), frozenset({"brace"})),
    }
)
#: Of what the words speak that were found in a person's own lines, by their family.
FAMILIES: Final[Mapping[tuple[Part, str], Sign]] = MappingProxyType(
    {
        ("urge", "reaching"): "reaching",
        ("urge", "checking"): "reaching",
        ("urge", "testing"): "reaching",
        ("urge", "away"): "drawing-back",
        ("urge", "cold"): "drawing-back",
        ("feeling", "crowded"): "closeness-hard",
        ("feeling", "ashamed"): "shame",
        ("feeling", "numb"): "far-away",
        ("body", "far-away"): "far-away",
        **{
            ("belief", family): "belief"
            for family in ("leaving", "not-loved", "about-me", "too-near", "on-my-own")
        },
    }
)
#: So strong a moment has to be, at any time in it, to be counted as strong (own).
STRONG = 7


#: Whether it was ticked, written, answered at all, put into a pattern, sketched, or
#: noted of hard moments.
How: TypeAlias = Literal["ticked", "wrote", "answered", "mapped", "sketched", "noted"]


class Reason(NamedTuple):
    """One sign, and the very answer it was read from.

    `source` names the page of questions or the pattern, `words` what was ticked or
    written there; of moments `found` and `of` say in how many.
    """

    sign: Sign
    how: How
    source: str = ""
    words: tuple[str, ...] = ()
    found: int = 0
    of: int = 0


@dataclass(frozen=True, slots=True)
class First:
    """A step to start with, and why: the strongest reasons, in the order they came."""

    step: str
    reasons: tuple[Reason, ...]
    weight: int


def first_steps(
    reasons: Iterable[Reason], open_: Collection[str], order: Iterable[str]
) -> tuple[First, ...]:
    """Give at most three steps, those first for which most speaks.

    A sign counts once, however often it was found: two for the first of its steps, one
    for the second. Of steps with the same weight the earlier in `order` comes first.
    What is not in `open_` is left out.
    """
    read = tuple(_once(reasons))
    steps = (_weighed(step, read) for step in order if step in open_)
    found = sorted((s for s in steps if s.weight), key=lambda each: -each.weight)
    return tuple(found[:MOST_STEPS])


def signs_ticked(sheet: str, ticked: Collection[str]) -> dict[Sign, tuple[str, ...]]:
    """Give the signs of what was ticked, each with the ticks it was read from."""
    found: dict[Sign, tuple[str, ...]] = {}
    for (of, pole), sign in POLES.items():
        if of == sheet and pole in ticked:
            found[sign] = (*found.get(sign, ()), pole)
    opposed = [side & {*ticked} for side in OPPOSED.get(sheet, ())]
    if "both" in ticked:
        found["both-ways"] = ("both",)
    elif len(opposed) > 1 and all(opposed):
        found["both-ways"] = tuple(
            each for each in ticked if each in set().union(*opposed)
        )
    return found


def sign_of_sketch(anxiety: Leaning, avoidance: Leaning) -> Sign | None:
    """Give the sign of a first sketch; what is between or hard to tell is none."""
    worry, distance = anxiety is Leaning.HIGHER, avoidance is Leaning.HIGHER
    if worry and distance:
        return "sketch-both"
    if worry:
        return "sketch-worry"
    return "sketch-distance" if distance else None


def signs_of_moments(activations: Iterable[Activation]) -> Iterator[Reason]:
    """Give what hard moments speak of; fewer than three of a sort say nothing (own)."""
    found = tuple(activations)
    rated = [max(r.intensity for r in a.ratings) for a in found if a.ratings]
    strong = sum(each >= STRONG for each in rated)
    if strong >= FEWEST:
        yield Reason("strong", "noted", found=strong, of=len(rated))
    triggers = Counter(each.trigger for each in found if each.trigger)
    for often, times in triggers.most_common(1):
        if times >= FEWEST:
            of = triggers.total()
            yield Reason("same-trigger", "noted", "", (often,), times, of)
    bare = sum(each.named is None for each in found)
    if bare >= FEWEST and 2 * bare > len(found):
        yield Reason("unnamed", "noted", found=bare, of=len(found))


def _once(reasons: Iterable[Reason]) -> Iterator[Reason]:
    seen: set[Sign] = set()
    for each in reasons:
        if each.sign not in seen:
            seen.add(each.sign)
            yield each


def _weighed(step: str, reasons: tuple[Reason, ...]) -> First:
    speaks = [(_weight(each, step), each) for each in reasons]
    told = sorted((each for each in speaks if each[0]), key=lambda each: -each[0])
    return First(
        step,
        tuple(reason for _, reason in told[:MOST_REASONS]),
        sum(weight for weight, _ in told),
    )


def _weight(reason: Reason, step: str) -> int:
    leads: tuple[str, ...] = LEADS[reason.sign]
    if step not in leads:
        return 0
    return SECOND if leads.index(step) else FIRST
