"""The pipelines: pinned, with few permissions, made of targets that a person can run, the same for a new project."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from small import ROOT, swap

from generator.authoring.init import PIPELINES, PROGRAMS, Start, init

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
TARGET = re.compile(r"^([a-z]+):", re.MULTILINE)
BIN = Path(sys.executable).parent

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="the pipelines run on Linux")


def targets(folder: Path) -> set[str]:
    return {
        name for file in ("Makefile", ".ci/handbook.mk") for name in TARGET.findall((folder / file).read_text("utf-8"))
    }


def tree(path: Path) -> Any:
    return yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)


def steps(workflow: Path) -> list[dict[str, Any]]:
    return [step for job in tree(workflow)["jobs"].values() for step in job["steps"]]


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_actions_are_pinned_and_permissions_are_given_job_by_job(workflow: Path) -> None:
    found = tree(workflow)
    assert found["permissions"] == {}
    assert found["concurrency"]
    for job in found["jobs"].values():
        assert job["permissions"]
        assert int(job["timeout-minutes"]) <= 90
    for line in re.findall(r"uses: (.*)", workflow.read_text("utf-8")):
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line)


@pytest.mark.parametrize("workflow", [path for path in WORKFLOWS if path.name != "generator.yml"], ids=lambda p: p.name)
def test_every_step_is_a_target(workflow: Path) -> None:
    for step in steps(workflow):
        if "run" in step:
            name = re.fullmatch(r'make ([a-z]+)(?: [A-Z]+=(?:[\w/]+|"\$\w+"))*', step["run"])
            assert name
            assert name[1] in targets(ROOT)


def test_the_steps_of_gitlab_are_the_same_targets() -> None:
    jobs = {
        name: job for name, job in tree(ROOT / ".gitlab-ci.yml").items() if isinstance(job, dict) and "script" in job
    }
    made = {name for job in jobs.values() for line in job["script"] for name in re.findall(r"make ([a-z]+)", line)}
    assert made <= targets(ROOT)
    github = {
        name
        for path in WORKFLOWS
        for step in steps(path)
        for name in re.findall(r"^make ([a-z]+)", step.get("run", ""))
    }
    assert github - {"summary", "test"} <= made


def test_a_project_of_ones_own_has_the_pipelines_and_their_targets(tmp_path: Path) -> None:
    own = tmp_path / "own"
    init(own, Start.EMPTY)
    for name in PIPELINES:
        assert (own / name).read_bytes() == (ROOT / name).read_bytes()
        assert os.access(own / name, os.X_OK) == (name in PROGRAMS)
    texts = [path.read_text("utf-8") for path in (own / ".gitlab-ci.yml", *(own / ".github" / "workflows").iterdir())]
    used = {name for text in texts for name in re.findall(r"(?:run:|-) make ([a-z]+)", text)}
    assert used
    assert used <= targets(own)
    assert re.fullmatch(r"coo-handbook\[documents\]==\S+\n", (own / "requirements.txt").read_text())


@pytest.fixture
def repository(site_project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with the pipelines in a repository with one commit."""
    for name in PIPELINES:
        (site_project / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, site_project / name)
    shutil.copy(ROOT / "generator" / "authoring" / "start" / "Makefile", site_project)
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_NAME", "A")
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "a@example.org")
    git(site_project, "init", "-q")
    git(site_project, "add", ".")
    git(site_project, "commit", "-qm", "first")
    return site_project


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True)


