"""Word documents and PDF files, written by python-docx and reportlab; and files that only look like them."""

from __future__ import annotations

import io
import zipfile
from email.message import EmailMessage
from io import BytesIO
from types import ModuleType

import docx
import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf.generic import NameObject
from reportlab.pdfgen.canvas import Canvas
from tests.examples import examples

from syndicheck.model.articles import Problem, RawArticle
from syndicheck.readers import docx as docx_reader
from syndicheck.readers import mail, read, registry
from syndicheck.readers import pdf as pdf_reader
from syndicheck.readers.streams import ByteStream, Interrupted


def items(data: bytes, fmt: str | None) -> list[RawArticle | Problem]:
    return list(read(["-"], stdin=BytesIO(data), fmt=fmt))


def word(lines: list[str]) -> bytes:
    made = docx.Document()
    made.core_properties.title = "The harbour opens"
    made.core_properties.author = "Ada Quill"
    for line in lines:
        made.add_paragraph(line)
    table = made.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Boats", "17"
    made.add_paragraph("After the table.")
    made.sections[0].footer.paragraphs[0].text = "Distributed by XYZ Wire"
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def paper(pages: list[str], password: str | None = None) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    canvas.setTitle("The harbour opens")
    for page in pages:
        for at, line in enumerate(page.split("\n")):
            canvas.drawString(72, 760 - 14 * at, line)
        canvas.showPage()
    canvas.save()
    if password is None:
        return buffer.getvalue()
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(buffer.getvalue()))
    writer.encrypt(password, algorithm="RC4-128")
    locked = io.BytesIO()
    writer.write(locked)
    return locked.getvalue()


@pytest.mark.parametrize("fmt", ["docx", None])
def test_word_document(fmt: str | None) -> None:
    (found,) = items(word(["TARN (XYZ) – Boats came.", "", "They left again."]), fmt)
    assert isinstance(found, RawArticle)
    assert found.text.split("\n\n") == [
        "TARN (XYZ) – Boats came.",
        "They left again.",
        "Boats",
        "17",
        "After the table.",
        "Distributed by XYZ Wire",
    ]
    assert (found.title, found.author, found.times) == ("The harbour opens", "Ada Quill", ())


@pytest.mark.parametrize("fmt", ["pdf", None])
def test_pdf(fmt: str | None) -> None:
    (found,) = items(paper(["TARN (XYZ) - Boats came.\nThey left again.", "Page two."]), fmt)
    assert isinstance(found, RawArticle)
    assert found.text == "TARN (XYZ) - Boats came.\nThey left again.\n\nPage two."
    assert found.title == "The harbour opens"


def test_many_pages_are_cut_and_said() -> None:
    found = items(paper([f"Page {n}" for n in range(pdf_reader.PAGES + 2)]), "pdf")
    assert [one.code for one in found if isinstance(one, Problem)] == ["too-many-pages"]
    (article,) = [one for one in found if isinstance(one, RawArticle)]
    assert article.text.endswith(f"Page {pdf_reader.PAGES - 1}")


def one_content_on_many_pages(lines: int, pages: int) -> bytes:
    """A file of a few kilobytes: its pages all show the same packed stream."""
    writer, buffer = pypdf.PdfWriter(), io.BytesIO()
    (source,) = pypdf.PdfReader(io.BytesIO(paper(["\n".join(["Boats came to Tarn on Monday."] * lines)]))).pages
    page = writer.add_page(source)
    for _ in range(pages - 1):
        blank = writer.add_blank_page(600, 800)
        for name in ("/Contents", "/Resources"):
            blank[NameObject(name)] = page.raw_get(name)
    writer.write(buffer)
    return buffer.getvalue()


