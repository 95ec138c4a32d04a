"""Web addresses: what is fetched, what is refused, and what every failure becomes. All traffic stays on loopback."""

from __future__ import annotations

import gzip
import socket
import sqlite3
import threading
import time
import zlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner

from syndicheck.cli import cli
from syndicheck.model.articles import Problem, RawArticle
from syndicheck.readers import addresses, read

pytest.importorskip("httpx")
pytest.importorskip("protego")

from syndicheck.readers import hosts, web

STORY = (
    "The harbour of Tarn opened on Monday after eleven years of work, the port authority said. Boats came from afar, "
    "and the mayor thanked the builders. The first ferry left for the islands at noon with two hundred passengers."
)
PAGE = (
    "<!doctype html><html lang='en'><head><title>Tarn opens {0}</title></head><body><article><h1>Tarn opens {0}</h1>"
    f"<p>{STORY}</p><p>{STORY.replace('harbour', 'old harbour')} Größe {{0}}.</p></article></body></html>"
).format("its café")
FEED = (
    "<?xml version='1.0'?><rss version='2.0'><channel><title>Tarn Herald</title><link>https://herald.example/</link>"
    f"<item><link>https://herald.example/1</link><description>{STORY}</description></item>"
    "<item><link>https://herald.example/2</link><description>Other words</description></item></channel></rss>"
)


@dataclass
class Site:
    """A server, its pages (path → status, headers, body) and what it was asked."""

    base: str = ""
    pages: dict[str, tuple[int, dict[str, str], bytes]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def put(self, path: str, body: bytes | str = b"", status: int = 200, **headers: str) -> str:
        data = body.encode() if isinstance(body, str) else body
        self.pages[path] = (status, {name.replace("_", "-"): value for name, value in headers.items()}, data)
        return self.base + path


@pytest.fixture
def site() -> Iterator[Site]:
    held = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            held.asked.append((self.path, dict(self.headers)))
            if self.path == "/drip":
                self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
                self.drip()
                return
            if self.path == "/drip-head":
                self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
                self.drip()
                return
            if self.path == "/garbage":
                self.wfile.write(b"ICY nonsense\r\n\r\n")
                return
            status, headers, body = held.pages.get(self.path, (404, {}, b"nothing"))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def drip(self) -> None:
            for _ in range(100):
                try:
                    self.wfile.write(b"x")
                    self.wfile.flush()
                except OSError:
                    return
                time.sleep(0.1)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    held.base = f"http://127.0.0.1:{server.server_port}"
    yield held
    server.shutdown()
    server.server_close()


def fetched(*sources: str, fmt: str | None = None) -> tuple[list[RawArticle], list[Problem]]:
    items = list(read(sources, fmt=fmt, allow_private_hosts=True))
    return [x for x in items if isinstance(x, RawArticle)], [x for x in items if isinstance(x, Problem)]


def failure(address: str, *, allow_private: bool = True, **limits: float) -> str:
    answer = web.Web(allow_private=allow_private, limits=web.Limits(**limits)).fetch(address)  # type: ignore[arg-type]
    assert isinstance(answer, Problem), answer
    assert answer.message
    assert answer.remedy
    assert answer.fatal
    return answer.code


def test_page(site: Site) -> None:
    address = site.put(
        "/a", PAGE, Content_Type="text/html; charset=utf-8", Last_Modified="Mon, 02 Mar 2026 10:00:00 GMT"
    )
    (found,), problems = fetched(address + "#part")
    assert not problems
    assert "The harbour of Tarn opened" in found.text
    assert found.url == address
    times = {time.kind: time for time in found.times}
    assert times["first_seen"].source == "fetch"
    assert times["first_seen"].raw.endswith("+00:00")
    assert (times["modified"].raw, times["modified"].source) == ("Mon, 02 Mar 2026 10:00:00 GMT", "http-header")
    asked = dict(site.asked)["/a"]
    assert asked["User-Agent"].startswith("syndicheck/")
    assert asked["Host"] == address.split("/")[2]


def test_charset_of_the_server_goes_first(site: Site) -> None:
    address = site.put("/a", PAGE.encode("cp1252"), Content_Type="text/html; charset=windows-1252")
    (found,), problems = fetched(address)
    assert not problems
    assert "Größe" in found.text


def test_format_named_by_the_user(site: Site) -> None:
    address = site.put("/a", PAGE.encode("cp1252"), Content_Type="application/pdf; charset=windows-1252")
    (found,), _ = fetched(address, fmt="html")
    assert "Größe" in found.text
    assert found.url == address


def test_command(site: Site, tmp_path: Path) -> None:
    good, held = site.put("/a", PAGE, Content_Type="text/html"), str(tmp_path / "news.db")
    done = CliRunner().invoke(cli, ["ingest", good, "--db", held])
    assert done.exit_code == 2
    assert "--allow-private-hosts" in done.output
    assert not site.asked
    for summary in ("1 new", "1 known"):
        done = CliRunner().invoke(cli, ["ingest", good, "http://u:secret@h/", "--allow-private-hosts", "--db", held])
        assert done.exit_code == 1
        assert summary in done.output
        assert "secret" not in done.output
    with closing(sqlite3.connect(held)) as database:
        assert "secret" not in "".join(database.iterdump())


def test_wrong_charset_is_survived(site: Site) -> None:
    (found,), _ = fetched(site.put("/a", PAGE.encode("cp1252"), Content_Type="text/html; charset=no-such-thing"))
    assert "harbour" in found.text


@pytest.mark.parametrize("kind", ["application/rss+xml", "text/html", "text/xml", "text/plain"])
def test_feed(site: Site, kind: str) -> None:
    found, problems = fetched(site.put("/feed", FEED, Content_Type=kind))
    assert not problems
    assert [one.url for one in found] == ["https://herald.example/1", "https://herald.example/2"]
    assert all(one.times[-1].source == "fetch" for one in found)


def test_plain_text(site: Site) -> None:
    address = site.put("/story.txt?x=1", STORY, Content_Type="text/plain")
    (found,), _ = fetched(address)
    assert (found.text.strip(), found.url) == (STORY, address)


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "raw"])
def test_packed(site: Site, encoding: str) -> None:
    packed = {"gzip": gzip.compress, "deflate": zlib.compress, "raw": lambda data: zlib.compress(data)[2:-4]}[encoding]
    name = "gzip" if encoding == "gzip" else "deflate"
    address = site.put("/a", packed(PAGE.encode()), Content_Type="text/html", Content_Encoding=name)
    (found,), _ = fetched(address)
    assert "harbour" in found.text


