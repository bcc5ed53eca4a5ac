package chart

// A unitName is how a base unit of data/indicators is written.
type unitName struct {
	zh, en string
	short  bool // stands right after the number everywhere: %
	before bool // English puts it first: CNY 300
}

func (u unitName) one(lang string) string {
	if lang == "zh" || u.short {
		return u.zh
	}
	return u.en
}

// units are the base units of FORMAT and the corpus of indicators. One that is
// not here is shown as the indicator's file spells it.
var units = map[string]unitName{
	"persons":        {zh: "人", en: "people"},
	"person_times":   {zh: "人次", en: "attendances"},
	"households":     {zh: "户", en: "households"},
	"percent":        {zh: "%", en: "%", short: true},
	"points":         {zh: "个站点", en: "service points"},
	"times":          {zh: "倍", en: "times"},
	"CNY":            {zh: "元", en: "CNY", before: true},
	"CNY/month":      {zh: "元/月", en: "CNY a month"},
	"CNY/year":       {zh: "元/年", en: "CNY a year"},
	"years":          {zh: "岁", en: "years"},
	"counties":       {zh: "个区县", en: "counties"},
	"provinces":      {zh: "个省", en: "provinces"},
	"towns":          {zh: "个乡镇", en: "townships"},
	"villages":       {zh: "个村", en: "villages"},
	"centers":        {zh: "个中心", en: "centres"},
	"firms":          {zh: "家企业", en: "firms"},
	"shops":          {zh: "家网店", en: "shops"},
	"brands":         {zh: "个品牌", en: "brands"},
	"orders":         {zh: "单", en: "orders"},
	"rooms":          {zh: "间", en: "rooms"},
	"seats":          {zh: "个席位", en: "seats"},
	"sessions":       {zh: "场", en: "sessions"},
	"teams":          {zh: "支队伍", en: "teams"},
	"policies":       {zh: "项政策", en: "policies"},
	"questionnaires": {zh: "份问卷", en: "questionnaires"},
	"sqm":            {zh: "平方米", en: "m²"},
	"mu":             {zh: "亩", en: "mu"},
	"articles":       {zh: "篇报道", en: "reports"},
}

func unitOf(id string) unitName {
	if u, ok := units[id]; ok {
		return u
	}
	return unitName{zh: id, en: id}
}
