package review

import (
	"regexp"
	"strings"

	"github.com/xianzhi/xianzhi/internal/glossary"
)

// details are words for health, disability, family and welfare: sensitive
// personal information under PIPL art. 28 and special categories under GDPR
// art. 9.
var details = regexp.MustCompile(`残疾|残障|肢体|听障|视障|聋哑|脑瘫|患病|患有|患上|确诊|癌|白血病|抑郁|瘫痪|手术|尿毒症|透析|重病|病重|车祸|离婚|离异|单亲|丧偶|守寡|家暴|低保|贫困户|建档立卡|救助|欠债|怀孕|流产|disab|cancer|leukaemia|leukemia|depress|divorc|widow|single mother|paraly|diagnos|wheelchair|welfare recipient`)

// named finds a Chinese personal name (百家姓's common surnames and one or two
// characters) in a place where only a person stands.
var named = regexp.MustCompile(`(?:岁的|员工|学员|标注师|客服|主播|宝妈|妈妈|女孩|小伙|青年|村民|母亲|丈夫|妻子|，|。|“|^)((?:[王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文])[\p{Han}]{1,2}?)(?:说|告诉|表示|介绍|坦言|回忆|今年|曾|是一|患|因|从|在|的(?:丈夫|妻子|孩子|母亲|父亲))`)

func knownPeople(g *glossary.Glossary) map[string]bool {
	known := map[string]bool{}
	for _, p := range g.Terms(glossary.Person) {
		known[p.Name.Zh] = true
	}
	return known
}

// sensitive returns a private name and the detail beside it in one paragraph.
func sensitive(text string, known map[string]bool) (name, word string) {
	word = details.FindString(text)
	if word == "" {
		return "", ""
	}
	for _, m := range named.FindAllStringSubmatch(text, -1) {
		if !known[m[1]] && !strings.ContainsAny(m[1], "某们家县市省") {
			return m[1], word
		}
	}
	return "", ""
}

// excerpt is the part of text around word, at most 60 code points.
func excerpt(text, word string) string {
	before, after, _ := strings.Cut(text, word)
	return tail([]rune(before), 20) + word + head([]rune(after), 40)
}
