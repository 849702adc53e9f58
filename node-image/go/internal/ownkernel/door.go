package ownkernel

import (
	"bufio"
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"sync"
	"syscall"
	"time"
)

// The door lets the container run commands in the guest, as `docker exec` does on a node without a kernel of its own. The caller
// sends a line (a JSON array: program and arguments), then standard input; the guest sends frames: kind, length, bytes.
const (
	frameOutput byte = 1
	frameError  byte = 2
	frameExit   byte = 3

	knock         = 50 * time.Millisecond
	doorWait      = 30 * time.Second
	notFound      = 127
	notExecutable = 126
)

// openDoor listens on the side link only: a pod that could reach it would be root on the node.
func openDoor() error {
	config := net.ListenConfig{Control: func(_, _ string, raw syscall.RawConn) error {
		var failed error
		err := raw.Control(func(fd uintptr) { failed = syscall.BindToDevice(int(fd), side) })
		return errors.Join(err, failed)
	}}
	listener, err := config.Listen(context.Background(), "tcp4", "0.0.0.0:"+doorPort)
	if err != nil {
		return fmt.Errorf("cannot listen on %s: %w", side, err)
	}
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go serve(conn)
		}
	}()
	return nil
}

// serve runs one command for a caller.
func serve(conn net.Conn) {
	defer conn.Close()
	input := bufio.NewReader(conn)
	line, err := input.ReadBytes('\n')
	var argv []string
	if err != nil || json.Unmarshal(line, &argv) != nil || len(argv) == 0 {
		return
	}
	var lock sync.Mutex
	exit := func(code int) { (&frames{conn, frameExit, &lock}).Write([]byte{byte(code)}) }
	errors := &frames{conn, frameError, &lock}
	cmd := exec.Command(argv[0], argv[1:]...)
	cmd.Stdout, cmd.Stderr = &frames{conn, frameOutput, &lock}, errors
	stdin, err := cmd.StdinPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		fmt.Fprintf(errors, "%s: %v\n", Enter, err)
		exit(notFound)
		return
	}
	go func() {
		io.Copy(stdin, input)
		stdin.Close()
	}()
	cmd.Wait()
	exit(exitCode(cmd.ProcessState))
}

func exitCode(state *os.ProcessState) int {
	const signalled = 128
	if status, ok := state.Sys().(syscall.WaitStatus); ok && status.Signaled() {
		return signalled + int(status.Signal())
	}
	return state.ExitCode()
}

// frames writes everything as frames of one kind.
type frames struct {
	conn io.Writer
	kind byte
	lock *sync.Mutex
}

func (f *frames) Write(data []byte) (int, error) {
	f.lock.Lock()
	defer f.lock.Unlock()
	header := binary.BigEndian.AppendUint32([]byte{f.kind}, uint32(len(data)))
	if _, err := f.conn.Write(append(header, data...)); err != nil {
		return 0, err
	}
	return len(data), nil
}

// RunEnter runs a command in the guest, with this process's streams, and returns its exit code. While the guest boots, it waits.
func RunEnter(argv []string) int {
	if len(argv) == 0 {
		fmt.Fprintf(os.Stderr, "usage: %s COMMAND [ARGUMENT...]\n", Enter)
		return notExecutable
	}
	conn, err := knockOnDoor()
	if err != nil {
		fmt.Fprintf(os.Stderr, "%s: %v\n", Enter, err)
		return notExecutable
	}
	defer conn.Close()
	return call(conn.(*net.TCPConn), argv, os.Stdin, os.Stdout, os.Stderr)
}

// call is the caller's half of serve.
func call(conn *net.TCPConn, argv []string, in io.Reader, out, errors io.Writer) int {
	line, err := json.Marshal(argv)
	if err == nil {
		_, err = conn.Write(append(line, '\n'))
	}
	if err != nil {
		fmt.Fprintf(errors, "%s: %v\n", Enter, err)
		return notExecutable
	}
	go func() {
		io.Copy(conn, in)
		conn.CloseWrite()
	}()
	return receive(conn, out, errors)
}

func knockOnDoor() (net.Conn, error) {
	var last error
	for deadline := time.Now().Add(doorWait); time.Now().Before(deadline); <-time.After(knock) {
		boot, err := readBoot()
		if last = err; err != nil {
			continue
		}
		conn, err := net.DialTimeout("tcp4", net.JoinHostPort(boot.Node.IPs[0], doorPort), time.Second)
		if last = err; err == nil {
			return conn, nil
		}
	}
	return nil, fmt.Errorf("the node's kernel does not answer: %w", last)
}

// receive hands frames on until the exit code comes.
func receive(conn io.Reader, out, errors io.Writer) int {
	input := bufio.NewReader(conn)
	var header [5]byte
	for {
		if _, err := io.ReadFull(input, header[:]); err != nil {
			fmt.Fprintf(errors, "%s: the node's kernel ended: %v\n", Enter, err)
			return notExecutable
		}
		size := int64(binary.BigEndian.Uint32(header[1:]))
		switch header[0] {
		case frameOutput:
			io.CopyN(out, input, size)
		case frameError:
			io.CopyN(errors, input, size)
		default:
			code, _ := input.ReadByte()
			return int(code)
		}
	}
}
