"""Stage 3: with which earlier versions each one is compared, and in which order.

An index of the database is read from its beginning, and at most so far; here that beginning is its *head*: the first
bearers of a key, in the order of comparison. A head is found without moving a hot key to one machine: every task
passes on at most as many bearers of a key as the head holds (``row_number() <= n`` is pushed below the shuffle), and
the join of the heads is split where one key has many bearers (adaptive skew join).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from syndicheck.linking import MOST_COMPARED, MOST_READ
from syndicheck.matching.translation import UNKNOWN, primary
from syndicheck.store import anchors, candidates, retold
from syndicheck.store.postings import Row
from syndicheck.store.release_ids import BEARERS

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame

SCHEMA = (
    "number bigint, same array<bigint>, earlier array<bigint>, retold array<bigint>,"
    " translations array<array<bigint>>, siblings array<bigint>"
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
        F.size("anchors").alias("anchors"),
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


def heads(bearers: DataFrame, keys: list[str], facts: list[str], most: int) -> DataFrame:
    """The first bearers of each key that has several: an array of ``facts``, of which ``number`` is the first."""
    from pyspark.sql import Window
    from pyspark.sql import functions as F

    window = Window.partitionBy(*keys).orderBy("number")
    return (
        bearers.withColumn("rank", F.row_number().over(window))
        .where(F.col("rank") <= most)
        .groupBy(*keys)
        .agg(F.sort_array(F.collect_list(F.struct(*facts))).alias("head"))
    )


def _near(leading: DataFrame, column: str, most: int, name: str) -> DataFrame:
    """For each version what the heads of its keys hold before it, by key in ascending order."""
    from pyspark.sql import functions as F

    facts = leading.select("number", "tokens", F.size("fingerprints").alias("size"), F.explode(column).alias("hash"))
    found = heads(facts.distinct(), ["hash"], ["number", "tokens", "size"], most).where(F.size("head") > 1)
    return (
        facts.select("number", "hash")
        .distinct()
        .join(found, "hash")
        .withColumn("head", F.filter("head", lambda one: one["number"] < F.col("number")))
        .where(F.size("head") > 0)
        .groupBy("number")
        .agg(F.sort_array(F.collect_list(F.struct("hash", "head"))).alias(name))
    )


def _same(versions: DataFrame) -> DataFrame:
    """For each version the first bearers of each of its release numbers."""
    from pyspark.sql import functions as F

    bearers = versions.select("number", F.explode(F.array_distinct("releases")).alias("release"))
    found = heads(bearers, ["release"], ["number"], BEARERS).where(F.size("head") > 1)
    return bearers.join(found, "release").groupBy("number").agg(F.flatten(F.collect_list("head")).alias("bearers"))


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
    found = heads(anchored, ["lang", "hash"], ["number", "leads", "step"], anchors.POSTINGS)
    return (
        anchored.where("leads")
        .alias("own")
        .join(
            found.alias("other"),
            (F.col("own.hash") == F.col("other.hash"))
            & (
                (F.col("own.lang") != F.col("other.lang"))
                | ((F.col("own.place") < anchors.RAREST) & (F.size("other.head") > 1))
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
                    F.col("other.head").alias("bearers"),
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
    same = sorted({one["number"] for one in row["bearers"] or () if one["number"] < number})[:BEARERS]
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
        "translations": translations,
        "siblings": siblings if translations else [],
    }


def _ranked(row: Mapping[str, Any]) -> list[int]:
    sizes: dict[int, tuple[int, int]] = {}
    full: list[list[int]] = []
    for found in row["found"] or ():
        for one in found["head"]:
            sizes[one["number"]] = (one["tokens"], one["size"])
        full.append([one["number"] for one in found["head"]])
    near: set[int] = set()
    for found in row["near"] or ():
        for one in found["head"]:
            sizes[one["number"]] = (one["tokens"], one["size"])
            near.add(one["number"])
    postings = [numbers[: candidates.POSTINGS] for numbers in full]
    postings += [[]] * (row["size"] - len(postings))  # the fingerprints that nobody else has
    for place in candidates.common_places(postings):
        postings[place] = full[place]
    ranked = candidates.ranked(
        row["tokens"], postings, near, lambda numbers: {number: sizes[number] for number in numbers}
    )
    return [candidate.sketch_id for candidate in ranked]


def _retold(row: Mapping[str, Any]) -> list[int]:
    """See :func:`syndicheck.store.retold.retold`."""
    own = primary(row["lang"])
    if own == UNKNOWN:
        return []
    bearers = [one["bearers"] for one in row["anchored"] or () if one["lang"] == own]
    counted = retold.common(
        ([one["number"] for one in head] for head in bearers), range(min(row["anchors"], anchors.RAREST))
    )
    leads = {one["number"] for head in bearers for one in head if one["leads"] and one["number"] < row["number"]}
    return retold.ranked({number: count for number, count in counted.items() if number in leads})


def _translations(row: Mapping[str, Any]) -> tuple[list[list[int]], list[int]]:
    """What may be translations, by language, and what is like the version in its own language."""
    if row["representative"] != row["number"]:
        return [], []
    found: defaultdict[str, list[tuple[int, float, int, Row]]] = defaultdict(list)
    leads: set[int] = set()
    for one in row["anchored"] or ():
        held = Row([bearer["number"] for bearer in one["bearers"]], bytes(bearer["step"] for bearer in one["bearers"]))
        found[one["lang"]].append((one["place"], one["weight"], one["step"], held))
        leads.update(bearer["number"] for bearer in one["bearers"] if bearer["leads"])
    near: dict[str, list[int]] = {}
    for lang in sorted(found):
        ranked = anchors.ranked(lang, (one[1:] for one in sorted(found[lang])))
        kept = [one.version_id for one in ranked if one.version_id in leads and one.version_id < row["number"]]
        if kept:
            near[lang] = kept[:MOST_READ]
    siblings = near.pop(primary(row["lang"]), [])
    return list(near.values()), siblings
