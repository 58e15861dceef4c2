"""Who is who: lists that are entered, and what changes by them."""
