package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"sigs.k8s.io/yaml"

	"servicelab.dev/node/internal/logline"
)

const defaultConfigFile = "/etc/rancher/k3s/config.yaml"

// FileArgs turns a k3s config file and its drop-ins (FILE.d/*.yaml) into arguments.
//
// Keys are long flag names. A file that was named must exist; the default one need not. Server-only keys on an agent are
// skipped with a warning, as one file is often shared by both roles.
func FileArgs(role Role, path string) ([]string, error) {
	named := path != ""
	if !named {
		path = defaultConfigFile
	}
	dropIns, _ := filepath.Glob(path + ".d/*.yaml") // the pattern is constant, so Glob cannot fail
	sort.Strings(dropIns)
	var args []string
	for _, file := range append([]string{path}, dropIns...) {
		data, err := os.ReadFile(file)
		if errors.Is(err, fs.ErrNotExist) && !named {
			continue
		}
		if err != nil {
			return nil, err
		}
		more, err := yamlArgs(role, data)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		args = append(args, more...)
	}
	return args, nil
}

func yamlArgs(role Role, data []byte) ([]string, error) {
	var content map[string]any
	if err := yaml.Unmarshal(data, &content); err != nil {
		return nil, err
	}
	keys := make([]string, 0, len(content))
	for key := range content {
		keys = append(keys, key)
	}
	sort.Strings(keys)
	var args []string
	for _, key := range keys {
		name := strings.TrimSuffix(key, "+")
		if role == Agent && find(Agent, name) == nil && find(Server, name) != nil {
			logline.Warn("Skipping server-only config key %q on agent", name)
			continue
		}
		values, ok := content[key].([]any)
		if !ok {
			values = []any{content[key]}
		}
		for _, value := range values {
			args = append(args, fmt.Sprintf("--%s=%v", name, value))
		}
	}
	return args, nil
}
