"""Ladders of reminders that profiles may take as their own."""
