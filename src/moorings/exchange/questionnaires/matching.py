"""Which key of ours a questionnaire from a file is to be scored with, if any.

Two questionnaires may have as many questions and the same answers and yet be scored
in other ways (the ECR and the ECR-R are such a pair). So whatever the file itself says,
its title, what it turns round, its scales, has to agree; where it says nothing, the
person has to. No code of a register is looked at.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from moorings.errors import MooringsError
from moorings.exchange.questionnaires.found import FoundItem, FoundQuestionnaire
from moorings.exchange.questionnaires.reasons import (
    OtherCountError,
    OtherRangeError,
    OtherReversalError,
    OtherScalesError,
    OtherTitleError,
    TurnedAlreadyError,
    listed,
    shown,
)
from moorings.measures.instrument import Key, Range

#: What in a file speaks for a key.
Evidence: TypeAlias = Literal["title", "reverse-keyed", "scales"]
#: A question of how hard it all made things often follows the ones that count.
MOST_EXTRA = 1

_GAP = r"[\s_-]*"
_LAST_NUMBER = re.compile(r"([0-9]{1,3})[^0-9]*$")


@dataclass(frozen=True, slots=True)
class Match:
    """A key that may be the right one, on the response range of the file.

    `items` leads from each question of the file that counts to the item of the key.
    `refusal` says why the key must not be used after all; `evidence` is what in the
    file speaks for it beside the mere form.
    """

    key: Key
    items: Mapping[str, str]
    evidence: tuple[Evidence, ...] = ()
    refusal: MooringsError | None = None

    @property
    def certain(self) -> bool:
        """Say whether the file names it; if not, the person has to."""
        return self.refusal is None and bool(self.evidence)


def candidates(found: FoundQuestionnaire, keys: Mapping[str, Key]) -> tuple[Match, ...]:
    """Give the keys that fit, best first; then those that seem to and must not be."""
    naming = {key.id: _named(found.title, key.titles) for key in keys.values()}
    named = max(naming.values(), default=0)
    rivals = [key for key in keys.values() if 0 < named == naming[key.id]]
    matches = (
        _match(found, key, rivals)
        for key in keys.values()
        if _is_near(found, key)
        or key in rivals
        or (key.concerns and _has_extra(found, key))
    )
    return tuple(sorted(matches, key=_worth))


def _worth(match: Match) -> tuple[bool, int, str]:
    return match.refusal is not None, -len(match.evidence), match.key.id


def _is_near(found: FoundQuestionnaire, key: Key) -> bool:
    return len(found.items) == len(key.order)


def _has_extra(found: FoundQuestionnaire, key: Key) -> bool:
    return 0 < len(found.items) - len(key.order) <= MOST_EXTRA


def _match(found: FoundQuestionnaire, key: Key, rivals: list[Key]) -> Match:
    named = key in rivals
    extra = _has_extra(found, key) and (named or bool(key.concerns))
    if not (_is_near(found, key) or extra):
        return Match(key, {}, refusal=_other_count(found, key))
    asked = found.items[: len(key.order)]
    items = dict(_paired(asked, key))
    fitting = _on_range(asked, items, key)
    if isinstance(fitting, MooringsError):
        return Match(key, items, refusal=fitting)
    refusal = next(_against(found, fitting, items, rivals), None)
    if refusal is not None:
        return Match(fitting, items, refusal=refusal)
    told = tuple(_evidence(found, fitting, named=named))
    return Match(fitting, items, told)


def _other_count(found: FoundQuestionnaire, key: Key) -> MooringsError:
    known = len(key.order)
    return OtherCountError(found=len(found.items), title=title_of(key), known=known)


def title_of(key: Key) -> str:
    """Give what a person knows the key by."""
    return key.titles[0] if key.titles else key.id


def _named(title: str, titles: Iterable[str]) -> int:
    """Give the length of the longest of the titles that stands in this one."""
    found = (match for known in titles if (match := _whole_words(known).search(title)))
    return max((len(match[0]) for match in found), default=0)


def _whole_words(title: str) -> re.Pattern[str]:
    # “ECR” does not stand in “ECR-R”; “phq9_form” is “PHQ-9”.
    words = re.findall(r"[^\W_]+", title)
    inside = _GAP.join(map(re.escape, words)) or r"(?!)"
    return re.compile(rf"(?<![^\W_])(?<!-){inside}(?![^\W_]|-[^\W_])", re.IGNORECASE)


def _paired(asked: tuple[FoundItem, ...], key: Key) -> Iterator[tuple[str, str]]:
    """Pair by the numbers in the file's own names if they are whole, else by place."""
    numbers = [_number(item.own_id) for item in asked]
    places = list(range(1, len(asked) + 1))
    if sorted(numbers) != places:
        numbers = places
    by_name = set(key.order) == {str(place) for place in places}
    for item, number in zip(asked, numbers, strict=True):
        yield item.id, str(number) if by_name else key.order[number - 1]


