#!/usr/bin/env python3
"""Compares readers on the same files in the same run: each round runs every command once, in turn.

    compare.py --read PROGRAM --data FOLDER [--python PYTHON] [--rounds 5] [--only csv,json,...] [--check]

Prints wall time, throughput and peak memory (medians), then the ratios that are asked of Waybill; a ratio above 1 means
that Waybill is faster. With --check, a missed ratio or a wrong checksum ends with 1.
"""
import argparse, os, shutil, statistics, subprocess, sys, time

HERE = os.path.dirname(os.path.abspath(__file__))


def measure(command):
    """Seconds, peak memory in MB and last line of output of a shell command."""
    start = time.monotonic()
    child = subprocess.Popen(["bash", "-o", "pipefail", "-c", command], stdout=subprocess.PIPE)
    output = child.stdout.read().decode()
    _, status, usage = os.wait4(child.pid, 0)
    seconds = time.monotonic() - start
    if status != 0:
        sys.exit(f"failed with status {status}: {command}")
    return seconds, usage.ru_maxrss / 1000, output.strip().split("\n")[-1]


class Group:
    """Commands over one file that are run in turn; the first one is Waybill's."""

    def __init__(self, name, file, ours, peers, checksum):
        self.name, self.file, self.ours, self.peers, self.checksum = name, file, ours, peers, checksum


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--read", required=True)
    parser.add_argument("--data", required=True)
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", default="")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    read, data = options.read, options.data

    def path(name):
        return f"{data}/{name}"

    def peer(reader, name):
        return f"{options.python} {HERE}/peers.py {reader} {path(name)}"

    with open(path("checksums")) as file:
        sums = file.read().strip()
    groups = [
        Group("csv", "offers.csv", f"{read} csv {path('offers.csv')}",
              [("DuckDB read_csv, one thread", peer("duckdb-csv", "offers.csv"), 1.0),
               ("Python csv", peer("python-csv", "offers.csv"), 4.0)], sums),
        Group("csv count", "offers.csv", f"{read} csv-count {path('offers.csv')}",
              [("DuckDB read_csv, one thread", peer("duckdb-csv", "offers.csv"), 2.0)], None),
        Group("json", "offers.json", f"{read} json {path('offers.json')}",
              [("DuckDB read_json, one thread", peer("duckdb-json", "offers.json"), 1.1),
               ("Swift JSONDecoder", f"{read} json-decoder {path('offers.json')}", 6.0)], sums),
        Group("json count", "offers.json", f"{read} json-count {path('offers.json')}",
              [("DuckDB read_json, one thread", peer("duckdb-json", "offers.json"), 1.3)], None),
        Group("ndjson", "offers.ndjson", f"{read} json {path('offers.ndjson')}",
              [("DuckDB read_json, one thread", peer("duckdb-ndjson", "offers.ndjson"), 0.8)], sums),
        Group("xml", "offers.xml", f"{read} xml {path('offers.xml')}",
              [("xmllint --stream --noout", f"xmllint --stream --noout {path('offers.xml')}", 1.0),
               ("xmllint --sax --noout", f"xmllint --sax --noout {path('offers.xml')} >/dev/null", 0.75),
               ("lxml iterparse", peer("lxml", "offers.xml"), 3.5)], sums),
    ]
    for kind, mode in (("csv", "csv"), ("json", "json"), ("ndjson", "json"), ("xml", "xml")):
        name = f"offers.{kind}.gz"
        groups.append(Group(f"{kind} gzip", f"offers.{kind}", f"{read} {mode} {path(name)}",
                            [("gzip -dc | the same reader", f"gzip -dc {path(name)} | {read} {mode} -", 0.9)], sums))
    wanted = [name for name in options.only.split(",") if name]
    missed = []
    for group in groups:
        if wanted and group.name.split()[0] not in wanted and group.name not in wanted:
            continue
        commands = [("Waybill", group.ours, None)]
        for peer_name, command, least in group.peers:
            if command.startswith("xmllint") and not shutil.which("xmllint"):
                print(f"{group.name}: xmllint is not installed, left out")
                continue
            commands.append((peer_name, command, least))
        times = [[] for _ in commands]
        memory = [[] for _ in commands]
        for _ in range(options.rounds):
            for index, (name, command, _) in enumerate(commands):
                seconds, peak, line = measure(command)
                times[index].append(seconds)
                memory[index].append(peak)
                if group.checksum and "xmllint" not in name and line != group.checksum:
                    missed.append(f"{group.name}: {name} found {line}")
        size = os.path.getsize(path(group.file)) / 1e6
        own = statistics.median(times[0])
        print(f"\n{group.name} ({size:.0f} MB, median of {options.rounds})")
        for index, (name, _, least) in enumerate(commands):
            middle = statistics.median(times[index])
            line = f"  {name:32} {middle:7.3f} s {size / middle:7.0f} MB/s {max(memory[index]):7.0f} MB peak"
            if least is not None:
                ratio = middle / own
                line += f"   ratio {ratio:5.2f}, asked {least}"
                if ratio < least:
                    missed.append(f"{group.name}: {ratio:.2f} of {name}, asked {least}")
            print(line, flush=True)
    if not wanted or "memory" in wanted:
        small, large = path("small/offers"), path("large/offers")
        print("\npeak memory: 100,000 and 1,600,000 records")
        for kind, mode in (("csv", "csv"), ("json", "json"), ("ndjson", "json"), ("xml", "xml")):
            if not os.path.exists(f"{large}.{kind}"):
                print(f"  {kind}: no large file, left out")
                continue
            _, few, _ = measure(f"exec {read} {mode} {small}.{kind}")
            _, many, _ = measure(f"exec {read} {mode} {large}.{kind}")
            print(f"  {kind:8} {few:6.1f} MB {many:6.1f} MB")
            if many > 48 or many > 1.1 * few:
                missed.append(f"memory {kind}: {few:.1f} MB, {many:.1f} MB; asked at most 48 and 1.1 times")
    for line in missed:
        print(f"MISSED {line}")
    sys.exit(1 if missed and options.check else 0)


main()
