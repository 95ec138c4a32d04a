"""Stage 3: with which earlier versions each one is compared, and in which order.

An index of the database is read from its beginning, and at most so far; here that beginning is its *head*: the first
bearers of a key, in the order of comparison. A head is found without moving a hot key to one machine: every task
passes on at most as many bearers of a key as the head holds (``row_number() <= n`` is pushed below the shuffle), and
the join of the heads is split where one key has many bearers (adaptive skew join).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import compress
from math import fsum
from typing import TYPE_CHECKING, Any

from msgspec.structs import asdict

from syndicheck.bulk import heads
from syndicheck.linking import MOST_COMPARED, MOST_READ, Near, near_ones
from syndicheck.matching.translation import UNKNOWN, primary
from syndicheck.store import anchors, candidates, retold
from syndicheck.store.postings import Row
from syndicheck.store.release_ids import BEARERS

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame

SCHEMA = (
    "number bigint, same array<bigint>, earlier array<bigint>, retold array<bigint>,"
    " translations array<struct<sketch_ids: array<bigint>, promising: int>>, siblings array<bigint>"
)
ROWS = 256


def proposed(versions: DataFrame) -> DataFrame:
    """For each version: bearers of its release number; what may share words, or tell the same in others, or in another
    language.
    """
    from pyspark.sql import functions as F

    slim = versions.select(
        "number",
        "lang",
        "tokens",
        "representative",
        F.size("fingerprints").alias("size"),
        F.col("anchors.weight").alias("weights"),
    )
    leading = versions.where("representative = number AND tokens > 0")
    parts = [
        _near(leading, "fingerprints", candidates.FAMILY_POSTINGS, "found"),
        _near(leading, "bands", candidates.NEAR, "near"),
        _same(versions),
        _anchored(versions),
    ]
    joined = slim
    for part in parts:
        joined = joined.join(part, "number", "left")
    return joined.mapInArrow(_choose, SCHEMA)


def _near(leading: DataFrame, column: str, most: int, name: str) -> DataFrame:
    """For each version the heads of those of its keys that others have too, by key in ascending order."""
    from pyspark.sql import functions as F

    facts = leading.select("number", "tokens", F.size("fingerprints").alias("size"), F.explode(column).alias("hash"))
    found = heads.heads(facts.distinct(), {"hash": "bigint"}, heads.NEAR, most).drop("held")
    return (
        facts.select("number", "hash")
        .distinct()
        .join(found, "hash")
        .groupBy("number")
        .agg(F.sort_array(F.collect_list(F.struct("hash", "bearers"))).alias(name))
    )


def _same(versions: DataFrame) -> DataFrame:
    """For each version the first bearers of each of its release numbers."""
    from pyspark.sql import functions as F

    bearers = versions.select("number", F.explode(F.array_distinct("releases")).alias("release"))
    found = heads.heads(bearers, {"release": "string"}, heads.SAME, BEARERS).drop("held")
    return bearers.join(found, "release").groupBy("number").agg(F.collect_list("bearers").alias("bearers"))


def _anchored(versions: DataFrame) -> DataFrame:
    """For each leading version the first bearers of its anchors in other languages, and of its rarest in its own."""
    from pyspark.sql import functions as F

    anchored = versions.select(
        "number",
        (F.col("representative") == F.col("number")).alias("leads"),
        _primary(F.col("lang")).alias("lang"),
        F.posexplode("anchors").alias("place", "anchor"),
    ).select("number", "leads", "lang", "place", "anchor.hash", "anchor.weight", "anchor.step")
    anchored = anchored.where(F.col("lang") != UNKNOWN)
    found = heads.heads(anchored, {"lang": "string", "hash": "bigint"}, heads.ANCHORED, anchors.POSTINGS, least=1)
    return (
        anchored.where("leads")
        .alias("own")
        .join(
            found.alias("other"),
            (F.col("own.hash") == F.col("other.hash"))
            & (
                (F.col("own.lang") != F.col("other.lang"))
                | ((F.col("own.place") < anchors.RAREST) & (F.col("other.held") > 1))
            ),
        )
        .groupBy(F.col("own.number").alias("number"))
        .agg(
            F.collect_list(
                F.struct(
                    F.col("own.place").alias("place"),
                    F.col("own.weight").alias("weight"),
                    F.col("own.step").alias("step"),
                    F.col("other.lang").alias("lang"),
                    F.col("other.bearers").alias("bearers"),
                )
            ).alias("anchored")
        )
    )


def _primary(column: Any) -> Any:
    """The language without region, by the one function that says what that is."""
    from pyspark.sql import functions as F

    from syndicheck.matching.translation import primary

    return F.udf(primary, "string", useArrow=False)(column)


def _choose(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    from syndicheck.bulk.arrow import batches_of

    yield from batches_of((chosen(row) for batch in batches for row in batch.to_pylist()), SCHEMA, ROWS)


def chosen(row: Mapping[str, Any]) -> dict[str, Any]:
    """What the indexes of the database would have said of one version."""
    number = row["number"]
    same = sorted({one for head in row["bearers"] or () for one in heads.unpacked(head, heads.SAME)[0] if one < number})
    same = same[:BEARERS]
    if row["representative"] != number:
        earlier = [row["representative"]]
    else:
        earlier = _ranked(row)
    translations, siblings = _translations(row)
    return {
        "number": number,
        "same": same,
        "earlier": earlier[: MOST_COMPARED + len(same)],
        "retold": _retold(row),
        "translations": [asdict(near) for near in translations],
        "siblings": siblings,
    }


def _ranked(row: Mapping[str, Any]) -> list[int]:
    sizes: dict[int, tuple[int, int]] = {}
    full: list[list[int]] = []
    for found in row["found"] or ():
        numbers = _before(found["bearers"], row["number"], sizes)
        if numbers:
            full.append(numbers)
    near: set[int] = set()
    for found in row["near"] or ():
        near.update(_before(found["bearers"], row["number"], sizes))
    postings = [numbers[: candidates.POSTINGS] for numbers in full]
    postings += [[]] * (row["size"] - len(postings))  # the fingerprints that nobody else has
    for place in candidates.common_places(postings):
        postings[place] = full[place]
    ranked = candidates.ranked(
        row["tokens"], postings, near, lambda numbers: {number: sizes[number] for number in numbers}
    )
    return [candidate.sketch_id for candidate in ranked]


def _before(head: bytes, number: int, sizes: dict[int, tuple[int, int]]) -> list[int]:
    """The bearers of a head before a version; notes tokens and number of fingerprints of each."""
    numbers, tokens, counts = heads.unpacked(head, heads.NEAR)
    end = bisect_left(numbers, number)
    sizes.update(zip(numbers[:end], zip(tokens, counts, strict=True), strict=False))
    return numbers[:end].tolist()


def _retold(row: Mapping[str, Any]) -> list[int]:
    """See :func:`syndicheck.store.retold.retold`."""
    own = primary(row["lang"])
    if own == UNKNOWN:
        return []
    bearers = [heads.unpacked(one["bearers"], heads.ANCHORED) for one in row["anchored"] or () if one["lang"] == own]
    counted = retold.common((numbers for numbers, _, _ in bearers), range(min(len(row["weights"]), anchors.RAREST)))
    leads = {number for numbers, leads, _ in bearers for number in compress(numbers, leads)}
    earlier = {one: count for one, count in counted.items() if one < row["number"] and one in leads}
    return retold.ranked(earlier)


def _translations(row: Mapping[str, Any]) -> tuple[list[Near], list[int]]:
    """What may be translations, by language, and if anything may, what is like the version in its own language."""
    if row["representative"] != row["number"]:
        return [], []
    found: defaultdict[str, list[tuple[int, float, int, Row]]] = defaultdict(list)
    leads: set[int] = set()
    for one in row["anchored"] or ():
        numbers, leading, steps = heads.unpacked(one["bearers"], heads.ANCHORED)
        if end := bisect_left(numbers, row["number"]):
            bearers = Row(numbers[:end], steps[:end].tobytes())
            found[one["lang"]].append((one["place"], one["weight"], one["step"], bearers))
            leads.update(compress(numbers[:end], leading))

    whole = fsum(row["weights"])

    def ranked(lang: str) -> Near:
        best = anchors.ranked(lang, (one[1:] for one in sorted(found[lang])), whole)
        return near_ones([one for one in best if one.sketch_id in leads][:MOST_READ])

    own = primary(row["lang"])
    near = [kept for lang in sorted(found) if lang != own and (kept := ranked(lang)).sketch_ids]
    return near, ranked(own).sketch_ids if near and own in found else []
