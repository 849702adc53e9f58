// Package netsetup makes a node's network: its address, sysctls, resolv.conf, the CNI configuration, masquerading and routes.
package netsetup

import (
	"bufio"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"os"
	"strings"
)

// DefaultRouteIPs returns the IPv4 address of the interface with the default route, and its global IPv6 address if there is one.
// Without a default route k3s does not start, and neither does this.
func DefaultRouteIPs() ([]string, error) {
	name, err := defaultInterface()
	if err != nil {
		return nil, err
	}
	return InterfaceIPs(name)
}

// InterfaceIPs returns the first global IPv4 and IPv6 address of an interface.
func InterfaceIPs(name string) ([]string, error) {
	iface, err := net.InterfaceByName(name)
	if err != nil {
		return nil, fmt.Errorf("unable to find interface %s: %w", name, err)
	}
	addresses, err := iface.Addrs()
	if err != nil {
		return nil, err
	}
	var v4, v6 []string
	for _, address := range addresses {
		ip := address.(*net.IPNet).IP
		switch {
		case !ip.IsGlobalUnicast():
		case ip.To4() != nil:
			v4 = append(v4, ip.String())
		default:
			v6 = append(v6, ip.String())
		}
	}
	ips := append(first(v4), first(v6)...)
	if len(ips) == 0 {
		return nil, fmt.Errorf("interface %s has no global address", name)
	}
	return ips, nil
}

func first(ips []string) []string {
	if len(ips) > 1 {
		return ips[:1]
	}
	return ips
}

func defaultInterface() (string, error) {
	file, err := os.Open("/proc/net/route")
	if err != nil {
		return "", err
	}
	defer file.Close()
	for lines := bufio.NewScanner(file); lines.Scan(); {
		// Iface Destination Gateway Flags RefCnt Use Metric Mask …, numbers in hex
		fields := strings.Fields(lines.Text())
		if len(fields) > 7 && fields[1] == "00000000" && fields[7] == "00000000" {
			return fields[0], nil
		}
	}
	return "", errors.New(`unable to select an IP from default routes: no default routes found in "/proc/net/route"`)
}

// IPv6 tells whether an address or CIDR is of that family.
func IPv6(addressOrCIDR string) bool { return strings.Contains(addressOrCIDR, ":") }

// OfFamily returns the first entry of the same family as other, "" if there is none.
func OfFamily(entries []string, other string) string {
	for _, entry := range entries {
		if IPv6(entry) == IPv6(other) {
			return entry
		}
	}
	return ""
}

// Nth returns the n-th address of a CIDR.
func Nth(cidr string, n int) (string, error) {
	prefix, err := netip.ParsePrefix(cidr)
	if err != nil {
		return "", err
	}
	ip := prefix.Masked().Addr()
	for range n {
		ip = ip.Next()
	}
	if !prefix.Contains(ip) {
		return "", fmt.Errorf("%s has no address number %d", cidr, n)
	}
	return ip.String(), nil
}
