//! The outside world: files, git, the clock. Nothing below the command line reads or writes it.
