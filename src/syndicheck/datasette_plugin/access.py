"""Who may do what. The same three questions for Datasette 0.65 and 1.0.

Reading needs Datasette's own ``view-database``. Checking drafts (``syndicheck-check``) and deciding
(``syndicheck-review``) are actions of ours: the allow blocks ``allow_check`` and ``allow_review`` in this plugin's
configuration answer for them, in 1.0 also ``permissions:`` in ``datasette.yaml``. Without any, whoever may read may
check, and only the root actor (``datasette --root``) may decide.
"""

from __future__ import annotations

import hmac
from contextvars import ContextVar
from typing import Any

CHECK, REVIEW = "syndicheck-check", "syndicheck-review"
_BLOCKS = {CHECK: "allow_check", REVIEW: "allow_review"}

_TEXTS = "article_versions"
"""The table that holds the texts."""

_ASKED: ContextVar[dict[str, Any]] = ContextVar("syndicheck_asked")
"""The request that is being answered (``scope``), and in which databases its texts may be read."""


def settings(datasette: Any, database: str | None = None) -> dict[str, Any]:
    """The configuration of our plugin: the database's own, else that of the whole server."""
    found = datasette.plugin_config("syndicheck", database=database)
    if found is None and database is not None:  # 1.0a41 forgets the second where a database has any configuration
        found = datasette.plugin_config("syndicheck")
    return found if isinstance(found, dict) else {}


async def may_view(datasette: Any, actor: Any, database: str) -> bool:
    """Whether the pages of a database may be read; on 0.65 the instance is asked, too, as its own pages do."""
    if hasattr(datasette, "allowed"):  # Datasette 1.0
        from datasette.resources import DatabaseResource

        return bool(await datasette.allowed(action="view-database", resource=DatabaseResource(database), actor=actor))
    return await _ensured(datasette, actor, [("view-database", database), "view-instance"])


def note_request(scope: Any) -> None:
    """Remember the request that is answered next: Datasette tells cells nothing of who reads them."""
    _ASKED.set({"scope": scope})


async def may_read_texts(datasette: Any, database: str) -> bool:
    """Whether who is being answered may read the table of the texts, of which a cell of another table shows a part."""
    asked = _ASKED.get({})
    if database not in asked:
        actor = await _actor(datasette, asked.get("scope"))
        if hasattr(datasette, "allowed"):
            from datasette.resources import TableResource

            resource = TableResource(database, _TEXTS)
            asked[database] = bool(await datasette.allowed(action="view-table", resource=resource, actor=actor))
        else:
            wanted = [("view-table", (database, _TEXTS)), ("view-database", database), "view-instance"]
            asked[database] = await _ensured(datasette, actor, wanted)
    return bool(asked[database])


async def _actor(datasette: Any, scope: Any) -> Any:
    """Who sent a request, found as Datasette finds it."""
    from datasette.plugins import pm
    from datasette.utils import await_me_maybe
    from datasette.utils.asgi import Request

    if scope is None:
        return None
    for found in pm.hook.actor_from_request(datasette=datasette, request=Request(scope, None)):
        actor = await await_me_maybe(found)
        if actor:
            return actor
    return scope.get("actor")


async def _ensured(datasette: Any, actor: Any, permissions: list[Any]) -> bool:
    """Whether Datasette 0.65 lets somebody do something: the first that is said of these decides."""
    from datasette import Forbidden

    try:
        await datasette.ensure_permissions(actor, permissions)
    except Forbidden:
        return False
    return True


async def may(datasette: Any, actor: Any, action: str, database: str) -> bool:
    """Whether somebody who may read the database may also do this."""
    if hasattr(datasette, "allowed"):
        from datasette.resources import DatabaseResource

        return bool(await datasette.allowed(action=action, resource=DatabaseResource(database), actor=actor))
    return bool(await datasette.permission_allowed(actor, action, resource=database, default=False))


def ruled(datasette: Any, actor: Any, action: str, database: str | None) -> bool | None:
    """What the configuration says of one of our actions; ``None`` where it says nothing."""
    from datasette.utils import actor_matches_allow

    block = settings(datasette, database).get(_BLOCKS[action])
    return None if block is None else bool(actor_matches_allow(actor, block))


def allowed_in_065(datasette: Any, actor: Any, action: str, database: str | None) -> bool | None:
    """The answer for Datasette 0.65; ``None`` for actions that are not ours."""
    if action not in _BLOCKS:
        return None
    said = ruled(datasette, actor, action, database)
    return said if said is not None else action == CHECK or (isinstance(actor, dict) and actor.get("id") == "root")


def allowed_in_1(datasette: Any, actor: Any, action: str) -> tuple[str, dict[str, str]] | None:
    """The same for Datasette 1.0, as a query and its parameters. A configured block is about one database and outranks
    what holds for all of them; root is 1.0's own affair.
    """
    if action not in _BLOCKS:
        return None
    rows, values = [], {}
    if action == CHECK and not getattr(datasette, "default_deny", False):
        rows.append("SELECT NULL AS parent, NULL AS child, 1 AS allow, 'readers may check drafts' AS reason")
    for number, name in enumerate(datasette.databases):
        said = ruled(datasette, actor, action, name)
        if said is not None:
            values[f"syndicheck_{number}"] = name
            rows.append(
                f"SELECT :syndicheck_{number} AS parent, NULL AS child, {said:d} AS allow, 'syndicheck' AS reason"
            )
    return (" UNION ALL ".join(rows), values) if rows else None


def bears_token(datasette: Any, database: str, authorization: str) -> bool:
    """Whether a request has one of the tokens that the configuration lists under ``tokens``."""
    scheme, _, given = authorization.partition(" ")
    tokens = settings(datasette, database).get("tokens")
    if scheme.lower() != "bearer" or not given.strip() or not isinstance(tokens, list):
        return False
    known = [token for token in tokens if isinstance(token, str) and token]
    # each is compared, and in constant time: how long it takes must not say how near a guess is
    sent = given.strip().encode("latin-1", "replace")  # as it came: a header's bytes are read as Latin-1
    return sum(hmac.compare_digest(sent, token.encode()) for token in known) > 0
