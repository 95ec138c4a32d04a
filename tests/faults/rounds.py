"""The rounds of the harness, and what is printed of them."""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.faults import feeds, outside
from tests.faults.disturb import Plan
from tests.faults.sabotage import SABOTAGES
from tests.faults.trials import Calm, Tally, calm, fault_plans, kill_plans, trial
from tests.faults.works import Work, small_steps, works

Undisturbed = list[tuple[Work, Calm]]
Plans = Callable[[Calm, random.Random], Iterator[Plan]]

MOST_SHOWN = 10


def all_rounds(folder: Path, asked: argparse.Namespace, seed: int) -> int:
    """Everything that was asked for, once; 1 when something was wrong."""
    began = time.monotonic()
    rng = random.Random(seed)
    print(f"seed {seed}", flush=True)
    small_steps()
    with feeds.site(seed % 1000) as site:
        undisturbed = [(work, calm(work, folder / "calm")) for work in works(folder, seed % 1000, site)]
        wrong = _rounds(folder, asked, undisturbed, rng, began)
    if wrong:
        print(f"\nFAILED with --seed {seed}: {len(wrong)} findings", file=sys.stderr)
        for line in wrong[:MOST_SHOWN]:
            print(f"  {line}", file=sys.stderr)
    return int(bool(wrong))


def _rounds(
    folder: Path, asked: argparse.Namespace, undisturbed: Undisturbed, rng: random.Random, began: float
) -> list[str]:
    wrong: list[str] = []
    for title, plans, wanted, counted in (
        ("kills", kill_plans, asked.kills, ("killed",)),
        ("failing calls", fault_plans, asked.faults, ("refused", "broke")),
    ):
        tally = disturbed(undisturbed, plans, rng, folder / "trial", wanted, counted)
        report(title, tally, began)
        wrong += tally.wrong
    for title, disturbance, amount in (
        ("disks too small", outside.small_disks, asked.disks),
        ("groups of processes killed", outside.killed_groups, asked.groups),
        ("readers beside writers", outside.side_by_side, asked.beside),
    ):
        tally = Tally()
        if amount:
            disturbance(undisturbed, rng, folder / "outside", amount, tally)
        report(title, tally, began)
        wrong += tally.wrong
    return wrong


def disturbed(
    undisturbed: Undisturbed,
    plans: Plans,
    rng: random.Random,
    folder: Path,
    wanted: int,
    counted: tuple[str, ...],
) -> Tally:
    """Trials of all works in turn until so many runs ended in the way that counts."""
    tally = Tally()
    while tally.count(*counted) < wanted:
        for work, calm_run in undisturbed:
            if tally.count(*counted) < wanted:
                trial(work, calm_run, plans(calm_run, rng), folder, tally)
    return tally


def report(title: str, tally: Tally, began: float) -> None:
    """One line for a kind of disturbance, one for each work."""
    hows = ("killed", "refused", "broke", "done")
    total = ", ".join(f"{tally.count(how)} {how}" for how in hows if tally.count(how))
    print(f"{title}: {total or 'none'}; {len(tally.wrong)} findings ({time.monotonic() - began:.0f} s)")
    for name in dict.fromkeys(work for work, _ in tally.ended):
        print(f"  {name:<12} " + ", ".join(f"{tally.ended[name, how]} {how}" for how in hows if tally.ended[name, how]))
    sys.stdout.flush()


def sabotaged(folder: Path, name: str, seed: int, most: int) -> int:
    """0 when each sabotage was noticed, by what it is meant to show, within so many trials."""
    if name != "all" and name not in SABOTAGES:
        print(f"No sabotage {name!r}; there are: all, {', '.join(SABOTAGES)}", file=sys.stderr)
        return 2
    small_steps()
    rng = random.Random(seed)
    unnoticed = 0
    with feeds.site(seed % 1000) as site:
        all_works = works(folder, seed % 1000, site)
        calm_runs: dict[str, Calm] = {}
        for one in SABOTAGES if name == "all" else [name]:
            sabotage = SABOTAGES[one]
            broken = [work for work in all_works if not sabotage.works or work.name in sabotage.works]
            found, trials, other = None, 0, ""
            while found is None and trials < most:
                work = broken[trials % len(broken)]
                if work.name not in calm_runs:
                    calm_runs[work.name] = calm(work, folder / "calm")
                calm_run = calm_runs[work.name]
                plans = (kill_plans if trials // len(broken) % 2 == 0 else fault_plans)(calm_run, rng)
                tally = Tally()
                trial(work, calm_run, plans, folder / "trial", tally, sabotage.breaks)
                found, trials = sabotage.noticed(tally.wrong), trials + 1
                other = other or next(iter(tally.wrong), "")
            unnoticed += found is None
            said = f"NOT NOTICED; instead: {other}" if found is None else found.splitlines()[0][:160]
            print(f"{one:<24} after {trials} trials: {said}", flush=True)
    return int(unnoticed > 0)
