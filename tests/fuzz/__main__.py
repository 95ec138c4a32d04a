"""``python -m tests.fuzz [--seconds 600] [FORMAT …]``: readers under coverage-guided fuzzing by Atheris.

The time is shared by the formats. What breaks a reader is written to ``found/``, where a test reads it again; what
grows the coverage stays in ``build/fuzz/`` for the next run. Ends with 1 when something was found.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib
import os
import pkgutil
import subprocess
import sys
import time
from pathlib import Path

from tests.fuzz import FORMATS, FOUND

LONGEST = 65_536
"""Bytes of an input."""
LIBRARIES = {
    **dict.fromkeys(("rss", "xml"), ("feedparser",)),
    **dict.fromkeys(("warc", "wacz"), ("warcio.archiveiterator",)),
    "pdf": ("pypdf",),
    "docx": ("docx",),
    "eml": ("docx", "pypdf"),
}
"""Libraries in Python that do the work of a format: they are instrumented too."""
PATIENCE = 20
"""Seconds after which an input counts as hanging."""


def one(fmt: str, seconds: int, runs: int, folder: Path) -> None:
    """Fuzz one format in this process; libFuzzer ends it. So many ``runs`` are the same ones every time."""
    import atheris

    atheris.enabled_hooks.add("str")  # the hook for regular expressions breaks on patterns of bytes
    libraries = LIBRARIES.get(fmt, ())
    ours = ["syndicheck.readers", "syndicheck.identity"]
    with atheris.instrument_imports(include=[*ours, *(name.partition(".")[0] for name in libraries)]):
        from tests.fuzz import targets

        import syndicheck.readers

        for module in pkgutil.iter_modules(syndicheck.readers.__path__, "syndicheck.readers."):
            importlib.import_module(module.name)
        for name in libraries:
            importlib.import_module(name)

    corpus = folder / fmt
    corpus.mkdir(parents=True, exist_ok=True)
    for seed in targets.seeds(fmt):
        (corpus / hashlib.sha1(seed).hexdigest()).write_bytes(seed)
    options = ["-seed=1", f"-runs={runs}"] if runs else [f"-max_total_time={seconds}"]
    options += [f"-max_len={LONGEST}", f"-timeout={PATIENCE}", "-rss_limit_mb=4096"]
    atheris.Setup(
        [sys.argv[0], str(corpus), *options, f"-artifact_prefix={folder / f'{fmt}-'}", "-print_final_stats=1"],
        lambda data: targets.check(fmt, data),
    )
    atheris.Fuzz()


def main() -> int:
    """Fuzz all formats named, each in a process of its own."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("formats", nargs="*", metavar="FORMAT", help=", ".join(FORMATS))
    parser.add_argument("--seconds", type=int, default=600, help="for all formats together (default: 600)")
    parser.add_argument(
        "--runs", type=int, default=0, help="so many inputs of each format instead, from one fixed seed"
    )
    parser.add_argument("--folder", type=Path, default=Path("build/fuzz"))
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if unknown := set(chosen.formats) - set(FORMATS):
        parser.error(f"unknown: {', '.join(sorted(unknown))}; known: {', '.join(FORMATS)}")
    formats = chosen.formats or list(FORMATS)
    share = max(1, chosen.seconds // len(formats))
    if chosen.inside:
        one(formats[0], share, chosen.runs, chosen.folder)
        return 0
    broken = 0
    for fmt in formats:
        started = time.monotonic()
        command = [
            sys.executable,
            "-m",
            "tests.fuzz",
            "--inside",
            "--folder",
            str(chosen.folder),
            "--seconds",
            str(share),
            "--runs",
            str(chosen.runs),
        ]
        done = subprocess.run([*command, fmt], capture_output=True, env={**os.environ, "PYTHONWARNINGS": "ignore"})
        log = done.stderr.decode("utf-8", "replace")
        grown = [line.split("cov: ")[1].split()[0] for line in log.splitlines() if "cov: " in line]
        covered = f", coverage {grown[0]} → {grown[-1]}" if grown else ""
        runs = next((line.split()[-1] for line in log.splitlines() if "number_of_executed_units" in line), "?")
        print(
            f"{fmt:<8} {runs:>9} inputs in {time.monotonic() - started:5.0f} s, exit {done.returncode}{covered}",
            flush=True,
        )
        for artefact in sorted(chosen.folder.glob(f"{fmt}-*")):
            data = artefact.read_bytes()
            kept = FOUND / f"{fmt}-{hashlib.sha1(data).hexdigest()[:12]}"
            kept.write_bytes(data)
            artefact.unlink()
            print(f"  {artefact.name} → {kept.name}")
        if done.returncode:
            broken += 1
            said = (done.stdout.decode("utf-8", "replace") + log).splitlines()
            start = next((at for at, line in enumerate(said) if "Uncaught Python exception" in line), len(said) - 30)
            print("\n".join(f"  {line}" for line in said[max(0, start) : start + 30]))
    return 1 if broken else 0


if __name__ == "__main__":
    raise SystemExit(main())
