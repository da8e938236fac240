//! What SARIF 2.1.0 asks of a log, as far as pincite writes one: the required properties of each object (sections
//! 3.13 to 3.58), no property that it does not know, and what one part says of another.
//!
//! The standard's own schema may not be kept here; this is written from its text.

use std::collections::HashSet;

use serde_json::Value;

/// Holds a log to all below.
pub fn holds(log: &Value) {
    known(log, &["$schema", "version", "runs"], &["version", "runs"]);
    assert_eq!(log["version"], "2.1.0");
    assert!(log["$schema"].as_str().unwrap().ends_with("sarif-schema-2.1.0.json"));
    list(&log["runs"]).iter().for_each(run);
}

fn run(run: &Value) {
    known(run, &["columnKind", "invocations", "originalUriBaseIds", "results", "tool"], &["tool", "results"]);
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let driver = &run["tool"]["driver"];
    known(driver, &["name", "version", "semanticVersion", "informationUri", "rules"], &["name", "rules"]);
    let ids: Vec<&str> = list(&driver["rules"]).iter().map(rule).collect();
    assert!(ids.is_sorted() && ids.iter().collect::<HashSet<_>>().len() == ids.len(), "rules are sorted by id");
    let mut prints = HashSet::new();
    for one in list(&run["results"]) {
        result(one, &ids);
        let print = one["partialFingerprints"]["pincite/v1"].as_str().unwrap();
        assert!(print.len() == 32 && print.bytes().all(|byte| byte.is_ascii_hexdigit()));
        assert!(prints.insert(print), "fingerprints are unique: {one}");
    }
    for one in list(&run["invocations"]) {
        known(one, &["executionSuccessful", "toolExecutionNotifications"], &["executionSuccessful"]);
        assert!(one["executionSuccessful"].is_boolean());
        for notification in list(&one["toolExecutionNotifications"]) {
            known(notification, &["level", "message"], &["message"]);
            message(&notification["message"]);
        }
    }
}

fn rule(rule: &Value) -> &str {
    let optional = ["fullDescription", "help", "defaultConfiguration", "properties"];
    known(rule, &[&["id", "name", "shortDescription"][..], &optional].concat(), &["id"]);
    message(&rule["shortDescription"]);
    known(&rule["defaultConfiguration"], &["level", "enabled"], &[]);
    level(&rule["defaultConfiguration"]["level"]);
    rule["id"].as_str().unwrap()
}

fn result(result: &Value, rules: &[&str]) {
    let optional = ["ruleIndex", "relatedLocations", "fixes", "properties"];
    let required = ["ruleId", "level", "message", "locations", "partialFingerprints", "suppressions"];
    known(result, &[&required[..], &optional].concat(), &required);
    level(&result["level"]);
    message(&result["message"]);
    assert_eq!(rules[result["ruleIndex"].as_u64().unwrap() as usize], result["ruleId"]);
    assert_eq!(list(&result["locations"]).len(), 1);
    list(&result["locations"]).iter().for_each(location);
    if let Some(related) = result.get("relatedLocations") {
        let ids: HashSet<u64> = list(related).iter().map(|one| one["id"].as_u64().unwrap()).collect();
        assert_eq!(ids.len(), list(related).len());
        list(related).iter().for_each(location);
    }
    for fix in result.get("fixes").map(list).unwrap_or_default() {
        known(fix, &["description", "artifactChanges", "properties"], &["artifactChanges"]);
        assert!(!list(&fix["artifactChanges"]).is_empty());
        for change in list(&fix["artifactChanges"]) {
            known(change, &["artifactLocation", "replacements"], &["artifactLocation", "replacements"]);
            artifact(&change["artifactLocation"]);
            assert!(!list(&change["replacements"]).is_empty());
            for replacement in list(&change["replacements"]) {
                known(replacement, &["deletedRegion", "insertedContent"], &["deletedRegion"]);
                region(&replacement["deletedRegion"]);
                assert!(replacement["insertedContent"]["text"].is_string());
            }
        }
    }
    for suppression in list(&result["suppressions"]) {
        known(suppression, &["kind"], &["kind"]);
        assert!(["inSource", "external"].contains(&suppression["kind"].as_str().unwrap()));
    }
}

fn location(location: &Value) {
    known(location, &["id", "physicalLocation", "logicalLocations", "message"], &[]);
    if let Some(place) = location.get("physicalLocation") {
        known(place, &["artifactLocation", "region"], &["artifactLocation"]);
        artifact(&place["artifactLocation"]);
        place.get("region").into_iter().for_each(region);
    }
    location.get("message").into_iter().for_each(message);
}

fn artifact(artifact: &Value) {
    known(artifact, &["uri", "uriBaseId"], &["uri"]);
    let uri = artifact["uri"].as_str().unwrap();
    let unreserved = |c: char| c.is_ascii_alphanumeric() || "-._~/%".contains(c);
    match uri.strip_prefix("file://") {
        Some(path) => assert!(path.starts_with('/') && path.replacen(':', "", 1).chars().all(unreserved), "{uri}"),
        None => {
            assert!(!uri.is_empty() && !uri.starts_with('/') && uri.chars().all(unreserved), "{uri}");
            assert_eq!(artifact["uriBaseId"], "%SRCROOT%");
        }
    }
    for (at, _) in uri.match_indices('%') {
        assert!(uri[at + 1..].len() >= 2 && uri[at + 1..at + 3].bytes().all(|b| b.is_ascii_hexdigit()), "{uri}");
    }
}

fn region(region: &Value) {
    known(region, &["startLine", "startColumn", "endLine", "endColumn"], &["startLine"]);
    let number = |key: &str| region[key].as_u64().filter(|number| *number > 0).unwrap_or_else(|| panic!("{region}"));
    let (start, end) = ((number("startLine"), number("startColumn")), (number("endLine"), number("endColumn")));
    assert!(start <= end, "{region}");
}

fn message(message: &Value) {
    assert!(message["text"].as_str().is_some_and(|text| !text.is_empty()), "{message}");
}

fn level(level: &Value) {
    assert!(["none", "note", "warning", "error"].contains(&level.as_str().unwrap()), "{level}");
}

fn list(value: &Value) -> &[Value] {
    value.as_array().unwrap_or_else(|| panic!("no array: {value}"))
}

fn known(object: &Value, all: &[&str], required: &[&str]) {
    let object = object.as_object().unwrap_or_else(|| panic!("no object: {object}"));
    object.keys().for_each(|key| assert!(all.contains(&key.as_str()), "`{key}` in {object:?}"));
    required.iter().for_each(|key| assert!(object.contains_key(*key), "`{key}` is missing in {object:?}"));
}
