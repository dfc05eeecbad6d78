# Everything a developer does, by one name each. `make` alone lists them.
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
PYTHON ?=
TESTS ?=
UPGRADE ?=
TEMPLATES = $$(git ls-files --cached --others --exclude-standard 'src/*.html')
LOCK = UV_PYTHON_DOWNLOADS=never $(BIN)/uv pip compile --quiet --universal --generate-hashes \
	--python-version 3.11 --custom-compile-command "make lock" --no-emit-index-url \
	--constraints requirements/dev.txt
AS_PRODUCTION = $(BIN)/python tools/production.py --

CHECKS = check-style check-templates check-types check-imports check-migrations check-deploy \
	check-spelling check-translations check-words

.PHONY: help setup run demo test check missing bench coach screenshots format messages lock clean $(CHECKS)

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' Makefile

setup: $(READY) ## make .venv with closeknit in it (PYTHON=… chooses the interpreter)
	@echo ".venv is ready"

$(READY): requirements/dev.txt requirements/setup.txt pyproject.toml tools/setup.sh
	@PYTHON="$(PYTHON)" sh tools/setup.sh
	@touch $@

run: $(READY) ## start Closeknit on http://127.0.0.1:8000, with its data in ./data
	@CLOSEKNIT_DATA="$${CLOSEKNIT_DATA:-data}" exec $(BIN)/closeknit up --offer-demo

demo: $(READY) ## make Ana and Bo, a pair with half a year of entries, in ./data
	@CLOSEKNIT_DATA="$${CLOSEKNIT_DATA:-data}" exec $(BIN)/closeknit demo

# Pytest ends with 5 where TESTS leaves none of a kind. The browser has a run of its own, because
# its event loop in the thread of the tests makes Django refuse queries.
# Whoever has nothing left takes tests over, and tests of one module stay together until then.
PYTEST = $(BIN)/pytest -q -n 2 --dist worksteal
NONE_CHOSEN = { [ $$? -eq 5 ] && [ -n "$(TESTS)" ]; }

test: $(READY) ## run every test on SQLite, then all but the browser tests on PostgreSQL (TESTS=… narrows)
	@sh tools/system.sh chromium postgresql redis
	@echo "Testing on SQLite"
	@$(PYTEST) -m "not browser" $(TESTS) || $(NONE_CHOSEN)
	@echo "Testing in a browser"
	@$(PYTEST) -m browser $(TESTS) || $(NONE_CHOSEN)
	@echo "Testing on PostgreSQL"
	@$(BIN)/python tools/postgres.py -- $(PYTEST) -m "not browser" $(TESTS) || $(NONE_CHOSEN)

check: $(READY) ## style, types, imports, migrations, settings, spelling, translations
	@$(MAKE) --keep-going $(CHECKS)
	@echo "All checks passed"

check-style: $(READY)
	@echo "Checking the style of Python files"
	@$(BIN)/ruff format --quiet --check .
	@$(BIN)/ruff check --quiet .

check-templates: $(READY)
	@echo "Checking the style of templates"
	@$(BIN)/djade --check --target-version 5.2 $(TEMPLATES)

check-types: $(READY)
	@echo "Checking types"
	@$(AS_PRODUCTION) $(BIN)/mypy --no-error-summary

check-imports: $(READY)
	@echo "Checking which part imports which"
	@$(BIN)/python -m tools.imports

check-migrations: $(READY)
	@echo "Checking that migrations say what models say"
	@$(AS_PRODUCTION) $(BIN)/django-admin makemigrations --check --dry-run --verbosity 1

check-deploy: $(READY)
	@echo "Checking the settings as a public server would have them"
	@$(AS_PRODUCTION) $(BIN)/django-admin check --deploy --fail-level WARNING

check-spelling: $(READY)
	@echo "Checking spelling"
	@$(BIN)/codespell $$(git ls-files --cached --others --exclude-standard)

check-translations: $(READY)
	@echo "Checking that every text can be translated"
	@sh tools/system.sh gettext
	@$(BIN)/python -m tools.translations --check

check-words: $(READY)
	@echo "Checking what the library says, in every language"
	@sh tools/system.sh gettext
	@$(BIN)/python -m tools.words

missing: $(READY) ## show which texts and words a language lacks
	@sh tools/system.sh gettext
	@$(BIN)/python -m tools.words --missing

coach: ## train the coach's model again, from three seeds, in an environment of its own
	@test -x .venv-coach/bin/python || { $(or $(PYTHON),python3) -m venv .venv-coach && \
		.venv-coach/bin/pip install -q -r training/requirements.txt; }
	@PYTHONPATH=src:. .venv-coach/bin/python -m training $(SEEDS)

bench: $(READY) ## measure how fast it is, and what sealing costs
	@$(BIN)/python -m bench

screenshots: $(READY) ## photograph every page, small and large, light and dark
	@sh tools/system.sh chromium
	@$(BIN)/python -m tools.screenshots

format: $(READY) ## mend the style of Python files and templates
	@$(BIN)/ruff check --quiet --fix . ; $(BIN)/ruff format --quiet .
	@$(BIN)/djade --target-version 5.2 $(TEMPLATES) || true

messages: $(READY) ## collect the texts to translate into src/closeknit/locale/closeknit.pot
	@sh tools/system.sh gettext
	@$(BIN)/python -m tools.translations

lock: $(READY) ## pin every dependency with its hash (UPGRADE=--upgrade takes newer releases)
	@echo "Pinning dependencies in requirements/"
	@$(subst --constraints requirements/dev.txt,,$(LOCK)) $(UPGRADE) pyproject.toml --extra coach --extra scale --group dev -o requirements/dev.txt
	@$(LOCK) pyproject.toml --extra scale -o requirements/scale.txt
	@$(LOCK) pyproject.toml --extra coach -o requirements/coach.txt
	@$(LOCK) pyproject.toml -o requirements/runtime.txt
	@$(LOCK) --group setup -o requirements/setup.txt

clean: ## remove .venv and what tools left behind; ./data stays
	@rm -rf $(VENV) .venv-coach build dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis test-results
	@find $(wildcard src tests tools bench) -name __pycache__ -prune -exec rm -rf {} +