def test_redirects_are_followed(site: Site) -> None:
    end = site.put("/end", PAGE, Content_Type="text/html")
    for step in range(10):
        site.put(f"/{step}", status=302, Location=f"/{step + 1}" if step < 9 else "/end")
    (found,), _ = fetched(site.base + "/0")
    assert found.url == end


def test_too_many_redirects(site: Site) -> None:
    for step in range(12):
        site.put(f"/{step}", status=301, Location=f"/{step + 1}")
    assert failure(site.base + "/0") == "web-redirects"


def test_redirect_loop(site: Site) -> None:
    site.put("/a", status=302, Location="/b")
    site.put("/b", status=302, Location="/a#again")
    assert failure(site.base + "/a") == "web-redirects"
    assert len(site.asked) == 3


@pytest.mark.parametrize(
    "target",
    ["file:///etc/passwd", "gopher://127.0.0.1/", "data:text/html,x", "http://u:p@127.0.0.1/", "//u@127.0.0.1/"],
)
def test_redirect_elsewhere(site: Site, target: str) -> None:
    assert failure(site.put("/a", status=302, Location=target)) == "web-refused"


def test_redirect_into_a_private_network(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    # The server plays a public host: its own address is let through, every other is judged.
    real = hosts.is_public
    monkeypatch.setattr(hosts, "is_public", lambda address: address == "127.0.0.1" or real(address))
    address = site.put("/a", status=302, Location="http://169.254.169.254/latest/meta-data")
    assert failure(address, allow_private=False) == "web-refused"


@pytest.mark.parametrize("path", ["/drip", "/drip-head"])
def test_slow_drip(site: Site, path: str) -> None:
    began = time.monotonic()
    assert failure(site.base + path, seconds=0.6) == "web-timeout"
    assert time.monotonic() - began < 3


def test_slow_resolver(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hosts, "resolve", lambda host, port: time.sleep(2) or ["127.0.0.1"])
    assert failure("http://slow.example/", seconds=0.2) == "web-timeout"


def test_huge_body(site: Site) -> None:
    assert failure(site.put("/a", b"x" * 300_000), received=100_000) == "web-too-large"


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "gzip, gzip", ""])
def test_bomb(site: Site, encoding: str) -> None:
    bomb = (zlib if encoding == "deflate" else gzip).compress(b"\0" * 20_000_000)
    if encoding == "gzip, gzip":
        bomb = gzip.compress(bomb)
    headers = {"Content_Encoding": encoding} if encoding else {}
    assert failure(site.put("/a", bomb, **headers), unpacked=1_000_000) == "web-too-large"


