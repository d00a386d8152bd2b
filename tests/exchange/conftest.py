import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

JPEG = b"\xff\xd8\xff\xe0 a very small picture"
PNG = b"\x89PNG\r\n\x1a\n another one"


@pytest.fixture
def jpeg() -> bytes:
    return JPEG


@pytest.fixture
def png() -> bytes:
    return PNG


@pytest.fixture
def folder(tmp_path: Path) -> Callable[[Mapping[str, str | bytes]], Path]:
    def lay_out(files: Mapping[str, str | bytes]) -> Path:
        root = tmp_path / "diary"
        root.mkdir(exist_ok=True)
        for name, content in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(
                content if isinstance(content, bytes) else content.encode()
            )
        return root

    return lay_out


@pytest.fixture
def zipped() -> Callable[[Mapping[str, str | bytes]], bytes]:
    def pack(files: Mapping[str, str | bytes]) -> bytes:
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in files.items():
                archive.writestr(name, content)
        return packed.getvalue()

    return pack
