package extract

import (
	"regexp"
	"strings"
	"time"

	"golang.org/x/net/html/atom"

	"github.com/xianzhi/xianzhi/internal/hanzi"
	"github.com/xianzhi/xianzhi/scraper/extract/date"
)

// Names under which pages give the day of publication, the surest first.
var (
	publishedNames = []string{"article:published_time", "datepublished", "pubdate", "publishdate", "publish_date", "publish-date",
		"og:published_time", "og:release_date", "bytedance:published_time", "weibo: article:create_at", "weibo:article:create_at",
		"publication_date", "article_date_original", "og:pubdate", "apub:time", "sailthru.date", "parsely-pub-date", "dc.date.issued",
		"dcterms.created", "dc.date", "citation_publication_date", "createtime", "publishtime", "pubtime", "firstpublishedtime", "date", "pub_date"}
	modifiedNames = []string{"article:modified_time", "datemodified", "og:updated_time", "weibo: article:update_at", "bytedance:updated_time",
		"bytedance:lastmodified_time", "last-modified", "lastmod", "dcterms.modified", "upddate", "article_date_updated"}
)

// datesOf decides when the page was published and last changed.
func (v *view) datesOf(o *override, tail []string) (published, modified date.Stamp, err error) {
	zone := v.page.Zone
	if published, err = o.date("published", zone); err != nil {
		return
	}
	if modified, err = o.date("modified", zone); err != nil {
		return
	}
	shown, updated := v.shownDates(zone)
	if published.Precision == date.None {
		published = v.published(shown, tail, zone)
	}
	if modified.Precision == date.None {
		modified = v.modified(updated, zone)
	}
	if published.Precision == date.None {
		published = updated
	}
	if modified.String() == published.String() || modified.Time.Before(published.Time) {
		modified = date.Stamp{}
	}
	return published, modified, nil
}

// published weighs what metadata, page and address say.
func (v *view) published(shown date.Stamp, tail []string, zone *time.Location) date.Stamp {
	given := v.given(publishedNames, v.linked.published, zone)
	inURL := urlDate(v.page.URL, v.meta.canonical, zone)
	switch {
	case given.Precision != date.None && shown.Precision != date.None:
		return reconcile(given, shown, inURL, zone)
	case given.Precision != date.None:
		return given
	case shown.Precision != date.None:
		return shown
	}
	for _, s := range tail {
		if m, ok := date.Find(s, zone); ok && m.Precision >= date.Day {
			return m.Stamp
		}
	}
	return inURL
}

// reconcile takes the finer of two stamps of one day, and the page's local
// clock where the metadata prints the same reading with a false Z. Stamps of
// different days: the metadata's, unless the address sides with the page.
func reconcile(given, shown, inURL date.Stamp, zone *time.Location) date.Stamp {
	local := given.In(zone)
	switch {
	case given.SameClock(shown):
		return shown
	case local.SameDay(shown) || given.SameDay(shown):
		if shown.Precision == date.Clock && (given.Precision < date.Clock || local.Time.Sub(shown.Time).Abs() > 10*time.Minute) {
			return shown
		}
		return local
	case inURL.SameDay(shown) || given.Precision < shown.Precision:
		return shown
	}
	return local
}

func (v *view) given(names []string, linked string, zone *time.Location) date.Stamp {
	for _, n := range names {
		if st, ok := date.Parse(v.meta.values[n], zone); ok {
			return st
		}
	}
	st, _ := date.Parse(linked, zone)
	return st
}

func (v *view) modified(shown date.Stamp, zone *time.Location) date.Stamp {
	if given := v.given(modifiedNames, v.linked.modified, zone); given.Precision != date.None {
		return given.In(zone)
	}
	return shown
}

// reach is how many lines around title and lead are searched for dates.
const reach = 14

