# Home Program Bot: one command each. Everything is installed into .venv; nothing outside it changes.
#
#   make run      the bot: with a BOT_TOKEN on Telegram, else the local chat on 127.0.0.1:8080
#   make test     the tests
#   make check    what CI runs
#
# Words for the command itself go into ARGS: make run ARGS="sandbox --port 8090 --empty",
# make test ARGS="tests/domain -k clock", make bench ARGS="tap --runs 5".

VENV := .venv
PYTHON := $(VENV)/bin/python
# The Python that .venv is made of: name one (make PYTHON3=/opt/python3.12) or the first good one is.
PYTHON3 :=
CANDIDATES := $(if $(PYTHON3),$(PYTHON3),python3.13 python3.12 python3.11 python3.14 python3 python)
ARGS :=
RUNS := 20
SOURCES := $(wildcard bot tests bench scripts)
READY_TO_RUN := $(VENV)/.ready-to-run
READY_TO_WORK := $(VENV)/.ready-to-work

.DEFAULT_GOAL := help
.PHONY: help setup run test check lint bench crash soak texts fmt hooks lock clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' Makefile

setup: $(READY_TO_WORK) ## install all that running, testing and changing the bot needs

run: $(READY_TO_RUN) ## start the bot; without a BOT_TOKEN: the local chat with a demo family
	@$(PYTHON) -m bot $(ARGS)

# Side by side on two processors; `make test ARGS="-n 0 -x tests/domain"` runs them one by one.
test: $(READY_TO_WORK) ## run the tests; those of the page need Chromium and are skipped without
	@$(PYTHON) -m pytest -n 2 --dist worksteal $(ARGS)

# Branch coverage of bot/ stays at 90 % or more, and without a browser the check fails.
check: lint ## what CI runs: lint, then the tests with coverage and a required browser
	@REQUIRE_BROWSER=1 $(MAKE) --no-print-directory test \
		ARGS="--cov --cov-report=term --cov-fail-under=90 $(ARGS)"

lint: $(READY_TO_WORK) ## format, lint, types, import contracts, the library of activities
	@$(PYTHON) -m ruff format --check $(SOURCES)
	@$(PYTHON) -m ruff check $(SOURCES)
	@$(PYTHON) -m mypy
	@$(VENV)/bin/lint-imports
	@$(PYTHON) -m bot content check content

bench: $(READY_TO_WORK) ## measure, print a table and write build/bench.json
	@$(PYTHON) -m bench $(ARGS)

texts: $(READY_TO_WORK) ## bring the translations up to date with the code
	@$(PYTHON) -m scripts.texts $(ARGS)

crash: $(READY_TO_WORK) ## kill the bot RUNS times in a burst, and count what it cost
	@$(PYTHON) -m bench.crash --runs $(RUNS) $(ARGS)

soak: $(READY_TO_WORK) ## play a day of 2,000 families, and look for what grows
	@$(PYTHON) -m bench.soak $(ARGS)

fmt: $(READY_TO_WORK) ## put the code into shape
	@$(PYTHON) -m ruff check --fix $(SOURCES)
	@$(PYTHON) -m ruff format $(SOURCES)

hooks: $(READY_TO_WORK) ## let git run ruff before each commit
	@$(PYTHON) -m pre_commit install

lock: ## choose the versions again and write both lock files (needs uv; ARGS=--upgrade for newer ones)
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--custom-compile-command "make lock" --group dev pyproject.toml -o requirements-dev.lock $(ARGS)
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--custom-compile-command "make lock" -c requirements-dev.lock pyproject.toml -o requirements.lock

clean: ## remove what was installed and built; the data folder stays
	rm -rf $(VENV) build .coverage .coverage.* .hypothesis .mypy_cache .pytest_cache .ruff_cache
	rm -rf .import_linter_cache *.egg-info
	find $(SOURCES) -type d -name __pycache__ -prune -exec rm -rf {} +

# -- what the commands stand on -------------------------------------------------------------------

# A .venv whose Python has gone, or has become another one by an upgrade, is made anew.
IS_WHOLE := import os, sysconfig; print(os.path.isdir(sysconfig.get_path("purelib")))
ifneq ($(shell $(PYTHON) -c '$(IS_WHOLE)' 2>/dev/null),True)
$(shell rm -f $(PYTHON) $(READY_TO_RUN) $(READY_TO_WORK))
endif

$(PYTHON):
	@for name in $(CANDIDATES); do \
		if "$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then \
			python=$$name; break; \
		fi; \
	done; \
	if [ -z "$$python" ]; then \
		echo "Python 3.11 or newer is needed (looked for: $(CANDIDATES)); install it, or name yours: make PYTHON3=/path/to/python3" >&2; \
		exit 1; \
	fi; \
	rm -rf $(VENV); \
	if command -v uv >/dev/null 2>&1; then \
		uv venv --quiet --python "$$(command -v "$$python")" $(VENV); \
	elif ! "$$python" -m venv $(VENV); then \
		rm -rf $(VENV); \
		echo "$$python cannot make a virtual environment; on Debian and Ubuntu: apt install python3-venv" >&2; \
		exit 1; \
	fi

# Exactly what a lock file names, by its hash. With uv or, where it is not installed, with pip; a lock names
# all there is, so pip has nothing to resolve (older ones look for newer versions where an extra is wanted).
define install
	@echo "Installing $(1) into $(VENV) ..."
	@if command -v uv >/dev/null 2>&1; then \
		uv pip sync --quiet --require-hashes --python $(PYTHON) $(1); \
	else \
		$(PYTHON) -m pip --version >/dev/null 2>&1 || $(PYTHON) -m ensurepip >/dev/null; \
		$(PYTHON) -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r $(1); \
	fi
endef

# The tests' lock holds the same versions as the runtime's, so whoever has it can run the bot too.
$(READY_TO_RUN): requirements.lock | $(PYTHON)
	$(call install,$(if $(wildcard $(READY_TO_WORK)),requirements-dev.lock,requirements.lock))
	@touch $@ $(wildcard $(READY_TO_WORK))

$(READY_TO_WORK): requirements.lock requirements-dev.lock | $(PYTHON)
	$(call install,requirements-dev.lock)
	@touch $(READY_TO_RUN) $@
