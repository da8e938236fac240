//! A configuration to begin with: every key, with what it is for and its default.

use std::fmt::Write;

use super::key;

/// The file that `pincite config init` writes. It changes nothing until a line of it is taken out of its comment.
pub fn template() -> String {
    let mut out = "\
# Settings of pincite. Each key is shown with its default or an example: take the `# ` before it away, and
# change it. Paths and patterns start from the folder of this file. `pincite config show` tells what holds.

# Another file whose settings hold where this one says nothing.
# extend = \"../pincite.toml\"
"
    .to_owned();
    let mut section = "";
    for key in key::all() {
        if key.section() != section {
            section = key.section();
            let _ = write!(out, "\n[{section}]");
            out.push('\n');
        }
        let shows = if matches!(key.default, "[]" | "{}" | "\"\"") { key.example } else { key.default };
        let _ = write!(out, "\n# {}\n# {} = {shows}\n", key.about, key.name());
    }
    out
}
