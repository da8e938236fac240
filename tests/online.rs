//! `--online`, against a server on this machine: what is asked, what is told, and what happens where no answer comes.

mod registries;
mod run;

use std::fs;
use std::time::Duration;

use registries::{Ran, Reply, Server, cache, command};
use run::Folder;
use serde_json::{Value, json};

const PAPER: &str =
    "Tides are taxed [@osei2004]. Knots remember [@haddad2010; @bell2001].\n\nRopes do not [@marlow1987].\n";

const REFS: &str = "\
@article{osei2004,
  author = {Osei, Kwame}, title = {A Toll for Every Tide}, journaltitle = {Journal of Tides}, date = {2004},
  doi = {10.5555/toll.2004},
}
@article{haddad2010,
  author = {Haddad, Noor}, title = {What Knots Remember}, journaltitle = {Journal of Tides}, date = {2010},
  doi = {10.5555/knots.2010},
}
@article{bell2001,
  author = {Bell, Ada}, title = {Bees at Low Water}, journaltitle = {Journal of Bees}, date = {2001},
  doi = {10.5555/bees.2001},
}
@article{marlow1987,
  author = {Marlow, Ruth}, title = {Rope and Tide}, journaltitle = {Journal of Tides}, date = {1987},
  doi = {10.5555/rope.1987},
}
@article{nobody1900,
  author = {Nobody, Ann}, title = {A Work That Nobody Cites}, journaltitle = {Journal of Tides}, date = {1900},
  doi = {10.5555/nobody},
}
";

fn work(doi: &str, title: &str, family: &str, year: i32) -> Value {
    json!({ "DOI": doi, "type": "journal-article", "title": [title], "author": [{ "given": "A.", "family": family }],
            "published-print": { "date-parts": [[year, 3]] }, "issued": { "date-parts": [[year, 3]] } })
}

fn tide() -> Value {
    work("10.5555/toll.2004", "A Toll for Every Tide", "Osei", 2004)
}

/// A manuscript that cites one work.
fn one(name: &str, fields: &str) -> Folder {
    let entry = format!(
        "@article{{osei2004,\n  author = {{Osei, Kwame}}, title = {{A Toll for Every Tide}}, journaltitle = {{Journal of Tides}},\n  date = {{2004}}, {fields}\n}}\n"
    );
    Folder::new(&format!("online-{name}"), &[("paper.md", "Tides are taxed [@osei2004].\n"), ("refs.bib", &entry)])
}

fn with_doi(name: &str) -> Folder {
    one(name, "doi = {10.5555/toll.2004},")
}

fn check(folder: &Folder, server: &Server, words: &str) -> Ran {
    registries::run(command(&folder.0, server, &format!("check paper.md --bib refs.bib --format concise {words}")))
}

fn paths(server: &Server) -> Vec<String> {
    let mut paths: Vec<String> = server.asked().into_iter().map(|asked| asked.path).collect();
    paths.sort();
    paths
}

/// The line that tells what came of asking.
fn told(ran: &Ran) -> &str {
    ran.err.lines().find(|line| line.starts_with("online: ")).unwrap_or_else(|| panic!("{}", ran.err))
}

