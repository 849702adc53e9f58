// Package pki makes the cluster's certificates: three authorities on the server, and the leaves that they sign.
package pki

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"fmt"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"time"
)

const (
	caLife   = 10 * 365 * 24 * time.Hour
	leafLife = 365 * 24 * time.Hour
)

// Authority is a certificate authority whose key is at hand.
type Authority struct {
	cert *x509.Certificate
	key  crypto.Signer
	// PEM is the certificate as its file holds it.
	PEM []byte
}

// Leaf describes a certificate to sign. SANs are IP addresses or DNS names.
type Leaf struct {
	CommonName   string
	Organization []string
	SANs         []string
	// Server asks for the usage "serverAuth" in place of "clientAuth".
	Server bool
}

// LoadOrCreate returns the authority kept in dir/name.crt and dir/name.key and makes it at the first start.
func LoadOrCreate(dir, name string) (*Authority, error) {
	if _, err := os.Stat(filepath.Join(dir, name+".crt")); err == nil {
		return Load(dir, name)
	}
	key, err := NewKey(filepath.Join(dir, name+".key"))
	if err != nil {
		return nil, err
	}
	now := time.Now()
	template := &x509.Certificate{
		SerialNumber:          serial(),
		Subject:               pkix.Name{CommonName: fmt.Sprintf("k3s-%s@%d", name, now.Unix())},
		NotBefore:             now.Add(-time.Hour),
		NotAfter:              now.Add(caLife),
		KeyUsage:              x509.KeyUsageCertSign | x509.KeyUsageDigitalSignature | x509.KeyUsageKeyEncipherment,
		BasicConstraintsValid: true,
		IsCA:                  true,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		return nil, err
	}
	if err := WriteCert(filepath.Join(dir, name+".crt"), der); err != nil {
		return nil, err
	}
	return Load(dir, name)
}

// Load reads an authority that exists.
func Load(dir, name string) (*Authority, error) {
	certPEM, err := os.ReadFile(filepath.Join(dir, name+".crt"))
	if err != nil {
		return nil, err
	}
	block, _ := pem.Decode(certPEM)
	if block == nil {
		return nil, fmt.Errorf("%s.crt holds no certificate", name)
	}
	cert, err := x509.ParseCertificate(block.Bytes)
	if err != nil {
		return nil, err
	}
	key, err := loadKey(filepath.Join(dir, name+".key"))
	if err != nil {
		return nil, err
	}
	return &Authority{cert, key, certPEM}, nil
}

// Sign returns the PEM certificate of a leaf for a public key.
func (a *Authority) Sign(leaf Leaf, public crypto.PublicKey) ([]byte, error) {
	now := time.Now()
	template := &x509.Certificate{
		SerialNumber: serial(),
		Subject:      pkix.Name{CommonName: leaf.CommonName, Organization: leaf.Organization},
		NotBefore:    now.Add(-time.Hour),
		NotAfter:     now.Add(leafLife),
		KeyUsage:     x509.KeyUsageDigitalSignature | x509.KeyUsageKeyEncipherment,
		ExtKeyUsage:  []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth},
	}
	if leaf.Server {
		template.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}
	}
	for _, san := range leaf.SANs {
		if ip := net.ParseIP(san); ip != nil {
			template.IPAddresses = append(template.IPAddresses, ip)
		} else {
			template.DNSNames = append(template.DNSNames, san)
		}
	}
	der, err := x509.CreateCertificate(rand.Reader, template, a.cert, public, a.key)
	if err != nil {
		return nil, err
	}
	return encode("CERTIFICATE", der), nil
}

// Issue makes a key pair and its certificate in dir/name.key and dir/name.crt, anew at every start.
func (a *Authority) Issue(dir, name string, leaf Leaf) error {
	key, err := NewKey(filepath.Join(dir, name+".key"))
	if err != nil {
		return err
	}
	cert, err := a.Sign(leaf, key.Public())
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, name+".crt"), append(cert, a.PEM...), 0o644)
}

// NewKey writes a new P-256 key to a file that only root may read.
func NewKey(file string) (crypto.Signer, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, err
	}
	der, err := x509.MarshalECPrivateKey(key)
	if err != nil {
		return nil, err
	}
	return key, os.WriteFile(file, encode("EC PRIVATE KEY", der), 0o600)
}

// Request returns a PEM certificate request for a key. The server fills in the names, so none are asked for.
func Request(key crypto.Signer) ([]byte, error) {
	der, err := x509.CreateCertificateRequest(rand.Reader, &x509.CertificateRequest{}, key)
	if err != nil {
		return nil, err
	}
	return encode("CERTIFICATE REQUEST", der), nil
}

// RequestKey returns the public key of a PEM certificate request after checking its signature.
func RequestKey(requestPEM []byte) (crypto.PublicKey, error) {
	block, _ := pem.Decode(requestPEM)
	if block == nil {
		return nil, errors.New("no certificate request")
	}
	request, err := x509.ParseCertificateRequest(block.Bytes)
	if err != nil {
		return nil, err
	}
	return request.PublicKey, request.CheckSignature()
}

// WriteCert writes one DER certificate as PEM.
func WriteCert(file string, der []byte) error {
	return os.WriteFile(file, encode("CERTIFICATE", der), 0o644)
}

func loadKey(file string) (crypto.Signer, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	block, _ := pem.Decode(data)
	if block == nil {
		return nil, fmt.Errorf("%s holds no key", file)
	}
	return x509.ParseECPrivateKey(block.Bytes)
}

func encode(kind string, der []byte) []byte {
	return pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der})
}

func serial() *big.Int {
	limit := new(big.Int).Lsh(big.NewInt(1), 63)
	n, _ := rand.Int(rand.Reader, limit) // never fails (crypto/rand, Go 1.24)
	return n
}
