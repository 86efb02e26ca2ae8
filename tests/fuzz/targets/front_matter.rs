#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| levelbook_fuzz::front_matter(bytes));
