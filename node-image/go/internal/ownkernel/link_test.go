package ownkernel

import (
	"slices"
	"testing"
)

var docker = Link{Name: "eth0", MAC: "02:42:ac:12:00:02", MTU: 1450, Addresses: []string{"172.18.0.2/16", "fd00::2/64"}, Gateways: []string{"172.18.0.1"}}

func TestTheGuestIsWhatTheContainerWas(t *testing.T) {
	lines := docker.takeOver("172.18.0.2")
	for _, want := range []string{
		"link set vec0 name eth0 mtu 1450", "addr add 172.18.0.2/16 dev eth0", "addr add fd00::2/64 dev eth0 nodad",
		"route add 169.254.77.1/32 dev lab0 src 172.18.0.2",
	} {
		if !slices.Contains(lines, want) {
			t.Errorf("%q is not among %q", want, lines)
		}
	}
}

func TestTheContainerGivesItsMACUp(t *testing.T) {
	if !slices.Contains(docker.giveUp("172.18.0.2"), "link set eth0 address 06:42:ac:12:00:02") {
		t.Error("the bridge would keep the guest's frames")
	}
	if otherMAC(otherMAC(docker.MAC)) != docker.MAC {
		t.Error("two containers could get the same address")
	}
}
