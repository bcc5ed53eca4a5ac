package main

import (
	_ "embed"
	"fmt"
	"sort"
	"strings"

	"github.com/mozillazg/go-pinyin"

	"github.com/xianzhi/xianzhi/internal/record"
)

//go:embed overlay.yaml
var overlayFile []byte

// An overlay holds what rules get wrong.
type overlay struct {
	// Readings give the syllables of a stem whose characters have other
	// readings elsewhere: 六安: lu an.
	Readings map[string]string `yaml:"readings"`
	// Peoples are the English names of ethnic groups, keyed without 族.
	Peoples map[string]string `yaml:"peoples"`
	// Names are by code and checked by a person; an empty one confirms the rule's.
	Names map[string]string `yaml:"names"`
	// Aliases are by code: other names in use.
	Aliases map[string][]string `yaml:"aliases"`
}

// A namer gives divisions their English names.
type namer struct {
	overlay
	used map[string]bool
	args pinyin.Args
}

func newNamer() (*namer, error) {
	n := &namer{used: map[string]bool{}, args: pinyin.NewArgs()}
	return n, record.DecodeYAML("overlay.yaml", overlayFile, &n.overlay)
}

// name fills En, EnState and Aliases of d.
func (n *namer) name(d *record.Division) error {
	n.used[d.Code] = true
	checked, curated := n.Names[d.Code]
	d.En, d.EnState, d.Aliases = checked, "generated", n.Aliases[d.Code]
	if curated {
		d.EnState = "curated"
	}
	stem, kind, err := split(d.Name)
	if err != nil && checked == "" {
		return fmt.Errorf("%s: %w", d.Code, err)
	}
	if short := n.short(stem, kind); short != "" {
		d.Aliases = append([]string{short}, d.Aliases...)
	}
	if checked == "" {
		d.En = n.english(stem, kind, strings.HasSuffix(d.Code, "00"))
	}
	return nil
}

// unused reports codes of the overlay that no division has: a typing error.
func (n *namer) unused() error {
	var bad []string
	for code := range n.Names {
		if !n.used[code] {
			bad = append(bad, code)
		}
	}
	for code := range n.Aliases {
		if !n.used[code] {
			bad = append(bad, code)
		}
	}
	sort.Strings(bad)
	if len(bad) > 0 {
		return fmt.Errorf("overlay.yaml: no division has the code %s", strings.Join(bad, ", "))
	}
	return nil
}

// kinds of divisions, longest suffix first.
var kinds = []struct{ zh, en string }{
	{"特别行政区", "Special Administrative Region"}, {"行政委员会", "Administrative Committee"},
	{"自治区", "Autonomous Region"}, {"自治州", "Autonomous Prefecture"}, {"自治县", "Autonomous County"},
	{"自治旗", "Autonomous Banner"}, {"新区", "New Area"}, {"矿区", "Mining District"},
	{"特区", "Special District"}, {"地区", "Prefecture"}, {"群岛", "Islands"}, {"省", "Province"}, {"盟", "League"},
	{"市", "City"}, {"县", "County"}, {"区", "District"}, {"旗", "Banner"},
}

func split(name string) (stem, kind string, err error) {
	for _, k := range kinds {
		// 矿区 and 城区 are whole names in Shanxi: their 矿 and 城 are the stem.
		if stem, ok := strings.CutSuffix(name, k.zh); ok && stem != "" {
			return stem, k.zh, nil
		}
	}
	return "", "", fmt.Errorf("%s: unknown kind of division", name)
}

// english leaves City out of a prefecture-level city: it is its prefecture.
func (n *namer) english(stem, kind string, upper bool) string {
	en := ""
	for _, k := range kinds {
		if k.zh == kind {
			en = k.en
		}
	}
	place, peoples := n.peoples(stem, kind)
	words := []string{n.pinyin(place, kind)}
	if len(peoples) > 0 {
		words = append(words, list(peoples))
	}
	if upper && kind == "市" {
		en = ""
	}
	return strings.TrimSpace(strings.Join(words, " ") + " " + en)
}

// peoples parts 积石山保安族东乡族撒拉族 into the place and its peoples. Only
// the last may lack its 族 (木垒哈萨克自治县); 彭水 is a place, 水 no people.
func (n *namer) peoples(stem, kind string) (place string, peoples []string) {
	if !strings.HasPrefix(kind, "自治") && !strings.HasSuffix(stem, "族") {
		return stem, nil
	}
	for {
		cut, people := n.lastPeople(stem, len(peoples) == 0)
		if people == "" {
			return stem, peoples
		}
		stem, peoples = cut, append([]string{people}, peoples...)
	}
}

func (n *namer) lastPeople(stem string, bareAllowed bool) (cut, people string) {
	name, full := strings.CutSuffix(stem, "族")
	if !full && !bareAllowed {
		return stem, ""
	}
	best := ""
	for zh := range n.Peoples {
		long := full || len([]rune(zh)) > 1
		if long && strings.HasSuffix(name, zh) && len(zh) > len(best) {
			best = zh
		}
	}
	return strings.TrimSuffix(name, best), n.Peoples[best]
}

// short is the everyday name of an autonomous county: 积石山县, 东乡县.
func (n *namer) short(stem, kind string) string {
	if kind != "自治县" && kind != "自治州" {
		return ""
	}
	place, peoples := n.peoples(stem, kind)
	if place == "" && len(peoples) == 1 {
		place = strings.TrimSuffix(stem, "族")
	}
	return place + strings.TrimPrefix(kind, "自治")
}

// pinyin spells a stem as one word; a stem of one syllable takes its kind with
// it (Yuxian County), as is done on maps.
func (n *namer) pinyin(stem, kind string) string {
	if stem == "" {
		return ""
	}
	r := []rune(stem)
	if len(r) == 1 && len([]rune(kind)) == 1 {
		r = append(r, []rune(kind)...)
	}
	var b strings.Builder
	for i, s := range n.syllables(string(r), stem) {
		if i > 0 && strings.ContainsAny(s[:1], "aeo") {
			b.WriteByte('\'')
		}
		b.WriteString(s)
	}
	return strings.ToUpper(b.String()[:1]) + b.String()[1:]
}

func (n *namer) syllables(s, stem string) []string {
	if known, ok := n.Readings[stem]; ok {
		return append(strings.Fields(known), n.syllables(strings.TrimPrefix(s, stem), "")...)
	}
	var out []string
	for _, r := range s {
		one := pinyin.SinglePinyin(r, n.args)
		if known, ok := n.Readings[string(r)]; ok && len([]rune(stem)) > 1 {
			one = []string{known}
		}
		if len(one) > 0 {
			out = append(out, strings.ReplaceAll(one[0], "v", "ü"))
		}
	}
	return out
}

func list(words []string) string {
	last := len(words) - 1
	if last == 0 {
		return words[0]
	}
	return strings.Join(words[:last], ", ") + " and " + words[last]
}
