#!/usr/bin/env bash
# How fast cited works are read, and how much memory they take: 1,000 sources of 100 kB, one manuscript that cites
# them all. Prints megabytes a second on one thread, and the peak of memory over that without sources.
# usage: tests/bench/sources.sh [txt|md|html]      what the sources are written in
set -euo pipefail
cd "$(dirname "$0")/../.."
kind=${1:-txt}
cargo build --release --quiet
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 - "$work" "$kind" <<'PY'
import os, random, sys
random.seed(11)
work, kind = sys.argv[1:]
words = [("the of and a in to was by for with on at as from ferry keeper light tide wind weather river rope sheep mail ice bay isle "
          "boat harbour winter summer years people valley north letter record wrote crossed carried closed began measured").split()]
vocabulary = words[0] + ["".join(random.choice("bdfglmnprstv") + random.choice("aeiou") for _ in range(random.randint(2, 4))) for _ in range(4000)]
def sentence():
    out = [random.choice(words[0]) if random.random() < 0.6 else random.choice(vocabulary) for _ in range(random.randint(8, 26))]
    if random.random() < 0.25:
        out.insert(len(out) // 2, f"{random.randint(2, 9)},{random.randint(100, 999)} {random.choice(['sheep', 'people', 'km', 'letters'])}")
    return " ".join(out).capitalize() + "."
def wrapped(text, width=78):
    lines, line = [], ""
    for word in text.split():
        if len(line) + len(word) + 1 > width:
            lines.append(line); line = word
        else:
            line = f"{line} {word}" if line else word
    return "\n".join(lines + [line])
def paragraphs(size):
    out, n = [], 0
    while n < size:
        out.append(" ".join(sentence() for _ in range(6))); n += len(out[-1]) + 2
    return out
def source(size):
    body = paragraphs(size)
    if kind == "html":
        return "<!doctype html><html><body><nav><a href=x>Menu</a></nav><article>" + "\n".join(f"<p>{wrapped(p)}</p>" for p in body) + "</article></body></html>"
    return "\n\n".join(wrapped(p) for p in body) if kind == "txt" else "\n\n".join(body)
os.mkdir(f"{work}/sources")
made = [source(100_000) for _ in range(20)]
with open(f"{work}/refs.bib", "w") as bib, open(f"{work}/paper.txt", "w") as paper:
    for i in range(1000):
        name = "".join(random.choice("bdfglmnprstv") + random.choice("aeiou") for _ in range(4)).capitalize()
        bib.write("@book{k%d,\n  author = {%s, Ann},\n  title = {The light of %s},\n  date = {%d},\n}\n" % (i, name, name, 1950 + i % 70))
        paper.write(wrapped(f"{sentence()[:-1]} ({name}, {1950 + i % 70}).") + "\n\n")
        open(f"{work}/sources/k{i}.{kind}", "w").write(made[i % len(made)])
PY
bytes=$(cat "$work"/sources/* | wc -c)
measured() { # seconds of CPU (user and system), and peak of memory in kB
  python3 - "$@" <<'PY'
import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(f"{used.ru_utime + used.ru_stime:.3f} {used.ru_maxrss}")
PY
}
pincite=target/release/pincite
read -r without small < <(measured $pincite check "$work/paper.txt" --bib "$work/refs.bib" -q --threads 1)
read -r with large < <(measured $pincite check "$work/paper.txt" --bib "$work/refs.bib" --sources "$work/sources" -q --threads 1)
awk -v bytes="$bytes" -v a="$without" -v b="$with" -v m="$small" -v n="$large" -v kind="$kind" 'BEGIN {
  printf "1,000 sources (%s), %.1f MB: %.2f s, without them %.2f s: %.1f MB/s\n", kind, bytes / 1e6, b, a, bytes / 1e6 / (b - a)
  printf "memory: %.0f MB, without them %.0f MB: %.2f times their text\n", n / 1e3, m / 1e3, (n - m) * 1024 / bytes }'
