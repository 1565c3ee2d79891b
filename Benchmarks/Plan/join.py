#!/usr/bin/env python3
"""The peer: DuckDB's full outer join of two tables of offers on their titles, with the columns that differ.

    join.py FOLDER OTHER [THREADS]      prints: created, gone, changed, and how often each column differs
"""
import sys

import duckdb

folder, other = sys.argv[1], sys.argv[2]
base = duckdb.connect(config={"threads": int(sys.argv[3]) if len(sys.argv) > 3 else 2})
columns = [
    "status", "network", "country_codes", "url", "postback_url", "payment.amount", "targeting.devices", "cap",
    "cap_alert",
]


def table(path):
    return f"read_csv('{path}/offers.csv', header=true, all_varchar=true, delim=',', quote='\"', escape='\"')"


changed = ", ".join(
    f"case when a.\"{name}\" is distinct from b.\"{name}\" then '{name}' end" for name in columns)
base.sql(f"""
    create temp table plan as
    select coalesce(a.title, b.title) as title,
           case when b.title is null then 'create' when a.title is null then 'gone' else 'update' end as action,
           list_filter([{changed}], lambda name: name is not null) as columns
    from {table(folder)} a full outer join {table(other)} b on a.title = b.title
    where a.title is null or b.title is null or {" or ".join(
        f'a."{name}" is distinct from b."{name}"' for name in columns)}
""")
print(base.sql("select action, count(*) from plan group by action order by action").fetchall())
print(base.sql("""
    select name, count(*) from (select unnest(columns) as name from plan where action = 'update')
    group by name order by name
""").fetchall())
