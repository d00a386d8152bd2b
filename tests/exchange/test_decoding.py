import pytest
from hypothesis import given
from hypothesis import strategies as st

from moorings.exchange.decoding import UndecodableError, clean, decode


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252"], ids=str
)
def test_the_same_words_are_read_from_every_encoding(encoding: str) -> None:
    assert decode("“Café”, très tôt".encode(encoding)) == "“Café”, très tôt"


def test_big_endian_utf_16_is_read_by_its_mark() -> None:
    assert decode(b"\xfe\xff" + "tôt".encode("utf-16-be")) == "tôt"


def test_all_line_ends_become_one_kind() -> None:
    assert decode(b"a\r\nb\rc\nd") == "a\nb\nc\nd"


def test_what_cannot_be_shown_is_dropped_or_replaced() -> None:
    assert clean("a\0b\ud800c") == "ab\ufffdc"


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"one\ntwo\r\nthree \x81", 3),
        (b"one\n\xff\x01", 2),
        (b"\xef\xbb\xbfone\n\xc3\xa9\n\x81", 3),
        ("one\ntwo\n".encode("utf-16") + b"x", 3),
    ],
    ids=["no letter", "control character", "after a mark", "half a letter"],
)
def test_bytes_that_are_no_text_are_refused_with_their_line(
    content: bytes, line: int
) -> None:
    with pytest.raises(UndecodableError) as refused:
        decode(content)
    assert refused.value.line == line


@given(st.binary())
def test_any_bytes_are_text_fit_for_utf_8_or_refused(content: bytes) -> None:
    try:
        text = decode(content)
    except UndecodableError:
        return
    assert text.encode().decode() == text
    assert "\r" not in text
    assert "\0" not in text
