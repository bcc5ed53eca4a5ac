package main

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"strings"

	"github.com/xianzhi/xianzhi"
	"github.com/xianzhi/xianzhi/internal/gazetteer"
	"github.com/xianzhi/xianzhi/internal/record"
	"github.com/xianzhi/xianzhi/internal/search"
	"github.com/xianzhi/xianzhi/internal/search/searchtest"
	"github.com/xianzhi/xianzhi/internal/store"
)

const (
	outlets        = 20   // sources that the articles are spread over
	dirtyShare     = 0.1  // of articles, as a mirror serves them
	damageShare    = 0.02 // of articles, with bytes lost
	programmeShare = 0.1  // of stories, that may name the programme in the words
)

// A story is one article with what is true of it.
type story struct {
	article     record.Article
	translation *search.Text
	truth       []claim
	dirty       bool
}

// compose makes the articles. Copies of one story carry the same claims.
func compose(o options) ([]story, error) {
	defaults, err := store.Open(".", xianzhi.Files)
	if err != nil {
		return nil, err
	}
	g, err := defaults.Gazetteer()
	if err != nil {
		return nil, err
	}
	var counties []record.Division
	for _, d := range g.Divisions() {
		if gazetteer.LevelOf(d) == gazetteer.County && strings.HasSuffix(d.Name, "县") {
			counties = append(counties, d)
		}
	}
	docs := searchtest.Corpus(o.n, o.seed)
	out := make([]story, len(docs))
	for i := range docs {
		out[i] = newStory(&docs[i], counties, o)
	}
	return out, nil
}

func newStory(d *search.Doc, counties []record.Division, o options) story {
	one, line := random(o.seed, d.ID), random(o.seed, original(d))
	f := line.Float64() // cubed: news is about some counties more than others
	claims := claimsOf(line, counties[int(f*f*f*float64(len(counties)))], d.Date[:4])
	if line.Float64() > programmeShare {
		forget(d)
	}
	s := story{article: article(d, one.IntN(outlets)), truth: claims, dirty: one.Float64() < dirtyShare}
	body := s.article.Body
	for i, c := range claims { // counted from the end: a copy has a line more in front
		b := &body[len(body)-1-i%len(body)]
		b.Text = c.Sentence + b.Text
	}
	if one.Float64() < damageShare {
		s.damage(one.IntN(len(body)))
	}
	if one.Float64() < o.translated {
		s.translation = d.Translation
	}
	return s
}

// forget takes the one programme out of d that is among searchtest's most
// frequent words: else every number would be of that programme.
func forget(d *search.Doc) {
	d.Original.Title = strings.ReplaceAll(d.Original.Title, "AI豆计划", "计划")
	for i, text := range d.Original.Blocks {
		d.Original.Blocks[i] = strings.ReplaceAll(text, "AI豆计划", "计划")
	}
}

// damage marks the last code points of a block, beyond what the claims say.
func (s *story) damage(block int) {
	n := len([]rune(s.article.Body[block].Text))
	s.article.Damaged = append(s.article.Damaged, record.Span{Block: block, Start: n - 2, End: n})
	s.article.Repairs = append(s.article.Repairs, record.Repair{Kind: record.RepairGarble, Count: 1})
}

// original is the id of the article that d is a copy of, or its own.
func original(d *search.Doc) string {
	if d.Cluster != "" {
		return strings.TrimPrefix(d.Cluster, "c-")
	}
	return d.ID
}

func random(seed uint64, id string) *rand.Rand {
	h := fnv.New64a()
	h.Write([]byte(id))
	return rand.New(rand.NewPCG(seed, h.Sum64()))
}

func article(d *search.Doc, outlet int) record.Article {
	source := fmt.Sprintf("outlet-%02d", outlet)
	sum := sha256.Sum256([]byte(d.ID))
	a := record.Article{
		ID: hex.EncodeToString(sum[:6]), Source: source, Site: source + ".example",
		Lang: record.LangChinese, OriginalScript: record.ScriptHans, Title: record.Optional(d.Original.Title),
		Publisher: &record.Name{Name: d.Publisher}, Authors: []string{}, Editors: []string{},
		Published: record.Optional(d.Date), Repairs: []record.Repair{}, Damaged: []record.Span{}, Rights: record.RightsFull,
	}
	a.URL = "https://" + a.Site + "/" + d.ID + ".html"
	a.CanonicalURL = a.URL
	a.Capture = &record.Capture{Retrieved: "2026-01-01T00:00:00Z", Status: 200, ContentType: "text/html; charset=utf-8", Charset: "utf-8", SHA256: hex.EncodeToString(sum[:])}
	for _, text := range d.Original.Blocks {
		a.Body = append(a.Body, record.Block{Kind: record.Paragraph, Text: text})
	}
	return a
}
