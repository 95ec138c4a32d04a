"""``scripts/licences.py``: every extra that users install is looked at, and what is not there is no good news."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parent.parent / "scripts" / "licences.py"

PROJECT = """Provides-Extra: spark
Provides-Extra: web
Provides-Extra: dev
Requires-Dist: alpha-invented
Requires-Dist: beta-invented>=2; extra == "spark"
Requires-Dist: gamma-invented; extra == "web"
Requires-Dist: delta-invented; extra == "dev"
Requires-Dist: epsilon-invented; sys_platform == "nowhere"
"""


def installed(folder: Path, name: str, more: str) -> None:
    """A distribution as pip leaves it, but for its code."""
    info = folder / f"{name.replace('-', '_')}-2.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 2.0\n{more}", encoding="utf-8")


def licences(folder: Path, *arguments: str) -> tuple[int, dict[str, str]]:
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    command = [sys.executable, str(SCRIPT), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    rows = [line.split(None, 1) for line in done.stdout.splitlines()]
    return done.returncode, {name: rest for name, rest in rows if name.endswith("-invented")}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    installed(tmp_path, "syndicheck", f"License-Expression: Apache-2.0\n{PROJECT}")
    installed(tmp_path, "alpha-invented", "License-Expression: MIT\n")
    installed(tmp_path, "gamma-invented", "Classifier: License :: OSI Approved :: BSD License\n")
    return tmp_path


def test_an_extra_that_is_not_installed_is_not_passed_over(folder: Path) -> None:
    code, found = licences(folder)
    assert code == 1
    assert "NOT INSTALLED" in found["beta-invented"]
    assert set(found) == {"alpha-invented", "beta-invented", "gamma-invented"}


def test_what_another_environment_has_is_left_to_that(folder: Path) -> None:
    code, found = licences(folder, "--but", "spark")
    assert (code, set(found)) == (0, {"alpha-invented", "gamma-invented"})
    code, found = licences(folder, "web")
    assert (code, set(found)) == (0, {"alpha-invented", "gamma-invented"})
    assert licences(folder, "sparc")[0] == 2


@pytest.mark.parametrize(
    ("licence", "code", "verdict"),
    [
        ("License-Expression: Apache-2.0", 0, "permissive"),
        ("License: http://www.apache.org/licenses/LICENSE-2.0", 0, "permissive"),
        ("License-Expression: MPL-2.0", 0, "weak copyleft"),
        ("License-Expression: AGPL-3.0-only", 1, "DOES NOT GO"),
        ("License: ask the author", 1, "UNKNOWN"),
        ("License-Expression: GPL-3.0-only AND MIT", 1, "DOES NOT GO"),
        ("License-Expression: MIT AND (GPL-3.0-only OR BSD-3-Clause)", 0, "permissive"),
        ("License-Expression: MIT OR GPL-3.0-only AND BSD-3-Clause", 0, "permissive"),
        ("License-Expression: (MIT OR Apache-2.0) AND MPL-2.0", 0, "weak copyleft"),
        ("License-Expression: (MIT AND Thing-1.0)", 1, "UNKNOWN"),
        ("License: MIT License (see LICENSE) or GPL", 0, "permissive"),
    ],
)
def test_each_licence_is_judged(folder: Path, licence: str, code: int, verdict: str) -> None:
    installed(folder, "beta-invented", f"{licence}\n")
    found = licences(folder, "spark")
    assert (found[0], verdict in found[1]["beta-invented"]) == (code, True)
