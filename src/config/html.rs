use super::address;
use super::reader::{Reader, shortened};
use super::shapes::{HTML, PRINT, SEARCH};
use super::types::{ColorScheme, Config, RawHtml};
use crate::data::{Node, Record};
use crate::tree::{BookPath, Place};

/// A terabyte.
const MOST_MEGABYTES: u32 = 1_000_000;

impl Reader<'_, '_> {
    /// `[output.html]`
    pub(super) fn html(&mut self, output: &Record<'_, '_>, config: &mut Config) {
        let Some(record) = self.decoder.record_at(output, "html", &HTML) else {
            return;
        };
        self.theme(&record, config);
        self.addresses(&record, config);
        self.switches(&record, config);
        self.redirects(&record, config);
        (config.html.additional_css, config.places.additional_css) =
            self.assets(&record, "additional-css", "css");
        (config.html.additional_js, config.places.additional_js) =
            self.assets(&record, "additional-js", "js");
        if let Some(node) = record.get("input-404") {
            config.places.input_404 = self.place(node);
            config.html.input_404 = self.input_404(node);
        }
    }

    fn theme(&mut self, record: &Record<'_, '_>, config: &mut Config) {
        config.places.theme = self.place_of(record, "theme");
        let theme = self.checked(
            record,
            "theme",
            theme,
            "write the name of a folder in `themes`, or `default`",
        );
        if let Some(theme) = theme {
            config.html.theme = theme;
        }
        let scheme = self.decoder.one_of_at(
            record,
            "default-theme",
            &[
                ("auto", ColorScheme::Auto),
                ("light", ColorScheme::Light),
                ("dark", ColorScheme::Dark),
            ],
        );
        if let Some(scheme) = scheme {
            config.html.default_theme = scheme;
        }
    }

    fn addresses(&mut self, record: &Record<'_, '_>, config: &mut Config) {
        let html = &mut config.html;
        html.site_url = self.checked(
            record,
            "site-url",
            address::site_url,
            "write an address such as `https://example.org/book/`, or a path such as `/book/`",
        );
        html.cname = self.checked(
            record,
            "cname",
            address::host_name,
            "write a host name such as `book.example.org`",
        );
        html.git_repository_url = self.checked(
            record,
            "git-repository-url",
            address::repository_url,
            "write the address that a browser shows, such as `https://github.com/OWNER/NAME`",
        );
        html.edit_url_template = self.checked(
            record,
            "edit-url-template",
            |text| address::template(text, &["path"]).map(|()| text.to_owned()),
            "write an address that holds `{path}`",
        );
        html.source_url_template = self.checked(
            record,
            "source-url-template",
            |text| address::template(text, &["path", "line", "revision"]).map(|()| text.to_owned()),
            "write an address that holds `{path}`, and may hold `{line}` and `{revision}`",
        );
    }

    fn switches(&mut self, record: &Record<'_, '_>, config: &mut Config) {
        if let Some(hash) = self.decoder.flag_at(record, "hash-files") {
            config.html.hash_files = hash;
        }
        if let Some(search) = self.decoder.record_at(record, "search", &SEARCH) {
            config.html.search = self.decoder.flag_at(&search, "enable").unwrap_or(true);
        }
        if let Some(print) = self.decoder.record_at(record, "print", &PRINT) {
            config.html.print = self.decoder.flag_at(&print, "enable").unwrap_or(true);
        }
        let words = [("escape", RawHtml::Escape), ("sanitize", RawHtml::Sanitize)];
        if let Some(raw_html) = self.decoder.one_of_at(record, "raw-html", &words) {
            config.html.raw_html = raw_html;
        }
        config.places.size_limit = self.place_of(record, "size-limit");
        if let Some(limit) = self.count(record, "size-limit", MOST_MEGABYTES) {
            config.html.size_limit = limit;
        }
    }

    fn assets(
        &mut self,
        record: &Record<'_, '_>,
        key: &str,
        extension: &str,
    ) -> (Vec<String>, Vec<Option<Place>>) {
        let mut files = Vec::new();
        let mut places = Vec::new();
        for node in self.decoder.items_at(record, key) {
            let Some(text) = self.decoder.text(node) else {
                continue;
            };
            let label = match BookPath::new(&text) {
                Ok(path) if path.extension().eq_ignore_ascii_case(extension) => {
                    files.push(path.as_str().to_owned());
                    places.push(self.place(node));
                    continue;
                }
                Ok(_) => format!("the name does not end in `.{extension}`"),
                Err(error) => error.to_string(),
            };
            self.bad(
                node,
                format!("`{}` is no file for `{key}`", shortened(&text)),
                label,
                format!("name a `.{extension}` file of the book, relative to book.toml"),
            );
        }
        (files, places)
    }

    fn input_404(&mut self, node: &Node<'_>) -> Option<String> {
        let text = self.decoder.text(node)?;
        if text.is_empty() {
            return Some(text);
        }
        let label = match BookPath::new(&text) {
            Ok(path) if path.extension() == "md" => return Some(path.as_str().to_owned()),
            Ok(_) => "the name does not end in `.md`".to_owned(),
            Err(error) => error.to_string(),
        };
        self.bad(
            node,
            format!("`{}` cannot be the 404 page", shortened(&text)),
            label,
            "name a Markdown file, relative to `src`",
        );
        None
    }

    fn redirects(&mut self, record: &Record<'_, '_>, config: &mut Config) {
        for (key, value) in self.decoder.map_at(record, "redirect") {
            let (Some(old), Some(new)) = (self.decoder.text(key), self.decoder.text(value)) else {
                continue;
            };
            let old = match old_address(&old) {
                Ok(old) => old,
                Err(label) => {
                    self.bad(
                        key,
                        format!("`{}` is no address that could redirect", shortened(&old)),
                        label,
                        "write the path of a page of the site, such as `/teams/old.html`",
                    );
                    continue;
                }
            };
            match address::redirect_target(&new) {
                Ok(()) => {
                    config.html.redirect.push((old, new));
                    config.places.redirect.push(self.place(key));
                }
                Err(label) => self.bad(
                    value,
                    format!("`{}` is no address to redirect to", shortened(&new)),
                    label,
                    "write a path such as `/teams/new.html`, or an http or https address",
                ),
            }
        }
    }
}

fn theme(text: &str) -> Result<String, &'static str> {
    match BookPath::new(text) {
        Ok(path) if path.as_str() == text && !text.contains('/') => Ok(text.to_owned()),
        _ => Err("a theme is named, not its path"),
    }
}

fn old_address(text: &str) -> Result<String, &'static str> {
    if text.contains('#') {
        return Err("only whole pages can redirect");
    }
    if text.contains('?') || text.contains("://") {
        return Err("not a path in the site");
    }
    match BookPath::new(text.strip_prefix('/').unwrap_or(text)) {
        Ok(path) if matches!(path.extension(), "html" | "htm") => Ok(path.as_str().to_owned()),
        Ok(_) => Err("the name does not end in `.html`"),
        Err(_) => Err("not a path in the site"),
    }
}
