"""Stage 4: each version compared with what was proposed, by the function that ``ingest`` uses.

Texts travel to the version that asks for them. Most comparisons end after a few candidates, and in most languages
nothing looks like a translation, so the first round sends only what says so; versions that ask for more get all of
theirs in a second round.
"""

from __future__ import annotations

import pickle
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from syndicheck.linking import MOST_COMPARED, Linked, Near, linked_from
from syndicheck.matching.crosslanguage import anchored_body
from syndicheck.matching.reuse import Prepared
from syndicheck.matching.reuse import prepare as prepare_text
from syndicheck.matching.translation import AnchoredText, standing_background
from syndicheck.model.articles import Problem
from syndicheck.model.marks import ReleaseId
from syndicheck.store.texts import StoredText

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import Column, DataFrame

FIRST = 40
"""Candidates that may share text whose texts are sent in the first round."""

HELD = 4_000
"""Texts that a worker keeps prepared."""

ROWS = 64

SCHEMA = (
    "a bigint, b bigint, place int, a_article bigint, b_article bigint, class string, share_a double, share_b double,"
    " resemblance double, score double, payload binary"
)
"""``a`` is the later version. A row with a payload and without ``b`` is a problem; one without either is a version that
needs the texts of all its candidates. ``payload`` is the pickled match or problem, for the other stages of this job."""


class NotSent(BaseException):
    """The comparison has come to a text that was not sent along. That is no fault, and passes by whatever is on guard
    against those (:func:`syndicheck.broken.attempted`).
    """


class Sent:
    """What was proposed for one version, as source for :func:`syndicheck.linking.linked_from`."""

    def __init__(self, row: Mapping[str, Any], held: Held) -> None:
        self._row = row
        self._held = held
        self._packed = {one["number"]: one["text"] for one in row["texts"]}

    def same_release(self, sketch_id: int) -> list[int]:
        """See :class:`syndicheck.linking.Source`."""
        return list(self._row["same"])

    def earlier(self, sketch_id: int) -> list[int]:
        """See :class:`syndicheck.linking.Source`."""
        return list(self._row["earlier"])

    def version_of(self, sketch_id: int) -> int:
        """Sketches and versions have the same numbers here."""
        return sketch_id

    def texts(self, version_ids: Iterable[int]) -> dict[int, tuple[StoredText, Prepared]]:
        """See :class:`syndicheck.linking.Source`."""
        return {number: self._held.get(number, self._packed)[:2] for number in dict.fromkeys(version_ids)}

    def releases(self, version_ids: Iterable[int]) -> dict[int, tuple[ReleaseId, ...]]:
        """See :class:`syndicheck.linking.Source`."""
        return {number: self._held.get(number, self._packed)[2] for number in version_ids}

    def anchored(self, version_id: int, prepared: Prepared) -> AnchoredText:
        """See :class:`syndicheck.linking.Source`."""
        return self._held.anchored(version_id, prepared)

    def weighed(self, version_ids: Sequence[int]) -> dict[int, AnchoredText]:
        """See :class:`syndicheck.linking.Source`."""
        return {number: self.anchored(number, text) for number, (_, text) in self.texts(version_ids).items()}

    def retold(self, sketch_id: int) -> list[int]:
        """See :class:`syndicheck.linking.Source`."""
        return list(self._row["retold"])

    def translations(self, sketch_id: int) -> list[Near]:
        """See :class:`syndicheck.linking.Source`."""
        return [Near(**one) for one in self._row["translations"]]

    def siblings(self, sketch_id: int) -> list[int]:
        """See :class:`syndicheck.linking.Source`."""
        return list(self._row["siblings"])


