package ownkernel

import (
	"net"
	"strings"
	"testing"
)

func TestTheDoorHandsOnStreamsAndExitCode(t *testing.T) {
	listener, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go serve(conn)
		}
	}()
	for _, c := range []struct {
		argv        []string
		out, errors string
		code        int
	}{
		{argv: []string{"sh", "-c", "cat; echo oh >&2; exit 7"}, out: "what came in", errors: "oh\n", code: 7},
		{argv: []string{"sh", "-c", "kill -9 $$"}, code: 137},
		{argv: []string{"/no/such/program"}, errors: "enter-node: fork/exec /no/such/program: no such file or directory\n", code: 127},
	} {
		conn, err := net.Dial("tcp4", listener.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		var out, errors strings.Builder
		code := call(conn.(*net.TCPConn), c.argv, strings.NewReader("what came in"), &out, &errors)
		conn.Close()
		if code != c.code || out.String() != c.out || errors.String() != c.errors {
			t.Errorf("%v: exit %d, out %q, errors %q", c.argv, code, out.String(), errors.String())
		}
	}
}
