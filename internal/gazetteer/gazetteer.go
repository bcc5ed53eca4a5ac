// Package gazetteer finds the counties, prefectures and provinces of China in
// text and knows them by GB/T 2260 code.
//
// Its main type is [Gazetteer], made by [Load] from data/gazetteer:
// provinces.yaml, prefectures.yaml and counties.yaml, each a list of
// [record.Division], and needs-context.yaml, lists of short names that are
// ordinary words too. Names are matched in full (宜君县, Yijun County), by
// alias (积石山县) and without their suffix (宜君, Yijun).
//
// It refuses what only looks like a place: outlets' names (河北日报),
// universities, datelines, the lists of counties that spam puts into a page,
// and a name of several places that nothing in the text tells apart.
package gazetteer

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/xianzhi/xianzhi/internal/phrase"
	"github.com/xianzhi/xianzhi/internal/record"
)

// A Level is how high a division stands.
type Level uint8

// Levels from the top.
const (
	Province Level = iota
	Prefecture
	County
)

// A Gazetteer holds divisions and finds them in text. It is safe for
// concurrent use.
type Gazetteer struct {
	all     []record.Division
	byCode  map[string]int
	names   *phrase.Set
	entries []entry
}

// An entry is one way to write the names of some divisions.
type entry struct {
	divisions []int
	short     bool // the suffix was taken off
	latin     bool
	context   bool // an ordinary word too
	ordinary  bool // more often a word than a place
}

var files = []string{"provinces.yaml", "prefectures.yaml", "counties.yaml"}

// Load reads a gazetteer from fsys, rooted at data/gazetteer.
func Load(fsys fs.FS) (*Gazetteer, error) {
	g := &Gazetteer{byCode: map[string]int{}, names: phrase.NewSet()}
	for _, name := range files {
		var list []record.Division
		if err := decode(fsys, name, &list); err != nil {
			return nil, err
		}
		for _, d := range list {
			if i, double := g.byCode[d.Code]; double {
				if g.all[i].Name == d.Name {
					continue // a prefecture without counties stands in both lists
				}
				return nil, fmt.Errorf("gazetteer/%s: code %s stands twice", name, d.Code)
			}
			g.byCode[d.Code] = len(g.all)
			g.all = append(g.all, d)
		}
	}
	words, err := needsContext(fsys)
	if err != nil {
		return nil, err
	}
	g.index(words)
	return g, nil
}

func decode(fsys fs.FS, name string, v any) error {
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return fmt.Errorf("gazetteer: %w", err)
	}
	return record.DecodeYAML("gazetteer/"+name, data, v)
}

// needsContext reads the names that are words too; the file may be absent.
// Those of a line that begins with = are marked "="+name too.
func needsContext(fsys fs.FS) (map[string]bool, error) {
	words := map[string]bool{}
	if _, err := fs.Stat(fsys, "needs-context.yaml"); err != nil {
		return words, nil
	}
	var lines []string
	if err := decode(fsys, "needs-context.yaml", &lines); err != nil {
		return nil, err
	}
	for _, line := range lines {
		line, ordinary := strings.CutPrefix(line, "=")
		for _, w := range strings.Fields(line) {
			words[w] = true
			words["="+w] = words["="+w] || ordinary
		}
	}
	return words, nil
}

// ByCode returns the division with a GB/T 2260 code.
func (g *Gazetteer) ByCode(code string) (record.Division, bool) {
	i, ok := g.byCode[code]
	if !ok {
		return record.Division{}, false
	}
	return g.all[i], true
}

// Divisions returns all divisions: provinces, then prefectures, then counties,
// each in order of code.
func (g *Gazetteer) Divisions() []record.Division { return g.all }

// LevelOf tells a division's level by its code.
func LevelOf(d record.Division) Level {
	switch {
	case strings.HasSuffix(d.Code, "0000"):
		return Province
	case strings.HasSuffix(d.Code, "00"):
		return Prefecture
	}
	return County
}

// index adds every way to write each name to the set.
func (g *Gazetteer) index(words map[string]bool) {
	ids := map[string]int{}
	add := func(name string, division int, e entry) {
		key := fmt.Sprint(name, e.short)
		id, ok := ids[key]
		if !ok {
			id = len(g.entries)
			ids[key] = id
			e.context, e.ordinary = words[name], words["="+name]
			g.entries = append(g.entries, e)
			g.names.Add(name, int32(id))
		}
		if !slices.Contains(g.entries[id].divisions, division) {
			g.entries[id].divisions = append(g.entries[id].divisions, division)
		}
	}
	for i, d := range g.all {
		for _, name := range append(english(d), d.Aliases...) {
			latin := name != "" && name[0] < 0x80
			add(name, i, entry{latin: latin})
			if s := shorten(name); s != "" && (!latin || len(s) >= 4) {
				add(s, i, entry{short: true, latin: latin})
				if latin {
					add(strings.ToUpper(s), i, entry{short: true, latin: true}) // a dateline
				}
			}
		}
	}
}

// english lists a division's names: the Chinese, the English, and for a county
// of one syllable the English without its repeated suffix (Cao County).
func english(d record.Division) []string {
	names := []string{d.Name, d.En}
	if s, ok := strings.CutSuffix(d.En, "xian County"); ok && len([]rune(d.Name)) == 2 {
		names = append(names, s+" County")
	}
	return names
}

// peoples are what autonomous divisions add to their place's name.
var peoples = strings.Fields(`满族 回族 彝族 藏族 苗族 侗族 土家族 壮族 瑶族 白族 傣族 畲族 黎族 羌族 水族 土族 布依族 仡佬族 东乡族 保安族 撒拉族 哈萨克族 哈萨克 蒙古族 蒙古 朝鲜族 各族
	仫佬族 毛南族 纳西族 哈尼族 拉祜族 佤族 布朗族 独龙族 怒族 普米族 傈僳族 裕固族 塔吉克 锡伯 景颇族 维吾尔 柯尔克孜`)

// shorten takes the suffix off a name: 宜君县 → 宜君, 楚雄彝族自治州 → 楚雄,
// Yijun County → Yijun. It returns "" when less than two code points remain.
func shorten(name string) string {
	for _, s := range []string{" Autonomous County", " County", " District", " City", " Province"} {
		if short, ok := strings.CutSuffix(name, s); ok {
			return short
		}
	}
	short := name
	for _, s := range []string{"自治县", "自治州", "自治区", "自治旗", "地区", "林区", "县", "区", "市", "省", "旗", "盟"} {
		if cut, ok := strings.CutSuffix(name, s); ok {
			short = cut
			break
		}
	}
	if strings.HasPrefix(name[len(short):], "自治") {
		for again := true; again; {
			again = false
			for _, p := range peoples {
				if cut, ok := strings.CutSuffix(short, p); ok && len([]rune(cut)) >= 2 {
					short, again = cut, true
				}
			}
		}
	}
	if short == name || len([]rune(short)) < 2 {
		return ""
	}
	return short
}
