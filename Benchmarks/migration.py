#!/usr/bin/env python3
"""Measures the migration of a large account of Voluum.

    migration.py --waybill PROGRAM --data FOLDER [--campaigns 2000] [--offers 20000] [--rounds 3] [--check]

Writes an export to FOLDER unless it is there: campaigns with two to six rules each, a half of them in shared flows. Prints
seconds, processor time and peak memory (medians; memory: the highest). With --check, more than 10 seconds or 512 MB, or a
campaign that is not moved, end with 1.
"""
import argparse, json, os, random, re, statistics, subprocess, sys, tempfile, time

MOST_SECONDS, MOST_MEMORY = 10, 512
COUNTRIES = "US GB DE FR IT ES PT NL BE AT CH SE NO DK FI PL CZ HU RO GR TR BR MX AR CL CO PE CA AU NZ JP KR IN ID TH".split()


def write(folder, name, member, objects):
    with open(f"{folder}/{name}.json", "w") as file:
        json.dump({member: objects}, file, indent=1)


def conditions(dice):
    result = {
        "country": {
            "predicate": dice.choice(["MUST_BE", "MUST_BE", "MUST_NOT_BE"]),
            "countries": [{"code": code} for code in dice.sample(COUNTRIES, dice.randint(1, 6))],
        }
    }
    if dice.random() < 0.5:
        result["deviceType"] = {"predicate": "MUST_BE", "deviceTypes": [dice.choice(["MOBILE", "DESKTOP"])]}
    if dice.random() < 0.3:
        result["operatingSystem"] = {
            "predicate": dice.choice(["MUST_BE", "MUST_NOT_BE"]),
            "operatingSystems": dice.sample(["Android", "iOS"], 1),
        }
    return result


def generate(folder, campaigns, offers):
    dice = random.Random(20260)
    os.makedirs(folder)
    networks, landers, sources = offers // 100, offers // 20, max(1, campaigns // 40)
    write(folder, "affiliate-networks", "affiliateNetworks", [
        {"id": f"net-{n}", "name": f"Network {n}", "postbackUrl": f"https://pb.network-{n}.example/p?cid={{clickid}}",
         "currencyCode": "USD", "appendClickIdToOfferUrl": n % 2 == 0, "offerUrlClickIdParameter": "s1",
         "deleted": False} for n in range(networks)])
    write(folder, "offers", "offers", [
        {"id": f"off-{n}", "name": f"Network {n % networks} - Global - offer {n}", "namePostfix": f"offer {n}",
         "url": f"https://network-{n % networks}.example/c?o={n}&k={{var3}}&x={{externalid}}",
         "country": {"code": dice.choice(COUNTRIES)}, "affiliateNetwork": {"id": f"net-{n % networks}"},
         "payout": {"type": "MANUAL", "value": n % 97 + 0.25}, "currencyCode": "USD", "deleted": n % 50 == 49}
        for n in range(offers)])
    write(folder, "landers", "landers", [
        {"id": f"lan-{n}", "name": f"lander {n}", "namePostfix": f"lander {n}", "numberOfOffers": 1, "deleted": False,
         "url": f"https://pages.example/{n}?z={{var3}}"} for n in range(landers)])
    write(folder, "traffic-sources", "trafficSources", [
        {"id": f"src-{n}", "name": f"Source {n}", "clickIdVariable": {"parameter": "externalid", "placeholder": "{cid}"},
         "customVariables": [{"index": 3, "name": "keyword", "parameter": "kw", "placeholder": "{keyword}",
                              "trackedInReports": True}], "deleted": False} for n in range(sources)])

    def path(name):
        return {
            "name": name, "active": True, "weight": dice.randint(1, 100), "smartRotation": False, "listicle": False,
            "landers": [{"weight": dice.randint(1, 100), "lander": {"id": f"lan-{dice.randrange(landers)}"}}
                        for _ in range(dice.randint(0, 2))],
            "offers": [{"weight": dice.randint(1, 100), "offer": {"id": f"off-{number}"}}
                       for number in (dice.randrange(offers) for _ in range(dice.randint(1, 4))) if number % 50 != 49]
            or [{"weight": 1, "offer": {"id": "off-0"}}],
        }

    def flow(name):
        return {
            "id": name, "defaultPathsSmartRotation": False, "defaultPaths": [path("all")],
            "conditionalPathsGroups": [
                {"name": f"rule {n}", "active": True, "conditions": conditions(dice), "smartRotation": False,
                 "paths": [path(f"path {n}-{m}") for m in range(dice.randint(1, 2))]}
                for n in range(dice.randint(1, 4))],
        }

    shared = campaigns // 8
    write(folder, "flows", "flows", [flow(f"flow-{n}") for n in range(shared)])
    write(folder, "campaigns", "campaigns", [
        {"id": f"c-{n}", "name": f"Campaign {n}", "namePostfix": f"campaign {n}", "deleted": False,
         "url": f"https://trk.example/c-{n}", "costModel": {"type": "CPC", "value": 0.04},
         "trafficSource": {"id": f"src-{n % sources}"}, "tags": ["large"],
         "redirectTarget": {"flow": {"id": f"flow-{n % shared}"}} if n % 2 else {"inlineFlow": flow(f"inline-{n}")}}
        for n in range(campaigns)])


def measure(command):
    """Seconds, seconds of the processor and peak memory in MB of a command, and what it printed."""
    with tempfile.TemporaryFile() as output:
        start = time.monotonic()
        child = subprocess.Popen(command, stdout=output, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.monotonic() - start
        output.seek(0)
        text = output.read().decode()
    if status != 0:
        sys.exit(f"failed with status {status}: {' '.join(command)}")
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1000, text


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--waybill", required=True)
    parser.add_argument("--data", required=True)
    parser.add_argument("--campaigns", type=int, default=2_000)
    parser.add_argument("--offers", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    if not os.path.isdir(options.data):
        generate(options.data, options.campaigns, options.offers)
    rounds = []
    with tempfile.TemporaryDirectory() as folder:
        for number in range(options.rounds):
            rounds.append(measure(
                [options.waybill, "migrate", "voluum", options.data, "--out", f"{folder}/{number}"]))
    seconds, work = (statistics.median(one[index] for one in rounds) for index in (0, 1))
    memory = max(one[2] for one in rounds)
    print(rounds[0][3].split("\n")[0])
    print(f"migration  {seconds:.2f} s {work:.2f} s of processor {memory:.0f} MB peak (median of {options.rounds})")
    moved = re.match(r"(\d+) of (\d+) campaigns", rounds[0][3])
    missed = []
    if seconds > MOST_SECONDS:
        missed.append(f"{seconds:.1f} s, asked at most {MOST_SECONDS}")
    if memory > MOST_MEMORY:
        missed.append(f"{memory:.0f} MB of memory, asked at most {MOST_MEMORY}")
    if not moved or int(moved[1]) < int(moved[2]) * 0.95:
        missed.append("campaigns are refused")
    for line in missed:
        print(f"MISSED {line}")
    sys.exit(1 if missed and options.check else 0)


main()
