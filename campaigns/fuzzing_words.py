"""Words that forms stumble over, made up here; and those of others, where they lie."""

import json
import os
from functools import cache
from pathlib import Path
from typing import Final

REFERENCE: Final = "MOORINGS_REFERENCE_DATA"
#: From right to left, joined, combined, or turned round.
_SCRIPTS: Final = (
    *(
        "\u0627\u0644\u0628\u062d\u0631 \u0647\u0627\u062f\u0626",
        "\u05d9\u05dd \u05e9\u05e7\u05d8",
    ),
    *(
        "\u202etxet denruT\u202c",
        "a\u2066b\u2069c",
        "\u200fmarked",
        "abc \u0627\u0644\u0628 def",
    ),
    *(
        "\U0001f469\u200d\U0001f469\u200d\U0001f467",
        "\U0001f3f4\U000e0067\U000e0062\U000e007f",
    ),
    *(
        "\U0001f44b\U0001f3fd",
        "1\ufe0f\u20e3",
        "\U0001f1e9\U0001f1ea\U0001f1eb",
        "\u200d",
    ),
    *(
        "e\u0301\u0301\u0301",
        "Z\u0351\u036f\u0347" * 30,
        "\u1112\u1161\u11ab",
        "\ufb01\ufb03",
    ),
    *(
        "\u0130\u0131\u017f\u00df",
        "\u01c5\u01c4",
        "\u2126\u212b",
        "\u0e33\u0e49",
        "\u0915\u094d\u0937",
    ),
    *(
        "\u3042\u3099",
        "\uff21\uff22",
        "\U00020bb7\U0002f80f",
        "\u00ad\u200b\ufeff",
        "\u180e\u3164",
    ),
)
#: Controls, separators, and what is a letter in no alphabet.
_CONTROLS: Final = (
    *(
        "a\0b",
        "\0",
        "\x01\x02\x07\x08",
        "\x1b[31mred\x1b[0m",
        "\x7f\x80\x9f",
        "a\x0bb\x0cc",
    ),
    *(
        "a\u2028b\u2029c",
        "a\x85b",
        "\r",
        "\n\n\n",
        "\t",
        "\r\na\rb\n",
        "\ufffd\ufffe\uffff",
    ),
    *(
        "\ue000\uf8ff",
        "\U0010ffff",
        "\u2400",
        " \u00a0\u2003 ",
        "\u3000",
        " a ",
        "  a   b  ",
    ),
)
#: What means something to somebody else.
_TONGUES: Final = (
    *(
        "<b>x</b>",
        "<script>top.x=1</script>",
        "</textarea><p>",
        '" autofocus onfocus="x',
        "'\"`",
    ),
    *(
        "&lt;b&gt;",
        "&#60;",
        "&amp;amp;",
        "<!-- x",
        "]]>",
        "<![CDATA[x]]>",
        "<?xml?>",
        "{{ 7*7 }}",
    ),
    *(
        "{% raw %}",
        "{0.__class__}",
        "{count}",
        "{",
        "}",
        "${7*7}",
        "#{7*7}",
        "%(day)s",
        "%s%n%d",
    ),
    *(
        "%",
        "%%",
        "100%",
        "%00",
        "%ff",
        "\\",
        "\\n",
        "\\u0000",
        "\\x00",
        "$1",
        "\\1",
        "(a+)+$",
        "[[[",
    ),
    *(
        "'; DROP TABLE records; --",
        "1 OR 1=1",
        "' UNION SELECT body",
        "=1+1",
        "@SUM(1)",
        "-1",
        "+1",
    ),
    *(
        "../../etc/passwd",
        "C:\\CON",
        "NUL",
        "file:///etc",
        "javascript:top.x=1",
        "//a.test",
        "a\0.md",
    ),
    *(
        "null",
        "undefined",
        "None",
        "NaN",
        "true",
        "[object Object]",
        "__proto__",
        "constructor",
    ),
    *(
        "0",
        "-0",
        "1e999",
        "9" * 400,
        "0x1f",
        "1,5",
        "\u0661\u0662",
        "1_000",
        "\u00bd",
        "Infinity",
    ),
    *(
        "0000-00-00",
        "9999-12-31",
        "0001-01-01",
        "2026-02-30",
        "24:61",
        "2026-W01",
        "1" * 32,
    ),
    *(
        "#tag",
        "# not a heading",
        "- not a list",
        "> not a quote",
        "![a](b)",
        "[a](javascript:x)",
    ),
    *(
        "---",
        "---\ndate: 2026-01-01\n---",
        "key: value",
        "|",
        "a;b,c",
        '"a""b"',
        "no reply\n.\n",
    ),
)
#: Very long, and long without a place to break.
_LONG: Final = (
    "word " * 4_000,
    "x" * 20_000,
    "\u00e9\u0301" * 9_000,
    "\n" * 5_000,
    "\U0001f30a" * 5_000,
)
OWN: Final[tuple[str, ...]] = (*_SCRIPTS, *_CONTROLS, *_TONGUES, *_LONG, "")
#: Bytes that are no UTF-8, as a program may send them.
RAW: Final = (
    b"\xed\xa0\x80",
    b"\xff\xfe",
    b"\xc0\xaf",
    b"\x80",
    b"a\xf0\x9f\x91b",
    b"\xf5\x80\x80\x80",
)


@cache
def of_others() -> tuple[str, ...]:
    """Give the strings of the big list of naughty strings, where it lies."""
    place = os.environ.get(REFERENCE, "")
    file = Path(place, "blns", "blns.json")
    if not (place and file.is_file()):
        return ()
    found: list[str] = json.loads(file.read_text("utf-8"))
    return tuple(found)
