// Package images imports image archives into containerd: the pause image of this node image, then agent/images, before kubelet
// starts, and whatever is put there later.
package images

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"servicelab.dev/node/internal/logline"
)

// Ctr is containerd's own client, below the name that the launcher does not cover.
const Ctr = "/usr/libexec/k3s/ctr"

const (
	pauseArchive = "/usr/share/servicelab/pause.tar"
	// pauseName is the name inside the archive.
	pauseName = "docker.io/rancher/mirrored-pause:3.6"
	// pollInterval is k3s's delay between a change in the folder and the import.
	pollInterval = 2 * time.Second
)

// Importer imports archives into one containerd.
type Importer struct {
	Socket, Snapshotter, Dir string
	// Done is a file that names archives which containerd has from before this node existed: a line each, size and name.
	Done string
	seen map[string]string
}

// Pause imports the pause image and names it as --pause-image asks; every pod's sandbox runs it.
func (i *Importer) Pause(name string) error {
	if err := i.importFile(pauseArchive); err != nil {
		return err
	}
	if name == pauseName {
		return nil
	}
	return i.ctr("images", "tag", "--force", pauseName, name)
}

// All imports what is new or changed in the folder. A file that fails is logged and skipped, as k3s does.
func (i *Importer) All() {
	if i.seen == nil {
		i.seen = map[string]string{}
	}
	entries, err := os.ReadDir(i.Dir)
	if err != nil {
		return
	}
	for _, entry := range entries {
		info, err := entry.Info()
		if err != nil || !info.Mode().IsRegular() {
			continue
		}
		state := fmt.Sprint(info.Size(), info.ModTime())
		if i.seen[entry.Name()] == state {
			continue
		}
		i.seen[entry.Name()] = state
		file := filepath.Join(i.Dir, entry.Name())
		if i.hadBefore(doneLine(info)) {
			logline.Info("Imported images from %s when this node's disk was made", file)
			continue
		}
		i.one(file)
	}
}

// WriteDone notes what lies in the folder as imported, for nodes to come that start with a copy of this containerd's data.
func (i *Importer) WriteDone() error {
	entries, err := os.ReadDir(i.Dir)
	if err != nil {
		return err
	}
	var lines strings.Builder
	for _, entry := range entries {
		info, err := entry.Info()
		if err != nil {
			return err
		}
		lines.WriteString(doneLine(info) + "\n")
	}
	return os.WriteFile(i.Done, []byte(lines.String()), 0o600)
}

func (i *Importer) hadBefore(line string) bool {
	text, err := os.ReadFile(i.Done)
	return err == nil && strings.Contains("\n"+string(text), "\n"+line+"\n")
}

func doneLine(info os.FileInfo) string { return fmt.Sprint(info.Size(), " ", info.Name()) }

// Watch imports later changes until the process ends. A file is taken when it stayed the same for one interval, so that a
// copy in progress is left alone.
func (i *Importer) Watch() {
	last := ""
	for range time.Tick(pollInterval) {
		now := i.listing()
		if now == last {
			i.All()
		}
		last = now
	}
}

func (i *Importer) listing() string {
	var b strings.Builder
	entries, _ := os.ReadDir(i.Dir)
	for _, entry := range entries {
		if info, err := entry.Info(); err == nil {
			fmt.Fprintln(&b, entry.Name(), info.Size(), info.ModTime())
		}
	}
	return b.String()
}

func (i *Importer) one(file string) {
	switch {
	case strings.HasSuffix(file, ".txt"):
		logline.Warn("Image pull lists are not supported by this image: skipping %s", file)
		return
	case !isArchive(file):
		return
	}
	start := time.Now()
	logline.Info("Importing images from %s", file)
	if err := i.importFile(file); err != nil {
		logline.Error("Unable to import images from %s: %v", file, err)
		return
	}
	logline.Info("Imported images from %s in %s", file, time.Since(start).Round(time.Millisecond))
}

func isArchive(file string) bool {
	for _, suffix := range []string{".tar", ".tar.gz", ".tgz", ".tar.zst"} {
		if strings.HasSuffix(file, suffix) {
			return true
		}
	}
	return false
}

func (i *Importer) importFile(file string) error {
	return i.ctr("images", "import", "--snapshotter", i.Snapshotter, file)
}

func (i *Importer) ctr(args ...string) error {
	args = append([]string{"--address", i.Socket, "--namespace", "k8s.io"}, args...)
	if out, err := exec.Command(Ctr, args...).CombinedOutput(); err != nil {
		return fmt.Errorf("%w: %s", err, strings.TrimSpace(string(out)))
	}
	return nil
}
