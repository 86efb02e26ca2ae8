//! Reads the definitions of the views, which are the contract with theme authors, from their source.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use syn::{Attribute, Expr, Fields, GenericArgument, Item, Lit, Meta, Pat, PathArguments, Type};

/// Everything that templates can see.
pub struct Views {
    /// By name.
    pub records: BTreeMap<String, Record>,
    /// Template and the name of its view, in the order of the enumeration of views.
    pub templates: Vec<(String, String)>,
}

pub struct Record {
    pub doc: String,
    pub fields: Vec<Field>,
}

pub struct Field {
    pub name: String,
    pub doc: String,
    pub kind: Kind,
}

/// What a field is to a template.
pub enum Kind {
    Text,
    Number,
    Flag,
    Record(String),
    List(Box<Kind>),
    Maybe(Box<Kind>),
    Other,
}

/// Reads `src/view` and, for the variable `theme`, `src/theme/types.rs`.
pub fn read() -> Views {
    let mut views = Views {
        records: BTreeMap::new(),
        templates: Vec::new(),
    };
    let mut files: Vec<_> = fs::read_dir("src/view/types")
        .expect("src/view/types can be read")
        .map(|entry| entry.expect("src/view/types can be read").path())
        .collect();
    files.sort();
    for file in files {
        views.add_records(&file, |_| true);
    }
    views.add_records(Path::new("src/theme/types.rs"), |name| name == "ThemeView");
    views.add_templates(Path::new("src/view/mod.rs"));
    let names: Vec<String> = views.records.keys().cloned().collect();
    for field in views.records.values_mut().flat_map(|r| &mut r.fields) {
        field.kind.forget_unknown(&names);
    }
    views
}

fn items(file: &Path) -> Vec<Item> {
    let text = fs::read_to_string(file).expect("a source file can be read");
    match syn::parse_file(&text) {
        Ok(parsed) => parsed.items,
        Err(error) => panic!("{}: {error}", file.display()),
    }
}

impl Views {
    fn add_records(&mut self, file: &Path, wanted: fn(&str) -> bool) {
        for item in items(file) {
            let Item::Struct(item) = item else { continue };
            let name = item.ident.to_string();
            let Fields::Named(fields) = &item.fields else {
                continue;
            };
            if !wanted(&name) {
                continue;
            }
            let fields = fields.named.iter().filter_map(|field| {
                Some(Field {
                    name: field.ident.as_ref()?.to_string(),
                    doc: doc(&field.attrs),
                    kind: Kind::of(&field.ty),
                })
            });
            let record = Record {
                doc: doc(&item.attrs),
                fields: fields.collect(),
            };
            self.records.insert(name, record);
        }
    }

    /// From the enumeration `PageView`, whose variants hold the views, and its function `template`.
    fn add_templates(&mut self, file: &Path) {
        let mut held = BTreeMap::new();
        let mut templates = Vec::new();
        for item in items(file) {
            match item {
                Item::Enum(item) if item.ident == "PageView" => {
                    for variant in item.variants {
                        let inner = variant
                            .fields
                            .iter()
                            .next()
                            .map(|field| Kind::of(&field.ty));
                        if let Some(Kind::Record(view)) = inner {
                            held.insert(variant.ident.to_string(), view);
                        }
                    }
                }
                Item::Impl(item) => templates.extend(item.items.iter().flat_map(arms)),
                _ => {}
            }
        }
        let pairs = templates.into_iter().filter_map(|(variant, template)| {
            let view = held.get(&variant)?;
            Some((template, view.clone()))
        });
        self.templates = pairs.collect();
        assert!(!self.templates.is_empty(), "no template has a view");
    }
}

/// Variant and text of each arm of the function `template`.
fn arms(item: &syn::ImplItem) -> Vec<(String, String)> {
    let syn::ImplItem::Fn(function) = item else {
        return Vec::new();
    };
    let Some(syn::Stmt::Expr(Expr::Match(choice), _)) = function.block.stmts.first() else {
        return Vec::new();
    };
    if function.sig.ident != "template" {
        return Vec::new();
    }
    let arms = choice.arms.iter().filter_map(|arm| {
        let Pat::TupleStruct(pattern) = &arm.pat else {
            return None;
        };
        let variant = pattern.path.segments.last()?.ident.to_string();
        Some((variant, text(&arm.body)?))
    });
    arms.collect()
}

impl Kind {
    fn of(ty: &Type) -> Kind {
        match ty {
            Type::Reference(reference) => Kind::of(&reference.elem),
            Type::Slice(slice) => Kind::List(Box::new(Kind::of(&slice.elem))),
            Type::Path(path) => match path.path.segments.last() {
                Some(last) => Kind::named(&last.ident.to_string(), &last.arguments),
                None => Kind::Other,
            },
            _ => Kind::Other,
        }
    }

    fn named(name: &str, arguments: &PathArguments) -> Kind {
        let inner = || match arguments {
            PathArguments::AngleBracketed(list) => list.args.iter().find_map(|one| match one {
                GenericArgument::Type(ty) => Some(Kind::of(ty)),
                _ => None,
            }),
            _ => None,
        };
        let inner = || Box::new(inner().unwrap_or(Kind::Other));
        match name {
            "String" | "str" => Kind::Text,
            "bool" => Kind::Flag,
            "u8" | "u16" | "u32" | "u64" | "usize" | "i32" | "i64" | "f64" => Kind::Number,
            "Vec" => Kind::List(inner()),
            "Option" => Kind::Maybe(inner()),
            "Box" => *inner(),
            "BTreeMap" | "HashMap" | "Value" => Kind::Other,
            other => Kind::Record(other.to_owned()),
        }
    }

    /// A type that is defined elsewhere is none that anything is known of.
    fn forget_unknown(&mut self, names: &[String]) {
        match self {
            Kind::Record(name) if !names.contains(name) => *self = Kind::Other,
            Kind::List(inner) | Kind::Maybe(inner) => inner.forget_unknown(names),
            _ => {}
        }
    }
}

/// The text of the documentation comment, on one line.
fn doc(attributes: &[Attribute]) -> String {
    let lines = attributes
        .iter()
        .filter_map(|attribute| match &attribute.meta {
            Meta::NameValue(pair) if pair.path.is_ident("doc") => text(&pair.value),
            _ => None,
        });
    let lines: Vec<String> = lines.map(|line| line.trim().to_owned()).collect();
    lines.join(" ").trim().to_owned()
}

fn text(expression: &Expr) -> Option<String> {
    match expression {
        Expr::Lit(literal) => match &literal.lit {
            Lit::Str(text) => Some(text.value()),
            _ => None,
        },
        _ => None,
    }
}
