package translate

import (
	"strings"
	"testing"
)

func TestGuard(t *testing.T) {
	for _, c := range []struct{ name, source, translation, objects string }{
		{"thousands", "销售额达3.7万元", "Sales came to CNY 37,000", ""},
		{"magnitude lost", "销售额达3.7万元", "Sales came to CNY 3,700", "3.7万元"},
		{"亿 to billion", "交易额突破50亿元", "turnover passed CNY 5 billion", ""},
		{"亿 as million", "交易额突破50亿元", "turnover passed CNY 50 million", "50亿元"},
		{"percent", "女性占比超过65%", "Over 65% are women", ""},
		{"wrong percent", "女性占比超过65%", "Over 56% are women", "65%"},
		{"七成", "七成是宝妈", "70% are mothers", ""},
		{"date", "2023年12月5日启动", "It began on 5 December 2023", ""},
		{"wrong month", "2023年12月5日启动", "It began on 5 November 2023", "12月"},
		{"range", "月收入3000至5000元", "CNY 3,000 to 5,000 a month", ""},
		{"range cut", "月收入3000至5000元", "CNY 3,000 a month", "5000"},
		{"negation", "当地没有补贴", "There are no local subsidies", ""},
		{"negation lost", "当地没有补贴", "There are local subsidies", "negation"},
		{"no number", "当地在发展", "The county is developing", ""},
		{"from English", "The county hired 1,200 people", "该县招聘了1200人", ""},
		{"from English, lost", "The county hired 1,200 people", "该县招聘了120人", "1,200"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := strings.Join(Guard(c.source, c.translation), "; ")
			if c.objects == "" && got != "" || !strings.Contains(got, c.objects) {
				t.Errorf("Guard(%q, %q) = %q, want %q", c.source, c.translation, got, c.objects)
			}
		})
	}
}
