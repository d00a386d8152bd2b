"""Whether a content file has the keys its kind has, and the right thing under each."""

from collections.abc import Iterator
from types import UnionType
from typing import Any, Union, get_args, get_origin

import msgspec

from moorings.library.toml_lines import Place

#: A place in a file, and what is wrong there.
Found = tuple[Place, str]


def misshapen(told: object, kind: type[Any], place: Place = ()) -> Iterator[Found]:
    """Say of each key where it is missing, unknown, or holds what it must not."""
    kind = _one_of(kind)
    if get_origin(kind) is None and issubclass(kind, msgspec.Struct):
        if isinstance(told, dict):
            yield from _struct(told, kind, place)
        else:
            yield place, "is no table of keys"
    elif get_origin(kind) is tuple and isinstance(told, list):
        for number, each in enumerate(told):
            yield from misshapen(each, get_args(kind)[0], (*place, number))
    else:
        yield from _value(told, kind, place)


def _struct(
    told: dict[str, object], kind: type[msgspec.Struct], place: Place
) -> Iterator[Found]:
    fields = {each.encode_name: each for each in msgspec.structs.fields(kind)}
    for key, value in told.items():
        if key in fields:
            yield from misshapen(value, fields[key].type, (*place, key))
        else:
            yield (*place, key), f"has no place in such a file: “{key}”"
    for key, field in fields.items():
        if field.required and key not in told:
            yield place, f"“{key}” is missing"


def _value(told: object, kind: type[Any], place: Place) -> Iterator[Found]:
    try:
        msgspec.convert(told, kind)
    except msgspec.ValidationError as error:
        yield place, f"cannot be this: {_reason(error)}"


def _one_of(kind: type[Any]) -> type[Any]:
    """Give what may stand there, of a type that may also be nothing."""
    if get_origin(kind) in {Union, UnionType}:
        [kind] = (each for each in get_args(kind) if each is not type(None))
    return kind


def _reason(error: msgspec.ValidationError) -> str:
    return str(error).partition(" - at ")[0].replace("`", "")
