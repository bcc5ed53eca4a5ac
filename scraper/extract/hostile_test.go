package extract_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/xianzhi/xianzhi/scraper/extract"
)

const (
	head = "<!DOCTYPE html><html><head><meta charset=utf-8><title>青禾县新增岗位一百二十个</title></head><body><h1>青禾县新增岗位一百二十个</h1><div class=content><p>青禾县昨天宣布，新增岗位一百二十个，优先招收返乡妇女。</p>"
	tail = "</div></body></html>"
)

// TestHostile reads pages made to exhaust a reader: each must end within
// seconds, in an article or in an error that says what is wrong.
func TestHostile(t *testing.T) {
	for _, c := range []struct {
		name string
		page string
		want error // nil: an article
	}{
		{"empty", "", extract.ErrEmpty},
		{"blank", " \n\t　 ", extract.ErrEmpty},
		{"frame only", "<html><body><nav><a href=/>首页</a></nav></body></html>", extract.ErrNoArticle},
		{"binary", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", extract.ErrNotText},
		{"control characters", strings.Repeat("\x01\x02\x03", 4000), extract.ErrNotText},
		{"50 MB", strings.Repeat("<p>一句话，又一句话。</p>", 50<<20/30), extract.ErrTooLarge},
		{"100,000 levels of div", head + strings.Repeat("<div>", 100_000) + tail, extract.ErrTooDeep},
		{"100,000 levels of span", head + strings.Repeat("<span>", 100_000) + tail, extract.ErrTooDeep},
		{"100,000 tables", head + strings.Repeat("<table><tr><td>", 100_000) + tail, extract.ErrTooDeep},
		{"a million attributes", head + "<div " + strings.Repeat("a=1 ", 1_000_000) + "></div>" + tail, nil},
		{"a million named attributes", head + "<div " + names(300_000) + "></div>" + tail, nil},
		{"class of 2 MB", head + "<div class='" + strings.Repeat("article related ", 130_000) + "'></div>" + tail, nil},
		{"200,000 empty paragraphs", head + strings.Repeat("<p></p>", 200_000) + tail, nil},
		{"200,000 links", head + strings.Repeat("<a href=/x>县</a>", 200_000) + tail, nil},
		{"200,000 lines", head + strings.Repeat("当涂县<br>", 200_000) + tail, nil},
		{"500 levels, 100,000 lines", head + strings.Repeat("<div>", 400) + strings.Repeat("<p>一句，两句。</p>", 100_000) + tail, nil},
		{"50,000 boxes", head + strings.Repeat("<div><div>相关新闻</div></div><p>一句话，两句话，三句话。</p>", 50_000) + tail, nil},
		{"50,000 cards", head + strings.Repeat("<h3>又一条新闻</h3><p>一句话，两句话，三句话。</p><i>2024-01-02</i><br>", 50_000) + tail, nil},
		{"50,000 lists", head + strings.Repeat("<ul><li>一句话，两句话，三句话。<a href=/x>又一条很长的链接在这里面</a></ul>", 50_000) + tail, nil},
		{"20,000 side columns", head + strings.Repeat("<div class=sidebar><p>一句话，两句话，三句话。</p></div>", 20_000) + tail, nil},
		{"script of 10 MB", head + "<script>var a={" + strings.Repeat(`content:"一句，两句。",`, 10<<20/32) + "}</script>" + tail, nil},
		{"unclosed string", head + `<script>{"content":"` + strings.Repeat(`\"`, 1_000_000) + tail, nil},
		{"bars", head + strings.Repeat("|", 2_000_000) + tail, nil},
		{"brackets", head + "<p>" + strings.Repeat("（记者", 200_000) + "</p>" + tail, nil},
		{"years", head + "<p>" + strings.Repeat("2024-", 300_000) + "</p>" + tail, nil},
		{"NUL bytes", strings.ReplaceAll(head, "<p>", "<p>\x00\x00") + tail, nil},
		{"cut inside a character", (head + tail)[:len(head)-len("。</p>")-1], nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			start := time.Now()
			_, err := extract.Article(extract.Page{Bytes: []byte(c.page), URL: "https://example.com/a"})
			if !errors.Is(err, c.want) {
				t.Errorf("error %v, want %v", err, c.want)
			}
			if d := time.Since(start); d > 20*time.Second {
				t.Errorf("took %v", d)
			}
		})
	}
}

func names(n int) string {
	var b bytes.Buffer
	for i := range n {
		b.WriteByte('a')
		for ; i > 0; i /= 26 {
			b.WriteByte(byte('a' + i%26))
		}
		b.WriteString("=1 ")
	}
	return b.String()
}
