#!/usr/bin/env bash
# Builds the benchmarks, runs them, and prints a Markdown table for each; progress goes to standard error.
#
#   run.sh                 the full run
#   run.sh FenceBenchmark  what the fences cost
#   run.sh --memory        what an entry takes in memory
#   run.sh --growth        whether an invalidation takes longer where there are more entries
#   run.sh --threads       how many more hits two threads have than one
#   run.sh --listing       what a page of a large cache takes, and takes from those who read
#   run.sh --start-up      how much longer an application takes to start
#   run.sh --replay=FILE   recorded accesses on PostgreSQL, beside Spring's own annotation
#   run.sh --stampede      how many loads a crowd of callers makes, and how long it waits
#   run.sh --profile Near  where the time goes, as flame graphs in benchmarks/target/profile
#   run.sh --guard         whether a hit takes less than with Spring's own annotation
#   run.sh --smoke         whether every benchmark runs: a moment each, the figures mean nothing
#   run.sh -f 3 -i 10      any option of JMH
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
mvn --batch-mode --quiet --projects benchmarks --also-make -Dmaven.test.skip=true package >&2

java="${JAVA_HOME:+$JAVA_HOME/bin/}java"
exec "$java" -cp "benchmarks/target/benchmarks.jar:$(<benchmarks/target/classpath.txt)" io.wellspring.benchmarks.Benchmarks "$@"
