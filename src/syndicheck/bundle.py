"""A story as one file that somebody else can check: texts, versions, times, decisions, configuration, and the verdict.

``story.db`` holds the articles of the story, and those of stories that share a round-up with it; the verdict of the
bundle is the one that these articles give by themselves, and the manifest says so where the whole database says
otherwise. To replay, the rows are copied into a fresh database, everything is derived again, and every part of the
result is compared.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any

from msgspec import Struct

from syndicheck import __version__
from syndicheck.errors import InputError
from syndicheck.model.articles import RawTime
from syndicheck.model.origins import Verdict
from syndicheck.model.reasons import Reason
from syndicheck.model.times import FUTURE
from syndicheck.pipeline import reindex
from syndicheck.provenance.attribution import attributed
from syndicheck.provenance.countries import country_of
from syndicheck.provenance.held import coverage_of
from syndicheck.provenance.intervals import Interval, earliest
from syndicheck.provenance.origin import judge
from syndicheck.provenance.timeline import read_time
from syndicheck.provenance.windows import Witness, window
from syndicheck.report import render_story
from syndicheck.store import reports
from syndicheck.store.database import Database
from syndicheck.store.deleted import load_deleted
from syndicheck.store.encoding import iso
from syndicheck.store.excerpt import copy_articles
from syndicheck.store.schema.derivation import code_versions
from syndicheck.store.sightings import load_sightings
from syndicheck.store.stories import neighbourhood
from syndicheck.view import StoryView

SCHEMA = 1
MANIFEST, STORE, REPORT, PAGE = "manifest.json", "story.db", "story.json", "story.html"
TIMES = "times.json"
LARGEST = 1 << 30
"""Bytes that the files of a bundle may have together, unpacked."""

_EPOCH = (1980, 1, 1, 0, 0, 0)


class Replay(Struct, frozen=True):
    """What came of replaying a bundle: the ``differences``, each a sentence; what is worth knowing besides."""

    story: str
    verdict: str
    articles: int
    differences: tuple[str, ...]
    notes: tuple[str, ...] = ()


def write_bundle(
    database: Database, public_id: str, target: Path, *, texts: bool = True, now: datetime | None = None
) -> dict[str, Any]:
    """Write the bundle of a story; returns its manifest. ``now`` is what counts as the future.

    Without ``texts`` it has the hash of every version in their place, and every time: whoever holds the texts can see
    that they are the same, and anybody can reach the verdict on the first again from the times.

    Raises:
        InputError: there is no such story, or the target's folder does not exist.
    """
    if not target.absolute().parent.is_dir():
        raise InputError(f"No bundle can be written to {target}.", "Name a file in a folder that exists.")
    moment = now or datetime.now(UTC)
    with database.one_look():
        whole = _seen(database, public_id)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / STORE
        with Database(path, write=True) as store:
            copy_articles(store, database.path, neighbourhood(database.connection, whole.public_id))
            alone = _derive(store, {member.key for member in whole.members}, moment)
            store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            store.connection.execute("PRAGMA journal_mode = DELETE")
            evidence = _json(times_of(store, alone))
        files = {TIMES: evidence}
        if texts:
            files |= {STORE: path.read_bytes(), REPORT: _rendered(alone, "json"), PAGE: _rendered(alone, "html")}
    manifest = {
        "schema": SCHEMA,
        "kind": "syndicheck-bundle",
        "program": __version__,
        "made": moment.isoformat().replace("+00:00", "Z"),
        "story": whole.public_id,
        "title": whole.title,
        "texts": texts,
        "coverage": whole.origin.coverage,
        "code": code_versions(),
        "files": {name: hashlib.sha256(content).hexdigest() for name, content in files.items()},
        "result": result_of(alone),
        "differs_from_database": compared(result_of(whole), result_of(alone)),
    }
    partial = target.with_name(f"{target.name}.partial")
    try:
        with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in ((MANIFEST, _json(manifest)), *files.items()):
                archive.writestr(zipfile.ZipInfo(name, _EPOCH), content, zipfile.ZIP_DEFLATED)
        partial.replace(target)
    except OSError as error:
        raise InputError(
            f"No bundle can be written to {target}: {error.strerror}.", "Name a file in another folder."
        ) from error
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)  # of a disk that is full it would keep what there is
    return manifest


def replay(path: Path) -> Replay:
    """Derive the story of a bundle again, and say what is different.

    Raises:
        InputError: the file is no bundle, or was changed since it was made.
    """
    manifest, content = _opened(path)
    wanted: Mapping[str, Any] = manifest["result"]
    if content is None:
        try:
            return _replay_times(manifest, path)
        except (KeyError, ValueError, TypeError, AttributeError, RecursionError) as error:
            raise InputError(f"{path}: {TIMES} has not the times of a bundle.", "Ask for it anew.") from error
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder) / "given.db"
        given.write_bytes(content)
        with Database(Path(folder) / STORE, write=True) as store:
            copy_articles(store, given)
            view = _derive(store, set(wanted["articles"]), datetime.fromisoformat(manifest["made"]))
    now, then = code_versions(), manifest["code"]
    notes = [
        f"{name.replace('_', ' ')}: {then.get(name)} then, {now.get(name)} now"
        for name in sorted({*now, *then})
        if now.get(name) != then.get(name)
    ]
    if manifest["program"] != __version__:
        notes.append(f"made by syndicheck {manifest['program']}, replayed by {__version__}")
    found = result_of(view)
    return Replay(
        manifest["story"], found["verdict"], len(found["articles"]), tuple(compared(wanted, found)), tuple(notes)
    )


def times_of(store: Database, view: StoryView) -> dict[str, Any]:
    """Every time of every article, the hash of every version, and what the texts say against stated times."""
    keys = {member.article_id: member.key for member in view.members}
    versions = store.connection.execute("SELECT article_id, text_hash FROM article_versions ORDER BY id").fetchall()
    sightings = load_sightings(store.connection, sorted(keys))
    return {
        "articles": [
            {
                "key": member.key,
                "outlet": member.outlet,
                "role": member.role,
                "versions": [digest for article_id, digest in versions if article_id == member.article_id],
                "times": [
                    {
                        "kind": one.kind,
                        "source": one.source,
                        "raw": one.raw,
                        **({FUTURE: True} if FUTURE in one.flags else {}),  # when it was read; now nothing tells
                    }
                    for _, one in sightings[member.article_id]
                ],
                "lang": member.lang,
                "country": country_of(member.url, member.outlet),
            }
            for member in view.members
        ],
        "deleted": _deleted(store, {m.article_id: m.outlet for m in view.members if m.role == "member"}),
        "contradicted": sorted(
            {
                str(key)
                for reason in view.origin.reasons
                if reason.code in ("later-by-text", "backdated", "extended-later")
                for key in reason.data.get("articles", ())
            }
        ),
    }


def _deleted(store: Database, outlets: Mapping[int, str]) -> dict[str, list[str]]:
    """When those that were deleted can have appeared, as it is known with the articles of each outlet."""
    noted = load_deleted(store.connection, sorted(outlets))
    found = earliest((outlets[article_id], Interval(*appeared)) for article_id, appeared in noted.items())
    return {outlet: [iso(one.start), iso(one.end)] for outlet, one in sorted(found.items())}


def _replay_times(manifest: Mapping[str, Any], path: Path) -> Replay:
    """The verdict on the first from the times alone. What the texts said against a time is taken over, and said."""
    document = json.loads(_read(path, TIMES))
    now = datetime.fromisoformat(manifest["made"])
    alarms = {
        key: (Reason("carries-revision", "The text contradicts the stated time.", {}),)
        for key in document["contradicted"]
    }
    witnesses = []
    for one in document["articles"]:
        found = (
            read_time(
                RawTime(time["kind"], time["raw"], time["source"]),
                lang=one["lang"],
                country=one.get("country"),
                now=now,
            )
            for time in one["times"]
            if not time.get(FUTURE)
        )
        witness = Witness(one["key"], one["outlet"], tuple(sighting for sighting in found if sighting))
        if one["role"] != "draws-on" or window(witness).dated:
            witnesses.append(witness)
    deleted = {
        outlet: Interval(*(datetime.fromisoformat(moment) for moment in moments))
        for outlet, moments in document.get("deleted", {}).items()
    }
    origin = judge(witnesses, alarms=alarms, deleted=deleted)
    wanted = manifest["result"]
    contradicted = bool(alarms)
    differences = []
    if origin.verdict.value != wanted["verdict"] and not contradicted:
        differences.append(f"verdict: {wanted['verdict']} before, {origin.verdict.value} now")
    # of a verdict that cannot be told nobody is named in the database
    first = sorted(origin.articles) if origin.verdict is not Verdict.UNDETERMINED else []
    if first != wanted["first"] and not contradicted:
        differences.append(f"first: {wanted['first']} before, {first} now")
    notes = ["the bundle has no texts: only the verdict on the first was reached again, from the times"]
    if contradicted:
        notes.append("texts contradict a stated time; without them the verdict cannot be reached again")
    return Replay(manifest["story"], origin.verdict.value, len(document["articles"]), tuple(differences), tuple(notes))


def result_of(view: StoryView) -> dict[str, Any]:
    """What two machines must agree on, by article keys."""
    return {
        "verdict": view.origin.verdict.value,
        "first": sorted(view.origin.articles),
        "reasons": sorted(reason.code for reason in view.origin.reasons),
        "articles": {
            member.key: {
                "role": member.role,
                "place": member.place,
                "class": member.match.match_class.value if member.match else None,
                "used": round(member.match.share_a, 4) if member.match else None,
                "pasted": round(member.match.share_b, 4) if member.match else None,
                "marks": len(member.marks),
                "credit": member.credit.status.value if member.credit else None,
                "not_before": member.sighting.start.isoformat() if member.sighting else None,
                "not_after": member.sighting.end.isoformat() if member.sighting else None,
            }
            for member in view.members
        },
        "lineage": {
            f"{edge.article}#{edge.version}": [edge.parent.article, edge.parent.version] for edge in view.lineage
        },
    }


def compared(one: Mapping[str, Any], other: Mapping[str, Any]) -> list[str]:
    """How two results differ, a sentence each."""
    found = [
        f"{name}: {_named(one[name])} before, {_named(other[name])} now"
        for name in ("verdict", "first", "reasons")
        if one[name] != other[name]
    ]
    for part in ("articles", "lineage"):
        for key in sorted({*one[part], *other[part]}):
            before, after = one[part].get(key), other[part].get(key)
            if before == after:
                continue
            if isinstance(before, dict) and isinstance(after, dict):
                changed = [
                    f"{name} {before.get(name)} → {after[name]}" for name in after if before.get(name) != after[name]
                ]
                found.append(f"{key}: {', '.join(changed)}")
            else:
                found.append(f"{part} of {key}: {_named(before)} before, {_named(after)} now")
    return found


def _named(value: Any) -> str:
    """A part of a result in a sentence; a text of the lineage is named as the keys of the lineage name it."""
    if value is None or value in ([None, 0], []):
        return "none"
    if isinstance(value, list) and len(value) == 2 and isinstance(value[1], int):
        return f"{value[0] or 'a text not held'}#{value[1]}"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _seen(database: Database, public_id: str) -> StoryView:
    sentence = coverage_of(database.connection).sentence()
    return attributed(database.connection, reports.story(database.connection, public_id, coverage=sentence))


def _derive(store: Database, keys: set[str], now: datetime) -> StoryView:
    """Derive everything of a fresh database, and see the story that has most of these articles."""
    reindex(store, now=now)
    rows = store.connection.execute(
        "SELECT s.public_id, a.key FROM stories s JOIN story_articles sa ON sa.story_id = s.id"
        " JOIN articles a ON a.id = sa.article_id ORDER BY s.public_id"
    ).fetchall()
    sizes: dict[str, int] = {}
    for public_id, key in rows:
        sizes[public_id] = sizes.get(public_id, 0) + (key in keys)
    if not sizes:
        raise InputError("The articles of the bundle make no story by themselves.", "Bundle another story.")
    return _seen(store, max(sorted(sizes), key=lambda ident: sizes[ident]))


def _rendered(view: StoryView, fmt: str) -> bytes:
    out = StringIO()
    render_story(view, fmt, out)
    return out.getvalue().encode("utf-8", "replace")


def _json(document: Mapping[str, Any]) -> bytes:
    return (json.dumps(document, ensure_ascii=True, indent=2) + "\n").encode()


def _read(path: Path, name: str) -> bytes:
    with zipfile.ZipFile(path) as archive:
        return archive.read(name)


def _opened(path: Path) -> tuple[dict[str, Any], bytes | None]:
    """The manifest of a bundle whose files are what it says, and its database; ``None`` where it has no texts."""
    wrong = InputError(f"{path} is no bundle of syndicheck.", "Make one with: syndicheck bundle STORY OUT.zip")
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(info.file_size for info in archive.infolist()) > LARGEST:
                raise InputError(f"{path} unpacks to more than a bundle may have.", "Do not trust this file.")
            manifest = json.loads(archive.read(MANIFEST))
            if not isinstance(manifest, dict) or manifest.get("kind") != "syndicheck-bundle":
                raise wrong
            if manifest.get("schema") != SCHEMA:
                raise InputError(f"{path} is a bundle of another format.", "Use the release that made it.")
            for name, digest in manifest["files"].items():
                if hashlib.sha256(archive.read(name)).hexdigest() != digest:
                    raise InputError(f"{path}: {name} was changed after the bundle was made.", "Ask for it anew.")
            _shaped(manifest)
            return manifest, archive.read(STORE) if manifest["texts"] else None
    except FileNotFoundError:
        raise InputError(f"There is no file {path}.", "Check the path.") from None
    except (OSError, zipfile.BadZipFile, KeyError, ValueError, TypeError, AttributeError, RecursionError) as error:
        raise wrong from error


def _shaped(manifest: Mapping[str, Any]) -> None:
    """Whatever is read of a manifest later must be there: ``KeyError`` and ``TypeError`` say that it is none."""
    datetime.fromisoformat(manifest["made"])
    result = manifest["result"]
    for part in ("articles", "lineage"):
        result[part].keys()
    for name in ("verdict", "first", "reasons"):
        result[name]
    manifest["code"].keys()
    str(manifest["program"]), manifest["story"]
