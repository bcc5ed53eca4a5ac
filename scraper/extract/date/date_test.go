package date_test

import (
	"testing"
	"time"

	"github.com/xianzhi/xianzhi/scraper/extract/date"
)

var china = time.FixedZone("", 8*3600)

func TestFind(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"2024-08-12 16:47", "2024-08-12T16:47:00+08:00"},
		{"发布时间：2024/8/2 06:07:08", "2024-08-02T06:07:08+08:00"},
		{"2024年8月12日16时47分", "2024-08-12T16:47:00+08:00"},
		{"2024年08月12日　16:47　来源：示例日报", "2024-08-12T16:47:00+08:00"},
		{"2024年8月12日（星期一） 16:47", "2024-08-12T16:47:00+08:00"},
		{"2024.08.12", "2024-08-12"},
		{"2024年8月", "2024-08"},
		{"2022-07 10:21", "2022-07"},
		{"2024-08-12T16:47:05+08:00", "2024-08-12T16:47:05+08:00"},
		{"2024-08-12T08:47:05.123Z", "2024-08-12T08:47:05Z"},
		{"2024-08-12T16:47:05-0500", "2024-08-12T16:47:05-05:00"},
		{"20240812", "2024-08-12"},
		{"20240812164705", "2024-08-12T16:47:05+08:00"},
		{"二〇二四年八月十二日", "2024-08-12"},
		{"二○一九年十二月三十一日", "2019-12-31"},
		{"２０２４年８月１２日", "2024-08-12"},
		{"Aug 12, 2024 4:47 PM", "2024-08-12T16:47:00+08:00"},
		{"12 August 2024", "2024-08-12"},
		{"August 12th, 2024", "2024-08-12"},
		{"Mon, 12 Aug 2024 08:47:05 GMT", "2024-08-12T08:47:05Z"},
		{"August 2024", "2024-08"},
		{"2021 03/18 09:15:30 来源：示例网", "2021-03-18T09:15:30+08:00"},
		{"202103/1809:15:30", "2021-03-18T09:15:30+08:00"},
		{"2021 03-18", "2021-03-18"},
		{"电话 010-20240-8888", ""},
		{"2024-13-40", ""},
		{"2023-02-29", ""},
		{"1820年5月1日", ""},
		{"120240812", ""},
		{"5月17日", ""},
		{"2024-08-12 25:99", "2024-08-12"},
		{"", ""},
	} {
		m, _ := date.Find(c.in, china)
		if got := m.String(); got != c.want {
			t.Errorf("Find(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestParse(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"1710720000", "2024-03-18T08:00:00+08:00"},
		{"1710720000000", "2024-03-18T08:00:00+08:00"},
		{"2024", "2024"},
		{"updated on 2024-08-12", ""},
		{"Monday, 12 Aug 2024 08:47", "2024-08-12T08:47:00+08:00"},
	} {
		st, _ := date.Parse(c.in, china)
		if got := st.String(); got != c.want {
			t.Errorf("Parse(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestLayout(t *testing.T) {
	for _, c := range []struct{ in, layout, want string }{
		{"05.04.2024", "02.01.2006", "2024-04-05"},
		{"5 Apr 2024 3pm", "2 Jan 2006 3pm", "2024-04-05T15:00:00+08:00"},
		{"4/2024", "1/2006", "2024-04"},
		{"gestern", "02.01.2006", ""},
	} {
		st, _ := date.Layout(c.in, c.layout, china)
		if got := st.String(); got != c.want {
			t.Errorf("Layout(%q, %q) = %q, want %q", c.in, c.layout, got, c.want)
		}
	}
}

func TestLeadingYear(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"2023　来源：示例报告", "2023"},
		{"2020 10:21", "2020"},
		{"2023", "2023"},
		{"2023个岗位", ""},
		{"共2023 个", ""},
	} {
		st, _ := date.LeadingYear(c.in, china)
		if got := st.String(); got != c.want {
			t.Errorf("LeadingYear(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestRelative(t *testing.T) {
	now := time.Date(2024, 3, 1, 9, 0, 0, 0, china)
	for _, c := range []struct{ in, want string }{
		{"3小时前", "2024-03-01"},
		{"12小时前", "2024-02-29"},
		{"2天前", "2024-02-28"},
		{"昨天 12:30", "2024-02-29T12:30:00+08:00"},
		{"02-28 16:47", "2024-02-28T16:47:00+08:00"},
		{"12月30日 08:00", "2023-12-30T08:00:00+08:00"},
		{"13-40 08:00", ""},
		{"三天前的事", ""},
	} {
		st, _ := date.Relative(c.in, now, china)
		if got := st.String(); got != c.want {
			t.Errorf("Relative(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

// FuzzFind holds that what is found lies in the years believed, and that its
// text form reads back as itself.
func FuzzFind(f *testing.F) {
	f.Add("发布时间：2024年8月12日 16:47")
	f.Add("Mon, 12 Aug 2024 08:47:05 GMT")
	f.Add("二〇二四年八月十二日")
	f.Fuzz(func(t *testing.T, s string) {
		m, ok := date.Find(s, china)
		if !ok {
			return
		}
		if y := m.Time.Year(); y < date.MinYear || y > date.MaxYear {
			t.Errorf("%q: year %d", s, y)
		}
		if again, ok := date.Parse(m.String(), china); !ok || again.String() != m.String() {
			t.Errorf("%q: %s reads back as %s", s, m, again)
		}
	})
}
