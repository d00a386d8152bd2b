"""Instruments: the key from one file, the words from another, checked together."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Annotated, TypeAlias, TypeVar

import msgspec
from msgspec import Meta

from moorings.errors import MooringsError
from moorings.library.catalogue import CONTENT, SOURCE, language
from moorings.library.key_faults import faults_of_key
from moorings.measures.instrument import Id, Key

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


class AboutOne(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The same items asked about one person; `{name}` stands for their name."""

    instruction: _Words
    items: Mapping[Id, _Words]


class Wording(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """The words of one version of an instrument in one language."""

    instrument: Id
    version: int
    title: _Words
    instruction: _Words
    anchors: Anchors
    items: Mapping[Id, _Words]
    about_one: AboutOne | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """One possible answer: what it counts, and what it means if that is said."""

    value: int
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class Instrument:
    """A key with the words that a person reads.

    Asked about one person, `person` is their name and the sentences have `{name}`.
    """

    key: Key
    title: str
    instruction: str
    language: str
    sentences: Mapping[str, str]
    answers: Mapping[str, tuple[Answer, ...]]
    about_one: AboutOne | None = None
    person: str = ""

    @property
    def fingerprint(self) -> str:
        """Give the SHA-256 of everything that is shown, whatever the person's name."""
        meanings = (a.meaning for item in self.key.order for a in self.answers[item])
        sentences = (self.sentences[item] for item in self.key.order)
        shown = (self.instruction, *meanings, *sentences)
        return sha256("\n".join(shown).encode()).hexdigest()

    @property
    def introduction(self) -> str:
        """Give the instruction, as it is read."""
        return self.instruction.replace("{name}", self.person)

    def sentence(self, item: str) -> str:
        """Give the sentence of an item, as it is read."""
        return self.sentences[item].replace("{name}", self.person)

    def about(self, name: str) -> "Instrument":
        """Give the same questions about one person; raises `KeyError` without any."""
        if self.about_one is None:
            raise KeyError(self.key.id)
        words = self.about_one
        return replace(
            self, instruction=words.instruction, sentences=words.items, person=name
        )

    def form(self, name: str) -> tuple[str, ...]:
        """Give the items of a shorter form in their order; without one, all."""
        return self.key.forms.get(name, self.key.order)


def instrument(name: str) -> Instrument:
    """Give an instrument in the language spoken just now, or in the source."""
    return read_instrument(name, language())


@cache
def read_key(name: str, content: Path = CONTENT) -> Key:
    """Read a key and check it."""
    file = content / "instruments" / f"{name}.toml"
    key = _read(file, Key)
    _refuse(file, (*_misnamed(file, key.id), *faults_of_key(key)))
    return key


@cache
def keys() -> Mapping[str, Key]:
    """Give every key there is, by its id: those without words of ours as well."""
    files = (CONTENT / "instruments").glob("*.toml")
    return {name: read_key(name) for name in sorted(file.stem for file in files)}


@cache
def read_instrument(name: str, spoken: str, content: Path = CONTENT) -> Instrument:
    """Read an instrument and check it; a language that lacks it falls back."""
    key = read_key(name, content)
    if not (content / spoken / "instruments" / f"{name}.toml").is_file():
        spoken = SOURCE
    words = content / spoken / "instruments" / f"{name}.toml"
    wording = _read(words, Wording)
    _refuse(words, (*_misnamed(words, wording.instrument), *_unfit(wording, key)))
    return _instrument(key, wording, spoken)


def _instrument(key: Key, wording: Wording, spoken: str) -> Instrument:
    anchors = wording.anchors
    said = {
        key.lowest: anchors.lowest,
        key.middle: anchors.middle,
        key.highest: anchors.highest,
    }
    points = range(key.lowest, key.highest + 1)
    answers = tuple(Answer(point, said.get(point, "")) for point in points)
    return Instrument(
        key,
        wording.title,
        wording.instruction,
        spoken,
        wording.items,
        dict.fromkeys(key.order, answers),
        wording.about_one,
    )


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


def _unfit(wording: Wording, key: Key) -> Iterator[str]:
    if wording.version != key.version:
        yield f"words version {wording.version}; the key is version {key.version}"
    yield from _missing(wording.items, key, "")
    if wording.about_one:
        yield from _missing(wording.about_one.items, key, " about one person")


def _missing(items: Mapping[str, str], key: Key, where: str) -> Iterator[str]:
    for item in key.order:
        if item not in items:
            yield f"has no words for the item “{item}”{where}"
    for item in items:
        if item not in key.order:
            yield f"has words for “{item}”{where}, which is no item of the key"
