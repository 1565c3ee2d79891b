# What template.json says, for jq.
def set_param($name; $value):
  split("?") as $parts
  | ($parts[1:] | join("?")) as $query
  | (if $query == "" then [] else $query | split("&") end) as $pairs
  | ($pairs | map(startswith($name + "=")) | index(true)) as $place
  | (if $place == null then $pairs + [$name + "=" + $value] else $pairs | .[$place] = $name + "=" + $value end) as $pairs
  | $parts[0] + "?" + ($pairs | join("&"));

{"1": "active", "2": "archived", "3": "archived"} as $status
| .[]
| select(.payout != 0)
| {
    key: .id, title, network, url: (.url | set_param("sub5"; "{clickid}")), payment: {amount: .payout},
    country_codes: (.countries | map(ascii_upcase)), status: $status[.status | tostring], cap,
    cap_alert: true, postback_url: "https://postback.test/?id={clickid}", targeting: {cities: .tags}
  }
