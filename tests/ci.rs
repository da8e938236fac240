//! What a project's CI runs: the hooks for pre-commit, the action for GitHub, the job for GitLab.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const PROGRAM: &str = env!("CARGO_BIN_EXE_pincite");

/// What a runner of GitHub's is like: a workspace, a place for files of its own, and programs.
struct Runner(PathBuf);

impl Runner {
    fn new(name: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("ci-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        for folder in ["bin", "temp", "released", "work"] {
            fs::create_dir_all(path.join(folder)).unwrap();
        }
        for file in ["output", "path", "summary"] {
            fs::write(path.join(file), "").unwrap();
        }
        Self(path)
    }

    fn program(&self, name: &str, script: &str) {
        let path = self.0.join("bin").join(name);
        fs::write(&path, format!("#!/usr/bin/env bash\n{script}\n")).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    }

    /// Puts the program on the path, and the example into the workspace.
    fn example(&self) {
        std::os::unix::fs::symlink(PROGRAM, self.0.join("bin/pincite")).unwrap();
        for file in ["paper.md", "refs.bib"] {
            fs::write(self.0.join("work").join(file), repository(&format!("docs/example/{file}"))).unwrap();
        }
    }

    /// The program by a few words: an archive of it is made in no time.
    fn stand_in(&self) -> PathBuf {
        self.program("pincite", &format!("exec '{PROGRAM}' \"$@\""));
        self.0.join("bin/pincite")
    }

    fn read(&self, file: &str) -> String {
        fs::read_to_string(self.0.join(file)).unwrap_or_default()
    }

    /// Runs a step of the action as its file says; gives the exit status and what was printed.
    fn step(&self, name: &str, inputs: &[(&str, &str)]) -> (i32, String) {
        let step = steps().into_iter().find(|step| step.name == name).unwrap();
        let mut command = Command::new("bash");
        command.args(["-c", &step.run]).current_dir(self.0.join("work")).stdin(Stdio::null()).env_clear();
        let path = format!("{}:{}", self.0.join("bin").display(), std::env::var("PATH").unwrap());
        // The archive for macOS is packed here from a program for this system, which the scripts cannot tell.
        command.env("PATH", path).env("RUNNER_OS", "macOS").env("RUNNER_ARCH", "ARM64").env("HOME", &self.0);
        command.env("RUNNER_TEMP", self.0.join("temp")).env("GITHUB_ACTION_PATH", env!("CARGO_MANIFEST_DIR"));
        command.env("GITHUB_OUTPUT", self.0.join("output")).env("GITHUB_PATH", self.0.join("path"));
        command.env("GITHUB_STEP_SUMMARY", self.0.join("summary"));
        for (variable, input) in &step.env {
            command.env(variable, given(inputs, input));
        }
        let done = command.output().unwrap();
        let text = String::from_utf8([done.stdout, done.stderr].concat()).unwrap();
        (done.status.code().unwrap(), text)
    }
}

impl Drop for Runner {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn repository(file: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap()
}

struct Step {
    name: String,
    run: String,
    /// Variables, and the input that each is given.
    env: Vec<(String, String)>,
}

/// The steps of `action.yml`, which is written one value a line.
fn steps() -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let action = repository("action.yml");
    for line in action.split("\n  steps:\n").nth(1).unwrap().lines() {
        let line = line.trim();
        if let Some(name) = line.strip_prefix("- name: ") {
            steps.push(Step { name: name.to_owned(), run: String::new(), env: Vec::new() });
        } else if let Some(run) = line.strip_prefix("run: ") {
            steps.last_mut().unwrap().run = run.to_owned();
        } else if let Some((variable, input)) = line.split_once(": ${{ inputs.") {
            let input = input.strip_suffix(" }}").unwrap();
            steps.last_mut().unwrap().env.push((variable.to_owned(), input.to_owned()));
        }
    }
    steps
}

/// An input's value: as given, else its default.
fn given(inputs: &[(&str, &str)], name: &str) -> String {
    if let Some((_, value)) = inputs.iter().find(|(input, _)| *input == name) {
        return (*value).to_owned();
    }
    let action = repository("action.yml");
    let input = action.split(&format!("\n  {name}:\n")).nth(1).unwrap_or_else(|| panic!("no input {name}"));
    let default = input.lines().find_map(|line| line.trim().strip_prefix("default: ")).unwrap();
    default.trim_matches('"').to_owned()
}

