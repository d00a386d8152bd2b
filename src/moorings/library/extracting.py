"""Every sentence to be translated, gathered from where it stands.

Templates mark them with ``_("…")``, modules with ``gettext("…")``, errors carry one
each, and some content is named in words. The template made of them is the same on
every machine and on every day.
"""

import ast
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TypeAlias

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import write_po

from moorings.library import crisis

PACKAGE = Path(__file__).parent.parent
TEMPLATE = PACKAGE / "content" / "messages.pot"
#: Which arguments of a marked call are sentences.
MARKERS: dict[str, tuple[int, ...] | None] = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
}
HEADER = """\
# Every sentence of Moorings. Made by "moorings language extract"; to translate it,
# copy it into a folder named like the language, as messages.po.
msgid ""
msgstr ""
"Language: \\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""

#: One sentence, or the two that count something.
Sentence: TypeAlias = str | tuple[str, ...]


@cache
def sentences() -> Catalog:
    """Gather every sentence, with the files in which it stands."""
    catalog = Catalog(charset="utf-8")
    for place, sentence in sorted(_found(), key=lambda found: (found[0], _id(found))):
        catalog.add(sentence, locations=[(place, 0)])
    return catalog


def template() -> bytes:
    """Write the template that translations start from."""
    written = BytesIO()
    write_po(
        written, sentences(), omit_header=True, sort_output=True, include_lineno=False
    )
    return HEADER.encode() + written.getvalue().rstrip(b"\n") + b"\n"


def _found() -> Iterator[tuple[str, Sentence]]:
    for file in PACKAGE.rglob("*.html"):
        yield from ((_place(file), each) for each in _in_template(file))
    for file in PACKAGE.rglob("*.py"):
        yield from ((_place(file), each) for each in _in_module(file))
    for code, country in crisis.countries().items():
        place = _place(crisis.FOLDER / f"{code}.toml")
        yield from ((place, each) for each in country.words)


def _in_template(file: Path) -> Iterator[Sentence]:
    # Babel finds the reader of templates by its name; a page it cannot read is told.
    options = {"newstyle_gettext": "true", "silent": "false"}
    with file.open("rb") as opened:
        for _, sentence, _, _ in extract("jinja2", opened, MARKERS, options=options):
            yield sentence


def _in_module(file: Path) -> Iterator[Sentence]:
    for node in ast.walk(ast.parse(file.read_bytes())):
        match node:
            case ast.Call(
                func=ast.Name(id="gettext") | ast.Attribute(attr="gettext"),
                args=[ast.Constant(value=str(sentence))],
            ):
                yield sentence
            case ast.Call(
                func=ast.Name(id="ngettext") | ast.Attribute(attr="ngettext"),
                args=[ast.Constant(value=str(one)), ast.Constant(value=str(many)), _],
            ):
                yield one, many
            case ast.Assign(
                targets=[ast.Name(id="sentence")],
                value=ast.Constant(value=str(sentence)),
            ):
                yield sentence
            case _:
                pass


def _place(file: Path) -> str:
    return file.relative_to(PACKAGE).as_posix()


def _id(found: tuple[str, Sentence]) -> str:
    sentence = found[1]
    return sentence if isinstance(sentence, str) else sentence[0]
