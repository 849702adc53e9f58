package netsetup

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"servicelab.dev/node/internal/logline"
)

const aux = "/bin/aux"

// ChooseIptables points the iptables commands at the backend in use: legacy where its nat table already holds more rules than
// nft's, or where the kernel has no nft nat; else nft. k3s's wrapper iptables-detect.sh decides alike, at every call.
func ChooseIptables() {
	backend := "nft"
	if nft, works := natRules("nft"); !works {
		backend = "legacy"
	} else if legacyInUse() {
		if legacy, _ := natRules("legacy"); legacy > nft {
			backend = "legacy"
		}
	}
	for _, family := range []string{"iptables", "ip6tables"} {
		for _, suffix := range []string{"", "-save", "-restore"} {
			link := filepath.Join(aux, family+suffix)
			target := "/usr/sbin/" + family + "-" + backend + suffix
			if old, err := os.Readlink(link); err == nil && old == target {
				continue
			}
			os.Remove(link)
			if err := os.Symlink(target, link); err != nil {
				logline.Error("cannot choose the iptables backend: %v", err)
			}
		}
	}
	os.Setenv("PATH", aux+":"+os.Getenv("PATH"))
}

// legacyInUse tells whether this network namespace has a legacy nat table. Asking iptables-legacy instead would create one.
func legacyInUse() bool {
	tables, err := os.ReadFile("/proc/net/ip_tables_names")
	return err == nil && slices.Contains(strings.Fields(string(tables)), "nat")
}

func natRules(backend string) (count int, works bool) {
	out, err := exec.Command("/usr/sbin/iptables-"+backend, "-t", "nat", "-S").Output()
	return strings.Count(string(out), "\n-A "), err == nil
}
