# make report    what the program does, on the invented samples
# make test      the tests
# make test-slow   the same on large inputs, with more seeds, kills and faults, and all examples (for CI, beside the others)
# make test-datasette   the tests of the Datasette pages, with Datasette 1.0 in an environment of its own
# make test-browser   the pages in Chromium: axe-core, no script, phone, keyboard (skipped where there is no Chromium)
# make pictures    pictures of every page in Chromium, in build/screenshots or PICTURES=folder
# make screenshots    the same, and those of the documentation
# make test-sarif   is what check writes as SARIF valid? Asks the official validator
# make lint      ruff and mypy
# make eval      measures against the development corpora, compared with pinned floors
# make bench     speed, against a peer in the same run
# make bench-page   the figures of BENCHMARKS.md anew (hours, on a machine that does nothing else)
# make fuzz      readers under generated input for ten minutes (ARGS="--seconds 3600 html")
# make hostile   every regular expression on texts made for it (test-regexes); texts, marks, dates, matchers under
#                generated input (fuzz-kernels)
# make faults    kills, full and broken disks, lost locks: is anything lost? (a C compiler; minutes; SEED=N repeats)
# make soak      the same for an hour, or MINUTES=…
# make test-spark   the tests of bulk --engine spark, in an environment of its own (Java 17 is installed; minutes)
# make licences  what is installed, all extras, with its licence (Spark among it: minutes)
# make audit     known weaknesses of it, by the advisory database of PyPI: needs the network, and says so when nobody can
#                be asked (ARGS=--where-reachable: that is no failure)
# make docs      are the generated parts of the documentation up to date?
# make docs-update   write them anew
# make clean     remove what was built
#
# A virtual environment is made on first use. VENV=path puts it elsewhere, PYTHON=python3.13 chooses the interpreter.

.DELETE_ON_ERROR:
.PHONY: report test test-slow test-datasette test-browser pictures screenshots chromium java test-sarif test-spark lint eval \
	bench bench-page fuzz fuzz-kernels test-regexes hostile licences audit faults soak docs docs-update clean

# Compiled once, as an installed package is: else each of the thousands of commands in tests and benchmarks compiles all.
unexport PYTHONDONTWRITEBYTECODE

VENV ?= .venv
BUILD ?= build
RECENT := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	if $$p -c '$(RECENT)' 2>/dev/null; then echo $$p; break; fi; done)

BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
INSTALLED_DEV := $(VENV)/.installed-dev
SAMPLES := $(shell find samples -type f 2>/dev/null)
SOURCES := $(shell find src -type f -not -name '*.pyc' 2>/dev/null)
PAGES := $(wildcard docs/*.md) README.md BENCHMARKS.md

report: $(BUILD)/samples.db
	@$(BIN)/syndicheck report --db $<

$(BUILD)/samples.db: $(INSTALLED) $(SAMPLES) $(SOURCES)
	@mkdir -p $(BUILD)
	@rm -f $@ $@-wal $@-shm
	$(BIN)/syndicheck ingest samples/ --db $@

test: $(INSTALLED_DEV)
	$(BIN)/python -m pytest -m 'not slow' --numprocesses 2 --dist loadfile $(ARGS)

# with all examples of each property, of which make test makes a quarter; regular expressions are in make test-regexes
test-slow: $(INSTALLED_DEV)
	SYNDICHECK_EXAMPLES=all $(BIN)/python -m pytest -m 'slow or hypothesis' --numprocesses 2 --dist worksteal \
		--ignore tests/test_regex_linear.py $(ARGS)

DATASETTE ?= 1.0a41
test-datasette: | $(BIN)/python
	$(PYTHON) -m venv $(BUILD)/datasette
	$(BUILD)/datasette/bin/python -m pip install --quiet --disable-pip-version-check --editable '.[html]' \
		'datasette==$(DATASETTE)' pytest hypothesis
	$(BUILD)/datasette/bin/python -m pytest -q tests/test_datasette*.py tests/test_publish.py

BROWSER := $(BUILD)/.installed-browser
$(BROWSER): pyproject.toml $(INSTALLED_DEV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[browser]'
	@mkdir -p $(BUILD)
	@touch $@

# Debian's own; where packages cannot be installed the tests say so and are skipped
chromium:
	@command -v chromium chromium-browser >/dev/null || test -n "$(SYNDICHECK_CHROMIUM)" || \
		{ apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
			chromium fonts-noto-core fonts-noto-cjk >/dev/null; } || true

test-browser: $(BROWSER) chromium
	SYNDICHECK_BROWSER=1 $(BIN)/python -m pytest -q -rs tests/test_browser.py

PICTURES ?= $(BUILD)/screenshots
pictures: $(BROWSER) chromium
	SYNDICHECK_BROWSER=1 $(BIN)/python -m tests.browser.screenshots $(PICTURES)

screenshots: $(BROWSER) chromium
	SYNDICHECK_BROWSER=1 $(BIN)/python -m tests.browser.screenshots $(PICTURES) --docs docs/images

# the validator of the standard's editors, from npm: the official schema and more
SARIF_MULTITOOL ?= 5.7.0
test-sarif: $(INSTALLED_DEV)
	@command -v npm >/dev/null || { apt-get update -qq && apt-get install -y -qq --no-install-recommends npm; }
	npm install --silent --no-fund --no-audit --prefix $(BUILD)/sarif @microsoft/sarif-multitool@$(SARIF_MULTITOOL)
	SYNDICHECK_SARIF_MULTITOOL=$(abspath $(BUILD))/sarif/node_modules/.bin/sarif-multitool \
		$(BIN)/python -m pytest -q tests/test_check_formats.py

lint: $(INSTALLED_DEV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

eval: $(INSTALLED_DEV)
	$(BIN)/python -m tests.eval $(ARGS)

bench: $(INSTALLED_DEV)
	$(BIN)/python -m tests.bench $(ARGS)
	$(BIN)/python -m tests.bench.marks
	$(BIN)/python -m tests.bench.pairs
	$(BIN)/python -m tests.bench.translations --articles 5000 --queries 100
	$(BIN)/python -m tests.bench.alignment
	$(BIN)/python -m tests.bench.growth
	$(BIN)/python -m tests.bench.readers
	$(BIN)/python -m tests.bench.check
	$(BIN)/python -m tests.bench.pages

# hours: the figures of BENCHMARKS.md
bench-page: $(INSTALLED_DEV)
	$(BIN)/python -m tests.bench.page $(ARGS)
	$(MAKE) --no-print-directory docs-update

fuzz: $(INSTALLED_DEV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[all,dev,fuzz]'
	$(BIN)/python -m tests.fuzz $(ARGS)

# Debian's own; the name without a number is for systems that have another version
java:
	@command -v java >/dev/null || { apt-get update -qq && export DEBIAN_FRONTEND=noninteractive && \
		{ apt-get install -y -qq --no-install-recommends openjdk-17-jre-headless >/dev/null 2>&1 || \
		apt-get install -y -qq --no-install-recommends default-jre-headless >/dev/null; }; } || true

SPARK := $(BUILD)/spark/.installed
$(SPARK): pyproject.toml | $(BIN)/python
	$(PYTHON) -m venv $(BUILD)/spark
	$(BUILD)/spark/bin/python -m pip install --quiet --disable-pip-version-check --editable '.[spark]' pytest
	@touch $@

test-spark: java $(SPARK)
	@command -v java >/dev/null || { echo 'Spark needs Java 17 or newer: apt install openjdk-17-jre-headless' >&2; exit 1; }
	$(BUILD)/spark/bin/python -m pytest -q tests/test_bulk_spark.py $(ARGS)

# Spark wants versions of its own, so it has an environment of its own
licences: $(INSTALLED_DEV) $(SPARK)
	$(BIN)/python scripts/licences.py --but spark
	$(BUILD)/spark/bin/python scripts/licences.py spark

# where pip-audit cannot be installed, the script says that nobody could be asked
AUDIT := $(BUILD)/audit
audit: $(INSTALLED) $(SPARK)
	$(PYTHON) -m venv $(AUDIT)
	-$(AUDIT)/bin/python -m pip install --quiet --disable-pip-version-check pip-audit
	$(BIN)/python -m pip freeze --exclude-editable > $(AUDIT)/installed.txt
	$(BUILD)/spark/bin/python -m pip freeze --exclude-editable > $(AUDIT)/installed-spark.txt
	$(BIN)/python scripts/audit.py $(ARGS) $(AUDIT)/bin/pip-audit $(AUDIT)/installed.txt $(AUDIT)/installed-spark.txt

hostile: test-regexes fuzz-kernels

test-regexes: $(INSTALLED_DEV)
	$(BIN)/python -m pytest -q -m slow tests/test_regex_linear.py

SECONDS ?= 120
fuzz-kernels: $(INSTALLED_DEV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[all,dev,fuzz]'
	$(BIN)/python -m tests.fuzz.kernels --seconds $(SECONDS) $(ARGS)

faults: $(INSTALLED_DEV)
	$(BIN)/python -m tests.faults --sabotage all $(if $(SEED),--seed $(SEED))
	$(BIN)/python -m tests.faults $(if $(SEED),--seed $(SEED)) $(ARGS)

MINUTES ?= 60
soak: $(INSTALLED_DEV)
	$(BIN)/python -m tests.faults --minutes $(MINUTES) $(ARGS)

docs: $(INSTALLED_DEV)
	$(BIN)/python -m cogapp --check --check-fail-msg="Run: make docs-update" -P -I docs $(PAGES)

docs-update: $(INSTALLED_DEV)
	$(BIN)/python -m cogapp -r -P -I docs $(PAGES)

clean:
	rm -rf $(BUILD) .eval .bench .pytest_cache .mypy_cache .ruff_cache .hypothesis

# ── the environment ──────────────────────────────────────────────────────────────────────────────────

$(BIN)/python:
	@test -n "$(PYTHON)" && $(PYTHON) -c '$(RECENT)' 2>/dev/null || \
		{ echo 'syndicheck needs Python 3.11 or later: install it, or name it with make PYTHON=/path/to/python3' >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
		{ echo 'Python has no venv module: on Debian and Ubuntu, apt install python3-venv' >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

# Editable, so that a change under src/ needs no new installation; only pyproject.toml does.
$(INSTALLED): pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[all]'
	@touch $@

$(INSTALLED_DEV): pyproject.toml $(INSTALLED) | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[all,dev]'
	@touch $@
