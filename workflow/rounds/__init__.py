"""What time does: the round, its forecast, its workers."""
