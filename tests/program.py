"""The program in this process: what ``python -m syndicheck`` does, without the second that a process takes to begin."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from subprocess import CompletedProcess
from unittest.mock import patch

from click.testing import CliRunner

from syndicheck import __main__, expressions


def run(
    *arguments: str | Path, stdin: bytes | str = b"", folder: Path | None = None, **variables: str
) -> CompletedProcess[str]:
    """Exit code and output of a command, with the short way in that ``check`` has and the endings of every error.

    ``variables`` are added to the environment, and the command runs in ``folder``. Where the process itself is what a
    test is about (signals, locks that die with it, streams of the system), it takes a real one.
    """
    command = ["syndicheck", *map(str, arguments)]
    before, threshold, compiler = Path.cwd(), gc.get_threshold(), expressions.compiler
    code = 0
    with (
        CliRunner().isolation(input=stdin) as (out, err, _),
        patch.object(sys, "argv", command),
        patch.dict(os.environ, variables),
        patch.object(__main__, "_end", lambda code: None),
    ):
        try:
            os.chdir(folder or before)
            __main__.main()
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os.chdir(before)
            gc.set_threshold(*threshold)
            expressions.compiler = compiler
            said = [stream.getvalue().decode("utf-8") for stream in (out, err)]
    return CompletedProcess(command, code, *said)
