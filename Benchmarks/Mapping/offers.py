#!/usr/bin/env python3
"""What template.json says, with orjson: offers.py FILE >OBJECTS"""
import sys

import orjson

STATUS = {"1": "active", "2": "archived", "3": "archived"}


def set_param(link, name, value):
    head, _, query = link.partition("?")
    pairs = query.split("&") if query else []
    start = name + "="
    for index, pair in enumerate(pairs):
        if pair.startswith(start):
            pairs[index] = start + value
            break
    else:
        pairs.append(start + value)
    return head + "?" + "&".join(pairs)


with open(sys.argv[1], "rb") as file:
    offers = orjson.loads(file.read())
write = sys.stdout.buffer.write
for offer in offers:
    if offer["payout"] == 0:
        continue
    write(orjson.dumps({
        "key": offer["id"],
        "title": offer["title"],
        "network": offer["network"],
        "url": set_param(offer["url"], "sub5", "{clickid}"),
        "payment": {"amount": offer["payout"]},
        "country_codes": list(dict.fromkeys(country.upper() for country in offer["countries"])),
        "status": STATUS[str(offer["status"])],
        "cap": offer["cap"],
        "cap_alert": True,
        "postback_url": "https://postback.test/?id={clickid}",
        "targeting": {"cities": offer["tags"]},
    }, option=orjson.OPT_APPEND_NEWLINE))
