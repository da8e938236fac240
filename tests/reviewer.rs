//! The reviewer's report: the page in a real browser, and the same as notes.

#![allow(clippy::print_stderr)]

mod browser;
mod run;

use std::fs;
use std::path::Path;

use browser::Browser;
use run::Folder;
use serde_json::json;

const PAPER: &str = "The Causeway of Lake Arun <script>window.ran=1</script> & its Ferries

Introduction

The causeway across Lake Arun cost $48 million and took nine years (Marlow, 1987). In its last summer the ferry carried 2,140 passengers a day (Marlow, 1987). Nobody has counted the boats (Fair, 2014).

The keepers wrote that \"the boats were dearer than the bread of the island\" (Marlow, 1987, p. 3). Later work agrees (Osei 2004; </p><script>window.ran=2</script> Lindqvist, 2015).

Method

We walked along both shores for three summers and wrote down what was left of the landing places, the ropes, the bells and the huts of the keepers, and asked those who live there now what they remember of the crossing.

Results

The huts were built of stone (Osei, 2004), and the <img src=x onerror=window.ran=3> bells were cast in the town (Lindqvist, 2015).
";

const BIB: &str = r#"@book{marlow1987, author = {Marlow, Edith "><script>window.ran=4</script>}, title = {The Ferries <script>window.ran=5</script>}, date = {1987}}
@book{osei2004, author = {Osei, Kofi}, title = {Bridges}, date = {2004}, doi = {10.1000/x"><script>window.ran=6</script>}}
@book{lindqvist2015, author = {Lindqvist, Åsa}, title = {Bells}, date = {2015}}
@book{never1999, author = {Never, Nina}, title = {Unread}, date = {1999}}
"#;

const MARLOW: &str = "The causeway across Lake Arun was opened in 1971. It cost $48 billion in the money of the day <script>window.ran=7</script> and took nine years to build. In its last summer the ferry carried 2,140 passengers a day. The keepers complained that the boats were cheaper than the bread of the island, and sold both.\n";

/// The story's files.
fn story(name: &str) -> Folder {
    Folder::new(name, &[("paper.txt", PAPER), ("refs.bib", BIB), ("sources/marlow1987.txt", MARLOW)])
}

const REPORT: &str = "report paper.txt --bib refs.bib --sources sources";

/// The story's page in a browser; says so and passes by where there is none.
fn page(name: &str) -> Option<(Folder, Browser)> {
    let folder = story(name);
    let (status, _, err) = folder.run(&format!("{REPORT} -o report.html"));
    assert_eq!(status, 0, "{err}");
    let Some(mut browser) = Browser::start(name) else {
        eprintln!("there is no Chromium: the page is not opened");
        return None;
    };
    browser.size(1400, 900);
    browser.open(&folder.0.join("report.html"));
    Some((folder, browser))
}

/// The number of the finding of a rule.
fn finding(browser: &mut Browser, code: &str) -> String {
    browser.text(&format!("document.querySelector('[data-rule=\"{code}\"]').id.slice(1)"))
}

#[test]
fn a_report_is_written_whole_and_the_same_each_time() {
    let folder = story("whole");
    let (status, out, err) = folder.run(&format!("{REPORT} -o report.html"));
    assert_eq!((status, out.as_str()), (0, ""), "findings are no failure: {err}");
    assert!(err.starts_with("report.html: "), "{err}");
    let page = folder.get("report.html");
    let (_, printed, _) = folder.run(&format!("{REPORT} --threads 3"));
    assert_eq!(page, printed, "a file or standard output, it is the same");
    let (_, checked, _) = folder.run("check paper.txt --bib refs.bib --sources sources --format html -q");
    assert_eq!(page, checked);
    assert!(!page.contains(&*folder.0.to_string_lossy()), "no path of this machine");
    assert_eq!(page.matches("<script").count(), 1, "one script, and none of the manuscript's");
    assert!(!page.contains("<img"), "no element of the manuscript's");
    let left: Vec<_> = fs::read_dir(&folder.0).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left.len(), 4, "nothing is left beside it: {left:?}");

    let (status, _, err) = folder.run(&format!("{REPORT} -o paper.txt --format markdown"));
    assert!(status == 2 && err.contains("a report cannot take its place"), "{err}");
    assert_eq!(folder.get("paper.txt"), PAPER, "what is checked is never written over");
    let (status, _, err) = folder.run(&format!("{REPORT} -o no/such/folder.html"));
    assert!(status == 2 && err.contains("cannot write no/such/folder.html"), "{err}");
    let (status, _, err) = folder.run("report none.txt -o none.html");
    assert!(status == 2 && err.contains("cannot read none.txt"), "{err}");
}

#[test]
fn notes_say_where_which_words_and_the_other_side() {
    let folder = story("notes");
    let (_, notes, _) = folder.run(&format!("{REPORT} --format text"));
    let first = "Paragraph 1, line 5 (Introduction): “$48 million”\n   “$48 million” disagrees with the cited source. \
                 [F002 contradicted-figure, error]\n";
    assert!(notes.contains(first), "{notes}");
    assert!(notes.contains("– the source has “$48 billion”: “It cost $48 billion in the money of the day"), "{notes}");
    assert!(notes.contains("(sources/marlow1987.txt, line 1)"), "{notes}");
    assert!(notes.contains("Held 3 claims against 1 cited work at hand: sources/marlow1987.txt."), "{notes}");
    assert!(notes.contains("Not checked\n\n- "), "{notes}");
    folder.run(&format!("{REPORT} -o notes.md"));
    let markdown = folder.get("notes.md");
    assert!(
        markdown.starts_with("# Review of the sources of paper.txt\n\n## Checked\n\n- Read: paper.txt"),
        "{markdown}"
    );
    assert!(markdown.contains("“\\$48 million” disagrees with the cited source. \\[F002"), "{markdown}");
    assert!(!markdown.replace("\\<", "").contains('<'), "nothing of a manuscript is markup: {markdown}");
    let numbers = |text: &str| {
        text.lines().filter(|line| line.split_once(". ").is_some_and(|(n, _)| n.parse::<u32>().is_ok())).count()
    };
    assert_eq!(numbers(&notes), numbers(&markdown));
}

#[test]
fn several_manuscripts_are_one_report() {
    let other = "Ferries were slow (Osei, 2004). Nobody knows why (Nobody, 1900).\n";
    let folder = Folder::new("several", &[("a.txt", PAPER), ("b.txt", other), ("refs.bib", BIB)]);
    folder.run("report a.txt b.txt --bib refs.bib -o report.html");
    let page = folder.get("report.html");
    assert!(page.contains("<nav class=\"index\" aria-label=\"Manuscripts\">"));
    assert!(page.contains("<title>2 manuscripts – review of the sources</title>"));
    assert_eq!(page.matches("<section class=\"document\"").count(), 2);
    let osei =
        page.split("data-times=\"").filter(|card| card.contains("<p class=\"name\">Osei (2004)</p>")).last().unwrap();
    assert!(osei.starts_with("3\""), "a work is one, whoever cites it: {}", &osei[..200]);
}

#[test]
fn a_page_of_nothing_is_a_page() {
    let folder = Folder::new("nothing", &[("empty.txt", "")]);
    let (status, page, err) = folder.run("report empty.txt");
    assert_eq!(status, 0, "{err}");
    assert!(page.contains("There is no text in it.") && page.ends_with("</html>\n"));
}

#[test]
fn nothing_of_the_manuscript_runs() {
    let Some((_folder, mut browser)) = page("hostile") else { return };
    assert!(browser.eval("window.ran === undefined").as_bool().unwrap());
    assert_eq!(browser.complaints, Vec::<String>::new(), "nothing was refused, for nothing was tried");
    let shown = browser.text("document.body.textContent");
    for words in [
        "<script>window.ran=1</script>",
        "<script>window.ran=2</script>",
        "onerror=window.ran=3",
        "window.ran=5",
        "window.ran=7",
    ] {
        assert!(shown.contains(words), "what was written can be read: {words}");
    }
    assert!(browser.text("document.querySelector('h1').textContent").starts_with("The Causeway of Lake Arun <script>"));
    assert_eq!(browser.eval("document.querySelectorAll('script').length"), 1);
    // Even an element that got in would not run.
    let inject = "(() => { const s = document.createElement('script'); s.textContent = 'window.ran = 8'; document.body.append(s);
        const d = document.createElement('div'); d.setAttribute('onclick', 'window.ran = 9'); document.body.append(d); d.click();
        return window.ran === undefined })()";
    assert!(browser.eval(inject).as_bool().unwrap());
    assert!(browser.complaints.iter().any(|complaint| complaint.contains("Content Security Policy")));
}

