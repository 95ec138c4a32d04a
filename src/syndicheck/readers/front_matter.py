"""The header that text files of static site generators carry: ``key: value`` lines between ``---`` lines,
or TOML between ``+++`` lines.

Of YAML only what such headers use is understood: plain and quoted scalars, lists in brackets or with
dashes, blocks after ``|`` or ``>``. Every scalar stays the string it is, so a date is not guessed at, and
there is no YAML library whose surprises (``no`` → false, 12:30 → 750) would have to be undone.
"""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from syndicheck.expressions import expression

_FENCES = {"---": ("---", "..."), "+++": ("+++",)}
_MEMBER = expression(r"([^\W\d][\w .-]{0,60}):(?:[ \t]+(.*)|$)")
MAX_LINES = 500
"""A header longer than this is no header."""


class FrontMatter(Struct, frozen=True):
    """A header's fields and where the text behind it starts. ``doubt`` is a sentence when the header
    could not be read (the text is whole then).
    """

    fields: dict[str, Any]
    start: int
    doubt: str = ""


def split(text: str) -> FrontMatter:
    """Find the header at the start of a text whose line ends are line feeds."""
    fence, _, _ = text.partition("\n")
    ends = _FENCES.get(fence.rstrip())
    if ends is None:
        return FrontMatter({}, 0)
    lines: list[str] = []
    at = len(fence) + 1
    while at < len(text) and len(lines) < MAX_LINES:
        stop = text.find("\n", at)
        stop = len(text) if stop < 0 else stop
        line = text[at:stop]
        at = stop + 1
        if line.rstrip() in ends:
            return _parsed(fence.rstrip(), lines, min(at, len(text)))
        lines.append(line)
    if fence.startswith("-") and not (lines and _MEMBER.match(lines[0])):
        return FrontMatter({}, 0)  # a rule across the page, not a header
    return FrontMatter({}, 0, f"The header that {fence.rstrip()} opens has no end.")


def _parsed(fence: str, lines: list[str], start: int) -> FrontMatter:
    if fence == "+++":
        import tomllib  # few headers are TOML

        try:
            return FrontMatter(_json_ready(tomllib.loads("\n".join(lines))), start)
        except (tomllib.TOMLDecodeError, RecursionError) as error:
            reason = "nested too deeply" if isinstance(error, RecursionError) else error
            return FrontMatter({}, 0, f"The header is not valid TOML ({reason}).")
    if any(line.strip() for line in lines) and not any(_MEMBER.match(line) for line in lines):
        return FrontMatter({}, 0)  # text between two rules
    return FrontMatter(_members(lines), start)


def _json_ready(value: Any) -> Any:
    """TOML's dates and times as they were written, in ISO 8601; its infinite numbers are nothing."""
    if isinstance(value, dict):
        return {key: _json_ready(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_json_ready(item) for item in value]
    if isinstance(value, float):
        from syndicheck.readers.values import finite

        return finite(value)
    return value.isoformat() if hasattr(value, "isoformat") else value


def _members(lines: list[str]) -> dict[str, Any]:
    members: dict[str, Any] = {}
    number = 0
    while number < len(lines):
        found = _MEMBER.match(lines[number])
        number += 1
        if found is None:
            continue
        block: list[str] = []
        while number < len(lines) and (lines[number][:1] in ("", " ", "\t") or lines[number].startswith("- ")):
            block.append(lines[number].strip())
            number += 1
        members[found.group(1).strip()] = _value((found.group(2) or "").strip(), block)
    return members


def _value(inline: str, block: list[str]) -> str | list[str]:
    block = [line for line in block if line and not line.startswith("#")]
    if inline in ("|", "|-", "|+"):
        return "\n".join(block)
    if inline in (">", ">-", ">+"):
        return " ".join(block)
    if not inline and block and all(line.startswith("-") for line in block):
        return [_scalar(line[1:].strip()) for line in block]
    if inline.startswith("[") and inline.endswith("]"):
        return [_scalar(item.strip()) for item in inline[1:-1].split(",") if item.strip()]
    return _scalar(" ".join([inline, *block]).strip())


def _scalar(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] and value[0] in "'\"":
        inner = value[1:-1]
        return inner.replace("''", "'") if value[0] == "'" else inner.replace('\\"', '"').replace("\\\\", "\\")
    comment = min((at for mark in (" #", "\t#") if (at := value.find(mark)) >= 0), default=len(value))
    return "" if value.startswith("#") else value[:comment].rstrip()
