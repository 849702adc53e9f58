# The node image test's lines -> passed|failed|skipped TAB test TAB message.
BEGIN { OFS = "\t"; word["PASS"] = "passed"; word["FAIL"] = "failed"; word["SKIP"] = "skipped" }

function result(state, text,    cut) {
  sub(/^node image: /, "", text)
  cut = index(text, ": ")
  if (cut && state != "PASS") print word[state], "node image: " substr(text, 1, cut - 1), substr(text, cut + 2)
  else print word[state], "node image: " text, ""
}

/^(PASS|FAIL|SKIP) / { result($1, substr($0, 6)) }
# go test -v, subtests too: --- PASS: TestName (0.01s)
/^ *--- (PASS|FAIL|SKIP): / { state = $2; sub(/:$/, "", state); result(state, $3) }
