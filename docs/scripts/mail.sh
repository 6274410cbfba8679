#!/bin/sh
# mail.sh PERIOD LISTS ADDRESSES: send each council its own list.
set -u
period=$1 lists=$2 addresses=$3
missing=0

while read -r council address; do
  list="$lists/council-$council-$period.pdf"
  if [ ! -f "$list" ]; then
    echo "No list for $council: $list" >&2
    missing=1
    continue
  fi
  echo "Vedlagt er avvikslista for $council, $period." |
    ${MAIL:-s-nail} -s "Avvikslista for $period" -a "$list" "$address"
done <"$addresses"
exit $missing
