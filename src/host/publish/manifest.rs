use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::io;
use std::path::Path;
use std::time::SystemTime;

use serde::Deserialize;

use super::scan::is_no_content;
use crate::host::HostError;
use crate::tree::{BookPath, Digest};

/// The file in the output folder that says what Levelbook wrote there.
pub const MANIFEST: &str = "levelbook-manifest.json";

const SCHEMA: &str = "levelbook.manifest/1";

/// The list of a published site. It holds no times and no paths of the machine, so that equal
/// sites have equal lists.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Manifest {
    /// Of everything that the site was made of; `None` while files are being replaced one by one.
    pub inputs: Option<Digest>,
    pub program: String,
    /// The caller's own text, such as the warnings of the build.
    pub notes: String,
    /// `None` for a file that is being replaced or removed: either version may lie there.
    pub files: BTreeMap<String, Option<Entry>>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Entry {
    pub size: u64,
    pub digest: Digest,
}

/// A manifest as it lies on the disk.
#[derive(Debug)]
pub(super) struct Published {
    pub manifest: Manifest,
    /// Of the manifest's own text.
    pub digest: Digest,
    /// Files that are younger were touched by somebody else.
    pub written: SystemTime,
}

#[derive(Deserialize)]
struct Header {
    schema: String,
}

#[derive(Deserialize)]
struct Raw {
    schema: String,
    program: String,
    inputs: Option<String>,
    notes: String,
    files: BTreeMap<String, Option<(u64, String)>>,
}

impl Manifest {
    pub fn new(
        inputs: Option<Digest>,
        notes: &str,
        files: BTreeMap<String, Option<Entry>>,
    ) -> Self {
        Self {
            inputs,
            program: env!("CARGO_PKG_VERSION").to_owned(),
            notes: notes.to_owned(),
            files,
        }
    }

    /// The JSON text, one file to a line so that a published change is a small diff.
    pub fn text(&self) -> String {
        let mut out = String::with_capacity(300 + self.notes.len() + self.files.len() * 90);
        let inputs = self.inputs.map(|digest| digest.hex());
        let head = [
            ("schema", quoted(SCHEMA)),
            ("program", quoted(&self.program)),
            (
                "inputs",
                inputs.map_or("null".to_owned(), |hex| quoted(&hex)),
            ),
            ("notes", quoted(&self.notes)),
        ];
        out.push_str("{\n");
        for (key, value) in head {
            out.push_str(&format!("\"{key}\": {value},\n"));
        }
        out.push_str("\"files\": {");
        for (i, (name, entry)) in self.files.iter().enumerate() {
            out.push_str(if i == 0 { "\n" } else { ",\n" });
            out.push_str(&quoted(name));
            out.push_str(": ");
            match entry {
                Some(entry) => {
                    let _ = write!(out, "[{}, \"{}\"]", entry.size, entry.digest);
                }
                None => out.push_str("null"),
            }
        }
        out.push_str("\n}\n}\n");
        out
    }

    /// Reads what [`Manifest::text`] wrote; the error says what is wrong with it.
    fn parse(path: &Path, text: &[u8]) -> Result<Self, HostError> {
        let bad = |reason: String| HostError::BadManifest {
            path: path.to_owned(),
            reason,
        };
        let raw: Raw = match serde_json::from_slice(text) {
            Ok(raw) => raw,
            Err(error) => return Err(newer(path, text).unwrap_or_else(|| bad(error.to_string()))),
        };
        if raw.schema != SCHEMA {
            return Err(newer(path, text).unwrap_or_else(|| bad("its schema is unknown".into())));
        }
        let digest =
            |hex: &str| Digest::from_hex(hex).ok_or_else(|| bad("a digest is damaged".into()));
        let mut files = BTreeMap::new();
        for (name, entry) in raw.files {
            // The names are used to delete files: none may lead out of the folder.
            if !is_clean(&name) {
                return Err(bad(format!("it names the file `{}`", name.escape_debug())));
            }
            let entry = match entry {
                Some((size, hex)) => Some(Entry {
                    size,
                    digest: digest(&hex)?,
                }),
                None => None,
            };
            files.insert(name, entry);
        }
        Ok(Self {
            inputs: raw.inputs.as_deref().map(digest).transpose()?,
            program: raw.program,
            notes: raw.notes,
            files,
        })
    }
}

