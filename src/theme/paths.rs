//! Checks what templates of a theme read of the views, field by field: a name that a view cannot have
//! is told when the theme is loaded, and not by a page with a hole. What is not known is not told.

use std::collections::{BTreeMap, BTreeSet};

use super::kinds::{self, Kind};
use super::outline::{Node, Path, Step, outline};
use super::types::{DEFAULT, TemplateFile, TemplateFiles, USER};
use crate::diagnostic::{Code, Diagnostic};
use crate::tree::{Place, Span};

/// How deep templates may include each other until nothing more is looked at.
const DEPTH: usize = 16;

/// Reports fields that no view has, in the theme's own templates.
pub(super) fn check(files: &TemplateFiles) -> Vec<Diagnostic> {
    if !files.has_user() {
        return Vec::new();
    }
    let templates = Templates::new(files);
    let mut found = Found::new();
    for (template, view) in kinds::VIEWS {
        let Some(start) = templates.resolve(template) else {
            continue;
        };
        let lineage = templates.lineage(start);
        let mut walk = Walk {
            blocks: templates.blocks(&lineage),
            rebound: templates.bound(&lineage, true),
            templates: &templates,
            seen: BTreeSet::new(),
            found: &mut found,
            depth: 0,
        };
        if let Some(base) = lineage.last() {
            walk.file(base, &mut view.fields().to_vec());
        }
    }
    found.into_values().flatten().collect()
}

/// All templates, read.
struct Templates<'a> {
    files: &'a TemplateFiles,
    outlines: BTreeMap<&'a str, Vec<Node<'a>>>,
    /// By file, the paths that it asks for before it uses them.
    guarded: BTreeMap<&'a str, Vec<Vec<&'a str>>>,
}

/// The bodies of a block, the first of which is shown: file and nodes.
type Bodies<'n, 'a> = Vec<(&'a str, &'n [Node<'a>])>;

impl<'a> Templates<'a> {
    fn new(files: &'a TemplateFiles) -> Self {
        let mut outlines = BTreeMap::new();
        let mut guarded = BTreeMap::new();
        for (name, file) in &files.files {
            let nodes = outline(&file.text);
            let mut paths = Vec::new();
            each(&nodes, &mut |node| match node {
                Node::Reads(path) if path.is_guarded => paths.push(names(path)),
                _ => {}
            });
            guarded.insert(name.as_str(), paths);
            outlines.insert(name.as_str(), nodes);
        }
        Self {
            files,
            outlines,
            guarded,
        }
    }

    fn nodes(&self, file: &str) -> &[Node<'a>] {
        self.outlines.get(file).map_or(&[], Vec::as_slice)
    }

    /// The file that a name in a template means.
    fn resolve(&self, name: &str) -> Option<&'a str> {
        let candidates = [
            name.to_owned(),
            format!("{USER}{name}"),
            format!("{DEFAULT}{name}"),
        ];
        candidates
            .iter()
            .find_map(|name| Some(*self.outlines.get_key_value(name.as_str())?.0))
    }

    /// The file and those that it extends, the base last.
    fn lineage(&self, start: &'a str) -> Vec<&'a str> {
        let mut lineage = vec![start];
        while let Some(parent) = lineage.last().and_then(|file| self.parent(file)) {
            if lineage.contains(&parent) {
                break;
            }
            lineage.push(parent);
        }
        lineage
    }

    fn parent(&self, file: &str) -> Option<&'a str> {
        self.nodes(file).iter().find_map(|node| match node {
            Node::Extends(name) => self.resolve(name),
            _ => None,
        })
    }

    fn blocks(&self, lineage: &[&'a str]) -> BTreeMap<&'a str, Bodies<'_, 'a>> {
        let mut blocks: BTreeMap<&str, Bodies<'_, 'a>> = BTreeMap::new();
        for file in lineage {
            each(self.nodes(file), &mut |node| {
                if let Node::Block { name, body } = node {
                    blocks.entry(name).or_default().push((*file, body));
                }
            });
        }
        blocks
    }

    /// The names that are bound in these files and in those that they include.
    fn bound(&self, lineage: &[&'a str], only_everywhere: bool) -> BTreeSet<&'a str> {
        let mut bound = BTreeSet::new();
        let mut known: Vec<&str> = lineage.to_vec();
        let mut at = 0;
        while let Some(file) = known.get(at).copied() {
            at += 1;
            each(self.nodes(file), &mut |node| match node {
                Node::Sets {
                    name, everywhere, ..
                } if *everywhere || !only_everywhere => {
                    bound.insert(*name);
                }
                Node::Include(name) => {
                    known.extend(self.resolve(name).filter(|file| !known.contains(file)));
                }
                _ => {}
            });
        }
        bound
    }
}

/// Calls a function with every node, from the outside to the inside.
fn each<'n, 't>(nodes: &'n [Node<'t>], act: &mut dyn FnMut(&'n Node<'t>)) {
    for node in nodes {
        act(node);
        match node {
            Node::For {
                body, otherwise, ..
            } => {
                each(body, act);
                each(otherwise, act);
            }
            Node::Block { body, .. } => each(body, act),
            _ => {}
        }
    }
}

/// The names of a path up to the first step that is none.
fn names<'t>(path: &Path<'t>) -> Vec<&'t str> {
    let steps = path.steps.iter();
    steps
        .map_while(|step| match step {
            Step::Name(name, _) => Some(*name),
            _ => None,
        })
        .collect()
}

/// The variables that a template sees, the innermost last.
type Scope<'a> = Vec<(&'a str, Kind)>;

/// What was found at a place in a file; nothing where the path was right once.
type Found<'a> = BTreeMap<(&'a str, usize), Option<Diagnostic>>;

