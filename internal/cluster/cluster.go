// Package cluster finds the copies of one story among articles: reprints under
// another date, excerpts, and spun copies whose numbers, places or words were
// changed. A story counts once, by its first publisher's article.
//
// Its one door is [Build]. It compares texts and nothing else: two reports of one
// event, written apart, are two stories, and it never says which number of two is
// right, only that a copy has another.
package cluster

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"math"
	"slices"
	"strings"

	"github.com/xianzhi/xianzhi/internal/hanzi"
	"github.com/xianzhi/xianzhi/internal/record"
)

const (
	// sameJaccard and sameContainment make two articles one story by their text
	// alone; titledJaccard and titledContainment when their titles are equal too.
	sameJaccard       = 0.4
	sameContainment   = 0.65
	titledJaccard     = 0.2
	titledContainment = 0.4
	// keptSimilarity to the original keeps an article that is a copy of a copy.
	keptSimilarity = 0.2

	maxCentres = 5 // articles tried as a cluster's original
)

// Build returns the clusters of articles, each with its original first, in the
// order of their ids. An article is in one cluster at most. The result does not
// depend on the order of articles.
func Build(articles []*record.Article) []record.Cluster {
	docs := make([]*document, 0, len(articles))
	for _, a := range articles {
		if d := newDocument(a); len(d.shingles) >= leastShingles {
			docs = append(docs, d)
		}
	}
	slices.SortFunc(docs, byOriginality)
	linked := link(docs)
	clusters := []record.Cluster{}
	taken := make([]bool, len(docs))
	for i := range docs {
		if taken[i] || len(linked[i]) == 0 {
			continue
		}
		group := gather(docs, linked, taken, i)
		if len(group) < 2 {
			continue
		}
		clusters = append(clusters, describe(group))
	}
	slices.SortFunc(clusters, func(a, b record.Cluster) int { return strings.Compare(a.ID, b.ID) })
	return clusters
}

// gather returns docs[centre] and the free documents that are copies of it, or
// copies of a copy still like it, and marks them taken.
func gather(docs []*document, linked [][]int32, taken []bool, centre int) []*document {
	taken[centre] = true
	group := []*document{docs[centre]}
	for queue := []int{centre}; len(queue) > 0; queue = queue[1:] {
		for _, n := range linked[queue[0]] {
			if taken[n] || queue[0] != centre && similarity(docs[centre], docs[n]) < keptSimilarity {
				continue
			}
			taken[n] = true
			group = append(group, docs[n])
			queue = append(queue, int(n))
		}
	}
	slices.SortFunc(group, byOriginality)
	return group
}

// describe chooses the original of a group in the order of originality: the
// first from which not most of the others differ in numbers, places or polarity.
// A spun copy may carry the earliest date.
func describe(group []*document) record.Cluster {
	centre := 0
	members := relate(group, 0)
	for i := 1; spunShare(members) > .5 && len(group) > 2 && i < min(maxCentres, len(group)); i++ {
		if other := relate(group, i); spunShare(other) <= .5 {
			centre, members = i, other
		}
	}
	original := group[centre].article.ID
	return record.Cluster{ID: clusterID(original), Original: original, Members: members}
}

func relate(group []*document, centre int) []record.Member {
	original := group[centre]
	members := []record.Member{{Article: original.article.ID, Relation: record.Original, Similarity: 1}}
	rest := slices.Clone(group)
	rest = slices.Delete(rest, centre, centre+1)
	slices.SortFunc(rest, func(a, b *document) int {
		return cmp.Or(strings.Compare(a.day, b.day), strings.Compare(a.article.ID, b.article.ID))
	})
	for _, d := range rest {
		members = append(members, relation(original, d))
	}
	return members
}

func spunShare(members []record.Member) float64 {
	n := 0
	for _, m := range members {
		if m.Relation == record.Spun {
			n++
		}
	}
	return float64(n) / float64(max(1, len(members)-1))
}

// clusterID depends on the original alone, so that new copies leave it.
func clusterID(original string) string {
	sum := sha256.Sum256([]byte("cluster\x00" + original))
	return "c-" + hex.EncodeToString(sum[:5])
}

// A document is an article prepared for comparing.
type document struct {
	article   *record.Article
	text      string     // body, folded
	title     string     // folded, letters and digits only
	day       string     // "2024-08-12"; a coarser date is taken as its last day, none as "9"
	dirt      int        // marks of a mirror
	shingles  []uint64   // sorted, each once
	sentences []sentence // nil until told is called
}

func newDocument(a *record.Article) *document {
	var b strings.Builder
	for _, block := range a.Body {
		b.WriteString(block.Text)
		b.WriteByte('\n')
	}
	d := &document{article: a, text: hanzi.Fold(b.String()), day: lastDay(string(a.Published))}
	d.title = string(letters(hanzi.Fold(string(a.Title))))
	d.shingles = shingles(letters(d.text))
	d.dirt = len(a.Damaged)
	for _, r := range a.Repairs {
		if r.Kind == record.RepairPinyin || r.Kind == record.RepairGarble {
			d.dirt += r.Count
		}
	}
	return d
}

// lastDay returns the last day that an ISO date of any precision allows.
func lastDay(date string) string {
	switch {
	case len(date) >= 10:
		return date[:10]
	case len(date) == 7:
		return date + "-31"
	case len(date) == 4:
		return date + "-12-31"
	}
	return "9"
}

// byOriginality orders documents by how likely each is the first publisher's:
// no mirror's marks, earliest, on the publisher's own site, not converted from
// Traditional, longest.
func byOriginality(a, b *document) int {
	return cmp.Or(
		cmp.Compare(min(a.dirt, 1), min(b.dirt, 1)),
		strings.Compare(a.day, b.day),
		-cmp.Compare(ownSite(a.article), ownSite(b.article)),
		strings.Compare(string(a.article.Published), string(b.article.Published)),
		cmp.Compare(a.dirt, b.dirt),
		cmp.Compare(converted(a.article), converted(b.article)),
		-cmp.Compare(len(a.shingles), len(b.shingles)),
		strings.Compare(a.article.ID, b.article.ID),
	)
}

// ownSite is 1 when the publisher is the site that served the page: they are one
// source, or the host is made from the publisher's name (张家口新闻网, zjknews).
func ownSite(a *record.Article) int {
	if a.Publisher == nil || a.Publisher.Name == "" {
		return 0
	}
	if a.Publisher.ID != "" && a.Publisher.ID == a.Source {
		return 1
	}
	host := strings.ReplaceAll(a.Site, "-", "")
	syllables := hanzi.Pinyin(a.Publisher.Name)
	if len(syllables) < 2 {
		return 0
	}
	initials := hanzi.Initials(a.Publisher.Name)
	if strings.Contains(host, syllables[0]+syllables[1]) || strings.Contains(host, initials[:min(3, len(initials))]) && len(initials) >= 3 {
		return 1
	}
	return 0
}

func converted(a *record.Article) int {
	if a.OriginalScript == record.ScriptHant || a.OriginalScript == record.ScriptMixed {
		return 1
	}
	return 0
}

// round keeps similarities readable and equal on every machine.
func round(x float64) float64 { return math.Round(x*1000) / 1000 }
