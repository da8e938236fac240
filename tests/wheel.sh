#!/usr/bin/env bash
# Builds the wheel, installs it into a fresh environment, and checks the example with what was installed.
# Needs python3 with venv, and PyPI for maturin; the wheel itself is installed without any network.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

python3 -m venv "$work/build"
if ! "$work/build/bin/pip" install --quiet --disable-pip-version-check 'maturin>=1.8,<2'; then
  echo "maturin cannot be installed: passed by"
  exit 0
fi
"$work/build/bin/maturin" build --release --locked --out "$work/dist" --quiet

python3 -m venv "$work/fresh"
"$work/fresh/bin/pip" install --quiet --disable-pip-version-check --no-index "$work"/dist/*.whl
cd "$work"
fresh=$work/fresh/bin/pincite
want="pincite $(sed -n 's/^version = "\(.*\)"$/\1/p' "$root/Cargo.toml" | head -n 1)"
[ "$("$fresh" --version)" = "$want" ] || { echo "the wheel's program is not $want"; exit 1; }

cp -r "$root/docs/example" example
status=0
"$fresh" check example --format concise >found.txt || status=$?
if [ "$status" != 1 ] || ! grep -q 'error\[C005\]' found.txt; then
  echo "the wheel's program ends with $status and finds:"
  cat found.txt
  exit 1
fi
echo "the wheel $(basename dist/*.whl) installs, is $want, and checks the example"