#[test]
fn no_input_stands_in_a_script() {
    let steps = steps();
    assert_eq!(steps.len(), 2);
    for step in &steps {
        assert!(
            step.run.starts_with("bash \"$GITHUB_ACTION_PATH/action/") && !step.run.contains("${{"),
            "{}",
            step.run
        );
    }
    let handed: Vec<_> = steps.iter().flat_map(|step| &step.env).map(|(_, input)| input.clone()).collect();
    for name in inputs() {
        assert!(handed.contains(&name), "the input {name} is handed to no step");
    }
}

/// The inputs of the action, by name.
fn inputs() -> Vec<String> {
    let action = repository("action.yml");
    let inputs = action.split("\ninputs:\n").nth(1).unwrap().split("\noutputs:\n").next().unwrap();
    let names = inputs.lines().filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    names.map(|line| line.trim().trim_end_matches(':').to_owned()).collect()
}

#[test]
fn the_page_tells_every_input() {
    let page = repository("docs/author-ci.md");
    let table = page.split("| input | by default | meaning |").nth(1).unwrap().split("\n\n").next().unwrap();
    let told: Vec<_> = table.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next()).collect();
    let mut inputs = inputs();
    inputs.sort_by_key(|name| told.iter().position(|told| told == name));
    assert_eq!(told, inputs);
}

/// Whether the program writes what a file of somebody's CI asks for; where it does not yet, the test passes by.
#[allow(clippy::print_stderr)]
fn writes(words: &[&str]) -> bool {
    let help = Command::new(PROGRAM).args(["check", "--help"]).output().unwrap().stdout;
    let help = String::from_utf8(help).unwrap();
    let lacks: Vec<_> = words.iter().filter(|word| !help.contains(**word)).collect();
    if !lacks.is_empty() {
        eprintln!("pincite does not write {lacks:?} yet: passed by");
    }
    lacks.is_empty()
}

#[test]
fn the_job_for_gitlab_is_the_one_on_the_page_and_runs() {
    let job = repository("docs/gitlab-ci.yml");
    let job = &job[job.find("pincite:\n").unwrap()..];
    assert!(repository("docs/author-ci.md").contains(&format!("```yaml\n{job}```\n")), "the page shows another job");
    if !writes(&["gitlab"]) {
        return;
    }
    let runner = Runner::new("gitlab");
    runner.example();
    let line = job.lines().find_map(|line| line.trim().strip_prefix("- pincite ")).unwrap();
    let path = format!("{}:{}", runner.0.join("bin").display(), std::env::var("PATH").unwrap());
    let mut command = Command::new("sh");
    command.args(["-c", &format!("pincite {line}")]).current_dir(runner.0.join("work")).env("PATH", path);
    assert_eq!(command.status().unwrap().code(), Some(1));
    let report: serde_json::Value = serde_json::from_str(&runner.read("work/gl-code-quality-report.json")).unwrap();
    assert!(report.as_array().is_some_and(|found| !found.is_empty()), "{report}");
}

/// Packs the program as a release does.
#[cfg(target_os = "linux")]
fn pack(program: &Path, target: &str, folder: &Path) -> (bool, String) {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join(".github/pack.sh");
    let words = [target, env!("CARGO_PKG_VERSION")];
    let done = Command::new("bash").arg(script).arg(program).args(words).arg(folder).output().unwrap();
    (done.status.success(), String::from_utf8([done.stdout, done.stderr].concat()).unwrap())
}

/// A release that is on disk, and a `curl` that gives it; its hash.
#[cfg(target_os = "linux")]
fn release(runner: &Runner, target: &str) -> String {
    let folder = runner.0.join("released");
    let (packed, said) = pack(&runner.stand_in(), target, &folder);
    assert!(packed, "{said}");
    let archive = Path::new(said.trim()).file_name().unwrap();
    let done = Command::new("sha256sum").arg(archive).current_dir(&folder).output().unwrap();
    fs::write(folder.join("SHA256SUMS"), &done.stdout).unwrap();
    runner.program(
        "curl",
        r#"printf '%s\n' "${@: -1}" >>"$HOME/asked"; cp "$HOME/released/$(basename "${@: -1}")" "$(basename "${@: -1}")""#,
    );
    String::from_utf8(done.stdout[..64].to_vec()).unwrap()
}

