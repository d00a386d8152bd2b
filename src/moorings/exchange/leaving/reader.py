"""One page that opens a whole notebook in any browser, without a program or a network.

Everything is written into it as text, and once more as the export itself, which is what
Moorings reads when the page is brought back. Its one script searches; without it the
page is whole. Nothing in it can ask for anything outside of it.
"""

import base64
import hashlib
import re
from collections.abc import Iterator
from functools import cache
from html import escape
from itertools import chain
from pathlib import Path
from string import Template
from typing import Final

from moorings.exchange.leaving.telling import Chapter, Item, Line, chapters
from moorings.exchange.portable import (
    NotAnExportError,
    Portable,
    read_portable,
    write_portable,
)
from moorings.library import catalogue
from moorings.library.catalogue import gettext

MARK: Final = b'<meta name="moorings-reader"'
_HERE = Path(__file__).parent
_BLOCK = re.compile(
    rb'<script type="application/json" id="notebook">(.*?)</script>', re.DOTALL
)


def write_reader(portable: Portable) -> bytes:
    """Write the page."""
    return _page(portable).encode()


def is_reader(content: bytes) -> bool:
    """Say whether a file is such a page of ours."""
    return MARK in content[:2000]


def read_reader(content: bytes) -> Portable:
    """Read the export out of the page. Raises what `read_portable` raises."""
    found = _BLOCK.search(content)
    if found is None:
        raise NotAnExportError
    return read_portable(found[1])


def _page(portable: Portable) -> str:
    style, script = _asset("reader.css"), _asset("reader.js")
    told, day = chapters(portable), portable.exported_at.date().isoformat()
    taken = gettext(
        "Taken out on %(day)s. Nothing seals this page: whoever has it can read it."
    )
    return Template(_asset("reader.html")).substitute(
        language=catalogue.language(),
        direction=catalogue.direction(),
        style_digest=_digest(style),
        script_digest=_digest(script),
        style=style,
        script=script,
        title=escape(gettext("Notebook")),
        taken=escape(taken % {"day": day}),
        find=escape(gettext("Find")),
        none=escape(gettext("Nothing here says that.")),
        contents="\n".join(map(_entry, told)),
        chapters="".join(chain.from_iterable(map(_chapter, told))),
        notebook=_json(portable),
    )


def _entry(chapter: Chapter) -> str:
    count = f'<span class="quiet">{len(chapter.items)}</span>'
    return f'<li><a href="#{chapter.kind}">{escape(chapter.title)} {count}</a></li>'


def _chapter(chapter: Chapter) -> Iterator[str]:
    yield f"<section id='{chapter.kind}'>\n<h2>{escape(chapter.title)}</h2>\n"
    for item in chapter.items:
        yield from _item(item)
    yield "</section>\n"


def _item(item: Item) -> Iterator[str]:
    day = f"{item.day or ''} {item.hour}".strip()
    yield "<article>\n"
    if day:
        yield f"<h3><time datetime='{item.day}'>{escape(day)}</time></h3>\n"
    if item.words.strip():
        yield f"<p class='words' dir='auto'>{escape(item.words)}</p>\n"
    for picture in item.pictures:
        kind, said = escape(picture.media_type), escape(picture.description)
        where = f"data-blob='{picture.blob}' data-kind='{kind}'"
        yield f"<img {where} alt='{said}' hidden>\n"
    if item.lines:
        yield f"<dl>{''.join(map(_line, item.lines))}</dl>\n"
    yield "</article>\n"


def _line(line: Line) -> str:
    return f"<dt>{escape(line.name)}</dt><dd dir='auto'>{escape(line.words)}</dd>"


def _json(portable: Portable) -> str:
    """Write the export so that no word in it can end the block it stands in."""
    written = b"".join(write_portable(portable)).decode()
    return written.replace("<", "\\u003c").replace(">", "\\u003e")


def _digest(text: str) -> str:
    found = hashlib.sha256(text.encode()).digest()
    return f"sha256-{base64.b64encode(found).decode()}"


@cache
def _asset(name: str) -> str:
    return (_HERE / name).read_text("utf-8")
