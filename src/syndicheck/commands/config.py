"""``syndicheck config``: which settings hold, and who made them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from syndicheck.commands.options import catalogue_option

if TYPE_CHECKING:
    from syndicheck.checking.policy import Policy

DEFAULT = "default"


@click.group()
def config() -> None:
    """The policy of a check: what holds here, and where it was set."""


@config.command()
@click.argument("draft", required=False)
@click.option("--section", default="", help="The section that the draft says it is in.")
@click.option(
    "--policy", "policy_path", type=click.Path(dir_okay=False, path_type=Path), help="Instead of syndicheck.toml."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON (stable, versioned).")
@catalogue_option
def show(draft: str | None, section: str, policy_path: Path | None, as_json: bool) -> None:
    """Every setting with its value and its origin; with a DRAFT, the severities that hold for it.

    Options of check come before the environment (SYNDICHECK_DB), and that before the policy file. The nearest file of
    the working folder and those above it counts alone.
    """
    from syndicheck.checking.policy import Policy
    from syndicheck.checking.policy_file import find_policy, read_policy
    from syndicheck.text import printable

    policy = find_policy(Path.cwd()) if policy_path is None else read_policy(policy_path) or Policy()
    rows = [*_settings(policy), *_severities(policy, draft or "", section)]
    if as_json:
        from syndicheck.report.json_text import json_text

        document = {
            "schema": 1,
            "kind": "config",
            "policy": policy.origin,
            "draft": draft,
            "settings": [{"name": name, "value": value, "from": where} for name, value, where in rows],
        }
        click.echo(json_text(document, indent=2))
        return
    click.echo(printable(f"Policy: {policy.origin}"))
    width = max(len(name) for name, _, _ in rows)
    for name, value, where in rows:
        shown = ", ".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)
        click.echo(printable(f"  {name:<{width}}  {shown or '–'}  ({where})"))


def _settings(policy: Policy) -> Iterator[tuple[str, Any, str]]:
    import os

    named = {
        "database": policy.database,
        "fail_on": policy.fail_on.value,
        "require_comparison": policy.require_comparison,
        "rewrites": policy.rewrites,
        "own": list(policy.own),
        "trusted": list(policy.trusted),
        "staff_notices": list(policy.staff_notices),
        "allowed_quotes": list(policy.allowed_quotes),
        "country": policy.country,
        "label_rules": list(policy.label_rules),
        "copied_passages": policy.copied_passages,
        "copied_whole": policy.copied_whole,
        "baseline": policy.baseline,
    }
    if (variable := os.environ.get("SYNDICHECK_DB")) is not None:
        yield "database", variable, "the variable SYNDICHECK_DB"
        del named["database"]
    for name, value in named.items():
        yield name, value, policy.origins.get(name, DEFAULT)
    for licence in policy.licences:
        until = f"until {licence.until}" if licence.until else "without end"
        yield f"licence {licence.organisation}", f"{until} {licence.note}".strip(), policy.origins["licence"]
    for entry in policy.suppress:
        until = f", until {entry.expires}" if entry.expires else ""
        yield f"suppress {entry.code}", f"{entry.path}: {entry.reason}{until}", policy.origins["suppress"]


def _severities(policy: Policy, draft: str, section: str) -> Iterator[tuple[str, Any, str]]:
    """The severity of each code, with the section or table that decides it."""
    from syndicheck.checking.rules import RULES

    for code in RULES:
        where = policy.origins["severity"] if code in policy.severity else DEFAULT
        for part in policy.sections:
            if code in part.severity and any(part.holds(name, section) for name in policy.names_of(draft)):
                where = f"section {part.name}, {policy.origins['section']}"
        yield f"severity {code}", policy.weight(code, draft, section).value, where
