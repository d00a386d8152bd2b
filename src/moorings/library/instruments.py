"""Instruments: the key from one file, the words from another, checked together."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Annotated, TypeAlias, TypeVar

import msgspec
from msgspec import Meta

from moorings.errors import MooringsError
from moorings.library.catalogue import CONTENT, SOURCE, language
from moorings.measures.instrument import Id, Key, Scale

_Words: TypeAlias = Annotated[str, Meta(min_length=1)]
_File = TypeVar("_File", bound=msgspec.Struct)


class BrokenInstrumentError(MooringsError):
    """A file of an instrument that cannot be used, with every reason."""

    kind = "failed"
    sentence = "These questions cannot be shown: {file} {reasons}"


class Anchors(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the ends and the middle of the response range mean."""

    lowest: _Words
    middle: _Words
    highest: _Words


class Wording(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words of one version of an instrument in one language."""

    instrument: Id
    version: int
    title: _Words
    instruction: _Words
    anchors: Anchors
    items: Mapping[Id, _Words]


@dataclass(frozen=True, slots=True)
class Instrument:
    """A key with the words that a person reads."""

    key: Key
    wording: Wording
    language: str

    @property
    def fingerprint(self) -> str:
        """Give the SHA-256 of the sentences shown: instruction, anchors, items."""
        anchors = self.wording.anchors
        shown = (
            self.wording.instruction,
            *(anchors.lowest, anchors.middle, anchors.highest),
            *(self.wording.items[item] for item in self.key.order),
        )
        return sha256("\n".join(shown).encode()).hexdigest()


def instrument(name: str) -> Instrument:
    """Give an instrument in the language spoken just now, or in the source."""
    return read_instrument(name, language())


@cache
def read_instrument(name: str, spoken: str, content: Path = CONTENT) -> Instrument:
    """Read an instrument and check it; a language that lacks it falls back."""
    file = content / "instruments" / f"{name}.toml"
    key = _read(file, Key)
    _refuse(file, (*_misnamed(file, key.id), *_faults_of_key(key)))
    if not (content / spoken / "instruments" / file.name).is_file():
        spoken = SOURCE
    words = content / spoken / "instruments" / file.name
    wording = _read(words, Wording)
    _refuse(words, (*_misnamed(file, wording.instrument), *_unfit(wording, key)))
    return Instrument(key, wording, spoken)


def _read(file: Path, kind: type[_File]) -> _File:
    try:
        return msgspec.toml.decode(file.read_bytes(), type=kind)
    except OSError:
        raise _broken(file, "is not there") from None
    except msgspec.DecodeError as error:
        raise _broken(file, f"cannot be read: {error}") from None


def _refuse(file: Path, faults: tuple[str, ...]) -> None:
    if faults:
        raise _broken(file, "; ".join(faults))


def _broken(file: Path, reasons: str) -> BrokenInstrumentError:
    place = file.relative_to(file.parents[1]).as_posix()
    return BrokenInstrumentError(file=place, reasons=reasons)


def _misnamed(file: Path, name: str) -> Iterator[str]:
    if name != file.stem:
        yield f"says it is “{name}”"


def _faults_of_key(key: Key) -> Iterator[str]:
    if key.lowest >= key.highest:
        yield f"has a range from {key.lowest} to {key.highest}"
    for item in _twice(key.order):
        yield f"shows the item “{item}” twice"
    for name in _twice(scale.id for scale in key.scales):
        yield f"has the scale “{name}” twice"
    measured = {item for scale in key.scales for item in scale.items}
    for item in dict.fromkeys(key.order):
        if item not in measured:
            yield f"shows the item “{item}”, which is in no scale"
    for scale in key.scales:
        yield from _faults_of_scale(scale, key)


def _faults_of_scale(scale: Scale, key: Key) -> Iterator[str]:
    for item in _twice(scale.items):
        yield f"has the item “{item}” twice in the scale “{scale.id}”"
    for item in dict.fromkeys(scale.items):
        if item not in key.order:
            yield f"has the item “{item}” in “{scale.id}”, but never shows it"
    for item in scale.reverse_keyed:
        if item not in scale.items:
            yield f"turns “{item}” round in “{scale.id}”, where it is not"
    if scale.fewest_answers > len(scale.items):
        yield f"wants more answers in “{scale.id}” than it has items"


def _unfit(wording: Wording, key: Key) -> Iterator[str]:
    if wording.version != key.version:
        yield f"words version {wording.version}; the key is version {key.version}"
    for item in key.order:
        if item not in wording.items:
            yield f"has no words for the item “{item}”"
    for item in wording.items:
        if item not in key.order:
            yield f"has words for “{item}”, which is no item of the key"


def _twice(names: Iterable[str]) -> Iterator[str]:
    return (name for name, times in Counter(names).items() if times > 1)
