/// The inputs of a step, as `action.yml` hands them on. An empty one is none.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Inputs {
    pub command: String,
    pub args: Vec<String>,
    pub out_dir: Option<String>,
    pub site_url: Option<String>,
    pub strict: bool,
    pub base: Option<String>,
    pub head: Option<String>,
    pub fail_on: Option<String>,
    pub warn_on: Option<String>,
    pub key: String,
    pub comment: Comment,
    pub diff_json: Option<String>,
}

/// Whether a comparison becomes a comment.
#[derive(Debug, Default, PartialEq, Eq, Clone, Copy)]
pub enum Comment {
    /// Where the token may write.
    #[default]
    Auto,
    /// Or the step fails.
    Always,
    Never,
}

impl Inputs {
    /// `of` gives an input by its name in capitals. An error is what is wrong, and help.
    pub fn read(of: &dyn Fn(&str) -> Option<String>) -> Result<Self, (String, String)> {
        let given = |name: &str| {
            let value = of(name)?.trim().to_owned();
            (!value.is_empty()).then_some(value)
        };
        Ok(Self {
            command: given("COMMAND").unwrap_or_else(|| "build".to_owned()),
            args: split(&of("ARGS").unwrap_or_default())?,
            out_dir: given("OUT_DIR"),
            site_url: given("SITE_URL"),
            strict: match given("STRICT").as_deref() {
                None | Some("false") => false,
                Some("true") => true,
                Some(other) => return Err(not_one_of("strict", other, "`true` or `false`")),
            },
            base: given("BASE"),
            head: given("HEAD"),
            fail_on: given("FAIL_ON"),
            warn_on: given("WARN_ON"),
            key: given("KEY").unwrap_or_else(|| "default".to_owned()),
            comment: match given("COMMENT").as_deref() {
                None | Some("auto") => Comment::Auto,
                Some("true") => Comment::Always,
                Some("false") => Comment::Never,
                Some(other) => {
                    return Err(not_one_of("comment", other, "`auto`, `true` or `false`"));
                }
            },
            diff_json: given("DIFF_JSON"),
        })
    }
}

fn not_one_of(input: &str, found: &str, valid: &str) -> (String, String) {
    (
        format!("the input `{input}` is `{found}`"),
        format!("write {valid}"),
    )
}

/// Splits at blanks and line ends. What stands in single or double quotes is not split; nothing else
/// means anything, so that no text can do more than be an argument.
fn split(text: &str) -> Result<Vec<String>, (String, String)> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    for c in text.chars() {
        match quote {
            Some(open) if c == open => quote = None,
            Some(_) => word.get_or_insert_default().push(c),
            None if c == '"' || c == '\'' => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            None if c.is_whitespace() => words.extend(word.take()),
            None => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    match quote {
        None => Ok(words),
        Some(open) => Err((
            format!("the input `args` opens {open} and does not close it"),
            "write the same quote at the end of the argument".to_owned(),
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&str, &str)]) -> Result<Inputs, (String, String)> {
        Inputs::read(&|name| {
            let found = pairs.iter().find(|(given, _)| *given == name);
            found.map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn an_empty_input_is_none() {
        let inputs = read(&[("COMMAND", ""), ("BASE", " "), ("STRICT", "")]).unwrap();
        assert_eq!(inputs, read(&[]).unwrap());
        assert_eq!((inputs.command.as_str(), inputs.base), ("build", None));
    }

    #[test]
    fn what_is_no_choice_is_refused() {
        for (name, value) in [("STRICT", "yes"), ("COMMENT", "always")] {
            let (what, help) = read(&[(name, value)]).unwrap_err();
            assert!(what.contains(value) && help.contains("`true`"), "{what}");
        }
    }

    #[test]
    fn arguments_are_split_at_blanks_and_nothing_else_means_anything() {
        let args = |text: &str| read(&[("ARGS", text)]).unwrap().args;
        assert_eq!(args("  --a  b\n-c "), ["--a", "b", "-c"]);
        assert_eq!(args("--t='a b' \"\" \"it's\""), ["--t=a b", "", "it's"]);
        assert_eq!(
            args("$(id) `id` ; > x\\ y"),
            ["$(id)", "`id`", ";", ">", "x\\", "y"]
        );
        assert!(args("").is_empty());
        assert!(read(&[("ARGS", "'a b")]).is_err());
    }
}
