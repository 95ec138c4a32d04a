"""ninjs (IPTC's "News in JSON") 1 to 3: a record of it turned into the fields that every reader knows.

Version 1 has one ``headline`` and ``body_text`` / ``body_xhtml`` (and ``body_ROLE``), versions 2 and 3 have lists:
``headlines`` and ``bodies``, each entry with a role, a type and a value. The standard's own schemas are at iptc.org.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_LISTS = ("headlines", "bodies")
_TEXT_ROLES = ("main", "full", "article", "text")
_HEADLINE_ROLES = ("main", "headline")


def is_ninjs(record: Mapping[str, Any]) -> bool:
    """Whether a record has fields that only ninjs has, or a system whose records become ninjs (Superdesk)."""
    schema = record.get("$schema") or record.get("$standard")
    if "ninjs" in str(schema or "").lower():
        return True
    if any(isinstance(record.get(name), list) for name in _LISTS):
        return "uri" in record
    if "versioncreated" in record and ("uri" in record or "firstcreated" in record):
        return True
    return "uri" in record and "body_xhtml" in record


def as_record(record: Mapping[str, Any]) -> dict[str, Any]:
    """The record with ``id``, ``title``, ``text`` or ``html``, ``published`` and ``modified`` beside its own fields.

    An agency sends an item when it makes it, unless there is an embargo. A later version is a change; when the
    first one was made (``firstcreated``) is not when it was out.
    """
    found = dict(record)
    address = record.get("uri")
    if isinstance(address, str):
        found.setdefault("id", address)
    text, markup = _body(record)
    for name, value in (("text", text), ("html", markup), ("title", _best(record.get("headlines"), _HEADLINE_ROLES))):
        if value:
            found[name] = value
    if "title" not in found and isinstance(record.get("headline"), str):
        found["title"] = record["headline"]
    made = found.pop("versioncreated", None) or found.pop("versionCreated", None)
    if made and (record.get("embargoed") or record.get("embargoedReason")):
        found["version_made"] = made
    elif made:
        begun = record.get("firstcreated") or record.get("firstCreated") or made
        first = str(record.get("version") or "1") == "1" and ("version" in record or begun == made)
        found["published" if first else "modified"] = made
    provider = _provider(record)
    if provider:
        found.setdefault("outlet", provider)
    return found


def _body(record: Mapping[str, Any]) -> tuple[str, str]:
    """The body as plain text and as markup; what is not given is empty."""
    plain, markup = str(record.get("body_text") or ""), str(record.get("body_xhtml") or record.get("body_html") or "")
    bodies = record.get("bodies")
    if isinstance(bodies, list):
        entries = [one for one in bodies if isinstance(one, dict)]
        marked = [one for one in entries if "html" in str(one.get("contenttype") or one.get("contentType") or "")]
        markup = markup or _best(marked, _TEXT_ROLES)
        plain = plain or _best([one for one in entries if one not in marked], _TEXT_ROLES)
    return plain, markup


def _best(entries: Any, roles: tuple[str, ...]) -> str:
    """The value of the entry in the first of the roles, else of the first without a role, else the longest."""
    if not isinstance(entries, list):
        return ""
    values = [
        (str(one.get("role") or ""), str(one["value"]))
        for one in entries
        if isinstance(one, dict) and isinstance(one.get("value"), str) and one["value"].strip()
    ]
    for role in (*roles, ""):
        for mine, value in values:
            if mine.lower() == role:
                return value
    return max((value for _, value in values), key=len, default="")


def _provider(record: Mapping[str, Any]) -> str | None:
    """Who sends the item, or holds the rights to it."""
    for name in ("provider", "copyrightholder", "copyrightHolder"):
        value = record.get(name)
        if isinstance(value, dict):
            value = value.get("name")
        if isinstance(value, str) and value.strip():
            return value.strip()
    return None
