# What people type. Each target first sets up what it needs; nothing but Python 3.11, git and make has to be there.

PYTHON ?= $(or $(shell command -v python3.11),$(shell command -v python3))
IN_VENV := .venv/bin/python
# The same on every machine: no notice about newer pips, no bytecode of a venv's first import in the way.
export PIP_DISABLE_PIP_VERSION_CHECK := 1

# Lint looks at these; others' files under static/vendor are none of ours.
CODE := diplomacy timeline tests manage.py

.PHONY: help run test lint lint-style lint-types lint-migrations lint-templates lint-layers lock bench-reading bench-joining bench-ingest bench-browse bench-desk venv venv-dev

help:
	@echo "make run             bring up the timeline on http://127.0.0.1:8000 (PORT=8001 make run: on another port)"
	@echo "make test            run every test (ARGS='-k name' for some)"
	@echo "make lint            check style, types, layers, migrations and templates"
	@echo "make bench-reading   measure the reading of texts that are marked by hand (DATA=folder)"
	@echo "make bench-ingest    measure reading and storing beside spaCy's parse (ARGS='empty --articles 100': a part of it)"
	@echo "make bench-joining   measure who is who and which event is which on marked reports (ARGS=--errors: each wrong pair)"
	@echo "make bench-browse    measure the pages at many events (ARGS='--events 1000000': so many, 100000 otherwise)"
	@echo "make bench-desk      measure the curators' desk in a real browser (ARGS='--events 1000000')"
	@echo "make lock            pin what requirements*.in name, with hashes (UPGRADE=1: the newest versions)"

run: venv
	@exec $(IN_VENV) -m diplomacy.run

# The whole suite runs in up to four processes, each with a database server of its own; one file stays in one process.
test: venv-dev
	@$(IN_VENV) -m pytest $(or $(ARGS),-n auto --maxprocesses 4 --dist loadfile)

# All of them, whatever the first one finds.
lint: venv-dev
	@$(MAKE) --no-print-directory --keep-going lint-style lint-types lint-migrations lint-templates lint-layers

lint-style:
	@$(IN_VENV) -m ruff check $(CODE)
	@$(IN_VENV) -m ruff format --check $(CODE)

lint-types:
	@$(IN_VENV) -m mypy

lint-migrations:
	@$(IN_VENV) -m pytest -q tests/test_migrations.py

lint-templates:
	@$(IN_VENV) -m djlint --lint --quiet templates diplomacy/templates
	@$(IN_VENV) -m djlint --lint --quiet --profile jinja --extension jinja templates
	@$(IN_VENV) -m pytest -q tests/test_templates.py

lint-layers:
	@$(IN_VENV) -m pytest -q tests/test_layers.py

bench-reading: venv-dev
	@test -n "$(DATA)" || { echo "Name the folder of the marked texts: make bench-reading DATA=folder" >&2; exit 1; }
	@$(IN_VENV) -m tests.bench.reading "$(DATA)"

bench-ingest: venv-dev
	@$(IN_VENV) -m tests.bench.ingest $(ARGS)

bench-joining: venv-dev
	@$(IN_VENV) -m tests.bench.joining $(ARGS)

bench-browse: venv-dev
	@$(IN_VENV) -m tests.bench.browse $(ARGS)

bench-desk: venv-dev
	@$(IN_VENV) -m tests.bench.desk $(ARGS)

lock: venv-dev
	@for name in requirements requirements-dev; do \
		$(IN_VENV) -m piptools compile --quiet $(if $(UPGRADE),--upgrade) --generate-hashes --strip-extras --allow-unsafe \
			--no-emit-index-url --no-emit-find-links --no-emit-trusted-host --output-file=$$name.txt $$name.in || exit 1; \
	done

# The lock that was installed is kept beside the packages: the same lock again costs nothing and needs no network.
define install
@cmp -s $(1) .venv/$(1) || { \
	echo "Installing $(1) into .venv (this takes a minute or two, once)"; \
	$(IN_VENV) -m pip install --quiet --require-hashes -r $(1) && cp $(1) .venv/$(1); \
} || { echo "$(1) could not be installed: see above; the first time it needs the network." >&2; exit 1; }
endef

venv:
	@test -f .venv/requirements.txt || { \
		"$(PYTHON)" -c "import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))" 2>/dev/null \
		|| { echo "Readout needs Python 3.11 with venv: apt-get install python3 python3-venv" >&2; exit 1; }; \
		"$(PYTHON)" -m venv .venv; \
	}
	$(call install,requirements.txt)

venv-dev: venv
	$(call install,requirements-dev.txt)