def _number(own_id: str) -> int:
    found = _LAST_NUMBER.search(own_id)
    return int(found[1]) if found else 0


def _on_range(
    asked: tuple[FoundItem, ...], items: Mapping[str, str], key: Key
) -> Key | MooringsError:
    ranges: tuple[Range, ...] = ((key.lowest, key.highest), *key.other_ranges)
    given = (item.range for item in asked if items[item.id] not in key.ranges)
    usual = next(given, ranges[0])
    on_range = key.on_range(*(usual if usual in ranges else ranges[0]))
    for item in asked:
        if item.range != on_range.range_of(items[item.id]):
            lowest, highest = item.range
            named = shown(item.own_id)
            title = title_of(key)
            return OtherRangeError(
                item=named, lowest=lowest, highest=highest, title=title
            )
    return on_range


def _against(
    found: FoundQuestionnaire, key: Key, items: Mapping[str, str], rivals: list[Key]
) -> Iterator[MooringsError]:
    title = title_of(key)
    other = [one for one in rivals if _is_near(found, one) or _has_extra(found, one)]
    if other and all(one.id != key.id for one in other):
        yield OtherTitleError(title=title, other=title_of(other[0]))
    turned = _turned_already(found)
    if turned:
        yield TurnedAlreadyError(title=title, items=listed(turned))
    ever, always = _reversal(key)
    theirs = found.reverse_keyed
    if theirs is not None:
        mapped = {items.get(item, "") for item in theirs} - {""}
        if not always <= mapped <= ever:
            yield OtherReversalError(
                title=title, found=_told(mapped), known=_told(ever)
            )
    if found.key is not None and _differs(found.key, key, items):
        yield OtherScalesError(title=title)


def _reversal(key: Key) -> tuple[set[str], set[str]]:
    """Give the items turned round in some scale, and those turned in every one."""
    ever = {item for scale in key.scales for item in scale.reverse_keyed}
    straight = {item for scale in key.scales for item in scale.straight}
    return ever, ever - straight


def _told(items: set[str]) -> str:
    ordered = sorted(items, key=lambda item: (len(item), item))
    return listed(ordered) or "–"  # noqa: RUF001


def _turned_already(found: FoundQuestionnaire) -> list[str]:
    """Give the questions at which the same words stand for other numbers."""
    first: dict[frozenset[str], FoundItem] = {}
    turned = []
    for item in found.items:
        labels = {option.label: option.value for option in item.options}
        model = first.setdefault(frozenset(labels), item)
        same_range = model.range == item.range
        if same_range and labels != {one.label: one.value for one in model.options}:
            turned.append(item.own_id)
    return turned


def _differs(own: Key, key: Key, items: Mapping[str, str]) -> bool:
    theirs = {
        scale.id: frozenset(items.get(item, "") for item in scale.items)
        for scale in own.scales
    }
    ours = {scale.id: frozenset(scale.items) for scale in key.scales}
    if any(theirs[name] != ours[name] for name in theirs.keys() & ours.keys()):
        return True
    whole = {frozenset(key.order)}
    parts, known = set(theirs.values()) - whole, set(ours.values()) - whole
    return bool(parts and known) and not (parts <= known or known <= parts)


def _evidence(
    found: FoundQuestionnaire, key: Key, *, named: bool
) -> Iterator[Evidence]:
    if named:
        yield "title"
    if found.reverse_keyed:
        yield "reverse-keyed"
    if found.key is not None and len(found.key.scales) > 1 and len(key.scales) > 1:
        yield "scales"
