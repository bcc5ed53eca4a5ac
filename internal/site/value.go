package site

import "github.com/xianzhi/xianzhi/internal/record"

// A value is an observation's number as a reader sees it, in parts so that the
// layouts can give each its size: over | 5,800 | people.
type value struct {
	Before string `json:"before"` // qualifier or currency in front of the number
	Number string `json:"number"`
	After  string `json:"after"` // unit, qualifier behind it
	Short  string `json:"short"` // qualifier and number
	Full   string `json:"full"`  // all of it
}

type qualifierWords struct{ before, after string }

var qualifiers = map[string]map[string]qualifierWords{
	"zh": {
		record.Approx: {"约", ""}, record.Over: {"超", ""}, record.Under: {"不足", ""},
		record.Nearly: {"近", ""}, record.AtLeast: {"", "以上"},
	},
	"en": {
		record.Approx: {"about ", ""}, record.Over: {"over ", ""}, record.Under: {"under ", ""},
		record.Nearly: {"nearly ", ""}, record.AtLeast: {"at least ", ""},
	},
}

// A unitName says how a unit stands beside a number. English puts currency in front.
type unitName struct{ zh, before, one, many string }

var units = map[string]unitName{
	"persons":        {"人", "", " person", " people"},
	"person_times":   {"人次", "", " participation", " participations"},
	"households":     {"户", "", " household", " households"},
	"percent":        {"%", "", "%", "%"},
	"points":         {"个百分点", "", " percentage point", " percentage points"},
	"CNY":            {"元", "CNY ", "", ""},
	"CNY/month":      {"元/月", "CNY ", " a month", " a month"},
	"CNY/year":       {"元/年", "CNY ", " a year", " a year"},
	"CNY/day":        {"元/天", "CNY ", " a day", " a day"},
	"USD":            {"美元", "USD ", "", ""},
	"years":          {"岁", "", " years", " years"},
	"months":         {"个月", "", " month", " months"},
	"days":           {"天", "", " day", " days"},
	"hours":          {"小时", "", " hour", " hours"},
	"times":          {"倍", "", " times", " times"},
	"counties":       {"个县", "", " county", " counties"},
	"towns":          {"个乡镇", "", " township", " townships"},
	"villages":       {"个村", "", " village", " villages"},
	"provinces":      {"个省", "", " province", " provinces"},
	"centers":        {"个中心", "", " centre", " centres"},
	"firms":          {"家企业", "", " firm", " firms"},
	"shops":          {"家店", "", " shop", " shops"},
	"brands":         {"个品牌", "", " brand", " brands"},
	"rooms":          {"间", "", " room", " rooms"},
	"seats":          {"个席位", "", " seat", " seats"},
	"teams":          {"支队伍", "", " team", " teams"},
	"sessions":       {"场", "", " session", " sessions"},
	"policies":       {"项政策", "", " policy", " policies"},
	"orders":         {"单", "", " order", " orders"},
	"questionnaires": {"份问卷", "", " questionnaire", " questionnaires"},
	"sqm":            {"平方米", "", " m²", " m²"},
	"mu":             {"亩", "", " mu", " mu"},
}

// unit names u; an unknown one shows as it is written in the data.
func unit(u string) unitName {
	if n, ok := units[u]; ok {
		return n
	}
	return unitName{zh: u, one: " " + u, many: " " + u}
}

// value writes o's number with its qualifier and unit.
func (l language) value(o *record.Observation) value {
	number, u, q := l.number(o.Value), unit(o.Unit), qualifiers[l.key][o.Qualifier]
	if o.ValueMax != nil {
		number += l.choose("至", "–") + l.number(*o.ValueMax)
	}
	v := value{Number: number, Before: q.before + u.before, After: u.many, Short: q.before + number + q.after}
	switch {
	case !l.isEnglish():
		v.Before, v.After = q.before, u.zh+q.after
	case o.Value == 1 && o.ValueMax == nil:
		v.After = u.one
	}
	v.Full = v.Before + v.Number + v.After
	if o.Unit == "percent" {
		v.Short = v.Full
	}
	return v
}
