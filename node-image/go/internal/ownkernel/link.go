package ownkernel

import (
	"encoding/json"
	"fmt"
	"net"
	"os/exec"
	"strings"
)

const (
	bridge = "br0"
	tap    = "tap0"
)

// Link is the container's interface on its Docker network.
type Link struct {
	Name, MAC string
	MTU       int
	Addresses []string // with prefix length, IPv4 first
	Gateways  []string // of the default routes, at most one of each family
}

// readLink describes the interface that has this address.
func readLink(address string) (Link, error) {
	interfaces, err := net.Interfaces()
	if err != nil {
		return Link{}, err
	}
	for _, iface := range interfaces {
		addresses, err := iface.Addrs()
		if err != nil {
			return Link{}, err
		}
		link := Link{Name: iface.Name, MAC: iface.HardwareAddr.String(), MTU: iface.MTU}
		own := false
		for _, a := range addresses {
			ip := a.(*net.IPNet).IP
			own = own || ip.String() == address
			if ip.IsGlobalUnicast() {
				link.Addresses = append(link.Addresses, a.String())
			}
		}
		if own {
			link.Gateways = gateways(iface.Name)
			return link, nil
		}
	}
	return Link{}, fmt.Errorf("no interface has the node's address %s", address)
}

func gateways(device string) []string {
	var found []string
	for _, family := range []string{"-4", "-6"} {
		out, err := exec.Command("ip", "-j", family, "route", "show", "default").Output()
		var routes []struct{ Gateway, Dev string }
		if err != nil || json.Unmarshal(out, &routes) != nil {
			continue
		}
		for _, route := range routes {
			if route.Dev == device && route.Gateway != "" {
				found = append(found, route.Gateway)
				break
			}
		}
	}
	return found
}

// giveUp makes the container's interface a port of a bridge, beside the guest's. Its MAC becomes another one, or the bridge
// would keep the guest's frames for itself.
func (l Link) giveUp(nodeIP string) []string {
	return []string{
		"link add " + bridge + " type bridge stp_state 0 forward_delay 0 mcast_snooping 0",
		"tuntap add dev " + tap + " mode tap",
		"tuntap add dev " + side + " mode tap",
		"addr flush dev " + l.Name,
		"link set " + l.Name + " down",
		"link set " + l.Name + " address " + otherMAC(l.MAC),
		"link set " + l.Name + " master " + bridge,
		"link set " + tap + " master " + bridge,
		"link set " + l.Name + " up",
		"link set " + tap + " up",
		"link set " + bridge + " up",
		"link set " + side + " address " + sideMAC + " up",
		"addr add " + sideAddress + "/32 dev " + side,
		// Fixed, as a node with strictARP does not answer for an address of another interface.
		"neigh add " + nodeIP + " lladdr " + guestMAC + " dev " + side + " nud permanent",
		"route add " + nodeIP + "/32 dev " + side,
		"route add default via " + nodeIP + " dev " + side + " onlink",
	}
}

// takeOver gives the guest's interfaces the container's name, addresses and routes.
func (l Link) takeOver(nodeIP string) []string {
	lines := []string{"link set lo up", fmt.Sprintf("link set vec0 name %s mtu %d", l.Name, l.MTU)}
	for _, address := range l.Addresses {
		lines = append(lines, "addr add "+address+" dev "+l.Name+nodad(address))
	}
	return append(lines,
		"link set "+l.Name+" up",
		"link set vec1 name "+side+" up",
		"neigh add "+sideAddress+" lladdr "+sideMAC+" dev "+side+" nud permanent",
		"route add "+sideAddress+"/32 dev "+side+" src "+nodeIP,
	)
}

// nodad: an address that was in use until now is no duplicate.
func nodad(address string) string {
	if strings.Contains(address, ":") {
		return " nodad"
	}
	return ""
}

// otherMAC differs from a locally administered address in one bit, so it is as unique on the network.
func otherMAC(mac string) string {
	hardware, err := net.ParseMAC(mac)
	if err != nil {
		return "06:77:00:00:00:03"
	}
	hardware[0] ^= 4
	return hardware.String()
}

func ip(lines []string) error {
	cmd := exec.Command("ip", "-batch", "-")
	cmd.Stdin = strings.NewReader(strings.Join(lines, "\n") + "\n")
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("ip -batch: %w: %s", err, strings.TrimSpace(string(out)))
	}
	return nil
}
