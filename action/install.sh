#!/usr/bin/env bash
# Puts a released pincite on the path of the steps that follow.
# In: PINCITE_VERSION, PINCITE_SHA256 (each may be empty), and what a runner sets.
set -euo pipefail

die() {
  printf '::error title=pincite::%s\n' "$1"
  exit 2
}

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

version=${PINCITE_VERSION:-}
if [ -z "$version" ]; then
  # The action and the program are one repository, and have one version.
  version=$(sed -n 's/^version = "\(.*\)"$/\1/p' "$here/../Cargo.toml" | head -n 1)
fi
version=${version#v}
[[ $version =~ ^[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.-]+)?$ ]] || die "the version is written like 0.1.0"

sha256=${PINCITE_SHA256:-}
[[ -z $sha256 || $sha256 =~ ^[0-9a-f]{64}$ ]] || die "a sha256 has 64 digits from 0 to f"

case "${RUNNER_OS:-}/${RUNNER_ARCH:-}" in
  Linux/X64) target=x86_64-unknown-linux-musl ;;
  Linux/ARM64) target=aarch64-unknown-linux-musl ;;
  macOS/X64) target=x86_64-apple-darwin ;;
  macOS/ARM64) target=aarch64-apple-darwin ;;
  Windows/X64) target=x86_64-pc-windows-msvc ;;
  *) die "there is no binary for ${RUNNER_OS:-this system} on ${RUNNER_ARCH:-this processor}: install pincite with cargo, and run it" ;;
esac

name=pincite-v$version-$target
from=https://github.com/pincite/pincite/releases/download/v$version
work=$(mktemp -d "${RUNNER_TEMP:-/tmp}/pincite.XXXXXX")
cd "$work"

download() {
  curl --proto '=https' --tlsv1.2 --fail --silent --show-error --location --retry 3 --output "$1" "$from/$1"
}

download "$name.tar.gz" || die "cannot download $from/$name.tar.gz"
if [ -z "$sha256" ]; then
  download SHA256SUMS || die "cannot download $from/SHA256SUMS"
  sha256=$(awk -v name="$name.tar.gz" '$2 == name || $2 == "*" name { print $1 }' SHA256SUMS)
  [[ $sha256 =~ ^[0-9a-f]{64}$ ]] || die "SHA256SUMS of v$version does not name $name.tar.gz"
fi
if command -v sha256sum >/dev/null 2>&1; then
  found=$(sha256sum "$name.tar.gz")
else
  found=$(shasum -a 256 "$name.tar.gz")
fi
found=${found%% *}
# GNU's program marks a hash with a backslash where the name has one.
[ "${found#\\}" = "$sha256" ] || die "$name.tar.gz is not what was released: its sha256 is $found, not $sha256"

tar -xzf "$name.tar.gz"
"$work/$name/pincite" --version
printf '%s\n' "$work/$name" >>"$GITHUB_PATH"
