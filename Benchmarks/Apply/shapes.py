"""The plans that are applied: projects for an empty account, with what a perfect scheduler would need for them."""
import math, os



def write(folder, name, lines):
    os.makedirs(folder, exist_ok=True)
    with open(f"{folder}/{name}", "w") as file:
        file.writelines(line + "\n" for line in lines)


def offers(folder, networks, count):
    """One table of offers, spread over networks."""
    write(folder, "networks.csv", ["key,title,url"] + [f"net{n},Network {n},https://network.example/{n}" for n in range(networks)])
    write(
        folder, "offers.csv",
        ["key,title,network,url,payment.amount,country_codes,status"]
        + [
            f"offer-{n},Offer number {n} of the month,net{n % networks},"
            f"https://offers.example/{n}?click={{clickid}}&lang=en,{n % 90 + 1}.5,US|DE|FR,1"
            for n in range(count)
        ])


def landings(folder, count):
    write(
        folder, "landings.csv",
        ["key,title,url"] + [f"land{n},Landing {n},https://landings.example/{n}" for n in range(count)])


def campaigns(folder, count, of, each):
    """Campaigns with one stream over some of the offers."""
    write(folder, "sources.csv", ["key,title", "src,Source"])
    rows = ["key,title,source,stream,stream.weight,offer,offer.weight"]
    for n in range(count):
        for m in range(each):
            rows.append(f"c{n},Campaign {n},src,Main,100,offer-{(n * each + m) % of},1")
    write(folder, "campaigns.csv", rows)


def independent(folder, count):
    """Nothing waits for anything."""
    landings(folder, count)
    return 1, count


def skewed(folder, count):
    """One chain of three behind many that stand alone and come before it in the plan's order of kinds."""
    landings(folder, count - 4)
    offers(folder, 1, 1)
    campaigns(folder, 1, 1, 1)
    return 3, count


def fan(folder, count):
    """Campaigns that wait for many offers, offers that wait for few networks."""
    made = count * 9 // 10
    offers(folder, 3, made)
    campaigns(folder, count - made - 4, made, 8)
    return 3, count


def ideal(path, work, width, latency):
    """The seconds that a perfect scheduler needs, when a request takes its latency and nothing else."""
    return max(path, math.ceil(work / width)) * latency / 1000
