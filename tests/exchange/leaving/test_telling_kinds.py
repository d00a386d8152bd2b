"""Every kind, every field and every sign is told, or left out on purpose."""

from collections.abc import Iterator
from types import UnionType
from typing import Any, Final, Literal, Union, get_args, get_origin, get_type_hints

import msgspec
from msgspec.structs import replace

from moorings.exchange.leaving.telling import chapters
from moorings.exchange.portable import Portable
from moorings.journey.records import AnyRecord, RungOutcome
from moorings.library.telling import telling
from tests.exchange.leaving.told import AT, BELIEF, PROMISE, TRY, WHEN, number

#: What a stranger has no use for, or nobody can read: it is in the file itself.
UNTOLD: Final = {
    "administration": {"version", "wording", "language", "shown", "started", "ended"}
    | {"questionnaire"},
    "bond": {"pair", "own", "sent", "theirs"},
    "kit-item": {"blob", "media_type"},
    "questionnaire": {"language", "version", "own_key", "help_item", "instrument"},
    "rating": {"scale"},
    "raw-note": {"raw"},
    "shared-item": {"source"},
    "week-plan": {"first"},
    "worksheet": {"numbers", "chosen"},
}
BASE: Final = {"id", "written_at", "written_where", "replaces", "origin", "when"} | {
    "text",
    "pictures",
}


def _kinds() -> Iterator[tuple[str, type[AnyRecord]]]:
    for kind in get_args(AnyRecord):
        tag = str(kind.__struct_config__.tag)
        if telling().title(tag):
            yield tag, kind


def test_every_field_of_every_kind_is_told_or_left_out_on_purpose() -> None:
    for tag, kind in _kinds():
        names = {field.encode_name for field in msgspec.structs.fields(kind)} - BASE
        untold = names - telling().fields_of(tag).keys()
        assert untold == UNTOLD.get(tag, set()) - telling().fields_of(tag).keys(), tag


def test_every_sign_of_a_field_has_words() -> None:
    for tag, kind in _kinds():
        fields = telling().fields_of(tag)
        for name, hint in get_type_hints(kind).items():
            signs = set(_signs(hint)) - {""}
            if signs and name in fields and name != "kind":
                assert signs <= fields[name].values.keys(), (tag, name)


def _signs(hint: Any) -> Iterator[str]:  # noqa: ANN401 - any annotation
    if get_origin(hint) is Literal:
        yield from get_args(hint)
    elif get_origin(hint) in {Union, UnionType, tuple}:
        for each in get_args(hint):
            yield from _signs(each)


def test_what_refers_to_itself_or_in_a_ring_is_told_all_the_same() -> None:
    """A file that came from elsewhere may say so; nothing of ours does."""
    itself = replace(TRY, rung=TRY.id)
    ring = (replace(BELIEF, belief=PROMISE.id), replace(BELIEF, id=PROMISE.id))
    outcome = RungOutcome(id=number(99), written_at=AT, of=TRY.id, when=WHEN)
    looping = Portable(AT, (outcome, itself, *ring))
    told = {chapter.kind: chapter for chapter in chapters(looping)}
    assert set(told) == {"rung-try", "rung-outcome", "belief"}
    assert len(told["belief"].items) == 2
