# make site           build the tool, check content/, write public/
# make test           run every test
# make test-browser   read the built site in headless Chromium
# make test-slurm     build the site in parts on a Slurm cluster of one node
# They install what they need (Debian/Ubuntu packages, with sudo where not root), but for Chromium: sh .ci/setup browser.

# With Swift's own libraries inside: the program runs where no Swift is installed, and starts in two thirds of the time.
release := -c release --static-swift-stdlib

# Tests that wait for running programs: with hundreds of others on the same cores they would come too late to see anything.
timed := InterruptionTests|ServeCommandTests|PreviewTests\.

fuzzed := yaml json csv figure expression disclosure site forms markdown template attachment manifest kept request page

.PHONY: site test test-browser test-slurm setup tool mutation fuzz benchmark simulate lint format embed golden check-site clean

site: tool
	.build/release/mingzhang build .

test: setup
	swift build --build-tests
	swift test --skip-build --skip '$(timed)'
	swift test --skip-build --filter '$(timed)'

# Search, links, keyboard, paper, dark, 360 px, no scripts, on one page of every kind, and a preview while its files are
# edited (2 minutes); says so and passes where Chromium is missing.
test-browser: site
	python3 .ci/browser_test.py public
	python3 .ci/preview_test.py .build/release/mingzhang .

# docs/batch/slurm.sh on a Slurm cluster of one node, and the commands of the Kubernetes manifests beside it: what they
# merge must be what one machine builds (half a minute; says so and passes where Slurm cannot be had).
test-slurm: tool
	.ci/slurm_test

# The release binary, at .build/release/mingzhang.
tool: setup
	swift build $(release) --product mingzhang

setup:
	@sh .ci/setup

# How strong the rules are: the figures of true narratives mistyped one at a time, every slip in every figure of the sample,
# ten thousand true disclosures, and every file of the sample damaged in seven ways (15 minutes).
mutation: setup
	swift build $(release) --product MutationRun -Xswiftc -enable-testing --scratch-path .build/mutation
	.build/mutation/release/MutationRun

# How fast the checks are, and whole sites beside Hugo and a bare pipeline: ratios of whole processes, taken in one run
# (some minutes; DISCLOSURES=500: twenty); and how soon a browser shows an edit, where there is Chromium.
benchmark: tool
	swift build $(release) --product Benchmark
	.build/release/Benchmark $(if $(DISCLOSURES),--disclosures $(DISCLOSURES))

# What a province of 20,000 units and ten years would cost: a part of it built for real, in parts and merged; the rest
# reckoned from that (UNITS=100: ten minutes, 3 GB of disk).
simulate: tool
	swift build $(release) --product Benchmark
	.build/release/Benchmark --simulate $(or $(UNITS),40)

# Fuzzes one input format with libFuzzer, or all one after the other, for FUZZ seconds each (60): what it finds on its way
# stays in .build/fuzz-corpus for the next time, and what crashes, hangs or eats memory in .build/fuzz-found.
fuzz: setup
	MINGZHANG_FUZZ=1 swift build -c release --product Fuzz --scratch-path .build/fuzz \
	  -Xswiftc -sanitize=fuzzer -Xswiftc -parse-as-library -Xswiftc -enable-testing
	for target in $(or $(TARGET),$(fuzzed)); do \
	  mkdir -p .build/fuzz-corpus/$$target .build/fuzz-found && \
	  SWIFT_BACKTRACE=enable=no TARGET=$$target .build/fuzz/release/Fuzz .build/fuzz-corpus/$$target -verbosity=0 \
	    -max_total_time=$(or $(FUZZ),60) -timeout=20 -rss_limit_mb=3000 -max_len=4096 -print_final_stats=1 \
	    -artifact_prefix=.build/fuzz-found/$$target- || exit 1; \
	done

# Formatting and lint rules, as CI runs them.
lint:
	swift format lint --strict --recursive --parallel Package.swift Sources Tests

format:
	swift format --in-place --recursive --parallel Package.swift Sources Tests

# After adding or removing a file below templates/, forms/ or Sources/CTheme/starter/.
embed:
	Sources/CTheme/embed.sh

# Accepts the pages and reports as they are now; read the difference before you commit it.
golden: setup
	swift build --build-tests
	MINGZHANG_ACCEPT=1 swift test --skip-build --filter "GoldenPage|CheckCommand|ReportFormat"

# Whether a built site is whole: every link, fragment and checksum.
check-site:
	python3 .ci/check_site.py public

clean:
	rm -rf .build
