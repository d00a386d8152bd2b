"""Everything as a folder of text files, and beside them the file that comes back in.

The pages are Markdown, to be read anywhere for as long as there is text. What Moorings
reads again is `notebook.json`, whole and exact: a folder whose words were changed by
hand is another diary, and comes in as one where that file is taken out.
"""

import re
from collections.abc import Iterator
from typing import Final

from moorings.exchange.files import Files
from moorings.exchange.leaving.packing import pack
from moorings.exchange.leaving.telling import Chapter, Item, chapters
from moorings.exchange.portable import Portable, read_portable, write_portable
from moorings.journey.records import Picture

WHOLE: Final = "notebook.json"
PAGES: Final = "entry"
_ENDINGS: Final = {"image/jpeg": ".jpg", "image/png": ".png", "image/webp": ".webp"}
#: What a line of Markdown may begin with that is no word.
_SIGNS = re.compile(r"^(\s*)([#>*+\-=~`|]|\d+[.)])")


def write_folder(portable: Portable) -> bytes:
    """Write a zip of a folder."""
    return pack(_files(portable))


def is_folder(files: Files) -> bool:
    """Say whether a zip holds such a folder of ours."""
    return WHOLE in files.openers


def read_folder(files: Files) -> Portable:
    """Read back what is beside the pages. Raises what `read_portable` raises."""
    return read_portable(files.openers[WHOLE]())


def _files(portable: Portable) -> Iterator[tuple[str, bytes]]:
    yield WHOLE, b"".join(write_portable(portable))
    told = chapters(portable)
    kinds: dict[str, str] = {
        picture.blob: _ENDINGS.get(picture.media_type, "")
        for chapter in told
        for item in chapter.items
        for picture in item.pictures
    }
    for chapter in told:
        if chapter.kind == PAGES:
            yield from _pages(chapter)
        else:
            yield f"other/{chapter.kind}.md", _chapter(chapter).encode()
    for blob, content in sorted(portable.blobs.items()):
        yield f"pictures/{blob}{kinds.get(blob, '')}", content


def _pages(chapter: Chapter) -> Iterator[tuple[str, bytes]]:
    """Write each page of the diary under its day; several of a day are numbered."""
    seen: dict[str, int] = {}
    for item in chapter.items:
        day = item.day.isoformat() if item.day else "undated"
        seen[day] = seen.get(day, 0) + 1
        name = day if seen[day] == 1 else f"{day}-{seen[day]}"
        yield f"pages/{day[:4]}/{name}.md", _page(item).encode()


def _page(item: Item) -> str:
    about = [f"date: {item.day}{f' {item.hour}' if item.hour else ''}"]
    about += [f"{line.name.lower()}: {_flat(line.words)}" for line in item.lines]
    shown = (_shown(picture, "../..") for picture in item.pictures)
    body = "\n\n".join([item.words, *shown])
    return "---\n" + "\n".join(about) + f"\n---\n\n{body}\n"


def _shown(picture: Picture, up: str) -> str:
    said = _flat(picture.description).replace("[", "(").replace("]", ")")
    ending = _ENDINGS.get(picture.media_type, "")
    return f"![{said}]({up}/pictures/{picture.blob}{ending})"


def _chapter(chapter: Chapter) -> str:
    told = "\n\n".join(map(_item, chapter.items))
    return f"# {chapter.title}\n\n{told}\n"


def _item(item: Item) -> str:
    day = f"{item.day or ''} {item.hour}".strip()
    head = [f"## {day}"] if day else ["##"]
    words = [_quoted(item.words)] if item.words.strip() else []
    shown = [_shown(picture, "..") for picture in item.pictures]
    lines = [f"- {line.name}: {_flat(line.words)}" for line in item.lines]
    return "\n\n".join([*head, *words, *shown, *(["\n".join(lines)] if lines else [])])


def _quoted(words: str) -> str:
    return "\n".join(f"> {line}" for line in words.split("\n"))


def _flat(words: str) -> str:
    """Put words on one line, so that none of them can begin one of its own."""
    return _SIGNS.sub(r"\1\\\2", " · ".join(filter(None, words.split("\n"))))