#[test]
fn works_are_looked_up_once_and_kept() {
    let folder = Folder::new("online-all", &[("paper.md", PAPER), ("refs.bib", REFS)]);
    let server = Server::new();
    let mut retracted = work("10.5555/knots.2010", "RETRACTED: What knots remember", "Haddad", 2010);
    retracted["updated-by"] =
        json!([{ "DOI": "10.5555/note", "type": "retraction", "updated": { "date-parts": [[2012, 4, 30]] } }]);
    // That another work was retracted is not said of this one.
    let mut other = work("10.5555/bees.2001", "Ebb and Flood in the Lower Harbour", "Finch", 1999);
    other["updated-by"] = retracted["updated-by"].clone();
    server.crossref("10.5555/toll.2004", tide()).crossref("10.5555/knots.2010", retracted);
    server.crossref("10.5555/bees.2001", other);
    let ran = check(&folder, &server, "--online");
    let found: Vec<&str> = ran.out.lines().collect();
    assert_eq!(
        found,
        [
            "refs.bib:5:10: error[B012] retracted-work: `haddad2010` was retracted on 2012-04-30",
            "refs.bib:11:10: warning[B019] registry-mismatch: the DOI of `bell2001` is that of another work",
            "refs.bib:15:10: warning[B018] unregistered-doi: the DOI of `marlow1987` is not registered",
            "refs.bib:17:10: warning[C002] unused-reference: entry `nobody1900` is never cited",
        ],
        "{ran:?}"
    );
    assert_eq!(ran.status, 0, "what a registry says fails no run");
    assert_eq!(told(&ran), "online: 4 works looked up: 3 found, 1 not registered");
    let asked = paths(&server);
    assert_eq!(
        asked,
        [
            "/crossref/works/10.5555%2Fbees.2001",
            "/crossref/works/10.5555%2Fknots.2010",
            "/crossref/works/10.5555%2Frope.1987",
            "/crossref/works/10.5555%2Ftoll.2004",
            "/datacite/dois/10.5555%2Frope.1987",
            "/doi/doiRA/10.5555/rope.1987",
        ],
        "what nobody cites is not asked for"
    );
    let again = check(&folder, &server, "--online");
    assert_eq!((again.out, again.err, again.status), (ran.out, ran.err, 0));
    assert_eq!(paths(&server), [""; 0], "the answers were kept");
}

#[test]
fn without_the_flag_nobody_is_asked() {
    let (folder, server) = (with_doi("flag"), Server::new());
    folder.put("pincite.toml", "[online]\nmailto = \"ruth@example.org\"\n");
    let ran = check(&folder, &server, "");
    assert_eq!((ran.status, ran.out.as_str()), (0, ""));
    assert!(!ran.err.contains("online") && server.asked().is_empty() && !cache(&folder.0).exists(), "{ran:?}");
}

#[test]
fn who_asks_says_so() {
    let (folder, server) = (one("who", ""), Server::new());
    let ran = check(&folder, &server, "--online --no-cache --mailto ruth+tide@example.org");
    assert_eq!(told(&ran), "online: 1 work looked up: 1 not found by title");
    let asked = server.asked();
    assert_eq!(asked.len(), 2);
    let words = "A%20Toll%20for%20Every%20Tide";
    let mailto = "mailto=ruth%2Btide@example.org";
    assert_eq!(asked[0].path, format!("/crossref/works?query.bibliographic={words}%20Osei%202004&rows=3&{mailto}"));
    assert_eq!(asked[1].path, format!("/openalex/works?filter=title.search:{words}&per_page=3&{mailto}"));
    let agent = format!("user-agent: pincite/{} (", env!("CARGO_PKG_VERSION"));
    for one in &asked {
        assert!(
            one.headers.contains(&agent) && one.headers.contains("; mailto:ruth+tide@example.org)"),
            "{}",
            one.headers
        );
        assert!(!one.headers.contains("cookie") && !one.headers.contains("referer"), "{}", one.headers);
    }
    // The environment, then the configuration, say it too; a key goes to its agency alone.
    folder.put("pincite.toml", "[online]\nmailto = \"config@example.org\"\n");
    for (from_env, want) in [(Some("env@example.org"), "env@example.org"), (None, "config@example.org")] {
        let mut asking = command(&folder.0, &server, "check paper.md --bib refs.bib --online --no-cache");
        from_env.map(|value| asking.env("PINCITE_MAILTO", value));
        asking.env("PINCITE_OPENALEX_KEY", "secret");
        registries::run(asking);
        let paths = paths(&server);
        assert!(paths.iter().all(|path| path.contains(&format!("mailto={want}"))), "{paths:?}");
        assert!(!paths[0].contains("secret") && paths[1].ends_with("&api_key=secret"), "{paths:?}");
    }
}

