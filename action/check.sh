#!/usr/bin/env bash
# Runs `pincite check` with what the inputs say, and tells the runner how it ended.
# In: PINCITE_DIRECTORY, PINCITE_PATHS, PINCITE_BIB, PINCITE_SOURCES, PINCITE_ARGS, PINCITE_SARIF and PINCITE_SUMMARY
# (each may be empty), and what a runner sets. Lists have one item a line, so that a name may hold blanks.
set -euo pipefail

die() {
  printf '::error title=pincite::%s\n' "$1"
  exit 2
}

# Puts each line of $1 that is not empty into `lines`.
split() {
  local line
  lines=()
  while IFS= read -r line || [ -n "$line" ]; do
    line=${line%$'\r'}
    if [ -n "$line" ]; then lines+=("$line"); fi
  done <<<"$1"
}

# The oldest bash that runners have takes an empty list for an unset one, hence the plus.
flags=(--format=github)
split "${PINCITE_BIB:-}"
for line in ${lines[@]+"${lines[@]}"}; do flags+=("--bib=$line"); done
split "${PINCITE_SOURCES:-}"
for line in ${lines[@]+"${lines[@]}"}; do flags+=("--sources=$line"); done
split "${PINCITE_ARGS:-}"
for line in ${lines[@]+"${lines[@]}"}; do
  # A word without a dash would be taken for a path, and `--` would end the flags.
  [[ $line == -?* && $line != -- ]] || die "an argument begins with a dash, and has its value behind =: --fail-on=warning"
  flags+=("$line")
done
split "${PINCITE_PATHS:-}"
paths=(${lines[@]+"${lines[@]}"})
[ "${#paths[@]}" -gt 0 ] || paths=(.)

sarif=${PINCITE_SARIF:-}
# A line break would let a value speak to the runner.
[[ $sarif != *$'\n'* ]] || die "the name of the SARIF report has one line"
# Code scanning would open alerts for what a comment hides.
if [ -n "$sarif" ]; then flags+=("--output=sarif=$sarif" --no-suppressed); fi

summary=""
if [ "${PINCITE_SUMMARY:-true}" = true ] && [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then
  summary=$(mktemp "${RUNNER_TEMP:-/tmp}/pincite-summary.XXXXXX")
  flags+=("--output=markdown=$summary")
fi

cd -- "${PINCITE_DIRECTORY:-.}" || die "there is no such working directory"
status=0
pincite check "${flags[@]}" -- "${paths[@]}" || status=$?

if [ -n "$summary" ]; then cat "$summary" >>"$GITHUB_STEP_SUMMARY"; fi
{
  printf 'status=%s\n' "$status"
  if [ -n "$sarif" ] && [ -f "$sarif" ]; then
    case "$sarif" in
      /* | ?:*) printf 'sarif=%s\n' "$sarif" ;;
      *) printf 'sarif=%s/%s\n' "${PINCITE_DIRECTORY:-.}" "$sarif" ;;
    esac
  fi
} >>"$GITHUB_OUTPUT"
exit "$status"
