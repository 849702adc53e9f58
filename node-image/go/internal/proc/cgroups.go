package proc

import (
	"fmt"
	"os"
	"slices"
	"strings"
)

// CheckCgroups ends the start early, in k3s's words, where the container lacks a controller that pods need.
func CheckCgroups() error {
	if data, err := os.ReadFile(cgroupRoot + "/cgroup.controllers"); err == nil {
		for _, name := range []string{"cpu", "cpuset", "memory"} {
			if !slices.Contains(strings.Fields(string(data)), name) {
				return fmt.Errorf("failed to find %s cgroup (v2)", name)
			}
		}
		return nil
	}
	data, err := os.ReadFile("/proc/self/cgroup")
	if err != nil {
		return err
	}
	for line := range strings.Lines(string(data)) {
		fields := strings.SplitN(line, ":", 3)
		if len(fields) == 3 && slices.Contains(strings.Split(fields[1], ","), "memory") {
			return nil
		}
	}
	return fmt.Errorf("failed to find memory cgroup, you may need to add \"cgroup_memory=1 cgroup_enable=memory\" to your linux cmdline (/boot/cmdline.txt on a Raspberry Pi)")
}
