"""The words for a hard moment: one content file each for body, feelings and so on."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, TypeAlias, get_args

import msgspec

from moorings.journey.records import Part
from moorings.library import catalogue
from moorings.library.catalogue import CONTENT, SOURCE

FOLDER = "vocabulary"
#: What the file of a part is called.
FILES: Mapping[Part, str] = {
    "trigger": "triggers",
    "body": "body",
    "feeling": "feelings",
    "belief": "beliefs",
    "fear": "fears",
    "urge": "urges",
}
PARTS: tuple[Part, ...] = get_args(Part)

_Id: TypeAlias = Annotated[str, msgspec.Meta(pattern="^[a-z]+(-[a-z]+)*$")]
_Text: TypeAlias = Annotated[str, msgspec.Meta(pattern=r"^\S(.*\S)?$")]
_Strength: TypeAlias = Annotated[int, msgspec.Meta(ge=1, le=3)]


class Term(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One word to choose: how it is called, what it means, how it stands in a sentence.

    `strength` grades it inside its family from 1, mild, to 3, strong; `also` lists what
    somebody may write who means it.
    """

    id: _Id
    word: _Text
    meaning: _Text
    strength: _Strength = 2
    phrase: str = ""
    also: tuple[_Text, ...] = ()

    def __post_init__(self) -> None:
        if not self.phrase:
            msgspec.structs.force_setattr(self, "phrase", self.word)


class Family(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that belong together."""

    id: _Id
    name: _Text
    words: tuple[Term, ...] = msgspec.field(name="word")


class Section(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All words for one part of the sentence."""

    families: tuple[Family, ...] = msgspec.field(name="family")

    def __post_init__(self) -> None:
        ids = [term.id for term in self.words()]
        names = [family.id for family in self.families]
        if len(set(ids)) < len(ids) or len(set(names)) < len(names):
            raise ValueError("an id stands there twice")

    def words(self) -> tuple[Term, ...]:
        """Give every word, family by family."""
        return tuple(term for family in self.families for term in family.words)


def vocabulary() -> Mapping[Part, Section]:
    """Give the words of every part, in the language spoken just now."""
    return _vocabulary(CONTENT, catalogue.language())


def word(part: Part, name: str) -> Term | None:
    """Find one word by its id, in the source language where it was not translated."""
    for language in (catalogue.language(), SOURCE):
        if found := _terms(CONTENT, language, part).get(name):
            return found
    return None


@cache
def _vocabulary(content: Path, language: str) -> Mapping[Part, Section]:
    return {part: _section(content, language, FILES[part]) for part in PARTS}


def _section(content: Path, language: str, name: str) -> Section:
    files = [content / each / FOLDER / f"{name}.toml" for each in (language, SOURCE)]
    spoken = next(file for file in files if file.is_file())
    return msgspec.toml.decode(spoken.read_bytes(), type=Section)


@cache
def _terms(content: Path, language: str, part: Part) -> Mapping[str, Term]:
    section = _vocabulary(content, language)[part]
    return {term.id: term for term in section.words()}
