#!/usr/bin/env python3
"""Compares the mapping of a feed: each round runs every command once, in turn.

    mapping.py --map PROGRAM --feed FILE [--python PYTHON] [--rounds 3] [--only NAME,...] [--check]

Prints seconds, processor time, throughput and peak memory (medians; memory: the highest), then how many times longer the
others take. Before, all objects are compared: numbers by value, members in any order. With --check, a missed ratio, too
much memory or other objects end with 1.
"""
import argparse, itertools, os, shutil, statistics, subprocess, sys, tempfile, time

import orjson

HERE = os.path.dirname(os.path.abspath(__file__))
MOST_MEMORY = 96


def measure(command, output):
    """Seconds, seconds of the processor and peak memory in MB of a command that writes to a file."""
    start = time.monotonic()
    with open(output, "wb") as file:
        child = subprocess.Popen(command, stdout=file, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(child.pid, 0)
    seconds = time.monotonic() - start
    if status != 0:
        sys.exit(f"failed with status {status}: {' '.join(command)}")
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1000


def difference(left, right):
    """The number of the first line whose objects are different; None when all are the same."""
    with open(left, "rb") as left, open(right, "rb") as right:
        for number, (one, other) in enumerate(itertools.zip_longest(left, right), 1):
            if one is None or other is None or one != other and orjson.loads(one) != orjson.loads(other):
                return number
    return None


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--map", required=True)
    parser.add_argument("--feed", required=True)
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", default="")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    rules = f"{HERE}/Mapping"
    commands = [
        ("Waybill", [options.map, f"{rules}/template.json", options.feed], None),
        ("jq", ["jq", "-c", "-f", f"{rules}/offers.jq", options.feed], 5.0),
        ("Python orjson", [options.python, f"{rules}/offers.py", options.feed], 3.0),
    ]
    wanted = [name for name in options.only.split(",") if name]
    commands = [one for one in commands if one[2] is None or not wanted or one[0] in wanted]
    for command in commands:
        if not shutil.which(command[1][0]):
            print(f"{command[0]} is not installed, left out")
    commands = [one for one in commands if shutil.which(one[1][0])]
    results = [[] for _ in commands]
    missed = []
    with tempfile.TemporaryDirectory() as folder:
        files = [f"{folder}/{index}.ndjson" for index in range(len(commands))]
        for turn in range(options.rounds):
            for index, (name, command, _) in enumerate(commands):
                # The first round compares what comes out, the others write to nowhere.
                results[index].append(measure(command, files[index] if turn == 0 else "/dev/null"))
            if turn > 0:
                continue
            for (name, _, _), file in zip(commands[1:], files[1:]):
                line = difference(files[0], file)
                if line:
                    missed.append(f"{name} maps line {line} to another object")
    size = os.path.getsize(options.feed) / 1e6
    medians = [[statistics.median(column) for column in zip(*rounds)] for rounds in results]
    print(f"mapping ({size:.0f} MB of JSON, median of {options.rounds})")
    for (name, _, least), (seconds, work, _), rounds in zip(commands, medians, results):
        memory = max(peak for _, _, peak in rounds)
        line = f"  {name:16} {seconds:7.2f} s {work:7.2f} s of processor {size / seconds:6.0f} MB/s {memory:6.0f} MB peak"
        if least is None:
            if memory > MOST_MEMORY:
                missed.append(f"{memory:.0f} MB of memory, asked at most {MOST_MEMORY}")
        else:
            ratio = work / medians[0][1]
            line += f"   {ratio:5.2f} times, asked {least}"
            if ratio < least:
                missed.append(f"{name}: {ratio:.2f} times, asked {least}")
        print(line)
    for line in missed:
        print(f"MISSED {line}")
    sys.exit(1 if missed and options.check else 0)


main()