#[test]
fn choosing_a_mark_shows_both_sides() {
    let Some((_folder, mut browser)) = page("choose") else { return };
    let number = finding(&mut browser, "F002");
    browser.eval(&format!("document.querySelector('#text a.n[href=\"#f{number}\"]').click()"));
    assert_eq!(browser.eval("document.querySelector('#chosen').hidden"), false);
    let marked =
        browser.eval("[...document.querySelectorAll('#chosen .claim mark.other')].map(mark => mark.textContent)");
    assert_eq!(marked, json!(["$48 million", "$48 billion"]), "both sides, the figure that differs marked");
    assert!(
        browser
            .text("document.querySelector('#chosen').textContent")
            .contains("The digits agree, the magnitude word does not")
    );
    assert_eq!(browser.text("location.hash"), format!("#f{number}"));
    let on = browser.text("document.querySelector('#text .m.s.on').textContent");
    assert_eq!(on, "$48 million", "the words are marked in the text");

    browser.eval("document.querySelector('#text a.c-missing').click()");
    let card = browser.text("document.querySelector('#chosen').textContent");
    assert!(card.contains("No entry for “Fair, 2014”") && card.contains("Cited once"), "{card}");
    browser.eval("document.querySelector('#text a.c:not(.c-missing)').click()");
    let card = browser.text("document.querySelector('#chosen').textContent");
    assert!(card.contains("Marlow (1987)") && card.contains("At hand: sources/marlow1987.txt"), "{card}");
    browser.press("Escape");
    assert_eq!(browser.eval("document.querySelector('#chosen').hidden"), true);
    assert_eq!(browser.complaints, Vec::<String>::new());
}

