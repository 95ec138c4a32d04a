"""9,613 releases of eleven distributors: notices and templates must not hold stories together."""

from __future__ import annotations

import json
from pathlib import Path

from tests.eval._ingested import ingested, rows, share
from tests.eval.gate import Figure

INPUTS = ("pr-archive/docs.jsonl.gz", "pr-archive/pairs.jsonl.gz")

FIGURES = {
    "articles": Figure("min", "9,613 records, two of them at one address"),
    "different_in_one_story": Figure("max", "pairs labelled different: one template, other facts"),
    "largest_story": Figure("max", "no giant chain through a shared notice"),
}


def measure(corpora: Path) -> dict[str, float]:
    """Prints the ten largest stories with their reasons, to be read."""
    pairs = list(rows(corpora / INPUTS[1]))
    different = [(p["a"], p["b"]) for p in pairs if p["label"] == "different"]
    same = [(p["a"], p["b"]) for p in pairs if p["label"] == "same"]
    with ingested(corpora / INPUTS[0]) as run:
        (articles,) = run.connection.execute("SELECT count(*) FROM articles").fetchone()
        stories = run.connection.execute(
            "SELECT id, public_id, title, members, outlets, cohesion FROM stories"
            " ORDER BY members DESC, public_id LIMIT 10"
        ).fetchall()
        for story_id, public_id, title, members, outlets, cohesion in stories:
            print(f"   {public_id}  {members} articles, {outlets} outlets: {title[:90]}")
            for reason in json.loads(cohesion):
                print(f"      {reason['code']}: {reason['text'][:150]}")
            for outlet, other in run.connection.execute(
                "SELECT o.name, a.title FROM story_articles sa JOIN articles a ON a.id = sa.article_id"
                " JOIN outlets o ON o.id = a.outlet_id WHERE sa.story_id = ? ORDER BY a.key LIMIT 4",
                (story_id,),
            ):
                print(f"      {outlet}: {other[:100]}")
        return {
            "articles": articles,
            "stories": run.summary["stories"],
            "largest_story": stories[0][3] if stories else 0,
            "same_in_one_story": share(run.same_story(same)),
            "different_in_one_story": share(run.same_story(different)),
            "seconds": run.seconds,
            "articles_per_second": articles / run.seconds,
        }
