//! What is asked in which order, and what each kind of response comes to.

use serde_json::{Value, json};

use super::*;
use crate::model::Nature;

/// Responses by the paths asked for; what is not there has no answer. What was asked is noted.
fn ask<'a>(responses: &'a [(&str, Response)], asked: &'a mut Vec<String>) -> impl FnMut(&Request) -> Response + 'a {
    move |request| {
        let url = request.url();
        let found = responses.iter().find(|(part, _)| url.contains(part)).map(|(_, response)| response.clone());
        asked.push(url);
        found.unwrap_or_else(|| Response::Silent(format!("{} did not answer", request.agency.host())))
    }
}

fn has(value: Value) -> Response {
    Response::Has(Body::read(value.to_string().as_bytes()).expect("an object or list"))
}

fn doi(doi: &str) -> Query {
    Query::Doi(doi.to_owned())
}

fn tide() -> Query {
    let names = vec!["Osei".to_owned()];
    Query::Work { title: "A Toll for Every Tide".to_owned(), names, year: Some(2004) }
}

fn crossref_tide(doi: &str, family: &str, year: i32) -> Value {
    json!({ "DOI": doi, "title": ["A toll for every <i>tide</i>"], "author": [{ "given": "Kwame", "family": family }],
            "issued": { "date-parts": [[year]] }, "type": "journal-article" })
}

#[test]
fn a_doi_goes_from_agency_to_agency() {
    let no_such = has(json!([{ "DOI": "10.5555/x", "status": "DOI does not exist" }]));
    let elsewhere = has(json!([{ "DOI": "10.5555/x", "RA": "JaLC" }]));
    let silent = |why: &str| Response::Silent(why.to_owned());
    let unchecked = |why: &str| Answer::Unchecked(why.to_owned());
    let table = [
        (
            vec![("crossref", Response::HasNot), ("datacite", Response::HasNot), ("doiRA", no_such.clone())],
            Answer::Absent,
            3,
        ),
        (
            vec![("crossref", Response::HasNot), ("datacite", Response::HasNot), ("doiRA", elsewhere)],
            unchecked("registered at JaLC, which is not asked"),
            3,
        ),
        // That one of them has not got it accuses nobody while another is silent.
        (
            vec![("crossref", Response::HasNot), ("datacite", silent("why")), ("doiRA", no_such.clone())],
            unchecked("why"),
            2,
        ),
        (vec![("crossref", silent("why")), ("datacite", Response::HasNot), ("doiRA", no_such)], unchecked("why"), 2),
        (
            vec![("crossref", Response::HasNot), ("datacite", Response::HasNot), ("doiRA", Response::HasNot)],
            unchecked("the answer of doi.org cannot be read"),
            3,
        ),
        (
            vec![("crossref", has(json!({ "message": [] })))],
            unchecked("the answer of api.crossref.org cannot be read"),
            1,
        ),
    ];
    for (responses, want, count) in table {
        let mut asked = Vec::new();
        let answer = lookup(&doi("10.5555/x"), &mut ask(&responses, &mut asked));
        assert_eq!((answer, asked.len()), (want, count), "{asked:?}");
    }
}

#[test]
fn a_doi_cannot_steer_an_address() {
    for odd in ["10.5555/../../members", "10.5555/./x"] {
        let mut asked = Vec::new();
        let answer = lookup(&doi(odd), &mut ask(&[], &mut asked));
        assert!(matches!(answer, Answer::Unchecked(_)) && asked.is_empty(), "{odd}");
    }
    let mut asked = Vec::new();
    lookup(&doi("10.1002/(sici)1097-4571?x#<1::aid>é&y"), &mut ask(&[("crossref", Response::HasNot)], &mut asked));
    let path = "10.1002%2F%28sici%291097-4571%3Fx%23%3C1%3A%3Aaid%3E%C3%A9%26y";
    assert_eq!(
        asked,
        [format!("https://api.crossref.org/works/{path}"), format!("https://api.datacite.org/dois/{path}")]
    );
}

