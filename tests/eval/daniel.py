"""Wire copies in five scripts: labelled pairs of different outlets are matches, and chance is not."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from tests.eval._ingested import Ingested, ingested, rows
from tests.eval.gate import Figure

INPUTS = ("daniel/docs.jsonl.gz", "daniel/pairs.jsonl.gz")

FIGURES = {
    "labelled_cross_outlet": Figure("min", "acceptance: at least 13 of the 14 labelled pairs", limit=13),
    "without_shared_run": Figure("max", "each was read by hand; a new one has to be read too"),
    "across_languages": Figure(
        "max", "no translations are known in it: each was read, and is two reports of one event"
    ),
}

RUN_WORDS = 15
RUN_CHARACTERS = 40


def measure(corpora: Path) -> dict[str, float]:
    """Pairs of one outlet are mostly page chrome and not counted."""
    texts = {row["id"]: row["text"] for row in rows(corpora / INPUTS[0])}
    language = {row["id"]: row["lang"] for row in rows(corpora / INPUTS[0])}
    labelled = [
        (pair["a"], pair["b"]) for pair in rows(corpora / INPUTS[1]) if pair["outlets"][0] != pair["outlets"][1]
    ]
    with ingested(corpora / INPUTS[0]) as run:
        found = run.matched(labelled)
        for a, b in [pair for pair, matched in zip(labelled, found, strict=True) if not matched]:
            print(f"   labelled, not matched: {a} | {b}")
        every = _joining(run)
        joined = [pair for pair in every if language[pair[0]] == language[pair[1]]]
        for a, b in sorted(set(every) - set(joined)):
            print(f"   match of two languages, to be read: {a} | {b}")
        doubtful = [pair for pair in joined if not shares_run(texts[pair[0]], texts[pair[1]])]
        for a, b in doubtful:
            print(f"   match without a shared run, to be read: {a} | {b}")
        return {
            "labelled": len(labelled),
            "labelled_cross_outlet": sum(found),
            "matches": len(joined),
            "without_shared_run": len(doubtful),
            "across_languages": len(every) - len(joined),
            "stories": run.summary["stories"],
        }


def _joining(run: Ingested) -> list[tuple[str, str]]:
    return run.connection.execute(
        "SELECT a.source_id, b.source_id FROM matches m JOIN articles a ON a.id = m.a_id"
        " JOIN articles b ON b.id = m.b_id"
        " WHERE m.class IN ('verbatim', 'edited', 'excerpt', 'rewrite', 'translation') ORDER BY 1, 2"
    ).fetchall()


def shares_run(a: str, b: str) -> bool:
    """Whether 15 words in a row (40 characters in scripts without spaces) occur in both; the slow, obvious way."""
    words_a, words_b = _words(a), _words(b)
    if {tuple(words_a[i : i + RUN_WORDS]) for i in range(len(words_a) - RUN_WORDS + 1)} & {
        tuple(words_b[i : i + RUN_WORDS]) for i in range(len(words_b) - RUN_WORDS + 1)
    }:
        return True
    flat_a, flat_b = "".join(words_a), "".join(words_b)
    if sum("\u3040" <= c <= "\u9fff" for c in flat_a) * 2 < len(flat_a):
        return False
    return bool(
        {flat_a[i : i + RUN_CHARACTERS] for i in range(len(flat_a) - RUN_CHARACTERS + 1)}
        & {flat_b[i : i + RUN_CHARACTERS] for i in range(len(flat_b) - RUN_CHARACTERS + 1)}
    )


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold())
