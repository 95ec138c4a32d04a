"""The recipes of the documentation, run for real: git, pre-commit, the GitHub Action's steps, GitLab's script, make, a
content system, a page on the web, the formats that drafts have."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import docx
import pytest
import yaml
from tests import newsroom, program
from tests.test_check import BRIDGE, CREDITED
from tests.test_pipeline import ingested

ROOT = Path(__file__).parents[1]
OWN = newsroom.text(31337)


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Path:
    records = [newsroom.record(1, CREDITED, "wire.example", "2026-03-01T08:00:00Z")]
    return ingested(tmp_path_factory.mktemp("recipes") / "held.db", records)


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with a good draft and a copied one, and the program on the path."""
    (tmp_path / "drafts").mkdir()
    (tmp_path / "drafts/own.md").write_text(OWN, encoding="utf-8")
    (tmp_path / "drafts/copied.md").write_text(BRIDGE, encoding="utf-8")
    program = tmp_path / "bin/syndicheck"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\nexec '{sys.executable}' -m syndicheck \"$@\"\n", encoding="utf-8")
    program.chmod(0o755)
    return tmp_path


def run(desk: Path, *command: str, stdin: str = "", **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("SYNDICHECK_", "GIT_"))}
    environment |= {"PATH": f"{desk / 'bin'}:{os.environ['PATH']}", "HOME": str(desk), **variables}
    return subprocess.run(
        command, cwd=desk, input=stdin, capture_output=True, text=True, encoding="utf-8", env=environment, timeout=300
    )


