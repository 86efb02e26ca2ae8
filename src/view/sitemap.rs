use crate::site::{Page, SITEMAP_LIMIT, Site};
use crate::tree::SitePath;

use super::SitemapView;
use super::presenter::Presenter;

/// The addresses of all pages that people read, or the index of the files that hold them where one
/// is not enough. No date of a last change: it would have to be true, and what changes a page is not
/// only its own file.
pub fn sitemap(presenter: &Presenter<'_>, number: usize) -> SitemapView {
    let entries = &presenter.site.entries;
    let listed: Vec<&SitePath> = entries
        .iter()
        .filter(|entry| entry.page.is_listed())
        .map(|entry| &entry.path)
        .collect();
    let parts: Vec<SitePath> = entries
        .iter()
        .filter_map(|entry| match entry.page {
            Page::Sitemap { number } if number > 0 => Some(number),
            _ => None,
        })
        .map(Site::sitemap)
        .collect();
    let absolute = |path: &SitePath| presenter.absolute(path);
    if number == 0 && !parts.is_empty() {
        return SitemapView {
            addresses: Vec::new(),
            parts: parts.iter().filter_map(absolute).collect(),
        };
    }
    SitemapView {
        addresses: part(&listed, number)
            .iter()
            .filter_map(|path| absolute(path))
            .collect(),
        parts: Vec::new(),
    }
}

/// What the file with this number holds: 0 is the only one, others are parts.
fn part<T>(all: &[T], number: usize) -> &[T] {
    all.chunks(SITEMAP_LIMIT)
        .nth(number.saturating_sub(1))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_stands_in_one_part() {
        let all: Vec<usize> = (0..2 * SITEMAP_LIMIT + 7).collect();
        let parts: Vec<&[usize]> = (1..=3).map(|number| part(&all, number)).collect();
        assert_eq!(parts.concat(), all);
        assert_eq!(parts[2].len(), 7);
        assert_eq!(part(&all[..9], 0), &all[..9]);
        assert_eq!(part(&all[..0], 0), &[0; 0]);
    }
}
