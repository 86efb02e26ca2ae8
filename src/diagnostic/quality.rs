//! The Code Quality report of GitLab.

use std::collections::BTreeMap;

use serde::Serialize;

use super::safe;
use crate::tree::Digest;

/// What a finding is, without the words of the format.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    pub description: String,
    /// The rule.
    pub check: String,
    pub severity: &'static str,
    /// From the root of the repository; GitLab wants a file for every finding.
    pub path: String,
    /// From 1.
    pub line: u32,
    /// Of what makes the finding this one. Holds no line: an edit above does not open it again.
    pub identity: Digest,
}

#[derive(Serialize)]
struct Entry<'a> {
    description: &'a str,
    check_name: &'a str,
    fingerprint: String,
    severity: &'static str,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
}

/// The report of these findings, in their order.
pub fn report(findings: &[Finding]) -> String {
    let mut seen = BTreeMap::new();
    let entries: Vec<Entry<'_>> = findings
        .iter()
        .map(|finding| Entry {
            description: &finding.description,
            check_name: &finding.check,
            fingerprint: fingerprint(finding.identity, &mut seen),
            severity: finding.severity,
            location: Location {
                path: &finding.path,
                lines: Lines {
                    begin: finding.line,
                },
            },
        })
        .collect();
    safe::to_json(&entries)
}

/// Equal findings are told apart by a counter, because GitLab shows one of each fingerprint only.
fn fingerprint(identity: Digest, seen: &mut BTreeMap<Digest, u32>) -> String {
    let occurrence = seen.entry(identity).or_insert(0);
    *occurrence += 1;
    Digest::of_parts([&identity.as_bytes()[..], &occurrence.to_le_bytes()]).hex()
}
