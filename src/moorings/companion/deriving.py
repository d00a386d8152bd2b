"""Deriving: what is worked out of a whole journey is worked out once, until it changes.

It is held in memory beside the open vault, and let go when that locks. Nothing derived
is ever kept on disk.
"""

from collections.abc import Callable, Hashable
from typing import TypeVar, cast

from moorings.companion.opened import Opened

_Value = TypeVar("_Value")


def derived(opened: Opened, key: Hashable, make: Callable[[], _Value]) -> _Value:
    """Give what `make` makes of the journey, made anew only after a change.

    The key names what it is, and holds whatever else it rests on, such as the day. The
    value stays as it is (frozen), and holds no sentence: the language may change.
    """
    changes = opened.changes()
    known = opened.derived.get(key)
    if known is not None and known[0] == changes:
        return cast("_Value", known[1])
    # What comes in meanwhile makes this one stale: it bears the number from before.
    value = make()
    stale = [each for each, (of, _) in opened.derived.copy().items() if of != changes]
    for each in stale:
        opened.derived.pop(each, None)
    if not opened.locked:
        opened.derived[key] = changes, value
    return value
