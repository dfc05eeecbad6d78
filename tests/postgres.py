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


# These know no database, so they hold for both once they hold at all.
WITHOUT_DATABASE = ("domain", "content", "coach", "tools", "bench")


def leave_out(config: pytest.Config, items: list[pytest.Item]) -> None:
    places = [config.rootpath / "tests" / name for name in WITHOUT_DATABASE]
    out = [item for item in items if any(item.path.is_relative_to(place) for place in places)]
    config.hook.pytest_deselected(items=out)
    items[:] = [item for item in items if item not in set(out)]


def vendor() -> str:
    return "sqlite" if "sqlite" in settings.DATABASES["default"]["ENGINE"] else "postgresql"


def pytest_report_header() -> str:
    return f"database: {vendor()}"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if vendor() == "postgresql":
        leave_out(config, items)
    reasons = ELSEWHERE[vendor()]
    for item in items:
        for name, reason in reasons.items():
            if item.get_closest_marker(name):
                item.add_marker(pytest.mark.skip(reason=reason))
