"""What tells our files from others, and how they are laid out."""

from __future__ import annotations

APPLICATION_ID = 0x53594E44
"""``PRAGMA application_id`` of our files: "SYND" in ASCII. It tells our databases from others'."""

FORMAT = 6
"""``PRAGMA user_version``: raised when a program of an older release could no longer read the file."""

PAGE_SIZE = 16_384
"""Bytes of a page of the file. At the end of each page there is room in which the next text did not fit: of pages half
as large there are twice as many. What is written for a batch of articles is hardly more, though pages are written
whole: a batch reaches most of the smaller ones as well.
"""
