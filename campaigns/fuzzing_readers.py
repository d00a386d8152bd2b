"""Readers: everything in the program that reads bytes which somebody else may write."""

import io
from pathlib import Path
from typing import Final

import msgspec

from campaigns import fuzzing_corpus as corpus
from campaigns.fuzzing_passkeys import passkey_readers
from campaigns.fuzzing_reading import Read, Reader
from campaigns.fuzzing_vaults import vault_readers
from moorings.exchange.answer_sheets import AnswerSheets, Wanted
from moorings.exchange.arriving import read_upload
from moorings.exchange.leaving.forms import FORMS, read_own
from moorings.exchange.picture_kinds import picture_kind
from moorings.exchange.portable import read_portable, write_portable
from moorings.exchange.questionnaires.reading import read_questionnaires
from moorings.exchange.recording_kinds import recording_kind
from moorings.journey.codec import decode, encode
from moorings.measures.instrument import Key, Scale

KEY: Final = Key(
    "three", 1, 1, 5, ("1", "2", "3"), (Scale("s", ("1", "2", "3"), 1),), "own"
)
RECORDINGS: Final = (b"ID3\x04", b"OggS\0", b"RIFF\0\0\0\0WAVE", b"\0\0\0\0ftypM4A ")


def readers(folder: Path) -> tuple[Reader, ...]:
    """Give all of them; `folder` is for what has to lie on a disk."""
    return (
        Reader("record", corpus.records(), _record, 12),
        *(Reader(f"own {name}", corpus.taken_out(name)[:2], _own) for name in FORMS),
        Reader("export", corpus.taken_out("json"), _export, 2),
        *_diaries(),
        Reader("questionnaire", corpus.questionnaires(), _questionnaire, 2),
        Reader("answers", (corpus.ANSWERS.encode(),), _answers, 2),
        Reader("kind of file", (corpus.PNG, *RECORDINGS), _kind, 2),
        *(Reader(*each) for each in vault_readers(folder)),
        *(Reader(*each) for each in passkey_readers()),
    )


def _diaries() -> tuple[Reader, ...]:
    """Give one reader for each ending of a name: by it a file may be recognised."""
    together: dict[str, list[tuple[str, bytes]]] = {}
    for name, content in corpus.diaries():
        together.setdefault(name.rpartition(".")[2], []).append((name, content))

    def reading(name: str) -> Read:
        return lambda content: _diary(name, content)

    return tuple(
        Reader(f"diary {ending}", tuple(c for _, c in found), reading(found[0][0]))
        for ending, found in together.items()
    )


def _record(content: bytes) -> bool:
    """Read a record; what was read is written and read again as the same."""
    record = decode(content)
    assert decode(encode(record)) == record
    return True


def _own(content: bytes) -> bool:
    return bool(b"".join(write_portable(read_own(content))))


def _export(content: bytes) -> bool:
    portable = read_portable(content)
    assert read_portable(b"".join(write_portable(portable))) == portable
    return True


def _diary(name: str, content: bytes) -> bool:
    arrival = read_upload(name, content)
    for entry in arrival.entries:
        assert "\0" not in entry.text
        msgspec.json.encode((entry.when, entry.text, entry.labels, entry.mood))
    for fault in arrival.faults:
        assert str(fault).strip().isprintable()
    return bool(arrival.entries)


def _questionnaire(content: bytes) -> bool:
    findings = read_questionnaires("file", content)
    for found in findings.questionnaires:
        msgspec.json.encode((found.title, found.language))
    for fault in findings.faults:
        assert str(fault).isprintable()
    return bool(findings.questionnaires)


def _answers(content: bytes) -> bool:
    sheets = AnswerSheets(io.BytesIO(content), KEY, Wanted())
    return sum(block.sheets.rows for block in sheets.blocks()) > 0


def _kind(content: bytes) -> bool:
    return bool(picture_kind(content) or recording_kind(content))
