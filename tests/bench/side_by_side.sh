#!/usr/bin/env bash
# Times whole processes side by side and prints ratios: CPU seconds (user and system), best of five.
# usage: tests/bench/side_by_side.sh [TEXT]      a text to use instead of the one that is made
set -euo pipefail
cd "$(dirname "$0")/../.."
cargo build --release --quiet
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 - "$work" <<'PY'
import random, sys
random.seed(7)
work = sys.argv[1]
names = ["Marlow", "Osei", "Lindqvist", "Moreau", "Adeyemi", "Brandt", "Castellan", "Quill", "Abara", "Halvorsen"]
words = "the ferry crossed a wide river before dawn and keepers of lights wrote down wind tide and weather for years while bees slept under peat and heather".split()
def sentence():
    text = " ".join(random.choice(words) for _ in range(random.randint(9, 24))).capitalize()
    if random.random() < 0.3:
        text += f" ({random.choice(names)}, {random.randint(1960, 2023)})"
    return text + "."
def text(size):
    out, n = [], 0
    while n < size:
        out.append(" ".join(sentence() for _ in range(6)))
        n += len(out[-1]) + 2
    return "\n\n".join(out)
def bib(n):
    return "".join("@article{k%d,\n  author = {%s, A. and %s, B.},\n  title = {%s},\n  journaltitle = {Journal of Tides},\n  date = {%d},\n}\n"
                   % (i, random.choice(names) + "x" * (i % 7), random.choice(names), sentence()[:60], 1960 + i % 64) for i in range(n))
ten = text(10_000_000)
open(f"{work}/big.txt", "w").write("\n\n".join([ten] * 10))
open(f"{work}/ten.txt", "w").write(ten)
open(f"{work}/twenty.txt", "w").write(ten + "\n\n" + ten)
open(f"{work}/paper.txt", "w").write(text(150_000))
open(f"{work}/refs.bib", "w").write(bib(500))
open(f"{work}/many.bib", "w").write(bib(100_000))
import os
os.mkdir(f"{work}/folder")
for i in range(1000):
    open(f"{work}/folder/{i}.md", "w").write("# Notes\n\n" + text(15_000))
PY
cpu() { # the least CPU seconds of five runs
  for _ in 1 2 3 4 5; do
    { TIMEFORMAT='%U %S'; time "$@" >/dev/null 2>&1 || true; } 2>&1 | awk '{ printf "%.3f\n", $1 + $2 }'
  done | sort -n | head -n 1
}
ratio() { awk -v a="$1" -v b="$2" 'BEGIN { if (b > 0) printf "%.2f", a / b; else print "-" }'; }
pincite=target/release/pincite
big=${1:-$work/big.txt}
a=$(cpu $pincite check "$big" -q); b=$(cpu wc -w "$big")
echo "prose, $(stat -c %s "$big") bytes: pincite $a s, wc -w $b s, ratio $(ratio "$a" "$b")"
one=$(cpu $pincite check "$work/ten.txt" -q); two=$(cpu $pincite check "$work/twenty.txt" -q)
echo "twice the text: $one s, $two s, ratio $(ratio "$two" "$one")"
echo "150 kB with 500 entries: $(cpu $pincite check "$work/paper.txt" --bib "$work/refs.bib" -q) s"
echo "100,000 entries: $(cpu $pincite check "$work/paper.txt" --bib "$work/many.bib" -q) s"
c=$(cpu $pincite check "$work/folder" -q --threads 1)
if command -v typos >/dev/null 2>&1; then
  d=$(cpu typos --threads 1 "$work/folder")
  echo "1,000 Markdown files: pincite $c s, typos $d s, ratio $(ratio "$d" "$c")"
else
  echo "1,000 Markdown files: pincite $c s (typos is not installed)"
fi
