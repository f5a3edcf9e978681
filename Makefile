# Everything one does here, by name. `make` alone lists it.

# The first Python on the path that is new enough; `make PYTHON=…` names another.
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& { echo $$python; break; }; done)
PIP_INSTALL = python -m pip install --quiet --disable-pip-version-check --require-hashes -r
COMPILE = build/uv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-header --no-annotate

# Each test has a database of its own and every commit is synced: in memory, where there is room.
ROOM = $(shell df -k /dev/shm 2>/dev/null | awk 'NR == 2 && $$4 > 4000000 { print "TMPDIR=/dev/shm" }')

.PHONY: help setup run test check fix bench faults lock docs
.DELETE_ON_ERROR:

# Lists what make can do here.
help:
	@awk '/^# / { text = substr($$0, 3); next } \
		/^[a-z]+:/ && text { printf "  make %-7s %s\n", substr($$1, 1, index($$1, ":") - 1), text } \
		{ text = "" }' Makefile

# Prepares .venv with what the bot needs to run.
setup: .venv/.run

# Starts the bot: with a token on Telegram, without one in the playground.
run: setup
	@.venv/bin/python bot.py

# Runs every test, three files at a time: some of them wait.
test: .venv/.test
	@$(ROOM) .venv/bin/python -m pytest -n 3 --dist loadfile

# Format, lint, types, house rules, then every test: what has to pass before a change goes in.
check: .venv/.test
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/mypy . && .venv/bin/mypy bot.py
	.venv/bin/python -m pytest tests/house
	@$(MAKE) --no-print-directory test

# Formats the code and mends what the linter can mend.
fix: .venv/.test
	.venv/bin/ruff format .
	.venv/bin/ruff check --fix .

# Measures the performance goals and prints their ratios.
bench: .venv/.test .venv-bench/.bench
	@.venv/bin/python -m benchmarks

# The crash and fault tests in their long form.
faults: .venv/.test
	@$(ROOM) FAULTS=long .venv/bin/python -m pytest tests/faults tests/simulation tests/domain/test_machine.py \
		tests/domain/test_replay.py tests/domain/test_chance.py tests/keeping tests/test_cdnow.py

# Resolves pyproject.toml anew into the three lock files.
lock: build/uv/bin/uv
	$(COMPILE) pyproject.toml -o requirements.lock
	$(COMPILE) pyproject.toml --group dev -c requirements.lock -o requirements-dev.lock
	$(COMPILE) --group bench -o requirements-bench.lock

# Writes docs/settings.md and docs/commands.md from the code.
docs: setup
	.venv/bin/python bot.py docs

# pip is the last thing a new environment gets: where it stands, the environment is whole.
.venv/bin/pip .venv-bench/bin/pip build/uv/bin/pip:
	@test -n "$(PYTHON)" || { echo "Jifen needs Python 3.11 or newer, and none is on the path:" \
		"install one, or name it with make PYTHON=/path/to/python3." >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "This Python cannot make virtual" \
		"environments: install its venv package (on Debian and Ubuntu: apt install python3-venv)." >&2; \
		exit 1; }
	@$(PYTHON) -m venv $(@:/bin/pip=)

.venv/.run: requirements.lock | .venv/bin/pip
	@echo "Setting up .venv; this happens once and takes a minute."
	@.venv/bin/$(PIP_INSTALL) $<
	@touch $@

# The tests' lock holds the bot's as well, so both stamps are true.
.venv/.test: requirements-dev.lock requirements.lock | .venv/bin/pip
	@echo "Setting up .venv for tests; this happens once and takes a minute or two."
	@.venv/bin/$(PIP_INSTALL) $<
	@touch .venv/.run $@

.venv-bench/.bench: requirements-bench.lock | .venv-bench/bin/pip
	@.venv-bench/bin/$(PIP_INSTALL) $<
	@touch $@

build/uv/bin/uv: | build/uv/bin/pip
	@build/uv/bin/python -m pip install --quiet --disable-pip-version-check uv
