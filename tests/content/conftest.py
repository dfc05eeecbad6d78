import pytest

from closeknit.content import library, set_overlay


@pytest.fixture
def overlay(tmp_path):
    """Return a function that writes a file into an operator's folder, which is laid over."""

    def write(name, text):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    set_overlay(tmp_path)
    yield write
    set_overlay(None)


@pytest.fixture(scope="session")
def english():
    return library("en")
