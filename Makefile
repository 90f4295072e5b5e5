# Everything that is needed is installed here, once, under the checkout.
# What has to be there: python >= 3.11 with venv, node >= 20 with npm, make, git.

SHELL := /bin/sh
.DEFAULT_GOAL := help
PYTHON3 ?= python3
UV_VERSION := 0.13.8
STAGE ?= dev

# Given by the caller to `make demo`.
export DOCS
export Q

export UV_PYTHON_DOWNLOADS := never
export JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION := 20

UV := .nyqst/uv/bin/uv
PYTHON := .venv/bin/python
READY := .venv/.ready node_modules/.ready

.PHONY: help install demo up down status test explore check bench mutants deploy schemas

help:  ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

install: $(READY)  ## everything the other commands need

demo: $(READY)  ## one research run on the local stack; DOCS=folder Q="question" for your own
	@$(PYTHON) -m infra.local.demo --documents "$$DOCS" --question "$$Q"

up: $(READY)  ## the local stack, left running
	@$(PYTHON) -m infra.local up

down: $(READY)  ## stops the local stack; what is stored stays
	@$(PYTHON) -m infra.local down

status: $(READY)  ## where the local stack is
	@$(PYTHON) -m infra.local status

test: $(READY)  ## every test that needs no cloud account
	$(PYTHON) -m pytest

explore: $(READY)  ## the property tests, on examples drawn anew
	$(PYTHON) -m pytest -m hypothesis --hypothesis-profile=explore --ignore=tests/local
	$(PYTHON) -m tests.simulation.metering

check: $(READY)  ## linters, types, layering, templates
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports
	node_modules/.bin/cdk synth --quiet --output .nyqst/cdk.check -c stage=prod

bench: $(READY)  ## the benchmarks: a table here, JSON in .nyqst/bench.json
	@POWERTOOLS_METRICS_DISABLED=true $(PYTHON) -m tests.bench

mutants: $(READY)  ## a small change to metering at a time: does a test fail for it? ten minutes
	@$(PYTHON) -m tests.mutants

deploy: $(READY)  ## to the caller's AWS account, as STAGE
	node_modules/.bin/cdk deploy --all -c stage=$(STAGE)

schemas: $(READY)  ## writes the published schemas and the OpenAPI file anew
	$(PYTHON) -m tests.published

$(UV):
	@echo "Installing uv $(UV_VERSION)"
	@$(PYTHON3) -m venv .nyqst/uv
	@.nyqst/uv/bin/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)

.venv/.ready: $(UV) pyproject.toml uv.lock
	@echo "Installing the Python packages"
	@$(UV) sync --frozen --quiet --python $(PYTHON3)
	@touch $@

node_modules/.ready: package.json package-lock.json
	@echo "Installing the CDK command line"
	@npm ci --silent --no-audit --no-fund
	@touch $@