#[test]
fn a_work_without_doi_is_found_by_its_title() {
    let server = Server::new();
    let search = |works: Value| server.on("/crossref/works?", [Reply::Json(json!({ "message": { "items": works } }))]);
    search(json!([work("10.5555/other", "A Toll for Every Harbour", "Osei", 2004), tide()]));
    let folder = one("title", "");
    let ran = check(&folder, &server, "--online");
    assert_eq!(ran.out, "refs.bib:1:10: info[B019] registry-mismatch: `osei2004` has no DOI, and one is registered\n");
    assert_eq!(told(&ran), "online: 1 work looked up: 1 found");
    // OpenAlex knows of a retraction.
    search(json!([]));
    let known = json!({ "results": [{ "id": "https://openalex.org/W1", "title": "A toll for every tide", "type": "article",
        "publication_year": 2004, "is_retracted": true, "authorships": [{ "author": { "display_name": "K. Osei" } }] }] });
    server.on("/openalex/works?", [Reply::Json(known)]);
    let ran = registries::run(command(&folder.0, &server, "check paper.md --bib refs.bib --online --refresh"));
    assert!(ran.out.contains("error[B012]") && ran.out.contains("at OpenAlex: https://openalex.org/W1"), "{}", ran.out);
    assert_eq!(ran.status, 0);
}

#[test]
fn answers_are_kept_as_long_as_they_hold() {
    let (folder, server) = (with_doi("age"), Server::new());
    server.crossref("10.5555/toll.2004", tide());
    let count = |words: &str| {
        let ran = check(&folder, &server, &format!("--online {words}"));
        assert_eq!(told(&ran), "online: 1 work looked up: 1 found", "{ran:?}");
        server.asked().len()
    };
    assert_eq!((count(""), count("")), (1, 0));
    assert_eq!((count("--refresh"), count("--no-cache"), count("--cache-age 0"), count("")), (1, 1, 1, 0));
    let files = || fs::read_dir(cache(&folder.0)).unwrap().map(|file| file.unwrap().path()).collect::<Vec<_>>();
    let [file] = files().try_into().unwrap();
    let line = fs::read_to_string(&file).unwrap();
    let stored: Value = serde_json::from_str(&line).unwrap();
    let aged = |days: u64| {
        let mut stored = stored.clone();
        stored["asked"] = json!(stored["asked"].as_u64().unwrap() - days * 86_400);
        fs::write(&file, stored.to_string()).unwrap();
    };
    aged(29);
    assert_eq!((count("--cache-age 28"), count("")), (1, 0));
    aged(31);
    assert_eq!((count(""), count("")), (1, 0));
    // What is broken, or of another request, is asked anew and replaced.
    for broken in [&line[..line.len() / 2], "", "\u{0}", &line.replace("crossref", "elsewhere")] {
        fs::write(&file, broken).unwrap();
        assert_eq!((count(""), count("")), (1, 0), "{broken}");
    }
    assert_eq!(files(), [file], "nothing is left beside it");
}

#[test]
fn what_does_not_exist_is_asked_again_the_next_day() {
    let (folder, server) = (with_doi("absent"), Server::new());
    let ran = check(&folder, &server, "--online");
    assert!(ran.out.contains("warning[B018]"), "{}", ran.out);
    assert_eq!(server.asked().len(), 3);
    for file in fs::read_dir(cache(&folder.0)).unwrap() {
        let file = file.unwrap().path();
        let mut stored: Value = serde_json::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
        stored["asked"] = json!(stored["asked"].as_u64().unwrap() - 90_000);
        fs::write(&file, stored.to_string()).unwrap();
    }
    server.crossref("10.5555/toll.2004", tide());
    let ran = check(&folder, &server, "--online");
    assert_eq!((ran.out.as_str(), told(&ran)), ("", "online: 1 work looked up: 1 found"));
}