def syndicheck(desk: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """A command of ours where no other program starts it: in this process."""
    return program.run(*arguments, folder=desk, HOME=str(desk), **variables)


def test_pre_commit_stops_a_copied_draft(desk: Path, held: Path) -> None:
    from pre_commit.clientlib import load_manifest

    (hook,) = load_manifest(ROOT / ".pre-commit-hooks.yaml")
    assert hook["entry"] == "syndicheck check"
    local = {k: hook[k] for k in ("id", "name", "entry", "files", "types", "require_serial")} | {"language": "system"}
    config = {"repos": [{"repo": "local", "hooks": [local]}]}
    (desk / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
    (desk / "syndicheck.toml").write_text(f'[check]\ndatabase = "{held}"\n', encoding="utf-8")
    run(desk, "git", "init", "-q")
    run(desk, "git", "add", "drafts/own.md", ".pre-commit-config.yaml", "syndicheck.toml")
    good = run(desk, sys.executable, "-m", "pre_commit", "run")
    assert good.returncode == 0, good.stdout + good.stderr
    assert "Passed" in good.stdout
    run(desk, "git", "add", "drafts/copied.md")
    bad = run(desk, sys.executable, "-m", "pre_commit", "run")
    assert bad.returncode == 1
    assert "SYN101" in bad.stdout


@pytest.mark.parametrize(("drafts", "code"), [("drafts/own.md", 0), ("drafts/own.md drafts/copied.md", 1)])
def test_the_steps_of_the_github_action(desk: Path, held: Path, drafts: str, code: int) -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    install, check = action["runs"]["steps"]
    assert "pip install" in install["run"]
    program = desk / "syndicheck/bin/syndicheck"
    program.parent.mkdir(parents=True)
    shutil.copy(desk / "bin/syndicheck", program)
    variables = dict.fromkeys(check["env"], "") | {"DRAFTS": drafts, "DATABASE": str(held), "SARIF": "out.sarif"}
    done = run(desk, "bash", "-eo", "pipefail", "-c", check["run"], RUNNER_TEMP=str(desk), **variables)
    assert done.returncode == code, done.stderr
    assert ("::error file=drafts/copied.md,line=1" in done.stdout) is bool(code)
    assert json.loads((desk / "out.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"


def test_the_gitlab_template(desk: Path, held: Path) -> None:
    job = yaml.safe_load((ROOT / "docs/recipes/gitlab.yml").read_text(encoding="utf-8"))["syndicheck"]
    variables = job["variables"] | {"SYNDICHECK_DB": str(held)}
    done = run(desk, "bash", "-e", "-c", "\n".join(job["script"]), **variables)
    assert done.returncode == 1, done.stderr
    assert "<failure" in (desk / job["artifacts"]["reports"]["junit"]).read_text(encoding="utf-8")


def test_the_makefile_recipe_checks_what_changed(desk: Path, held: Path) -> None:
    shutil.copy(ROOT / "docs/recipes/drafts.mk", desk / "Makefile")
    shutil.copy(held, desk / "news.db")
    first = run(desk, "make", "-k", "check-drafts")
    assert first.returncode == 2
    assert "SYN101" in first.stdout
    (desk / "drafts/copied.md").write_text(newsroom.text(5), encoding="utf-8")
    assert run(desk, "make", "check-drafts").returncode == 0
    again = run(desk, "make", "check-drafts")
    assert "compared with" not in again.stdout


@pytest.mark.parametrize(
    ("text", "variables", "code", "said"),
    [
        (OWN, {}, 0, "nothing found"),
        (BRIDGE, {}, 1, "SYN101"),
        ("", {}, 2, "not checked"),
        (OWN, {"SYNDICHECK_DB": "missing.db"}, 2, "missing.db"),
        (OWN, {"SYNDICHECK": "no-such-program"}, 2, "not checked"),
    ],
)
def test_the_recipe_for_content_systems(
    desk: Path, held: Path, text: str, variables: dict[str, str], code: int, said: str
) -> None:
    recipe = str(ROOT / "docs/recipes/cms_check.py")
    done = run(desk, sys.executable, recipe, "4711.txt", stdin=text, **({"SYNDICHECK_DB": str(held)} | variables))
    assert done.returncode == code, done.stderr
    assert said in done.stdout + done.stderr


def page(text: str) -> str:
    paragraphs = "".join(f"<p>{line}</p>" for line in text.split("\n") if line.strip())
    return f"<!doctype html><html lang=en><title>Bridge</title><article><h1>Bridge</h1>{paragraphs}</article></html>"


@pytest.mark.parametrize("suffix", ["txt", "md", "html", "docx", "json", "eml"])
def test_the_formats_of_drafts(desk: Path, held: Path, suffix: str) -> None:
    path = desk / f"draft.{suffix}"
    if suffix == "docx":
        document = docx.Document()
        for line in BRIDGE.split("\n"):
            document.add_paragraph(line)
        document.save(str(path))
    else:
        path.write_text(
            {
                "html": page(BRIDGE),
                "json": json.dumps({"id": 4711, "headline": "Bridge", "body": BRIDGE, "language": "en"}),
                "eml": f"From: a@b.example\nSubject: Bridge\nContent-Type: text/plain; charset=utf-8\n\n{BRIDGE}",
            }.get(suffix, BRIDGE),
            encoding="utf-8",
        )
    done = syndicheck(desk, "check", str(path), "--db", str(held), "--format", "json")
    assert done.returncode == 1, done.stderr
    (draft,) = json.loads(done.stdout)["drafts"]
    assert {"SYN101", "SYN201"} <= {finding["code"] for finding in draft["findings"]}


@pytest.mark.parametrize(
    ("comment", "code"),
    [
        ("<!-- syndicheck: allow SYN101, SYN201: reprint by permission -->", 0),
        ("<!--\n  syndicheck: allow SYN101, SYN201: reprint by permission, until 2999-01-31\n-->", 0),
        ("<!-- syndicheck: allow SYN101: reprint by permission --><!-- syndicheck: allow SYN201: asked -->", 0),
        ("<!-- syndicheck: allow SYN101, SYN201 -->", 1),  # no reason
        ("<!-- allow SYN101, SYN201: reprint -->", 1),
    ],
)
def test_comments_of_a_page_allow_what_those_of_a_text_allow(desk: Path, held: Path, comment: str, code: int) -> None:
    (desk / "draft.html").write_text(page(BRIDGE).replace("<article>", f"{comment}<article>"), encoding="utf-8")
    done = syndicheck(desk, "check", "draft.html", "--db", str(held))
    assert done.returncode == code, done.stdout
    assert ("SYN902" in done.stdout) is ("SYN201 -->" in comment)


@pytest.fixture
def site() -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(404 if self.path == "/robots.txt" else 200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(page(BRIDGE).encode())

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/bridge"
    server.shutdown()


def test_a_draft_on_the_web(desk: Path, held: Path, site: str) -> None:
    done = syndicheck(desk, "check", site, "--db", str(held), "--allow-private-hosts")
    assert done.returncode == 1, done.stderr
    assert "SYN101" in done.stdout
    refused = syndicheck(desk, "check", site, "--db", str(held))
    assert refused.returncode == 2
    assert "private" in refused.stderr


def test_config_show_says_what_won(desk: Path, held: Path) -> None:
    (desk / "syndicheck.toml").write_text(
        '[check]\ndatabase = "news.db"\nfail_on = "note"\n[check.severity]\nSYN304 = "note"\n'
        '[[check.section]]\nname = "opinion"\npath = "opinion/*"\nseverity = { SYN304 = "off" }\n'
        '[[check.licence]]\norganisation = "dpa"\nuntil = 2027-01-31\nnote = "12/24"\n',
        encoding="utf-8",
    )
    shown = syndicheck(desk, "config", "show", "opinion/a.md", "--json")
    settings = {one["name"]: one for one in json.loads(shown.stdout)["settings"]}
    policy = str(desk / "syndicheck.toml")
    assert settings["database"] == {"name": "database", "value": str(desk / "news.db"), "from": policy}
    assert settings["fail_on"]["value"] == "note"
    assert settings["severity SYN304"] == {
        "name": "severity SYN304",
        "value": "off",
        "from": f"section opinion, {policy}",
    }
    assert settings["severity SYN101"]["from"] == "default"
    assert settings["licence dpa"]["value"] == "until 2027-01-31 12/24"
    text = syndicheck(desk, "config", "show", SYNDICHECK_DB=str(held)).stdout
    assert f"{held}  (the variable SYNDICHECK_DB)" in text
    assert ["severity", "SYN304", "note"] in [line.split()[:3] for line in text.splitlines()]


def test_a_baseline_from_the_command(desk: Path, held: Path) -> None:
    base = ("check", "drafts/copied.md", "drafts/own.md", "--db", str(held))
    assert syndicheck(desk, *base).returncode == 1
    written = syndicheck(desk, *base, "--write-baseline", "accepted.json")
    assert written.returncode == 0
    assert "2 findings are accepted" in written.stderr
    quiet = syndicheck(desk, *base, "--baseline", "accepted.json")
    assert quiet.returncode == 0
    assert "silenced by the baseline" in quiet.stdout
    part = syndicheck(desk, *base[:1], "drafts/own.md", *base[3:], "--baseline", "accepted.json")
    assert "2 of 2 entries" in part.stderr
    content = json.loads((desk / "accepted.json").read_text())
    content["findings"][0] |= {"reason": "reprinted by permission", "expires": "2999-01-31"}
    content["findings"][1] |= {"reason": "until the contract ends", "expires": "2020-01-31"}
    (desk / "accepted.json").write_text(json.dumps(content))
    syndicheck(desk, *base, "--write-baseline", "accepted.json")
    anew = json.loads((desk / "accepted.json").read_text())["findings"]
    assert [(one["reason"], one["expires"]) for one in anew] == [
        ("reprinted by permission", "2999-01-31"),
        ("until the contract ends", None),  # its day was over, and now it is accepted again
    ]
    other = syndicheck(desk, *base[:1], "drafts/own.md", *base[3:], "--write-baseline", "accepted.json")
    assert "0 findings are accepted" in other.stderr
    assert json.loads((desk / "accepted.json").read_text())["findings"] == anew
    assert syndicheck(desk, *base, "--baseline", "missing.json").returncode == 2
