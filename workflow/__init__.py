"""The register: every matter, every entry, and the few functions that write them."""