#[test]
fn lists_are_searched_filtered_and_put_in_order() {
    let Some((_folder, mut browser)) = page("filter") else { return };
    let shown = "[...document.querySelectorAll('#findings .finding')].filter(card => card.checkVisibility()).map(card => card.dataset.rule)";
    let all = browser.eval(shown).as_array().unwrap().len();
    assert!(all > 3);
    let search = |browser: &mut Browser, words: &str| {
        browser.eval(&format!(
            "(async () => {{ const box = document.querySelector('#findings [name=words]'); box.value = '{words}';
             box.dispatchEvent(new Event('input', {{ bubbles: true }})); await new Promise(done => setTimeout(done, 300)) }})()"
        ));
    };
    search(&mut browser, "fair 2014");
    assert_eq!(browser.eval(shown), json!(["C001"]));
    assert_eq!(browser.text("document.querySelector('#findings .shown').textContent"), format!("1 of {all}"));
    search(&mut browser, "");
    browser.eval("document.querySelector('.chips [data-severity=error]').click()");
    let left = browser.eval(shown).as_array().unwrap().len();
    assert!(0 < left && left < all);
    assert_eq!(
        browser.text("document.querySelector('.chips [data-severity=error]').getAttribute('aria-pressed')"),
        "false"
    );
    browser.eval("document.querySelector('.chips [data-severity=error]').click()");
    let order = "(by => { const form = document.querySelector('#findings form'); form.elements.order.value = by;
        form.elements.order.dispatchEvent(new Event('input', { bubbles: true })) })";
    browser.eval(&format!("{order}('rule')"));
    let sorted = browser.eval(shown);
    let mut wanted = sorted.as_array().unwrap().clone();
    wanted.sort_by_key(|rule| rule.as_str().unwrap().to_owned());
    assert_eq!(sorted.as_array().unwrap(), &wanted);
    browser.eval("document.querySelector('[data-view=works]').click()");
    let works = browser.text("document.querySelector('#works').textContent");
    assert!(
        works.contains("In the bibliography, not cited in the text 1") && works.contains("Never (1999)"),
        "{works}"
    );
    browser.eval("document.querySelector('[data-view=claims]').click()");
    let heads =
        browser.text("[...document.querySelectorAll('#claims .group')].map(head => head.textContent).join('; ')");
    assert!(heads.starts_with("Disagrees with the cited source 1;"), "{heads}");
}

