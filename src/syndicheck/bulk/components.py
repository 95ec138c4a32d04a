"""Stage 5: the connected components of a graph, by alternating large-star and small-star.

Kiveris, Lattanzi, Mirrokni, Rastogi and Vassilvitskii, *Connected Components in MapReduce and Beyond* (SoCC 2014). A
step joins on vertices only and keeps at most as many edges as there were, so that a hot vertex is a star, not a square.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from syndicheck.bulk.addresses import to_read, to_write

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

MOST_STEPS = 60
"""The number of steps grows with the logarithm of the number of vertices, squared at worst; beyond lies a mistake."""


def components(edges: DataFrame, scratch: Path) -> DataFrame:
    """``vertex``, ``component``: every vertex with an edge, and the least vertex that it hangs together with.

    ``edges`` has columns ``a`` and ``b``. Each step is kept below ``scratch``, so that no plan grows with the steps.

    Raises:
        RuntimeError: the steps do not come to an end.
    """
    from pyspark.sql import functions as F

    spark = edges.sparkSession

    def kept(frame: DataFrame, name: str) -> DataFrame:
        path = scratch / name
        frame.write.mode("overwrite").parquet(to_write(path))
        return spark.read.parquet(to_read(path))

    current = kept(
        edges.where("a <> b").select(F.greatest("a", "b").alias("u"), F.least("a", "b").alias("v")).distinct(), "0"
    )
    before = _sum(current)
    for step in range(1, MOST_STEPS + 1):
        current = kept(_small_star(_large_star(current)), str(step))
        now = _sum(current)
        if now == before:
            roots = current.select(F.col("v").alias("vertex"), F.col("v").alias("component")).distinct()
            return current.select(F.col("u").alias("vertex"), F.col("v").alias("component")).union(roots)
        before = now
    raise RuntimeError(f"the components were not found in {MOST_STEPS} steps")


def _large_star(edges: DataFrame) -> DataFrame:
    """Each vertex hands its greater neighbours to the least of all its neighbours and itself."""
    from pyspark.sql import functions as F

    both = edges.select("u", "v").union(edges.select(F.col("v").alias("u"), F.col("u").alias("v")))
    least = both.groupBy("u").agg(F.least(F.min("v"), F.first("u")).alias("m"))
    return both.where("v > u").join(least, "u").select(F.col("v").alias("u"), F.col("m").alias("v")).distinct()


def _small_star(edges: DataFrame) -> DataFrame:
    """Each vertex hands its smaller neighbours, and itself, to the least of them. Every edge leads downwards here."""
    from pyspark.sql import functions as F

    least = edges.groupBy("u").agg(F.min("v").alias("m"))
    others = edges.join(least, "u").where("v <> m").select(F.col("v").alias("u"), F.col("m").alias("v"))
    return others.union(least.select("u", F.col("m").alias("v"))).distinct()


def _sum(edges: DataFrame) -> tuple[int, int]:
    """The set of edges, as far as it matters whether it has changed."""
    from pyspark.sql import functions as F

    count, total = edges.agg(
        F.count("*"), F.coalesce(F.sum(F.xxhash64("u", "v").cast("decimal(38, 0)")), F.lit(0))
    ).first() or (0, 0)
    return int(count), int(total)
