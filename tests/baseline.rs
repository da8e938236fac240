//! Baselines: what is known stays known through edits elsewhere, a swap is seen, nothing is added by itself.

use std::fmt::Write;

mod run;

use run::Folder;

const BIB: &str = "@book{osei2004,\n  author = {Osei, Kwame},\n  title = {Volta},\n  date = {2004},\n}\n\n\
    @book{quill2009,\n  author = {Quill, Jo},\n  title = {Ropes},\n  date = {2009},\n}\n";

/// Dice that fall the same way every time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }
}

/// Paragraphs: every third with two findings, the same in some; the rest without.
fn paragraphs() -> Vec<String> {
    (0..30)
        .map(|n| match n % 3 {
            0 => format!(
                "Boats came early. Some say it was so (Marlow, 19{:02}) in all of the north. Trade grew. \
                 Then the ropes were made (Ito et al, 2001), as they are now.",
                60 + n % 4
            ),
            1 => "The river is wide here. It was crossed by many, and by few at night.".to_owned(),
            _ => "Ferries were the only crossing (Osei, 2004). People waited for them.".to_owned(),
        })
        .collect()
}

/// An edit that touches no sentence with a finding.
fn edit(paragraphs: &mut Vec<String>, dice: &mut Dice) {
    let words = ["harbour", "night", "Öresund", "slow", "in the end", "boats"];
    let word = words[dice.roll(words.len())];
    let plain: Vec<usize> = (0..paragraphs.len()).filter(|&n| !paragraphs[n].contains("Trade grew")).collect();
    let own: Vec<usize> = (0..paragraphs.len()).filter(|&n| paragraphs[n].contains("Trade grew")).collect();
    match dice.roll(8) {
        0 => paragraphs.insert(dice.roll(paragraphs.len() + 1), format!("A new {word} was seen there.")),
        1 if plain.len() > 5 => _ = paragraphs.remove(plain[dice.roll(plain.len())]),
        2 => paragraphs[plain[dice.roll(plain.len())]].insert_str(0, &format!("The {word} was old. ")),
        3 => {
            let text = &mut paragraphs[plain[dice.roll(plain.len())]];
            *text = text.replace("wide", word).replace("many", "some").replace("waited", "stood");
        }
        4 => paragraphs[own[dice.roll(own.len())]].insert_str(0, &format!("So said the {word}. ")),
        5 => paragraphs[own[dice.roll(own.len())]].push_str(&format!(" And the {word} too.")),
        6 => {
            let text = &mut paragraphs[own[dice.roll(own.len())]];
            *text = text.replacen("Trade grew.", &format!("Trade in {word} grew. Trade grew."), 1);
        }
        // Lines set anew.
        _ => {
            let text = &mut paragraphs[own[dice.roll(own.len())]];
            let blanks: Vec<usize> = text.match_indices(' ').map(|(at, _)| at).collect();
            let at = blanks[dice.roll(blanks.len())];
            text.replace_range(at..=at, "\n");
        }
    }
}

#[test]
fn two_hundred_edits_elsewhere_leave_it_valid() {
    let mut text = paragraphs();
    let folder = Folder::new("baseline-edits", &[("paper.md", &text.join("\n\n")), ("refs.bib", BIB)]);
    let (status, _, err) = folder.run("baseline create");
    assert_eq!(status, 0, "{err}");
    let before = folder.get("pincite-baseline.json");
    assert!(before.matches("fingerprint").count() > 20, "{before}");
    let mut dice = Dice(11);
    for number in 0..200 {
        let last = text.join("\n\n");
        edit(&mut text, &mut dice);
        folder.put("paper.md", &text.join("\n\n"));
        let (status, out, err) = folder.run("check --baseline pincite-baseline.json --format concise --fail-on info");
        assert_eq!((status, out.as_str()), (0, ""), "edit {number}: {err}\n{last}\n-----\n{}", text.join("\n\n"));
        assert!(!err.contains("stale"), "edit {number}: {err}");
    }
    assert_eq!(folder.run("baseline check").0, 0);
    assert_eq!(folder.run("baseline prune").0, 0);
    assert_eq!(folder.get("pincite-baseline.json"), before, "nothing to take out: not a byte changes");
}

