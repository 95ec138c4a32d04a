"""24,280 press releases in one run: joint releases become one story, releases of one template do not."""

from __future__ import annotations

from pathlib import Path

from tests.eval._ingested import ingested, rows, share
from tests.eval.gate import Figure

INPUTS = ("senate/docs.jsonl.gz", "senate/pairs.jsonl.gz")

FIGURES = {
    "articles": Figure("min", "every record of the corpus is an article", limit=24_280),
    "same_in_one_story": Figure("min", "acceptance: at least 98 % of the pairs labelled same", limit=0.98),
    "different_in_one_story": Figure("max", "acceptance: at most 5 % of the pairs labelled different", limit=0.05),
    "left_out": Figure("max", "no record is lost"),
}


def measure(corpora: Path) -> dict[str, float]:
    """Labels are by exact-shingle rule: ``same`` (joint release, edited) and ``different`` (same template)."""
    pairs = list(rows(corpora / INPUTS[1]))
    labelled = {label: [(p["a"], p["b"]) for p in pairs if p["label"] == label] for label in ("same", "different")}
    with ingested(corpora / INPUTS[0]) as run:
        (articles,) = run.connection.execute("SELECT count(*) FROM articles").fetchone()
        (largest,) = run.connection.execute("SELECT coalesce(max(members), 0) FROM stories").fetchone()
        same, different = run.same_story(labelled["same"]), run.same_story(labelled["different"])
        for label, wrong in (("same", [not x for x in same]), ("different", different)):
            for a, b in [pair for pair, is_wrong in zip(labelled[label], wrong, strict=True) if is_wrong][:20]:
                print(f"   {label}, wrong: {a} | {b}")
        return {
            "articles": articles,
            "left_out": run.summary["left_out"],
            "same_in_one_story": share(same),
            "different_in_one_story": share(different),
            "stories": run.summary["stories"],
            "largest_story": largest,
            "seconds": run.seconds,
            "articles_per_second": articles / run.seconds,
            "bytes_per_article": run.database.stat().st_size / max(1, articles),
        }
