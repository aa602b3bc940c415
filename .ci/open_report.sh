#!/usr/bin/env bash
# Opens an issue that says what broke, or adds to the one that is open. Needs GitHub's gh, signed in.
set -euo pipefail
title="What is newest breaks the book"
body=$(mktemp)
{
  [ -z "${RUN:-}" ] || printf 'The run: %s\n\n' "$RUN"
  find _build/newest -name report.md -exec sh -c 'cat "$1"; echo' _ {} \; | head -c 60000
} > "$body"
[ -s "$body" ] || { echo "nothing to report: run make newest first"; exit 1; }
open=$(gh issue list --state open --search "in:title \"$title\"" --json number --jq '.[0].number // empty')
if [ -n "$open" ]; then
  gh issue comment "$open" --body-file "$body"
else
  gh issue create --title "$title" --body-file "$body"
fi
