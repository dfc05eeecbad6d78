"""Collect every text to translate, merge it into each language's file and compile these.

With --check, only tell what is amiss: that the committed template or a language's files are not
current, that a template does not mark all that a person reads, that placeholders are not sound.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import chdir, redirect_stdout
from gettext import GNUTranslations
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.core.management import CommandError, call_command

from tools.templates import unmarked

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "closeknit"
LOCALE = PACKAGE / "locale"
TEMPLATE = LOCALE / "closeknit.pot"
HEADER = """# Made by `make messages`; docs/translating.md tells how to add a language.
msgid ""
msgstr ""
"Project-Id-Version: Closeknit\\n"
"Language: \\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"""


def collect() -> str:
    """Return all texts that code and templates mark, as gettext's template.

    It works on a copy: Django writes beside each template while it reads it.
    """
    with tempfile.TemporaryDirectory(prefix="closeknit-texts-") as folder:
        copy = Path(folder) / "closeknit"
        shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("locale", "static", "*.toml"))
        (copy / "locale").mkdir()
        settings.configure(INSTALLED_APPS=[], USE_I18N=True)
        django.setup()
        with chdir(copy), redirect_stdout(StringIO()):
            call_command(
                "makemessages",
                all=True,
                keep_pot=True,
                no_wrap=True,
                add_location="file",
                extensions=["html", "txt", "py"],
            )
        return same_everywhere((copy / "locale" / "django.pot").read_text(encoding="utf-8"))


def same_everywhere(made: str) -> str:
    """Replace the header, which names a day and a person, by one that never changes."""
    _, _, texts = made.partition("\n\n")
    return f"{HEADER}\n{texts.rstrip()}\n"


def entries(template: str) -> list[str]:
    """Return the texts alone: where they stand may differ between versions of gettext."""
    lines = [line for line in template.splitlines() if not line.startswith("#")]
    blocks = "\n".join(lines).split("\n\n")
    return sorted(filter(None, (block.strip() for block in blocks)))


def unmarked_texts() -> Iterator[str]:
    templates = [*PACKAGE.glob("**/templates/**/*.html"), *PACKAGE.glob("**/templates/**/*.txt")]
    for file in sorted(templates):
        for found in unmarked(file):
            place = f"{file.relative_to(ROOT)}:{found.line}"
            yield f"{place}: {found.text!r} is not marked for translation."


def broken_languages() -> Iterator[str]:
    """Name what msgfmt finds wrong, such as a placeholder that a translation lost."""
    for file in sorted(LOCALE.glob("*/LC_MESSAGES/*.po")):
        command = ["msgfmt", "--check", "--output-file=/dev/null", str(file)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            yield re.sub(r"^.*/src/", "src/", done.stderr.strip(), flags=re.MULTILINE)


def languages() -> list[Path]:
    return sorted(LOCALE.glob("*/LC_MESSAGES/*.po"))


def merged(file: Path) -> str:
    """Return a language's file with all texts of the template, guessing at nothing."""
    command = ["msgmerge", "--quiet", "--no-fuzzy-matching", "--no-wrap", "--no-location"]
    made = subprocess.run(
        [*command, str(file), str(TEMPLATE)], capture_output=True, text=True, check=True
    ).stdout
    without = ["msgattrib", "--no-obsolete", "--no-wrap", "-"]
    done = subprocess.run(without, input=made, capture_output=True, text=True, check=True)
    return done.stdout


def compiled(file: Path) -> bytes:
    """Return what gettext reads at run time; it is committed, for who has no gettext tools."""
    command = ["msgfmt", "--output-file=-", str(file)]
    return subprocess.run(command, capture_output=True, check=True).stdout


def stale_languages() -> Iterator[str]:
    for file in languages():
        name = file.relative_to(ROOT)
        if entries(merged(file)) != entries(file.read_text(encoding="utf-8")):
            yield f"{name} is not current: run `make messages`, translate, and commit it."
        binary = file.with_suffix(".mo")
        if not binary.is_file() or texts_in(binary.read_bytes()) != texts_in(compiled(file)):
            yield f"{binary.relative_to(ROOT)} is not current: run `make messages` and commit it."


def texts_in(binary: bytes) -> dict[Any, Any]:
    """Return the texts of a compiled file: its bytes differ between versions of gettext."""
    catalog: dict[Any, Any] = vars(GNUTranslations(BytesIO(binary)))["_catalog"]
    return catalog


def amiss(made: str) -> Iterator[str]:
    committed = TEMPLATE.read_text(encoding="utf-8") if TEMPLATE.is_file() else ""
    if entries(made) != entries(committed):
        changed = len(set(entries(made)) ^ set(entries(committed)))
        name = TEMPLATE.relative_to(ROOT)
        yield f"{name} is not current ({changed} texts differ): run `make messages` and commit it."
    yield from unmarked_texts()
    yield from broken_languages()
    yield from stale_languages()


def main() -> int:
    try:
        made = collect()
    except CommandError as error:
        print(f"The texts could not be collected: {error}", file=sys.stderr)
        return 1
    if "--check" in sys.argv:
        found = list(amiss(made))
        print(*found, sep="\n", end="\n" if found else "", file=sys.stderr)
        return int(bool(found))
    LOCALE.mkdir(exist_ok=True)
    if entries(made) != entries(TEMPLATE.read_text() if TEMPLATE.is_file() else ""):
        TEMPLATE.write_text(made, encoding="utf-8")
    print(f"{len(entries(made)) - 1} texts in {TEMPLATE.relative_to(ROOT)}")
    for file in languages():
        file.write_text(merged(file), encoding="utf-8")
        file.with_suffix(".mo").write_bytes(compiled(file))
    return 0


if __name__ == "__main__":
    sys.exit(main())
