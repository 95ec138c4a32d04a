"""``lexicon``: dictionaries that the user has installed, compiled for matching across languages."""

from __future__ import annotations

from pathlib import Path

import click


@click.group()
def lexicon() -> None:
    """Let words of two languages count as evidence, by dictionaries that you have installed.

    Optional: translations are found by names, numbers, dates and places without any. Dictionaries help with short and
    cut texts. docs/lexicon.md names Debian's packages.

    \b
    Example:
      apt install dict-freedict-deu-eng dict-freedict-eng-deu edict
      syndicheck lexicon build
      syndicheck reindex

    The file lies in the user's data folder (XDG_DATA_HOME); SYNDICHECK_LEXICON names another, or turns it off: none.
    """  # noqa: D301 - the sign by which click leaves line breaks alone


@lexicon.command()
@click.option(
    "--from",
    "places",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE|FOLDER",
    help="Dictionaries; may be repeated. Default: where Debian's packages put them.",
)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Write this file.")
def build(places: tuple[Path, ...], out: Path | None) -> None:
    """Compile dictionaries into one file.

    Formats: dictd and FreeDict (.index with .dict or .dict.dz), Ding, EDICT, EDICT2, CC-CEDICT. One of the two
    languages must be English. The name of a file tells its languages (freedict-deu-eng.index, de-en.txt). What cannot
    be read is named and left out.
    """
    from syndicheck.lexicon.building import build as run
    from syndicheck.lexicon.formats import PLACES

    target = out or _target()
    built = run(places or [Path(place) for place in PLACES], target, named=bool(places))
    for error in built.left_out:
        _note(f"left out: {error}")
    words = ", ".join(f"{language} {count:,}" for language, count in built.words.items())
    _note(f"{target}: {len(built.sources)} dictionaries, words: {words}; {built.size / 1e6:.1f} MB.")
    _note("Articles that are stored already are compared anew by: syndicheck reindex")


@lexicon.command()
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
@click.argument("text", required=False)
@click.option("--lang", metavar="LANG", help="Language of TEXT.")
def show(text: str | None, lang: str | None, as_json: bool) -> None:
    """Say which lexicon is in use and what is in it; with TEXT, what its words mean there."""
    from syndicheck.lexicon.compiled import configured
    from syndicheck.report.json_text import json_text
    from syndicheck.text import printable

    if (text is None) != (lang is None):
        raise click.UsageError("TEXT goes with --lang.")
    found = configured()
    if text is not None and lang is not None:
        _show_words(text, lang, as_json)
        return
    languages = {} if found is None else {code: row["words"] for code, row in found.about["languages"].items()}
    sources = [] if found is None else found.about["sources"]
    if as_json:
        path = None if found is None else str(found.path)
        click.echo(json_text({"schema": 1, "lexicon": path, "languages": languages, "sources": sources}))
        return
    if found is None:
        click.echo("No lexicon. Translations are found by names, numbers, dates and places.")
        return
    click.echo(printable(str(found.path)))
    for language, count in languages.items():
        click.echo(printable(f"{count:>9,} words  {language}"))
    for source in sources:
        click.echo(printable(f"{source['entries']:>9,} entries  {source['file']}"))


def _show_words(text: str, lang: str, as_json: bool) -> None:
    from syndicheck.errors import InputError
    from syndicheck.lexicon.compiled import configured
    from syndicheck.lexicon.words import words_of
    from syndicheck.report.json_text import json_text
    from syndicheck.text import printable

    found = configured()
    if found is None:
        raise InputError("There is no lexicon.", "Make one with: syndicheck lexicon build")
    words = [(text[word.start : word.end], list(word.pivots)) for word in words_of(text, lang, found)]
    if as_json:
        rows = [{"word": word, "pivots": pivots} for word, pivots in words]
        click.echo(json_text({"schema": 1, "words": rows}))
        return
    for word, pivots in words:
        click.echo(printable(f"{word}: {', '.join(pivots)}"))


def _target() -> Path:
    import os

    from syndicheck.lexicon.compiled import VARIABLE, default_path

    named = os.environ.get(VARIABLE, "").strip()
    return Path(named) if named and named.lower() != "none" else default_path()


def _note(line: str) -> None:
    from syndicheck.text import printable

    click.echo(printable(line), err=True)
