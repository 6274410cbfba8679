#!/bin/sh
# remind.sh PERIOD ADDRESSES DAYS …: remind each council of what it has not delivered, on the days on
# which there are so many days left. Status 1 if anybody was not reminded who should be.
set -u
period=$1 addresses=$2
shift 2
sent=0 missed=0
windows=$(printf '\r') # which ends each line of a file from Notepad

due=$(iacheck due --period "$period" --format csv)
status=$?
if [ -z "$due" ]; then exit $status; fi # nothing could be read, or there is nobody
# A line for each council and day: the id as in the names of lists, the day, and the demands.
waiting=$(printf '%s\n' "$due" | awk -F '";"' -v wanted=" $* " '
  NR == 1 { for (i = 1; i <= NF; i++) { name = $i; gsub(/[^a-z_]/, "", name); at[name] = i }; next }
  $at["kind"] == "delivery" && $at["subject"] ~ /^council\// &&
    index(wanted, " " $at["days_left"] " ") {
    id = $at["subject"]; sub(/^council\//, "", id); gsub(/ /, "_", id)
    day = $at["due"]; sub(/^"/, "", day)
    print id, day, $at["demands"]
  }')

while read -r council address rest || [ -n "$council" ]; do
  council=${council%"$windows"} address=${address%"$windows"}
  case $council in '' | '#'*) continue ;; esac
  what=$(printf '%s\n' "$waiting" | while read -r id day demands; do
    if [ "$id" = "$council" ]; then echo "- innen $day: krav $demands"; fi
  done)
  [ -n "$what" ] || continue
  if printf 'Vi har ikke fått dette for %s ennå:\n%s\n' "$period" "$what" |
    ${MAILER:-s-nail -S sendwait} -s "Frist for $period" "$address"; then
    sent=$((sent + 1))
  else
    echo "Not reminded: $council, $address" >&2
    missed=$((missed + 1))
  fi
done <"$addresses"

echo "Reminded: $sent. Not reminded: $missed."
[ "$missed" -eq 0 ]
