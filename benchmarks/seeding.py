"""Fills a PostgreSQL register with very many duties, past its triggers, for measuring only.

Digests are left empty, so `check` finds fault with every entry; nothing else is different.
"""

from __future__ import annotations

from datetime import date, timedelta

import psycopg

# One motion with one point holds so many duties; each has one planned report.
STATEMENTS = """
SET session_replication_role = replica;
INSERT INTO matter (id, root_id, parent_id, reference, kind, step, state, public)
  SELECT m, NULL, NULL, 'A-' || m || '/2020', 'motion', 1, 'in_implementation', true FROM generate_series(1, %(motions)s) m;
INSERT INTO matter (id, root_id, parent_id, reference, kind, step, state, public)
  SELECT %(motions)s + m, m, m, 'BA-' || m || '/2020.1', 'point', 1, 'adopted', true FROM generate_series(1, %(motions)s) m;
INSERT INTO matter (id, root_id, parent_id, reference, kind, step, state, public)
  SELECT 2 * %(motions)s + d, 1 + (d - 1) / %(each)s, %(motions)s + 1 + (d - 1) / %(each)s, 'D' || d, 'duty', 1, 'active', true FROM generate_series(1, %(duties)s) d;
INSERT INTO matter (id, root_id, parent_id, reference, kind, step, state, public)
  SELECT 2 * %(motions)s + %(duties)s + d, 1 + (d - 1) / %(each)s, 2 * %(motions)s + d, 'D' || d || '/1', 'report', 1, 'planned', true FROM generate_series(1, %(duties)s) d;
INSERT INTO entry (matter_id, step, event, target, public, by, actor, at, "on", note, facts, act, law, digest)
  SELECT id, 1, 'open', state, true, 'clerk', 'seed', %(at)s, (%(at)s)::date, '', '{}', id || '.1', '', '' FROM matter;
INSERT INTO motion (matter_id, number, receipt_number, received, subject, submitters, signatories, reasoning, text_version, findings, turn)
  SELECT m, 'BA-' || m || '/2020', 'A-' || m || '/2020', '2020-01-01', 'Antrag ' || m, '[]', '[]', '', 1, '[]', 1 FROM generate_series(1, %(motions)s) m;
INSERT INTO point (matter_id, position, wording, amended, report_only, has_subpoints, duties)
  SELECT %(motions)s + m, 1, 'berichten', false, true, false, '[]' FROM generate_series(1, %(motions)s) m;
INSERT INTO duty (matter_id, "order", recipient, evidence, due_rule, interval, anchor, department, next_due, turn, at_meeting)
  SELECT 2 * %(motions)s + d, 'report', 'Stadtrat', '', 'recurring', 'P6M', %(today)s, %(department)s, (%(today)s)::date + CASE WHEN d %% %(every)s = 0 THEN 30 ELSE 60 + d %% 1000 END, 1, false FROM generate_series(1, %(duties)s) d;
INSERT INTO report (matter_id, number, due, department, recipient, office_due, text, next_step, obstacles, bound, asked_late, extensions, final, turn)
  SELECT 2 * %(motions)s + %(duties)s + d, 1, (%(today)s)::date + 60 + d %% 1000, %(department)s, 'Stadtrat',
    CASE WHEN d %% %(every)s = 0 THEN %(office_due)s ELSE (%(today)s)::date + 60 + d %% 1000 END, '', '', '', false, false, 0, false, 1 FROM generate_series(1, %(duties)s) d;
INSERT INTO wake (matter_id, root_id, day, turn, trouble)
  SELECT 2 * %(motions)s + %(duties)s + d, 1 + (d - 1) / %(each)s, CASE WHEN d %% %(every)s = 0 THEN %(today)s ELSE (%(today)s)::date + 10 + d %% 1000 END, 1, '' FROM generate_series(1, %(duties)s) d;
INSERT INTO wake (matter_id, root_id, day, turn, trouble)
  SELECT 2 * %(motions)s + d, 1 + (d - 1) / %(each)s, (%(today)s)::date + 61 + d %% 1000, 1, '' FROM generate_series(1, %(duties)s) d;
UPDATE register SET law = %(law)s;
SELECT setval(pg_get_serial_sequence('matter', 'id'), 2 * %(motions)s + 2 * %(duties)s);
SET session_replication_role = DEFAULT;
"""


def seed(url: str, *, duties: int, due: int, today: date, office_due: date, law: str, each: int = 20) -> None:
    """Put *duties* running duties into the empty register at *url*; *due* of them are due today.

    *office_due* is the day from which the due reports' rung of today counts; *law* the
    digest of the law in force; *each* the duties of one motion.
    """
    values = {
        "duties": duties,
        "motions": -(-duties // each),
        "each": each,
        "every": duties // due,
        "today": today,
        "office_due": office_due,
        "at": today - timedelta(days=1),
        "department": "Hauptamt",
        "law": law,
    }
    with psycopg.connect(url, autocommit=True, cursor_factory=psycopg.ClientCursor) as connection:
        for statement in STATEMENTS.strip().split(";\n"):
            connection.execute(statement.rstrip(";"), values if "%(" in statement else None)
        connection.execute("ANALYZE")
