package proc

import (
	"fmt"
	"os"
	"slices"
	"strings"
)

const cgroupRoot = "/sys/fs/cgroup"

// LeaveRootCgroup moves the container's processes to a leaf and turns on all controllers for the children of the root, as
// cgroup v2 allows no processes beside them. Nothing is done on cgroup v1, or in the host's cgroup namespace.
func LeaveRootCgroup() error {
	own, err := os.ReadFile("/proc/self/cgroup")
	if err != nil {
		return err
	}
	return leaveRootCgroup(cgroupRoot, string(own))
}

// leaveRootCgroup does so below root; own is the content of /proc/self/cgroup.
func leaveRootCgroup(root, own string) error {
	controllers, err := os.ReadFile(root + "/cgroup.controllers")
	if err != nil || strings.TrimSpace(own) != "0::/" {
		return nil
	}
	if err := os.MkdirAll(root+"/init", 0o755); err != nil {
		return err
	}
	procs, err := os.ReadFile(root + "/cgroup.procs")
	if err != nil {
		return err
	}
	for _, pid := range strings.Fields(string(procs)) {
		// A process may have ended meanwhile; one that stays shows in the next write.
		_ = os.WriteFile(root+"/init/cgroup.procs", []byte(pid), 0o644)
	}
	enable := "+" + strings.Join(strings.Fields(string(controllers)), " +")
	return os.WriteFile(root+"/cgroup.subtree_control", []byte(enable), 0o644)
}

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
