# Two commands: `make site` checks the library and builds both sites, `make test` runs every test.
# Each sets up its own virtual environment from a lock with hashes; a second run installs nothing.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PUBLIC := site
INTERNAL := site-internal

# Material prints its end-of-life notice on every build; docs/developers/site-builder.md tells it in full.
export NO_MKDOCS_2_WARNING := 1
export DISABLE_MKDOCS_2_WARNING := true
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: site check status build serve test lint browser lock clean

site: check build
	@echo
	@$(BIN)/preplan status | head -n 1
	@echo "公开版：$(PUBLIC)/index.html　内部版：$(INTERNAL)/index.html"
	@echo "边改边看：make serve，然后打开 http://127.0.0.1:8000/（公开版）和 http://127.0.0.1:8001/（内部版）"

check: $(VENV)/.installed
	$(BIN)/preplan check

status: $(VENV)/.installed
	$(BIN)/preplan status

build: $(VENV)/.installed
	$(BIN)/python tools/site_hooks.py $(PUBLIC) $(INTERNAL)

# A preview: built again on every change, and shown even while the check has errors; nothing is written to the folders.
serve: $(VENV)/.installed
	@echo "预览（首次生成约需一分钟，保存改动后自动重新生成）："
	@echo "公开版 http://127.0.0.1:8000/　内部版 http://127.0.0.1:8001/　按 Ctrl-C 结束"
	@trap 'kill 0' INT TERM; \
	AUDIENCE=public $(BIN)/mkdocs serve --quiet --no-strict --dev-addr 127.0.0.1:8000 & \
	AUDIENCE=internal $(BIN)/mkdocs serve --quiet --no-strict --dev-addr 127.0.0.1:8001 & wait

test: $(VENV)/.installed-test lint browser
	$(BIN)/python -m pytest

lint: $(VENV)/.installed-test
	$(BIN)/ruff check tools tests
	$(BIN)/ruff format --check tools tests
	$(BIN)/mypy

browser:
	@sh tests/site/install-browser.sh

# The lock is made by uv for every Python from 3.11 on; no index, host or path of a machine goes into it.
lock: $(VENV)/.installed-test
	$(BIN)/pip install --quiet uv
	printf 'setuptools>=80\nwheel>=0.45\n' > $(VENV)/build.in
	$(BIN)/uv pip compile pyproject.toml $(VENV)/build.in --universal --python-version 3.11 --upgrade --quiet \
	  --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links -o requirements.lock
	$(BIN)/uv pip compile pyproject.toml $(VENV)/build.in --extra test --universal --python-version 3.11 --upgrade --quiet \
	  --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links -o requirements-dev.lock

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	  || { echo "需要 Python 3.11 或更新版本（命令 $(PYTHON)）。Debian/Ubuntu：apt install python3 python3-venv"; exit 2; }
	@$(PYTHON) -m venv $(VENV) \
	  || { rm -rf $(VENV); echo "不能建立虚拟环境。Debian/Ubuntu：apt install python3-venv"; exit 2; }

$(VENV)/.installed: requirements.lock pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.installed-test: requirements-dev.lock pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@ $(VENV)/.installed

clean:
	rm -rf $(VENV) $(PUBLIC) $(INTERNAL) build tools/*.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
