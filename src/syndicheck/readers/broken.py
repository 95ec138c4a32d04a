"""What is said of a file that breaks a reader: a fault of ours, which must not cost the other files of the batch."""

from __future__ import annotations

from syndicheck.model.articles import Problem


def broken(where: str, error: Exception, *, fatal: bool = True) -> Problem:
    """The problem for an exception that no reader should have raised; what was read before it stays."""
    return Problem(
        where,
        "internal-error",
        f"The file breaks syndicheck ({type(error).__name__}).",
        "Please report it with the file, and take it out of the input until it is mended.",
        fatal=fatal,
    )
