"""Forms as a program finds them on a page, and how they are sent."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from random import Random
from typing import Final
from urllib.parse import quote_plus

PLAIN: Final = "application/x-www-form-urlencoded"
PARTS: Final = "multipart/form-data"
EDGE: Final = "the-edge-of-a-part"
#: Into these a person types words.
TYPED: Final = frozenset({"text", "search", "textarea", "password"})
PRESSED: Final = frozenset({"button", "submit"})


@dataclass
class Field:
    """One field: what kind it is, and what may be chosen or stands there."""

    name: str
    kind: str
    values: list[str] = field(default_factory=list)
    longest: int = 0


@dataclass
class Form:
    """One form: where it goes and how, and its fields."""

    action: str
    method: str
    kind: str
    fields: dict[str, Field] = field(default_factory=dict)
    further: list[str] = field(default_factory=list)
    page: str = ""

    @property
    def typed(self) -> list[str]:
        """Name the fields into which words are typed."""
        return [each.name for each in self.fields.values() if each.kind in TYPED]

    def plain(self) -> dict[str, str]:
        """Give what a person would send who changed nothing, and pressed Enter."""
        return {
            name: each.values[0]
            for name, each in self.fields.items()
            if each.values and each.kind not in PRESSED
        }


class Page(HTMLParser):
    """The forms, links and texts of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.links: list[str] = []
        self.words: list[str] = []
        self._open: Form | None = None
        self._typing: Field | None = None
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what begins here."""
        told = {name: value or "" for name, value in attrs}
        match tag:
            case "a":
                self.links.append(told.get("href", ""))
            case "form":
                kind, how = told.get("enctype", PLAIN), told.get("method", "get")
                self._open = Form(told.get("action", ""), how.upper(), kind)
                self.forms.append(self._open)
            case "input" | "textarea" | "select" | "button":
                self._take(tag, told)
            case "option" if self._typing:
                self._typing.values.append(told.get("value", ""))
            case _:
                pass

    def handle_endtag(self, tag: str) -> None:
        """Note what ends here."""
        if tag == "form":
            self._open = None
        if tag in {"textarea", "select"}:
            self._typing = None

    def handle_data(self, data: str) -> None:
        """Note words, and what stands in a field of many lines."""
        self.words.append(data)
        if self._typing and self._typing.kind == "textarea":
            # The line end right after the tag is none of it.
            before = self._typing.values or [""]
            self._typing.values = [before[0] + (data if before[0] else data[1:])]

    def _take(self, tag: str, told: dict[str, str]) -> None:
        form = self._open
        if form is None:
            return
        if "formaction" in told:
            form.further.append(told["formaction"])
        name = told.get("name", "")
        if not name:
            return
        kind = told.get("type", "text") if tag == "input" else tag
        longest = int(told.get("maxlength", "0"))
        known = form.fields.setdefault(name, Field(name, kind, longest=longest))
        if tag in {"textarea", "select"}:
            self._typing = known
        else:
            known.values.append(told.get("value", ""))


def written(pairs: list[tuple[str, bytes]]) -> bytes:
    """Write fields as an address is written."""
    return b"&".join(f"{quote_plus(n)}={quote_plus(v)}".encode() for n, v in pairs)


def in_parts(pairs: list[tuple[str, bytes]], chance: Random) -> bytes:
    """Write fields in parts; some of them as files."""
    parts = []
    for name, value in pairs:
        file = chance.choice(("", "", '; filename="a.md"', '; filename="../a\0.zip"'))
        head = f'Content-Disposition: form-data; name="{name}"{file}'
        kind = "\r\nContent-Type: application/octet-stream" if file else ""
        parts.append(f"--{EDGE}\r\n{head}{kind}\r\n\r\n".encode() + value)
    return b"\r\n".join([*parts, f"--{EDGE}--\r\n".encode()])
