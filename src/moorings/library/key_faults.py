"""What may be wrong with an instrument's key, each in a few words."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from moorings.measures.instrument import Calibration, Concern, Figures, Key, Scale


def faults_of_key(key: Key) -> Iterator[str]:
    """Give every reason why a key cannot be scored with."""
    yield from _faults_of_ranges(key)
    for item in twice(key.order):
        yield f"shows the item “{item}” twice"
    for name in twice(scale.id for scale in key.scales):
        yield f"has the scale “{name}” twice"
    measured = {item for scale in key.scales for item in scale.items}
    for item in dict.fromkeys(key.order):
        if item not in measured:
            yield f"shows the item “{item}”, which is in no scale"
    for scale in key.scales:
        yield from _faults_of_scale(scale, key)
    for name, form in key.forms.items():
        for item in (*twice(form), *_strangers(form, key)):
            yield f"has the form “{name}”, where “{item}” cannot be"
    yield from _faults_of_figures(key)


def _faults_of_ranges(key: Key) -> Iterator[str]:
    own = (key.lowest, key.highest)
    for lowest, highest in (own, *key.other_ranges, *key.ranges.values()):
        if lowest >= highest:
            yield f"has a range from {lowest} to {highest}"
    for item in _strangers(key.ranges, key):
        yield f"has a range for “{item}”, which is no item of it"


def _faults_of_scale(scale: Scale, key: Key) -> Iterator[str]:
    for item in twice(scale.items):
        yield f"has the item “{item}” twice in the scale “{scale.id}”"
    for item in _strangers(dict.fromkeys(scale.items), key):
        yield f"has the item “{item}” in “{scale.id}”, but never shows it"
    for item in scale.reverse_keyed:
        if item not in scale.items:
            yield f"turns “{item}” round in “{scale.id}”, where it is not"
    if scale.fewest_answers > len(scale.items):
        yield f"wants more answers in “{scale.id}” than it has items"


def _faults_of_figures(key: Key) -> Iterator[str]:
    scales = {scale.id for scale in key.scales}
    for found in key.figures:
        yield from _wrong_range(found, key)
        for name in found.scales.keys() - scales:
            yield f"has figures for “{name}”, which is no scale of it"
    for concern in key.concerns:
        if not _is_answerable(concern, key):
            yield "has a concern that no answer could raise"
    if key.calibration is not None:
        yield from _faults_of_calibration(key.calibration, key)


def _faults_of_calibration(found: Calibration, key: Key) -> Iterator[str]:
    yield from _wrong_range(found, key)
    for item in _strangers(found.items, key):
        yield f"has parameters for “{item}”, which is no item of it"
    for item, parameters in found.items.items():
        steps = found.highest - found.lowest
        if len(parameters.thresholds) != steps:
            yield f"needs {steps} thresholds for “{item}”"
        if any(lower >= upper for lower, upper in pairwise(parameters.thresholds)):
            yield f"has thresholds for “{item}” that do not rise"


def _wrong_range(found: Figures | Calibration, key: Key) -> Iterator[str]:
    given = (found.lowest, found.highest)
    if given not in {(key.lowest, key.highest), *key.other_ranges}:
        yield f"has figures for a range from {given[0]} to {given[1]}, which it lacks"


def _is_answerable(concern: Concern, key: Key) -> bool:
    of_item = concern.item in key.order and concern.scale is None
    of_scale = concern.item is None and concern.scale in {s.id for s in key.scales}
    return (of_item or of_scale) and (concern.at_least, concern.at_most) != (None, None)


def _strangers(items: Iterable[str], key: Key) -> Iterator[str]:
    return (item for item in items if item not in key.order)


def twice(names: Iterable[str]) -> Iterator[str]:
    """Give every name that stands there more than once."""
    return (name for name, times in Counter(names).items() if times > 1)
