"""What the pages load: nothing inline, nothing from elsewhere, and little."""

import re
from pathlib import Path

import brotli
import pytest

SRC = Path(__file__).parents[2] / "src/closeknit"
STATIC = SRC / "site/static"
TEMPLATES = sorted(
    path
    for folder in SRC.rglob("templates")
    for path in folder.rglob("*")
    if path.suffix in {".html", ".svg"}
)
STYLES = sorted(SRC.rglob("static/**/*.css"))
SCRIPTS = sorted(path for path in SRC.rglob("static/**/*.js") if "vendor" not in path.parts)

INLINE = re.compile(
    r"<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|href\s*=\s*[\"']javascript:|\shx-on\b"
    r"|<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")",
    re.IGNORECASE,
)
LOADED_FROM_ELSEWHERE = re.compile(
    r"(?:\b(?:src|srcset|action|poster)\s*=\s*[\"']?|url\(\s*[\"']?|@import\s+[\"']?)(?:https?:)?//"
    r"|<link\b[^>]*href\s*=\s*[\"'](?:https?:)?//",
    re.IGNORECASE,
)
COMMENT = re.compile(r"\{#.*?#\}|\{% comment.*?endcomment %\}|/\*.*?\*/", re.DOTALL)

FIRST_LOAD, SCRIPT, PAGE = 150_000, 25_000, 15_000


def text(path: Path) -> str:
    return COMMENT.sub("", path.read_text())


def name(path: Path) -> str:
    return str(path.relative_to(SRC))


def weight(path: Path) -> int:
    """Return what travels: these formats are compressed already, all others with Brotli."""
    raw = path.read_bytes()
    return len(raw) if path.suffix in {".woff2", ".png"} else len(brotli.compress(raw))


def loaded(*templates: str) -> set[Path]:
    """Return the static files that these templates of `site` name."""
    words = "".join(text(SRC / "site/templates/site" / template) for template in templates)
    return {STATIC / found for found in re.findall(r"\{% static [\"'](.+?)[\"'] %\}", words)}


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_a_template_has_no_inline_style_or_script(path):
    assert not INLINE.search(text(path))


@pytest.mark.parametrize("path", [*TEMPLATES, *STYLES], ids=name)
def test_nothing_is_loaded_from_elsewhere(path):
    assert not LOADED_FROM_ELSEWHERE.search(text(path))


@pytest.mark.parametrize("path", SCRIPTS, ids=name)
def test_a_script_names_no_other_host_and_builds_no_code(path):
    assert not re.search(r"https?://|\beval\(|new Function|innerHTML|document\.write", text(path))


def test_files_that_pages_name_exist():
    named = loaded("page.html", "_head.html", "manifest.webmanifest")

    assert all(path.is_file() for path in named)
    assert STATIC / "site/closeknit.css" in named


def test_a_style_sheet_names_only_files_that_exist():
    for sheet in STYLES:
        for found in re.findall(r"url\([\"']?(.+?)[\"']?\)", text(sheet)):
            assert (sheet.parent / found).is_file(), found


def test_the_first_load_is_light():
    files = loaded("page.html", "_head.html")

    assert sum(weight(path) for path in files) + PAGE <= FIRST_LOAD


def test_scripts_are_few():
    scripts = [*SCRIPTS, STATIC / "site/vendor/htmx.min.js"]

    assert sum(weight(path) for path in scripts) <= SCRIPT


def test_fonts_keep_their_licences():
    fonts = STATIC / "site/fonts"
    families = {
        re.sub(r"(-italic)?-latin(-ext)?$", "", font.stem) for font in fonts.glob("*.woff2")
    }

    for family in families:
        assert "SIL OPEN FONT LICENSE" in (fonts / f"{family}.OFL.txt").read_text()


def test_a_slanted_letter_is_not_fetched_at_first():
    preloaded = {path.name for path in loaded("_head.html") if path.suffix == ".woff2"}

    assert preloaded == {"literata-latin.woff2", "atkinson-hyperlegible-next-latin.woff2"}


def test_the_service_worker_keeps_no_page_of_a_person():
    worker = text(SRC / "site/templates/site/sw.js")

    assert "cache.put" not in worker
    assert "cache.add(" not in worker
    assert 'credentials: "omit"' in worker
