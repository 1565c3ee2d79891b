#!/usr/bin/env python3
"""Measures how a run keeps a limit that it is not told.

    rate.py --waybill PROGRAM [--limits 60/10s,60/min] [--windows 5] [--check] [-- OPTIONS OF apply]

For each limit a sandbox and `waybill apply` run as two processes, until some windows are full: minutes. Prints, from the
end of the first window on, the part of the requests that was turned away, the part of the limit that was used, and by
how much the estimates of the remaining time were wrong. With --check, a missed bound ends with 1.
"""
import argparse, json, os, re, statistics, subprocess, sys, tempfile, time, urllib.request

KEY = "benchmarkkey"
UNITS = {"s": 1, "min": 60, "h": 3600}


def moment(text):
    days, clock, fraction = re.fullmatch(r"(\d+-\d+-\d+)T([\d:]+)(\.\d+)?Z", text).groups()
    seconds = time.mktime(time.strptime(f"{days} {clock}", "%Y-%m-%d %H:%M:%S"))
    return seconds + float(fraction or 0)


def project(folder, count):
    with open(f"{folder}/waybill.yaml", "w") as file:
        file.write("manifests: [landings.csv]\n")
    with open(f"{folder}/landings.csv", "w") as file:
        file.write("title,url\n")
        for number in range(count):
            file.write(f"Page {number},https://landing.example/{number}\n")


def apply(options, port, folder, extra):
    """Runs it; the estimates as (moment, seconds left), and the code it exits with."""
    environment = dict(os.environ, WAYBILL_API_URL=f"http://127.0.0.1:{port}", WAYBILL_API_KEY=KEY)
    command = [options.waybill, "apply", folder, "--yes", "--events"] + extra
    child = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    estimates = []
    for line in child.stderr:
        try:
            event = json.loads(line)
        except ValueError:
            print(f"    {line.rstrip()}")
            continue
        if event["event"] == "progress" and event["remaining_ms"] is not None:
            estimates.append((moment(event["at"]), event["remaining_ms"] / 1000))
        elif event["event"] in ("message", "change-failed"):
            print(f"    {line.rstrip()}")
    return estimates, child.wait()


def measure(options, limit, missed):
    count, size, unit = re.fullmatch(r"(\d+)/(\d*)(\w+)", limit).groups()
    count, window = int(count), int(size or 1) * UNITS[unit]
    sandbox = subprocess.Popen(
        [options.waybill, "sandbox", "--api-key", KEY, "--rate", limit, "--latency", str(options.latency)],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        port = int(sandbox.stdout.readline().rsplit(":", 1)[1])
        with tempfile.TemporaryDirectory() as folder:
            project(folder, count * options.windows)
            estimates, status = apply(options, port, folder, options.extra)
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/_sandbox/requests") as answer:
            requests = [(moment(one["time"]), one["status"]) for one in json.load(answer)]
    finally:
        sandbox.terminate()
        sandbox.wait()
    if status or not requests:
        return missed.append(f"{limit}: apply exits with {status}")
    start, end = requests[0][0], requests[-1][0]
    known = start + window
    later = [status for at, status in requests if at >= known]
    refused, used = later.count(429), len(later) - later.count(429)
    use = used / (count * (end - known) / window)
    wrong = [
        abs(at + left - end) / (end - at) for at, left in estimates if at >= known + 1 and end - at >= window / 2
    ]
    print(f"  {limit}: {len(requests)} requests in {end - start:.0f} s, exit {status}")
    print(f"    turned away: {sum(s == 429 for _, s in requests) - refused} at first, later {refused} of {len(later)},"
          f" {100 * refused / max(len(later), 1):.1f} %")
    print(f"    of the limit used: {100 * use:.1f} %")
    if wrong:
        print(f"    estimates wrong by {100 * statistics.median(wrong):.1f} % (median), {100 * max(wrong):.1f} % at most,"
              f" of {len(wrong)}")
    bounds = [
        ("exit", status, 0), ("turned away, %", 100 * refused / max(len(later), 1), 2),
        ("not used, %", 100 * (1 - use), 5), ("estimates wrong, %", 100 * max(wrong, default=0), 15),
    ]
    missed += [f"{limit}: {name}: {value:.1f}, asked at most {bound}" for name, value, bound in bounds if value > bound]


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--waybill", required=True)
    parser.add_argument("--limits", default="60/10s,60/min")
    parser.add_argument("--windows", type=int, default=5)
    parser.add_argument("--latency", type=int, default=20)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("extra", nargs="*")
    options = parser.parse_args()
    missed = []
    print(f"limits that nobody announces, {options.windows} windows of changes, {options.latency} ms an answer")
    for limit in options.limits.split(","):
        measure(options, limit, missed)
    for line in missed:
        print(f"missed: {line}")
    if missed and options.check:
        sys.exit(1)


main()
