package proc

import (
	"os"
	"path/filepath"
	"testing"
)

func TestLeavingTheRootCgroup(t *testing.T) {
	for _, c := range []struct{ name, own, want string }{
		{"a namespace of its own", "0::/\n", "+cpuset +cpu +memory"},
		{"the host's namespace", "0::/docker/4f\n", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			root := t.TempDir()
			for file, content := range map[string]string{"cgroup.controllers": "cpuset cpu memory\n", "cgroup.procs": "1\n7\n"} {
				if err := os.WriteFile(filepath.Join(root, file), []byte(content), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			if err := leaveRootCgroup(root, c.own); err != nil {
				t.Fatal(err)
			}
			got, _ := os.ReadFile(filepath.Join(root, "cgroup.subtree_control"))
			moved, _ := os.ReadFile(filepath.Join(root, "init", "cgroup.procs"))
			if string(got) != c.want || (len(moved) > 0) != (c.want != "") {
				t.Errorf("enabled %q, moved %q", got, moved)
			}
		})
	}
}

func TestCgroupV1IsLeftAlone(t *testing.T) {
	root := t.TempDir()
	if err := leaveRootCgroup(root, "4:memory:/\n"); err != nil {
		t.Fatal(err)
	}
	if entries, _ := os.ReadDir(root); len(entries) != 0 {
		t.Errorf("made %v", entries)
	}
}
