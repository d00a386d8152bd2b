"""Parsers: whatever reads bytes from outside reads them spoilt, and says so."""

import resource
import signal
import traceback
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from types import FrameType
from typing import Final, NoReturn

from campaigns.campaign import Campaign, Seen
from campaigns.fuzzing_readers import readers
from campaigns.fuzzing_reading import Reader
from campaigns.fuzzing_spoiling import noise, spoilt
from moorings.errors import MooringsError

#: Of its own time on a processor, however busy the machine is.
MOST_SECONDS: Final = 2.0
MOST_BYTES: Final = 256 * 1024**2
#: Of so many readings, one is of what never was a file, and one of what is whole.
NOISE, WHOLE = 12, 40
#: Less than one in so many of either, and a parser takes all or nothing.
RARELY: Final = 2_000
#: So many bytes are told of what went wrong.
SHOWN: Final = 2_000


class TooLongError(BaseException):
    """A reader that does not come to an end; nothing that it catches may catch this."""


def run(folder: Path, size: int, seed: int) -> Seen:
    """Let each reader read spoilt things in turn, the quick ones more often."""
    chance = Random(seed)  # noqa: S311 - repeatable on purpose
    seen, known = Seen(), readers(folder)
    turns = [each for each in known for _ in range(each.often)]
    with limited():
        for number in range(size):
            reader = turns[number % len(turns)]
            judge(reader, made_up(chance, reader), seen)
            seen.done += 1
    count(known, seen)
    return seen


def made_up(chance: Random, reader: Reader) -> bytes:
    """Give something to read: mostly what is whole, spoilt."""
    content = chance.choice(reader.whole)
    if chance.randrange(WHOLE) == 0:
        return content
    if chance.randrange(NOISE) == 0:
        return noise(chance)
    return spoilt(chance, content, chance.choice(reader.whole))


def judge(reader: Reader, content: bytes, seen: Seen) -> None:
    """Let it be read; whatever is neither taken nor refused in a sentence is wrong."""
    try:
        with timed():
            taken = reader.read(content)
    except MooringsError as refusal:
        taken = False
        if not str(refusal).strip():
            told(reader, content, "refused without a sentence", seen)
    except TooLongError:
        told(reader, content, f"took more than {MOST_SECONDS} s", seen)
        return
    except Exception:  # noqa: BLE001 - all of them are told
        told(reader, content, traceback.format_exc(limit=-4), seen)
        return
    reader.seen["taken" if taken else "refused"] += 1


def told(reader: Reader, content: bytes, what: str, seen: Seen) -> None:
    """Say what went wrong, and with which bytes."""
    seen.problems.append(f"{reader.name}: {what}\n    {content[:SHOWN]!r}")


def count(known: tuple[Reader, ...], seen: Seen) -> None:
    """Add up what was taken and refused; a reader that does only one was not tried."""
    for each in known:
        seen.also.update(each.seen)
        tried = each.seen.total()
        for judgement in ("taken", "refused"):
            if each.seen[judgement] < max(1, tried // RARELY):
                rarely = f"{judgement} {each.seen[judgement]} of {tried}"
                seen.problems.append(f"{each.name}: only {rarely}")


@contextmanager
def limited() -> Iterator[None]:
    """Let this process grow by so much and no more."""
    used, hard = _used(), resource.getrlimit(resource.RLIMIT_AS)
    before = signal.signal(signal.SIGVTALRM, _too_long)
    resource.setrlimit(resource.RLIMIT_AS, (used + MOST_BYTES, hard[1]))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, hard)
        signal.signal(signal.SIGVTALRM, before)


@contextmanager
def timed() -> Iterator[None]:
    """End what takes too long."""
    signal.setitimer(signal.ITIMER_VIRTUAL, MOST_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def _too_long(_: int, __: FrameType | None) -> NoReturn:
    raise TooLongError


def _used() -> int:
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    return pages * resource.getpagesize()


CAMPAIGN = Campaign(
    name="parsers",
    does="whatever reads bytes from outside reads them spoilt, at random",
    unit="readings",
    ci=100_000,
    full=10_000_000,
    run=run,
    must_see=("taken", "refused"),
)
