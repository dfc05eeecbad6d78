import pytest

from closeknit.coach import coach


@pytest.fixture(scope="session")
def reader():
    found = coach()
    assert found is not None, "make setup installs what the coach needs"
    return found
