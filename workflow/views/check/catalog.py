"""What PostgreSQL's catalogue says of the schema in which a register lives."""

from __future__ import annotations

_HERE = "relnamespace = quote_ident(current_schema())::regnamespace"
_COLUMNS = """ARRAY(SELECT attname::text FROM unnest({key}) WITH ORDINALITY AS k(n, place)
    JOIN pg_attribute ON attrelid = {of} AND attnum = n ORDER BY place)"""

TRIGGERS = f"""
SELECT tgname, relname, tgtype, tgisinternal, prosrc,
    tgenabled IN ('O', 'A') AND tgqual IS NULL AS awake,
    lanname = 'plpgsql' AND pronamespace = relnamespace AND proname = tgname AS own,
    proconfig = ARRAY['search_path=' || quote_ident(nspname) || ', pg_temp'] AS secured
FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
    JOIN pg_proc ON pg_proc.oid = tgfoid JOIN pg_language ON pg_language.oid = prolang
    JOIN pg_namespace ON pg_namespace.oid = relnamespace
WHERE {_HERE} ORDER BY tgname"""

KEYS = f"""
SELECT relname, contype AS kind, conname, convalidated AS valid, condeferred AS deferred,
    pg_get_constraintdef(pg_constraint.oid) AS written,
    {_COLUMNS.format(key="conkey", of="conrelid")} AS columns,
    (SELECT relname FROM pg_class target WHERE target.oid = confrelid) AS target,
    {_COLUMNS.format(key="confkey", of="confrelid")} AS ends
FROM pg_constraint JOIN pg_class ON pg_class.oid = conrelid WHERE {_HERE}"""

UNIQUE = f"""
SELECT relname, indpred IS NOT NULL AS partial,
    {_COLUMNS.format(key="indkey::int2[]", of="indrelid")} AS columns
FROM pg_index JOIN pg_class ON pg_class.oid = indrelid
WHERE indisunique AND indisvalid AND {_HERE}"""

NOT_NULL = f"""
SELECT relname, attname FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
WHERE attnotnull AND attnum > 0 AND relkind = 'r' AND {_HERE}"""

ODD = f"""
SELECT relname, rulename::text FROM pg_rewrite JOIN pg_class ON pg_class.oid = ev_class
    WHERE relkind <> 'v' AND {_HERE}
UNION ALL SELECT relname, polname::text FROM pg_policy JOIN pg_class ON pg_class.oid = polrelid
    WHERE {_HERE}
UNION ALL SELECT relname, 'ROW LEVEL SECURITY' FROM pg_class WHERE relrowsecurity AND {_HERE}"""

ASLEEP = """
SELECT coalesce(rolname, datname, 'session') FROM (
    SELECT setrole, setdatabase, unnest(setconfig) AS told FROM pg_db_role_setting
    UNION ALL
    SELECT 0, 0, 'session_replication_role=' || current_setting('session_replication_role')
) AS settings
    LEFT JOIN pg_roles ON pg_roles.oid = setrole
    LEFT JOIN pg_database ON pg_database.oid = setdatabase
WHERE told LIKE 'session_replication_role=%' AND told <> 'session_replication_role=origin'
    AND (setdatabase = 0 OR datname = current_database())"""
