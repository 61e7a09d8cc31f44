"""Every word of the interface can be translated, and what is translated is what the program uses."""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils.translation import override

from ditan.base.declaration import Domain, domains

TEMPLATES = sorted(Path("src/ditan").glob("**/templates/**/*.html"))
CATALOGUES = sorted(Path("src/ditan").glob("**/locale/*/LC_MESSAGES/django.po"))
NAMES_OF_LANGUAGES = ("简体中文", "English")
ENTRY = re.compile(r'^msgid ((?:"(?:[^"\\]|\\.)*"\n)+)msgstr ((?:"(?:[^"\\]|\\.)*"\n?)+)', re.MULTILINE)


def bare(template: str) -> str:
    """What a template says outside its tags, variables and translated blocks."""
    for name in NAMES_OF_LANGUAGES:
        template = template.replace(name, "")
    template = re.sub(r"\{%\s*(blocktrans|comment).*?\{%\s*end\1\s*%\}", "", template, flags=re.DOTALL)
    return re.sub(r"\{%.*?%\}|\{\{.*?\}\}", "", template, flags=re.DOTALL)


def entries(catalogue: Path) -> dict[str, str]:
    """Source text → translation of a catalogue's source."""

    def joined(lines: str) -> str:
        text = "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', lines))
        return text.replace('\\"', '"').replace("\\n", "\n").replace("\\\\", "\\")

    return {joined(msgid): joined(text) for msgid, text in ENTRY.findall(catalogue.read_text(encoding="utf-8"))}


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_no_template_says_anything_past_the_catalogue(template: Path) -> None:
    assert re.findall("[\u4e00-\u9fff]+", bare(template.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda path: path.parts[-5])
def test_the_compiled_catalogue_says_what_its_source_says(catalogue: Path) -> None:
    with catalogue.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    written = {msgid: text for msgid, text in entries(catalogue).items() if text and msgid}
    assert written
    assert {msgid: compiled.gettext(msgid) for msgid in written} == written


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda path: path.parts[-5])
def test_a_translation_keeps_every_placeholder(catalogue: Path) -> None:
    for msgid, text in entries(catalogue).items():
        if msgid and text:
            assert set(re.findall(r"%\(\w+\)s", text)) == set(re.findall(r"%\(\w+\)s", msgid)), msgid


def test_the_frame_is_wholly_in_english() -> None:
    (catalogue,) = [path for path in CATALOGUES if path.parts[-5] == "web"]
    assert [msgid for msgid, text in entries(catalogue).items() if msgid and not text] == []


@pytest.mark.parametrize(
    "app",
    [
        "access",
        "accounts",
        "alerts",
        "audit",
        "directory",
        "evaluation",
        "identity",
        "inventory",
        "notices",
        "reporting",
        "plans",
        "supervision",
        "assessment",
        "checkups",
    ],
)
def test_what_an_app_declares_to_the_house_is_named_in_english(app: str) -> None:
    found = [domain for domain in domains() if domain.name == app]
    with override("en"):
        said = [str(each) for domain in found for each in (domain.label, *declared(domain))]
    assert [text for text in said if re.search("[\u4e00-\u9fff]", text)] == []


def declared(domain: Domain) -> Iterator[object]:
    """Menu entries, permissions, roles and kinds of messages: what pages of other apps show of this one."""
    for each in (*domain.menu, *domain.permissions, *domain.roles, *domain.notices, *domain.downloads):
        yield each.label
