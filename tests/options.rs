//! What options of rules, limits and commands change, as their users see it.

mod run;

use run::Folder;

/// The lines of the report for these files under a configuration.
fn lines(name: &str, config: &str, files: &[(&str, &str)], words: &str) -> Vec<String> {
    let mut all = files.to_vec();
    all.push(("pincite.toml", config));
    let folder = Folder::new(name, &all);
    let (status, out, err) = folder.run(&format!("check --format concise -q {words}"));
    assert!(status != 2, "{err}");
    out.lines().map(str::to_owned).collect()
}

const BIB: &str = "@book{osei2004,\n  author = {Osei, Kwame},\n  title = {Volta},\n  date = {2004},\n}\n\
    @book{marlow1987,\n  author = {Marlow, Ruth},\n  title = {Rope},\n  date = {1987},\n}\n";

#[test]
fn how_far_a_citation_stands_for_a_figure() {
    let text = "The harbour is old (Osei, 2004).\n\n\
        The bridge is expected to cost $40 million. So it was told (Marlow, 1987).\n\n\
        The tunnel is expected to cost $60 million. Nobody knows. It is far. It is wet. So it is (Marlow, 1987).\n";
    let files = [("a.txt", text), ("refs.bib", BIB)];
    let found = |config: &str| -> Vec<String> {
        let lines = lines("figure", config, &files, "a.txt --select F001");
        lines.iter().map(|line| line.split(": ").next().unwrap().to_owned()).collect()
    };
    assert_eq!(found(""), ["a.txt:5:32"]);
    assert_eq!(found("[rules.unsupported-figure]\nreach = \"sentence\"\n"), ["a.txt:3:32", "a.txt:5:32"]);
    assert_eq!(found("[rules.unsupported-figure]\nreach = \"paragraph\"\n"), [""; 0]);
}

#[test]
fn how_far_a_citation_stands_for_a_quotation_and_how_long_it_is() {
    let text = "So it was. It was “a gift to the ferrymen of the whole valley” then. So he says (Osei, 2004).\n\n\
        It was so (Osei, 2004). It was wet. It was cold. It was far. It was “a gift to the ferrymen of this valley” \
        then. It was dark. It was late.\n\n\
        > The ferrymen of this valley will bless the day on which the first cart crossed. (Osei, 2004)\n";
    let files = [("a.md", text), ("refs.bib", BIB)];
    let found = |config: &str| -> Vec<String> {
        let lines = lines("quotation", config, &files, "a.md --select Q001");
        lines.iter().map(|line| line.split(": ").next().unwrap().to_owned()).collect()
    };
    assert_eq!(found(""), ["a.md:3:69"]);
    assert_eq!(found("[rules.uncited-quotation]\nreach = \"sentence\"\n"), ["a.md:1:19", "a.md:3:69"]);
    assert_eq!(found("[rules.uncited-quotation]\nreach = \"paragraph\"\n"), [""; 0]);
    assert_eq!(found("[rules.uncited-quotation]\nwords = 9\n"), [""; 0]);
    assert_eq!(found("[rules.uncited-quotation]\nwords = 8\n"), ["a.md:3:69"]);
}

#[test]
fn when_pages_are_asked_for() {
    let text = "He calls it “a gift to the ferrymen of the whole valley” (Osei, 2004).\n\n\
        She calls it “a toll by another name for everybody” (Marlow, 1987).\n";
    let files = [("a.txt", text), ("refs.bib", BIB)];
    let found = |config: &str| lines("pages", config, &files, "a.txt --select Q003").len();
    assert_eq!(found(""), 1, "where nobody gives pages it is said once");
    assert_eq!(found("[rules.quotation-without-locator]\nwhen = \"always\"\n"), 2);
}

#[test]
fn how_much_is_copied() {
    let text = "As we know, the family paid the county a rent of forty shillings (Osei, 2004).\n";
    let work = "The ferry was theirs. The family paid the county a rent of forty shillings a year and took more.\n";
    let files = [("a.txt", text), ("works/osei2004.txt", work), ("refs.bib", BIB)];
    let found = |config: &str| {
        let config = format!("sources = [\"works\"]\n{config}");
        lines("copied", &config, &files, "a.txt --select Q005").len()
    };
    assert_eq!(found(""), 0);
    assert_eq!(found("[rules.copied-passage]\nwords = 10\n"), 1);
    assert_eq!(found("[rules.copied-passage]\nwords = 11\n"), 0);
}

#[test]
fn the_order_of_works() {
    let text = "So it is (Marlow, 1987; Osei, 2004). So it was (Osei, 2004; Marlow, 1987).\n";
    let bib = BIB.replace("1987", "2010");
    let text_by_year = text.replace("1987", "2010");
    let files = [("a.txt", text_by_year.as_str()), ("refs.bib", &bib)];
    let found = |config: &str| lines("order", config, &files, "a.txt --select S008");
    assert_eq!(found(""), [""; 0], "two groups are no habit");
    let by_name = found("[rules.citation-order]\nby = \"name\"\n");
    assert!(by_name.len() == 1 && by_name[0].starts_with("a.txt:1:61"), "{by_name:?}");
    let by_year = found("[rules.citation-order]\nby = \"year\"\n");
    assert!(by_year.len() == 1 && by_year[0].starts_with("a.txt:1:25"), "{by_year:?}");
}

