"""Whole collections at once, on one machine or with Spark on many: the same kernels, the same result.

``local`` is the pipeline of ``ingest``. ``spark`` runs what ``ingest`` does in five stages, each of which leaves its
result as Parquet in the work folder, so that a run that was cut off goes on with the first stage that is missing:

1. *prepared* (:mod:`~syndicheck.bulk.preparation`): every record through :func:`syndicheck.prepare.prepare`;
2. *numbered* (:mod:`~syndicheck.bulk.numbering`): the order of comparison, the order in which ``ingest`` would have
   read them;
3. *proposed* (:mod:`~syndicheck.bulk.proposing`): the same indexes as in the database, as joins on the first bearers
   of each fingerprint;
4. *matched* (:mod:`~syndicheck.bulk.matching`): :func:`syndicheck.linking.linked_from` on what was proposed;
5. *components* (:mod:`~syndicheck.bulk.components`): what hangs together, by large-star and small-star.

In the end (:mod:`~syndicheck.bulk.writing`) each component is written into a database by the store's own functions,
where :func:`syndicheck.provenance.grouping.regroup` makes stories of it.
"""
