//! The page around it all: its policy, the first screen, the lists beside the manuscript.

use std::fmt::{self, Write};

use sha2::{Digest, Sha256};

use super::Html;
use super::escape::Esc;
use super::picture::years;
use crate::model::BlockKind;
use crate::report::review::{Group, Review, tally, words};

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");
const HELP: &str = include_str!("help.html");

/// How many kinds of findings the first screen names, and how many of each.
const MATTERS: usize = 5;
const EACH: usize = 3;

/// What a manuscript is called: by its first heading where that reads as a title, else by its file.
pub(super) fn title(review: &Review) -> String {
    let document = review.document();
    let first = document.blocks.first().filter(|block| block.kind == BlockKind::Heading);
    let heading = first.map(|block| words::cut(&document.shown(block.at), 160));
    let path = document.source.path.rsplit('/').next().unwrap_or_default();
    heading.filter(|heading| heading.split_whitespace().count() > 2).unwrap_or_else(|| path.to_owned())
}

/// Opens a manuscript.
pub(super) fn open_document(out: &mut String, review: &Review, number: usize, title: &str) -> fmt::Result {
    let source = &review.document().source;
    writeln!(out, "<section class=\"document\" id=\"d{number}\" aria-labelledby=\"t{number}\">")?;
    writeln!(
        out,
        "<h2 class=\"path\" id=\"t{number}\"><span class=\"unseen\">{} </span>{}</h2>",
        Esc(title),
        Esc(&source.path)
    )
}

/// Writes the page.
pub(super) fn write(out: &mut String, page: &Html) -> fmt::Result {
    let name = match page.titles.as_slice() {
        [] => "Nothing was read".to_owned(),
        [(one, _)] => one.clone(),
        many => words::count(many.len(), "manuscript", "manuscripts"),
    };
    let policy = format!(
        "default-src 'none'; style-src '{}'; script-src '{}'; base-uri 'none'; form-action 'none'",
        hash(STYLE),
        hash(SCRIPT)
    );
    write!(
        out,
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n\
         <title>{} – review of the sources</title>\n<style>{STYLE}</style>\n<script>{SCRIPT}</script>\n</head>\n<body>\n\
         <a class=\"skip\" href=\"#text\">To the manuscript</a>\n<a class=\"skip\" href=\"#side\">To the findings</a>\n",
        Esc(&name)
    )?;
    front(out, page, &name)?;
    out.push_str(
        "<div class=\"desk\">\n<main class=\"text\" id=\"text\" tabindex=\"-1\" aria-label=\"The manuscript\">\n",
    );
    out.push_str(&page.text);
    out.push_str("</main>\n");
    side(out, page)?;
    let version = env!("CARGO_PKG_VERSION");
    write!(out, "</div>\n<footer class=\"foot\">Made by pincite {version}. {HELP}</footer>\n</body>\n</html>\n")
}

/// The first screen: what matters, what was checked, what was not, and the pictures.
fn front(out: &mut String, page: &Html, name: &str) -> fmt::Result {
    writeln!(out, "<header class=\"front\">\n<p class=\"kicker\">Review of the sources</p>\n<h1>{}</h1>", Esc(name))?;
    writeln!(
        out,
        "<div class=\"told\">\n<section class=\"matter\" aria-labelledby=\"matter\">\n<h2 id=\"matter\">What matters most</h2>"
    )?;
    let groups = page.tally.by_weight();
    if groups.is_empty() {
        out.push_str("<p class=\"lede\">Nothing was found.</p>\n");
    } else {
        writeln!(out, "<p class=\"lede\">Found: {}.</p>\n<ol>", page.tally.found_words())?;
        groups.iter().take(MATTERS).try_for_each(|group| matter(out, page, group))?;
        out.push_str("</ol>\n");
    }
    out.push_str("</section>\n");
    for (id, head, lines) in
        [("checked", "Checked", page.tally.checked()), ("unchecked", "Not checked", page.tally.unchecked())]
    {
        writeln!(out, "<section aria-labelledby=\"{id}\">\n<h2 id=\"{id}\">{head}</h2>\n<ul>")?;
        lines.iter().try_for_each(|line| writeln!(out, "<li>{}</li>", Esc(line)))?;
        out.push_str("</ul>\n</section>\n");
    }
    out.push_str("</div>\n");
    if page.titles.len() > 1 {
        out.push_str("<nav class=\"index\" aria-label=\"Manuscripts\"><h2>Manuscripts</h2>\n<ol>\n");
        for (number, ((title, findings), path)) in page.titles.iter().zip(&page.tally.documents).enumerate() {
            let found = words::count(*findings, "finding", "findings");
            writeln!(out, "<li><a href=\"#d{number}\">{}</a> <span>{} · {found}</span></li>", Esc(title), Esc(path))?;
        }
        out.push_str("</ol></nav>\n");
    }
    out.push_str("<div class=\"pictures\">\n");
    page.picture.spread(out)?;
    years(out, &page.works.years())?;
    page.picture.sections(out)?;
    out.push_str("</div>\n</header>\n");
    Ok(())
}