#[test]
fn keys_lead_through_it() {
    let Some((folder, mut browser)) = page("keys") else { return };
    let hash = |browser: &mut Browser| browser.text("location.hash");
    browser.press("n");
    assert_eq!(hash(&mut browser), "#f1");
    browser.press("n");
    assert_eq!(hash(&mut browser), "#f2");
    browser.press("p");
    assert_eq!(hash(&mut browser), "#f1");
    // What is copied is what `--format text` prints.
    browser.eval("Object.defineProperty(navigator, 'clipboard', { value: { writeText: async text => { window.copied = text } } })");
    browser.press("y");
    browser.eval("new Promise(done => setTimeout(done, 50))");
    let (_, notes, _) = folder.run(&format!("{REPORT} --format text"));
    let first = browser.text("window.copied");
    assert!(first.starts_with("1. ") && notes.contains(&first), "{first}");
    browser.press("f");
    browser.eval("document.querySelector('#copy-all').click()");
    browser.eval("new Promise(done => setTimeout(done, 50))");
    let all = browser.text("window.copied");
    assert!(notes.trim_end().ends_with(&all), "copied:\n{all}\nprinted:\n{notes}");
    for (key, view) in [("w", "works"), ("c", "claims"), ("f", "findings")] {
        browser.press(key);
        assert!(
            browser.eval(&format!("document.querySelector('#{view}').checkVisibility()")).as_bool().unwrap(),
            "{key}"
        );
        assert_eq!(browser.text(&format!("document.querySelector('#tab-{view}').ariaSelected")), "true");
    }
    browser.press("/");
    browser.press("w");
    assert_eq!(
        browser.text("document.activeElement.name + document.activeElement.value"),
        "wordsw",
        "typing is typing"
    );
    browser.press("Escape");
    browser.press("?");
    assert!(browser.eval("document.querySelector('#help').open").as_bool().unwrap());
    assert_eq!(browser.complaints, Vec::<String>::new());
}

#[test]
fn it_is_read_by_all() {
    let Some((_folder, mut browser)) = page("all") else { return };
    assert_eq!(browser.text("document.documentElement.lang"), "en");
    assert_eq!(
        browser
            .eval("['main', 'header', 'aside', 'footer', 'h1'].map(name => document.querySelectorAll(name).length)")
            .to_string()
            .matches('1')
            .count(),
        5
    );
    let astray = "[...document.querySelectorAll('a[href^=\"#\"]')].map(link => link.hash).filter(hash => !document.getElementById(hash.slice(1)))";
    assert_eq!(browser.eval(astray), json!([]), "every link within the page leads somewhere");
    let doubled = "(ids => ids.filter((id, at) => ids.indexOf(id) !== at))([...document.querySelectorAll('[id]')].map(one => one.id))";
    assert_eq!(browser.eval(doubled), json!([]));
    let nameless = "[...document.querySelectorAll('button, input, select, a[href], svg[role=img]')]
        .filter(one => !(one.textContent.trim() || one.ariaLabel || one.closest('label'))).map(one => one.outerHTML)";
    assert_eq!(browser.eval(nameless), json!([]), "all that can be reached has a name");
    browser.eval("document.body.focus()");
    browser.press("Tab");
    for width in [320, 390, 768, 1400] {
        browser.size(width, 800);
        let wide = browser.eval("document.documentElement.scrollWidth").as_u64().unwrap();
        assert!(wide <= u64::from(width), "at {width} it is {wide} wide");
    }
    browser.call("Emulation.setEmulatedMedia", json!({ "media": "print" }));
    let printed = "['findings', 'works', 'claims', 'text'].every(id => document.getElementById(id).offsetHeight > 50)
        && document.querySelector('.tabs').offsetHeight === 0";
    assert!(browser.eval(printed).as_bool().unwrap(), "all lists are printed, and no tab");
    let pdf = browser.call("Page.printToPDF", json!({}));
    assert!(pdf["data"].as_str().unwrap().starts_with("JVBERi0"), "a PDF");
    browser.call("Emulation.setEmulatedMedia", json!({ "media": "" }));
    browser.call("Emulation.setScriptExecutionDisabled", json!({ "value": true }));
    browser.call("Page.reload", json!({}));
    std::thread::sleep(std::time::Duration::from_millis(500));
    let bare = "['findings', 'works', 'claims', 'text'].every(id => document.getElementById(id)?.offsetHeight > 50)";
    assert!(browser.eval(bare).as_bool().unwrap(), "it is all there without a script");
    assert_eq!(browser.complaints, Vec::<String>::new());
}

