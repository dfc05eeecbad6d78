"""Names in entries have to lead somewhere, and none may be missing."""

from collections.abc import Collection

from closeknit.content.building import Entries


def check_names(entries: Entries, key: str, known: Collection[str], kind: str) -> None:
    for entry in entries.values():
        for name in entry.texts(key, ()):
            if name not in known:
                entry.refuse(key, f'there is no {kind} "{name}"', f"write the id of a {kind}")


def check_complete(entries: Entries, wanted: Collection[str]) -> None:
    for name in wanted:
        if name not in entries:
            last = list(entries.values())[-1]
            last.refuse(
                "id", f'"{name}" is missing here', f'add a [[{last.kind}]] with id = "{name}"'
            )
