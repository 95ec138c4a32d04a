"""Stage 3: with which earlier versions each one is compared, and in which order.

An index of the database is read from its beginning, and at most so far; here that beginning is its *head*: the first
bearers of a key, in the order of comparison. A head is found without moving a hot key to one machine: every task
passes on at most as many bearers of a key as the head holds (``row_number() <= n`` is pushed below the shuffle,
see :data:`SETTINGS`).

Heads do not travel to versions but to *neighbours*: :data:`NEIGHBOURS` versions that follow each other, which one file
and mostly one outlet brought. What they have in common, a notice or the phrases of a language, comes to them once, and
a key that a million versions have is asked for by so many times fewer.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import compress
from math import fsum
from operator import itemgetter
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


NEIGHBOURS = 16
"""Versions to which heads travel together. With more of them less travels, and a row takes more memory: a text of which
each fingerprint is hot brings some hundred kilobytes.
"""

SETTINGS = {
    # beyond this number Spark hands all bearers of a key to one task before it takes the first of them
    "spark.sql.optimizer.windowGroupLimitThreshold": str(
        max(candidates.FAMILY_POSTINGS, candidates.NEAR, anchors.POSTINGS, BEARERS)
    ),
    # a row that asks has some dozen bytes, and the head that answers it thousands: what is small to Spark is not
    "spark.sql.adaptive.skewJoin.skewedPartitionThresholdInBytes": "4MB",
    "spark.sql.adaptive.advisoryPartitionSizeInBytes": "2MB",
}
"""Of the session, for the joins below."""


def proposed(versions: DataFrame) -> DataFrame:
    """For each version: bearers of its release number; what may share words, or tell the same in others, or in another
    language.
    """
    from pyspark.sql import functions as F

    facts = ("number", "lang", "tokens", "representative", "fingerprints", "bands", "anchors", "releases")
    near_by = versions.withColumn("group", F.expr(f"number div {NEIGHBOURS}"))
    leading = near_by.where("representative = number AND tokens > 0")
    joined = near_by.groupBy("group").agg(F.collect_list(F.struct(*facts)).alias("versions"))
    for part in (
        _sharing(leading).groupBy("group").agg(F.collect_list(F.struct("hash", "bearers")).alias("found")),
        _near(leading, "bands", candidates.NEAR)
        .groupBy("group")
        .agg(F.collect_list(F.struct("hash", "bearers")).alias("near")),
        _same(near_by),
        _anchored(near_by),
    ):
        joined = joined.join(part, "group", "left")
    return joined.mapInArrow(_choose, SCHEMA)


def _near(leading: DataFrame, column: str, most: int) -> DataFrame:
    """For each group of neighbours the heads of those of their keys that others have too."""
    from pyspark.sql import functions as F

    facts = leading.select("number", "tokens", F.size("fingerprints").alias("size"), F.explode(column).alias("hash"))
    found = heads.heads(facts.distinct(), {"hash": "bigint"}, heads.NEAR, most)
    asked = leading.select("group", F.explode(column).alias("hash")).distinct()
    return asked.join(found, "hash")


def _sharing(leading: DataFrame) -> DataFrame:
    """The same of fingerprints: whole where one of the neighbours is of a large family, else as far as one looks for a
    text of none (see :func:`syndicheck.store.candidates.common_places`).
    """
    from pyspark.sql import functions as F

    whole = (
        _of_families(leading)
        .select("group", F.explode("fingerprints").alias("hash"))
        .distinct()
        .withColumn("whole", F.lit(True))
    )
    found = _near(leading, "fingerprints", candidates.FAMILY_POSTINGS).join(whole, ["group", "hash"], "left")
    short = (F.col("held") > candidates.POSTINGS) & F.col("whole").isNull()
    first = heads.first_of("bearers", "held", heads.NEAR, candidates.POSTINGS)
    return found.select("group", "hash", F.when(short, first).otherwise(F.col("bearers")).alias("bearers"))


def _of_families(leading: DataFrame) -> DataFrame:
    """The versions of large families: enough of their fingerprints have that many bearers before them."""
    from pyspark.sql import Window
    from pyspark.sql import functions as F

    size = F.size("fingerprints").alias("size")
    facts = leading.select("number", size, F.explode("fingerprints").alias("hash")).distinct()
    window = Window.partitionBy("hash").orderBy("number")
    long = (
        facts.withColumn("rank", F.row_number().over(window))
        .where(F.col("rank") == candidates.POSTINGS)
        .select("hash", F.col("number").alias("last"))
    )
    common = facts.join(long, "hash").where("last < number").groupBy("number", "size").count()
    families = common.where(F.col("count") >= candidates.FAMILY_SHARE * F.col("size")).select("number")
    return leading.join(families, "number", "left_semi")


def _same(versions: DataFrame) -> DataFrame:
    """For each group of neighbours the first bearers of each of their release numbers."""
    from pyspark.sql import functions as F

    bearers = versions.select("group", "number", F.explode(F.array_distinct("releases")).alias("release"))
    found = heads.heads(bearers, {"release": "string"}, heads.SAME, BEARERS).drop("held")
    asked = bearers.select("group", "release").distinct()
    return (
        asked.join(found, "release").groupBy("group").agg(F.collect_list(F.struct("release", "bearers")).alias("same"))
    )


def _anchored(versions: DataFrame) -> DataFrame:
    """For each group of neighbours the first bearers of the anchors of those who lead, in other languages than theirs,
    and of the rarest in their own.
    """
    from pyspark.sql import functions as F

    anchored = versions.select(
        "group",
        "number",
        (F.col("representative") == F.col("number")).alias("leads"),
        _primary(F.col("lang")).alias("lang"),
        F.posexplode("anchors").alias("place", "anchor"),
    ).select("group", "number", "leads", "lang", "place", "anchor.hash", "anchor.step")
    anchored = anchored.where(F.col("lang") != UNKNOWN)
    found = heads.heads(anchored, {"lang": "string", "hash": "bigint"}, heads.ANCHORED, anchors.POSTINGS, least=1)
    asked = (
        anchored.where("leads")
        .groupBy("group", "hash")
        .agg(
            F.collect_set("lang").alias("langs"),
            F.collect_set(F.when(F.col("place") < anchors.RAREST, F.col("lang"))).alias("rarest"),
        )
    )
    return (
        asked.join(found, "hash")
        .where(
            (F.size("langs") > 1)
            | (F.element_at("langs", 1) != F.col("lang"))
            | (F.array_contains("rarest", F.col("lang")) & (F.col("held") > 1))
        )
        .groupBy("group")
        .agg(F.collect_list(F.struct("hash", "lang", "bearers")).alias("anchored"))
    )


def _primary(column: Any) -> Any:
    """The language without region, by the one function that says what that is."""
    from pyspark.sql import functions as F

    from syndicheck.matching.translation import primary

    return F.udf(primary, "string", useArrow=False)(column)


def _choose(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    from syndicheck.bulk.arrow import batches_of

    yield from batches_of(
        (chosen(row) for batch in batches for group in batch.to_pylist() for row in asking(group)), SCHEMA, ROWS
    )


def asking(group: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The versions of a group of neighbours, in their order, each with the unpacked heads of its own keys."""
    found = {one["hash"]: heads.unpacked(one["bearers"], heads.NEAR) for one in group["found"] or ()}
    near = {one["hash"]: heads.unpacked(one["bearers"], heads.NEAR) for one in group["near"] or ()}
    same = {one["release"]: heads.unpacked(one["bearers"], heads.SAME)[0] for one in group["same"] or ()}
    anchored: defaultdict[int, list[tuple[str, list[array[int]]]]] = defaultdict(list)
    for one in group["anchored"] or ():
        anchored[one["hash"]].append((one["lang"], heads.unpacked(one["bearers"], heads.ANCHORED)))
    sizes = {
        number: (tokens, count)
        for head in (*found.values(), *near.values())
        for number, tokens, count in zip(*head, strict=True)
    }
    for version in sorted(group["versions"], key=itemgetter("number")):
        own = primary(version["lang"])
        leads = version["representative"] == version["number"]
        yield {
            "number": version["number"],
            "lang": version["lang"],
            "tokens": version["tokens"],
            "representative": version["representative"],
            "size": len(version["fingerprints"]),
            "sizes": sizes,
            "found": [found[key][0] for key in sorted(set(version["fingerprints"])) if leads and key in found],
            "near": [near[key][0] for key in set(version["bands"]) if leads and key in near],
            "same": [same[release] for release in set(version["releases"]) if release in same],
            "weights": [anchor["weight"] for anchor in version["anchors"]],
            "anchored": [
                {"place": place, "weight": anchor["weight"], "step": anchor["step"], "lang": lang, "bearers": bearers}
                for place, anchor in enumerate(version["anchors"])
                for lang, bearers in anchored.get(anchor["hash"], ())
                if leads and own != UNKNOWN and (lang != own or (place < anchors.RAREST and len(bearers[0]) > 1))
            ],
        }