/// The way through one view's templates as a page takes it.
struct Walk<'a, 'w> {
    templates: &'w Templates<'a>,
    blocks: BTreeMap<&'a str, Bodies<'w, 'a>>,
    /// What `set_global` binds may mean anything anywhere.
    rebound: BTreeSet<&'a str>,
    /// Files that were read with these variables.
    seen: BTreeSet<(&'a str, Scope<'a>)>,
    found: &'w mut Found<'a>,
    depth: usize,
}

/// The block that is being shown, and which of its bodies.
type Shown<'a> = Option<(&'a str, usize)>;

/// A name that the kind before it does not have.
struct Wrong<'t> {
    step: usize,
    name: &'t str,
    at: usize,
    owner: Kind,
}

impl<'a, 'w> Walk<'a, 'w> {
    fn file(&mut self, file: &'a str, scope: &mut Scope<'a>) {
        if self.depth >= DEPTH || !self.seen.insert((file, scope.clone())) {
            return;
        }
        self.depth += 1;
        let templates = self.templates;
        self.nodes(templates.nodes(file), file, scope, None);
        self.depth -= 1;
    }

    fn nodes(
        &mut self,
        nodes: &'w [Node<'a>],
        file: &'a str,
        scope: &mut Scope<'a>,
        shown: Shown<'a>,
    ) {
        for node in nodes {
            match node {
                Node::Reads(path) => self.path(path, file, scope),
                Node::For {
                    names,
                    list,
                    body,
                    otherwise,
                } => {
                    let outside = scope.len();
                    let item = match list.as_ref().map(|list| self.kind(list, scope)) {
                        Some(Ok(Kind::List(item))) => *item,
                        _ => Kind::Other,
                    };
                    scope.extend(names.iter().map(|name| (*name, item)));
                    scope.push(("loop", Kind::Other));
                    self.nodes(body, file, scope, shown);
                    scope.truncate(outside);
                    self.nodes(otherwise, file, scope, shown);
                }
                Node::Block { name, body } => match self.body(name, 0) {
                    Some((file, body)) => self.nodes(body, file, scope, Some((*name, 0))),
                    None => self.nodes(body, file, scope, shown),
                },
                Node::Before => {
                    let before = shown.map(|(name, at)| (name, at + 1));
                    if let Some((file, body)) = before.and_then(|(name, at)| self.body(name, at)) {
                        self.nodes(body, file, scope, before);
                    }
                }
                Node::Include(name) => {
                    if let Some(file) = self.templates.resolve(name) {
                        let outside = scope.len();
                        self.file(file, scope);
                        scope.truncate(outside);
                        self.forget(&self.templates.bound(&[file], false), scope);
                    }
                }
                Node::Sets { name, to, .. } => {
                    let kind = to.as_ref().map(|path| self.kind(path, scope));
                    let kind = kind.and_then(Result::ok).unwrap_or(Kind::Other);
                    // Whether it is bound at all may depend on a condition.
                    let is_same = self.meaning(name, scope).is_none_or(|old| old == kind);
                    scope.push((*name, if is_same { kind } else { Kind::Other }));
                }
                Node::Extends(_) => {}
            }
        }
    }

    /// What these names mean is not known any more.
    fn forget(&self, names: &BTreeSet<&'a str>, scope: &mut Scope<'a>) {
        for name in names {
            if self.meaning(name, scope).is_some() {
                scope.push((*name, Kind::Other));
            }
        }
    }

    fn meaning(&self, name: &str, scope: &Scope<'a>) -> Option<Kind> {
        if self.rebound.contains(name) {
            return Some(Kind::Other);
        }
        let own = scope.iter().rev().find(|(other, _)| *other == name);
        own.map(|(_, kind)| *kind).or_else(|| kinds::common(name))
    }

    fn body(&self, block: &str, at: usize) -> Option<(&'a str, &'w [Node<'a>])> {
        self.blocks.get(block)?.get(at).copied()
    }

    /// What a path leads to.
    fn kind<'t>(&self, path: &Path<'t>, scope: &Scope<'a>) -> Result<Kind, Wrong<'t>> {
        let mut steps = path.steps.iter().enumerate();
        let Some((_, Step::Name(first, _))) = steps.next() else {
            return Ok(Kind::Other);
        };
        let mut kind = self.meaning(first, scope).unwrap_or(Kind::Other);
        for (step, next) in steps {
            kind = match (kind, next) {
                (Kind::Other, _) | (_, Step::Unknown) => return Ok(Kind::Other),
                (Kind::List(item), Step::Item) => *item,
                (Kind::List(_), Step::Slice) => kind,
                (_, Step::Item | Step::Slice) => return Ok(Kind::Other),
                (owner, Step::Name(name, at)) => owner.field(name).ok_or(Wrong {
                    step,
                    name,
                    at: *at,
                    owner,
                })?,
            };
        }
        Ok(kind)
    }

    fn path(&mut self, path: &Path<'a>, file: &'a str, scope: &Scope<'a>) {
        if !file.starts_with(USER) {
            return;
        }
        let Some(Step::Name(_, start)) = path.steps.first() else {
            return;
        };
        let key = (file, *start);
        let wrong = self.kind(path, scope).err();
        let whole = names(path);
        let guarded = &self.templates.guarded[file];
        match (wrong, self.templates.files.files.get(file)) {
            (Some(wrong), Some(template))
                if !guarded.iter().any(|known| whole.starts_with(known)) =>
            {
                let owner = dotted(&path.steps[..wrong.step]);
                self.found
                    .entry(key)
                    .or_insert_with(|| Some(report(&wrong, &owner, template)));
            }
            // A part may be shown with several kinds of things: one that has the field is enough.
            _ => {
                self.found.insert(key, None);
            }
        }
    }
}

