"""The register itself: its tables and rules, the families of matters, who may see what; no law."""
