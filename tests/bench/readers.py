"""``python -m tests.bench.readers``: saved pages a second, against trafilatura alone on the same pages.

The reader does more than trafilatura's bare extraction: visible text, metadata, dates, problems. The ratio says what
that costs. Rounds alternate, medians are reported.
"""

from __future__ import annotations

import gzip
import io
import statistics
import time
from pathlib import Path

from tests.conftest import corpora_folder

from syndicheck.model import RawArticle
from syndicheck.readers import read

ROUNDS = 3


def ours(pages: list[bytes]) -> int:
    """Pages that gave an article."""
    return sum(
        any(isinstance(item, RawArticle) for item in read(["-"], stdin=io.BytesIO(page), fmt="html")) for page in pages
    )


def bare(pages: list[bytes]) -> int:
    """Pages that gave a text to trafilatura, called as its documentation shows, with metadata."""
    import trafilatura

    return sum(bool(trafilatura.bare_extraction(page, with_metadata=True)) for page in pages)


def measure(folder: Path) -> dict[str, float]:
    """Pages a second of both, and the ratio of their times."""
    pages = [gzip.decompress(path.read_bytes()) for path in sorted(folder.glob("*.html.gz"))]
    seconds: dict[str, list[float]] = {"syndicheck": [], "trafilatura": []}
    ours(pages[:5])
    bare(pages[:5])
    for _ in range(ROUNDS):
        for name, run in (("syndicheck", ours), ("trafilatura", bare)):
            started = time.perf_counter()
            run(pages)
            seconds[name].append(time.perf_counter() - started)
    medians = {name: statistics.median(values) for name, values in seconds.items()}
    return {
        "pages": len(pages),
        "syndicheck_pages_per_second": len(pages) / medians["syndicheck"],
        "trafilatura_pages_per_second": len(pages) / medians["trafilatura"],
        "times_as_long": medians["syndicheck"] / medians["trafilatura"],
    }


def main() -> int:
    """Print the figures."""
    corpora = corpora_folder()
    if corpora is None or not (corpora / "html" / "pages").is_dir():
        print("bench: skipped. The development corpora are not here: set SYNDICHECK_CORPORA to their folder.")
        return 0
    for name, value in measure(corpora / "html" / "pages").items():
        print(f"{name:<32} {value:10.2f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
