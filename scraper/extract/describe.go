package extract

import (
	"strings"

	"github.com/xianzhi/xianzhi/internal/hanzi"
	"github.com/xianzhi/xianzhi/internal/record"
)

// describe sets language and script from the text itself: what pages declare
// is mostly their template's.
func describe(a *record.Article) {
	text := string(a.Title) + joined(a.Body)
	a.Lang = language(text)
	if a.Lang == record.LangChinese {
		a.OriginalScript = record.Optional(hanzi.Script(text))
	}
}

func joined(body []record.Block) string {
	var b strings.Builder
	for _, bl := range body {
		b.WriteByte('\n')
		b.WriteString(bl.Text)
	}
	return b.String()
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