#[test]
fn agencies_that_ask_for_patience_get_it() {
    let (folder, server) = (with_doi("patience"), Server::new());
    let good = Reply::Json(json!({ "message": tide() }));
    for (first, at_least) in [
        (Reply::status(429, &["Retry-After: 1"]), 1000),
        (Reply::status(503, &["Retry-After: 1"]), 1000),
        (Reply::status(500, &[]), 400),
        (Reply::Cut, 400),
    ] {
        server.on("/crossref/works/", [first, good.clone()]);
        let ran = check(&folder, &server, "--online --refresh");
        assert_eq!((told(&ran), ran.out.as_str()), ("online: 1 work looked up: 1 found", ""));
        let asked = server.asked();
        assert_eq!(asked.len(), 2);
        assert!(asked[1].at - asked[0].at >= Duration::from_millis(at_least));
    }
    // A rate that is slower than pincite's own is kept.
    folder.put("paper.md", PAPER);
    folder.put("refs.bib", REFS);
    let slow = vec!["X-Rate-Limit-Limit: 2".to_owned(), "X-Rate-Limit-Interval: 1s".to_owned()];
    server.on("/crossref/works/", [Reply::Raw(200, slow, json!({ "message": tide() }).to_string())]);
    check(&folder, &server, "--online --refresh --mailto ruth@example.org");
    let mut at: Vec<_> = server.asked().iter().map(|asked| asked.at).collect();
    at.sort();
    let last = at.windows(2).last().unwrap();
    assert!(at.len() == 4 && last[1] - last[0] >= Duration::from_millis(450), "{at:?}");
}

#[test]
fn no_more_requests_at_a_time_than_are_welcome() {
    let folder = Folder::new("online-many", &[("paper.md", PAPER), ("refs.bib", REFS)]);
    for (words, most) in [("--online", 1), ("--online --mailto ruth@example.org --refresh", 3)] {
        let server = Server::new();
        server.on("/crossref/works/", [Reply::After(400, Box::new(Reply::Json(json!({ "message": tide() }))))]);
        check(&folder, &server, words);
        assert_eq!((server.asked().len(), server.most_at_once()), (4, most), "{words}");
    }
}

#[test]
fn what_cannot_be_asked_is_unchecked_and_nothing_else() {
    let folder = Folder::new("online-silent", &[("paper.md", PAPER), ("refs.bib", REFS)]);
    let plain = check(&folder, &Server::new(), "");
    let page =
        Reply::Raw(200, vec!["Content-Type: text/html".to_owned()], "<html>Sign in to this network</html>".to_owned());
    let elsewhere = Reply::status(302, &["Location: https://elsewhere.example/works"]);
    for (reply, why, asked_at_most) in [
        (page, "the answer of api.crossref.org cannot be read", 4),
        (Reply::Json(json!([])), "the answer of api.crossref.org cannot be read", 4),
        (Reply::Endless, "the answer of api.crossref.org is too large", 4),
        (elsewhere, "api.crossref.org leads elsewhere", 4),
        (Reply::status(400, &[]), "api.crossref.org answers with status 400", 4),
        (Reply::status(403, &[]), "api.crossref.org refuses to answer (status 403)", 1),
        (Reply::status(429, &["Retry-After: 3600"]), "api.crossref.org wants to be asked later", 1),
        (Reply::status(500, &[]), "api.crossref.org answers with status 500", 6),
        (Reply::Cut, "the answer of api.crossref.org broke off", 6),
    ] {
        let server = Server::new();
        server.on("/crossref/", [reply]);
        let ran = check(&folder, &server, "--online --refresh");
        assert_eq!(told(&ran), format!("online: 4 works looked up: 4 unchecked ({why})"));
        assert_eq!((ran.out, ran.status), (plain.out.clone(), plain.status), "{why}");
        let asked = server.asked().iter().filter(|asked| asked.path.starts_with("/crossref")).count();
        assert!(asked <= asked_at_most, "{why}: {asked} requests");
    }
}

#[test]
fn nobody_at_home() {
    let folder = with_doi("refused");
    let server = Server::new();
    let mut asking = command(&folder.0, &server, "check paper.md --bib refs.bib --format json --online");
    for (name, _) in server.environment() {
        // A port that was free a moment ago.
        let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        asking.env(name, format!("http://{free}"));
    }
    let ran = registries::run(asking);
    let report: Value = serde_json::from_str(&ran.out).unwrap();
    let why = "api.crossref.org cannot be reached";
    let want =
        json!({ "works": 1, "found": 0, "absent": 0, "unmatched": 0, "unchecked": [{ "why": why, "works": 1 }] });
    assert_eq!((&report["summary"]["online"], ran.status), (&want, 0));
    assert!(!cache(&folder.0).exists(), "silence is not kept");
}

