package indicator

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"unicode"

	"github.com/xianzhi/xianzhi/internal/record"
)

// identify gives observations their ids: 10 hex digits of the article, the
// indicator, the quote without blanks and punctuation, and the occurrence of
// that quote, so that an id survives re-extraction and moved blocks.
func identify(article string, all []record.Observation) {
	seen := map[string]int{}
	for i := range all {
		o := &all[i]
		key := strings.Join([]string{article, o.Indicator, normalise(o.Quote.Text)}, "\x00")
		seen[key]++
		sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%d", key, seen[key]))
		o.ID = "o-" + hex.EncodeToString(sum[:5])
	}
}

func normalise(quote string) string {
	return strings.Map(func(r rune) rune {
		if r = foldRune(r); unicode.IsSpace(r) || unicode.IsPunct(r) && r != '%' && r != '.' {
			return -1
		}
		return unicode.ToLower(r)
	}, quote)
}
