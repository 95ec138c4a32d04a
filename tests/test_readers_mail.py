"""E-mails: the text that counts, what its headers say, and messages that no standard knows."""

from __future__ import annotations

from collections.abc import Iterator
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.examples import examples

from syndicheck.model.articles import Problem, RawArticle, RawTime
from syndicheck.readers import mail, plain, read, registry
from syndicheck.readers.streams import ByteStream


def items(data: bytes) -> list[RawArticle | Problem]:
    return list(read(["-"], stdin=BytesIO(data), fmt="eml"))


def message(plain: str | None = None, html: str | None = None, charset: str = "utf-8") -> EmailMessage:
    made = EmailMessage()
    made["From"] = "Press Office <press@harbour.example>"
    made["To"] = "desk@herald.example"
    made["Subject"] = "Häfen öffnen"
    made["Date"] = "Mon, 02 Mar 2026 10:00:00 +0100"
    made["Message-ID"] = "<17@harbour.example>"
    if plain is not None:
        made.set_content(plain, charset=charset)
    if html is not None and plain is not None:
        made.add_alternative(html, subtype="html")
    elif html is not None:
        made.set_content(html, subtype="html")
    return made


@pytest.mark.parametrize(
    ("made", "text"),
    [
        (message("Boats came.\n"), "Boats came.\n"),
        (message("Boote für Tarn.\n", charset="iso-8859-1"), "Boote für Tarn.\n"),
        (message("Plain words.\n", "<p>Marked up words.</p>"), "Plain words.\n"),
        (message(" \n", "<p>Marked up words.</p>"), "Marked up words."),
        (message(None, "<p>One</p><script>x</script><p>Two</p>"), "One\nTwo"),
    ],
)
def test_text(made: EmailMessage, text: str) -> None:
    (found,) = items(bytes(made))
    assert isinstance(found, RawArticle)
    assert found.text == text
    assert (found.title, found.outlet, found.source_id) == ("Häfen öffnen", "harbour.example", "<17@harbour.example>")
    assert found.times == (RawTime("first_seen", "Mon, 02 Mar 2026 10:00:00 +0100", "mail"),)


@pytest.mark.parametrize(
    ("subject", "body", "counts"),
    [
        ("Fwd: Harbour opens", "Boats came.", False),
        ("WG: Hafen öffnet", "Boote kamen.", False),
        ("[desk] TR: Le port ouvre", "Des bateaux.", False),
        ("转发：港口", "船来了。", False),
        ("Harbour", "FYI\n\n---------- Forwarded message ---------\nFrom: Press <p@harbour.example>\n\nBoats.", False),
        ("Hafen", "Zur Info\n\n-------- Weitergeleitete Nachricht --------\nVon: Presse\n\nBoote.", False),
        ("Forward planning: harbour opens", "Boats came.", True),
        ("Re: Harbour", "He said: a forwarded message is no news.", True),
        ("I: am the harbour", "Boats came.", True),
    ],
)
def test_whoever_passes_a_message_on_had_its_text_from_there(subject: str, body: str, counts: bool) -> None:
    made = message(body)
    made.replace_header("Subject", subject)
    (found,) = items(bytes(made))
    assert isinstance(found, RawArticle)
    assert bool(found.times) is counts


@pytest.mark.parametrize(
    ("received", "time"),
    [
        ([], "Mon, 02 Mar 2026 10:00:00 +0100"),
        (["from x by mx.herald.example; Mon, 2 Mar 2026 10:00:09 +0100"], "Mon, 2 Mar 2026 10:00:09 +0100"),
        (
            ["from a by mx.herald.example; Mon, 2 Mar 2026 10:00:09 +0100", "from b by a; Sun, 1 Mar 2026 1:00:00 Z"],
            "Mon, 2 Mar 2026 10:00:09 +0100",
        ),
        (["from x by mx.herald.example without a time"], "Mon, 02 Mar 2026 10:00:00 +0100"),
    ],
)
def test_first_seen_is_when_it_was_taken_in(received: list[str], time: str) -> None:
    data = "".join(f"Received: {line}\r\n" for line in received).encode() + bytes(message("Words\n"))
    (found,) = items(data)
    assert isinstance(found, RawArticle)
    assert found.times == (RawTime("first_seen", time, "mail"),)


RELEASE = "The harbour of Tarn opened on Monday after eleven years of work, the port authority said."


def word() -> bytes:
    docx = pytest.importorskip("docx")
    document, buffer = docx.Document(), BytesIO()
    document.add_paragraph(RELEASE)
    document.save(buffer)
    return buffer.getvalue()


