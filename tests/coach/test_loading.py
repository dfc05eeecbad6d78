"""The model comes into memory when somebody needs it, and not before."""

import subprocess
import sys

import pytest

from closeknit.coach import Coach, coach, is_other, reader
from tests.site.processes import surroundings

_HAS_LOADED = """
import sys, django
django.setup()
from django.urls import get_resolver
assert get_resolver().url_patterns
print([name for name in ("onnxruntime", "tokenizers") if name in sys.modules])
"""


def test_a_server_that_starts_does_not_load_it(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", _HAS_LOADED],
        env=surroundings(tmp_path, CLOSEKNIT_SECRET_KEY="s" * 50),
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.stdout.strip() == "[]", done.stderr


def test_it_is_loaded_once():
    assert isinstance(coach(), Coach)
    assert coach() is coach()


@pytest.mark.parametrize("text", ["Ich bin heute so müde und traurig.", "Estoy muy cansada hoy"])
def test_nobody_reads_another_language(text):
    assert is_other(text)
    assert reader(text) is None
