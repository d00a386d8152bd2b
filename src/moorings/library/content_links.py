"""Whether what content leads to exists, and nothing leads back to where it began."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from moorings.library.content_shape import Found
from moorings.library.practices import AFTER
from moorings.library.toml_lines import Place

PRACTICES, LESSONS = "practices", "lessons"
#: Under which key the ids of what stand.
_LEADS: Final[Mapping[str, str]] = {
    "instead": PRACTICES,
    "length_of": PRACTICES,
    "practice": PRACTICES,
    "practices": PRACTICES,
    "start": PRACTICES,
    "try": PRACTICES,
    "lessons": LESSONS,
    "read": LESSONS,
}
_NEXT: Final = "next"
#: Under other keys one id may stand by itself; these name ids only as a list.
_LISTS: Final = frozenset({"instead", "practices", "start", "try"})


@dataclass(frozen=True, slots=True)
class Known:
    """Every id there is, by its folder; and what is next after each."""

    ids: Mapping[str, Collection[str]]
    following: Mapping[str, Mapping[str, str]]


def leading_nowhere(told: object, folder: str, known: Known) -> Iterator[Found]:
    """Say of each id in a file whether there is no practice or lesson of that name."""
    for place, name, of in _leads(told, folder):
        if name not in known.ids[of] and (of, name) != (PRACTICES, AFTER):
            yield place, f"“{name}” is none of the {of}"


def going_round(folder: str, name: str, known: Known) -> Iterator[Found]:
    """Say so where what comes next, and next after that, is this one again."""
    next_of = known.following.get(folder, {})
    seen, here = {name}, next_of.get(name, "")
    while here in next_of and here not in seen:
        seen.add(here)
        here = next_of[here]
    if here == name != AFTER:
        yield (_NEXT,), "goes round in a circle"


def _leads(
    told: object, folder: str, place: Place = (), of: str = ""
) -> Iterator[tuple[Place, str, str]]:
    match told:
        case dict():
            for key, value in told.items():
                follows = folder if folder in {PRACTICES, LESSONS} else PRACTICES
                leads = follows if key == _NEXT else _LEADS.get(key, "")
                alone = key in _LISTS and isinstance(value, str)
                yield from _leads(value, folder, (*place, key), "" if alone else leads)
        case list():
            for number, each in enumerate(told):
                yield from _leads(each, folder, (*place, number), of)
        case str() if told and of:
            yield place, told, of
        case _:
            pass
