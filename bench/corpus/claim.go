package main

import (
	"math/rand/v2"
	"strconv"
	"strings"

	"github.com/xianzhi/xianzhi/internal/record"
)

// A claim is a number that an article states, and the sentence that does.
type claim struct {
	Article   string  `json:"article"`
	Indicator string  `json:"indicator"`
	Place     string  `json:"place"` // GB/T 2260 code
	Value     float64 `json:"value"`
	Sentence  string  `json:"-"`
}

// A wording is a sentence of the field: 〔县〕 stands for the county with its
// province, 〔数〕 for the number, 〔年〕 for the year.
type wording struct {
	indicator   string
	text        string
	least, most int
}

func (w wording) say(county record.Division, value int, year string) string {
	return strings.NewReplacer("〔县〕", county.Province+county.Name, "〔数〕", strconv.Itoa(value), "〔年〕", year).Replace(w.text)
}

var wordings = []wording{
	{"staff_current", "〔县〕的数据标注基地目前在岗员工〔数〕人。", 20, 3000},
	{"women_share", "在〔县〕的数据标注基地，女性员工占比〔数〕%。", 40, 95},
	{"trained_persons", "截至〔年〕年底，〔县〕累计培训数字技能人才〔数〕人。", 100, 20000},
	{"avg_monthly_wage", "〔县〕数据标注员的平均月薪为〔数〕元。", 2500, 8000},
	{"firms_count", "〔县〕已引进数字经济企业〔数〕家。", 5, 300},
	{"cum_employed", "〔县〕的基地累计带动就业〔数〕人。", 50, 9000},
	{"floor_area", "〔县〕的数字产业基地总建筑面积〔数〕平方米。", 900, 60000},
}

// claimsOf makes up to five claims about one county, each of another indicator.
// A third of all stories make none.
func claimsOf(r *rand.Rand, county record.Division, year string) []claim {
	if r.IntN(3) == 0 {
		return nil
	}
	var out []claim
	for _, i := range r.Perm(len(wordings))[:1+r.IntN(5)] {
		w := wordings[i]
		value := w.least + r.IntN(w.most-w.least)
		out = append(out, claim{
			Indicator: w.indicator, Place: county.Code, Value: float64(value),
			Sentence: w.say(county, value, year),
		})
	}
	return out
}