def chosen(row: Mapping[str, Any]) -> dict[str, Any]:
    """What the indexes of the database would have said of one version (see :func:`asking`)."""
    number = row["number"]
    same = sorted({one for bearers in row["same"] for one in bearers if one < number})
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
    sizes = row["sizes"]
    full = [numbers for bearers in row["found"] if (numbers := _before(bearers, row["number"]))]
    near: set[int] = set()
    for bearers in row["near"]:
        near.update(_before(bearers, row["number"]))
    postings = [numbers[: candidates.POSTINGS] for numbers in full]
    postings += [[]] * (row["size"] - len(postings))  # the fingerprints that nobody else has
    for place in candidates.common_places(postings):
        postings[place] = full[place]
    ranked = candidates.ranked(
        row["tokens"], postings, near, lambda numbers: {number: sizes[number] for number in numbers}
    )
    return [candidate.sketch_id for candidate in ranked]


def _before(bearers: array[int], number: int) -> list[int]:
    """The bearers of a head before a version."""
    return bearers[: bisect_left(bearers, number)].tolist()


def _retold(row: Mapping[str, Any]) -> list[int]:
    """See :func:`syndicheck.store.retold.retold`."""
    own = primary(row["lang"])
    if own == UNKNOWN:
        return []
    bearers = [one["bearers"] for one in row["anchored"] if one["lang"] == own]
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
    for one in row["anchored"]:
        numbers, leading, steps = one["bearers"]
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
