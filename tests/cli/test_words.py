import json
import subprocess
import sys
from contextlib import suppress

import pytest


def words(given: bytes) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-m", "moorings", "words"],
        capture_output=True,
        check=True,
        input=given,
        timeout=60,
    )
    assert done.stderr == b""
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert all(set(answer) == {"outcome"} for answer in answers)
    return [answer["outcome"] for answer in answers]


def test_each_line_is_answered_by_one_line_in_order() -> None:
    given = b"I want to make tea\nI want to die\nmy friend is suicidal\n"
    given += b"\n  \nquiero morirme"
    told = ["nothing", "crisis", "note", "nothing", "nothing", "crisis"]
    assert words(given) == told


def test_nothing_given_is_nothing_said() -> None:
    assert words(b"") == []


def test_bytes_that_are_no_text_are_no_error() -> None:
    assert words(b"\xff\xfe\x00\nI want\xff to die\r\n\x80 he hits me\n") == [
        "nothing",
        "crisis",
        "crisis",
    ]


@pytest.mark.uncounted
def test_a_reader_who_has_seen_enough_ends_it_quietly() -> None:
    """Ended in the middle of its work, what counts lines could wait for itself."""
    process = subprocess.Popen(
        [sys.executable, "-m", "moorings", "words"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    with process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        with suppress(BrokenPipeError):
            process.stdin.write(b"I want to make tea\n" * 20_000)
            process.stdin.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0