// shownDates finds the dates of publication and change that the page shows
// around its title: labelled ones first, then elements named as dates, then
// any line that is short.
func (v *view) shownDates(zone *time.Location) (published, updated date.Stamp) {
	from, to := v.frame()
	best := 0
	named := v.timeLines()
	for i := from; i < to; i++ {
		l := &v.lines[i]
		if l.aside && !named[int32(i)] || l.hidden || l.weight > 200 || i >= v.content.from && l.prose() && l.weight > 60 {
			continue
		}
		m, ok := date.Find(l.text, zone)
		if !ok {
			m.Stamp, ok = date.LeadingYear(l.text, zone)
			ok = ok && v.anchor.line < 0 || ok && i > v.anchor.line
		}
		if !ok {
			continue
		}
		rank, isUpdate := dateRank(hanzi.Plain(l.text), m, named[int32(i)])
		switch {
		case isUpdate && updated.Precision == date.None:
			updated = m.Stamp
		case !isUpdate && rank > best && l.linked*2 <= l.weight:
			published, best = m.Stamp, rank
		}
	}
	if t := v.timeElement(zone); published.Precision < date.Day && t.Precision != date.None {
		published = t
	}
	return published, updated
}

// frame is the range of lines near the title and the first line of the body.
func (v *view) frame() (from, to int) {
	start := v.content.from
	if v.anchor.line >= 0 {
		start = v.anchor.line
	}
	from = max(0, start-reach)
	to = max(start, v.content.from) + reach
	return from, min(to, len(v.lines))
}

var (
	publishLabel = regexp.MustCompile(`发布|发表|时间|日期|刊发|上传|Published|Posted|Date`)
	updateLabel  = regexp.MustCompile(`更新|修改|Updated|Modified`)
)

// dateRank says how surely a date in a line is the day of publication, and
// whether the line is about a change.
func dateRank(s string, m date.Match, named bool) (rank int, update bool) {
	before := s[:min(m.Start, len(s))]
	rank = 1
	if m.Precision >= date.Day {
		rank += 2
	}
	if m.Precision == date.Clock {
		rank += 2
	}
	if publishLabel.MatchString(before) {
		rank += 4
	}
	if named {
		rank += 3
	}
	return rank, updateLabel.MatchString(before) && !publishLabel.MatchString(before)
}

// timeLines are the lines inside elements named as dates.
func (v *view) timeLines() map[int32]bool {
	m := make(map[int32]bool)
	for _, l := range v.labels {
		if l.role == roleTime || l.node.DataAtom == atom.Time {
			m[l.line] = true
		}
	}
	return m
}

// timeElement is the datetime of the first <time> near the title.
func (v *view) timeElement(zone *time.Location) date.Stamp {
	from, to := v.frame()
	for _, l := range v.labels {
		if l.node.DataAtom != atom.Time || int(l.line) < from || int(l.line) >= to {
			continue
		}
		if st, ok := date.Parse(attr(l.node, "datetime"), zone); ok {
			return st.In(zone)
		}
	}
	return date.Stamp{}
}

var (
	urlDay   = regexp.MustCompile(`[/_-]t?((?:19|20)\d{2})[-/_]?(0[1-9]|1[0-2]|[1-9])[-/_]?(0[1-9]|[12]\d|3[01])(?:[/_.-]|\d{4,}|$)`)
	urlShort = regexp.MustCompile(`/(\d{2})[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])/`)
	urlMonth = regexp.MustCompile(`[/_-]((?:19|20)\d{2})[-/]?(0[1-9]|1[0-2])/`)
)

// urlDate reads the day that many outlets put into their addresses.
func urlDate(raw, canonical string, zone *time.Location) date.Stamp {
	for _, u := range []string{raw, canonical} {
		if _, path, ok := strings.Cut(u, "://"); ok {
			for _, re := range []*regexp.Regexp{urlDay, urlMonth, urlShort} {
				m := re.FindStringSubmatch(path)
				if m == nil {
					continue
				}
				if len(m[1]) == 2 {
					m[1] = "20" + m[1]
				}
				if st, ok := date.Parse(strings.Join(m[1:], "-"), zone); ok {
					return st
				}
			}
		}
	}
	return date.Stamp{}
}
