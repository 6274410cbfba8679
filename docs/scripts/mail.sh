#!/bin/sh
# mail.sh PERIOD LISTS ADDRESSES: send each council its own list, where something has changed since
# the last mail to it. Status 1 if anybody got none who should, and 3 if a council has a list and no
# address.
set -u
period=$1 lists=$2 addresses=$3
sent=0 same=0 missed=0 unknown=0 named=
windows=$(printf '\r') # which ends each line of a file from Notepad

# Whether anything is new or mended since the last mail to a council; also where that cannot be told.
changed() {
  [ -e "$result" ] && [ -e "$mailed" ] || return 0
  told=$(iacheck compare "$mailed" "$result" --format json 2>/dev/null)
  [ $? -le 1 ] || return 0
  printf '%s' "$told" | grep -q '"change": "\(new\|reopened\|fixed\)"'
}

# The list anew, so that it begins with what is new since the last mail.
with_news() {
  [ -e "$result" ] && [ -e "$mailed" ] || return 0
  subject=$(sed -n 's/^ *"subject": "\(.*\)",$/\1/p' "$result" | head -n 1)
  iacheck check --subject "$subject" --period "$period" --since "$mailed" --fail-on never \
    --format pdf --split "$lists/news" >/dev/null 2>&1 || return 0
  list=$lists/news/council-$council-$period.pdf
}

while read -r council address rest || [ -n "$council" ]; do
  council=${council%"$windows"} address=${address%"$windows"} rest=${rest%"$windows"}
  case $council in '' | '#'*) continue ;; esac
  # One address and nothing more, but for a comment.
  case $address in *@*) ;; *) address= ;; esac
  case $rest in '' | '#'*) ;; *) address= ;; esac
  list=$lists/council-$council-$period.pdf
  result=$lists/council-$council-$period.json
  mailed=$lists/mailed/council-$council-$period.json
  named="$named/$council/"
  if [ -z "$address" ]; then
    echo "No address for $council" >&2
    unknown=$((unknown + 1))
  elif [ ! -f "$list" ]; then
    echo "No list for $council: $list" >&2
  elif [ -n "$(find "$list" -mtime +0)" ]; then # made a day ago or before: the last run made none
    echo "The list for $council is old: $list" >&2
  elif ! changed; then
    same=$((same + 1))
    continue
  elif with_news && echo "Vedlagt er avvikslista for $period." |
    ${MAILER:-s-nail -S sendwait} -s "Avvikslista for $period" -a "$list" "$address"; then
    sent=$((sent + 1))
    if [ -e "$result" ]; then mkdir -p "$lists/mailed" && cp "$result" "$mailed"; fi
    continue
  else
    echo "Not sent to $council, $address" >&2
  fi
  missed=$((missed + 1))
done <"$addresses"

# Councils of which the last run made a list, and that the file does not name.
for list in "$lists"/council-*-"$period".pdf; do
  council=${list##*/council-} council=${council%-"$period".pdf}
  case $named in *"/$council/"*) continue ;; esac
  [ -n "$(find "$list" -mtime 0 2>/dev/null)" ] || continue
  echo "No address for $council; give it a line in $addresses: $list" >&2
  missed=$((missed + 1)) unknown=$((unknown + 1))
done

echo "Sent: $sent. Nothing new: $same. Not sent: $missed."
[ "$unknown" -eq 0 ] || exit 3
[ $((sent + same)) -gt 0 ] && [ "$missed" -eq 0 ]
