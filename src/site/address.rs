use crate::tree::slug;

/// The address of a unit: `units/retail/checkout`; a part without any Latin letter or digit is
/// named by the digest of its text.
pub fn unit_slug(path: &[String]) -> String {
    let parts: Vec<String> = path
        .iter()
        .map(|part| match slug(part) {
            text if text.is_empty() => {
                format!("u-{}", &crate::tree::Digest::of(part.as_bytes()).hex()[..8])
            }
            text => text,
        })
        .collect();
    format!("units/{}", parts.join("/"))
}

/// The path of a site on its host, which begins and ends in `/`, by `site-url`.
pub fn base_path(site_url: Option<&str>) -> &str {
    let url = site_url.unwrap_or("/");
    url.split_once("://").map_or(url, |(_, rest)| {
        rest.find('/').map_or("/", |slash| &rest[slash..])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_have_readable_addresses() {
        let path = |parts: &[&str]| parts.iter().map(|p| (*p).to_owned()).collect::<Vec<_>>();
        assert_eq!(
            unit_slug(&path(&["Retail", "Checkout & Basket"])),
            "units/retail/checkout-basket"
        );
        assert!(unit_slug(&path(&["团队"])).starts_with("units/u-"));
    }
}
