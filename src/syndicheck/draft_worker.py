"""A process that checks drafts for a server: a question a line in, an answer a line out.

A draft comes from outside. In a process of its own it can be stopped at a time limit, which a thread cannot, and the
server goes on answering meanwhile. The function is that of the command ``check``, the database is opened anew for each
draft. ``python -m syndicheck.draft_worker`` ends when its input ends.
"""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from syndicheck.errors import InputError, SyndicheckError
from syndicheck.model.articles import Problem, RawArticle

UNUSABLE, UNAVAILABLE = 422, 503


def answer(question: Mapping[str, Any]) -> dict[str, Any]:
    """The report of one draft, as ``{"status": 200, "document": …}``, or ``{"status": …, "error": …, "remedy": …}``.

    ``question`` has the path of the ``database``, the ``record`` (fields as in a JSON file to be read), the ``policy``
    (path of a file, or nothing), and ``own`` (names of outlets).
    """
    from syndicheck.checking.baseline import read_baseline
    from syndicheck.checking.check import check
    from syndicheck.checking.policy import Policy
    from syndicheck.checking.policy_file import read_policy
    from syndicheck.report.check import render_check
    from syndicheck.store.database import Database, check_versions

    try:
        raw = _draft(question["record"])
        policy = Policy()
        if question.get("policy"):
            policy = read_policy(Path(question["policy"])) or policy
        policy = replace(policy, own=(*policy.own, *question.get("own", ())))
        with Database(question["database"]) as store, store.explained():
            check_versions(store)
            baseline = read_baseline(Path(policy.baseline)) if policy.baseline else None
            report = check(raw, store, policy, baseline=baseline)
    except InputError as error:
        return {"status": UNUSABLE, "error": error.message, "remedy": error.remedy}
    except SyndicheckError as error:
        return {"status": UNAVAILABLE, "error": error.message, "remedy": error.remedy}
    out = io.StringIO()
    render_check([report], "json", out)
    return {"status": 200, "document": json.loads(out.getvalue())}


def _draft(record: Mapping[str, Any]) -> RawArticle:
    from syndicheck.readers.json_record import read

    name = record.get("name")
    where = name if isinstance(name, str) and name else "draft"
    fields = {key: value for key, value in record.items() if key != "name"}
    for item in read(json.dumps(fields).encode(), where):
        if not isinstance(item, Problem):
            return replace(item, where=where)
        if item.fatal:
            raise InputError(item.message, item.remedy)
    raise InputError("There is no text in it.", 'Send {"text": "…"}.')


def main() -> None:
    """Answer until the input ends; no question ends the process."""
    for line in sys.stdin.buffer:
        try:
            said = answer(json.loads(line))
        except Exception as error:  # the next draft must find a worker
            print(f"syndicheck: a draft could not be checked: {type(error).__name__}", file=sys.stderr)
            said = {
                "status": 500,
                "error": "The draft could not be checked.",
                "remedy": "Try the command line.",
            }
        sys.stdout.write(json.dumps(said) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
