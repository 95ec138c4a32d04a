"""What tells our files from others, and how they are laid out."""

from __future__ import annotations

APPLICATION_ID = 0x53594E44
"""``PRAGMA application_id`` of our files: "SYND" in ASCII. It tells our databases from others'."""

FORMAT = 5
"""``PRAGMA user_version``: raised when a program of an older release could no longer read the file."""

PAGE_SIZE = 8_192
"""Bytes of a page of the file: a text of usual length wastes less of two such pages than of four half as large."""
