"""Which SQLite a vault may be opened with."""

from moorings.errors import MooringsError

#: Earlier releases can corrupt a WAL file when two connections reset it at once.
SAFE_SQLITE = (3, 51, 3)


class UnsafeSqliteError(MooringsError):
    """The SQLite library at hand can lose data."""

    kind = "failed"
    sentence = (
        "The SQLite library here ({version}) has a known fault that can damage a "
        "vault, so nothing was opened. Install a newer apsw package."
    )


def require_safe_sqlite(version: str) -> None:
    """Refuse a library that can damage a vault."""
    if tuple(map(int, version.split(".")))[:3] < SAFE_SQLITE:
        raise UnsafeSqliteError(version=version)
