"""How a command ends that somebody or something stops: one line that says what to do, and an exit code."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

from syndicheck.errors import EXIT_CLEAN, SyndicheckError
from syndicheck.workflow_commands import disarming

EXIT_INTERRUPTED = 130


@contextmanager
def told() -> Iterator[None]:
    """Errors that people can mend come without a traceback, whatever raised them in here; and nothing that is printed
    in here is a command to a build server.
    """
    with disarming(), _told():
        yield


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except SyndicheckError as error:
        from syndicheck.text import printable

        say(printable(f"syndicheck: {error}"))
        raise SystemExit(error.exit_code) from None
    except KeyboardInterrupt:
        interrupted()
    except BrokenPipeError:
        # The reader of our output (head, less) has gone; that is no error of ours.
        sys.stderr.close()
        raise SystemExit(EXIT_CLEAN) from None


def interrupted() -> NoReturn:
    """End because a person asked for it."""
    say("Interrupted. What was committed stays; run the same command again to go on.")
    raise SystemExit(EXIT_INTERRUPTED) from None


def say(words: str) -> None:
    """A line for people: standard output is for data."""
    print(words, file=sys.stderr)
