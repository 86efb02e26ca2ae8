//! Runs other programs and looks at what they leave behind.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant, SystemTime};

/// One run of a program.
pub struct Run {
    pub wall: Duration,
    /// User and system time of all threads.
    pub cpu: Duration,
    /// The greatest resident memory in bytes; 0 where the system does not say.
    pub peak: u64,
    /// Standard error and standard output.
    pub said: String,
}

/// Runs a program to its end. It must end well.
pub fn run(command: &mut Command) -> io::Result<Run> {
    let start = Instant::now();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    let mut said = String::new();
    if let Some(mut pipe) = child.stderr.take() {
        pipe.read_to_string(&mut said)?;
    }
    if let Some(mut pipe) = child.stdout.take() {
        pipe.read_to_string(&mut said)?;
    }
    let (fine, cpu, peak) = wait(&mut child)?;
    let wall = start.elapsed();
    if !fine {
        return Err(io::Error::other(format!("{command:?} failed:\n{said}")));
    }
    Ok(Run {
        wall,
        cpu,
        peak,
        said,
    })
}

#[cfg(unix)]
fn wait(child: &mut std::process::Child) -> io::Result<(bool, Duration, u64)> {
    let mut status = 0;
    // SAFETY: the structure is plain numbers, for which zero is a value; both pointers are valid
    // for the call, and the child has not been waited for.
    let usage = unsafe {
        let mut usage: libc::rusage = std::mem::zeroed();
        if libc::wait4(child.id() as libc::pid_t, &mut status, 0, &mut usage) < 0 {
            return Err(io::Error::last_os_error());
        }
        usage
    };
    let time = |value: libc::timeval| {
        Duration::from_secs(value.tv_sec as u64) + Duration::from_micros(value.tv_usec as u64)
    };
    let unit = if cfg!(target_vendor = "apple") {
        1
    } else {
        1024
    };
    let fine = libc::WIFEXITED(status) && libc::WEXITSTATUS(status) == 0;
    let cpu = time(usage.ru_utime) + time(usage.ru_stime);
    Ok((fine, cpu, usage.ru_maxrss as u64 * unit))
}

#[cfg(not(unix))]
fn wait(child: &mut std::process::Child) -> io::Result<(bool, Duration, u64)> {
    Ok((child.wait()?.success(), Duration::ZERO, 0))
}

/// Least, middle and greatest of some times, in seconds.
pub struct Spread {
    pub least: f64,
    pub median: f64,
    pub most: f64,
}

pub fn spread(times: impl IntoIterator<Item = Duration>) -> Spread {
    let mut all: Vec<f64> = times.into_iter().map(|time| time.as_secs_f64()).collect();
    all.sort_unstable_by(f64::total_cmp);
    Spread {
        least: all[0],
        median: all[all.len() / 2],
        most: all[all.len() - 1],
    }
}

/// The files below a folder by name, each with its size and when it was last written.
pub type Tree = BTreeMap<String, (u64, SystemTime)>;

pub fn tree(folder: &Path) -> io::Result<Tree> {
    let mut files = Tree::new();
    let mut open = vec![String::new()];
    while let Some(prefix) = open.pop() {
        for entry in fs::read_dir(folder.join(&prefix))? {
            let entry = entry?;
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            let about = entry.metadata()?;
            if about.is_dir() {
                open.push(format!("{name}/"));
            } else {
                files.insert(name, (about.len(), about.modified()?));
            }
        }
    }
    Ok(files)
}

/// How many files of the second tree are not in the first as they are.
pub fn written(before: &Tree, after: &Tree) -> usize {
    let is_new = |(name, about): &(&String, &(u64, SystemTime))| before.get(*name) != Some(*about);
    after.iter().filter(is_new).count()
}

/// Reads the files below `from` and writes their bytes below `to`, and gives the time that only
/// the writing took: what any program needs that makes this site.
pub fn floor(from: &Path, to: &Path, threads: usize) -> io::Result<Duration> {
    let mut files = Vec::new();
    for name in tree(from)?.into_keys() {
        let bytes = fs::read(from.join(&name))?;
        files.push((to.join(name), bytes));
    }
    let start = Instant::now();
    fs::create_dir_all(to)?;
    let share = files.len().div_ceil(threads).max(1);
    std::thread::scope(|scope| {
        let parts: Vec<_> = files
            .chunks(share)
            .map(|part| scope.spawn(move || part.iter().try_for_each(|(path, b)| put(path, b))))
            .collect();
        parts.into_iter().try_for_each(|part| {
            part.join()
                .unwrap_or_else(|_| Err(io::Error::other("panic")))
        })
    })?;
    Ok(start.elapsed())
}

fn put(path: &Path, bytes: &[u8]) -> io::Result<()> {
    match fs::write(path, bytes) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            fs::create_dir_all(path.parent().unwrap_or(path))?;
            fs::write(path, bytes)
        }
        other => other,
    }
}