#[test]
fn crossref_is_read() {
    let mut work = crossref_tide("10.5555/Toll", "Osei", 2004);
    work["subtitle"] = json!(["Harbours &amp; ropes"]);
    work["published-print"] = json!({ "date-parts": [[2005, 1]] });
    work["author"].as_array_mut().unwrap().push(json!({ "name": "Harbour Office" }));
    work["updated-by"] = json!([
        { "DOI": "10.5555/NOTE", "type": "retraction", "updated": { "date-parts": [[2012, 4, 30]] } },
        { "type": "new_version" },
        { "DOI": 7 },
    ]);
    let mut asked = Vec::new();
    let response = [("crossref", has(json!({ "message": work })))];
    let Answer::Found(record) = lookup(&doi("10.5555/toll"), &mut ask(&response, &mut asked)) else { panic!() };
    assert_eq!(record.doi.as_deref(), Some("10.5555/toll"));
    assert_eq!(record.titles, ["A toll for every tide: Harbours & ropes", "A toll for every tide"]);
    assert_eq!(record.names, ["Kwame Osei", "Harbour Office"]);
    assert_eq!((record.years.as_slice(), record.printed), (&[2004, 2005][..], true));
    let notice = &record.notices[0];
    assert_eq!(
        (notice.nature, &*notice.date, notice.notice.as_deref()),
        (Nature::Retraction, "2012-04-30", Some("10.5555/note"))
    );
    assert_eq!(record.notices[1].nature, Nature::Correction);
    assert_eq!(record.notices.len(), 2);
}

#[test]
fn datacite_is_read() {
    let work = json!({ "data": { "id": "10.5555/data", "attributes": {
        "doi": "10.5555/DATA",
        "titles": [{ "title": "Tide gauges" }, { "title": "a record", "titleType": "Subtitle" }],
        "creators": [{ "name": "Marlow, Ruth", "nameType": "Personal" }, { "givenName": "Noor", "familyName": "Haddad" },
                     { "name": "Harbour Office, Lower Shore", "nameType": "Organizational" }],
        "publicationYear": 2020,
        "dates": [{ "date": "2019-11-02", "dateType": "Issued" }, { "date": "1900", "dateType": "Collected" }],
        "types": { "resourceTypeGeneral": "Dataset" },
    } } });
    let responses = [("crossref", Response::HasNot), ("datacite", has(work))];
    let Answer::Found(record) = lookup(&doi("10.5555/data"), &mut ask(&responses, &mut Vec::new())) else { panic!() };
    assert_eq!(record.titles, ["Tide gauges: a record", "Tide gauges"]);
    assert_eq!(record.names, ["Ruth Marlow", "Noor Haddad", "Harbour Office, Lower Shore"]);
    assert_eq!((record.registry, record.years.as_slice()), ("DataCite", &[2019, 2020][..]));
}

#[test]
fn openalex_stands_in_for_crossref() {
    let work = json!({ "id": "https://openalex.org/W1", "doi": "https://doi.org/10.5555/toll", "title": "A toll",
                       "publication_year": 2004, "authorships": [{ "author": { "display_name": "Kwame Osei" } }],
                       "is_retracted": true });
    let responses = [("openalex", has(work))];
    let Answer::Found(record) = lookup(&doi("10.5555/toll"), &mut ask(&responses, &mut Vec::new())) else { panic!() };
    assert_eq!((record.registry, record.notices[0].nature), ("OpenAlex", Nature::Retraction));
    let none = [("openalex", Response::HasNot)];
    let answer = lookup(&doi("10.5555/toll"), &mut ask(&none, &mut Vec::new()));
    assert_eq!(answer, Answer::Unchecked("api.crossref.org did not answer".to_owned()));
}

