use crate::review::record::Field;

/// Names and values of what may differ.
pub type Texts = Vec<(&'static str, Option<String>)>;

/// The values that differ. Both sides have the same names in the same order.
pub fn differing(was: Texts, is: Texts) -> Vec<Field> {
    let pairs = was.into_iter().zip(is);
    let differing = pairs.filter(|((_, base), (_, head))| base != head);
    differing
        .map(|((name, base), (_, head))| Field {
            name: name.to_owned(),
            base,
            head,
        })
        .collect()
}
