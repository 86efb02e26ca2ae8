use serde::Serialize;

use super::Exporter;
use crate::site::Page;

/// The names and facts that the search looks through, as a script, for a page opened from a folder
/// may load a script and not fetch a file.
pub fn search_index(exporter: &Exporter<'_>) -> Vec<u8> {
    let mut out = b"window.levelbookIndex=[".to_vec();
    let mut first = true;
    for record in records(exporter) {
        if !std::mem::take(&mut first) {
            out.push(b',');
        }
        out.push(b'\n');
        let record = serde_json::to_string(&record).unwrap_or_default();
        out.extend_from_slice(script_safe(&record).as_bytes());
    }
    out.extend_from_slice(b"\n];\n");
    out
}

/// `[kind, title, address, further words]`, as the theme's script reads it.
#[derive(Serialize)]
struct Record(&'static str, String, String, String);

fn records(exporter: &Exporter<'_>) -> Vec<Record> {
    let (site, evaluation) = (exporter.site, exporter.evaluation);
    let mut all = Vec::new();
    for entry in &site.entries {
        let address = entry.path.encoded();
        match &entry.page {
            Page::Team(ix) => {
                let standing = &evaluation.teams[*ix];
                let mut facts = vec![standing.team.unit.join(" / ")];
                for report in &standing.current {
                    let report = &evaluation.reports[*report];
                    let position = report.assessment.model.position(report.card.level);
                    facts.push(format!("{} {}", report.assessment.model.id, position.id));
                }
                facts.retain(|fact| !fact.is_empty());
                all.push(Record(
                    "team",
                    standing.team.name.clone(),
                    address,
                    facts.join(", "),
                ));
            }
            Page::Model(ix) => {
                let model = &site.models[*ix];
                let details = if address.contains('@') {
                    format!("version {}", model.version)
                } else {
                    model.id.clone()
                };
                all.push(Record("model", model.name.clone(), address, details));
            }
            Page::Kpa { model, kpa } if !address.contains('@') => {
                let model = &site.models[*model];
                let area = model.kpa(*kpa);
                let details = format!(
                    "{}, {} level {}",
                    area.id,
                    model.id,
                    model.position(area.position).id
                );
                all.push(Record("KPA", area.name.clone(), address, details));
            }
            Page::Unit {
                portfolio: 0,
                unit,
                number: 0,
            } => {
                let unit = &evaluation.portfolios[0].units[*unit];
                all.push(Record(
                    "unit",
                    unit.path.join(" / "),
                    address,
                    match unit.standing.ranked.len() {
                        1 => "1 team".to_owned(),
                        n => format!("{n} teams"),
                    },
                ));
            }
            Page::Document(ix) => {
                let doc = &site.documents[*ix];
                let headings: Vec<&str> = doc
                    .document
                    .headings
                    .iter()
                    .map(|h| h.text.as_str())
                    .collect();
                all.push(Record("page", doc.title(), address, headings.join(", ")));
            }
            _ => {}
        }
    }
    all
}

/// JSON that stands in a script: no `<` that could end it, no line separators of old engines.
fn script_safe(json: &str) -> String {
    json.replace('<', "\\u003c")
        .replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029")
}

#[cfg(test)]
mod tests {
    use super::script_safe;

    #[test]
    fn no_text_ends_the_script() {
        assert_eq!(script_safe("\"</script>\""), "\"\\u003c/script>\"");
    }
}