#[cfg(target_os = "linux")]
#[test]
fn a_release_carries_manual_and_completions() {
    let runner = Runner::new("pack");
    let (packed, said) = pack(&runner.stand_in(), "x86_64-unknown-linux-gnu", &runner.0);
    assert!(packed, "{said}");
    let listed = Command::new("tar").args(["-tzf", said.trim()]).output().unwrap();
    let listed = String::from_utf8(listed.stdout).unwrap();
    let name = format!("pincite-v{}-x86_64-unknown-linux-gnu", env!("CARGO_PKG_VERSION"));
    for file in [
        "pincite",
        "README.md",
        "LICENSE-MIT",
        "completions/pincite.bash",
        "completions/_pincite",
        "man/pincite.1",
        "man/pincite-check.1",
        "man/pincite-explain.1",
    ] {
        assert!(listed.lines().any(|line| line == format!("{name}/{file}")), "{file} is missing:\n{listed}");
    }
    let (packed, said) = pack(Path::new(PROGRAM), "x86_64-unknown-linux-musl", &runner.0);
    assert!(!packed && said.contains("needs libraries, and must not"), "{said}");
}

#[cfg(target_os = "linux")]
#[test]
fn the_action_installs_what_was_released_and_nothing_else() {
    let version = env!("CARGO_PKG_VERSION");
    let runner = Runner::new("install");
    let hash = release(&runner, "aarch64-apple-darwin");
    let (status, out) = runner.step("install pincite", &[]);
    assert_eq!((status, out), (0, format!("pincite {version}\n")));
    let from = format!("https://github.com/pincite/pincite/releases/download/v{version}");
    let archive = format!("pincite-v{version}-aarch64-apple-darwin.tar.gz");
    assert_eq!(runner.read("asked"), format!("{from}/{archive}\n{from}/SHA256SUMS\n"));
    let folder = runner.read("path");
    assert!(Path::new(folder.trim()).join("pincite").is_file(), "{folder}");

    let (status, _) = runner.step("install pincite", &[("version", &format!("v{version}")), ("sha256", &hash)]);
    assert_eq!(status, 0);
    let (status, out) = runner.step("install pincite", &[("sha256", &"0".repeat(64))]);
    assert_eq!(status, 2);
    assert!(out.contains("::error title=pincite::") && out.contains("is not what was released"), "{out}");

    let before = runner.read("path");
    fs::write(runner.0.join("released").join(&archive), "another archive").unwrap();
    let (status, out) = runner.step("install pincite", &[]);
    assert_eq!(status, 2);
    assert!(out.contains("is not what was released"), "{out}");
    fs::write(runner.0.join("released/SHA256SUMS"), "").unwrap();
    let (status, out) = runner.step("install pincite", &[]);
    assert_eq!(status, 2);
    assert!(out.contains("does not name"), "{out}");
    for version in ["1.0.0; touch pwned", "$(touch pwned)", "1.0.0\n::set-env name=X::y", "../../evil", "latest"] {
        let (status, out) = runner.step("install pincite", &[("version", version)]);
        assert_eq!((status, out.as_str()), (2, "::error title=pincite::the version is written like 0.1.0\n"));
    }
    assert_eq!(runner.read("path"), before, "what failed is not put on the path");
    assert!(!runner.0.join("work/pwned").exists());
}

