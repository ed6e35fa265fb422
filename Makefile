# The door to everything. `make demo` and `make test` need Python 3.11 or newer and nothing else.
.DEFAULT_GOAL := help
PY := .venv/bin/python
SHARED ?= ../shared
export PYTHONDONTWRITEBYTECODE ?= 1

.PHONY: help demo test check format bench score fuzz lock clean

help: ## say what can be done here
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

demo: ## read the invented minutes of a whole cluster and serve the result on 127.0.0.1:8000
	@scripts/venv requirements.lock
	@ROEDTRAAD_DEMO=true ROEDTRAAD_DATA=var/demo ROEDTRAAD_NAME="Sundhedsklynge Vestbælt" ROEDTRAAD_OWNER="Region Bæltet" \
	ROEDTRAAD_CONTACT_EMAIL=klynge@vestbaelt.example .venv/bin/roedtraad demo samples

test: ## every test, on SQLite (set DATABASE_URL for PostgreSQL)
	@scripts/venv requirements-dev.lock
	@$(PY) -m pytest -n auto $(ARGS)

check: ## what must be true before a commit: format, lint, types, imports, tests
	@scripts/venv requirements-dev.lock
	@.venv/bin/ruff format --check .
	@.venv/bin/ruff check .
	@.venv/bin/mypy libs/referat/src src
	@.venv/bin/lint-imports
	@$(MAKE) --no-print-directory test

format: ## put the code into shape
	@.venv/bin/ruff check --fix . ; .venv/bin/ruff format .

bench: ## benchmarks with their peers, printed as ratios
	@scripts/venv requirements-bench.lock
	@$(PY) -m bench $(ARGS)

score: ## compare what is read with gold records: make score SHARED=folder with seeds/ and minutes/
	@scripts/venv requirements-dev.lock
	@scripts/score $(SHARED)

fuzz: ## read 2,000 mutated files of each type, each within its limits (COUNT=100 for fewer)
	@scripts/venv requirements-dev.lock
	@$(PY) libs/referat/tests/fuzz.py --count $(or $(COUNT),2000)

lock: ## write the locked requirements anew (needs uv)
	@scripts/lock

clean: ## remove what was made here
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