impl Published {
    /// The manifest of an output folder. `None` where nothing was published yet: the folder is
    /// missing or empty. A folder with anything else in it is not ours to replace.
    pub fn read(target: &Path) -> Result<Option<Self>, HostError> {
        let path = target.join(MANIFEST);
        let failed = |error| HostError::io("read", &path, error);
        match fs::symlink_metadata(&path) {
            Ok(about) if about.is_file() => {
                let text = fs::read(&path).map_err(failed)?;
                Ok(Some(Self {
                    manifest: Manifest::parse(&path, &text)?,
                    digest: Digest::of(&text),
                    written: about.modified().map_err(failed)?,
                }))
            }
            Ok(_) => Err(HostError::BadManifest {
                path,
                reason: "it is not a file".to_owned(),
            }),
            Err(error) if error.kind() == io::ErrorKind::NotFound => match is_empty(target)? {
                true => Ok(None),
                false => Err(HostError::ForeignFolder {
                    path: target.to_owned(),
                }),
            },
            Err(error) => Err(failed(error)),
        }
    }
}

/// The error where a text says that another version wrote it, whatever its form is.
fn newer(path: &Path, text: &[u8]) -> Option<HostError> {
    let Header { schema } = serde_json::from_slice(text).ok()?;
    let is_newer = schema != SCHEMA && schema.starts_with("levelbook.manifest/");
    is_newer.then(|| HostError::NewerManifest {
        path: path.to_owned(),
        schema,
    })
}

/// Whether a name stays in the folder it is meant for.
pub(super) fn is_clean(name: &str) -> bool {
    // Nearly all names are of these characters, and a large book has tens of thousands of them.
    let is_plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'@');
    let is_simple = |part: &str| {
        part.bytes().next().is_some_and(is_plain) && part.bytes().all(|b| is_plain(b) || b == b'.')
    };
    name.split('/').all(is_simple) || BookPath::new(name).is_ok_and(|path| path.as_str() == name)
}

/// Whether a folder is there to be filled; a working copy without any file is.
fn is_empty(folder: &Path) -> Result<bool, HostError> {
    match fs::read_dir(folder) {
        Ok(entries) => {
            for entry in entries {
                let entry = entry.map_err(|error| HostError::io("read", folder, error))?;
                if !is_no_content(&entry.file_name()) {
                    return Ok(false);
                }
            }
            Ok(true)
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(true),
        Err(error) => Err(HostError::io("read", folder, error)),
    }
}

fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_back(text: &str) -> Result<Manifest, HostError> {
        Manifest::parse(Path::new("m.json"), text.as_bytes())
    }

    #[test]
    fn the_text_is_read_back() {
        let entry = |text: &str| Entry {
            size: text.len() as u64,
            digest: Digest::of(text.as_bytes()),
        };
        let manifest = Manifest::new(
            Some(Digest::of(b"inputs")),
            "warning: \"x\"\n  | y",
            BTreeMap::from([
                ("index.html".to_owned(), Some(entry("start"))),
                ("teams/ä \"b\".html".to_owned(), None),
            ]),
        );
        let text = manifest.text();
        assert_eq!(text.lines().count(), 10, "one line each:\n{text}");
        assert_eq!(read_back(&text).unwrap(), manifest);
        let empty = Manifest::new(None, "", BTreeMap::new());
        assert_eq!(read_back(&empty.text()).unwrap(), empty);
    }

    #[test]
    fn damage_newer_versions_and_names_that_lead_out_are_refused() {
        let files = |name: &str| {
            let files = BTreeMap::from([(name.to_owned(), None)]);
            Manifest::new(None, "", files).text()
        };
        assert!(read_back(&files("a/b.html")).is_ok());
        for name in [
            "../a",
            "/etc/passwd",
            "a/../../b",
            "./a",
            "a\\b",
            "C:/a",
            "",
        ] {
            let read = read_back(&files(name));
            assert!(matches!(read, Err(HostError::BadManifest { .. })), "{name}");
        }
        let newer = files("a").replace("manifest/1", "manifest/2");
        assert!(matches!(
            read_back(&newer),
            Err(HostError::NewerManifest { schema, .. }) if schema == "levelbook.manifest/2"
        ));
        let cut = &files("a")[..80];
        assert!(matches!(read_back(cut), Err(HostError::BadManifest { .. })));
    }
}