#[test]
fn asking_ends_when_its_time_is_over() {
    let folder = Folder::new("online-never", &[("paper.md", PAPER), ("refs.bib", REFS)]);
    let server = Server::new();
    server.on("/crossref/works/10.5555%2Fbees", [Reply::Never]).on("/crossref/works/10.5555%2Fknots", [Reply::Never]);
    server.crossref("10.5555/toll.2004", tide());
    let ran = check(&folder, &server, "--online --online-timeout 2 --mailto ruth@example.org");
    assert!(ran.took < Duration::from_secs(8), "{:?}", ran.took);
    let kinds = "1 found, 1 not registered, 2 unchecked (api.crossref.org did not answer in time)";
    assert_eq!(told(&ran), format!("online: 4 works looked up: {kinds}"));
    assert_eq!(ran.status, 0);
}

#[cfg(unix)]
#[test]
fn an_interrupt_ends_the_run_at_once() {
    use std::os::unix::process::ExitStatusExt as _;

    let folder = Folder::new("online-interrupt", &[("paper.md", PAPER), ("refs.bib", REFS)]);
    let server = Server::new();
    server
        .on("/crossref/works/", [Reply::Never])
        .on("/crossref/works/10.5555%2Ftoll", [Reply::Json(json!({ "message": tide() }))]);
    let mut child = command(&folder.0, &server, "check paper.md --bib refs.bib --online").spawn().unwrap();
    let begun = std::time::Instant::now();
    while server.waiting() == 0 && begun.elapsed() < Duration::from_secs(20) {
        std::thread::sleep(Duration::from_millis(10));
    }
    // Ctrl-C is not heard by what runs in the background, as tests may; to pincite the one signal is as the other.
    let sent = std::process::Command::new("kill").args(["-TERM", &child.id().to_string()]).status().unwrap();
    assert!(sent.success());
    let begun = std::time::Instant::now();
    let status = child.wait().unwrap();
    assert_eq!(status.signal(), Some(15));
    assert!(begun.elapsed() < Duration::from_secs(2));
    for file in fs::read_dir(cache(&folder.0)).into_iter().flatten() {
        let text = fs::read_to_string(file.unwrap().path()).unwrap();
        assert!(serde_json::from_str::<Value>(&text).is_ok(), "{text}");
    }
}

#[test]
fn redirections_are_followed_as_far_as_they_stay() {
    let (folder, server) = (with_doi("moved"), Server::new());
    server.on("/crossref/works/10.5555%2Ftoll.2004", [Reply::status(301, &["Location: /crossref/works/moved"])]);
    server.on("/crossref/works/moved", [Reply::Json(json!({ "message": tide() }))]);
    assert_eq!(told(&check(&folder, &server, "--online")), "online: 1 work looked up: 1 found");
    server.on("/crossref/works/moved", [Reply::status(301, &["Location: /crossref/works/moved"])]);
    let ran = check(&folder, &server, "--online --refresh");
    assert_eq!(told(&ran), "online: 1 work looked up: 1 unchecked (api.crossref.org leads elsewhere)");
    assert_eq!(server.asked().iter().filter(|asked| asked.path.starts_with("/crossref")).count(), 2 + 3);
}

#[test]
fn the_exit_status_does_not_depend_on_it() {
    let (folder, server) = (with_doi("status"), Server::new());
    server.crossref("10.5555/toll.2004", work("10.5555/toll.2004", "A Toll for Every Tide", "Finch", 2004));
    folder.put("pincite.toml", "[lint.severity]\nB019 = \"error\"\n");
    let ran = check(&folder, &server, "--online --fail-on info --max-warnings 0");
    assert_eq!(
        (ran.status, ran.out.as_str()),
        (0, "refs.bib:2:13: error[B019] registry-mismatch: `osei2004` and Crossref name different authors\n"),
        "{ran:?}"
    );
    // A comment that hides it is never called useless, though there be nothing to hide.
    let bib = folder.get("refs.bib");
    folder.put("refs.bib", &format!("% pincite-ignore B019: the publisher has it wrong\n{bib}"));
    for words in ["--online", "", "--online --refresh --online-timeout 1"] {
        if words.contains("refresh") {
            server.on("/crossref/works/10.5555%2Ftoll.2004", [Reply::status(403, &[])]);
        }
        let ran = check(&folder, &server, &format!("{words} --fail-on info"));
        assert_eq!((ran.status, ran.out.as_str()), (0, ""), "{words}");
        assert_eq!(words.contains("refresh"), ran.err.contains("1 unchecked"), "{}", ran.err);
    }
}