fn dotted(steps: &[Step<'_>]) -> String {
    let mut text = String::new();
    for step in steps {
        match step {
            Step::Name(name, _) => {
                if !text.is_empty() {
                    text.push('.');
                }
                text.push_str(name);
            }
            Step::Item => text.push_str("[0]"),
            Step::Slice | Step::Unknown => text.push_str("[…]"),
        }
    }
    text
}

fn report(wrong: &Wrong<'_>, owner: &str, file: &TemplateFile) -> Diagnostic {
    let Wrong { name, at, .. } = *wrong;
    let place = Place {
        file: file.path.clone(),
        span: Span::new(at, at + name.len()),
    };
    if let Kind::Record(_) = wrong.owner {
        return Diagnostic::new(Code::ThemeField, format!("`{owner}` has no field `{name}`"))
            .at(place)
            .suggest(name, wrong.owner.names());
    }
    let message = format!(
        "`{owner}` is {} and has no field `{name}`",
        wrong.owner.words()
    );
    let diagnostic = Diagnostic::new(Code::ThemeField, message).at(place);
    match wrong.owner {
        Kind::List(_) => diagnostic.help(format!("go through it: `{{% for one in {owner} %}}`")),
        _ => diagnostic,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::BookPath;

    /// The default theme with templates of a theme over it.
    fn files(own: &[(&str, &str)]) -> TemplateFiles {
        let mut files = TemplateFiles::default_theme();
        for (name, text) in own {
            let path = BookPath::new(&format!("themes/own/templates/{name}")).unwrap();
            let text = (*text).to_owned();
            files
                .files
                .insert(format!("{USER}{name}"), TemplateFile { path, text });
        }
        files
    }

    /// Message, the text under the place, and help.
    fn found(own: &[(&str, &str)]) -> Vec<String> {
        let files = files(own);
        let of = |one: Diagnostic| {
            let place = one.place.unwrap();
            let file = files.files.values().find(|file| file.path == place.file);
            let word = place.span.of(&file.unwrap().text);
            format!("{} ({word}) {}", one.message, one.help.join(" "))
        };
        check(&files).into_iter().map(of).collect()
    }

    #[test]
    fn the_default_theme_reads_nothing_that_there_is_not() {
        let default = TemplateFiles::default_theme();
        let own: Vec<(String, String)> = default
            .files
            .iter()
            .map(|(name, file)| (name[DEFAULT.len()..].to_owned(), file.text.clone()))
            .collect();
        let own: Vec<(&str, &str)> = own.iter().map(|(n, t)| (n.as_str(), t.as_str())).collect();
        assert_eq!(found(&own), [""; 0]);
        // Nearly every path has been followed: a wrong name is found wherever it stands. A few of each
        // file are tried.
        let (mut wrong, mut all) = (0, 0);
        for (name, text) in &own {
            let mut places = Vec::new();
            each(&outline(text), &mut |node| {
                if let Node::Reads(path) = node
                    && let Some(Step::Name(_, at)) = path.steps.last()
                    && !matches!(path.steps[0], Step::Name("t" | "loop", _))
                    && !path.is_guarded
                {
                    places.push(*at);
                }
            });
            for at in places.into_iter().step_by(7) {
                all += 1;
                let text = format!("{}zz{}", &text[..at], &text[at..]);
                wrong += usize::from(!found(&[(name, &text)]).is_empty());
            }
        }
        assert!(wrong * 100 > all * 95, "{wrong} of {all}");
    }

    #[test]
    fn fields_of_fields_and_of_loop_variables_are_known() {
        assert_eq!(
            found(&[("parts/how.html", "{{ report.sentences.verdct }}")]),
            ["`report.sentences` has no field `verdct` (verdct) did you mean `verdict`?"]
        );
        let levels = "{% for row in report.levels | reverse %}{{ row.lvel.id }}\
                      {% for kpa in row.kpas %}{{ kpa.ikn }}{% endfor %}{% endfor %}";
        assert_eq!(
            found(&[("parts/where.html", levels)]),
            [
                "`row` has no field `lvel` (lvel) did you mean `level`?",
                "`kpa` has no field `ikn` (ikn) did you mean `ink`?"
            ]
        );
        assert_eq!(
            found(&[(
                "parts/footer.html",
                "{{ site.titel }}{{ page['knd'] }}{{ theme.nam }}"
            )]),
            [
                "`site` has no field `titel` (titel) did you mean `title`?",
                "`page` has no field `knd` (knd) did you mean `kind`?",
                "`theme` has no field `nam` (nam) did you mean `name`?"
            ]
        );
        assert_eq!(
            found(&[(
                "parts/where.html",
                "{{ report.levels.level }} {{ report.stairs.svg }} {{ report.levels[0].leve }}"
            )]),
            [
                "`report.levels` is a list and has no field `level` (level) go through it: `{% for one in report.levels %}`",
                "`report.stairs` is a text and has no field `svg` (svg) ",
                "`report.levels[0]` has no field `leve` (leve) did you mean `level`?"
            ]
        );
    }

    #[test]
    fn parts_see_the_variables_of_the_place_that_includes_them() {
        let how = "{% for step in report.roadmap %}{% include \"parts/own.html\" %}{% endfor %}";
        assert_eq!(
            found(&[
                ("parts/how.html", how),
                ("parts/own.html", "{{ step.efort }}")
            ]),
            ["`step` has no field `efort` (efort) did you mean `effort`?"]
        );
        let report = "{% extends \"default/report.html\" %}{% block how %}{{ super() }}{{ report.lvel }}{% endblock %}";
        assert_eq!(
            found(&[("report.html", report)]),
            ["`report` has no field `lvel` (lvel) did you mean `level`?"]
        );
    }

    #[test]
    fn what_is_not_known_is_not_reported() {
        for text in [
            "{% set report = page %}{{ report.kind }}",
            "{% for report in page.crumbs %}{{ report.text }}{% endfor %}",
            "{% for x in [1, 2] %}{{ x.y }}{% endfor %}",
            "{% for k, v in theme.assets %}{{ v.w }}{% endfor %}",
            "{{ theme.assets[\"x\"].y }} {{ loop.index.z }}",
            "{% if report.later is defined %}{{ report.later.field }}{% endif %}",
            "{{ report?.later }}{{ report.other | default(value=1) }}",
            "{{ [x.a for x in report.levels] }} {{ report[name].x }}",
            "{% for one in report.levels | map(attribute=\"kpas\") %}{{ one.x }}{% endfor %}",
        ] {
            assert_eq!(found(&[("parts/how.html", text)]), [""; 0], "{text}");
        }
    }
}
