"""What asking for one web address comes to: limits, answers, and the ways in which it can fail."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from syndicheck.model.articles import Problem

SAVE: Final = "Save the page with a browser and read the file."
"""The remedy where a browser can do what we cannot."""


class Limits(Struct, frozen=True):
    """What one address may cost: seconds in all, bytes received, bytes after unpacking, redirects."""

    seconds: float = 60.0
    received: int = 32 * 1024**2
    unpacked: int = 64 * 1024**2
    redirects: int = 10


class Answer(Struct, frozen=True):
    """What an address answered. ``address`` is the last one, after redirects; ``fetched`` our own clock in UTC."""

    address: str
    body: bytes
    media_type: str
    charset: str | None
    modified: str | None
    fetched: str


class Validators(Struct, frozen=True):
    """What a server gave along with an answer, to be asked later whether that still holds (RFC 9110 §8.8)."""

    etag: str | None = None
    modified: str | None = None


NO_VALIDATORS: Final = Validators()


class Reply(Struct, frozen=True):
    """How a request ended: with an ``answer``, with a ``problem``, or with neither (``unchanged``: what we know still
    holds). ``status`` is that of the last response, ``None`` when there was none; ``retry_after`` the seconds that the
    server wants to be left alone, ``fresh`` those for which it says that the answer holds; ``moved`` the address that
    it says is to be used from now on; ``forbidden`` that its rules for programs, which were read, do not allow the
    request.
    """

    asked: str
    answered: str
    answer: Answer | None = None
    problem: Problem | None = None
    status: int | None = None
    validators: Validators = NO_VALIDATORS
    retry_after: float | None = None
    moved: str | None = None
    forbidden: bool = False
    fresh: float | None = None

    @property
    def unchanged(self) -> bool:
        """Whether the server said that nothing has changed."""
        return self.answer is None and self.problem is None


class Failed(Exception):
    """Why an address cannot be had: ``code``, ``message`` and ``remedy`` of a problem of the record."""

    def __init__(self, code: str, message: str, remedy: str) -> None:
        super().__init__(message)
        self.code, self.message, self.remedy = code, message, remedy


def too_large(message: str) -> Failed:
    """What was to come is more than the limits allow."""
    return Failed("web-too-large", message, "No article is that long; save a large file and read it from the disk.")