#[test]
fn a_swap_of_one_finding_for_another_is_caught() {
    let text = "So it is (Marlow, 1987).\n\nAnd so (Fair, 2014).\n";
    let folder = Folder::new("baseline-swap", &[("paper.md", text), ("refs.bib", BIB)]);
    folder.run("baseline create --select C001");
    // As many as before, and one of them another.
    folder.put("paper.md", "So it is (Marlow, 1987).\n\nAnd so (Flair, 2014).\n");
    let (status, out, _) = folder.run("check --baseline pincite-baseline.json --select C001 --format concise -q");
    assert_eq!(status, 1);
    assert_eq!(out, "paper.md:3:9: error[C001] missing-reference: no entry for `Flair, 2014`\n");
    let (status, out, err) = folder.run("baseline check --select C001");
    assert_eq!(status, 1);
    assert_eq!(out, "paper.md: missing-reference[C001]: `Fair, 2014` is found no more\n");
    assert!(err.contains("lists 2 findings, 1 of them stale") && err.contains("1 finding is not in it"), "{err}");
    // Taking out what is stale adds nothing.
    let (status, _, err) = folder.run("baseline prune --select C001");
    assert_eq!((status, err.as_str()), (0, "pincite-baseline.json lists 1 finding, 1 taken out\n"));
    assert!(!folder.get("pincite-baseline.json").contains("Flair"));
    assert_eq!(folder.run("check --baseline pincite-baseline.json --select C001 -q").0, 1);
    // A rule for a rule: the same words, found by another.
    folder.put("paper.md", "So it is (Marlow, 1987).\n\nAnd so (Osei, 2005).\n");
    assert_eq!(folder.run("check --baseline pincite-baseline.json -q --select C").0, 1);
}

#[test]
fn duplicates_are_an_entry_each() {
    let one = "So it is (Marlow, 1987).\n\n";
    let folder = Folder::new("baseline-twice", &[("paper.md", &one.repeat(3)), ("refs.bib", BIB)]);
    folder.run("baseline create --select C001");
    let listed: serde_json::Value = serde_json::from_str(&folder.get("pincite-baseline.json")).unwrap();
    let occurrences: Vec<u64> =
        listed["findings"].as_array().unwrap().iter().map(|one| one["occurrence"].as_u64().unwrap()).collect();
    assert_eq!(occurrences, [1, 2, 3]);
    let check = "check --baseline pincite-baseline.json --select C001 --format concise -q";
    folder.put("paper.md", &one.repeat(4));
    assert_eq!(folder.run(check).1.lines().count(), 1, "the fourth is new");
    folder.put("paper.md", &one.repeat(2));
    assert_eq!(folder.run("baseline check --select C001").1.lines().count(), 1, "the third is gone");
}

