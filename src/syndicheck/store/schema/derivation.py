"""The versions of the code that derived data depends on."""

from __future__ import annotations

import sqlite3


def code_versions() -> dict[str, str]:
    """The versions that stored signatures, marks and shares depend on; equal values mean comparable data."""
    from syndicheck.fingerprint import ANCHORS_VERSION, minhash, shingles
    from syndicheck.marks.catalogue import configured
    from syndicheck.text import NORMALISER_VERSION
    from syndicheck.text.hidden import HIDDEN_TEXT_VERSION

    return {
        "signature_scheme": f"datasketch-{minhash.SCHEME}",
        "signature_permutations": str(minhash.PERMUTATIONS),
        "signature_seed": str(minhash.SEED),
        "shingle_version": str(shingles.SHINGLE_VERSION),
        "shingle_words": str(shingles.WORDS),
        "shingle_characters": str(shingles.CHARACTERS),
        "normaliser_version": str(NORMALISER_VERSION),
        "hidden_text_version": str(HIDDEN_TEXT_VERSION),
        "anchors_version": str(ANCHORS_VERSION),
        "catalogue_version": configured().version,
    }


def read_versions(connection: sqlite3.Connection) -> dict[str, str]:
    """The versions written in the database's ``meta`` table."""
    return dict(connection.execute("SELECT key, value FROM meta"))


def write_versions(connection: sqlite3.Connection, versions: dict[str, str]) -> None:
    """Record the versions under which derived data is now stored."""
    connection.executemany(
        "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        sorted(versions.items()),
    )
