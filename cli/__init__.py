"""The desk a person sits at: the `ratsweg` command."""
