"""The user's file of feeds (``feeds.toml``): read, checked, with messages that name file, place and remedy."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final
from urllib.parse import urlsplit

from msgspec import Struct

from syndicheck.errors import InputError
from syndicheck.expressions import expression
from syndicheck.identity import outlet_domain
from syndicheck.readers.addresses import is_address, without_userinfo
from syndicheck.store.feeds import FeedSettings

CONTENTS: Final = ("auto", "feed", "page")
EVERY: Final = 15 * 60
SHORTEST: Final = 60
"""Seconds between two requests for one feed, by default and at least."""
PAUSE: Final = 5.0
"""Seconds between two requests to one host, by default."""

_UNITS: Final = MappingProxyType({"s": 1, "m": 60, "h": 3600, "d": 86400})
_DURATION = expression(r"(\d{1,6})\s?([smhd])")
_WATCH = frozenset({"every", "pause", "content", "backlog", "webhook"})
_WEBHOOK = frozenset({"url", "outlets"})
_FEED = frozenset({"url", "outlet", "every", "content"})


class Webhook(Struct, frozen=True):
    """Where to send word when somebody takes over a text of these outlets. The address may hold a secret."""

    url: str
    outlets: tuple[str, ...]


class Settings(Struct, frozen=True):
    """What to watch, the seconds between two requests to one host, how many of the entries that a feed lists at the
    first time are read (``None``: all), and whom to tell of take-overs.
    """

    feeds: tuple[FeedSettings, ...]
    pause: float = PAUSE
    backlog: int | None = None
    webhook: Webhook | None = None


def load_settings(path: Path) -> Settings:
    """Read a file of feeds. Raises :class:`~syndicheck.errors.InputError` for what cannot be meant."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise InputError(
            f"{path} cannot be read: {error.strerror}.", "Name a file like the one in docs/watch.md."
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{path} is not TOML: {error}.", "See docs/watch.md for an example.") from error
    return settings_of(data, str(path))


def settings_of(data: Mapping[str, Any], where: str) -> Settings:
    """The settings in a parsed file; ``where`` names it in messages."""
    _only(data, {"watch", "feed"}, where)
    common = data.get("watch", {})
    if not isinstance(common, dict):
        raise InputError(f"{where}: watch is not a table.", "Write [watch] on a line of its own.")
    _only(common, _WATCH, f"{where}, [watch]")
    entries = data.get("feed", [])
    if not isinstance(entries, list) or not entries or not all(isinstance(entry, dict) for entry in entries):
        raise InputError(f"{where} names no feed.", 'Add: [[feed]] and below it url = "https://…".')
    pause = common.get("pause", PAUSE)
    if isinstance(pause, bool) or not isinstance(pause, int | float) or not 0 <= pause <= 3600:
        raise InputError(f"{where}, [watch]: pause is not a number of seconds.", "Write for example: pause = 5")
    backlog = common.get("backlog")
    if backlog is not None and (isinstance(backlog, bool) or not isinstance(backlog, int) or backlog < 0):
        raise InputError(f"{where}, [watch]: backlog is not a number of entries.", "Write for example: backlog = 50")
    feeds = [_feed(entry, common, f"{where}, feed {number}") for number, entry in enumerate(entries, 1)]
    seen: set[str] = set()
    for number, feed in enumerate(feeds, 1):
        if feed.url in seen:
            raise InputError(f"{where}, feed {number}: {feed.url} is named twice.", "Take one of them out.")
        seen.add(feed.url)
    return Settings(tuple(feeds), float(pause), backlog, _webhook(common.get("webhook"), f"{where}, [watch.webhook]"))


def _webhook(entry: object, where: str) -> Webhook | None:
    if entry is None:
        return None
    if not isinstance(entry, dict):
        raise InputError(f"{where} is not a table.", "Write [watch.webhook] on a line of its own.")
    _only(entry, _WEBHOOK, where)
    url = entry.get("url")
    if not isinstance(url, str) or host_of(url) is None:
        raise InputError(f"{where}: url is not a web address.", 'Write for example: url = "https://desk.example/hook"')
    if without_userinfo(url) != url:
        raise InputError(f"{where}: the address holds a name or password.", "They are not sent on; take them out.")
    outlets = entry.get("outlets")
    names = [" ".join(name.split()) for name in outlets if isinstance(name, str)] if isinstance(outlets, list) else []
    if not names or not all(names) or len(names) != len(outlets or ()):
        raise InputError(f"{where}: outlets is not a list of names.", 'Write for example: outlets = ["Tarn Herald"]')
    return Webhook(url, tuple(dict.fromkeys(names)))


def _feed(entry: Mapping[str, Any], common: Mapping[str, Any], where: str) -> FeedSettings:
    _only(entry, _FEED, where)
    url = entry.get("url")
    host = host_of(url) if isinstance(url, str) else None
    if not isinstance(url, str) or host is None:
        raise InputError(f"{where}: url is not a web address.", 'Write for example: url = "https://herald.example/rss"')
    if without_userinfo(url) != url:
        raise InputError(f"{where}: the address holds a name or password.", "They are not sent on; take them out.")
    outlet = entry.get("outlet", "")
    if not isinstance(outlet, str):
        raise InputError(f"{where}: outlet is not a name.", 'Write for example: outlet = "Herald"')
    content = entry.get("content", common.get("content", "auto"))
    if content not in CONTENTS:
        raise InputError(f"{where}: content is {content!r}.", f"Choose one of: {', '.join(CONTENTS)}.")
    every = _seconds(entry.get("every", common.get("every", EVERY)), where)
    return FeedSettings(url, " ".join(outlet.split()) or url, host, content, every)


def outlet_of(feed_name: str, feed_url: str) -> str | None:
    """The outlet that a feed was said to be of."""
    return feed_name if feed_name != feed_url else None


def host_of(url: str) -> str | None:
    """The host and port that a request for an address goes to first; ``None`` for what is no web address."""
    try:
        parts = urlsplit(url)
        return parts.netloc.rpartition("@")[2].lower() if is_address(url) and outlet_domain(url) else None
    except ValueError:
        return None


def _seconds(value: object, where: str) -> int:
    seconds = None
    if isinstance(value, int) and not isinstance(value, bool):
        seconds = value
    elif isinstance(value, str) and (found := _DURATION.fullmatch(value.strip())):
        seconds = int(found[1]) * _UNITS[found[2]]
    if seconds is None:
        raise InputError(f"{where}: every is {value!r}.", 'Write seconds, or "90s", "15m", "2h", "1d".')
    if not SHORTEST <= seconds <= 30 * 86400:
        raise InputError(f"{where}: every is {seconds:,} seconds.", f"Choose between {SHORTEST} seconds and 30 days.")
    return seconds


def _only(table: Mapping[str, Any], known: frozenset[str] | set[str], where: str) -> None:
    if unknown := sorted(set(table) - known):
        raise InputError(
            f"{where}: {unknown[0]!r} is not known there.", f"Known: {', '.join(sorted(known))}; see docs/watch.md."
        )
