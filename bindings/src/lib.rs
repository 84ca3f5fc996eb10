//! The library that phones load. It links the core and adds nothing.
pub use nightcramp;
