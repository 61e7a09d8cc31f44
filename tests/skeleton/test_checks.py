"""Our own static checks: each finds what it is for, and lets pass what is right."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tools.checks import browser_floor, dependencies, lock_addresses, remote_hosts, rooms

Tree = Callable[[dict[str, str]], Path]


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    """Makes a work tree of the given files."""

    def make(files: dict[str, str]) -> Path:
        subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return tmp_path

    return make


@pytest.mark.parametrize(
    "line",
    [
        '<script src="https://cdn.example.com/a.js"></script>',
        "<link href='//fonts.example.com/css'>",
        "<img src=http://example.com/a.png>",
        '<a href="https://www.example.gov.cn/">来源</a>',
    ],
)
def test_a_remote_host_in_a_template_is_found(tree: Tree, line: str) -> None:
    found = remote_hosts.problems(tree({"src/app/templates/a.html": f"<p>\n{line}\n</p>"}))
    assert len(found) == 1
    assert found[0].startswith("src/app/templates/a.html:2: names a remote host:")


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("a.html", '<svg xmlns="http://www.w3.org/2000/svg">'),
        ("a.html", "<a href=\"{% url 'home' %}\">首页</a>"),
        ("a.html", "<p>a//b</p>"),
        ("a.js", "// see https://example.com/why"),
        ("a.css", "/* see https */ a { color: red }"),
    ],
)
def test_a_name_that_nothing_is_fetched_from_passes(tree: Tree, name: str, line: str) -> None:
    assert remote_hosts.problems(tree({f"src/{name}": line})) == []


def test_a_remote_style_in_css_is_found(tree: Tree) -> None:
    assert remote_hosts.problems(tree({"src/a.css": '@import url("https://fonts.example.com/a.css");'}))


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("requirements.lock", "--index-url https://packages.example.com/simple"),
        ("requirements.lock", "thing @ git+https://example.com/thing"),
        ("requirements.lock", "--find-links wheels"),
        ("package-lock.json", '"resolved": "x"'),
        (".npmrc", "registry=https://packages.example.com"),
    ],
)
def test_an_address_in_a_lock_is_found(tree: Tree, name: str, line: str) -> None:
    assert len(lock_addresses.problems(tree({name: f"a==1\n{line}\n"}))) == 1


def test_versions_and_hashes_in_a_lock_pass(tree: Tree) -> None:
    assert lock_addresses.problems(tree({"requirements.lock": "a==1 \\\n    --hash=sha256:00ff\n"})) == []


@pytest.mark.parametrize(
    ("suffix", "line"),
    [
        (".css", "a { color: color-mix(in srgb, red, blue); }"),
        (".css", ".card:has(.open) { }"),
        (".css", "@container (min-width: 3em) {"),
        (".css", "main { height: 100dvh; }"),
        (".css", "@media (width >= 600px) {"),
        (".css", "  &:hover { }"),
        (".css", ".a { rotate: 45deg; }"),
        (".js", "const last = rows.at(-1);"),
        (".js", "const copy = structuredClone(row);"),
        (".js", "rows.toSorted()"),
        (".js", "CSS.highlights.set('found', marks)"),
        (".js", "Object.hasOwn(row, 'a')"),
        (".html", '<div popover id="menu">'),
    ],
)
def test_a_feature_newer_than_the_oldest_browser_is_found(suffix: str, line: str) -> None:
    assert browser_floor.too_new(line, suffix)


@pytest.mark.parametrize(
    ("suffix", "line"),
    [
        (".css", "a { transform: rotate(45deg); inset: 0; aspect-ratio: 16 / 9; }"),
        (".css", "@media (min-width: 600px) {"),
        (".css", ":is(h1, h2):focus-visible { gap: 1rem; }"),
        (".css", ".scale { height: 100vh; }"),
        (".js", "row?.name ?? 'none'; rows.flat(); text.replaceAll('a', 'b'); count ||= 1;"),
        (".js", "await fetch(address)".rjust(30)),
        (".html", '<input list="names" loading="lazy">'),
    ],
)
def test_a_feature_that_the_oldest_browser_knows_passes(suffix: str, line: str) -> None:
    assert browser_floor.too_new(line, suffix) == []


def test_a_file_beyond_500_lines_is_found(tree: Tree) -> None:
    root = tree({"src/long.py": "x = 1\n" * 501, "src/short.py": "x = 1\n" * 500})
    assert rooms.problems(root) == ["src/long.py: 501 lines, at most 500: split it by concept"]


def test_a_generated_migration_may_be_long(tree: Tree) -> None:
    assert rooms.problems(tree({"src/app/migrations/0001_first.py": "x = 1\n" * 501})) == []


def test_work_put_off_is_found(tree: Tree) -> None:
    assert rooms.problems(tree({"src/a.py": "# TO" + "DO later\n"}))


def test_a_path_of_one_machine_is_found(tree: Tree) -> None:
    assert rooms.problems(tree({"docs/a.md": "see /" + "root/notes"}))


def test_a_package_imported_and_not_asked_for_is_found(tree: Tree) -> None:
    root = tree(
        {
            "pyproject.toml": '[project]\ndependencies = ["Django>=5"]\n',
            "src/a.py": "import django\nimport numpy as np\n",
        }
    )
    assert dependencies.problems(root) == ["pyproject.toml: numpy is imported by src/a.py and not asked for"]


def test_a_package_asked_for_and_never_imported_is_found(tree: Tree) -> None:
    root = tree({"pyproject.toml": '[project]\ndependencies = ["pydantic>=2"]\n', "src/a.py": "import json\n"})
    assert dependencies.problems(root) == ["pyproject.toml: pydantic is asked for and never imported"]


def test_a_package_imported_under_another_name_is_known(tree: Tree) -> None:
    root = tree(
        {"pyproject.toml": '[project]\ndependencies = ["django-ninja>=1"]\n', "src/a.py": "from ninja import Router\n"}
    )
    assert dependencies.problems(root) == []


def test_a_package_that_only_tests_import_is_asked_for_among_the_developers_own(tree: Tree) -> None:
    files = {"pyproject.toml": "[project]\ndependencies = []\n", "tests/a.py": "import pytest\nimport numpy\n"}
    root = tree({**files, "requirements-dev.in": "# tests\npytest>=8\n"})
    assert dependencies.problems(root) == ["requirements-dev.in: numpy is imported by tests/a.py and not asked for"]


def test_files_that_git_ignores_are_not_looked_at(tree: Tree) -> None:
    root = tree({".gitignore": "vendor/\n", "src/vendor/a.css": "a:has(b) {}", "src/a.css": "a {}"})
    assert browser_floor.problems(root) == []
