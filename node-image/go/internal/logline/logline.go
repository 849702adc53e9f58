// Package logline writes log lines in the shape k3s writes them (logrus text without a terminal), because labs and
// Testcontainers wait for such lines.
package logline

import (
	"fmt"
	"os"
	"strconv"
	"time"
)

// Info writes one line of level info to standard error.
func Info(format string, args ...any) { write("info", format, args) }

// Warn writes one line of level warning.
func Warn(format string, args ...any) { write("warning", format, args) }

// Error writes one line of level error.
func Error(format string, args ...any) { write("error", format, args) }

// Fatal writes one line of level fatal and ends the process with k3s's exit code, 1.
func Fatal(format string, args ...any) {
	write("fatal", format, args)
	os.Exit(1)
}

func write(level, format string, args []any) {
	msg := fmt.Sprintf(format, args...)
	fmt.Fprintf(os.Stderr, "time=%q level=%s msg=%s\n", time.Now().UTC().Format(time.RFC3339), level, strconv.Quote(msg))
}
