"""The program: ``syndicheck``, and ``python -m syndicheck``."""

from __future__ import annotations

import gc
import os
import sys

COLLECTED_AFTER = 50_000
"""New objects after which Python looks for cycles among all there are. What a start makes stays: to look through it
after every 700 took a tenth of the time of a check.
"""


def main() -> None:
    """Entry point."""
    gc.set_threshold(COLLECTED_AFTER)
    if sys.argv[1:2] == ["check"]:
        try:
            _check(sys.argv[2:])
        except SystemExit as ended:
            if isinstance(ended.code, int):
                _end(ended.code)
            raise
    from syndicheck.cli import main as run

    run()


def _check(arguments: list[str]) -> None:
    """The one command that somebody waits for at every draft takes a shorter way in, if its command line is plain."""
    from syndicheck.commands.check_arguments import plain

    given = plain(arguments, os.environ)
    if given is not None:
        _load_records()
        from syndicheck.kept_expressions import use

        kept = use()
        from syndicheck.commands.check_run import check_drafts
        from syndicheck.endings import told

        try:
            with told():
                check_drafts(**given)
        finally:
            if kept is not None:
                kept.keep()


def _load_records() -> None:
    """Load msgspec, twice as fast as it does by itself: where ``typing_extensions`` is installed it takes that,
    and with it ``inspect``, for versions of Python that are too old for us.
    """
    if "typing_extensions" not in sys.modules:
        sys.modules["typing_extensions"] = None  # type: ignore[assignment]
        try:
            import msgspec  # noqa: F401
        finally:
            del sys.modules["typing_extensions"]


def _end(code: int) -> None:
    """End this process without taking down object by object what its start has built: a tenth of the time of a check.

    What was to be done at the end is done. Output that cannot be written is left to the ordinary way of ending, which
    tells it.
    """
    import atexit

    threads = sys.modules.get("threading")
    if threads is not None and threads.active_count() > 1:  # somebody is still at work
        return
    atexit._run_exitfuncs()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError):
        return
    os._exit(code)


if __name__ == "__main__":
    main()