#[test]
fn a_title_is_taken_for_one_work_alone() {
    let search = |works: &[Value]| {
        let crossref = ("crossref", has(json!({ "message": { "items": works } })));
        let responses = [crossref, ("openalex", has(json!({ "results": [] })))];
        match lookup(&tide(), &mut ask(&responses, &mut Vec::new())) {
            Answer::Found(record) => record.doi.unwrap(),
            answer => format!("{answer:?}"),
        }
    };
    let osei = |doi, year| crossref_tide(doi, "Osei", year);
    assert_eq!(search(&[osei("10.5555/a", 2004)]), "10.5555/a");
    assert_eq!(search(&[crossref_tide("10.5555/a", "Finch", 1980), osei("10.5555/b", 2005)]), "10.5555/b");
    assert_eq!(search(&[osei("10.5555/a", 1990), osei("10.5555/b", 2004)]), "10.5555/b");
    assert_eq!(search(&[osei("10.5555/a", 2003), osei("10.5555/b", 2004)]), "Unmatched");
    assert_eq!(search(&[osei("10.5555/a", 2004), osei("10.5555/A", 2004)]), "10.5555/a");
    assert_eq!(search(&[crossref_tide("10.5555/a", "Finch", 1980)]), "Unmatched");
    let mut other = osei("10.5555/a", 2004);
    other["title"] = json!(["A toll for every harbour"]);
    other["container-title"] = json!(["A Toll for Every Tide"]);
    assert_eq!(search(&[other]), "Unmatched");
    // That OpenAlex has it not says nothing where Crossref was silent.
    let responses = [("openalex", has(json!({ "results": [] })))];
    let answer = lookup(&tide(), &mut ask(&responses, &mut Vec::new()));
    assert_eq!(answer, Answer::Unchecked("api.crossref.org did not answer".to_owned()));
}

#[test]
fn nothing_that_comes_breaks_a_reader() {
    let odd = [json!(null), json!(7), json!("x"), json!([]), json!([[]]), json!({}), json!([{ "date-parts": [[]] }])];
    let keys = ["DOI", "title", "author", "issued", "updated-by", "type", "subtitle", "editor", "container-title"];
    for value in &odd {
        for key in keys {
            let mut work = crossref_tide("10.5555/a", "Osei", 2004);
            work["updated-by"] = json!([{ "type": "retraction", "updated": { "date-parts": [["x", 3]] } }]);
            work[key] = value.clone();
            let responses = [("crossref", has(json!({ "message": work, "data": [work], "results": work })))];
            lookup(&doi("10.5555/a"), &mut ask(&responses, &mut Vec::new()));
            let responses = [
                ("crossref", has(json!({ "message": { "items": [work, value] } }))),
                ("openalex", has(json!({ "results": value }))),
            ];
            lookup(&tide(), &mut ask(&responses, &mut Vec::new()));
        }
        for body in [json!({ "data": value }), json!({ "data": { "attributes": value } }), json!([value])] {
            let responses = [("crossref", Response::HasNot), ("datacite", has(body.clone()))];
            lookup(&doi("10.5555/a"), &mut ask(&responses, &mut Vec::new()));
            let responses =
                [("crossref", Response::HasNot), ("datacite", Response::HasNot), ("doiRA", has(body.clone()))];
            assert!(matches!(lookup(&doi("10.5555/a"), &mut ask(&responses, &mut Vec::new())), Answer::Unchecked(_)));
            let responses = [("openalex", has(body))];
            lookup(&doi("10.5555/a"), &mut ask(&responses, &mut Vec::new()));
        }
    }
    for text in ["", "null", "7", "\"x\"", "<html>", "{\"a\": ", &"[".repeat(100_000)] {
        assert_eq!(Body::read(text.as_bytes()), None);
    }
}

#[test]
fn responses_are_kept_as_they_came() {
    for response in [has(json!({ "message": { "DOI": "é\n" } })), Response::HasNot] {
        let stored = Stored { url: "https://doi.org/x".to_owned(), asked: 7, response };
        let line = stored.line().unwrap();
        assert_eq!(line.matches('\n').count(), 1);
        assert_eq!(read("a.jsonl", line.as_bytes()).unwrap(), [stored]);
    }
    let silent = Stored { url: String::new(), asked: 0, response: Response::Silent(String::new()) };
    assert_eq!(silent.line(), None);
    for broken in
        ["{", "{}", "{\"url\":\"x\",\"asked\":1,\"status\":500}", "{\"url\":\"x\",\"asked\":1,\"status\":200}"]
    {
        let fault = read("a.jsonl", format!("\n{broken}\n").as_bytes()).unwrap_err();
        assert_eq!(fault.to_string(), "a.jsonl:2: this line holds no stored response");
    }
}
