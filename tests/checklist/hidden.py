"""Looking for words in bytes, however they may be written there."""

import base64
import json
import re
import zlib
from collections.abc import Iterable, Iterator
from urllib.parse import quote, quote_plus

#: How streams begin that were made smaller: gzip, and zlib at each of its levels.
_SMALLER = re.compile(rb"\x1f\x8b\x08|\x78[\x01\x5e\x9c\xda]")
_EITHER = zlib.MAX_WBITS | 32


def hidden_in(content: bytes, words: Iterable[str]) -> set[str]:
    """Give those of these words that stand in some bytes, in any usual writing."""
    seen = [each.lower() for each in (content, *_inflated(content))]
    as_it_is = [content, *_inflated(content)]
    return {
        word
        for word in words
        if any(w.lower() in each for w in _plainly(word) for each in seen)
        or any(w in each for w in _in_base64(word) for each in as_it_is)
    }


def _plainly(word: str) -> Iterator[bytes]:
    for coding in ("utf-8", "utf-16-le", "utf-16-be"):
        yield word.encode(coding)
    yield json.dumps(word)[1:-1].encode()
    yield quote(word).encode()
    yield quote_plus(word).encode()


def _in_base64(word: str) -> Iterator[bytes]:
    """Give what is the same of it wherever among other bytes it stands."""
    for before in range(3):
        written = base64.b64encode(bytes(before) + word.encode())
        whole = written[-(-before * 4 // 3) : (before + len(word.encode())) * 4 // 3]
        yield whole
        yield whole.translate(bytes.maketrans(b"+/", b"-_"))


def _inflated(content: bytes) -> Iterator[bytes]:
    for found in _SMALLER.finditer(content):
        try:
            yield zlib.decompressobj(_EITHER).decompress(content[found.start() :])
        except zlib.error:
            continue
