"""When: meeting days, cadences, turns, a report's dates, the rungs reached, the next look."""
