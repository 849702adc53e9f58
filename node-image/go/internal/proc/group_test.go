package proc

import (
	"os"
	"testing"
	"time"
)

const limit = 5 * time.Second

func TestTheFirstComponentThatEndsIsReported(t *testing.T) {
	g := NewGroup()
	defer g.Stop()
	for _, c := range []Component{{Name: "stays", Path: "/bin/sleep", Args: []string{"60"}}, {Name: "ends", Path: "/bin/false"}} {
		if err := g.Start(c); err != nil {
			t.Fatal(err)
		}
	}
	select {
	case got := <-g.Ended:
		if got != "ends exited: exit status 1" {
			t.Errorf("got %s", got)
		}
	case <-time.After(limit):
		t.Error("nothing was reported")
	}
}

func TestStopEndsEverythingInTime(t *testing.T) {
	g := NewGroup()
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []Component{
		{Name: "killed", Path: "/bin/sleep", Args: []string{"60"}},
		{Name: "deaf", Path: "/bin/sh", Args: []string{"-c", "trap '' TERM; echo deaf now; sleep 60"}, Gentle: true, Log: write},
	} {
		if err := g.Start(c); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := read.Read(make([]byte, 1)); err != nil { // until then the shell could still hear
		t.Fatal(err)
	}
	start := time.Now()
	g.Stop()
	if took := time.Since(start); took < stopTime || took > 2*stopTime {
		t.Errorf("took %v", took)
	}
	select {
	case got := <-g.Ended:
		t.Errorf("an end by Stop is no failure: %s", got)
	default:
	}
}
