package extract

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/xianzhi/xianzhi/internal/hanzi"
)

var (
	// nameEnd is where a list of names ends: other trades, verbs.
	nameEnd = regexp.MustCompile(`(?:[\s　]*(?:文[/／、]图|图[/／、]文|图[/／:：]|文并摄|摄影|摄像|图片|编辑|校对|责编|制图|视频|剪辑|翻译|综合|报道|整理|整合|编译|汇总|梳理|供图|供稿|摄|文图|发自|电$|讯$)|[，。；;])`)
	// trades stand before names in one list.
	trades   = regexp.MustCompile(`(?:本报|本网|本刊|本台|特约|见习|实习|首席|全媒体|融媒体)*(?:记者|通讯员|撰稿人|作者|特约撰稿)[\s　:：]*`)
	nameGaps = regexp.MustCompile(`[、,，;；&/／|｜和]|[\s　]+`)
)

// splitNames cuts a list of names. A two-character name spaced out (李 明) is
// one; Latin names keep their spaces.
func splitNames(s string) []string {
	s = strings.TrimSpace(s)
	if s == "" || utf8.RuneCountInString(s) > 80 {
		return nil
	}
	if hanzi.Script(s) == "" {
		return splitLatin(s)
	}
	s = trades.ReplaceAllString(s, " ")
	if loc := nameEnd.FindStringIndex(s); loc != nil && loc[0] > 0 {
		s = s[:loc[0]]
	}
	var out []string
	for _, n := range nameGaps.Split(s, -1) {
		n = strings.Trim(n, " 　\t()（）[]【】“”\"'·:：")
		if n == "" || n == "未知" || n == "佚名" || n == "网络" || n == "匿名" || n == "本站" {
			continue
		}
		// 李 明: two single characters in a row are one name.
		if k := len(out); k > 0 && utf8.RuneCountInString(n) == 1 && utf8.RuneCountInString(out[k-1]) == 1 {
			out[k-1] += n
			continue
		}
		out = append(out, n)
	}
	return unique(out)
}

var latinGaps = regexp.MustCompile(`\s*(?:[,;&/|、]|\band\b)\s*`)

var byWord = regexp.MustCompile(`^(?i:by)[\s:]+`)

func splitLatin(s string) []string {
	s = byWord.ReplaceAllString(s, "")
	if i := strings.IndexAny(s, "(<"); i > 0 {
		s = s[:i] // an address or an office
	}
	var out []string
	for _, n := range latinGaps.Split(s, -1) {
		if n = strings.TrimSpace(n); n != "" && strings.ContainsFunc(n, unicode.IsLetter) && !strings.ContainsAny(n, ":0123456789") {
			out = append(out, n)
		}
	}
	return unique(out)
}

// firstPeople keeps the persons among names where there are any: an element
// named "author" often goes on with a title or an office.
func firstPeople(names []string) []string {
	if p := people(names); len(p) > 0 {
		return p
	}
	if len(names) == 1 && utf8.RuneCountInString(names[0]) <= 10 {
		return names // an office or a pen name
	}
	return nil
}

// people keeps what can be a person's name.
func people(names []string) []string {
	var out []string
	for _, n := range names {
		if person(n) {
			out = append(out, n)
		}
	}
	return out
}

func person(n string) bool {
	size := utf8.RuneCountInString(n)
	if size < 2 || strings.ContainsFunc(n, unicode.IsDigit) {
		return false
	}
	if hanzi.Script(n) == "" {
		return size <= 40
	}
	return size <= 4 || strings.Contains(n, "·") && size <= 14
}

// surnames are the single-character family names of nearly all Chinese people
// (the 100 commonest hold 85 %), and the commoner double ones.
const surnames = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳欧阳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟皮木元凤朴从"

// surnamed keeps the names if every one starts with a family name: what else
// stands in brackets at an end (完, 下转二版) does not.
func surnamed(names []string) []string {
	for _, n := range names {
		r, _ := utf8.DecodeRuneInString(n)
		if !person(n) || !strings.ContainsRune(surnames, r) {
			return nil
		}
	}
	return names
}

func unique(in []string) []string {
	seen := make(map[string]bool, len(in))
	out := in[:0]
	for _, s := range in {
		if !seen[s] {
			seen[s] = true
			out = append(out, s)
		}
	}
	return out
}
