#!/usr/bin/env bash
# Times whole processes side by side and prints ratios: CPU seconds (user and system), the least of seven.
# usage: tests/bench/side_by_side.sh [TEXT]      a text to use instead of the one that is made
# Needs cargo, GNU time and awk. `typos` is timed too where it is installed (pip install typos).
set -euo pipefail
cd "$(dirname "$0")/../.."
cargo build --release --quiet
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cargo bench --quiet --bench speed -- --write "$work"
cpu() { # the least CPU seconds of seven runs
  for _ in 1 2 3 4 5 6 7; do
    { TIMEFORMAT='%U %S'; time "$@" >/dev/null 2>&1 || true; } 2>&1 | awk '{ printf "%.3f\n", $1 + $2 }'
  done | sort -n | head -n 1
}
memory() { # kilobytes held at the most
  { command time -f 'held %M' "$@" >/dev/null; } 2>&1 | awk '/^held/ { print $2 }'
}
ratio() { awk -v a="$1" -v b="$2" 'BEGIN { if (b > 0) printf "%.2f", a / b; else print "-" }'; }
pincite=${CARGO_TARGET_DIR:-target}/release/pincite
big=${1:-$work/big.txt}
size=$(wc -c <"$big")
a=$(cpu "$pincite" check "$big" -q); b=$(cpu wc -w "$big")
echo "prose, $size bytes: pincite $a s, wc -w $b s, ratio $(ratio "$a" "$b") (at most 5)"
held=$(memory "$pincite" check "$big" -q || true)
echo "memory: $held kB, $(awk -v a="$held" -v b="$size" 'BEGIN { printf "%.2f", a * 1024 / b }') times the text (at most 6)"
one=$(cpu "$pincite" check "$work/ten.txt" -q); two=$(cpu "$pincite" check "$work/twenty.txt" -q)
echo "twice the text: $one s, $two s, ratio $(ratio "$two" "$one") (at most 2.2)"
echo "150 kB with 500 entries: $(cpu "$pincite" check "$work/paper.txt" --bib "$work/refs.bib" -q) s (at most 0.015)"
echo "100,000 entries: $(cpu "$pincite" check "$work/paper.txt" --bib "$work/many.bib" -q) s (at most 1.5)"
c=$(cpu "$pincite" check "$work/folder" -q --threads 1)
if command -v typos >/dev/null 2>&1; then
  d=$(cpu typos --threads 1 "$work/folder")
  echo "1,000 Markdown files: pincite $c s, typos $d s, ratio $(ratio "$d" "$c") (at least 2.5)"
else
  echo "1,000 Markdown files: pincite $c s (typos is not installed)"
fi
