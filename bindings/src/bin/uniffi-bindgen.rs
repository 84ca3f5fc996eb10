//! Writes the Kotlin package from the built library.
fn main() {
    uniffi::uniffi_bindgen_main();
}