def test_cells_over_rows_and_columns_are_read_once() -> None:
    made, buffer = docx.Document(), io.BytesIO()
    table = made.add_table(rows=3, cols=3)
    for at, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = str(at)
    table.cell(0, 0).merge(table.cell(2, 0)).text = "Boats"
    table.cell(1, 1).merge(table.cell(1, 2)).text = "Piers"
    last = table.cell(2, 2)._tc
    last.get_or_add_tcPr().get_or_add_gridSpan().val = 2_000_000_000  # a list of so many cells fits no memory
    made.save(buffer)
    (found,) = items(buffer.getvalue(), "docx")
    assert isinstance(found, RawArticle)
    assert found.text.split("\n\n") == ["Boats", "1", "2", "Piers", "7", "8"]


@pytest.mark.parametrize(
    ("data", "reader"),
    [(one_content_on_many_pages(40, 60), pdf_reader), (word(["Boats came to Tarn. " * 5000] * 10), docx_reader)],
)
def test_the_text_is_measured_too(data: bytes, reader: ModuleType) -> None:
    with pytest.raises(Interrupted) as stop:
        list(reader.read(ByteStream(io.BytesIO(data), record_limit=len(data)), "x"))
    assert stop.value.code == "too-long"
    (found,) = reader.read(ByteStream(io.BytesIO(data)), "x")
    assert len(data) < len(found.text)


def test_a_long_attachment_costs_its_message_nothing() -> None:
    data = one_content_on_many_pages(40, 60)
    letter = EmailMessage()
    letter["From"], letter["To"] = "press@harbour.example", "desk@herald.example"
    letter.set_content("Please find attached.\n")
    letter.add_attachment(data, maintype="application", subtype="pdf", filename="release.pdf")
    found = list(mail.read(ByteStream(io.BytesIO(bytes(letter)), record_limit=2 * len(data)), "letter.eml"))
    assert [one.text if isinstance(one, RawArticle) else (one.code, one.fatal) for one in found] == [
        "Please find attached.\n",
        ("too-long", False),
    ]


def bomb() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", b"<x/>")
        archive.writestr("word/document.xml", b" " * (docx_reader.UNPACKED + 1))
    return buffer.getvalue()


def emptied(data: bytes, keep: str) -> bytes:
    """An archive that has lost all parts but one."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        new.writestr(keep, old.read(keep))
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "fmt", "code"),
    [
        (b"PK\x03\x04 no archive", "docx", "broken-document"),
        (word(["Boats came."])[:900], "docx", "broken-document"),
        (emptied(word(["Boats came."]), "word/document.xml"), "docx", "broken-document"),
        (b"plain words", "docx", "broken-document"),
        (bomb(), "docx", "too-long"),
        (b"%PDF-1.7 and nothing", "pdf", "broken-document"),
        (b"plain words", "pdf", "broken-document"),
        (paper([""]), "pdf", "no-text"),
        (paper(["Boats came."], "secret"), "pdf", "encrypted"),
    ],
)
def test_unreadable(data: bytes, fmt: str, code: str) -> None:
    (found,) = items(data, fmt)
    assert isinstance(found, Problem)
    assert found.code == code
    assert found.remedy


def test_pdf_with_an_empty_password_is_read() -> None:
    (found,) = items(paper(["Boats came."], ""), "pdf")
    assert isinstance(found, RawArticle)
    assert found.text == "Boats came."


def test_recognised() -> None:
    assert registry.recognise(word(["x"])[:4096]) is docx_reader
    assert registry.recognise(paper(["x"])[:4096]) is pdf_reader


@settings(max_examples=examples(40), deadline=None)
@given(st.binary(max_size=60), st.integers(0, 4000), st.sampled_from(["docx", "pdf"]))
def test_any_bytes(noise: bytes, at: int, fmt: str) -> None:
    whole = WHOLE[fmt]
    for data in (noise, whole[:at], whole[:at] + noise + whole[at + len(noise) :]):
        assert all(getattr(one, "code", "") != "internal-error" for one in items(data, fmt))


WHOLE = {"docx": word(["Boats came."]), "pdf": paper(["Boats came."])}
