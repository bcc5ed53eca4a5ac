package site

import (
	"slices"
	"strconv"
)

// indexData lists the subjects of one kind.
type indexData struct {
	Kind   string  `json:"kind"`
	Groups []group `json:"groups"`
	Total  string  `json:"total"`
	Empty  bool    `json:"empty"`
	Chart  *figure `json:"chart,omitempty"`
}

// A group is the subjects of one province or tier.
type group struct {
	ID      string    `json:"id,omitempty"`
	Name    string    `json:"name,omitempty"`
	Members []related `json:"members"`
}

func (b *book) indexPage(l language, kind string) *page {
	all := b.graph.all(kind)
	d := indexData{Kind: kind, Empty: len(all) == 0, Total: strconv.Itoa(len(all))}
	if kind == places {
		d.Groups = b.provinces(l, all)
	} else {
		var members []related
		for _, s := range all {
			members = append(members, b.member(l, kind, s))
		}
		d.Groups = []group{{Members: members}}
	}
	if figs := b.figures(l, kind+"/"); len(figs) > 0 {
		d.Chart = &figs[0]
	}
	p := b.newPage(l, kind+"/", "members", b.kindName(l, kind), d)
	p.Description = b.kindName(l, kind) + l.colon + d.Total
	return p
}

func (b *book) member(l language, kind string, s *subject) related {
	return related{
		Link: b.subject(l, kind, s.id), Text: cut(b.lead(l, kind, s.id), 120),
		Note: l.count(len(s.claims), "个数字", "figure", "figures") + l.comma + l.count(len(s.entries), "篇报道", "report", "reports"),
	}
}

// provinces groups places, the province with most numbers first.
func (b *book) provinces(l language, all []*subject) []group {
	var out []group
	at := map[string]int{}
	for _, s := range all {
		name := ""
		if d, ok := b.names.division(s.id); ok {
			name = orElse(d.Province, d.Name)
		}
		i, ok := at[name]
		if !ok {
			i = len(out)
			at[name] = i
			out = append(out, group{ID: provinceAnchor(s.id), Name: b.divisionName(l, name)})
		}
		m := b.member(l, places, s)
		m.Text = ""
		if d, ok := b.names.division(s.id); ok && d.Prefecture != "" && d.Prefecture != d.Name {
			m.Text = b.divisionName(l, d.Prefecture)
		}
		out[i].Members = append(out[i].Members, m)
	}
	for _, g := range out {
		byPrefecture(g.Members)
	}
	return out
}

// byPrefecture brings the counties of one prefecture together, in the order in
// which the prefectures come first.
func byPrefecture(members []related) {
	first := map[string]int{}
	for i, m := range members {
		if _, ok := first[m.Text]; !ok {
			first[m.Text] = i
		}
	}
	slices.SortStableFunc(members, func(x, y related) int { return first[x.Text] - first[y.Text] })
}

// provinceAnchor is the fragment of a province in the list of places.
func provinceAnchor(code string) string { return "p-" + code[:min(2, len(code))] }
