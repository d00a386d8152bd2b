"""Tells by its first bytes whether something is a recording, and of which kind."""

_ID3, _OGG, _MATROSKA = b"ID3", b"OggS", b"\x1a\x45\xdf\xa3"
#: What may hold sound inside of the form that MP4 has.
_BRANDS = frozenset({b"M4A ", b"M4B ", b"mp41", b"mp42", b"isom", b"iso2", b"dash"})
#: So far into a file the name of its kind stands, where it is WebM.
_HEAD = 64


def recording_kind(content: bytes) -> str | None:
    """Name the media type, or none where these bytes are no recording we keep.

    A name may lie, so only the bytes count.
    """
    if content.startswith(_ID3) or _is_frame(content[:3]):
        return "audio/mpeg"
    if content.startswith(_OGG):
        return "audio/ogg"
    if content[:4] == b"RIFF" and content[8:12] == b"WAVE":
        return "audio/wav"
    if content.startswith(_MATROSKA) and b"webm" in content[:_HEAD]:
        return "audio/webm"
    if content[4:8] == b"ftyp" and content[8:12] in _BRANDS:
        return "audio/mp4"
    return None


def _is_frame(head: bytes) -> bool:
    """Say whether a frame of MP3 begins here: twelve bits set, and sound of layer III.

    Source: ISO/IEC 11172-3, 2.4.2.3; what is reserved or out of range is no frame.
    """
    if len(head) < len("abc") or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:  # noqa: PLR2004
        return False
    version, layer = head[1] >> 3 & 3, head[1] >> 1 & 3
    rate, frequency = head[2] >> 4, head[2] >> 2 & 3
    return version != 1 and layer == 1 and rate not in {0, 15} and frequency != 3  # noqa: PLR2004
