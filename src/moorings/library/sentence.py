"""The sentence of a hard moment, written back in good words of the language spoken."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import msgspec

from moorings.library import catalogue
from moorings.library.catalogue import CONTENT, SOURCE
from moorings.rules.saying import Said, Sentence, say

FOLDER = "rules"
FILE = "sentence.toml"


def written_back(parts: Mapping[str, Sequence[Said]]) -> str:
    """Give the sentence of what was named, by part; nothing named gives none."""
    return say(_sentence(CONTENT, catalogue.language()), parts)


def sentence_as_json() -> str:
    """Write the table for `saying.js`."""
    return msgspec.json.encode(_sentence(CONTENT, catalogue.language())).decode()


@cache
def _sentence(content: Path, language: str) -> Sentence:
    files = [content / FOLDER / each / FILE for each in (language, SOURCE)]
    spoken = next(file for file in files if file.is_file())
    return msgspec.toml.decode(spoken.read_bytes(), type=Sentence)
