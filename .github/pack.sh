#!/usr/bin/env bash
# Packs a program for a release: pack.sh PROGRAM TARGET VERSION FOLDER
# The archive holds the program, its manual, the completions of shells, the licences and the changes.
set -euo pipefail
program=$1 target=$2 version=$3 out=$4
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

libraries=$(ldd "$program" 2>&1 || true)
if [[ $target == *-musl && $libraries == *"=>"* ]]; then
  echo "$program needs libraries, and must not:"
  echo "$libraries"
  exit 1
fi
[ "$("$program" --version)" = "pincite $version" ] || { echo "$program is not pincite $version"; exit 1; }

name=pincite-v$version-$target
folder=$out/$name
mkdir -p "$folder/completions" "$folder/man"
cp "$program" "$folder/"
cp "$root"/{README.md,CHANGELOG.md,LICENSE-MIT,LICENSE-APACHE} "$folder/"
"$program" completions bash >"$folder/completions/pincite.bash"
"$program" completions zsh >"$folder/completions/_pincite"
"$program" completions fish >"$folder/completions/pincite.fish"
"$program" completions powershell >"$folder/completions/_pincite.ps1"
"$program" man >"$folder/man/pincite.1"
# The commands, as the help lists them.
commands=$("$program" --help | sed -n '/^Commands:/,/^$/s/^  \([a-z][a-z-]*\).*/\1/p')
for command in $commands; do
  "$program" man "$command" >"$folder/man/pincite-$command.1"
done
tar -czf "$out/$name.tar.gz" -C "$out" "$name"
if [[ $target == *-windows-* ]]; then
  (cd "$out" && 7z a -bso0 "$name.zip" "$name")
fi
rm -r "$folder"
echo "$out/$name.tar.gz"