def pdf() -> bytes:
    canvas = pytest.importorskip("reportlab.pdfgen.canvas")
    buffer = BytesIO()
    sheet = canvas.Canvas(buffer, invariant=1)
    sheet.drawString(72, 720, RELEASE)
    sheet.save()
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "kind", "name"),
    [
        (word, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Release März.docx"),
        (word, "application/octet-stream", "release.DOCX"),
        (pdf, "application/pdf", "release.pdf"),
        (lambda: f"<html><body><article><p>{RELEASE}</p></article></body></html>".encode(), "text/html", "release.htm"),
        (RELEASE.encode, "text/plain", "release.txt"),
        (RELEASE.encode, "application/x-unknown", "../../../etc/release.txt"),
    ],
)
@pytest.mark.parametrize("body", ["Please find attached.\n", "\n"])
def test_attached_documents_are_articles(content, kind: str, name: str, body: str) -> None:  # type: ignore[no-untyped-def]
    made = message(body)
    main, _, sub = kind.partition("/")
    made.add_attachment(content(), maintype=main, subtype=sub, filename=name)
    *letter, release = items(bytes(made))
    assert [one.text for one in letter if isinstance(one, RawArticle)] == ([body] if body.strip() else [])
    assert isinstance(release, RawArticle)
    assert RELEASE in " ".join(release.text.split())
    assert release.where.startswith("-#")
    assert "/" not in release.where
    assert (release.outlet, release.title) == ("harbour.example", "Häfen öffnen")
    assert release.source_id is not None
    assert release.source_id.startswith("<17@harbour.example>#")
    assert release.times == (RawTime("first_seen", "Mon, 02 Mar 2026 10:00:00 +0100", "mail"),)
    assert release.extra["mail"]["attachments"] == [name]


def test_attached_messages() -> None:
    made, inner = message("See below.\n"), message(RELEASE + "\n")
    del inner["Message-ID"], inner["From"]
    inner["Message-ID"], inner["From"] = "<18@wire.example>", "desk@wire.example"
    made.add_attachment(inner)
    _, release = items(bytes(made))
    assert isinstance(release, RawArticle)
    assert (release.text.strip(), release.outlet, release.source_id) == (RELEASE, "wire.example", "<18@wire.example>")


def test_messages_within_messages_end() -> None:
    made = message("Innermost.\n")
    for depth in range(8):
        outer = message(f"Letter {depth}.\n")
        outer.add_attachment(made)
        made = outer
    found = [one.text.strip() for one in items(bytes(made)) if isinstance(one, RawArticle)]
    assert found == ["Letter 7.", "Letter 6.", "Letter 5.", "Letter 4."]


@pytest.mark.parametrize("body", ["See the file.\n", "\n"])
def test_a_damaged_attachment(body: str) -> None:
    made = message(body)
    made.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="release.pdf")
    found = items(bytes(made))
    assert [one.code for one in found if isinstance(one, Problem) and not one.fatal] == ["broken-document"]
    fatal = [one for one in found if isinstance(one, Problem) and one.fatal]
    assert [one.code for one in fatal] == ([] if body.strip() else ["no-text"])
    assert all("release.pdf" in one.message for one in fatal)


def test_what_is_no_document_is_only_named() -> None:
    made = message("See the picture.\n")
    made.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="pier.png")
    (found,) = items(bytes(made))
    assert isinstance(found, RawArticle)
    assert found.extra["mail"]["attachments"] == ["pier.png"]


def test_many_attachments() -> None:
    made = message("See the files.\n")
    for number in range(30):
        made.add_attachment(f"Text {number}".encode(), maintype="text", subtype="plain", filename=f"{number}.txt")
    assert len(items(bytes(made))) == 1 + mail.MOST


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"From: a@b.example\nContent-Type: text/plain; charset=x-nobody-knows\n\nWords \xe4\n", "Words ä\n"),
        (b"From: a@b.example\nContent-Type: text/plain; charset=utf-8\n\nW\xf6rter\n", "Wörter\n"),
        (b"Subject: =?utf-8?q?broken\nContent-Transfer-Encoding: base64\nFrom: x\n\n!!!!\n", None),
        (b"Date: no day at all\nFrom: \xff\xfe\n\nWords\n", "Words\n"),
        (b"Content-Type: multipart/mixed; boundary=x\n\n--x\n", None),
    ],
)
def test_odd_messages(data: bytes, text: str | None) -> None:
    found = items(data)
    if text is not None:
        assert [one.text for one in found if isinstance(one, RawArticle)] == [text]
    else:
        assert found
        assert all(getattr(one, "code", "") != "internal-error" for one in found)