def test_many_members(site: Site) -> None:
    packed = gzip.compress(STORY.encode()) + gzip.compress(b"") * 100_000 + gzip.compress(b"The end.") + b"\0" * 512
    began = time.monotonic()
    (found,), _ = fetched(site.put("/a.txt", packed, Content_Type="text/plain"))
    assert found.text.endswith("The end.")
    assert time.monotonic() - began < 5


@pytest.mark.parametrize(
    ("body", "encoding"), [(b"not packed", "gzip"), (gzip.compress(b"x" * 999, mtime=0)[:-9], "gzip"), (b"x", "br")]
)
def test_damaged_packing(site: Site, body: bytes, encoding: str) -> None:
    assert failure(site.put("/a", body, Content_Encoding=encoding)) == "web-encoding"


@pytest.mark.parametrize("status", [204, 304, 401, 403, 404, 410, 451, 500, 503])
def test_status(site: Site, status: int) -> None:
    assert failure(site.put("/a", PAGE, status=status)) == "web-status"


@pytest.mark.parametrize(
    "kind", ["text/html; charset*=x''%ff", 'text/html; charset="', "; ;=", "text/html; charset=" + "x" * 5000]
)
def test_odd_media_types(site: Site, kind: str) -> None:
    items = list(read([site.put("/a", PAGE, Content_Type=kind)], allow_private_hosts=True))
    assert any(isinstance(item, RawArticle) for item in items)


def test_broken_status_line(site: Site) -> None:
    assert failure(site.base + "/garbage") == "web-unreachable"


def test_nobody_listens() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert failure(f"http://127.0.0.1:{port}/") == "web-unreachable"


def test_one_failure_costs_nothing_else(site: Site) -> None:
    good = site.put("/a", PAGE, Content_Type="text/html")
    found, problems = fetched(site.base + "/gone", good)
    assert [one.url for one in found] == [good]
    assert [(one.where, one.code) for one in problems] == [(site.base + "/gone", "web-status")]


# ── robots.txt ────────────────────────────────────────────────────────────────────────────────────────


def test_robots(site: Site) -> None:
    site.put("/robots.txt", "User-agent: *\nDisallow: /secret\n")
    good, bad = site.put("/a", PAGE, Content_Type="text/html"), site.put("/secret/a", PAGE)
    site.put("/to", status=302, Location="/secret/a")
    found, problems = fetched(good, bad, site.base + "/to")
    assert [one.url for one in found] == [good]
    assert [one.code for one in problems] == ["web-robots", "web-robots"]
    assert [path for path, _ in site.asked] == ["/robots.txt", "/a", "/to"]


def test_robots_names_us(site: Site) -> None:
    site.put("/robots.txt", "User-agent: syndicheck\nDisallow: /\n\nUser-agent: *\nAllow: /\n")
    assert failure(site.put("/a", PAGE)) == "web-robots"


@pytest.mark.parametrize("body", [b"\xff\xfe\0\0", b"<html>no rules</html>", b"x" * 2_000_000, b""])
def test_odd_robots(site: Site, body: bytes) -> None:
    site.put("/robots.txt", body)
    (found,), _ = fetched(site.put("/a", PAGE, Content_Type="text/html"))
    assert found


