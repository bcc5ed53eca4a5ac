package site

import (
	"strings"
	"testing"

	"github.com/xianzhi/xianzhi/internal/record"
)

// show writes tokens as one line: (id text) for marks, [text] for links.
func show(ts []token) string {
	var s strings.Builder
	for _, t := range ts {
		switch t.Kind {
		case tokenText:
			s.WriteString(t.Text)
		case tokenOpen:
			s.WriteString("(" + t.ID + " ")
		case tokenClose:
			s.WriteString(")")
		case tokenMore:
			s.WriteString("*")
		default:
			s.WriteString("[" + t.Text + "]")
		}
	}
	return s.String()
}

func TestTokens(t *testing.T) {
	obs := func(id string, start, end int) mark { return mark{start: start, end: end, kind: tokenOpen, id: id} }
	for _, c := range []struct {
		name  string
		marks []mark
		want  string
	}{
		{"none", nil, "0123456789"},
		{"apart", []mark{obs("a", 1, 3), obs("b", 5, 6)}, "0(a [12])34(b [5])6789"},
		{"nested", []mark{obs("a", 1, 8), obs("b", 3, 5)}, "0(a [12](b [34])[567])89"},
		{"the same", []mark{obs("a", 1, 3), obs("b", 1, 3)}, "0(a (b [12])*)3456789"},
		{"crossing", []mark{obs("a", 1, 5), obs("b", 3, 8)}, "0(a [1234])(b [567])89"},
		{"lost in a mark", []mark{obs("a", 1, 5), {start: 2, end: 3, kind: tokenLost}}, "0(a [1][2][34])56789"},
		{"a term in a mark is no link", []mark{obs("a", 1, 5), {start: 2, end: 3, kind: tokenTerm}}, "0(a [1234])56789"},
		{"beyond the text", []mark{obs("a", 8, 99)}, "01234567(a [89])"},
	} {
		if got := show(tokens([]rune("0123456789"), 0, 10, c.marks)); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

// FuzzTokens: marks may lie anywhere; the text stays whole and marks close.
func FuzzTokens(f *testing.F) {
	f.Add("累计帮助超5800人", 0, 4, 2, 9, 1, 3)
	f.Fuzz(func(t *testing.T, text string, a, b, c, d, e, g int) {
		rs := []rune(text)
		got, depth := "", 0
		for _, tok := range tokens(rs, 0, len(rs), []mark{
			{start: a, end: b, kind: tokenOpen, id: "a"}, {start: c, end: d, kind: tokenOpen, id: "b"}, {start: e, end: g, kind: tokenLost},
		}) {
			got += clean(tok.Text)
			switch tok.Kind {
			case tokenOpen:
				depth++
			case tokenClose:
				depth--
			}
		}
		if depth != 0 || got != clean(string(rs)) {
			t.Errorf("depth %d, text %q, want %q", depth, got, clean(string(rs)))
		}
	})
}

func TestLocate(t *testing.T) {
	for _, c := range []struct {
		text string
		v    float64
		unit string
		want string
	}{
		{"helped over 5,800 people", 5800, "persons", "5,800"},
		{"nearly 30 million yuan", 3e7, "CNY", "30 million"},
		{"In 2065, 65% were women", 65, "percent", "65%"},
		{"65 people, 65 per cent of them", 65, "percent", "65 per cent"},
		{"增收近3000万元", 3e7, "CNY", "3000万"},
		{"three quarters", 75, "percent", ""},
		{"15,800 people", 5800, "persons", ""},
	} {
		l := locator{text: []rune(c.text)}
		start, end, ok := l.locate(&record.Observation{Value: c.v, Unit: c.unit})
		got := ""
		if ok {
			got = string(l.text[start:end])
		}
		if got != c.want {
			t.Errorf("%q: %g is at %q, want %q", c.text, c.v, got, c.want)
		}
	}
}

func TestValue(t *testing.T) {
	upper := 5000.0
	for _, c := range []struct {
		o      record.Observation
		zh, en string
	}{
		{record.Observation{Value: 5800, Unit: "persons", Qualifier: record.Over}, "超5800人", "over 5,800 people"},
		{record.Observation{Value: 3e7, Unit: "CNY", Qualifier: record.Nearly}, "近3000万元", "nearly CNY 30 million"},
		{record.Observation{Value: 3500, Unit: "CNY/month", Qualifier: record.AtLeast}, "3500元/月以上", "at least CNY 3,500 a month"},
		{record.Observation{Value: 3000, ValueMax: &upper, Unit: "CNY/month"}, "3000至5000元/月", "CNY 3,000–5,000 a month"},
		{record.Observation{Value: 97.4, Unit: "percent"}, "97.4%", "97.4%"},
		{record.Observation{Value: 1, Unit: "centers"}, "1个中心", "1 centre"},
		{record.Observation{Value: 1.2e12, Unit: "CNY"}, "1.2万亿元", "CNY 1.2 trillion"},
		{record.Observation{Value: 58321, Unit: "persons"}, "58321人", "58,321 people"},
		{record.Observation{Value: 12, Unit: "parsecs"}, "12parsecs", "12 parsecs"},
	} {
		if got := Value(&c.o); got.Zh != c.zh || got.En != c.en {
			t.Errorf("%g %s: %q, %q; want %q, %q", c.o.Value, c.o.Unit, got.Zh, got.En, c.zh, c.en)
		}
	}
}

func TestDate(t *testing.T) {
	for _, c := range []struct{ iso, zh, en string }{
		{"2024-08-12T16:47:00+08:00", "2024-08-12 16:47", "12 August 2024, 16:47"},
		{"2024-08-12T00:00:00+08:00", "2024-08-12", "12 August 2024"},
		{"2024-08", "2024-08", "August 2024"}, {"2024", "2024", "2024"}, {"soon", "soon", "soon"}, {"", "", ""},
	} {
		if zh, en := chinese.date(c.iso), english.date(c.iso); zh != c.zh || en != c.en {
			t.Errorf("%s: %q, %q; want %q, %q", c.iso, zh, en, c.zh, c.en)
		}
	}
}

func TestExcerpt(t *testing.T) {
	for _, c := range []struct {
		text, hit, want string
		lang            language
	}{
		{"前一句。这里有5800人就业。后一句。", "5800人", "这里有5800人就业。", chinese},
		{strings.Repeat("一二三四五六七八九十", 5) + "截至2023年" + strings.Repeat("甲", 38) + "有5人。", "5人", "", chinese},
		{strings.Repeat("employment ", 20) + "for 5 people " + strings.Repeat("employment ", 20), "5", "", english},
	} {
		rs := []rune(c.text)
		start := len([]rune(c.text[:strings.Index(c.text, c.hit)]))
		got := ""
		for _, tok := range around(rs, start, start+len([]rune(c.hit)), c.lang) {
			got += tok.Text
		}
		if c.want != "" && got != c.want {
			t.Errorf("excerpt %q, want %q", got, c.want)
		}
		for _, torn := range []string{"…ployment", "…loyment", "employ…", "…23年", "…023年"} {
			if strings.Contains(got, torn) {
				t.Errorf("excerpt %q tears a word", got)
			}
		}
	}
}

func TestInert(t *testing.T) {
	for in, want := range map[string]string{"=1+1": "'=1+1", "-2.5": "-2.5", "+cmd": "'+cmd", "@x": "'@x", "超5800": "超5800", "": ""} {
		if got := inert(in); got != want {
			t.Errorf("inert(%q) = %q, want %q", in, got, want)
		}
	}
}
