PYTHON ?= python3
RUN = .venv/bin

.DEFAULT_GOAL := help
.PHONY: help setup demo test lint docs bench lock clean

help: ## show this help
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

setup: ## make .venv with everything the locks name
	@$(PYTHON) bootstrap.py test

demo: setup ## carry motions through fourteen months, in a trial register
	@$(RUN)/python examples/demo.py

test: setup ## run the tests on SQLite and on a real PostgreSQL
	@$(RUN)/python -m pytest -n 2

lint: setup ## check style and types
	@$(RUN)/ruff check .
	@$(RUN)/mypy

docs: setup ## generate docs/states.md, docs/errors.md, docs/cli.md
	@$(RUN)/python docs/generate.py

bench: setup ## print how long the commands take
	@$(RUN)/python benchmarks/commands.py

lock: setup ## resolve the locks anew (needs pip-tools)
	@cd requirements && for name in run test; do \
	  pip-compile -q --allow-unsafe --generate-hashes --no-header --no-emit-index-url \
	    --no-emit-find-links --strip-extras --annotation-style=line -o $$name.lock $$name.in; done

clean: ## remove what was made
	@rm -rf .venv demo .pytest_cache .mypy_cache .ruff_cache .hypothesis
