#!/bin/sh
# Reads the output of Maven or of the node image's test and prints what a waiting person wants to see, with the seconds
# since the start. (A shell loop, for some awks read a pipe in large blocks, which shows nothing for minutes.)
began=$(date +%s)

show() { printf '%5d s  %s\n' "$(($(date +%s) - began))" "$*"; }

while IFS= read -r line; do
  case $line in
    '[INFO] Building '*']')
      line=${line#'[INFO] Building '}
      # shellcheck disable=SC2086 # folds the white space
      show $line
      ;;
    *'Tests run: '*' -- in '*)
      tests=${line#*Tests run: }
      time=${line#*Time elapsed: }
      show "  ${line##* -- in }: ${tests%%,*} tests, ${time%% -- *}"
      ;;
    '[ERROR] '*'<<< '*) show "  FAILED ${line#'[ERROR] '}" ;;
    PASS\ * | FAIL\ * | SKIP\ * | *'--- PASS: '* | *'--- FAIL: '* | *'--- SKIP: '*) show "  $line" ;;
    '['*' s] '*' of '*': passed ('* | '['*' s] '*' of '*': failed ('* | '['*' s] '*' of '*': skipped ('*) show "  ${line#*\] }" ;; # a scenario
  esac
done