class Held:
    """The most recently used texts of a task, unpacked and prepared."""

    def __init__(self, size: int = HELD) -> None:
        self._size = size
        self._texts: OrderedDict[int, tuple[StoredText, Prepared, tuple[ReleaseId, ...]]] = OrderedDict()
        self._anchored: dict[int, AnchoredText] = {}

    def get(self, number: int, sent: Mapping[int, bytes]) -> tuple[StoredText, Prepared, tuple[ReleaseId, ...]]:
        """A text by its number.

        Raises:
            NotSent: it is not among those that were sent along.
        """
        if number not in sent:
            raise NotSent(number)  # also when it is held by chance: the result must not depend on that
        found = self._texts.get(number)
        if found is None:
            stored, releases = pickle.loads(sent[number])
            found = (stored, prepare_text(stored.text, stored.marks, stored.title, stored.lang), releases)
            self._texts[number] = found
            if len(self._texts) > self._size:
                self._texts.popitem(last=False)
        else:
            self._texts.move_to_end(number)
        return found

    def anchored(self, number: int, prepared: Prepared) -> AnchoredText:
        """The weighed anchors of a text."""
        if number not in self._anchored:
            if len(self._anchored) >= self._size:
                self._anchored.clear()
            self._anchored[number] = anchored_body(prepared, standing_background())
        return self._anchored[number]


def sent_along(*, first: bool) -> Column:
    """Of a row of what was proposed, the numbers of the versions whose texts are sent to it in this round.

    In the first round those are what bears its release number, the first :data:`FIRST` of what may share text, what may
    tell the same in other words, and of each other language what has enough in common with it: what those are weighed
    against is only asked for where one of them may be a translation.
    """
    from pyspark.sql import functions as F

    def of_language(near: Column) -> Column:
        return F.slice(near["sketch_ids"], F.lit(1), near["promising"]) if first else near["sketch_ids"]

    others = [F.flatten(F.transform("translations", of_language))]
    if not first:
        others.append(F.col("siblings"))
    most = FIRST if first else 2 * MOST_COMPARED
    return F.array_union(F.array_union("same", F.slice("earlier", 1, most)), F.concat("retold", *others))


def matched(proposed: DataFrame, texts: DataFrame, *, first: bool) -> DataFrame:
    """The matches worth keeping, and what breaks the program, as :data:`SCHEMA` says. ``first``: with the texts of the
    first candidates only.
    """
    from pyspark.sql import functions as F

    # of whom nothing is sent in the first round, an embedder may still ask for what comes in the second
    wanted = proposed.where(F.size(sent_along(first=False)) > 0).withColumn("others", sent_along(first=first))
    pairs = wanted.select("number", F.explode(F.array_union("others", F.array("number"))).alias("other"))
    sent = (
        pairs.join(texts.withColumnRenamed("number", "other"), "other")
        .groupBy("number")
        .agg(F.collect_list(F.struct(F.col("other").alias("number"), "text")).alias("texts"))
    )
    return wanted.drop("others").join(sent, "number").mapInArrow(_compare, SCHEMA)


def _compare(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    from syndicheck.bulk.arrow import batches_of

    held = Held()
    yield from batches_of(
        (found for batch in batches for row in batch.to_pylist() for found in compared(row, held)), SCHEMA, ROWS
    )


def compared(row: Mapping[str, Any], held: Held) -> Sequence[dict[str, Any]]:
    """The rows of one version."""
    try:
        found = linked_from(Sent(row, held), row["number"])
    except NotSent:
        return [{"a": row["number"]}]
    return [_row(row["number"], place, one) for place, one in enumerate(found)]


def _row(number: int, place: int, linked: Linked | Problem) -> dict[str, Any]:
    if isinstance(linked, Problem):
        return {"a": number, "place": place, "payload": pickle.dumps(linked)}
    match = linked.match
    return {
        "a": linked.a[1],
        "b": linked.b[1],
        "place": place,
        "a_article": linked.a[0],
        "b_article": linked.b[0],
        "class": match.match_class.value,
        "share_a": match.share_a,
        "share_b": match.share_b,
        "resemblance": match.resemblance,
        "score": match.score,
        "payload": pickle.dumps(match),
    }
