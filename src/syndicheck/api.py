"""The Python API: a few typed functions over the same code as the command line."""

from __future__ import annotations

import os
from collections.abc import Iterable

from syndicheck import comparison
from syndicheck.checking.check import check as check_draft
from syndicheck.checking.findings import CheckReport
from syndicheck.model.articles import RawArticle
from syndicheck.model.marks import Mark
from syndicheck.model.matches import Match
from syndicheck.pipeline import IngestSummary
from syndicheck.pipeline import ingest as run
from syndicheck.provenance.held import coverage_of
from syndicheck.readers import read
from syndicheck.readers.addresses import without_userinfo
from syndicheck.store import reports
from syndicheck.store.database import Database
from syndicheck.view import StoryView


def ingest(
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    database: Database,
    *,
    lists: str | os.PathLike[str] | Iterable[str | os.PathLike[str]] = (),
    jobs: int = 1,
) -> IngestSummary:
    """Read files, folders, glob patterns or web addresses into a database opened for writing.

    ``lists`` are files of web addresses, one a line (``#`` begins a remark), or saved sitemaps and feeds: the pages
    that they name are fetched after everything else, a second apart at each host. Of a sitemap named in ``paths`` by
    its own address the pages are read as well.

    Records that cannot be used do not stop the batch; they are counted in the summary and listed in the
    table ``problems``.

    Raises:
        VersionMismatch: the database holds data of other versions of the code.
        StoreError: the database is locked, read-only or damaged.
        WorkerLost: a worker process was killed or could not start. A script of your own that asks for several ``jobs``
            does so under ``if __name__ == "__main__":``, for workers read it again.
    """
    sources, listed = _names(paths), _names(lists)
    inputs = [without_userinfo(source) for source in (*sources, *listed)]
    return run(database, read(sources, lists=listed), inputs=inputs, jobs=jobs)


def _names(paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]]) -> list[str]:
    named = [paths] if isinstance(paths, str | os.PathLike) else paths
    return [os.fspath(path) for path in named]


def find_marks(text: str, *, lang: str | None = None, title: str | None = None) -> tuple[Mark, ...]:
    """The parts of a text that are not the story, in the order of the text; offsets count in ``text``."""
    raw = RawArticle(where="text", text=text, title=title, lang=lang)
    return tuple(brief.mark for brief in comparison.view_of(raw).marks)


def compare(a: str, b: str, *, lang: str | None = None) -> Match:
    """What two texts have in common, their marks left out. ``share_a`` is the part of ``a`` found in ``b``."""
    one, other = (
        comparison.view_of(RawArticle(where=name, text=text, lang=lang)) for name, text in (("a", a), ("b", b))
    )
    return comparison.compare_views(one, other).match


def check(draft: str, database: Database | None = None, *, lang: str | None = None) -> CheckReport:
    """What in a draft is copied, missing, changed or left over; compared with a database if there is one.

    :func:`syndicheck.checking.check.check` takes records and a policy besides.
    """
    return check_draft(RawArticle(where="draft", text=draft, lang=lang), database)


def stories(
    database: Database,
    *,
    outlet: str | None = None,
    lang: str | None = None,
    since: str | None = None,
    until: str | None = None,
    limit: int | None = None,
) -> tuple[StoryView, ...]:
    """The stories of a database, the most widely carried first, each with members, verdict and reasons.

    ``since`` and ``until`` are ISO 8601 dates or times in UTC.
    """
    filters = reports.Filters(outlet=outlet, lang=lang, since=since, until=until, limit=limit or reports.NO_LIMIT)
    with database.one_look() as connection:
        sentence = coverage_of(connection).sentence()
        return reports.report(connection, database.path, filters, coverage=sentence).stories
