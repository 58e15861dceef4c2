"""Whom, and what waits to be sent: recipients, absences, occasions, what a letter tells."""
