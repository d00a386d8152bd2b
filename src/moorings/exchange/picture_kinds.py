"""Tells by its first bytes whether something is a picture, and of which kind."""

_BEGINNINGS = {
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"GIF87a": "image/gif",
    b"GIF89a": "image/gif",
    b"II*\0": "image/tiff",
    b"MM\0*": "image/tiff",
}
_BRANDS = {
    b"avif": "image/avif",
    b"heic": "image/heic",
    b"heix": "image/heic",
    b"mif1": "image/heic",
}


def picture_kind(content: bytes) -> str | None:
    """Name the media type, or none where these bytes are no picture we keep.

    A name may lie and SVG may act, so only the bytes count and SVG is left out.
    """
    if content[4:8] == b"ftyp":
        return _BRANDS.get(content[8:12])
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    for beginning, media_type in _BEGINNINGS.items():
        if content.startswith(beginning):
            return media_type
    return None