#[test]
fn the_report_says_what_rests_on_answers() {
    let (folder, server) = (with_doi("json"), Server::new());
    server.crossref("10.5555/toll.2004", work("10.5555/toll.2004", "A Toll for Every Tide", "Osei", 1994));
    let ran = registries::run(command(&folder.0, &server, "check paper.md --bib refs.bib --online --format json"));
    let report: Value = serde_json::from_str(&ran.out).unwrap();
    let found = &report["documents"][0]["diagnostics"][0];
    assert_eq!(
        (&found["code"], &found["online"], &found["severity"]),
        (&json!("B019"), &json!(true), &json!("warning"))
    );
    assert_eq!(found["message"], "`osei2004` is dated 2004, and 1994 at Crossref");
    assert_eq!(found["notes"][0], "Crossref’s record: https://doi.org/10.5555/toll.2004");
    assert_eq!(report["summary"]["online"]["found"], 1);
    let offline = registries::run(command(&folder.0, &server, "check paper.md --bib refs.bib --format json"));
    assert!(!offline.out.contains("online"), "{}", offline.out);
    let ran = registries::run(command(&folder.0, &server, "report paper.md --bib refs.bib --online -o report.md"));
    assert_eq!((ran.status, told(&ran)), (0, "online: 1 work looked up: 1 found"));
    let report = folder.get("report.md");
    assert!(report.contains("1994 at Crossref"), "{report}");
    assert!(report.contains("- Held 1 work against Crossref, DataCite, OpenAlex or doi.org.\n"), "{report}");
    server.on("/crossref/works/10.5555%2Ftoll.2004", [Reply::status(403, &[])]);
    registries::run(command(&folder.0, &server, "report paper.md --bib refs.bib --online --refresh -o report.html"));
    let report = folder.get("report.html");
    assert!(
        report.contains("<li>1 work at a registry: api.crossref.org refuses to answer (status 403).</li>"),
        "{report}"
    );
}

#[test]
fn a_work_is_asked_for_once_whoever_cites_it() {
    let (folder, server) = (with_doi("once"), Server::new());
    server.crossref("10.5555/toll.2004", tide());
    folder.put("second.md", "Tides are taxed too [@osei2004].\n");
    let own = "Tides are taxed (Osei, 2004).\n\n# References\n\nOsei, K. (2004). A toll for every tide. *Journal of Tides*, *3*(1), 1–9. https://doi.org/10.5555/TOLL.2004\n";
    folder.put("third.md", own);
    let ran = registries::run(command(&folder.0, &server, "check paper.md second.md third.md --online --no-cache"));
    assert_eq!(told(&ran), "online: 1 work looked up: 1 found", "{ran:?}");
    assert_eq!(paths(&server), ["/crossref/works/10.5555%2Ftoll.2004"]);
}

#[test]
fn an_address_at_doi_org_is_a_doi_too() {
    let (folder, server) = (one("url", "url = {https://doi.org/10.5555/toll.2004},"), Server::new());
    let ran = check(&folder, &server, "--online --select B018");
    assert_eq!(ran.out, "refs.bib:3:25: warning[B018] unregistered-doi: the DOI of `osei2004` is not registered\n");
    assert_eq!(paths(&server)[0], "/crossref/works/10.5555%2Ftoll.2004");
}

