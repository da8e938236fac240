//! The folder that a configuration speaks of: what paths written in it mean to the run.
//!
//! In: where the run stands and where the configuration lies, as absolute paths with `/`. Out: paths as the run
//! names them. It is words alone: no disk is asked, and links are not followed.

/// The folder of a configuration, and the one where the run stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folder {
    absolute: String,
    here: String,
}

impl Folder {
    /// A folder, absolute or from where the run stands.
    pub fn new(here: &str, folder: &str) -> Self {
        let here = tidy(here);
        Self { absolute: absolute(&here, folder), here }
    }

    /// What a path written in a configuration here is called in the run: from where the run stands, and absolute
    /// only where it was written so.
    pub fn path(&self, written: &str) -> String {
        if is_absolute(written) { tidy(written) } else { relative(&self.here, &absolute(&self.absolute, written)) }
    }

    /// A path of the run, as it is called from this folder; `None` where it lies outside.
    pub fn inside(&self, path: &str) -> Option<String> {
        let path = absolute(&self.here, path);
        let rest = path.strip_prefix(self.absolute.trim_end_matches('/'))?;
        Some(rest.strip_prefix('/')?.to_owned()).filter(|rest| !rest.is_empty())
    }
}

fn is_absolute(path: &str) -> bool {
    path.starts_with('/') || path.as_bytes().get(1) == Some(&b':')
}

/// An absolute path without `.` and `..`, from a base where it is not one itself.
pub fn absolute(base: &str, path: &str) -> String {
    if is_absolute(path) { tidy(path) } else { tidy(&format!("{base}/{path}")) }
}

/// A path without `.` and `..`, as far as words can tell.
pub fn tidy(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            ".." if path.starts_with('/') => {}
            _ => parts.push(part),
        }
    }
    format!("{}{}", if path.starts_with('/') { "/" } else { "" }, parts.join("/"))
}

/// An absolute path, from another one on.
fn relative(from: &str, to: &str) -> String {
    let parts = |path: &str| path.split('/').filter(|part| !part.is_empty()).map(str::to_owned).collect::<Vec<_>>();
    let (from_parts, to_parts) = (parts(from), parts(to));
    let shared = from_parts.iter().zip(&to_parts).take_while(|(one, other)| one == other).count();
    // Another drive cannot be reached from here.
    if shared == 0 && !to.starts_with('/') {
        return to.to_owned();
    }
    let up = from_parts[shared..].iter().map(|_| "..".to_owned());
    let path = up.chain(to_parts[shared..].iter().cloned()).collect::<Vec<_>>().join("/");
    if path.is_empty() { ".".to_owned() } else { path }
}

#[cfg(test)]
mod tests {
    use super::Folder;

    #[test]
    fn paths_as_the_run_names_them() {
        let table = [
            ("", "refs.bib", "refs.bib"),
            ("papers", "refs.bib", "papers/refs.bib"),
            ("papers", "../refs.bib", "refs.bib"),
            ("..", "refs.bib", "../refs.bib"),
            ("..", "thesis/refs.bib", "refs.bib"),
            ("..", ".", ".."),
            ("", ".", "."),
            ("/srv", "refs.bib", "../../../srv/refs.bib"),
            ("papers", "/srv/x/../refs.bib", "/srv/refs.bib"),
            ("papers", "../../../../../refs.bib", "../../../refs.bib"),
        ];
        for (folder, written, want) in table {
            assert_eq!(Folder::new("/home/ruth/thesis", folder).path(written), want, "{folder} {written}");
        }
    }

    #[test]
    fn paths_from_the_folder() {
        let table = [
            ("", "a.md", Some("a.md")),
            ("papers", "papers/one/a.md", Some("one/a.md")),
            ("papers", "papersX/a.md", None),
            ("papers", "papers", None),
            ("..", "a.md", Some("thesis/a.md")),
            ("..", "../b/a.md", Some("b/a.md")),
            ("", "/home/ruth/thesis/a.md", Some("a.md")),
            ("", "./x/../a.md", Some("a.md")),
            ("/", "a.md", Some("home/ruth/thesis/a.md")),
        ];
        for (folder, path, want) in table {
            assert_eq!(Folder::new("/home/ruth/thesis", folder).inside(path).as_deref(), want, "{folder} {path}");
        }
    }
}
