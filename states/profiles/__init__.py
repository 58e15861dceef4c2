"""The councils that come with the program: numbers and names, never logic."""
