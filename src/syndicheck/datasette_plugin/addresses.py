"""Addresses of the pages, in one place. They lie below Datasette's ``base_url``."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import quote, urlencode


@lru_cache(maxsize=64)
def home_path(database: str) -> str:
    """All stories of a database."""
    return f"/-/syndicheck/{quote(database, safe='')}"


def page_path(database: str, page: str, **arguments: str | int) -> str:
    """One of the pages that stand for themselves: ``search``, ``outlets``, ``check`` …"""
    path = f"{home_path(database)}/{page}" if page else home_path(database)
    return path + (f"?{urlencode(arguments)}" if arguments else "")


def story_path(database: str, public_id: str) -> str:
    """One story."""
    return f"{home_path(database)}/story/{quote(public_id, safe='')}"


def article_path(database: str, article_id: int) -> str:
    """One article with its marks."""
    return f"{home_path(database)}/article/{article_id}"


def compare_path(database: str, a: int, b: int) -> str:
    """Two articles side by side."""
    return f"{home_path(database)}/compare/{a}-{b}"


def outlet_path(database: str, name: str) -> str:
    """One outlet. Its name may be anything, slashes and dots too, so that it is an argument and no part of the path."""
    return page_path(database, "outlet", name=name)


def organisation_path(database: str, ident: str) -> str:
    """One agency, distributor or other organisation, by its catalogue id."""
    return f"{home_path(database)}/organisation/{quote(ident, safe='')}"
