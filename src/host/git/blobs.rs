use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{ChildStdin, ChildStdout, Stdio};
use std::thread;

use super::command;

/// What a commit has at a path.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Blob {
    /// A file, by the id of its contents.
    File(String),
    Link,
    /// A submodule.
    Other,
}

/// The contents of a blob.
#[derive(PartialEq, Eq, Debug)]
pub enum Content {
    Bytes(Vec<u8>),
    /// Both in bytes.
    TooLarge {
        size: u64,
        limit: u64,
    },
}

impl Blob {
    /// Reads git's mode and id; `None` where there is nothing.
    pub fn new(mode: &str, id: &str) -> Option<Self> {
        match mode {
            "000000" => None,
            "120000" => Some(Self::Link),
            mode if mode.starts_with("100") => Some(Self::File(id.to_owned())),
            _ => Some(Self::Other),
        }
    }
}

/// The contents of blobs, each with its limit in bytes, in their order.
pub fn contents(root: &Path, blobs: &[(&str, u64)]) -> io::Result<Vec<Content>> {
    if blobs.is_empty() {
        return Ok(Vec::new());
    }
    let mut child = command(root)
        .args(["cat-file", "--batch"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let pipes = child.stdin.take().zip(child.stdout.take());
    let result = match pipes {
        Some((stdin, stdout)) => talk(stdin, stdout, blobs),
        None => Err(io::Error::other("git takes no questions")),
    };
    if result.is_err() {
        let _ = child.kill();
    }
    let status = child.wait()?;
    match result {
        Ok(_) if !status.success() => Err(io::Error::other("git failed to read files")),
        result => result,
    }
}

fn talk(stdin: ChildStdin, stdout: ChildStdout, blobs: &[(&str, u64)]) -> io::Result<Vec<Content>> {
    thread::scope(|scope| {
        // Git answers while it is still asked: one who only asks would wait for ever.
        let asking = scope.spawn(|| ask(stdin, blobs));
        let mut answers = BufReader::new(stdout);
        let contents = blobs
            .iter()
            .map(|(_, limit)| listen(&mut answers, *limit))
            .collect();
        // Whoever still asks is told that nobody listens.
        drop(answers);
        let asked = asking.join().unwrap_or(Ok(()));
        let contents: io::Result<Vec<Content>> = contents;
        asked.and(contents)
    })
}

fn ask(stdin: ChildStdin, blobs: &[(&str, u64)]) -> io::Result<()> {
    let mut stdin = io::BufWriter::new(stdin);
    for (id, _) in blobs {
        writeln!(stdin, "{id}")?;
    }
    stdin.flush()
}

/// Reads one answer: `ID blob SIZE`, the contents, a line end.
fn listen(answers: &mut impl BufRead, limit: u64) -> io::Result<Content> {
    let mut header = String::new();
    answers.read_line(&mut header)?;
    let size = match header.trim_end().rsplit_once(" blob ") {
        Some((_, size)) => size.parse::<u64>().ok(),
        None => None,
    };
    let size = size.ok_or_else(|| {
        io::Error::other(
            "the repository lacks the contents of a file, as clones with `--filter` do",
        )
    })?;
    let mut content = answers.take(size);
    let read = if size > limit {
        io::copy(&mut content, &mut io::sink())?;
        Content::TooLarge { size, limit }
    } else {
        let mut bytes = Vec::new();
        content.read_to_end(&mut bytes)?;
        Content::Bytes(bytes)
    };
    let mut end = [0];
    answers.read_exact(&mut end)?;
    Ok(read)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_read_one_after_the_other() {
        let mut answers: &[u8] =
            b"aa blob 3\nx\ny\nbb blob 0\n\ncc blob 9\n123456789\ndd missing\n";
        let mut next = || listen(&mut answers, 5);
        assert_eq!(next().unwrap(), Content::Bytes(b"x\ny".to_vec()));
        assert_eq!(next().unwrap(), Content::Bytes(Vec::new()));
        let large = Content::TooLarge { size: 9, limit: 5 };
        assert_eq!(next().unwrap(), large);
        assert!(next().is_err() && next().is_err());
    }
}