/// One kind of finding, with the first few places.
fn matter(out: &mut String, page: &Html, group: &Group) -> fmt::Result {
    let number = group.findings.len();
    let summary = tally::about(&page.rules, group.code).map_or("", |rule| rule.summary);
    let severity = group.severity.name();
    write!(
        out,
        "<li class=\"{severity}\"><b><span class=\"sev\"><span aria-hidden=\"true\">{}</span><span class=\"unseen\">{severity}</span></span> {}</b>",
        words::sign(group.severity),
        words::capital(&words::spoken(group.name))
    )?;
    if number > 1 {
        write!(out, " <span class=\"times\">×{}</span>", words::grouped(number))?;
    }
    write!(out, " <span class=\"summary\">{}</span> ", Esc(&summary.replace('`', "")))?;
    for (place, (finding, quoted)) in group.findings.iter().take(EACH).enumerate() {
        let comma = if place == 0 { "" } else { ", " };
        let quoted = if quoted.is_empty() { format!("finding {finding}") } else { words::set_apart(quoted) };
        write!(out, "{comma}<a href=\"#f{finding}\">{}</a>", Esc(&quoted))?;
    }
    if number > EACH {
        write!(out, " and {} more", words::grouped(number - EACH))?;
    }
    out.push_str("</li>\n");
    Ok(())
}

/// The lists beside the manuscript.
fn side(out: &mut String, page: &Html) -> fmt::Result {
    let findings = page.tally.findings();
    let claims: usize = page.tally.verdicts.values().sum();
    let works = page.works.counts();
    out.push_str("<aside class=\"side\" id=\"side\" tabindex=\"-1\" aria-label=\"Findings, works and claims\">\n");
    writeln!(
        out,
        "<div class=\"tabs script\" role=\"tablist\" aria-label=\"Lists\">\
         <button class=\"narrow\" type=\"button\" data-view=\"text\">Text</button>\
         <button type=\"button\" role=\"tab\" id=\"tab-findings\" aria-controls=\"findings\" data-view=\"findings\">Findings <span>{}</span></button>\
         <button type=\"button\" role=\"tab\" id=\"tab-works\" aria-controls=\"works\" data-view=\"works\">Works <span>{}</span></button>\
         <button type=\"button\" role=\"tab\" id=\"tab-claims\" aria-controls=\"claims\" data-view=\"claims\">Claims <span>{}</span></button>\
         <button type=\"button\" class=\"ask\" id=\"ask\" aria-label=\"Keys and signs\">?</button></div>",
        words::grouped(findings),
        words::grouped(works.iter().sum()),
        words::grouped(claims),
    )?;
    out.push_str(
        "<section id=\"chosen\" class=\"list chosen\" aria-label=\"Chosen\" tabindex=\"-1\" hidden></section>\n",
    );
    out.push_str("<section id=\"findings\" class=\"list\" aria-labelledby=\"h-findings\">\n<h2 id=\"h-findings\">Findings</h2>\n");
    tools(out, "Search the findings", &finding_filters(page)?, true)?;
    out.push_str("<div class=\"cards\">\n");
    if findings == 0 {
        out.push_str("<p class=\"none\">Nothing was found.</p>\n");
    }
    for (list, path) in page.findings.iter().zip(&page.tally.documents).filter(|(list, _)| !list.is_empty()) {
        if page.titles.len() > 1 {
            writeln!(out, "<h3 class=\"group\">{}</h3>", Esc(path))?;
        }
        out.push_str(list);
    }
    out.push_str("</div>\n");
    by_rule(out, page)?;
    out.push_str("</section>\n<section id=\"works\" class=\"list\" aria-labelledby=\"h-works\">\n<h2 id=\"h-works\">Works</h2>\n");
    let filters = "<select name=\"status\" aria-label=\"Which works\"><option value=\"\">all works</option><option value=\"cited\">cited</option>\
        <option value=\"missing\">cited, not in the bibliography</option><option value=\"ambiguous\">one of several</option>\
        <option value=\"never\">not cited</option></select>\
        <select name=\"order\" aria-label=\"Order\"><option value=\"\">by name</option><option value=\"times\">by how often cited</option></select>";
    tools(out, "Search the works", filters, false)?;
    out.push_str("<div class=\"cards\">\n");
    page.works.write(out, &page.tally.documents)?;
    out.push_str("</div>\n</section>\n<section id=\"claims\" class=\"list\" aria-labelledby=\"h-claims\">\n<h2 id=\"h-claims\">Claims</h2>\n");
    let mut filters =
        "<select name=\"verdict\" aria-label=\"Which claims\"><option value=\"\">all claims</option>".to_owned();
    for (&rank, number) in &page.tally.verdicts {
        let verdict = tally::VERDICTS[rank];
        write!(
            filters,
            "<option value=\"{}\">{} ({})</option>",
            verdict.name(),
            words::verdict(verdict),
            words::grouped(*number)
        )?;
    }
    filters.push_str("</select><label class=\"box\"><input type=\"checkbox\" id=\"faint\"> mark unchecked claims in the text</label>");
    tools(out, "Search the claims", &filters, false)?;
    out.push_str("<div class=\"cards\">\n");
    for (rank, list) in page.claims.iter().enumerate().filter(|(_, list)| !list.is_empty()) {
        let number = page.tally.verdicts.get(&rank).copied().unwrap_or_default();
        let said = words::capital(words::verdict(tally::VERDICTS[rank]));
        writeln!(out, "<h3 class=\"group\">{said} <span>{}</span></h3>", words::grouped(number))?;
        out.push_str(list);
    }
    if claims == 0 {
        out.push_str("<p class=\"none\">No claim was found.</p>\n");
    }
    out.push_str("</div>\n</section>\n</aside>\n");
    Ok(())
}

