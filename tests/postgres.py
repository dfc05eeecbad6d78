"""Say which database the tests run on, and skip those that hold for the other one alone.

`python tools/postgres.py -- .venv/bin/pytest -m "not browser"` runs them on PostgreSQL.
"""

import pytest
from django.conf import settings

ELSEWHERE = {
    "sqlite": {"postgresql": "holds for PostgreSQL alone"},
    "postgresql": {
        "sqlite": "holds for SQLite alone",
        "browser": "browser tests run on SQLite",
    },
}


def vendor() -> str:
    return "sqlite" if "sqlite" in settings.DATABASES["default"]["ENGINE"] else "postgresql"


def pytest_report_header() -> str:
    return f"database: {vendor()}"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    reasons = ELSEWHERE[vendor()]
    for item in items:
        for name, reason in reasons.items():
            if item.get_closest_marker(name):
                item.add_marker(pytest.mark.skip(reason=reason))
