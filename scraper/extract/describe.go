package extract

import (
	"strings"

	"github.com/xianzhi/xianzhi/internal/hanzi"
	"github.com/xianzhi/xianzhi/internal/record"
)

// describe sets language and script from the text itself: what pages declare
// is mostly their template's.
func describe(a *record.Article) {
	var b strings.Builder
	b.WriteString(string(a.Title))
	for _, bl := range a.Body {
		b.WriteByte('\n')
		b.WriteString(bl.Text)
	}
	text := b.String()
	a.Lang = language(text)
	if a.Lang == record.LangChinese {
		a.OriginalScript = record.Optional(hanzi.Script(text))
	}
}

// language is Chinese when a tenth of the letters are Han: English words are
// longer than Chinese ones.
func language(text string) string {
	han, all := 0, 0
	for _, r := range text {
		switch {
		case hanzi.IsHan(r):
			han++
			all++
		case r|0x20 >= 'a' && r|0x20 <= 'z':
			all++
		}
	}
	if han*10 >= all {
		return record.LangChinese
	}
	return record.LangEnglish
}
