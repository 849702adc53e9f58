# results.tsv -> skipped tests with their reasons, failed ones with their messages (stderr), and the closing line (stdout).
BEGIN { FS = "\t"; passed = failed = skipped = 0 }
$1 == "passed" { passed++ }
$1 == "skipped" { skipped++; print "skipped: " $2 " (" ($3 == "" ? "no reason given" : $3) ")" > "/dev/stderr" }
$1 == "failed" { failed++; failures = failures "FAILED: " $2 "\n    " shortened($3) "\n" }
# The whole message is in the report; here it may not push the others off the screen.
function shortened(text) { return length(text) > 400 ? substr(text, 1, 400) " ..." : text }
END {
  if (failures != "") printf "%s", failures > "/dev/stderr"
  printf "%d passed, %d failed, %d skipped\n", passed, failed, skipped
  exit failed > 0 || passed == 0
}
