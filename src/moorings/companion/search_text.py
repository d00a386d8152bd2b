"""The folded words of every standing page, laid end to end to be looked through."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate

from moorings.journey.records import RecordId


class SearchText:
    """Holds the words in memory, for as long as their vault is open.

    One long piece is searched several times faster than thousands of short ones.
    """

    def __init__(self) -> None:
        self._texts: dict[RecordId, bytes] = {}
        self._pages: list[RecordId] = []
        self._ends: list[int] = []
        self._whole: bytes | None = None

    def forget(self, page: RecordId) -> None:
        """Forget the words of a page that changed."""
        self._texts.pop(page, None)
        self._whole = None

    def forget_all(self) -> None:
        """Forget everything."""
        self._texts.clear()
        self._whole = None

    def lay_out(
        self, pages: Iterable[RecordId], words: Callable[[RecordId], str]
    ) -> None:
        """Lay the pages end to end in this order; ask for words not held yet."""
        if self._whole is not None:
            return
        self._pages = list(pages)
        texts = []
        for page in self._pages:
            text = self._texts.get(page)
            if text is None:
                text = self._texts[page] = _written(words(page)) + b"\0"
            texts.append(text)
        self._ends = list(accumulate(map(len, texts)))
        self._whole = b"".join(texts)

    def holding(self, terms: Iterable[str]) -> Iterator[RecordId]:
        """Give the pages that hold every term, in the order they were laid out."""
        wanted = sorted(map(_written, terms), key=len, reverse=True)
        whole = self._whole or b""
        at = whole.find(wanted[0])
        while at >= 0:
            page = bisect_right(self._ends, at)
            start, end = self._ends[page - 1] if page else 0, self._ends[page]
            if all(whole.find(term, start, end) >= 0 for term in wanted):
                yield self._pages[page]
            at = whole.find(wanted[0], end)

    def saying(self, words: Iterable[str]) -> frozenset[RecordId]:
        """Give the pages that say one of these as whole words; `hurt*` begins one."""
        found = set[RecordId]()
        for word in words:
            found.update(self._saying(word.rstrip("*"), begun=word.endswith("*")))
        return frozenset(found)

    def _saying(self, word: str, *, begun: bool) -> Iterator[RecordId]:
        whole, wanted = self._whole or b"", _written(word)
        at = whole.find(wanted) if wanted else -1
        while at >= 0:
            end = at + len(wanted)
            if _stands_alone(whole, word, at, end, begun=begun):
                page = bisect_right(self._ends, at)
                yield self._pages[page]
                end = self._ends[page]
            at = whole.find(wanted, end)


def _stands_alone(whole: bytes, word: str, at: int, end: int, *, begun: bool) -> bool:
    """Say whether no letter stands at either side; not every script parts its words."""
    before = whole[max(0, at - 4) : at].decode("utf-8", "ignore")[-1:]
    after = whole[end : end + 4].decode("utf-8", "ignore")[:1]
    open_before = not word[0].isascii() or not before.isalnum()
    return open_before and (begun or not word[-1].isascii() or not after.isalnum())


def _written(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
