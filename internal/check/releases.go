package check

import (
	"crypto/sha256"
	"encoding/hex"

	"github.com/xianzhi/xianzhi/internal/store"
)

// releases asks that what was released is as it was: a citation points to it.
func (c *checker) releases() {
	all, err := c.st.Releases()
	c.errs("releases", err)
	for _, r := range all {
		for _, i := range r.Indicators {
			if i.Observations == 0 {
				continue
			}
			data, err := c.st.ReleaseTable(r.Date, i.ID)
			sum := sha256.Sum256(data)
			if err != nil || hex.EncodeToString(sum[:]) != i.SHA256 {
				c.add(Error, "releases", store.ReleasePath(r.Date, i.ID), "changed since its release; bring it back from git (git checkout %s)", store.ReleasePath(r.Date, i.ID))
			}
		}
	}
}
