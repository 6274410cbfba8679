#!/bin/sh
# nightly.sh PERIOD INBOX LISTS: import what has come, and write the lists anew.
set -u
period=$1 inbox=$2 lists=$3

iacheck import "$inbox" || exit 3
iacheck check --period "$period" --format pdf --split "$lists" --fail-on error
status=$?
case $status in
  0 | 1) echo "$(date +%F): lists for $period written" ;;
  3) echo "$(date +%F): not everything could be checked for $period; see what was said" ;;
  *) echo "$(date +%F): no lists written" ;;
esac
exit $status
