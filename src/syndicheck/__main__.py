"""The program: ``syndicheck``, and ``python -m syndicheck``."""

from __future__ import annotations

import gc

COLLECTED_AFTER = 50_000
"""New objects after which Python looks for cycles among all there are. What a start makes stays: to look through it
after every 700 took a tenth of the time of a check.
"""


def main() -> None:
    """Entry point."""
    gc.set_threshold(COLLECTED_AFTER)
    from syndicheck.cli import main as run

    run()


if __name__ == "__main__":
    main()
