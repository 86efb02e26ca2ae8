use std::cmp::Ordering;

/// Goes through two lists at a time, which are in the same order: what is equal in both comes as a
/// pair, everything else alone.
pub fn side_by_side<T>(
    old: impl Iterator<Item = T>,
    new: impl Iterator<Item = T>,
    compare: impl Fn(&T, &T) -> Ordering,
) -> impl Iterator<Item = (Option<T>, Option<T>)> {
    let (mut old, mut new) = (old.peekable(), new.peekable());
    std::iter::from_fn(move || {
        let order = match (old.peek(), new.peek()) {
            (None, None) => return None,
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some(was), Some(is)) => compare(was, is),
        };
        Some((
            old.next_if(|_| order.is_le()),
            new.next_if(|_| order.is_ge()),
        ))
    })
}
