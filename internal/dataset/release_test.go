package dataset

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/xianzhi/xianzhi/internal/record"
	"github.com/xianzhi/xianzhi/internal/store/storetest"
)

func TestReleases(t *testing.T) {
	st := storetest.Open(t, "../store/testdata/merge.txtar", "../..")
	a, err := st.Archive(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	first, err := Release(st, a, record.Release{Date: "2024-01-01"})
	if err != nil {
		t.Fatal(err)
	}
	if i := first.Indicators[0]; len(first.Indicators) != 1 || i.Observations != 4 || len(i.Added) != 4 || first.Articles != 3 || first.Previous != "" {
		t.Errorf("first release %+v", first)
	}
	table, err := st.ReleaseTable("2024-01-01", "staff_current")
	if err != nil || strings.Count(string(table), "\n") != 5 || !strings.Contains(string(table), "https://s.example/full") {
		t.Errorf("table %s, %v", table, err)
	}
	if strings.Contains(string(table), "其余不可刊出") {
		t.Error("a release holds text beyond the article's rights")
	}

	v, err := a.ByID("full")
	if err != nil {
		t.Fatal(err)
	}
	v.Observations[0].Value = 181
	v.Observations = v.Observations[:1]
	a.Articles = a.Articles[:2]
	second, err := Release(st, a, record.Release{Date: "2024-02-01", Note: "n"})
	if err != nil {
		t.Fatal(err)
	}
	i := second.Indicators[0]
	if second.Previous != "2024-01-01" || len(i.Added) != 0 || strings.Join(i.Changed, " ") != "o-full0" || len(i.Removed) != 2 {
		t.Errorf("second release %+v", second)
	}

	if _, err := Release(st, a, record.Release{Date: "2024-02-01"}); !errors.Is(err, ErrReleased) {
		t.Errorf("a release is written again: %v", err)
	}
	if _, err := Release(st, a, record.Release{Date: "../x"}); err == nil {
		t.Error("a wrong date is taken")
	}
	a.Articles = nil
	last, err := Release(st, a, record.Release{Date: "2024-03-01"})
	if err != nil || len(last.Indicators) != 1 || len(last.Indicators[0].Removed) != 2 {
		t.Errorf("a release without numbers: %+v, %v", last, err)
	}
	all, err := st.Releases()
	if err != nil || len(all) != 3 || all[0].Date != "2024-03-01" {
		t.Errorf("releases %+v, %v", all, err)
	}
}
