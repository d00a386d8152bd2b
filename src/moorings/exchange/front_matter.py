"""The few lines `key: value` that may stand above a Markdown text."""

import re
from dataclasses import dataclass, field

_CLOSING = ("---", "...")
_PAIR = re.compile(r"([A-Za-z_][\w -]{0,60}?)\s*:(?:\s+(.*))?$")
_ITEM = re.compile(r"\s*-\s+(.*)$")
_COMMENT = re.compile(r"(?:^|\s)#\s.*$")


@dataclass(slots=True)
class Detail:
    """What one key says, and on which line it says it."""

    line: int
    values: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The details above a text, and the text."""

    details: dict[str, Detail]
    text: str

    def line(self, key: str) -> int:
        """Where a key stands; the first line where it does not."""
        return self.details[key].line if key in self.details else 1

    def values(self, key: str) -> tuple[str, ...]:
        """All that a key says, one by one."""
        return tuple(self.details[key].values) if key in self.details else ()


def read_front_matter(text: str) -> FrontMatter:
    """Part the front matter from the text; without a closing line there is none."""
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return FrontMatter({}, text)
    for number, line in enumerate(lines[1:], 1):
        if line.rstrip() in _CLOSING:
            return FrontMatter(_details(lines[1:number]), _below(lines[number + 1 :]))
    return FrontMatter({}, text)


def _below(lines: list[str]) -> str:
    # One empty line after the front matter parts it from the text and is not of it.
    return "\n".join(lines[1:] if lines and not lines[0].strip() else lines)


def _details(lines: list[str]) -> dict[str, Detail]:
    details: dict[str, Detail] = {}
    latest = Detail(1)
    for number, line in enumerate(lines, 2):
        if item := _ITEM.match(line):
            latest.values.extend(_plain([item[1]]))
        elif pair := _PAIR.match(line):
            latest = Detail(number, _values(_COMMENT.sub("", pair[2] or "")))
            details.setdefault(pair[1].lower(), latest)
    return details


def _values(written: str) -> list[str]:
    written = written.strip()
    if written.startswith("[") and written.endswith("]"):
        return _plain(written[1:-1].split(","))
    return _plain([written])


def _plain(values: list[str]) -> list[str]:
    return [bare for value in values if (bare := value.strip().strip("\"'").strip())]
