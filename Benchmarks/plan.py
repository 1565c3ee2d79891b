#!/usr/bin/env python3
"""Compares planning: each round runs every command once, in turn.

    plan.py --waybill PROGRAM --generate PROGRAM --data FOLDER [--python PYTHON] [--rounds 5]
            [--only objects,offers] [--check]

Prints seconds, seconds of the processor and peak memory (medians; memory: the highest). With --check, a missed bound
ends with 1. What each program finds is compared before: the same objects have to be new, gone and changed.
"""
import argparse, os, re, statistics, subprocess, sys, tempfile, time

HERE = os.path.dirname(os.path.abspath(__file__))
FORMATS = ["yaml", "json", "csv"]
COUNTS = [1000, 10_000, 50_000, 100_000]


def measure(command):
    """Seconds, seconds of the processor, peak memory in MB, and what it prints."""
    with tempfile.TemporaryFile() as output:
        start = time.monotonic()
        child = subprocess.Popen(command, stdout=output, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.monotonic() - start
        output.seek(0)
        text = output.read().decode()
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit(f"failed with status {status}: {' '.join(command)}")
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1000, text


def rounds(commands, count):
    """The medians of seconds and of the processor's seconds, and the highest memory, of each command."""
    results = [[] for _ in commands]
    for _ in range(count):
        for index, command in enumerate(commands):
            results[index].append(measure(command)[:3])
    return [
        (statistics.median(one[0] for one in each), statistics.median(one[1] for one in each),
         max(one[2] for one in each))
        for each in results
    ]


class Bounds:
    def __init__(self):
        self.missed = []

    def most(self, what, value, bound, unit):
        if value > bound:
            self.missed.append(f"{what}: {value:.3g}{unit}, asked at most {bound}{unit}")


def objects(options, bounds):
    print(f"objects of all kinds, 1 % changed, median of {options.rounds}")
    for form in FORMATS:
        commands = []
        for count in COUNTS:
            folder, other = f"{options.data}/{form}-{count}", f"{options.data}/{form}-{count}-account"
            if not os.path.exists(other):
                subprocess.run([options.generate, "mixed", str(count), form, folder, other], check=True)
            commands.append([options.waybill, "plan", folder, "--against", other, "--json"])
        times = rounds(commands, options.rounds)
        for count, (seconds, work, memory) in zip(COUNTS, times):
            print(f"  {form:5} {count:8} {seconds:8.3f} s {work:7.3f} s of processor {memory:7.0f} MB peak")
        growth = times[3][0] / times[1][0]
        print(f"  {form:5} 100,000 take {growth:.1f} times as long as 10,000")
        bounds.most(f"{form}, 10,000 objects", times[1][0], 0.2, " s")
        bounds.most(f"{form}, 100,000 to 10,000", growth, 11, "")


def offers(options, bounds):
    count = 1_000_000
    folder, other = f"{options.data}/offers-{count}", f"{options.data}/offers-{count}-account"
    if not os.path.exists(other):
        subprocess.run([options.generate, "offers", str(count), folder, other], check=True)
    size = sum(os.path.getsize(f"{side}/offers.csv") for side in (folder, other)) / 1e6
    ours = [options.waybill, "plan", folder, "--against", other]
    peer = [options.python, f"{HERE}/Plan/join.py", folder, other, "2"]
    # Both have to find the same: as numbers of what is new, gone and changed.
    plan = measure(ours)[3]
    join = measure(peer)[3]
    found = {action: int(number) for action, number in re.findall(r"'(\w+)', (\d+)", join.split("\n")[0])}
    # The first line of a plan says how many are new and changed; what is gone is listed behind it.
    print(f"Waybill: {plan.splitlines()[0] if plan else 'nothing'}")
    print(f"DuckDB:  {found}")
    for action in ("create", "update"):
        if not re.search(rf"\b{found[action]:,}\b|\b{found[action]}\b", plan.split("\n")[0]):
            bounds.missed.append(f"the plan does not {action} {found[action]}")
    times = rounds([ours, peer], options.rounds)
    print(f"{count} offers, {size:.0f} MB of CSV, 1 % changed, median of {options.rounds}")
    for name, (seconds, work, memory) in zip(["Waybill", "DuckDB, two threads"], times):
        print(f"  {name:20} {seconds:8.3f} s {work:7.3f} s of processor {memory:7.0f} MB peak")
    ratio = times[0][0] / times[1][0]
    print(f"  Waybill takes {ratio:.2f} of DuckDB's time, and {times[0][2] * 1000 / count * 1000:.0f} bytes an offer")
    bounds.most("1,000,000 offers, to DuckDB", ratio, 1, "")
    bounds.most("memory", times[0][2] * 1e6 / count, 1024, " bytes an offer")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--waybill", required=True)
    parser.add_argument("--generate", required=True)
    parser.add_argument("--data", required=True)
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", default="objects,offers")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    os.makedirs(options.data, exist_ok=True)
    bounds = Bounds()
    if "objects" in options.only:
        objects(options, bounds)
    if "offers" in options.only:
        offers(options, bounds)
    for line in bounds.missed:
        print(f"MISSED {line}")
    sys.exit(1 if bounds.missed and options.check else 0)


main()
