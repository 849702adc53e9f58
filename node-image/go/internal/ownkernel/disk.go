package ownkernel

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"

	"servicelab.dev/node/internal/cluster"
	"servicelab.dev/node/internal/node"
	"servicelab.dev/node/internal/proc"
)

const (
	diskSize = 8 << 30
	// imagesFile is a disk with the images in it, made by MakeDisk, if whoever started the container put one there.
	imagesFile = "images.ext4"
)

func diskDir(data string) string { return filepath.Join(data, "own-kernel") }

// makeDisk makes the guest's disk and returns it as User-Mode Linux takes it: containers and volumes cannot live on hostfs, which
// has no owners and no overlay. It is new at every start: what must outlive one is not on it. Of a disk with images, the guest gets
// a layer of its own to write to.
func makeDisk(data string) (string, error) {
	dir := diskDir(data)
	if err := cluster.MakeDirs(filepath.Join(dir, "scratch")); err != nil {
		return "", err
	}
	file, images := filepath.Join(dir, "disk"), filepath.Join(dir, imagesFile)
	os.Remove(file)
	if _, err := os.Stat(images); err == nil {
		return file + "," + images, nil
	}
	return file, makeExt4(file)
}

// MakeDisk writes a disk on which containerd has all images of agent/images: once, for all nodes, and without the guest, for which
// unpacking is slow.
func MakeDisk(options node.Options, file string) error {
	group := proc.NewGroup()
	err := node.New(options).ImportOnly(group)
	group.Stop()
	if err != nil {
		return err
	}
	content := filepath.Join(diskDir(options.Data), "content")
	if err := cluster.MakeDirs(content); err != nil {
		return err
	}
	if err := os.Rename(cluster.Paths{Data: options.Data}.Agent("containerd"), filepath.Join(content, "containerd")); err != nil {
		return err
	}
	return makeExt4(file, "-d", content)
}

// makeExt4 makes a file system in a file with holes. Without a journal: the disk does not outlive a crash of its kernel.
func makeExt4(file string, options ...string) error {
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		return err
	}
	if err := os.Truncate(file, diskSize); err != nil {
		return err
	}
	args := append([]string{"-q", "-F", "-t", "ext4", "-m", "0", "-O", "^has_journal", "-E", "lazy_itable_init=1,nodiscard"}, options...)
	if out, err := exec.Command("/usr/sbin/mke2fs", append(args, file)...).CombinedOutput(); err != nil {
		return fmt.Errorf("mke2fs: %w: %s", err, out)
	}
	return nil
}
