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
		return v.reconcile(given, shown, inURL)
	case given.Precision != date.None:
		return v.local(given)
	case shown.Precision != date.None:
		return shown
	}
	if st, ok := date.Parse(v.data["time"], zone); ok {
		return v.local(st)
	}
	for _, s := range tail {
		if m, ok := date.Find(s, zone); ok && m.Precision >= date.Day {
			return m.Stamp
		}
	}
	if st := v.dateInScripts(); st.Precision > inURL.Precision && (inURL.Precision == date.None || st.SameDay(inURL)) {
		return st
	}
	return inURL
}

// reconcile takes the finer of two stamps of one day, and the page's local
// clock where the metadata prints the same reading with a false Z. Stamps of
// different days: the metadata's, unless the address sides with the page.
func (v *view) reconcile(given, shown, inURL date.Stamp) date.Stamp {
	local := v.local(given)
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

// local moves a moment with an offset of its own into the page's zone. The
// day of a Chinese page is China's; others keep the zone that they name.
func (v *view) local(st date.Stamp) date.Stamp {
	if v.english {
		return st
	}
	return st.In(v.page.Zone)
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
		return v.local(given)
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
		for _, f := range v.datesIn(i, zone) {
			rank := f.rank(named[int32(i)])
			switch {
			case f.update && updated.Precision == date.None:
				updated = f.Stamp
			case !f.update && rank > best && l.linked*2 <= l.weight:
				published, best = f.Stamp, rank
			}
		}
	}
	if published.Precision == date.None {
		published = v.vagueDate(zone)
	}
	if t := v.timeElement(zone); published.Precision < date.Day && t.Precision != date.None {
		published = t
	}
	return published, updated
}

// vagueDate reads what lines near the title give in pieces, 2021 above 03/18,
// or only relative to the moment of capture.
func (v *view) vagueDate(zone *time.Location) date.Stamp {
	from, to := v.frame()
	for i := from; i < to; i++ {
		l := &v.lines[i]
		if l.hidden || l.aside || l.weight > 40 || l.prose() {
			continue
		}
		if i+2 < to && digits(l.text) && len(l.text) == 4 {
			if m, ok := date.Find(l.text+" "+v.lines[i+1].text+" "+v.lines[i+2].text, zone); ok {
				return m.Stamp
			}
		}
		if v.page.Retrieved.IsZero() || i < v.anchor.line {
			continue
		}
		if st, ok := date.Relative(hanzi.Plain(l.text), v.page.Retrieved, zone); ok {
			return st
		}
	}
	return date.Stamp{}
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
	updateOnly   = regexp.MustCompile(`(?:更新|修改)(?:时间|日期|于)?[:：]?\s*$`)
)

// A shown date is one in a line of the page, with what stands before it.
type shown struct {
	date.Stamp
	labelled, update bool
}

// datesIn returns the dates of line i; a bare year only if there is no other.
func (v *view) datesIn(i int, zone *time.Location) []shown {
	const most = 3 // publication, change, and one more
	s := hanzi.Plain(v.lines[i].text)
	var out []shown
	for rest := s; len(out) < most; {
		m, ok := date.Find(rest, zone)
		if !ok || m.End > len(rest) {
			break
		}
		before := rest[:m.Start]
		labelled := publishLabel.MatchString(before)
		out = append(out, shown{m.Stamp, labelled, !labelled && updateLabel.MatchString(before) || updateOnly.MatchString(before)})
		rest = rest[m.End:]
	}
	if st, ok := date.LeadingYear(s, zone); ok && len(out) == 0 && i > v.anchor.line {
		out = append(out, shown{Stamp: st})
	}
	return out
}

// rank says how surely the date is the day of publication.
func (s shown) rank(named bool) int {
	rank := 1
	if s.Precision >= date.Day {
		rank += 2
	}
	if s.Precision == date.Clock {
		rank += 2
	}
	if s.labelled {
		rank += 4
	}
	if named {
		rank += 3
	}
	return rank
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
			return v.local(st)
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
