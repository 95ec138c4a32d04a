"""E-mails: the text that counts, what its headers say, and messages that no standard knows."""

from __future__ import annotations

from email.message import EmailMessage
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from syndicheck.model import Problem, RawArticle, RawTime
from syndicheck.readers import mail, read, registry


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


def test_attachments_are_named_not_read() -> None:
    made = message("See the file.\n")
    made.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="release.pdf")
    (found,) = items(bytes(made))
    assert isinstance(found, RawArticle)
    assert found.text == "See the file.\n"
    assert found.extra["mail"]["attachments"] == ["release.pdf"]


def test_attachment_only() -> None:
    made = message("\n")
    made.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="release.pdf")
    (found,) = items(bytes(made))
    assert isinstance(found, Problem)
    assert (found.code, "release.pdf" in found.message) == ("no-text", True)


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
        assert all(isinstance(one, RawArticle | Problem) for one in found)


def test_sniff() -> None:
    assert registry.recognise(bytes(message("Words\n"))) is mail
    assert not mail.sniff(b"From: the desk\n\nDear all,\n")
    assert not mail.sniff(b"Date: 2026-03-02\nTitle: x\n\nWords")


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300), st.integers(0, 500))
def test_any_bytes(noise: bytes, at: int) -> None:
    whole = bytes(message("Plain words.\n", "<p>Marked up words.</p>"))
    for data in (noise, whole[:at], whole[:at] + noise + whole[at:]):
        assert all(isinstance(one, RawArticle | Problem) for one in items(data))
