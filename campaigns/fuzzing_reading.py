"""One reader of bytes that somebody else may write, and how it is told."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias

#: Gives whether something was taken; raises a MooringsError where it was refused.
Read: TypeAlias = Callable[[bytes], bool]


@dataclass(frozen=True)
class Reader:
    """What it reads when all is well, and how often it has its turn."""

    name: str
    whole: tuple[bytes, ...]
    read: Read
    often: int = 1
    seen: Counter[str] = field(default_factory=Counter)
