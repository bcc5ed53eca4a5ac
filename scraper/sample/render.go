package sample

import (
	"fmt"
	"html/template"
	"slices"
	"sort"
	"strings"

	"golang.org/x/text/encoding/simplifiedchinese"

	"github.com/xianzhi/xianzhi/internal/record"
)

// perPage is how many links a listing shows before it turns the page.
const perPage = 5

type renderer struct {
	pages []Page
	tmpl  *template.Template
}

func newRenderer(pages []Page) (*renderer, error) {
	t, err := template.New("").Funcs(template.FuncMap{"lines": lines, "cells": cells, "join": strings.Join}).
		ParseFS(files, "templates/*.html")
	return &renderer{pages: pages, tmpl: t}, err
}

func lines(s string) []string { return strings.Split(strings.TrimSpace(s), "\n") }
func cells(s string) []string { return strings.Split(s, " | ") }

// newest returns the pages of a host, newest first, undated last.
func (r *renderer) newest(label string) []Page {
	var out []Page
	for _, p := range r.pages {
		if p.Host == label {
			out = append(out, p)
		}
	}
	sort.SliceStable(out, func(i, j int) bool {
		if (out[i].Published == "") != (out[j].Published == "") {
			return out[j].Published == ""
		}
		return out[i].when().After(out[j].when())
	})
	return out
}

// A view is what an article's template sees: one language, already broken where
// the host breaks it.
type view struct {
	Host, Site, URL  string
	Title, Publisher string
	Published, Date  string // machine form, and as the page shows it
	Authors          []string
	Original         string
	Blocks           []record.Block
	Related          []link
	Next             string // path of the second page, when there is one
}

type link struct{ URL, Title string }

// article renders p, by path: one page, or two where p is broken in parts.
func (r *renderer) article(p Page) (map[string]answer, error) {
	v := r.view(p)
	views := map[string]view{p.Path: v}
	if p.Break > 0 {
		first, second := v, v
		first.Blocks, first.Next = v.Blocks[:p.Break], p.second()
		second.Blocks = v.Blocks[p.Break:]
		views = map[string]view{p.Path: first, p.second(): second}
	}
	st, out := styles[p.Host], make(map[string]answer)
	for path, v := range views {
		a, err := r.execute(st.template, st.charset, v)
		if err != nil {
			return nil, err
		}
		a.modified = p.when()
		out[path] = a
	}
	return out, nil
}

func (r *renderer) view(p Page) view {
	st := styles[p.Host]
	v := view{
		Host: p.Host + "." + Domain, Site: st.name, URL: p.URL(),
		Title: p.Title.In(st.lang), Publisher: p.Publisher.In(st.lang),
		Published: p.Published, Date: shown(p.Published, p.Host),
		Authors: slices.Clone(p.Authors), Original: p.Original, Related: r.related(p),
	}
	for _, b := range p.Body {
		v.Blocks = append(v.Blocks, record.Block{Kind: kind(b), Text: strings.TrimSpace(b.In(st.lang))})
	}
	v.mangle(st.annotate)
	return v
}

func kind(b Block) string {
	if b.Kind == "" {
		return record.Paragraph
	}
	return b.Kind
}

// mangle does to every text what the mirror does; addresses it leaves alone.
func (v *view) mangle(a *annotator) {
	if a == nil {
		return
	}
	v.Title, v.Publisher = a.mangle(v.Title), a.mangle(v.Publisher)
	for i := range v.Authors {
		v.Authors[i] = traditional(v.Authors[i])
	}
	for i := range v.Blocks {
		v.Blocks[i].Text = a.mangle(v.Blocks[i].Text)
	}
}

// related links three other pages of the host: text that is not the article's.
func (r *renderer) related(p Page) []link {
	var out []link
	lang := styles[p.Host].lang
	for _, q := range r.newest(p.Host) {
		if title := q.Title.In(lang); q.ID != p.ID && title != "" && len(out) < 3 {
			out = append(out, link{q.Path, title})
		}
	}
	return out
}

// shown is a date in the host's manner, no more precise than it is.
func shown(date, host string) string {
	day := strings.SplitN(date, "T", 2)[0]
	parts := strings.Split(day, "-")
	switch {
	case date == "":
		return ""
	case host == "paper":
		return chineseDate(parts)
	case len(date) > len("2006-01-02"):
		return day + " " + date[11:16]
	}
	return day
}

func chineseDate(parts []string) string {
	s := ""
	for i, unit := range []string{"年", "月", "日"} {
		if i < len(parts) {
			s += parts[i] + unit
		}
	}
	return s
}

func (r *renderer) execute(name, charset string, data any) (answer, error) {
	var b strings.Builder
	if err := r.tmpl.ExecuteTemplate(&b, name, data); err != nil {
		return answer{}, err
	}
	a := answer{contentType: "text/html; charset=utf-8", body: []byte(b.String()), modified: epoch}
	if charset != "gbk" {
		return a, nil
	}
	// Such servers send no charset; the page's own meta says gb2312.
	body, err := simplifiedchinese.GBK.NewEncoder().Bytes(a.body)
	return answer{contentType: "text/html", body: body, modified: epoch}, err
}

// A listView is one page of a host's list of articles.
type listView struct {
	Site, Charset string
	Links         []link
	Next          string
}

// listing adds /list/, /list/index_2.html, … in the host's own charset.
func (r *renderer) listing(label string, pages []Page, all map[string]answer) error {
	st, host := styles[label], label+"."+Domain
	for n := 1; len(pages) > 0; n++ {
		some := pages[:min(perPage, len(pages))]
		pages = pages[len(some):]
		v := newList(st, some)
		if len(pages) > 0 {
			v.Next = listPath(n + 1)
		}
		a, err := r.execute("list.html", st.charset, v)
		if err != nil {
			return err
		}
		all[host+listPath(n)] = a
	}
	return nil
}

func newList(st style, pages []Page) listView {
	v := listView{Site: st.name, Charset: st.charset}
	for _, p := range pages {
		v.Links = append(v.Links, link{p.Path, listTitle(p, st)})
	}
	return v
}

func listTitle(p Page, st style) string {
	title := p.Title.In(st.lang)
	if title == "" {
		title = "资讯"
	}
	if st.annotate != nil {
		title = st.annotate.mangle(title)
	}
	return title
}

func listPath(n int) string {
	if n == 1 {
		return "/list/"
	}
	return fmt.Sprintf("/list/index_%d.html", n)
}

// front is the page of the parent host: what this is, and the outlets.
func (r *renderer) front() answer {
	var b strings.Builder
	b.WriteString(`<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>示例来源</title></head><body><h1>示例来源</h1><ul>`)
	for _, h := range Hosts()[1:] {
		fmt.Fprintf(&b, `<li><a href="https://%s/">%s</a></li>`, h, h)
	}
	b.WriteString("</ul></body></html>\n")
	return text("text/html; charset=utf-8", b.String())
}
