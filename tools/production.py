"""Run a command with the settings of a public server, on an empty folder that goes afterwards.

python tools/production.py -- .venv/bin/django-admin check --deploy
"""

import os
import secrets
import subprocess
import sys
import tempfile


def surroundings(folder: str) -> dict[str, str]:
    """Return this environment without its own settings, and with those of a public server."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CLOSEKNIT_")}
    return kept | {
        "DJANGO_SETTINGS_MODULE": "closeknit.site.settings",
        "CLOSEKNIT_DATA": folder,
        "CLOSEKNIT_SECRET_KEY": secrets.token_urlsafe(64),
        "CLOSEKNIT_ORIGIN": "https://closeknit.example",
    }


def main() -> int:
    command = sys.argv[sys.argv.index("--") + 1 :]
    with tempfile.TemporaryDirectory(prefix="closeknit-") as folder:
        return subprocess.run(command, env=surroundings(folder), check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
