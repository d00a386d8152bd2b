import pytest

from moorings.exchange.recording_kinds import recording_kind


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"ID3\x04\0\0", "audio/mpeg"),
        (b"\xff\xfb\x90\x64", "audio/mpeg"),
        (b"\xff\xf3\x40\xc0", "audio/mpeg"),
        (b"OggS\0\2", "audio/ogg"),
        (b"RIFF\0\0\0\0WAVEfmt ", "audio/wav"),
        (b"RIFF\0\0\0\0WEBPVP8 ", None),
        (b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x84webm", "audio/webm"),
        (b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x88matroska", None),
        (b"\0\0\0\x20ftypM4A \0\0", "audio/mp4"),
        (b"\0\0\0\x20ftypisom\0\0", "audio/mp4"),
        (b"\0\0\0\x20ftypheic\0\0", None),
        # sound of another layer, a reserved version, and rates that are none
        (b"\xff\xf1\x50\x80", None),
        (b"\xff\xeb\x90\x64", None),
        (b"\xff\xfb\x00\x64", None),
        (b"\xff\xfb\xf0\x64", None),
        (b"\xff\xfb\x9c\x64", None),
        (b"\xff\xd8\xff\xe0", None),
        (b"\xff\xfe<\0s\0v\0g\0", None),
        (b"<svg onload='alert(1)'/>", None),
        (b"\xff\xfb", None),
        (b"", None),
    ],
)
def test_a_recording_is_known_by_its_first_bytes(
    content: bytes, kind: str | None
) -> None:
    assert recording_kind(content) == kind