/// A manuscript of 300 pages with 2,000 findings.
#[test]
fn a_long_manuscript_stays_small() {
    let mut paper = String::new();
    let mut bib = String::new();
    for work in 0..400 {
        let (author, title) = (format!("Keeper{work}, Ada"), format!("The {work} Boats of the Lake"));
        let year = 1900 + work % 120;
        bib.push_str(&format!("@book{{k{work}, author = {{{author}}}, title = {{{title}}}, date = {{{year}}}}}\n"));
    }
    let plain =
        "the keepers of the lights wrote down the wind and the tide for years while the boats were drawn over the ice";
    for number in 0..2000 {
        if number % 40 == 0 {
            paper.push_str(&format!("Chapter {} of the Lake\n\n", number / 40 + 1));
        }
        let work = number * 7 % 400;
        let year = 1900 + work % 120;
        paper.push_str(&format!(
            "It is said that {plain} (Keeper{work}, {year}). And so {plain}, as others say (Nobody{number}, {year}). \
             Yet in the end nobody knows what the keepers of the lights thought of it all in their last winter there.\n\n"
        ));
    }
    assert!(paper.split_whitespace().count() > 150_000);
    let folder = Folder::new("long", &[("paper.txt", &paper), ("refs.bib", &bib)]);
    let begun = std::time::Instant::now();
    let (_, _, err) = folder.run("report paper.txt --bib refs.bib -o report.html");
    eprintln!("checked and written in {:?}", begun.elapsed());
    let findings: usize = err.split(' ').nth(1).unwrap().parse().unwrap();
    assert!(findings >= 2000, "{err}");
    let size = folder.get("report.html").len();
    assert!(size < 5_000_000, "{size} bytes");
    let Some(mut browser) = Browser::start("long") else { return };
    browser.size(1400, 900);
    browser.open(&folder.0.join("report.html"));
    let load = browser.eval("performance.getEntriesByType('navigation')[0].loadEventEnd").as_f64().unwrap();
    eprintln!("{findings} findings, {size} bytes, open in {load} ms");
    // What it takes alone on a machine is a tenth of it.
    assert!(load < 10_000.0, "{load} ms");
}

/// The relative luminance of a colour, as WCAG 2.2 defines it.
fn luminance(hex: &str) -> f64 {
    let part = |at: usize| {
        let value = f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0;
        if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
}

#[test]
fn colours_have_contrast_in_light_and_dark() {
    let style = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/report/html/style.css")).unwrap();
    let palettes: Vec<&str> = style.split(":root {").skip(1).map(|rest| rest.split('}').next().unwrap()).collect();
    assert_eq!(palettes.len(), 2, "light and dark");
    let mut faults = Vec::new();
    for (name, palette) in ["light", "dark"].iter().zip(palettes) {
        let colour = |wanted: &str| {
            let all = palette.split(';').filter_map(|rule| rule.split_once(':'));
            let mut found =
                all.filter(|(key, _)| key.trim() == format!("--{wanted}")).map(|(_, value)| luminance(value.trim()));
            found.next_back().unwrap_or_else(|| panic!("{name} has no --{wanted}"))
        };
        let mut hold = |ink: &str, paper: &str, least: f64| {
            let (a, b) = (colour(ink) + 0.05, colour(paper) + 0.05);
            let ratio = if a > b { a / b } else { b / a };
            if ratio < least {
                faults.push(format!("{name}: --{ink} on --{paper} is {ratio:.2}"));
            }
        };
        for ink in ["ink", "soft", "error", "warning", "info", "good", "cite"] {
            hold(ink, "paper", 4.5);
            hold(ink, "card", 4.5);
        }
        for tint in ["error-tint", "warning-tint", "info-tint", "good-tint", "cite-tint"] {
            hold("ink", tint, 4.5);
            hold("cite", tint, 4.5);
        }
        // Edges of fields and buttons.
        hold("edge", "card", 3.0);
    }
    assert!(faults.is_empty(), "{faults:#?}");
}
