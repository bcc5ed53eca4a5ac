package preview

import (
	"os"
	"strings"
	"testing"
)

// The preview's policy is the one that readers' browsers will enforce.
func TestPolicyIsTheHosts(t *testing.T) {
	data, err := os.ReadFile("../../netlify.toml")
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(string(data), `Content-Security-Policy = "`+Policy+`"`); n != 3 {
		t.Errorf("netlify.toml sends the preview's policy in %d rules, want 3: /, /zh/*, /en/*", n)
	}
}
