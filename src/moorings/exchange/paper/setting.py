"""Setting a page: words and pictures in, a tagged PDF out, and nothing on any disk.

Every word goes in as data and is never read as markup; no package and no address is
ever asked for. The day it was made stands in it, and no hour.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal, TypeAlias

import typst

from moorings.exchange.paper.inking import inked
from moorings.exchange.paper.wording import cleaned, shown_in, worded

Sort: TypeAlias = Literal["sheet", "roadmap"]
#: Tagged for whoever reads by ear (PDF/UA-1).
STANDARD: Final = "ua-1"
_HERE = Path(__file__).parent
#: How the typesetter names a letter that no font here has.
_MISSING: Final = re.compile(r'the text `"(.+?)"` could not be displayed')
_BY_NUMBER: Final = re.compile(r"\\u\{([0-9a-f]+)\}")
#: Where a PDF of ours says how many pages it has.
_COUNTED: Final = re.compile(rb"/Type\s*/Pages\s*/Count\s+(\d+)")


@dataclass(frozen=True, slots=True)
class Paper:
    """What was set; in the place of each letter that is `missing` here stands a box."""

    content: bytes
    missing: tuple[str, ...]

    @property
    def pages(self) -> int:
        """Count its pages."""
        return max(int(found) for found in _COUNTED.findall(self.content))


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, and the lines under it."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as SVG, and the one sentence it also stands as."""

    svg: str
    told: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything that stands on a sheet for somebody who helps."""

    title: str
    period: str
    sections: tuple[Section, ...]
    pictures: tuple[Picture, ...]
    foot: str
    language: str
    direction: str


@dataclass(frozen=True, slots=True)
class Stage:
    """One step or skill of the roadmap, in a few words."""

    mark: str
    title: str
    short: str
    start: str


@dataclass(frozen=True, slots=True)
class Part:
    """The steps, or the skills."""

    title: str
    stages: tuple[Stage, ...]


@dataclass(frozen=True, slots=True)
class Roadmap:
    """The roadmap on paper; nothing in it is anybody's."""

    title: str
    told: str
    parts: tuple[Part, ...]
    closing: tuple[str, ...]
    foot: str
    language: str
    direction: str


def set_sheet(sheet: Sheet, day: date) -> Paper:
    """Set a sheet; it has as many pages as it needs."""
    return _set("sheet", _told(sheet), day)


def set_roadmap(roadmap: Roadmap, day: date) -> Paper:
    """Set the roadmap."""
    return _set("roadmap", _printable(asdict(roadmap)), day)


def _told(sheet: Sheet) -> dict[str, Any]:
    told: dict[str, Any] = _printable(asdict(sheet))
    # A picture is no text: a break in it would cost it its colours.
    told["pictures"] = [
        {"svg": cleaned(inked(each.svg)), "told": worded(each.told)}
        for each in sheet.pictures
    ]
    return told


def _set(sort: Sort, told: Mapping[str, Any], day: date) -> Paper:
    made = int(datetime.combine(day, time(), UTC).timestamp())
    page, data = _template(sort), _data(told)
    try:
        content = typst.compile(
            page,
            format="pdf",
            sys_inputs=data,
            pdf_standards=STANDARD,
            timestamp=made,
        )
    except typst.TypstError as error:
        # A letter that no font here has fails the standard. It is tagged all the same.
        content = typst.compile(page, format="pdf", sys_inputs=data, timestamp=made)
        return Paper(bytes(content), _missing(str(error.diagnostic)))
    return Paper(bytes(content), ())


def _missing(told: str) -> tuple[str, ...]:
    """Give the letters that a refusal names, each once, but for what nobody sees."""
    named = (
        _BY_NUMBER.sub(lambda found: chr(int(found[1], 16)), each)
        for each in _MISSING.findall(told)
    )
    return tuple(dict.fromkeys(each for each in named if shown_in(each)))


def _data(told: Mapping[str, Any]) -> dict[str, str]:
    return {"data": json.dumps(told)}


def _printable(told: Any) -> Any:  # noqa: ANN401 - whatever stands in a sheet
    """Put every text in there as a page can show it."""
    match told:
        case str():
            return worded(told)
        case dict():
            return {name: _printable(each) for name, each in told.items()}
        case list() | tuple():
            return [_printable(each) for each in told]
        case _:
            return told


@cache
def _template(sort: Sort) -> bytes:
    return (_HERE / f"{sort}.typ").read_bytes()
