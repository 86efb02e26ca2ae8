/// `1 team`, `2 teams`: a number of things whose plural ends in `s`.
pub fn counted(n: usize, one: &str) -> String {
    let plural = if n == 1 { "" } else { "s" };
    format!("{n} {one}{plural}")
}
