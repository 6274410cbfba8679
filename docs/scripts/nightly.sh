#!/bin/sh
# nightly.sh PERIOD INBOX IMPORTED LISTS: import what has come, and write the lists anew.
set -u
period=$1 inbox=$2 imported=$3/$(date +%Y-%m-%dT%H%M%S) lists=$4
left=0

# Each file by itself, so that a bad one keeps none of the others out; and twice, for a file may need
# what stands in one after it, such as a new council. Papers are read last, when all parties are known.
for round in first last; do
  for file in "$inbox"/*; do
    [ -e "$file" ] || continue # nothing has come
    case $round:$file in first:*.docx | first:*.pdf | first:*.md | first:*.txt) continue ;; esac
    if told=$(iacheck import "$file" 2>&1); then
      printf '%s: %s\n' "$file" "$told"
      if ! { mkdir -p "$imported" && mv "$file" "$imported"; }; then left=1; fi
    elif [ "$round" = last ]; then
      printf '%s\n%s: not imported; it stays in the inbox\n' "$told" "$file" >&2
      left=1
    fi
  done
done

iacheck check --period "$period" --format pdf --split "$lists" --fail-on error
status=$?
case $status in
  0 | 1) echo "$(date +%F): lists for $period written" ;;
  3) echo "$(date +%F): not everything could be checked for $period; see what was said" ;;
  *) echo "$(date +%F): no lists written" ;;
esac

# The same for programs, and a page for the morning with what is new since the night before.
if [ -d "$lists" ] && [ $status -le 3 ]; then
  set --
  if [ -e "$lists/overview.json" ]; then
    mv "$lists/overview.json" "$lists/before.json" && set -- --since "$lists/before.json"
  fi
  iacheck check --period "$period" --format json --split "$lists" --fail-on never >/dev/null 2>&1
  iacheck status --period "$period" "$@" --out "$lists/status.html" 2>/dev/null
fi
if [ $left = 1 ]; then exit 3; fi
exit $status
