#!/usr/bin/env bash
# What action.yml runs: annotations in the log, a summary on the page of the job, SARIF in a file.
# Ends with the exit code of isnad. Reads INPUT_PATHS, INPUT_CHANGED_SINCE, INPUT_BASELINE, INPUT_FAIL_ON,
# INPUT_SARIF and INPUT_ARGS; a setting that is empty is not passed on.
set -uo pipefail

summary=$(mktemp -d)/summary.md
options=(--format github --format "markdown=$summary")
[ -n "${INPUT_SARIF:-}" ] && options+=(--format "sarif=$INPUT_SARIF")
[ -n "${INPUT_CHANGED_SINCE:-}" ] && options+=(--changed-since "$INPUT_CHANGED_SINCE")
[ -n "${INPUT_BASELINE:-}" ] && options+=(--baseline "$INPUT_BASELINE")
[ -n "${INPUT_FAIL_ON:-}" ] && options+=(--fail-on "$INPUT_FAIL_ON")
# Blanks part the words of these two; nothing else in them is looked at.
set -f
# shellcheck disable=SC2206
options+=(${INPUT_ARGS:-})
# shellcheck disable=SC2206
paths=(${INPUT_PATHS:-.})

code=0
isnad check "${options[@]}" -- "${paths[@]}" || code=$?
if [ -n "${GITHUB_STEP_SUMMARY:-}" ] && [ -f "$summary" ]; then
    cat "$summary" >> "$GITHUB_STEP_SUMMARY"
fi
exit "$code"
