package cli

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// ErrHelp says that the arguments ask for the help text.
var ErrHelp = errors.New("help requested")

// Values holds what a command line, the environment and the config file say, by flag name.
type Values struct {
	role   Role
	values map[string][]string
}

// UsageError is a command line that k3s would refuse; its text is k3s's (the Go flag package's) text.
type UsageError struct{ text string }

// Error returns the line that k3s prints after `Incorrect Usage:`.
func (e *UsageError) Error() string { return e.text }

func usagef(format string, args ...any) error { return &UsageError{fmt.Sprintf(format, args...)} }

// Parse reads the arguments after the subcommand. Order of precedence as in k3s: command line, config file, environment.
//
// configArgs turns the path of a config file into arguments; it gets "" where none was named.
// The error is ErrHelp, a *UsageError, or what configArgs returned.
func Parse(role Role, args []string, env func(string) string, configArgs func(role Role, path string) ([]string, error)) (*Values, error) {
	given, err := parseArgs(role, args)
	if err != nil {
		return nil, err
	}
	path := given.Text("config")
	if path == "" {
		path = env("K3S_CONFIG_FILE")
	}
	fromFile, err := configArgs(role, path)
	if err != nil {
		return nil, err
	}
	all, err := parseArgs(role, append(fromFile, args...))
	if err != nil {
		return nil, err
	}
	return all, all.fillFromEnv(env)
}

func parseArgs(role Role, args []string) (*Values, error) {
	v := &Values{role, map[string][]string{}}
	for len(args) > 0 {
		arg := args[0]
		args = args[1:]
		name, value, hasValue := strings.Cut(strings.TrimPrefix(strings.TrimPrefix(arg, "-"), "-"), "=")
		if len(arg) < 2 || arg[0] != '-' || name == "" {
			return nil, usagef("unexpected argument: %s", arg)
		}
		if name == "help" || name == "h" {
			return nil, ErrHelp
		}
		f := find(role, name)
		if f == nil {
			return nil, usagef("flag provided but not defined: -%s", name)
		}
		if !hasValue && f.kind == toggle {
			value, hasValue = "true", true
		}
		if !hasValue {
			if len(args) == 0 {
				return nil, usagef("flag needs an argument: -%s", name)
			}
			value, args = args[0], args[1:]
		}
		if err := v.add(f, value); err != nil {
			return nil, err
		}
	}
	return v, nil
}

func (v *Values) add(f *flag, value string) error {
	switch f.kind {
	case text:
		v.values[f.name] = []string{value}
	case toggle:
		if _, err := strconv.ParseBool(value); err != nil {
			return usagef("invalid boolean value %q for -%s: parse error", value, f.name)
		}
		v.values[f.name] = []string{value}
	case list:
		v.values[f.name] = append(v.values[f.name], strings.Split(value, ",")...)
	case repeat:
		v.values[f.name] = append(v.values[f.name], value)
	}
	return nil
}

func (v *Values) fillFromEnv(env func(string) string) error {
	for i := range flags {
		f := &flags[i]
		if f.env == "" || f.roles&v.role == 0 || v.values[f.name] != nil || env(f.env) == "" {
			continue
		}
		if err := v.add(f, env(f.env)); err != nil {
			return err
		}
	}
	return nil
}

// Text returns the value of a flag, "" where it was not given.
func (v *Values) Text(name string) string {
	if got := v.values[mustKnow(name)]; len(got) > 0 {
		return got[0]
	}
	return ""
}

// TextOr returns the value of a flag, or a default where it was not given or is empty.
func (v *Values) TextOr(name, def string) string {
	if got := v.Text(name); got != "" {
		return got
	}
	return def
}

// Is tells whether a switch is on.
func (v *Values) Is(name string) bool {
	on, _ := strconv.ParseBool(v.TextOr(name, "false"))
	return on
}

// List returns all values of a repeatable flag, without empty ones.
func (v *Values) List(name string) []string {
	var out []string
	for _, value := range v.values[mustKnow(name)] {
		if value = strings.TrimSpace(value); value != "" {
			out = append(out, value)
		}
	}
	return out
}

func mustKnow(name string) string {
	for i := range flags {
		if flags[i].name == name {
			return name
		}
	}
	panic("no such flag: " + name)
}

// Help returns the help text of a subcommand in k3s's layout.
func Help(role Role) string {
	var b strings.Builder
	what := map[Role]string{Server: "Run management server", Agent: "Run node agent"}[role]
	fmt.Fprintf(&b, "NAME:\n   k3s %s - %s\n\nUSAGE:\n   k3s %s [OPTIONS]\n\nOPTIONS:\n", role, what, role)
	for i := range flags {
		f := &flags[i]
		if f.roles&role == 0 {
			continue
		}
		value, env := " value", ""
		if f.kind == toggle {
			value = ""
		}
		names := "--" + f.name + value
		if f.alias != "" {
			names += ", -" + f.alias + value
		}
		if f.env != "" {
			env = " [$" + f.env + "]"
		}
		fmt.Fprintf(&b, "   %-40s %s%s\n", names, f.usage, env)
	}
	return b.String()
}
