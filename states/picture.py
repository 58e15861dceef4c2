"""Draws a chart as a mermaid state diagram; docs/states.md is made of these and compared."""

from __future__ import annotations

from states.chart import Chart, Rule


def mermaid(chart: Chart) -> str:
    """Return *chart* as a mermaid diagram, an arrow for each rule, in the order written."""
    arrows = [f"    [*] --> {chart.initial}: {chart.opening}"]
    arrows += [f"    {rule.source} --> {rule.target}: {_label(rule)}" for rule in chart.rules]
    arrows += [f"    {state} --> [*]" for state in chart.states if state in chart.over]
    return "\n".join(["stateDiagram-v2", *arrows])


def _label(rule: Rule) -> str:
    conditions = ", ".join(guard.__name__ for guard in rule.when)
    return f"{rule.event} by {' or '.join(rule.by)}" + (f" [{conditions}]" if conditions else "")
