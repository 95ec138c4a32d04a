"""Datasette with our plugin, asked in process: the same for every version that is installed."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("datasette")

from datasette.app import Datasette
from datasette.plugins import pm

from syndicheck import datasette_plugin
from syndicheck.datasette_plugin.workers import stop_worker

if not any(plugin is datasette_plugin for plugin in pm.get_plugins()):
    pm.register(datasette_plugin, name="syndicheck")

VERSION_1 = hasattr(Datasette, "allowed")


def configured(**config: Any) -> dict[str, Any]:
    """Arguments of Datasette for a configuration: 0.65 reads permissions and plugins from the metadata."""
    return {"config" if VERSION_1 else "metadata": config}


def plugin(**settings: Any) -> dict[str, Any]:
    """Arguments of Datasette for settings of our plugin."""
    return configured(plugins={"syndicheck": settings})


def ask(
    path: Path,
    *requests: tuple[str, str, dict[str, Any]],
    actor: dict[str, Any] | None = None,
    immutable: bool = False,
    **settings: Any,
) -> list[Any]:
    """Answers to requests (method, address, further arguments), one after the other, to one server."""

    async def run() -> list[Any]:
        datasette = Datasette([] if immutable else [str(path)], immutables=[str(path)] if immutable else [], **settings)
        await datasette.invoke_startup()
        cookies = {"ds_actor": datasette.sign({"a": actor}, "actor")} if actor else {}
        answers = []
        try:
            for method, address, more in requests:
                arguments = {"cookies": cookies, **more}
                answers.append(await getattr(datasette.client, method)(address, **arguments))
                cookies = {**cookies, **dict(answers[-1].cookies)}
        finally:
            await stop_worker(datasette)
        return answers

    return asyncio.run(run())


def get(path: Path, address: str, actor: dict[str, Any] | None = None, **settings: Any) -> Any:
    """The answer to one GET."""
    return ask(path, ("get", address, {}), actor=actor, **settings)[0]
