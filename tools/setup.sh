#!/bin/sh
# Make .venv with Closeknit and its tools in it. Touches nothing else. `make setup` calls it.
# PYTHON=/path/to/python chooses the interpreter.
set -eu
export UV_PYTHON_DOWNLOADS=never UV_NO_PROGRESS=1 PIP_DISABLE_PIP_VERSION_CHECK=1

failed() {
    echo "$1" >&2
    exit 1
}

fits() {
    "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null
}

choose() {
    for python in ${PYTHON:-python3.13 python3.12 python3.11 python3 python}; do
        if fits "$python"; then
            echo "$python"
            return
        fi
    done
    if [ -n "${PYTHON:-}" ]; then
        failed "$PYTHON does not run here as Python 3.11, 3.12 or 3.13: name one of these with 'make setup PYTHON=/path/to/python'."
    fi
    failed "Closeknit needs Python 3.11, 3.12 or 3.13: install one of them, or name it with 'make setup PYTHON=/path/to/python'."
}

if ! fits .venv/bin/python; then
    python=$(choose)
    echo "Making .venv with $("$python" --version)"
    "$python" -m venv --clear .venv >.venv.log 2>&1 || {
        rm -rf .venv .venv.log
        failed "$python cannot make virtual environments: install its venv module (on Debian and Ubuntu: apt-get install python3-venv)."
    }
    rm -f .venv.log
fi

echo "Installing Closeknit and its tools into .venv"
installed="import importlib.util, sys; sys.exit(importlib.util.find_spec('uv') is None)"
.venv/bin/python -c "$installed" || .venv/bin/python -m pip install -qq --require-hashes \
    --requirement requirements/setup.txt ||
    failed "pip could not install requirements/setup.txt: check that this machine reaches a Python package index."
.venv/bin/uv pip install --quiet --python .venv/bin/python --require-hashes \
    --requirement requirements/dev.txt ||
    failed "uv could not install requirements/dev.txt: check that this machine reaches a Python package index."
.venv/bin/uv pip install --quiet --python .venv/bin/python --no-deps --no-build-isolation \
    --editable . || failed "Closeknit itself could not be installed into .venv: the lines above say why."
