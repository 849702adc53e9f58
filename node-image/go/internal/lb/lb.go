// Package lb is the client load balancer of k3s: 127.0.0.1:6444 on every node leads to the server's port 6443.
//
// It copies bytes and never looks inside TLS, so client certificates reach the API server untouched.
package lb

import (
	"io"
	"net"
	"time"
)

const dialTimeout = 10 * time.Second

// Start listens on an address and forwards every connection to target (host:port, looked up for each connection, as the
// server's address may change when its container restarts). The error is that of listening.
func Start(listen, target string) error {
	listener, err := net.Listen("tcp", listen)
	if err != nil {
		return err
	}
	go func() {
		for {
			client, err := listener.Accept()
			if err != nil {
				return
			}
			go forward(client, target)
		}
	}()
	return nil
}

func forward(client net.Conn, target string) {
	defer client.Close()
	server, err := net.DialTimeout("tcp", target, dialTimeout)
	if err != nil {
		return
	}
	defer server.Close()
	done := make(chan struct{})
	go func() {
		io.Copy(server, client)
		server.(*net.TCPConn).CloseWrite()
		close(done)
	}()
	io.Copy(client, server)
	client.(*net.TCPConn).CloseWrite()
	<-done
}
