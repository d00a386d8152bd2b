"""Whether a translation is whole, and nothing in it can break a page."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from gettext import c2py
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog, Message
from babel.messages.plurals import get_plural
from babel.messages.pofile import PoFileParser

from moorings.errors import reason_of
from moorings.library.extracting import sentences

#: What is filled in when a sentence is told, and what would break the filling in.
_PLACES = re.compile(r"%\(\w+\)[a-z]|%%|%|\{\w+\}|\{\{|\}\}|[{}]")
#: A page takes a translation as it stands: none may open a tag or close an attribute.
_MARKUP = re.compile(r"</?\w[^<>]*>|&#?\w+;|[<>&\"]")
COUNTS_TRIED = 1_000


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to mend in a translation; line 0 where no line is to blame."""

    file: Path
    line: int
    reason: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else str(self.file)
        return f"{place}: {self.reason}"


def check(file: Path, language: str = "") -> tuple[Fault, ...]:
    """List every fault of a translation, against every sentence there is.

    `language` is what the folder says it should be; without it the file itself says.
    """
    found: dict[int, list[str]] = {}

    def note(line: int, reason: str) -> None:
        found.setdefault(line, []).append(reason)

    catalog = _read(file, note)
    if catalog is not None:
        for line, reason in (*_header(catalog, language), *_told(catalog)):
            note(line, reason)
    return tuple(Fault(file, line, r) for line in sorted(found) for r in found[line])


class _Reader(PoFileParser):
    """Reads on where a line makes no sense, and notes it."""

    def __init__(self, catalog: Catalog, note: Callable[[int, str], None]) -> None:
        super().__init__(catalog)
        self._note = note

    def _invalid_pofile(self, line: str, lineno: int, msg: str) -> None:
        del line
        self._note(lineno + 1, f"cannot be read: {msg}")


def _read(file: Path, note: Callable[[int, str], None]) -> Catalog | None:
    catalog = Catalog()
    try:
        with file.open("rb") as opened:
            _Reader(catalog, note).parse(opened)
    except OSError as error:
        note(0, f"cannot be opened ({reason_of(error)})")
    except (ValueError, LookupError, AssertionError, AttributeError, TypeError):
        note(0, "is not a translation that can be read")
    else:
        return catalog
    return None


def _header(catalog: Catalog, language: str) -> Iterator[tuple[int, str]]:
    named = str(catalog.locale_identifier or "")
    if not named:
        yield 0, "its header does not name its Language"
    elif language and named != language:
        yield 0, f"its header says {named}, its folder {language}"
    try:
        locale = Locale.parse(language or named)
    except (ValueError, UnknownLocaleError):
        yield 0, f"“{language or named}” is no language with known dates and numbers"
        return
    usual = {get_plural(locale).num_plurals, len(locale.plural_form.tags) + 1}
    if catalog.num_plurals not in usual:
        wanted = " or ".join(map(str, sorted(usual)))
        yield 0, f"it has {catalog.num_plurals} plural forms; {locale} has {wanted}"


def _told(catalog: Catalog) -> Iterator[tuple[int, str]]:
    known = {message.id: message for message in sentences() if message.id}
    singles = {_single(key): key for key in known}
    try:
        counting = _counting(catalog)
    except ValueError:
        yield 0, "its Plural-Forms cannot be worked out"
        return
    seen = set()
    for message in catalog:
        if not message.id:
            continue
        key = message.id
        line = message.lineno or 0
        if key in known and not message.context:
            seen.add(key)
            yield from ((line, reason) for reason in _faults(message, counting))
        elif _single(key) in singles:
            seen.add(singles[_single(key)])
            yield line, f"counts differently from the source: “{_single(key)}”"
        else:
            yield line, f"is not a sentence of Moorings (any more): “{_single(key)}”"
    for key in sorted(known.keys() - seen, key=_single):
        yield 0, f"is missing: “{_single(key)}”"


def _faults(message: Message, counting: dict[int, int]) -> Iterator[str]:
    if message.fuzzy:
        yield f"is marked fuzzy: “{_single(message.id)}”"
    forms = message.string
    if isinstance(message.id, str):
        yield from _compare(message.id, str(forms), may_omit=False)
        return
    for number, form in enumerate(forms or ()):
        # “One page” need not say 1, if this form stands for that number alone.
        may_omit = counting.get(number) == 1
        for reason in _compare(message.id[1], form, may_omit=may_omit):
            yield f"form {number}: {reason}"


def _compare(source: str, told: str, *, may_omit: bool) -> Iterator[str]:
    if not told.strip():
        yield f"is not translated: “{source}”"
        return
    wanted, given = set(_PLACES.findall(source)), set(_PLACES.findall(told))
    if given - wanted or (wanted - given and not may_omit):
        asked = ", ".join(sorted(wanted)) or "none"
        yield f"has other places to fill in than the source ({asked}): “{told}”"
    if Counter(_MARKUP.findall(source)) != Counter(_MARKUP.findall(told)):
        yield f"has other markup or straight quotation marks: “{told}”"


def _counting(catalog: Catalog) -> dict[int, int]:
    """Say for how many numbers each plural form stands."""
    form = c2py(str(catalog.plural_expr))
    counted = Counter(form(number) for number in range(COUNTS_TRIED))
    if max(counted) >= catalog.num_plurals:
        raise ValueError
    return dict(counted)


def _single(key: str | Sequence[str]) -> str:
    return key if isinstance(key, str) else key[0]