def test_robots_of_a_server_in_trouble(site: Site) -> None:
    site.put("/robots.txt", status=503)
    assert failure(site.put("/a", PAGE)) == "web-robots"


# ── what must be refused ──────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/",
        "http://127.1/",
        "http://0.0.0.0/",
        "http://10.1.2.3/",
        "http://172.16.0.1/",
        "http://192.168.1.1/",
        "http://100.64.0.1/",
        "http://169.254.169.254/latest/meta-data",
        "http://224.0.0.1/",
        "http://240.0.0.1/",
        "http://255.255.255.255/",
        "http://[::1]/",
        "http://[::]/",
        "http://[::ffff:10.0.0.1]/",
        "http://[::ffff:8.8.8.8]/",
        "http://[::7f00:1]/",
        "http://[fe80::1]/",
        "http://[fc00::1]/",
        "http://[fec0::1]/",
        "http://[ff02::1]/",
        "http://[2002:7f00:1::]/",
        "http://[64:ff9b::a00:1]/",
        "http://2130706433/",
        "http://0177.0.0.1/",
        "http://0x7f.0.0.1/",
        "http://0x7f000001/",
        "http://localhost/",
        "http://user:pw@news.example/",
        "http://user@127.0.0.1/",
        "HTTP://LOCALHOST/",
        "http:///path",
        "http://",
        "https://127.0.0.1/",
        "http://news.example:99999/",
        "http://a b/",
        "http://\u2488\u2489/",
    ],
)
def test_refused(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError("a connection was tried")

    monkeypatch.setattr("httpcore.SyncBackend.connect_tcp", never)
    real = hosts.resolve
    numeric = set("0123456789abcdefx.:")
    # names are never asked of a name server; numbers are read by the system, as a connection would read them
    monkeypatch.setattr(
        hosts, "resolve", lambda host, port: real(host, port) if set(host) <= numeric else ["127.0.0.1"]
    )
    assert failure(address, allow_private=False, seconds=5) == "web-refused"


@pytest.mark.parametrize(
    "answers", [["10.0.0.1"], ["93.184.216.34", "10.0.0.1"], ["2606:4700::1", "::1"], ["fe80::1%eth0"], ["nonsense"]]
)
def test_names_that_lead_inward(answers: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hosts, "resolve", lambda host, port: answers)
    assert failure("https://news.example/", allow_private=False) == "web-refused"


def test_connection_goes_to_the_checked_address(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = []

    def rebinding(host: str, port: int) -> list[str]:
        answers.append(host)
        return ["127.0.0.1"]

    monkeypatch.setattr(hosts, "resolve", rebinding)
    site.put("/a", PAGE, Content_Type="text/html")
    port = site.base.rsplit(":", 1)[1]
    answer = web.Web(allow_private=True).fetch(f"http://news.example:{port}/a")
    assert isinstance(answer, web.Answer)
    assert answers == ["news.example", "news.example"]  # once for robots.txt, once for the page
    assert dict(site.asked)["/a"]["Host"] == f"news.example:{port}"


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:4700:4700::1111", "8.8.8.8"])
def test_public(address: str) -> None:
    assert hosts.is_public(address)


def test_environment_is_not_asked(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    monkeypatch.setenv("no_proxy", "")
    assert fetched(site.put("/a", PAGE, Content_Type="text/html"))[0]


def test_passwords_are_not_printed() -> None:
    (problem,) = read(["https://user:secret@127.0.0.1/a"])
    assert isinstance(problem, Problem)
    assert "secret" not in str(problem)
    assert problem.where == "https://127.0.0.1/a"


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("https://u:p@h.example/a@b", "https://h.example/a@b"),
        ("http://u@x:p@h/", "http://h/"),
        ("https://h.example/a@b", "https://h.example/a@b"),
        ("folder/a@b", "folder/a@b"),
        ("-", "-"),
    ],
)
def test_shown(source: str, shown: str) -> None:
    assert addresses.without_userinfo(source) == shown


def test_elsewhere_nothing_is_fetched() -> None:
    (problem,) = read(["http://127.0.0.1:1/"], web=False, allow_private_hosts=True)
    assert isinstance(problem, Problem)
    assert problem.code == "web-refused"
