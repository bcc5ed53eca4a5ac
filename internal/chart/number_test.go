package chart

import (
	"testing"

	"modernc.org/quickjs"

	"github.com/xianzhi/xianzhi/internal/record"
)

func TestNumber(t *testing.T) {
	for _, tt := range []struct {
		value  float64
		zh, en string
	}{
		{0, "0", "0"},
		{5800, "5800", "5,800"},
		{13000, "1.3万", "13,000"},
		{12345, "12345", "12,345"},
		{72000, "7.2万", "72,000"},
		{3e7, "3000万", "30 million"},
		{123456789, "1.23亿", "123.46 million"},
		{2.5e9, "25亿", "2.5 billion"},
		{1e12, "1万亿", "1 trillion"},
		{97.4, "97.4", "97.4"},
		{0.333333, "0.33", "0.33"},
	} {
		if got := Number(tt.value, "zh"); got != tt.zh {
			t.Errorf("Number(%v, zh) = %q, want %q", tt.value, got, tt.zh)
		}
		if got := Number(tt.value, "en"); got != tt.en {
			t.Errorf("Number(%v, en) = %q, want %q", tt.value, got, tt.en)
		}
	}
}

// TestNumberOnAxis holds number.go and js/format.js together.
func TestNumberOnAxis(t *testing.T) {
	r := open(t)
	for _, v := range []float64{0, 0.5, 25, 100, 2500, 10000, 25000, 5e5, 1e6, 2e7, 1e8, 2.5e8, 1e9, 5e11, 1e12} {
		for _, lang := range []string{"zh", "en"} {
			err := r.pool.do(func(vm *quickjs.VM) error {
				got, err := vm.Call("xianzhiChartFormat", lang, v)
				if err == nil && got != Number(v, lang) {
					t.Errorf("axis writes %v in %s as %v, labels as %q", v, lang, got, Number(v, lang))
				}
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
		}
	}
}

func TestAmount(t *testing.T) {
	for _, tt := range []struct {
		point         Point
		unit          string
		label, spoken [2]string // zh, en
	}{
		{Point{Value: 5800, Qualifier: record.Over}, "persons",
			[2]string{"超5800", "over 5,800"}, [2]string{"超5800人", "over 5,800 people"}},
		{Point{Value: 3e7, Qualifier: record.Nearly}, "CNY",
			[2]string{"近3000万", "nearly 30 million"}, [2]string{"近3000万元", "nearly CNY 30 million"}},
		{Point{Value: 80, Qualifier: record.AtLeast}, "percent",
			[2]string{"80%以上", "at least 80%"}, [2]string{"80%以上", "at least 80%"}},
		{Point{Value: 3000, Max: to(5000)}, "CNY/month",
			[2]string{"3000–5000", "3,000–5,000"}, [2]string{"3000–5000元/月", "3,000–5,000 CNY a month"}},
		{Point{Value: 50, Status: record.Planned}, "rooms",
			[2]string{"50（计划）", "50 (planned)"}, [2]string{"50间（计划）", "50 rooms (planned)"}},
		{Point{Value: 4}, "unheard_of", [2]string{"4", "4"}, [2]string{"4unheard_of", "4 unheard_of"}},
	} {
		for i, lang := range []string{"zh", "en"} {
			a := amount{lang, unitOf(tt.unit)}
			if got := a.label(tt.point); got != tt.label[i] {
				t.Errorf("label in %s: %q, want %q", lang, got, tt.label[i])
			}
			if got := a.spoken(tt.point); got != tt.spoken[i] {
				t.Errorf("spoken in %s: %q, want %q", lang, got, tt.spoken[i])
			}
		}
	}
}

func TestDateText(t *testing.T) {
	for _, tt := range []struct{ iso, zh, en string }{
		{"2023-12-31", "2023年底", "end of 2023"},
		{"2023-06-30", "2023年6月30日", "30 Jun 2023"},
		{"2023-06", "2023年6月", "Jun 2023"},
		{"2023", "2023年", "2023"},
		{"2024-08-12T09:00:00+08:00", "2024年8月12日", "12 Aug 2024"},
		{"", "日期不详", "no date"},
	} {
		if got := dateText(tt.iso, "zh"); got != tt.zh {
			t.Errorf("dateText(%q, zh) = %q, want %q", tt.iso, got, tt.zh)
		}
		if got := dateText(tt.iso, "en"); got != tt.en {
			t.Errorf("dateText(%q, en) = %q, want %q", tt.iso, got, tt.en)
		}
	}
}

func FuzzDateText(f *testing.F) {
	for _, s := range []string{"2023", "2023-13", "--", "2023-06-30", "T", "９９９９"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, lang := range []string{"zh", "en"} {
			if dateText(s, lang) == "" {
				t.Errorf("dateText(%q, %s) is empty", s, lang)
			}
		}
		if sp, ok := parseSpan(s); ok && sp.from > sp.to {
			t.Errorf("parseSpan(%q) runs backwards: %v", s, sp)
		}
	})
}

func TestScale(t *testing.T) {
	for _, tt := range []struct {
		high float64
		n    int
		want scale
	}{
		{200, 6, scale{0, 200, 50}},
		{196, 3, scale{0, 200, 100}},
		{5800, 5, scale{0, 6000, 2000}},
		{3, 5, scale{0, 3, 1}},
		{0, 4, scale{0, 1, 0.5}},
		{1e12, 4, scale{0, 1e12, 2.5e11}},
	} {
		if got := fromZero(tt.high, tt.n); got != tt.want {
			t.Errorf("fromZero(%v, %d) = %v, want %v", tt.high, tt.n, got, tt.want)
		}
	}
}
