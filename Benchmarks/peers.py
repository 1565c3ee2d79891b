#!/usr/bin/env python3
"""Reads a file of offers with a public library and prints the checksums that every reader must find.

    peers.py READER FILE        READER: duckdb-csv duckdb-json duckdb-ndjson python-csv lxml
DuckDB is kept to one thread.
"""
import sys

reader, path = sys.argv[1], sys.argv[2]
count = cents = title_bytes = countries = 0

if reader.startswith("duckdb-"):
    import duckdb

    connection = duckdb.connect()
    connection.execute("set threads = 1")
    if reader == "duckdb-csv":
        source = f"read_csv('{path}', header = true)"
        listed = "length(countries) - length(replace(countries, '|', '')) + 1"
    else:
        layout = "array" if reader == "duckdb-json" else "newline_delimited"
        source = f"read_json('{path}', format = '{layout}')"
        listed = "len(countries)"
    row = connection.execute(
        f"select count(*), sum(round(payout * 100)), sum(strlen(title)), sum({listed}) from {source}").fetchone()
    count, cents, title_bytes, countries = map(int, row)
elif reader == "python-csv":
    import csv

    with open(path, newline="", encoding="utf-8") as file:
        rows = csv.reader(file)
        columns = next(rows)
        title, payout, listed = (columns.index(name) for name in ("title", "payout", "countries"))
        for row in rows:
            count += 1
            cents += round(float(row[payout]) * 100)
            title_bytes += len(row[title].encode())
            countries += row[listed].count("|") + 1
elif reader == "lxml":
    from lxml import etree

    for _, element in etree.iterparse(path, tag="offer"):
        count += 1
        cents += round(float(element.findtext("payout")) * 100)
        title_bytes += len(element.findtext("title").encode())
        countries += len(element.find("countries"))
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]
else:
    sys.exit(f"unknown reader {reader}")

print(f"count={count} payout_cents={cents} title_bytes={title_bytes} countries={countries}")