#[test]
fn the_action_hands_inputs_over_as_they_are() {
    let runner = Runner::new("hostile");
    runner.program("pincite", r#"printf '%s\n' "$@" >"$HOME/words"; pwd >"$HOME/where"; exit 1"#);
    fs::create_dir_all(runner.0.join("work/my thesis; touch pwned")).unwrap();
    let (status, _) = runner.step(
        "check",
        &[
            ("paths", "my paper.md\n$(touch pwned).md\r\n\n--fix\n"),
            ("bib", "a b.bib\n`touch pwned`.bib"),
            ("sources", "works; touch pwned"),
            ("args", "--fail-on=warning\n--select=C001; touch pwned"),
            ("sarif", "out put.sarif"),
            ("working-directory", "my thesis; touch pwned"),
        ],
    );
    assert_eq!(status, 1, "the exit status is pincite's");
    let words = runner.read("words");
    let words: Vec<_> = words.lines().collect();
    let want = [
        "check",
        "--format=github",
        "--bib=a b.bib",
        "--bib=`touch pwned`.bib",
        "--sources=works; touch pwned",
        "--fail-on=warning",
        "--select=C001; touch pwned",
        "--output=sarif=out put.sarif",
        "--no-suppressed",
    ];
    assert_eq!(words[..want.len()], want);
    assert!(words[want.len()].starts_with("--output=markdown="), "{words:?}");
    assert_eq!(words[want.len() + 1..], ["--", "my paper.md", "$(touch pwned).md", "--fix"]);
    assert!(runner.read("where").ends_with("/my thesis; touch pwned\n"));
    assert_eq!(runner.read("output"), "status=1\n", "no report was written, and so none is named");
    assert!(!runner.0.join("work/pwned").exists() && !runner.0.join("work/my thesis; touch pwned/pwned").exists());
}

#[test]
fn the_action_tells_what_was_found() {
    let runner = Runner::new("told");
    runner.program(
        "pincite",
        r#"for word in "$@"; do case "$word" in --output=*=*) echo "found" >"${word#--output=*=}" ;; esac; done"#,
    );
    assert_eq!(runner.step("check", &[("sarif", "pincite.sarif")]).0, 0);
    assert_eq!(runner.read("output"), "status=0\nsarif=./pincite.sarif\n");
    assert_eq!(runner.read("summary"), "found\n");
    let (status, _) = runner.step("check", &[("summary", "false")]);
    assert_eq!((status, runner.read("summary").as_str()), (0, "found\n"));
    for (input, value, said) in [
        ("sarif", "a\nstatus=0", "the name of the SARIF report has one line"),
        ("args", "paper.md", "an argument begins with a dash"),
        ("args", "--", "an argument begins with a dash"),
        ("working-directory", "none", "there is no such working directory"),
    ] {
        let (status, out) = runner.step("check", &[(input, value)]);
        assert_eq!(status, 2, "{input}");
        assert!(out.contains(said), "{out}");
    }
}

/// The action with the program itself, once it writes what the action asks for.
#[test]
fn the_action_checks_the_example() {
    if !writes(&["github", "sarif", "markdown", "--output"]) {
        return;
    }
    let runner = Runner::new("example");
    runner.example();
    let (status, out) = runner.step("check", &[("paths", "paper.md"), ("sarif", "pincite.sarif")]);
    assert_eq!(status, 1, "{out}");
    assert!(out.contains("::error file=paper.md,line="), "{out}");
    let sarif: serde_json::Value = serde_json::from_str(&runner.read("work/pincite.sarif")).unwrap();
    assert_eq!(sarif["version"], "2.1.0");
    assert!(runner.read("summary").contains("C005"), "{}", runner.read("summary"));
    assert_eq!(runner.read("output"), "status=1\nsarif=./pincite.sarif\n");
}

/// The values of a hook, which `.pre-commit-hooks.yaml` writes one a line.
fn hooks() -> Vec<Vec<(String, String)>> {
    let file = repository(".pre-commit-hooks.yaml");
    let hook = |text: &str| {
        let pair = |line: &str| line.trim().split_once(": ").map(|(key, value)| (key.to_owned(), value.to_owned()));
        text.lines().filter_map(pair).collect()
    };
    file.split("\n- ").skip(1).map(hook).collect()
}

#[test]
fn the_hooks_run() {
    let hooks = hooks();
    let value = |hook: &[(String, String)], key: &str| hook.iter().find(|(name, _)| name == key).unwrap().1.clone();
    let ids: Vec<_> = hooks.iter().map(|hook| value(hook, "id")).collect();
    assert_eq!(ids, ["pincite", "pincite-system"]);
    for hook in &hooks {
        assert_eq!(value(hook, "pass_filenames"), "false");
        let entry = value(hook, "entry");
        let words: Vec<_> = entry.split(' ').collect();
        assert_eq!(words[0], "pincite");
        let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/example");
        let done = Command::new(PROGRAM).args(&words[1..]).current_dir(example).output().unwrap();
        assert_eq!(done.status.code(), Some(1), "{done:?}");
        assert!(String::from_utf8(done.stdout).unwrap().contains("error[C005]"));
    }
}

#[test]
fn the_hooks_match_what_pincite_reads() {
    let hooks = hooks();
    let (_, files) = hooks[0].iter().find(|(key, _)| key == "files").unwrap();
    let endings = files.split_once(r"\.(").unwrap().1.split_once(')').unwrap().0;
    let endings: Vec<_> = endings.split('|').collect();
    for ending in &endings {
        let name = format!("file.{ending}");
        assert!(pincite::read::is_sought(&name) || pincite::bib::format_of(&name).is_some(), "{ending}");
    }
    for source in ["src/read/mod.rs", "src/bib/format.rs"] {
        let text = repository(source);
        let table = text.split("const ENDINGS").nth(1).unwrap().split("\n];").next().unwrap();
        for ending in table.split('"').skip(1).step_by(2) {
            let name = format!("file.{ending}");
            let sought = pincite::read::is_sought(&name) || pincite::bib::format_of(&name).is_some();
            assert!(!sought || endings.contains(&ending), "{ending} is missing in .pre-commit-hooks.yaml");
        }
    }
}