#[test]
fn it_does_not_matter_where_a_run_stands() {
    let files = [("work/paper.md", "So it is (Marlow, 1987).\n"), ("work/refs.bib", BIB), ("else/x.txt", "")];
    let folder = Folder::new("baseline-place", &files);
    assert_eq!(folder.run_in("work", "baseline create paper.md --bib refs.bib").0, 0);
    let written = folder.get("work/pincite-baseline.json");
    assert!(written.contains(r#""path": "paper.md""#) && written.contains(r#""path": "refs.bib""#), "{written}");
    let absolute = folder.0.join("work/paper.md");
    for (from, paths) in [
        (".", "work/paper.md --bib work/refs.bib --baseline work/pincite-baseline.json"),
        ("work", "./paper.md --bib ../work/refs.bib --baseline pincite-baseline.json"),
        ("else", "../work/paper.md --bib ../work/refs.bib --baseline ../work/pincite-baseline.json"),
        ("else", &format!("{} --bib ../work/refs.bib --baseline ../work/pincite-baseline.json", absolute.display())),
    ] {
        let (status, out, err) = folder.run_in(from, &format!("check {paths} --fail-on info --format concise"));
        assert_eq!((status, out.as_str()), (0, ""), "{paths}: {err}");
    }
    assert_eq!(folder.run_in("else", "baseline create ../work/paper.md --baseline ../b.json").0, 0);
    assert!(folder.get("b.json").contains(r#""path": "work/paper.md""#));
}

#[test]
fn what_was_not_looked_at_is_not_stale() {
    let paper = "So it is (Marlow, 1987). As Osei, 2004 says.\n";
    let folder = Folder::new("baseline-part", &[("a.md", paper), ("b.md", paper), ("refs.bib", BIB)]);
    folder.run("baseline create");
    let before = folder.get("pincite-baseline.json");
    for words in ["a.md", "a.md --select C001", ". --ignore C001"] {
        assert_eq!(folder.run(&format!("baseline check {words}")).0, 0, "{words}");
        assert_eq!(folder.run(&format!("baseline prune {words}")).0, 0, "{words}");
        assert_eq!(folder.get("pincite-baseline.json"), before, "{words}");
    }
    // A file that is no more has no findings.
    std::fs::remove_file(folder.0.join("b.md")).unwrap();
    let (status, out, _) = folder.run("baseline check a.md");
    assert_eq!(status, 1);
    assert!(out.lines().all(|line| line.starts_with("b.md: ")), "{out}");
}

#[test]
fn nothing_is_written_over_by_itself() {
    let folder = Folder::new("baseline-guard", &[("paper.md", "So it is (Marlow, 1987).\n"), ("refs.bib", BIB)]);
    assert_eq!(folder.run("check --fail-on never").0, 0);
    assert!(!folder.0.join("pincite-baseline.json").exists(), "a check writes none");
    folder.run("baseline create");
    assert_eq!(folder.run("check -q").0, 1, "a baseline that nobody names is not used");
    folder.put("paper.md", "So it is (Flair, 2014).\n");
    let before = folder.get("pincite-baseline.json");
    let (status, _, err) = folder.run("baseline create");
    assert_eq!(status, 2);
    assert!(err.contains("is there already") && err.contains("--force"), "{err}");
    assert_eq!(folder.get("pincite-baseline.json"), before);
    assert_eq!(folder.run("baseline create --force").0, 0);
    assert!(folder.get("pincite-baseline.json").contains("Flair"));
    for (words, said) in [
        ("baseline create --force --baseline paper.md", "cannot read the baseline paper.md"),
        ("baseline check --baseline gone.json", "there is no such file"),
        ("check --baseline refs.bib", "cannot read the baseline refs.bib"),
        ("baseline create --format json --baseline new.json", "prints no findings"),
        ("baseline create paper.md gone.md --baseline new.json", "gone.md"),
    ] {
        let (status, _, err) = folder.run(words);
        assert_eq!(status, 2, "{words}: {err}");
        assert!(err.contains(said), "{words}: {err}");
    }
    assert!(!folder.0.join("new.json").exists());
    let mut later = folder.get("pincite-baseline.json");
    later = later.replacen("\"version\": 1", "\"version\": 2", 1);
    folder.put("pincite-baseline.json", &later);
    let (status, _, err) = folder.run("check --baseline pincite-baseline.json");
    assert_eq!(status, 2);
    assert!(err.contains("its version is 2"), "{err}");
}

#[test]
fn the_file_is_the_same_each_time_and_sorted() {
    let mut text = String::new();
    for n in 0..40 {
        writeln!(text, "So it is (Marlow, {}) and so (Fair et al, {}).\n", 1990 - n, 2000 + n % 7).unwrap();
    }
    let folder = Folder::new("baseline-same", &[("b.md", &text), ("a.md", &text), ("refs.bib", BIB)]);
    folder.run("baseline create a.md b.md --threads 1 --baseline one.json");
    folder.run("baseline create b.md a.md --threads 4 --baseline two.json");
    let one = folder.get("one.json");
    assert_eq!(one, folder.get("two.json"));
    let listed: serde_json::Value = serde_json::from_str(&one).unwrap();
    let key = |one: &serde_json::Value| format!("{}\0{}\0{}", one["path"], one["code"], one["text"]);
    assert!(listed["findings"].as_array().unwrap().iter().map(key).is_sorted());
}