def make(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = ["make", "--no-print-directory", f"BIN={BIN}", "READY=", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@POSIX
def test_findings_are_printed_or_written_for_a_host(repository: Path) -> None:
    swap(repository, "content/kpis/exemple.yml", "family: quality", "family: qualty")
    result = make(repository, "findings", "FORMAT=github")
    assert result.returncode != 0
    assert result.stdout.startswith("::error file=content/kpis/exemple.yml,line=4")
    assert make(repository, "findings", "FORMAT=gitlab", "OUT=report.json").stdout == ""
    assert '"check_name": "wrong-value"' in (repository / "report.json").read_text("utf-8")


@POSIX
def test_a_request_is_told_with_its_translations_and_reviews(repository: Path) -> None:
    swap(repository, "content/kpis/exemple.yml", "Keep the promise.", "Keep it.")
    git(repository, "commit", "-qam", "second")
    result = make(repository, "request", "summary", "BASE=HEAD~1")
    assert result.returncode == 0, result.stderr
    told = (repository / "dist" / "request.md").read_text("utf-8")
    assert "<ins>it</ins>" in told
    assert "| KPIs |" in told
    assert "Rituals" not in told
    assert told in result.stdout


@POSIX
def test_a_request_without_a_change_of_content_says_so(repository: Path) -> None:
    assert make(repository, "request", "BASE=HEAD").returncode == 0
    assert len((repository / "dist" / "request.md").read_text("utf-8").splitlines()) == 1


@POSIX
def test_what_is_due_is_written(repository: Path) -> None:
    assert make(repository, "due").stdout == "dist/due.md\n"
    assert "| Texts |" in (repository / "dist" / "due.md").read_text("utf-8").replace("texts", "Texts")


FAKE = """#!/bin/sh
echo "$0 $*" >> "$CALLS"
case "$*" in *--jq*|*GET*) cat "$ANSWER" ;; *-@-*|*body=@-*|*body@-*|*description@-*) cat >> "$CALLS" ;; esac
"""


@pytest.fixture
def host(repository: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Programs in the place of gh and curl, which note how they were called."""
    (repository / "fake").mkdir()
    for name in ("gh", "curl"):
        (repository / "fake" / name).write_text(FAKE)
        (repository / "fake" / name).chmod(0o755)
    (repository / "answer").write_text("")
    (repository / "dist").mkdir()
    for name in ("request.md", "due.md"):
        (repository / "dist" / name).write_text("Été\n", "utf-8")
    values = {"CALLS": "calls", "ANSWER": "answer", "GITHUB_REPOSITORY": "team/handbook", "REQUEST": "7"}
    for name, value in values.items():
        monkeypatch.setenv(name, str(repository / value) if name in ("CALLS", "ANSWER") else value)
    monkeypatch.setenv("PATH", f"{repository / 'fake'}{os.pathsep}{os.environ['PATH']}")
    for name in ("GITHUB_ACTIONS", "GITLAB_CI"):
        monkeypatch.delenv(name, raising=False)
    return repository


@POSIX
@pytest.mark.parametrize(("target", "place"), [("comment", "issues/7/comments"), ("issue", "issues")])
def test_github_gets_one_text_that_is_kept_up_to_date(
    target: str, place: str, host: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert make(host, target).returncode == 0
    calls = (host / "calls").read_text("utf-8")
    assert f"--method POST repos/team/handbook/{place} " in calls
    assert "<!-- handbook-pipeline -->\n\nÉté" in calls
    (host / "answer").write_text("41\n")
    assert make(host, target).returncode == 0
    assert re.search(r"--method PATCH repos/team/handbook/issues/(comments/)?41 ", (host / "calls").read_text("utf-8"))


@POSIX
@pytest.mark.parametrize(
    ("target", "place", "answer"),
    [
        (
            "comment",
            "merge_requests/7/notes",
            '[{"body": "x", "id": 1}, {"body": "<!-- handbook-pipeline -->", "id": 41}]',
        ),
        (
            "issue",
            "issues",
            '[{"description": null, "iid": 1}, {"description": "<!-- handbook-pipeline -->", "iid": 41}]',
        ),
    ],
)
def test_gitlab_gets_one_text_that_is_kept_up_to_date(
    target: str, place: str, answer: str, host: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    values = {"GITLAB_CI": "true", "GITLAB_TOKEN": "t", "CI_API_V4_URL": "api", "CI_PROJECT_ID": "3"}
    for name, value in {**values, "CI_MERGE_REQUEST_IID": "7"}.items():
        monkeypatch.setenv(name, value)
    (host / "answer").write_text("[]")
    assert make(host, target).returncode == 0
    assert re.search(rf"POST .* api/projects/3/{place}\n", (host / "calls").read_text("utf-8"))
    (host / "answer").write_text(answer)
    assert make(host, target).returncode == 0
    assert re.search(rf"PUT .* api/projects/3/{place}/41\n", (host / "calls").read_text("utf-8"))


@POSIX
def test_nothing_is_posted_outside_a_pipeline_or_without_a_token(host: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert make(host, "comment").returncode != 0
    monkeypatch.setenv("GITLAB_CI", "true")
    monkeypatch.delenv("GITLAB_TOKEN", raising=False)
    result = make(host, "comment")
    assert result.returncode == 0
    assert "nothing is posted" in result.stderr
    assert not (host / "calls").exists()


@POSIX
def test_a_release_checks_its_sums_first(host: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    (host / "dist" / "handbook.json").write_text("{}")
    (host / "dist" / "SHA256SUMS").write_text(f"{'0' * 64}  handbook.json\n")
    assert make(host, "release", "TAG=v1").returncode != 0
    assert not (host / "calls").exists()


@POSIX
def test_a_release_says_what_changed_since_the_one_before(host: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git(host, "tag", "v1")
    assert make(host, "notes", "TAG=v1").returncode == 0
    assert (host / "dist" / "notes.md").read_text("utf-8") == "v1\n\n---\n\nv1\n"
    swap(host, "content/kpis/exemple.yml", "Keep the promise.", "Keep each promise.")
    git(host, "commit", "-qam", "second")
    git(host, "tag", "v2")
    swap(host, "content/kpis/exemple.yml", "Keep each promise.", "Not released.")
    result = make(host, "notes", "TAG=v2")
    assert result.returncode == 0, result.stderr
    told = (host / "dist" / "notes.md").read_text("utf-8")
    french, english = told.split("\n---\n")
    assert "`v1`" in french
    assert "<ins>each</ins>" in english
    assert "modifiée" in french
    assert "Not released" not in told
    (host / "dist" / "handbook.json").write_text("{}")
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert "--notes-file dist/notes.md" in posted(host)


def posted(host: Path) -> str:
    """How the programs of the code host were called for a release."""
    sums = subprocess.run(["sha256sum", "handbook.json"], cwd=host / "dist", capture_output=True, check=True)
    (host / "dist" / "SHA256SUMS").write_bytes(sums.stdout)
    assert make(host, "release", "TAG=v2").returncode == 0
    return (host / "calls").read_text("utf-8")
