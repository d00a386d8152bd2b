"""Finds the columns of a table in which the items of an instrument stand."""

import re
from collections.abc import Iterable, Mapping, Sequence

from moorings.errors import MooringsError


class MissingColumnsError(MooringsError):
    """Items without a column."""

    sentence = (
        "The table has no column for these items: {items}. Columns are looked for by"
        " the item itself or with one prefix before all of them (--columns PREFIX);"
        " a single one can be named (--column ITEM=NAME)."
    )


class AmbiguousColumnsError(MooringsError):
    """More than one set of columns that could be meant."""

    sentence = (
        "More than one column could hold an item: {names}. Say which prefix is meant"
        " (--columns PREFIX), or name a single one (--column ITEM=NAME)."
    )


class NoSuchItemError(MooringsError):
    """A column named for something the instrument does not ask."""

    sentence = "“{item}” is not an item of this instrument. Its items are {items}."


class NoSuchColumnError(MooringsError):
    """A column named that the table does not have."""

    sentence = "The table has no column named “{name}”."


def find_columns(
    names: Sequence[str], items: Sequence[str], prefix: str, named: Mapping[str, str]
) -> dict[str, int]:
    """Give the place of each item's column.

    What `named` says comes first, then names that are the items themselves, then the
    one prefix that fits all others. Capitals and zeros before a number do not matter.
    """
    plain = [_plain(name) for name in names]
    found = {_item(item, items): _column(name, names) for item, name in named.items()}
    others = [item for item in items if item not in found]
    possible = [_plain(prefix)] if prefix else ["", *_prefixes(plain, others)]
    sets = [_holders(plain, others, each) for each in possible]
    whole = [each for each in sets if all(each.values())]
    if not whole:
        best = min(sets, key=lambda each: sum(not held for held in each.values()))
        lacking = (item for item, held in best.items() if not held)
        raise MissingColumnsError(items=", ".join(lacking))
    if "" in possible and all(sets[0].values()):
        whole = whole[:1]
    rivals = {held for each in whole for held in _rivals(each.values())}
    if len({tuple(map(tuple, each.values())) for each in whole}) > 1:
        rivals |= {each[others[0]][0] for each in whole}
    if rivals:
        raise AmbiguousColumnsError(names=", ".join(names[at] for at in sorted(rivals)))
    return found | {item: held[0] for item, held in whole[0].items()}


def _rivals(holders: Iterable[list[int]]) -> Iterable[int]:
    return (at for held in holders if len(held) > 1 for at in held)


def _plain(name: str) -> str:
    return name.strip().casefold()


def _item(given: str, items: Sequence[str]) -> str:
    if _plain(given) not in items:
        raise NoSuchItemError(item=given, items=", ".join(items))
    return _plain(given)


def _column(name: str, names: Sequence[str]) -> int:
    exact = [at for at, each in enumerate(names) if each.strip() == name.strip()]
    found = exact or [at for at, n in enumerate(names) if _plain(n) == _plain(name)]
    if not found:
        raise NoSuchColumnError(name=name)
    if len(found) > 1:
        raise AmbiguousColumnsError(names=", ".join(names[at] for at in found))
    return found[0]


def _prefixes(names: Iterable[str], items: Sequence[str]) -> list[str]:
    """Give everything that stands before an item, shortest first.

    No digit does, before a number: item 1 of Q11 is as good as item 11.
    """
    found = {
        name.removesuffix(item).rstrip("0123456789" if item.isdecimal() else "")
        for name in names
        for item in items
        if name.endswith(item)
    }
    return sorted(found - {""}, key=lambda prefix: (len(prefix), prefix))


def _holders(
    names: Sequence[str], items: Iterable[str], prefix: str
) -> dict[str, list[int]]:
    """Give the columns that each item could stand in, with this prefix."""
    bare: dict[str, list[int]] = {}
    for at, name in enumerate(names):
        if name.startswith(prefix):
            rest = name.removeprefix(prefix)
            bare.setdefault(re.sub(r"^0+(?=\d)", "", rest), []).append(at)
    return {item: bare.get(item, []) for item in items}
