# Everything runs in .venv, so nothing has to be activated. Keep to what GNU make 3.81 (macOS) knows.

PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip --disable-pip-version-check

# Extra arguments, e.g. make test ARGS="-k feeds", make serve ARGS="--port 9000".
ARGS ?=

# No .venv, one of an outdated Python, or one whose Python has since been removed: make it (again).
ifneq ($(shell $(PY) -c "import pip, sys; print(sys.version_info >= (3, 11))" 2>/dev/null),True)
.PHONY: $(VENV)/pyvenv.cfg
endif

.PHONY: all test lint serve bench lock clean help

all: $(VENV)/.installed-runtime  ## build the site (default)
	$(PY) build.py

test: $(VENV)/.installed-dev  ## run the tests
	$(PY) -m pytest $(ARGS)

lint: $(VENV)/.installed-dev  ## check style, types and layering
	$(VENV)/bin/ruff check
	$(VENV)/bin/ruff format --check
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports

serve: $(VENV)/.installed-runtime  ## preview the site, rebuilding on change
	$(PY) build.py serve $(ARGS)

bench: $(VENV)/.installed-runtime  ## measure builds of made-up sites, against Hugo where it is installed
	$(PY) -m benchmarks $(ARGS)

# One file for all platforms and for Python 3.11 upwards (--universal). Only the main index is asked:
# wheels from elsewhere could have other hashes than everybody else's. uv does not read pip's settings;
# a mirror of the index goes in UV_DEFAULT_INDEX, and no address is written to the files.
LOCK = env -u UV_INDEX -u UV_EXTRA_INDEX_URL -u UV_FIND_LINKS \
	$(VENV)/bin/uv pip compile --quiet --python $(PY) --universal --python-version 3.11 --upgrade \
	--generate-hashes --no-annotate --no-emit-index-url --no-emit-find-links \
	--custom-compile-command "make lock" pyproject.toml

lock: $(VENV)/pyvenv.cfg  ## refresh both lock files from pyproject.toml
	$(PIP) install --quiet uv
	$(LOCK) --output-file requirements.txt
	$(LOCK) --extra dev --constraint requirements.txt --output-file requirements-dev.txt

clean:  ## remove what builds leave behind (not .venv)
	rm -rf output .output* .cache

help:  ## list the targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1	\2/p' Makefile

# The stamps are as old as the last installation: a second make installs nothing, a new lock file does.
$(VENV)/.installed-runtime: requirements.txt $(VENV)/pyvenv.cfg
	$(PIP) install --quiet --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.installed-dev: requirements-dev.txt $(VENV)/pyvenv.cfg
	$(PIP) install --quiet --require-hashes -r requirements-dev.txt
	@touch $@

$(VENV)/pyvenv.cfg:
	@command -v $(PYTHON) >/dev/null || \
		{ echo "$(PYTHON) not found: briefkit needs Python 3.11 or newer (make PYTHON=...)." >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "briefkit needs Python 3.11 or newer; $(PYTHON) is `$(PYTHON) --version 2>&1`." >&2; \
		  echo "Name another one, e.g.: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || \
		{ echo "$(PYTHON) cannot make virtual environments. On Debian or Ubuntu:" >&2; \
		  $(PYTHON) -c 'import sys; print("  apt install python3-venv  (or python3.%d-venv)" % sys.version_info[1])' >&2; \
		  exit 1; }
	$(PYTHON) -m venv --clear $(VENV)
