#!/usr/bin/env python3
"""Measures applying: each round applies every plan once to a fresh sandbox in a process of its own.

    apply.py --waybill PROGRAM --data FOLDER [--rounds 5] [--width 32] [--only latency,speed,memory]
             [--count 2000] [--speed-count 20000] [--memory-count 100000] [--check]

latency: plans of some shapes, 20 ms for each answer; the time from the first request to the last answer against what a
perfect scheduler needs. speed: no latency, and the same bodies posted by a bare client. memory: the peak of a plan of
many creations. Prints medians; with --check, a missed bound ends with 1.
"""
import argparse, json, os, re, shutil, statistics, subprocess, sys, tempfile, time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "Apply"))
import shapes
from post import post

KEY = "benchmarkkey"


class Sandbox:
    """A sandbox in a process of its own, with an account that is forgotten at the end."""

    def __init__(self, waybill, latency):
        self.command = [waybill, "sandbox", "--api-key", KEY, "--latency", str(latency)]

    def __enter__(self):
        self.process = subprocess.Popen(self.command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        line = self.process.stdout.readline()
        self.port = int(line.rsplit(":", 1)[1])
        return self

    def __exit__(self, *_):
        self.process.terminate()
        _, _, usage = os.wait4(self.process.pid, 0)
        self.process.returncode = 0
        self.work = usage.ru_utime + usage.ru_stime


def moment(text):
    clock, fraction = re.fullmatch(r"\d+-\d+-\d+T([\d:]+)\.(\d+)Z", text).groups()
    hours, minutes, seconds = map(int, clock.split(":"))
    return (hours * 60 + minutes) * 60 + seconds + int(fraction) / 1000


def journal(folder):
    """The seconds from the first intent to the last outcome, and what was sent, in order."""
    runs = f"{folder}/.waybill/runs"
    name = next(name for name in os.listdir(runs) if name.endswith(".journal"))
    first, last, sent = None, None, []
    with open(f"{runs}/{name}") as file:
        for line in file:
            record = json.loads(line)["record"]
            if record["type"] == "intent":
                first = first or moment(record["at"])
                sent.append((f"/{record['kind']}s", json.dumps(record["body"]).encode()))
            elif record["type"] == "outcome":
                last = moment(record["at"])
    return (last - first) % 86_400, sent


class Applied:
    """What one apply took."""


def apply(options, shape, count, width, latency):
    folder = tempfile.mkdtemp(dir=options.data)
    bound = shape(folder, count)
    shapes.write(folder, "waybill.yaml", ["manifests: ['*.csv']"])
    with Sandbox(options.waybill, latency) as sandbox:
        environment = dict(os.environ, WAYBILL_API_URL=f"http://127.0.0.1:{sandbox.port}", WAYBILL_API_KEY=KEY)
        command = [options.waybill, "apply", folder, "--yes", "--json", "--parallel", str(width)]
        with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
            start = time.monotonic()
            child = subprocess.Popen(command, stdout=output, stderr=errors, env=environment)
            _, status, usage = os.wait4(child.pid, 0)
            seconds = time.monotonic() - start
            if os.waitstatus_to_exitcode(status) != 0:
                errors.seek(0)
                sys.exit(f"failed: {' '.join(command)}\n{errors.read()[-2000:].decode()}")
            output.seek(0)
            if latency or count <= 50_000:
                counts = json.load(output)["counts"]
                if counts != {"done": bound[1]}:
                    sys.exit(f"{shape.__name__}: {counts} instead of {bound[1]} done")
    applied = Applied()
    applied.bound = bound
    applied.process, applied.memory = seconds, usage.ru_maxrss / 1000
    applied.work, applied.sandbox_work = usage.ru_utime + usage.ru_stime, sandbox.work
    applied.run, applied.sent = journal(folder)
    shutil.rmtree(folder)
    return applied


def bare(options, sent, width):
    with Sandbox(options.waybill, 0) as sandbox:
        # The first object is the network that the others name by the id that it had in another sandbox.
        return post(sandbox.port, KEY, sent, width)


class Bounds:
    def __init__(self):
        self.missed = []

    def most(self, what, value, bound, unit):
        if value > bound:
            self.missed.append(f"{what}: {value:.3f}{unit}, asked at most {bound:.3f}{unit}")

    def least(self, what, value, bound, unit):
        if value < bound:
            self.missed.append(f"{what}: {value:.0f}{unit}, asked at least {bound}{unit}")


def latency(options, bounds):
    print(f"20 ms for each answer, {options.width} in flight, median of {options.rounds}")
    plans = [shapes.independent, shapes.skewed, shapes.fan]
    results = {shape: [] for shape in plans}
    for _ in range(options.rounds):
        for shape in plans:
            results[shape].append(apply(options, shape, options.count, options.width, 20))
    for shape, each in results.items():
        ideal = shapes.ideal(*each[0].bound, options.width, 20)
        run = statistics.median(one.run for one in each)
        process = statistics.median(one.process for one in each)
        print(f"  {shape.__name__:12} {each[0].bound[1]:6} objects {run:7.3f} s, {run / ideal:5.3f} of the ideal"
              f" {ideal:.3f} s; the process {process:.3f} s")
        bounds.most(f"{shape.__name__}, to the ideal", run / ideal, 1.1, "")


def speed(options, bounds):
    count = options.speed_count
    print(f"no latency, {count} landings, median of {options.rounds}")
    for width in (8, options.width, 64):
        ours, peer = [], []
        for _ in range(options.rounds):
            ours.append(apply(options, shapes.independent, count, width, 0))
            peer.append(bare(options, ours[-1].sent, width))
        run, post = statistics.median(one.run for one in ours), statistics.median(peer)
        work = statistics.median(one.work for one in ours) / count * 1e6
        served = statistics.median(one.sandbox_work for one in ours) / count * 1e6
        print(f"  {width:3} in flight {count / run:7.0f} journalled creations a second, a bare client {count / post:7.0f}"
              f" ({post / run:.2f}); {work:.0f} us of processor each, the sandbox {served:.0f} us")
        if width == options.width:
            bounds.least("creations a second", count / run, 2500, "/s")


def memory(options, bounds):
    count = options.memory_count
    print(f"{count} offers in one table, {options.width} in flight, one run")
    one = apply(options, lambda folder, count: (shapes.offers(folder, 1, count), (2, count + 1))[1], count,
                options.width, 0)
    print(f"  {one.memory:7.0f} MB peak, {one.memory * 1e6 / count:.0f} bytes an offer; run {one.run:.1f} s,"
          f" process {one.process:.1f} s")
    bounds.most("memory", one.memory * 1e6 / count, max(1024, 64e6 / count), " bytes an offer")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--waybill", required=True)
    parser.add_argument("--data", required=True)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--width", type=int, default=32)
    parser.add_argument("--only", default="latency,speed,memory")
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--speed-count", type=int, default=20_000)
    parser.add_argument("--memory-count", type=int, default=100_000)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    os.makedirs(options.data, exist_ok=True)
    bounds = Bounds()
    for name, measure in (("latency", latency), ("speed", speed), ("memory", memory)):
        if name in options.only:
            measure(options, bounds)
    for line in bounds.missed:
        print(f"MISSED {line}")
    sys.exit(1 if bounds.missed and options.check else 0)


main()