#[test]
fn initials_that_readers_know() {
    let bib = "@report{vra2004, author = {{Volta River Authority}}, title = {Forty Years of the Dam}, date = {2004}}\n";
    let files = [("a.txt", "The dam was closed in 1965 (VRA, 2004).\n"), ("refs.bib", bib)];
    let found = |config: &str| lines("initials", config, &files, "a.txt --select C015").len();
    assert_eq!(found(""), 1);
    assert_eq!(found("[rules.abbreviation-undefined]\nknown = [\"VRA\"]\n"), 0);
    assert_eq!(found("[rules.abbreviation-undefined]\nknown = [\"OECD\"]\n"), 1);
}

#[test]
fn commands_that_a_class_defines() {
    let text = "\\documentclass{journal}\n\\begin{document}\nSo it is \\source[p.~3]{osei2004}, as \\says{marlow} knows.\n\\end{document}\n";
    let files = [("a.tex", text), ("refs.bib", BIB)];
    assert_eq!(lines("latex", "", &files, "a.tex --select C001"), [""; 0]);
    let config = "[latex.cite-commands]\nsource = \"parenthetical\"\nsays = \"narrative\"\n";
    let found = lines("latex", config, &files, "a.tex --select C001");
    assert!(found.len() == 1 && found[0].starts_with("a.tex:3:"), "{found:?}");
    assert!(found[0].contains("marlow"), "{found:?}");
    let mut all = files.to_vec();
    all.push(("pincite.toml", config));
    let folder = Folder::new("latex-json", &all);
    let report: serde_json::Value = serde_json::from_str(&folder.run("check a.tex --format json").1).unwrap();
    let citations = report["documents"][0]["citations"].as_array().unwrap();
    let told: Vec<_> = citations.iter().map(|one| one["text"].as_str().unwrap()).collect();
    assert_eq!(told, ["\\source[p.~3]{osei2004}", "\\says{marlow}"]);
    assert_eq!(citations[0]["items"][0]["locator"], "p. 3");
    // A part goes by the same commands.
    let main = "\\begin{document}\nSo it is \\source{osei2004}.\n\\input{part}\n\\end{document}\n";
    let parts = [("a.tex", main), ("part.tex", "As \\says{marlow} knows.\n"), ("refs.bib", BIB)];
    let found = lines("latex-parts", config, &parts, "a.tex --select C001");
    assert!(found.len() == 1 && found[0].starts_with("part.tex:1:"), "{found:?}");
}

#[test]
fn limits_of_what_is_read() {
    let work = "The ferry was theirs. It cost forty shillings a year. ".repeat(100);
    let text = "The ferry cost forty shillings a year (Osei, 2004), and ferries were the only crossing there was.\n";
    let files = [
        ("a.txt", text),
        ("works/osei2004.txt", work.as_str()),
        ("works/z/osei2004.txt", work.as_str()),
        ("works/y/osei2004.txt", work.as_str()),
        ("refs.bib", BIB),
    ];
    let found = |limits: &str| {
        let config = format!("sources = [\"works\"]\n[limits]\n{limits}\n");
        lines("limits", &config, &files, "a.txt refs.bib --select M002")
    };
    assert_eq!(found(""), [""; 0]);
    assert_eq!(found("source-size = \"4 kB\"").len(), 3);
    assert_eq!(found("source-size = \"6 kB\""), [""; 0]);
    // Of a folder that is cut short nothing is found, and so nothing can be too large.
    assert_eq!(found("source-size = \"4 kB\"\nsource-files = 1"), [""; 0]);
    assert_eq!(found("source-size = \"4 kB\"\nfiles-per-entry = 1").len(), 1);
    let mut all = files.to_vec();
    all.push(("pincite.toml", "sources = [\"works\"]\nlimits.source-size = 4000\n"));
    let (_, out, _) = Folder::new("large", &all).run("check a.txt --select M002");
    assert!(out.contains("it is larger than 4 kB, the most that is read (`limits.source-size`)"), "{out}");
}

#[test]
fn how_many_passages_are_told() {
    let near = "Ferries were the only crossing of the strait in winter. Carts came later. The only crossing of the \
        strait was made by ferries. Nobody swam. The strait had ferries as its only crossing. ";
    let work = near.to_owned() + &"The ice was thick and the men were cold. ".repeat(60);
    let files = [
        ("a.txt", "Ferries were the only crossing of the strait (Osei, 2004).\n"),
        ("works/osei2004.txt", work.as_str()),
        ("refs.bib", BIB),
    ];
    let passages = |limits: &str| {
        let config = format!("sources = [\"works\"]\n[limits]\n{limits}\n");
        let mut all = files.to_vec();
        all.push(("pincite.toml", &config));
        let (_, out, _) = Folder::new("passages", &all).run("check a.txt --format json");
        let report: serde_json::Value = serde_json::from_str(&out).unwrap();
        let claims = report["documents"][0]["claims"].as_array().unwrap();
        claims.iter().map(|claim| claim["evidence"].as_array().map_or(0, Vec::len)).sum::<usize>()
    };
    assert_eq!([passages(""), passages("passages = 2"), passages("passages = 1")], [3, 2, 1]);
}
