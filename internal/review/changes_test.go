package review

import (
	"strings"
	"testing"

	"github.com/xianzhi/xianzhi/internal/store"
)

func TestChanges(t *testing.T) {
	changed := claimOf("o-1", 200, "2023")
	lower := claimOf("o-1", 100, "2023")
	lower.Confidence = 0.1
	old := &store.Archive{Articles: []*store.Article{
		report("same", lower), report("a", claimOf("o-1", 100, "2023"), claimOf("o-2", 5, "")), report("lost"),
	}}
	fresh := report("fresh", claimOf("o-9", 1, ""))
	fresh.Title, fresh.URL = "[标题] <b> @all", "https://s.example/fresh"
	now := &store.Archive{Articles: []*store.Article{fresh, report("same", claimOf("o-1", 100, "2023")), report("a", changed, claimOf("o-3", 6, ""))}}
	c := Compare(old, now)
	if len(c.New) != 1 || len(c.Gone) != 1 || len(c.Numbers) != 3 {
		t.Fatalf("%d new, %d gone, %d numbers; want 1, 1, 3", len(c.New), len(c.Gone), len(c.Numbers))
	}
	text := c.Markdown()
	for _, want := range []string{
		`- [\[标题\] &lt;b>`, "was cum_employed = 100 persons", "- new: cum_employed = 6", "- gone: cum_employed = 5", "## Reports that are gone (1)",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("summary lacks %q:\n%s", want, text)
		}
	}
	if strings.Contains(text, "@all") {
		t.Error("a title may call people")
	}
	if got := Compare(now, now).Markdown(); got != "Nothing changed.\n" {
		t.Errorf("equal archives: %q", got)
	}
}
