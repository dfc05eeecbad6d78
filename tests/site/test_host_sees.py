"""docs/what-the-host-sees.md is held to the schema: what is stored is listed, and nothing else."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection

DOC = Path(__file__).parents[2] / "docs" / "what-the-host-sees.md"
ROW = re.compile(r"^\| `(?P<column>\w+\.\w+)` \|", re.MULTILINE)
# Django's own bookkeeping, which holds no row about a person.
BOOKKEEPING = {"django_migrations", "django_content_type", "sqlite_sequence"}
EMPTY = {"auth_group", "auth_permission", "auth_group_permissions"}


def listed():
    return ROW.findall(DOC.read_text())


@pytest.mark.django_db
def test_every_column_is_listed_and_every_listed_column_is_there():
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor)) - BOOKKEEPING - EMPTY
        stored = {
            f"{table}.{column.name}"
            for table in tables
            for column in connection.introspection.get_table_description(cursor, table)
        }

    assert stored == set(listed())


def test_no_column_is_listed_twice():
    assert len(listed()) == len(set(listed()))


def test_every_model_belongs_to_an_app_of_ours_or_to_bookkeeping():
    theirs = {
        model._meta.db_table
        for model in apps.get_models()
        if not model.__module__.startswith("closeknit.")
    }

    assert theirs <= BOOKKEEPING | EMPTY
