"""``python -m tests.eval``: run the measures, print the table, fail when a figure is worse than its floor.

Two measures run side by side, each in a process of its own; what one prints comes when it is done.
"""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import sys
import time
from pathlib import Path
from types import ModuleType

from tests.conftest import corpora_folder
from tests.eval import gate
from tests.eval._side_by_side import measured

HERE = Path(__file__).resolve().parent
FLOORS = HERE / "floors.json"


def measures(names: list[str]) -> dict[str, ModuleType]:
    """Modules of this folder that measure something, by name."""
    found = {}
    for info in pkgutil.iter_modules([str(HERE)]):
        if info.name.startswith("_") or (names and info.name not in names):
            continue
        module = importlib.import_module(f"tests.eval.{info.name}")
        if hasattr(module, "measure"):
            found[info.name] = module
    unknown = set(names) - set(found)
    if unknown:
        raise SystemExit(f"no such measure: {', '.join(sorted(unknown))}")
    return found


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.eval", description=__doc__)
    parser.add_argument("names", nargs="*", help="only these measures")
    parser.add_argument("--corpora", type=Path, help="folder of the development corpora")
    parser.add_argument("--update", action="store_true", help="move the floors to what was measured")
    parser.add_argument("--allow-regression", metavar="REASON", help="let --update make floors more lenient")
    parser.add_argument("--jobs", type=int, default=2, help="measures that run side by side (default: 2)")
    parser.add_argument("--list", action="store_true", help="list the measures and stop")
    options = parser.parse_args()
    modules = measures(options.names)
    if options.list:
        for name, module in modules.items():
            print(f"{name:<20} {(module.__doc__ or '').strip().splitlines()[0]}")
        return 0
    corpora = options.corpora or corpora_folder()
    if corpora is None or not corpora.is_dir():
        print("eval: skipped. The development corpora are not here: set SYNDICHECK_CORPORA to their folder.")
        return 0

    values: dict[str, float] = {}
    figures: dict[str, gate.Figure] = {}
    inputs: dict[str, dict[str, object]] = {}
    for name, module in modules.items():
        for file in getattr(module, "INPUTS", ()):
            inputs.setdefault(file, gate.fingerprint(corpora / file))
        figures.update({f"{name}.{key}": figure for key, figure in getattr(module, "FIGURES", {}).items()})
    started = time.perf_counter()
    for found, said in measured(modules, corpora, options.jobs):
        values.update(found)
        print(said, end="", flush=True)
    print(f"── all of them: {time.perf_counter() - started:.0f} s", flush=True)

    floors = gate.Floors.load(FLOORS)
    if options.update:
        try:
            changes = gate.repin(floors, values, figures, inputs, reason=options.allow_regression)
        except gate.RegressionRefused as refusal:
            print(f"eval: not updated: {refusal}", file=sys.stderr)
            return 1
        floors.save(FLOORS)
        print("\n".join(changes) or "no floor moved")
    lines = gate.judge(floors, values, partial=bool(options.names)) + gate.judge_inputs(floors, inputs)
    print(gate.table(lines))
    failed = [line for line in lines if line.state == "FAIL"]
    print(f"eval: {len(failed)} failed" if failed else "eval: all floors held")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