@pytest.mark.parametrize("header", [b"From", b"Message-ID", b"Content-Type", b"Content-Transfer-Encoding"])
@pytest.mark.parametrize("value", [b"(" * 3000, b"[(" * 2000, b'"(' * 2000])
def test_brackets_in_brackets(tmp_path: Path, header: bytes, value: bytes) -> None:
    """They exhaust the standard parser; the message behind is read all the same."""
    (tmp_path / "a.eml").write_bytes(header + b": " + value + b"\r\nTo: desk@herald.example\r\n\r\nWords\r\n")
    (tmp_path / "b.eml").write_bytes(bytes(message("Boats came.\n")))
    bracketed, behind = read([str(tmp_path)])
    assert isinstance(bracketed, RawArticle) or bracketed.code == "broken-mail"
    assert "a.eml" in bracketed.where
    assert isinstance(behind, RawArticle)
    assert behind.text == "Boats came.\n"


@pytest.mark.parametrize("header", ["Content-Type", "Content-Disposition", "Content-Transfer-Encoding"])
@pytest.mark.parametrize("attached", [False, True])
def test_a_header_without_end(header: str, attached: bool) -> None:
    """The standard parser takes the square of its length: hours for a megabyte."""
    endless = f"{header}: {'a;' * 1_000_000}\r\n"
    data = f"From: press@harbour.example\r\n{endless}Subject: Tarn\r\n\r\nBoats came.\r\n".encode()
    if attached:
        data = (
            b"From: a@b.example\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n"
            b"Content-Type: message/rfc822\r\n\r\n" + data + b"--x--\r\n"
        )
    *_, found = items(data)
    assert isinstance(found, RawArticle)
    assert (found.text.strip(), found.title, found.outlet) == ("Boats came.", "Tarn", "harbour.example")


def test_long_headers_that_mean_something(tmp_path: Path) -> None:
    made = message("See the file.\n")
    del made["To"]
    made["To"] = ", ".join(f"desk{n}@herald.example" for n in range(2000))
    name = "Größe der Häfen " * 15 + ".txt"
    made.add_attachment(RELEASE.encode(), maintype="text", subtype="plain", filename=name)
    letter, release = items(bytes(made))
    assert isinstance(letter, RawArticle)
    assert isinstance(release, RawArticle)
    assert letter.outlet == "harbour.example"
    assert letter.extra["mail"]["attachments"] == [name]
    assert release.text.strip() == RELEASE


def _bursting(_stream: ByteStream, _where: str) -> Iterator[RawArticle]:
    yield RawArticle("x", "Before the fault.")
    raise ZeroDivisionError


def test_a_reader_that_breaks_costs_its_file_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plain, "read", _bursting)
    for name in ("a.txt", "c.txt"):
        (tmp_path / name).write_text("Words", "utf-8")
    (tmp_path / "b.eml").write_bytes(bytes(message("Boats came.\n")))
    found = list(read([str(tmp_path)]))
    assert [one.text if isinstance(one, RawArticle) else (one.code, one.where.rpartition("/")[2]) for one in found] == [
        "Before the fault.",
        ("internal-error", "a.txt"),
        "Boats came.\n",
        "Before the fault.",
        ("internal-error", "c.txt"),
    ]


def test_an_attachment_that_breaks_its_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plain, "read", _bursting)
    made = message("See the files.\n")
    made.add_attachment(b"One", maintype="text", subtype="plain", filename="one.txt")
    made.add_attachment(b"Two", maintype="text", subtype="plain", filename="two.txt")
    found = items(bytes(made))
    assert [(one.code, one.where, one.fatal) for one in found if isinstance(one, Problem)] == [
        ("internal-error", "-#one.txt", False),
        ("internal-error", "-#two.txt", False),
    ]
    assert len([one for one in found if isinstance(one, RawArticle)]) == 3


def test_sniff() -> None:
    assert registry.recognise(bytes(message("Words\n"))) is mail
    assert not mail.sniff(b"From: the desk\n\nDear all,\n")
    assert not mail.sniff(b"Date: 2026-03-02\nTitle: x\n\nWords")


@settings(max_examples=examples(150), deadline=None)
@given(st.binary(max_size=300), st.integers(0, 500))
def test_any_bytes(noise: bytes, at: int) -> None:
    whole = bytes(message("Plain words.\n", "<p>Marked up words.</p>"))
    for data in (noise, whole[:at], whole[:at] + noise + whole[at:]):
        assert all(getattr(one, "code", "") != "internal-error" for one in items(data))
