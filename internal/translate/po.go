package translate

import (
	"fmt"
	"strings"
)

// A Message is one entry of a PO file as gettext's manual describes it ("The
// Format of PO Files"), of which translations use context, id, text and the
// flag fuzzy. Plurals are refused.
type Message struct {
	Comment string // for the translator
	Context string // msgctxt: digest of the source text
	ID      string // msgid: the source text
	Text    string // msgstr; empty: not translated
	Fuzzy   bool   // needs a person's look
}

// EncodePO returns a PO file for translations into the language to.
func EncodePO(to string, messages []Message) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "msgid \"\"\nmsgstr %s\n", quotePO("Content-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: 8bit\nLanguage: "+to+"\n"))
	for _, m := range messages {
		b.WriteByte('\n')
		if m.Comment != "" {
			fmt.Fprintf(&b, "#. %s\n", strings.ReplaceAll(m.Comment, "\n", " "))
		}
		if m.Fuzzy {
			b.WriteString("#, fuzzy\n")
		}
		fmt.Fprintf(&b, "msgctxt %s\nmsgid %s\nmsgstr %s\n", quotePO(m.Context), quotePO(m.ID), quotePO(m.Text))
	}
	return []byte(b.String())
}

var escapePO = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\t", `\t`, "\r", `\r`)

func quotePO(s string) string { return `"` + escapePO.Replace(s) + `"` }

// DecodePO reads a PO file; errors name file and line. The header and obsolete
// entries are left out.
func DecodePO(file string, data []byte) ([]Message, error) {
	p := poParser{}
	n := 0
	for line := range strings.Lines(strings.TrimPrefix(string(data), "\ufeff")) {
		n++
		if err := p.line(strings.TrimSpace(line)); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", file, n, err)
		}
	}
	p.flush()
	return p.messages, nil
}

type poParser struct {
	messages []Message
	now      Message
	field    *string // the field that a bare string continues
	done     bool    // msgstr was seen: what follows is another message
}

func (p *poParser) flush() {
	if p.done && p.now.ID != "" {
		p.messages = append(p.messages, p.now)
	}
	p.now, p.field, p.done = Message{}, nil, false
}

func (p *poParser) line(s string) error {
	if p.done && s != "" && s[0] != '"' {
		p.flush()
	}
	keyword, rest, _ := strings.Cut(s, " ")
	switch {
	case s == "" || strings.HasPrefix(s, "#~"):
		return nil
	case strings.HasPrefix(s, "#,"):
		p.now.Fuzzy = p.now.Fuzzy || strings.Contains(s, "fuzzy")
		return nil
	case strings.HasPrefix(s, "#."):
		p.now.Comment = strings.TrimSpace(s[2:])
		return nil
	case s[0] == '#':
		return nil
	case s[0] == '"':
		rest = s
	case keyword == "msgctxt":
		p.field = &p.now.Context
	case keyword == "msgid":
		p.field = &p.now.ID
	case keyword == "msgstr":
		p.field, p.done = &p.now.Text, true
	default:
		return fmt.Errorf("expected msgctxt, msgid, msgstr or a comment, got %.20q", s)
	}
	if p.field == nil {
		return fmt.Errorf("a string that belongs to nothing")
	}
	text, err := unquotePO(strings.TrimSpace(rest))
	*p.field += text
	return err
}

func unquotePO(s string) (string, error) {
	if len(s) < 2 || s[0] != '"' || s[len(s)-1] != '"' {
		return "", fmt.Errorf("expected a string in quotes, got %.20q", s)
	}
	var b strings.Builder
	for i := 1; i < len(s)-1; i++ {
		switch {
		case s[i] == '"':
			return "", fmt.Errorf("a quote inside a string needs a backslash")
		case s[i] != '\\':
			b.WriteByte(s[i])
			continue
		}
		i++
		at := strings.IndexByte(`\"ntr`, s[i])
		if at < 0 || i == len(s)-1 {
			return "", fmt.Errorf("unknown escape \\%c", s[i])
		}
		b.WriteByte("\\\"\n\t\r"[at])
	}
	return b.String(), nil
}
