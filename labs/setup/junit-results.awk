# JUnit XML reports of Surefire and Failsafe -> one line per test case: passed|failed|skipped TAB test TAB message.
# Records are cut at "<", so that each begins with a tag's name and attributes.
# The runs of one suite against several implementations have report directories of their own, named after them.
BEGIN { RS = "<"; OFS = "\t" }

FNR == 1 {
  run = ""
  if (match(FILENAME, /-reports\/[^\/]+\/[^\/]+$/)) {
    run = substr(FILENAME, RSTART + length("-reports/"), RLENGTH - length("-reports/"))
    run = " (" substr(run, 1, index(run, "/") - 1) ")"
  }
}

# The value of an attribute, with XML's escapes undone and white space folded.
function attribute(name,    start, text) {
  start = match($0, "[ \t\n]" name "=\"")
  if (!start) return ""
  text = substr($0, RSTART + RLENGTH)
  text = substr(text, 1, index(text, "\"") - 1)
  gsub(/&#10;|[ \t\r\n]+/, " ", text)
  gsub(/&lt;/, "<", text); gsub(/&gt;/, ">", text); gsub(/&quot;/, "\"", text); gsub(/&apos;/, "'", text)
  gsub(/&#9;/, " ", text); gsub(/&amp;/, "\\&", text)
  return text
}

function finish() {
  if (test != "") print status, test, message
  test = ""
}

/^testcase[ \t\n]/ {
  finish()
  class = attribute("classname")
  sub(/^.*\./, "", class)
  test = class ": " attribute("name") run
  status = "passed"
  message = ""
}
# A rerun that passed leaves flakyFailure, which is no failure.
/^(failure|error)[ \t\n>]/ { status = "failed"; message = attribute("message"); if (message == "") message = attribute("type") }
/^skipped[ \t\n\/>]/ { status = "skipped"; message = attribute("message") }
# Surefire gives a skip no message; its reason is the first line of the stack trace, behind the exception's class.
/^!\[CDATA\[/ && status == "skipped" && message == "" {
  message = substr($0, length("![CDATA[") + 1)
  sub(/[\t\r\n].*/, "", message)
  sub(/^[A-Za-z0-9_.$]+: /, "", message)
}
/^\/testsuite/ { finish() }
END { finish() }
