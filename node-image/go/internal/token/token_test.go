package token

import (
	"strings"
	"testing"
)

const someCA = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"

func TestParse(t *testing.T) {
	full := Format([]byte(someCA), "server", "se:cret")
	for _, c := range []struct {
		name, text string
		want       Token
		err        string
	}{
		{"bare secret", " plain\n", Token{User: "node", Secret: "plain"}, ""},
		{"full form", full, Token{CAHash: Hash([]byte(someCA)), User: "server", Secret: "se:cret"}, ""},
		{"empty", "\n", Token{}, "token must not be empty"},
		{"short hash", "K10abc::node:x", Token{}, "invalid token CA hash length"},
		{"no separator", "K10" + strings.Repeat("a", 64), Token{}, "invalid token format"},
		{"no secret", "K10" + strings.Repeat("a", 64) + "::node", Token{}, "invalid token format"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := Parse(c.text)
			if c.err != "" {
				if err == nil || err.Error() != c.err {
					t.Errorf("got %v, want %s", err, c.err)
				}
			} else if err != nil || got != c.want {
				t.Errorf("got %+v, %v", got, err)
			}
		})
	}
}

func TestCheckCA(t *testing.T) {
	pinned, err := Parse(Format([]byte(someCA), "node", "x"))
	if err != nil {
		t.Fatal(err)
	}
	if err := pinned.CheckCA([]byte(someCA)); err != nil {
		t.Error(err)
	}
	other := strings.Replace(someCA, "AAAA", "BBBB", 1)
	if err := pinned.CheckCA([]byte(other)); err == nil || !strings.HasPrefix(err.Error(), "token CA hash does not match the Cluster CA certificate hash: ") {
		t.Errorf("got %v", err)
	}
	if err := (Token{Secret: "x"}).CheckCA([]byte(other)); err != nil {
		t.Errorf("a bare secret trusts any CA: %v", err)
	}
}

func TestHashOfABundleIsTheRootsAlone(t *testing.T) {
	intermediate := strings.Replace(someCA, "AAAA", "BBBB", 1)
	changed := strings.Replace(someCA, "AAAA", "CCCC", 1)
	if Hash([]byte(intermediate+someCA)) != Hash([]byte(changed+someCA)) {
		t.Error("the hash must depend on the last certificate only")
	}
	if Hash([]byte(intermediate+someCA)) == Hash([]byte(someCA+intermediate)) {
		t.Error("the hash must depend on the last certificate")
	}
}
