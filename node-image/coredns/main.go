// Command coredns is upstream's CoreDNS with its standard plugins, unchanged: the reference that ServiceLab's own cluster DNS is
// compared with.
package main

import (
	_ "github.com/coredns/coredns/core/plugin"
	"github.com/coredns/coredns/coremain"
)

func main() { coremain.Run() }
