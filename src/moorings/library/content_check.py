"""Whether every file of the shelf can be read, is whole, and says nothing it must not.

It looks through practices, lessons, worksheets, scenes, the roadmap and the rooms of
one language, and reports each fault with its file, its line and the reason.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, get_args

import msgspec

from moorings.errors import reason_of
from moorings.library import content_rules as rules
from moorings.library.catalogue import CONTENT, SOURCE
from moorings.library.checking import Fault
from moorings.library.content_links import (
    LESSONS,
    PRACTICES,
    Known,
    going_round,
    leading_nowhere,
)
from moorings.library.content_scenes import of_scene
from moorings.library.content_shape import Found, misshapen
from moorings.library.content_texts import badly_said, badly_written, voices_apart
from moorings.library.figure_studio import Studio
from moorings.library.help_triggers import HelpTriggers
from moorings.library.ladder_ideas import Idea
from moorings.library.lessons import Lesson, Section
from moorings.library.outside import Outside
from moorings.library.practices import AFTER, Practice
from moorings.library.programme import Programme
from moorings.library.repair_steps import RepairRoom
from moorings.library.roadmap import Stage
from moorings.library.scenes import Scene
from moorings.library.shelf import ROOMS, Of
from moorings.library.telling import Telling
from moorings.library.therapies import Therapies
from moorings.library.toml_lines import line_at, lines_of
from moorings.library.wins import Wins
from moorings.library.worksheets import Sheet

WORKSHEETS, SCENES, ROADMAP = "worksheets", "scenes", "roadmap"
FOLDERS: Final = (PRACTICES, LESSONS, WORKSHEETS, SCENES, ROADMAP, ROOMS)
_KINDS: Final[Mapping[str, type[Any]]] = {
    PRACTICES: Practice,
    LESSONS: Lesson,
    WORKSHEETS: Sheet,
    SCENES: Scene,
    ROADMAP: Stage,
}
#: Each file of the rooms is of a kind of its own.
_OF_ROOMS: Final[Mapping[str, type[Any]]] = {
    "figure-studio": Studio,
    "help-triggers": HelpTriggers,
    "ladder-ideas": msgspec.defstruct("Ideas", [("ideas", tuple[Idea, ...])]),
    "outside": Outside,
    "programme": Programme,
    "reading": msgspec.defstruct("Reading", [("sections", tuple[Section, ...])]),
    "repair": RepairRoom,
    "telling": Telling,
    "therapies": Therapies,
    "wins": Wins,
}
_STAGES: Final[frozenset[str]] = frozenset(get_args(Of))
_ID: Final = re.compile("[a-z0-9]+(-[a-z0-9]+)*")
_AT: Final = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)")


@dataclass(frozen=True, slots=True)
class _File:
    """One content file; `whole` is what it says, where each key of it is right."""

    path: Path
    text: str
    told: Mapping[str, Any]
    misshapen: tuple[Found, ...] = ()
    whole: object = None

    @property
    def folder(self) -> str:
        return self.path.parent.name

    @property
    def id(self) -> str:
        return self.path.stem


def check(folder: Path, language: str = SOURCE) -> tuple[Fault, ...]:
    """List every fault of the content of a language, file by file and line by line.

    What a translation leaves out is there in English, and its links may lead there.
    """
    read = [_read(path) for path in content_files(folder)]
    files = [each for each in read if isinstance(each, _File)]
    found = [each for each in read if isinstance(each, Fault)]
    known = _known(folder, files, language)
    for each in files:
        faults = [*_faults(each, known), *_together(each, files)]
        if language == SOURCE:
            faults += _in_english(each)
        found += _placed(each, faults)
    missing = _missing(folder) if language == SOURCE else ()
    told = {*found, *missing}
    return tuple(sorted(told, key=lambda fault: (fault.file, fault.line, fault.reason)))


def content_files(folder: Path) -> Iterator[Path]:
    """Give every content file in the folder of a language that is looked at."""
    return (path for name in FOLDERS for path in _in(folder, name))


def _in(folder: Path, name: str) -> list[Path]:
    return sorted((folder / name).glob("*.toml"))


def _read(path: Path) -> _File | Fault:
    """Read a file, or say on which line it cannot be read."""
    try:
        text = path.read_text("utf-8")
        told = tomllib.loads(text)
    except OSError as error:
        return Fault(path, 0, f"cannot be opened ({reason_of(error)})")
    except UnicodeDecodeError:
        return Fault(path, 0, "is not written in UTF-8")
    except tomllib.TOMLDecodeError as error:
        at = _AT.search(str(error))
        line = int(at[1] or 0) if at else 0
        reason = _AT.sub("", str(error))
        return Fault(path, line or text.count("\n") + 1, f"cannot be read: {reason}")
    folder = path.parent.name
    kind = _OF_ROOMS.get(path.stem) if folder == ROOMS else _KINDS[folder]
    if kind is None:
        return _File(path, text, told, (((), "is read by no room"),))
    found = tuple(misshapen(told, kind))
    whole = None if found else msgspec.convert(told, kind)
    return _File(path, text, told, found, whole)


def _known(folder: Path, files: Iterable[_File], language: str) -> Known:
    """Give what content can lead to; a file that cannot be read is still there."""
    there = (CONTENT / SOURCE,) if language != SOURCE else ()
    following: dict[str, dict[str, str]] = {PRACTICES: {}, LESSONS: {}}
    for each in files:
        if each.folder in following:
            following[each.folder][each.id] = str(each.told.get("next", ""))
    ids = {
        name: {path.stem for root in (folder, *there) for path in _in(root, name)}
        for name in following
    }
    return Known(ids, following)


def _faults(each: _File, known: Known) -> Iterator[Found]:
    """Say what is wrong with a file in whatever language it is written."""
    if not _ID.fullmatch(each.id) or (each.folder, each.id) == (PRACTICES, AFTER):
        yield (), f"cannot be called “{each.id}”"
    if each.folder == ROADMAP and each.id not in _STAGES:
        yield (), f"“{each.id}” is none of the steps and skills"
    yield from each.misshapen
    yield from badly_written(each.told)
    yield from voices_apart(each.told)
    yield from leading_nowhere(each.told, each.folder, known)
    yield from going_round(each.folder, each.id, known)


def _in_english(each: _File) -> Iterator[Found]:
    yield from badly_said(each.told)
    match each.whole:
        case Practice():
            yield from rules.of_practice(each.whole)
        case Lesson():
            yield from rules.of_lesson(each.whole)
        case Sheet():
            yield from rules.of_worksheet(each.whole)
        case Scene():
            yield from of_scene(each.whole)
        case Stage():
            yield from rules.of_stage(each.whole)
        case Wins():
            yield from rules.of_wins(each.whole)
        case HelpTriggers():
            yield from rules.of_triggers(each.whole)
        case _:
            pass


def _together(each: _File, files: Sequence[_File]) -> Iterator[Found]:
    """Say what only shows beside the other files."""
    match each.whole:
        case Stage(order=order):
            if not 1 <= order <= len(_STAGES):
                yield ("order",), f"{order} is no place among {len(_STAGES)}"
            for file in files:
                beside = file.whole if file is not each else None
                if isinstance(beside, Stage) and beside.order == order:
                    yield ("order",), f"stands in the place of “{file.id}”"
        case Programme():
            asks = {
                file.id: file.whole.asks
                for file in files
                if isinstance(file.whole, Practice)
            }
            yield from rules.of_programme(each.whole, asks)
        case _:
            pass


def _missing(folder: Path) -> Iterator[Fault]:
    here = {path.stem for path in _in(folder, ROADMAP)}
    for name in sorted(_STAGES - here) if here else ():
        yield Fault(folder / ROADMAP, 0, f"the step or skill “{name}” is missing")


def _placed(each: _File, found: Iterable[Found]) -> Iterator[Fault]:
    lines = lines_of(each.text)
    for place, reason in found:
        key = ".".join(str(name) for name in place if isinstance(name, str))
        told = f"{key}: {reason}" if key else reason
        yield Fault(each.path, line_at(lines, place), told)
