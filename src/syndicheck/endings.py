"""How a command ends that somebody or something stops: one line that says what to do, and an exit code."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import NoReturn, TextIO

from syndicheck.errors import EXIT_CLEAN, EXIT_UNUSABLE, InputError, SyndicheckError
from syndicheck.workflow_commands import disarming

EXIT_INTERRUPTED = 130

_OF_PATHS = frozenset({errno.EACCES, errno.EPERM, errno.ENAMETOOLONG, errno.ELOOP, errno.EROFS})
"""What systems say of a path by which they lead nobody, or not this user."""


@contextmanager
def told() -> Iterator[None]:
    """Errors that people can mend come without a traceback, whatever raised them in here; those that nobody foresaw
    come with one, and with a code that says that nothing was done. Nothing that is printed in here is a command to a
    build server.
    """
    with disarming(), _told(), _all_written():
        yield


@contextmanager
def _told() -> Iterator[None]:
    out, err = sys.stdout, sys.stderr
    try:
        yield
    except SyndicheckError as error:
        from syndicheck.text import printable

        say(printable(f"syndicheck: {error}"))
        raise SystemExit(error.exit_code) from None
    except KeyboardInterrupt:
        interrupted()
    except BrokenPipeError:
        # The reader of our output (head, less) has gone: it has had enough. Who read what we say while we work, and has
        # gone, has stopped us.
        drop_what_is_left(out)
        raise SystemExit(EXIT_INTERRUPTED if _is_unread(err) and not _is_unread(out) else EXIT_CLEAN) from None
    except OSError as error:
        if error.filename is None or error.errno not in _OF_PATHS:
            _unforeseen(error)
        from syndicheck.text import printable

        path = os.fsdecode(error.filename) if isinstance(error.filename, str | bytes) else error.filename
        say(printable(f"syndicheck: {path} cannot be reached: {error.strerror}. Look at the path and its permissions."))
        raise SystemExit(EXIT_UNUSABLE) from None
    except Exception as error:
        _unforeseen(error)
    finally:
        if _is_unread(err):
            drop_what_is_left(err)


def _unforeseen(error: Exception) -> NoReturn:
    """End because of a fault of ours. Python's own code for that, 1, is the one for findings."""
    sys.excepthook(type(error), error, error.__traceback__)
    raise SystemExit(EXIT_UNUSABLE) from None


@contextmanager
def _all_written() -> Iterator[None]:
    """What was printed in here is written when this ends, or it is told why not: the disk behind a pipe of the shell
    (``> FILE``) may be full.

    Raises:
        InputError: standard output cannot be written. Who read it and has gone, as ``head`` does, is another matter.
    """
    out, err = sys.stdout, sys.stderr
    try:
        try:
            yield
        except SystemExit as ended:
            if _is_unread(out) or (_is_unread(err) and ended.code == 1):
                raise BrokenPipeError from None  # which click has taken for an error of ours, and ended with 1
            _flush()
            raise
        _flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        if not _is_of_output(error):
            raise
        drop_what_is_left(out)
        raise InputError(
            f"Standard output cannot be written: {error.strerror}.", "Make room there, or write elsewhere."
        ) from error


def _is_unread(stream: TextIO) -> bool:
    """Whether nobody was there to read the last that was to be written to a stream."""
    return isinstance(getattr(stream, "failed", None), BrokenPipeError)


def _flush() -> None:
    if sys.stdout is not None:
        with suppress(ValueError):  # somebody has closed it
            sys.stdout.flush()


def _is_of_output(error: OSError) -> bool:
    """Whether it is standard output that cannot be written: it failed with this error, or what is left of it fails."""
    if getattr(sys.stdout, "failed", None) is error:
        return True
    try:
        _flush()
    except OSError:
        return True
    return False


def drop_what_is_left(stream: TextIO) -> None:
    """What could not be written to a stream must not be tried again, and complained of again, when the process ends."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())


def interrupted() -> NoReturn:
    """End because a person asked for it."""
    say("Interrupted. What was committed stays; run the same command again to go on.")
    raise SystemExit(EXIT_INTERRUPTED) from None


def say(words: str) -> None:
    """A line for people: standard output is for data. That nobody reads it changes nothing of how the program ends."""
    with suppress(BrokenPipeError):
        print(words, file=sys.stderr)
