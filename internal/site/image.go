package site

import (
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	social "github.com/xianzhi/xianzhi/internal/card"
	"github.com/xianzhi/xianzhi/internal/record"
)

// imageLook is part of the name of cached images: raise it when package card
// paints the same card otherwise.
const imageLook = 1

// image paints c and returns its address from the site's root, or "": a card
// that cannot be painted as it should be is left out, and the site's stands in.
func (b *book) image(l language, rel string, c social.Card) string {
	if b.opt.Painter == nil {
		return ""
	}
	data, err := b.paint(c)
	if err != nil {
		fmt.Fprintf(b.opt.Log, "no social image for %s: %v\n", l.key+"/"+rel, err)
		return ""
	}
	at := l.key + "/" + rel + "card.png"
	b.files[at] = data
	return at
}

func (b *book) paint(c social.Card) ([]byte, error) {
	key := sha256.Sum256(fmt.Appendf(nil, "%d %q", imageLook, c))
	file := filepath.Join(b.opt.Images, fmt.Sprintf("%x.png", key[:16]))
	if data, err := os.ReadFile(file); err == nil {
		return data, nil
	}
	data, err := b.opt.Painter.PNG(c)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(b.opt.Images, 0o755); err != nil {
		return nil, err
	}
	return data, os.WriteFile(file, data, 0o644)
}

// siteImage is what pages without an image of their own are shared with.
func (b *book) siteImage(l language) string {
	s := b.archive.Site
	return b.image(l, "", social.Card{Site: s.Title.In(l.tag), Title: s.Subtitle.In(l.tag), Note: s.Description.In(l.tag)})
}

// indicatorImage shows the latest number that is no plan.
func (b *book) indicatorImage(l language, def *record.Indicator, claims []*claim) string {
	c := social.Card{Site: b.archive.Site.Title.In(l.tag), Title: l.heading(l.text(def.Name)), Note: l.text(def.Description)}
	actual := slices.DeleteFunc(slices.Clone(claims), func(c *claim) bool {
		return c.obs.Status == record.Planned || c.obs.Status == record.Projected || c.entry.Relation != record.Original
	})
	slices.SortStableFunc(actual, latestFirst)
	if len(actual) > 0 {
		r := b.row(l, actual[0])
		c.Figure, c.Note = r.Value.Full, ""
		for _, part := range []string{r.Place.Text, r.Programme.Text, r.AsOf, r.Report.Text} {
			if part != "" && part != "—" && c.Note != "" {
				part = l.comma + part
			}
			c.Note += part
		}
	}
	return b.image(l, "indicators/"+def.ID+"/", c)
}
