#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| nightcramp_tests::fuzz::border(bytes));
