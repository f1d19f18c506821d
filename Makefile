# Every target that builds calls scripts/setup.sh first, which is instant when nothing is missing.
# There is one profile, release, for everything, so that all targets share their builds.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

# CI builds exactly what Cargo.lock says.
LOCKED := $(if $(CI),--locked)
RELEASE := --release $(LOCKED)
TARGET := $(or $(CARGO_TARGET_DIR),target)
BIN := $(TARGET)/release
# Where the WASM itself is not needed it is not built.
NO_WASM := SKIP_WASM_BUILD=1

.PHONY: help
help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-19s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: setup
setup: ## Install what the build needs and this machine lacks
	@scripts/setup.sh

.PHONY: demo
demo: node ## Play the life of one GPU loan on a chain of its own
	$(BIN)/caliber demo

.PHONY: test
test: setup ## Run all tests
	$(NO_WASM) cargo test $(RELEASE) --workspace

.PHONY: test-node
test-node: setup ## Run the tests that start real nodes with a real runtime
	cargo test $(RELEASE) --workspace --test node -- --ignored

.PHONY: test-feeds
test-feeds: setup ## Play the hostile cases of the feeds, and a network of four reporters, on real nodes
	cargo test $(RELEASE) --workspace --test feeds -- --ignored

.PHONY: test-validators
test-validators: setup ## Change a validator's keys among four, and join them by warp sync
	cargo test $(RELEASE) --workspace --test validators -- --ignored --nocapture

.PHONY: test-upgrade
test-upgrade: rehearsal-wasm ## Upgrade four validators by a public vote, and repair an upgrade that fails
	cargo test $(RELEASE) --workspace --test upgrade -- --ignored --nocapture

# The WASM alone: the node embeds the runtime as it is.
.PHONY: rehearsal-wasm
rehearsal-wasm: setup ## Build the next version of the runtime, with a migration, to rehearse an upgrade by
	cargo build $(RELEASE) -p caliber-runtime-wasm --features rehearsal

# All programs at once: cargo picks the features of a dependency by the packages selected, and only
# the whole workspace selects the same as the tests do. Building the node alone would compile some
# three hundred crates a second time.
.PHONY: node
node: setup ## Build the node with its runtime, feed-sim and the client
	cargo build $(RELEASE) --workspace --bins

.PHONY: network
network: node ## Run four validators and their sources on loopback, until Ctrl-C
	$(BIN)/caliber network start

# TESTS="two four upgrade" plays those.
.PHONY: zombienet
zombienet: node ## Play a network of two validators under zombienet, or TESTS=...
	BIN="$(BIN)" zombienet/run $(or $(TESTS),two)

# In its own folder: the feature needs an executor to build with, and so all of FRAME once more.
.PHONY: node-release
node-release: setup ## Build the node as it is released, with the digest that hardware wallets ask for
	cargo build --profile production --locked --workspace --bins --features caliber-node/metadata-hash

.PHONY: check
check: setup ## Type-check everything, tests included
	$(NO_WASM) cargo check $(RELEASE) --workspace --all-targets

.PHONY: fmt
fmt: setup ## Format the code
	cargo fmt --all

.PHONY: lint
lint: setup ## Check format, dependency graph, links and clippy
	cargo fmt --all --check
	scripts/check-graph.sh
	scripts/check-docs.sh
	scripts/check-casts.sh
	$(MAKE) clippy

# With the features that only benchmarks, try-runtime and rehearsals switch on, so that their code is read too.
.PHONY: clippy
clippy: setup ## Read all code with clippy
	$(NO_WASM) cargo clippy $(RELEASE) --workspace --all-targets \
		--features caliber-runtime/rehearsal,caliber-runtime/runtime-benchmarks,caliber-runtime/try-runtime -- -D warnings

.PHONY: docs
docs: setup ## Build the API documentation, and the book where mdbook is installed
	$(NO_WASM) RUSTDOCFLAGS="-D warnings" cargo doc $(RELEASE) --workspace --no-deps
	if command -v mdbook >/dev/null; then mdbook build docs; fi

.PHONY: chain-specs
chain-specs: node ## Write complete plain and raw chain specs to target/chain-specs
	mkdir -p target/chain-specs
	for spec in chain-specs/*.json; do \
		name=$$(basename "$$spec" .json); \
		$(BIN)/caliber-node export-chain-spec --chain "$$spec" --output "target/chain-specs/$$name.json"; \
		$(BIN)/caliber-node export-chain-spec --chain "$$spec" --raw --output "target/chain-specs/$$name-raw.json"; \
	done

# PALLET=roles measures one; STEPS, REPEAT and SECONDS_EACH as in tools/bencher/weights.sh.
.PHONY: weights
weights: setup ## Measure what calls cost, of all pallets or of PALLET=name
	tools/bencher/weights.sh $(PALLET)

.PHONY: check-weights
check-weights: setup ## Run every benchmark once, and see that each has a figure
	tools/bencher/weights.sh --check

# One test prints each table; with CALIBER_PERFORMANCE it writes it.
TABLES := CALIBER_PERFORMANCE=write $(NO_WASM) cargo test $(RELEASE) --workspace

.PHONY: performance
performance: performance-weights ## Measure 1,000 to 100,000 loans, and LOANS=n, into docs/performance.md
	CALIBER_LOANS=$(LOANS) $(TABLES) --test lending -- --ignored --nocapture

.PHONY: performance-weights
performance-weights: setup ## Write what `make weights` measured into docs/performance.md
	$(TABLES) --test performance

# CLIENTS="papi dedot" runs some of them.
.PHONY: clients
clients: node ## Use the chain by Polkadot.js, polkadot-api, dedot, subxt and smoldot
	scripts/setup.sh --clients
	clients/run.sh $(CLIENTS)

# The workspaces beside the chain's, which `make clippy` does not see.
.PHONY: check-tools
check-tools: setup ## Read the code of fuzz target, benchmarks of the mathematics and Rust client
	for crates in fuzz tools/finance-bench clients/rust; do \
		cargo fmt --all --check --manifest-path "$$crates/Cargo.toml" && \
		cargo clippy --locked --all-targets --all-features --manifest-path "$$crates/Cargo.toml" \
			--target-dir "$(TARGET)/$$(basename "$$crates")" -- -D warnings || exit; \
	done

.PHONY: bench
bench: setup ## Measure the mathematics, natively and as WASM
	tools/finance-bench/bench.sh

.PHONY: fuzz
fuzz: setup ## Fuzz the mathematics, or FUZZ=feeds or FUZZ=reports, for 600 seconds or SECONDS=n
	scripts/fuzz.sh $(or $(SECONDS),600) $(or $(FUZZ),finance)

.PHONY: mutants
mutants: setup ## Break the mathematics in every way that its tests must notice
	scripts/mutants.sh

.PHONY: ci
ci: ## Run what CI runs
	.ci/run
