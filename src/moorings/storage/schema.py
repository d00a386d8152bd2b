"""How a vault's file is laid out, and what is asked of it.

Everything read is cast to the kind it was written as: a damaged file may hold anything,
and must not be able to hand over something else than bytes and numbers.
"""

SCHEMA = """
CREATE TABLE header (
    owner BLOB PRIMARY KEY, header BLOB,
    position INTEGER NOT NULL DEFAULT 0, link BLOB NOT NULL DEFAULT x''
) STRICT;
CREATE TABLE records (
    owner BLOB NOT NULL, position INTEGER NOT NULL, id BLOB NOT NULL,
    link BLOB NOT NULL, body BLOB, PRIMARY KEY (owner, position)
) STRICT;
CREATE UNIQUE INDEX records_by_id ON records (owner, id);
CREATE TABLE inbox (
    owner BLOB NOT NULL, id BLOB NOT NULL, body BLOB NOT NULL, PRIMARY KEY (owner, id)
) STRICT;
CREATE TABLE drafts (
    owner BLOB NOT NULL, id BLOB NOT NULL, body BLOB NOT NULL, PRIMARY KEY (owner, id)
) STRICT;
CREATE TABLE blobs (
    owner BLOB NOT NULL, id BLOB NOT NULL, body BLOB NOT NULL, PRIMARY KEY (owner, id)
) STRICT;
CREATE TABLE delay (
    owner BLOB NOT NULL, door TEXT NOT NULL, failures INTEGER NOT NULL,
    at REAL NOT NULL, PRIMARY KEY (owner, door)
) STRICT;
CREATE TRIGGER records_keep_their_place
    BEFORE UPDATE OF owner, position, id, link ON records
    BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER records_lose_their_body_or_keep_it
    BEFORE UPDATE OF body ON records WHEN NEW.body IS NOT NULL
    BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER records_are_never_taken_out BEFORE DELETE ON records
    BEGIN SELECT RAISE(ABORT, 'append only'); END;
"""
PRAGMAS = """
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
PRAGMA secure_delete = ON;
PRAGMA wal_autocheckpoint = 256;
PRAGMA cell_size_check = ON;
PRAGMA trusted_schema = OFF;
PRAGMA mmap_size = 0;
"""
#: For a copy, which nobody writes to.
READING = """
PRAGMA cell_size_check = ON;
PRAGMA trusted_schema = OFF;
PRAGMA mmap_size = 0;
"""
#: For a file that is shorter than it says. SQLite reads such a one only while its own
#: table of contents may be changed; nothing is.
CUT_SHORT = f"PRAGMA writable_schema = ON; PRAGMA query_only = ON; {READING}"
PUT = {
    shelf: f"INSERT OR REPLACE INTO {shelf} (owner, id, body) VALUES (?, ?, ?)"  # noqa: S608 - the names below
    for shelf in ("inbox", "drafts", "blobs")
}
DROP = {shelf: f"DELETE FROM {shelf} WHERE owner = ? AND id = ?" for shelf in PUT}  # noqa: S608
SHELF = {
    shelf: f"SELECT CAST(id AS BLOB), CAST(body AS BLOB) FROM {shelf}"  # noqa: S608
    " WHERE owner = ? ORDER BY rowid"
    for shelf in PUT
}
ITEM = {
    shelf: f"SELECT CAST(body AS BLOB) FROM {shelf} WHERE owner = ? AND id = ?"  # noqa: S608
    for shelf in PUT
}

HEADER = "SELECT CAST(header AS BLOB) FROM header WHERE owner = ?"
HEAD = """
SELECT IFNULL(CAST(position AS INTEGER), 0), IFNULL(CAST(link AS BLOB), x'')
FROM header WHERE owner = ?
"""
#: The index is not asked: what is wrong in it must not hide a row. It is counted apart.
RECORDS = """
SELECT
    IFNULL(CAST(position AS INTEGER), 0), IFNULL(CAST(id AS BLOB), x''),
    IFNULL(CAST(link AS BLOB), x''), CAST(body AS BLOB)
FROM records NOT INDEXED WHERE owner = ? ORDER BY rowid
"""
COUNT = """
SELECT count(*) FROM records INDEXED BY sqlite_autoindex_records_1 WHERE owner = ?
"""
FAILURES = """
SELECT IFNULL(CAST(failures AS INTEGER), 0), IFNULL(CAST(at AS REAL), 0.0)
FROM delay WHERE owner = ? AND door = ?
"""
