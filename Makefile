PYTHON ?= python3
RUN = .venv/bin

.DEFAULT_GOAL := help
.PHONY: help setup demo test test-all lint docs wheel bench torture mutants lock clean

help: ## show this help
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

setup: ## make .venv with everything the locks name
	@$(PYTHON) bootstrap.py test

demo: setup ## carry motions through fourteen months, in a trial register
	@$(RUN)/python examples/demo.py

test: setup ## run the tests on SQLite and on a real PostgreSQL
	@$(RUN)/python tests/support/leftovers.py $(RUN)/python -m pytest -n 2 --dist worksteal

test-all: setup ## the same, with the large trials and a real mail server of the system
	@RATSWEG_TEST_ALL=1 $(RUN)/python -m pytest -n 2 --dist worksteal
	@$(RUN)/python tests/support/torture.py

lint: setup ## check style and types
	@$(RUN)/ruff check .
	@$(RUN)/mypy

docs: setup ## generate states.md, errors.md, findings.md, cli.md and json.md in docs/, the life in the READMEs
	@$(RUN)/python docs/generate.py
	@$(RUN)/python docs/life.py

wheel: setup ## build dist/ratsweg-*.whl, to be installed by pipx or uv
	@$(RUN)/python -m hatchling build -t wheel

bench: setup ## print how long commands, reading and a round over a million duties take
	@$(RUN)/python benchmarks/commands.py
	@$(RUN)/python benchmarks/reading.py
	@$(RUN)/python benchmarks/media.py
	@$(RUN)/python benchmarks/duties.py

torture: setup ## kill workers while they send, count what arrives; read papers damaged at random
	@$(RUN)/python tests/support/torture.py
	@RATSWEG_FUZZ=5000 $(RUN)/python -m pytest -n 2 tests/papers/test_fuzz.py

mutants: ## mutate calendar, ladder and votes; list what no test kills
	@$(PYTHON) bootstrap.py mutants
	@$(RUN)/mutmut run; $(RUN)/mutmut results

lock: setup ## resolve the locks anew (needs pip-tools)
	@cd requirements && for name in run test mutants; do \
	  pip-compile -q --allow-unsafe --generate-hashes --no-header --no-emit-index-url \
	    --no-emit-find-links --strip-extras --annotation-style=line -o $$name.lock $$name.in; done

clean: ## remove what was made
	@rm -rf .venv demo mutants .pytest_cache .mypy_cache .ruff_cache .hypothesis
