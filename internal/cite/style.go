package cite

import (
	"fmt"
	"strings"
	"time"
)

// GBT7714 follows GB/T 7714—2015, 8.8 and 8.9: type and carrier in square brackets
// after the title ([DS/OL] a data set, [N/OL] a newspaper online), the date of
// update in round ones, that of access in square ones. After three authors 等.
func GBT7714(w Work) string {
	w = w.tidy()
	var b strings.Builder
	etal := "等"
	if w.english() {
		etal = "et al"
	}
	sentence(&b, join(w.who(), 3, etal))
	accessed := bracket(w.Accessed, "[", "]")
	if w.Kind == Article {
		sentence(&b, w.Title+"[N/OL]")
		source := strings.Join(nonEmpty(w.Outlet, w.Issued), ", ")
		sentence(&b, source+accessed)
	} else {
		sentence(&b, w.Title+"[DS/OL]")
		sentence(&b, version(w, "%s版", "Version %s"))
		sentence(&b, bracket(w.Issued, "(", ")")+accessed)
	}
	sentence(&b, w.URL)
	return strings.TrimSpace(b.String())
}

// APA follows the Publication Manual of the APA, 7th edition, 10.9 (data sets) and
// 10.1 (newspaper articles online); an author who is also the publisher is named once.
func APA(w Work) string {
	w = w.tidy()
	var b strings.Builder
	date := apaDate(w.Issued, w.Kind == Article)
	if who := apaNames(w.who()); who != "" {
		sentence(&b, who)
		sentence(&b, "("+date+")")
		sentence(&b, apaTitle(w))
	} else {
		sentence(&b, apaTitle(w))
		sentence(&b, "("+date+")")
	}
	sentence(&b, outletUnlessAuthor(w))
	b.WriteString(w.URL)
	return strings.TrimSpace(b.String())
}

func apaTitle(w Work) string {
	if w.Kind == Article {
		return w.Title
	}
	title := w.Title
	if w.Version != "" {
		title += " (Version " + w.Version + ")"
	}
	return title + " [Data set]"
}

func apaNames(names []string) string {
	if n := len(names); n > 1 {
		return strings.Join(names[:n-1], ", ") + ", & " + names[n-1]
	}
	return strings.Join(names, "")
}

func apaDate(iso string, full bool) string {
	y, m, d := parts(iso)
	switch {
	case y == 0:
		return "n.d."
	case m == 0 || !full:
		return fmt.Sprint(y)
	case d == 0:
		return fmt.Sprintf("%d, %s", y, time.Month(m))
	}
	return fmt.Sprintf("%d, %s %d", y, time.Month(m), d)
}

// sentence adds s with its stop; nothing for nothing.
func sentence(b *strings.Builder, s string) {
	if s == "" {
		return
	}
	b.WriteString(s)
	if !strings.HasSuffix(s, ".") {
		b.WriteByte('.')
	}
	b.WriteByte(' ')
}

func bracket(s, open, shut string) string {
	if s == "" {
		return ""
	}
	return open + s + shut
}

func version(w Work, zh, en string) string {
	switch {
	case w.Version == "":
		return ""
	case w.english():
		return fmt.Sprintf(en, w.Version)
	}
	return fmt.Sprintf(zh, w.Version)
}

// outletUnlessAuthor is the outlet where it does not already stand as author.
func outletUnlessAuthor(w Work) string {
	if who := w.who(); len(who) == 1 && who[0] == w.Outlet {
		return ""
	}
	return w.Outlet
}

func nonEmpty(all ...string) []string {
	var out []string
	for _, s := range all {
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}
