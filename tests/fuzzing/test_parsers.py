"""Whatever is read from outside is taken, or refused in a sentence: never worse."""

from pathlib import Path

import pytest

from campaigns import fuzzing_corpus
from campaigns.fuzzing_readers import readers
from tests.faults.campaigns import require_bar

pytestmark = pytest.mark.uncounted

#: Of so many readings, one at least is taken, and one refused.
SHARE = 20


def test_what_reads_bytes_from_outside_bears_them_spoilt() -> None:
    seen = require_bar("parsers")
    for judgement in ("taken", "refused"):
        assert seen["also"][judgement] * SHARE > seen["done"]


def test_every_reader_takes_what_is_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Otherwise nothing but refusals would be tried."""
    monkeypatch.delenv(fuzzing_corpus.REFERENCE, raising=False)
    for made in (fuzzing_corpus.diaries, fuzzing_corpus.questionnaires):
        made.cache_clear()
    untaken = [
        f"{reader.name} {number}"
        for reader in readers(tmp_path)
        for number, whole in enumerate(reader.whole)
        if not reader.read(whole)
    ]
    assert untaken == []