fn finding_filters(page: &Html) -> Result<String, fmt::Error> {
    let mut out = "<span class=\"chips\" role=\"group\" aria-label=\"Severity\">".to_owned();
    for (severity, name) in [(2, "error"), (1, "warning"), (0, "info")] {
        let number = page.tally.found[severity];
        if number > 0 {
            let sign = ["○", "▲", "●"][severity];
            write!(
                out,
                "<button type=\"button\" aria-pressed=\"true\" data-severity=\"{name}\"><span class=\"{name}\" aria-hidden=\"true\">{sign}</span> {name} {}</button>",
                words::grouped(number)
            )?;
        }
    }
    out.push_str("</span><select name=\"rule\" aria-label=\"Rule\"><option value=\"\">every rule</option>");
    let mut rules: Vec<(&str, &str, usize)> = Vec::new();
    for group in page.tally.by_weight() {
        match rules.iter_mut().find(|rule| rule.0 == group.code) {
            Some(rule) => rule.2 += group.findings.len(),
            None => rules.push((group.code, group.name, group.findings.len())),
        }
    }
    rules.sort_unstable();
    for (code, name, number) in rules {
        write!(out, "<option value=\"{code}\">{code} {} ({})</option>", words::spoken(name), words::grouped(number))?;
    }
    out.push_str("</select><select name=\"order\" aria-label=\"Order\"><option value=\"\">as in the text</option><option value=\"rule\">by rule</option><option value=\"severity\">by severity</option></select>");
    if page.titles.len() > 1 {
        out.push_str(
            "<select name=\"document\" aria-label=\"Manuscript\"><option value=\"\">every manuscript</option>",
        );
        for (number, path) in page.tally.documents.iter().enumerate() {
            write!(out, "<option value=\"{number}\">{}</option>", Esc(path))?;
        }
        out.push_str("</select>");
    }
    Ok(out)
}

fn tools(out: &mut String, search: &str, filters: &str, copies: bool) -> fmt::Result {
    writeln!(
        out,
        "<form class=\"tools script\" role=\"search\" aria-label=\"{search}\"><input type=\"search\" name=\"words\" aria-label=\"{search}\" placeholder=\"{search}\" autocomplete=\"off\" spellcheck=\"false\">{filters}</form>"
    )?;
    out.push_str("<p class=\"state script\"><span class=\"shown\" role=\"status\"></span>");
    if copies {
        out.push_str(" <button type=\"button\" id=\"copy-all\">Copy these as review notes</button>");
    }
    out.push_str("</p>\n");
    Ok(())
}

/// The findings by rule: what each rule finds, and the numbers.
fn by_rule(out: &mut String, page: &Html) -> fmt::Result {
    let groups = page.tally.by_weight();
    if groups.is_empty() {
        return Ok(());
    }
    out.push_str("<details class=\"rules\" open><summary>By rule</summary>\n<dl>\n");
    for group in groups {
        let summary = tally::about(&page.rules, group.code).map_or("", |rule| rule.summary);
        let severity = group.severity.name();
        writeln!(
            out,
            "<dt><span class=\"{severity}\" aria-hidden=\"true\">{}</span> {} <small>{}, {severity}, {}</small></dt>\n<dd>{} ",
            words::sign(group.severity),
            words::capital(&words::spoken(group.name)),
            group.code,
            words::count(group.findings.len(), "finding", "findings"),
            Esc(&summary.replace('`', ""))
        )?;
        for (number, _) in &group.findings {
            write!(out, "<a href=\"#f{number}\">{number}</a> ")?;
        }
        out.push_str("</dd>\n");
    }
    out.push_str("</dl></details>\n");
    Ok(())
}

/// The hash by which the page's policy knows its own script and style.
fn hash(text: &str) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = "sha256-".to_owned();
    for three in Sha256::digest(text.as_bytes()).chunks(3) {
        let bits = three.iter().fold(0u32, |bits, &byte| bits << 8 | u32::from(byte)) << (8 * (3 - three.len()));
        for place in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * place)) as usize & 63];
            out.push(if place <= three.len() { letter.into() } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::hash;

    #[test]
    fn a_hash_is_written_as_browsers_want_it() {
        assert_eq!(hash(""), "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    }
}
