use std::collections::BTreeMap;

use super::PageDoc;

/// The ordinary pages as a tree: folders are sections, named by their index.md.
#[derive(Clone, Default, PartialEq, Debug)]
pub struct Navigation {
    pub roots: Vec<NavEntry>,
}

#[derive(Clone, Default, PartialEq, Debug)]
pub struct NavEntry {
    pub title: String,
    /// Index into the documents; `None` for a folder without an index.md.
    pub document: Option<usize>,
    pub children: Vec<NavEntry>,
}

#[derive(Default)]
struct Folder {
    index: Option<usize>,
    pages: Vec<usize>,
    folders: BTreeMap<String, Folder>,
}

impl Navigation {
    /// Builds the tree of the documents that are not hidden. The start page's own text, the page
    /// for unknown addresses and the pages that belong to a team are reached from elsewhere and
    /// stay out.
    pub fn new(documents: &[PageDoc], src: &str, own_404: &str, sanitize: bool) -> Self {
        let mut root = Folder::default();
        for (ix, doc) in documents.iter().enumerate() {
            let Some(path) = doc.document.path.below(src) else {
                continue;
            };
            if doc.meta.hide
                || path == "index.md"
                || path == own_404
                || path.starts_with("teams/")
                || path.starts_with("models/")
            {
                continue;
            }
            let mut folder = &mut root;
            let mut parts = path.split('/').peekable();
            while let Some(part) = parts.next() {
                if parts.peek().is_some() {
                    folder = folder.folders.entry(part.to_owned()).or_default();
                } else if part == "index.md" {
                    folder.index = Some(ix);
                } else {
                    folder.pages.push(ix);
                }
            }
        }
        Self {
            roots: entries(root, documents, sanitize),
        }
    }

    /// The documents in reading order.
    pub fn in_order(&self) -> Vec<usize> {
        fn walk(entries: &[NavEntry], out: &mut Vec<usize>) {
            for entry in entries {
                out.extend(entry.document);
                walk(&entry.children, out);
            }
        }
        let mut out = Vec::new();
        walk(&self.roots, &mut out);
        out
    }

    /// The root entry that a document belongs to.
    pub fn root_of(&self, document: usize) -> Option<&NavEntry> {
        fn holds(entry: &NavEntry, document: usize) -> bool {
            entry.document == Some(document)
                || entry.children.iter().any(|child| holds(child, document))
        }
        self.roots.iter().find(|root| holds(root, document))
    }
}

/// Pages and folders of one folder, by `order`, then by name; those without an order come last.
fn entries(folder: Folder, documents: &[PageDoc], sanitize: bool) -> Vec<NavEntry> {
    let key = |document: Option<usize>, name: String| {
        let order = document.and_then(|ix| documents[ix].meta.order);
        (order.is_none(), order.unwrap_or(0), name)
    };
    let mut all = Vec::new();
    for ix in folder.pages {
        let doc = &documents[ix];
        let entry = NavEntry {
            title: doc.title(sanitize),
            document: Some(ix),
            children: Vec::new(),
        };
        all.push((
            key(Some(ix), doc.document.path.file_name().to_owned()),
            entry,
        ));
    }
    for (name, sub) in folder.folders {
        let index = sub.index;
        let title = index.map_or_else(
            || crate::tree::readable_name(&name),
            |ix| documents[ix].title(sanitize),
        );
        let children = entries(sub, documents, sanitize);
        if index.is_some() || !children.is_empty() {
            all.push((
                key(index, name),
                NavEntry {
                    title,
                    document: index,
                    children,
                },
            ));
        }
    }
    all.sort_by(|a, b| a.0.cmp(&b.0));
    all.into_iter().map(|(_, entry)| entry).collect()
}
