"""Addresses of the pages, in one place. They lie below Datasette's ``base_url``."""

from __future__ import annotations

from urllib.parse import quote


def home_path(database: str) -> str:
    """All stories of a database."""
    return f"/-/syndicheck/{quote(database, safe='')}"


def story_path(database: str, public_id: str) -> str:
    """One story."""
    return f"{home_path(database)}/story/{quote(public_id, safe='')}"


def article_path(database: str, article_id: int) -> str:
    """One article with its marks."""
    return f"{home_path(database)}/article/{article_id}"


def compare_path(database: str, a: int, b: int) -> str:
    """Two articles side by side."""
    return f"{home_path(database)}/compare/{a}-{b}"