#[test]
fn a_printed_list_is_held_against_it_too() {
    let folder = one("printed", "");
    let server = Server::new();
    server.crossref("10.5555/toll.2004", tide());
    let ran = |author: &str, title: &str, year: i32| {
        let doi = "https://doi.org/10.5555/toll.2004";
        let entry = format!("{author}, K. ({year}). {title}. *Journal of Tides*, *3*(1), 1–9. {doi}");
        folder.put("list.md", &format!("Tides are taxed ({author}, {year}).\n\n# References\n\n{entry}\n"));
        registries::run(command(&folder.0, &server, "check list.md --format concise --online --select B019")).out
    };
    assert_eq!(ran("Osei", "A toll for every tide", 2004), "");
    let found = ran("Finch", "Bees at low water", 1996);
    assert!(
        found.ends_with("warning[B019] registry-mismatch: the DOI of `finch1996` is that of another work\n"),
        "{found}"
    );
    // Where only guesses differ, it is not sure.
    let found = ran("Osei", "Bees at low water", 1996);
    assert!(
        found.ends_with("info[B019] registry-mismatch: the DOI of `osei1996` is that of another work\n"),
        "{found}"
    );
}

#[test]
fn two_who_say_it_make_one_finding() {
    let (folder, server) = (with_doi("both"), Server::new());
    let mut retracted = tide();
    retracted["updated-by"] =
        json!([{ "DOI": "10.5555/note", "type": "retraction", "updated": { "date-parts": [[2012, 4, 30]] } }]);
    server.crossref("10.5555/toll.2004", retracted);
    let table = "Title,Author,OriginalPaperDate,OriginalPaperDOI,OriginalPaperPubMedID,RetractionDOI,RetractionDate,RetractionNature,Reason\nA Toll,Kwame Osei,1/1/2004,10.5555/toll.2004,0,10.5555/note,4/30/2012 0:00,Retraction,+Doubled Tides;\n";
    folder.put("retractions.csv", table);
    let words = "check paper.md --bib refs.bib --online --retractions retractions.csv";
    let ran = registries::run(command(&folder.0, &server, words));
    assert_eq!((ran.out.matches("[B012]").count(), ran.status), (1, 1), "{ran:?}");
    assert!(
        ran.out.contains("the reason given: Doubled Tides")
            && ran.out.contains("also recognised by its DOI at Crossref"),
        "{}",
        ran.out
    );
}

#[test]
fn what_cannot_be_meant_ends_the_run() {
    let (folder, server) = (with_doi("meant"), Server::new());
    let ran = check(&folder, &server, "--online --mailto nobody");
    assert!(ran.status == 2 && ran.err.contains("--mailto cannot be `nobody`: it is no e-mail address"), "{ran:?}");
    let mut asking = command(&folder.0, &server, "check paper.md --online");
    asking.env("PINCITE_DOI_URL", "http://doi.example/");
    let ran = registries::run(asking);
    assert!(ran.status == 2 && ran.err.contains("PINCITE_DOI_URL cannot be `http://doi.example/`"), "{ran:?}");
    let ran = registries::run(command(&folder.0, &server, "baseline check --online"));
    assert!(ran.status == 2 && ran.err.contains("asks no registries"), "{ran:?}");
    assert!(server.asked().is_empty());
}

#[test]
fn watching_asks_about_each_work_once() {
    use std::io::{BufRead, BufReader};

    let (folder, server) = (with_doi("watch"), Server::new());
    server.crossref("10.5555/toll.2004", tide()).on("/crossref/works?", [Reply::status(403, &[])]);
    let words = "check paper.md --bib refs.bib --online --no-cache --watch";
    let mut child = command(&folder.0, &server, words).stderr(std::process::Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(child.stderr.take().unwrap()).lines().map_while(Result::ok);
    let mut told = |text: &str| {
        folder.put("paper.md", text);
        let line = lines.by_ref().find(|line| line.starts_with("online: ")).unwrap();
        lines.by_ref().find(|line| line.ends_with("watching (Ctrl-C ends it)")).unwrap();
        line
    };
    assert_eq!(told("Tides are taxed [@osei2004].\n"), "online: 1 work looked up: 1 found");
    assert_eq!(told("Tides are taxed still [@osei2004].\n"), "online: 1 work looked up: 1 found");
    assert_eq!(server.asked().len(), 1);
    child.kill().unwrap();
    child.wait().unwrap();
}
