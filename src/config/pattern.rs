//! Patterns of paths, as `.gitignore` has taught them: without `/` a name anywhere, with one a path from the folder
//! of the configuration; a pattern that fits a folder fits all that lies in it.

use std::sync::Arc;

use globset::{GlobBuilder, GlobMatcher};

use super::folder::Folder;

/// The longest pattern, in bytes.
const LONGEST: usize = 1000;

/// A pattern of paths.
#[derive(Clone, Debug)]
pub struct Pattern {
    folder: Arc<Folder>,
    matcher: GlobMatcher,
    /// Whether it fits names, wherever they are.
    names: bool,
}

impl Pattern {
    /// A pattern as it is written in a configuration of this folder, or what is wrong with it.
    pub fn new(written: &str, folder: &Arc<Folder>) -> Result<Self, String> {
        let bare = written.trim_end_matches('/');
        let bare = bare.strip_prefix("./").unwrap_or(bare);
        if bare.is_empty() {
            return Err("it is empty".to_owned());
        }
        if bare.len() > LONGEST {
            return Err(format!("it is longer than {LONGEST} bytes"));
        }
        let glob = GlobBuilder::new(bare.trim_start_matches('/')).literal_separator(true).build();
        let glob = glob.map_err(|error| error.kind().to_string())?;
        Ok(Self { folder: Arc::clone(folder), matcher: glob.compile_matcher(), names: !bare.contains('/') })
    }

    /// Whether it fits a path of the run, whatever the path lies in.
    pub fn fits_itself(&self, path: &str) -> bool {
        let Some(path) = self.folder.inside(path) else { return false };
        let name = path.rsplit('/').next().unwrap_or(&path);
        self.matcher.is_match(if self.names { name } else { &path })
    }

    /// Whether it fits a path of the run, or a folder that the path lies in.
    pub fn fits(&self, path: &str) -> bool {
        let Some(path) = self.folder.inside(path) else { return false };
        if self.names {
            return path.split('/').any(|name| self.matcher.is_match(name));
        }
        let ends = path.match_indices('/').map(|(at, _)| at).chain([path.len()]);
        ends.into_iter().any(|end| self.matcher.is_match(&path[..end]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_paths_and_folders() {
        let folder = Arc::new(Folder::new("/home/thesis", ""));
        let table = [
            ("draft.md", "draft.md", true),
            ("draft.md", "old/draft.md", true),
            ("*.draft.md", "old/a.draft.md", true),
            ("old", "old/a.md", true),
            ("old/", "x/old/a.md", true),
            ("/old", "x/old/a.md", false),
            ("/old", "old/a.md", true),
            ("./a.md", "a.md", true),
            ("x/old", "x/old/a.md", true),
            ("x/old", "y/x/old/a.md", false),
            ("x/*", "x/old/a.md", true),
            ("x/*.md", "x/old/a.md", false),
            ("x/**/*.md", "x/old/a.md", true),
            ("**/b/*.md", "x/b/a.md", true),
            ("*.{md,txt}", "a.txt", true),
            ("*.md", "../a.md", false),
        ];
        for (pattern, path, want) in table {
            assert_eq!(Pattern::new(pattern, &folder).unwrap().fits(path), want, "{pattern} {path}");
        }
        for bad in ["", "/", "[", "a{b", "[z-a]"] {
            assert!(Pattern::new(bad, &folder).is_err(), "{bad}");
        }
        assert!(Pattern::new(&"a".repeat(2000), &folder).is_err());
    }
}
