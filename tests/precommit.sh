#!/usr/bin/env bash
# Runs the hooks with pre-commit itself, in a project of its own, from a clone of what is committed here.
# Needs git, python3 with venv, and PyPI. `pincite-system` runs what is first on the path, or PINCITE names;
# with PINCITE_HEAVY=1 `pincite` is tried too, which builds pincite from source.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export PRE_COMMIT_HOME=$work/cache GIT_CONFIG_GLOBAL=/dev/null
if [ -n "${PINCITE:-}" ]; then PATH=$(cd "$(dirname "$PINCITE")" && pwd):$PATH; fi

python3 -m venv "$work/venv"
if ! "$work/venv/bin/pip" install --quiet --disable-pip-version-check pre-commit; then
  echo "pre-commit cannot be installed: passed by"
  exit 0
fi
try() { "$work/venv/bin/pre-commit" try-repo "$work/hooks" "$@" 2>&1; }

git clone --quiet "$root" "$work/hooks"
cp -r "$root/docs/example" "$work/project"
cd "$work/project"
git init --quiet
git add .

hooks=(pincite-system)
if [ "${PINCITE_HEAVY:-0}" = 1 ]; then hooks+=(pincite); fi
for hook in "${hooks[@]}"; do
  # A bibliography changed: the manuscript beside it is checked.
  if out=$(try "$hook" --files refs.bib); then echo "$hook passes where it must not:"; echo "$out"; exit 1; fi
  grep -q 'error\[C005\]' <<<"$out" || { echo "$hook does not say what is wrong:"; echo "$out"; exit 1; }
  # What pincite does not read concerns nobody.
  touch picture.png && git add picture.png
  out=$(try "$hook" --files picture.png) || { echo "$out"; exit 1; }
  grep -q 'no files to check' <<<"$out" || { echo "$hook runs for a picture:"; echo "$out"; exit 1; }
  echo "$hook runs in pre-commit"
done
