package indicator

import (
	"strings"

	"github.com/xianzhi/xianzhi/internal/hanzi"
)

// personal are the indicators that one interviewed person's numbers look like.
var personal = map[string]bool{"orders_count": true, "sales_amount": true, "live_rooms": true, "floor_area": true, "avg_monthly_wage": true, "wage_band": true,
	"online_shops": true, "jobs_created": true, "income_increase": true, "planted_area": true, "revenue_output": true, "avg_annual_income": true,
	"growth_rate": true, "funds_amount": true, "local_wage_benchmark": true}

// isPersonal reports whether a claim is of one person: she, Mr. Hu, 33岁的小孙 or
// 主播“茶妹” stands before the number in its sentence, and no word of a county,
// a company or a group stands between. Who only says the number does not count.
func (d *document) isPersonal(c claim) bool {
	if !personal[c.rule.indicator] {
		return false
	}
	who := -1
	for i := c.sentence.start; i < c.num.Start; i++ {
		if end := d.personAt(i); end > 0 && !d.speaks(end) {
			who = end
		}
	}
	return who >= 0 && !d.collective(who, c.num.End)
}

// personAt is the end of a word for one person that begins at i, or 0.
func (d *document) personAt(i int) int {
	switch r := d.text[i]; r {
	case '她', '他', '我':
		if i > 0 && (d.text[i-1] == '其' || d.text[i-1] == '吉') || i+1 < len(d.text) && strings.ContainsRune("们县省市国区人乡镇村校院司厂州", d.text[i+1]) {
			return 0
		}
		return i + 1
	case '岁':
		if d.follows(i+1, "的") && !strings.ContainsRune(string(d.text[i:min(i+8, len(d.text))]), '们') {
			return min(i+5, len(d.text))
		}
	case '某':
		if i > 0 && hanzi.IsHan(d.text[i-1]) && i+1 < len(d.text) && !strings.ContainsRune("个些种地县省市公村镇一", d.text[i+1]) {
			return i + 1
		}
	case '主':
		if d.follows(i, "主播“") || d.follows(i, "主播\"") {
			return i + 3
		}
	}
	if i > 0 && isASCIIWord(d.text[i-1]) {
		return 0
	}
	for _, w := range []string{"he ", "she ", "his ", "her ", "i ", "mr.", "mr ", "ms.", "mrs."} {
		if d.follows(i, w) {
			return i + len(w)
		}
	}
	return 0
}

// speaks reports whether the person is only who says the number.
func (d *document) speaks(end int) bool {
	after := string(d.text[end:min(end+6, len(d.text))])
	for _, w := range []string{"说", "介绍", "表示", "告诉", "透露", "said", "says", "told"} {
		if strings.Contains(after, w) {
			return true
		}
	}
	return false
}

// collective reports whether a word of a group stands in [lo, hi).
func (d *document) collective(lo, hi int) bool {
	for _, kind := range []kindOfMark{markHere, markThere, markNation, markProvince} {
		if _, ok := d.last(kind, lo, hi); ok {
			return true
		}
	}
	text := string(d.text[lo:hi])
	for _, w := range []string{"员工", "平均", "人均", "全村", "大家", "她们", "他们", "我们", "企业", "团队", "乡亲", "村民", "农户", "带动", "累计", "工人", "staff", "company", "employees", "workers", "they", "average", "county"} {
		if strings.Contains(text, w) {
			return true
		}
	}
	return false
}
