package translate

import (
	"context"
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/xianzhi/xianzhi/internal/glossary"
	"github.com/xianzhi/xianzhi/internal/record"
	"github.com/xianzhi/xianzhi/internal/store"
	"github.com/xianzhi/xianzhi/internal/store/storetest"
)

// A phrasebook is an engine that knows some texts, and fails on others.
type phrasebook struct {
	answers map[string]string
	asked   []string
}

func (*phrasebook) Name() string { return "phrasebook" }

var errUnknown = errors.New("not in the phrase book")

func (p *phrasebook) Translate(_ context.Context, _, _ string, texts []string) ([]string, error) {
	var out []string
	for _, t := range texts {
		p.asked = append(p.asked, t)
		answer, ok := p.answers[t]
		if !ok {
			return nil, errUnknown
		}
		out = append(out, answer)
	}
	return out, nil
}

const (
	title = "⟦1⟧的基地"
	first = "某人说，⟦1⟧⟦2⟧有员工180人。"
)

func open(t *testing.T) (*store.Store, *Filler) {
	t.Helper()
	st := storetest.Open(t, "testdata/fill.txtar", "../..")
	old := record.Translation{Article: "a", Paragraphs: []record.Translated{
		{Source: record.Digest("译过的一段。"), Text: "Translated.", By: "editor", State: "human"},
		{Source: record.Digest("有工位20个。"), Text: "30 seats.", By: "m", State: "held"},
	}}
	data, err := record.EncodeYAML(old)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := st.Write("data/translations/en/a.yaml", data); err != nil {
		t.Fatal(err)
	}
	return st, &Filler{Store: st, Batch: 1}
}

func fill(t *testing.T, f *Filler, e Engine) (Report, error) {
	t.Helper()
	a, err := f.Store.Archive(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	f.Engine, f.Glossary, f.Places, f.stored = e, a.Glossary, a.Gazetteer, nil
	return f.Fill(context.Background(), Plan(a))
}

func view(t *testing.T, st *store.Store) store.Translation {
	t.Helper()
	a, err := st.Archive(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return a.Articles[0].Translations["en"]
}

func TestFillSendsOnlyWhatIsMissing(t *testing.T) {
	st, f := open(t)
	book := &phrasebook{answers: map[string]string{
		title: "A base in ⟦1⟧", first: "Somebody says that ⟦2⟧, ⟦1⟧, has 180 employees.", "当地没有补贴。": "There are subsidies.",
	}}
	r, err := fill(t, f, book)
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(book.asked, "|"); got != title+"|"+first+"|当地没有补贴。" {
		t.Errorf("sent %s", got)
	}
	tr := view(t, st)
	if tr.Title.Text != "A base in Yijun County" || tr.Title.State != "machine" || tr.Title.By != "phrasebook" {
		t.Errorf("title %+v", tr.Title)
	}
	if p := tr.Paragraphs[0]; p.State != "machine" || !strings.Contains(p.Text, "Yijun County, Shaanxi, has 180") {
		t.Errorf("the redacted block is %+v: its digest must be the stored text's", p)
	}
	if p := tr.Paragraphs[1]; p.State != "human" || p.Text != "Translated." {
		t.Errorf("a person's translation became %+v", p)
	}
	for _, i := range []int{2, 3} {
		if p := tr.Paragraphs[i]; p.State != "held" || p.Text != "" {
			t.Errorf("block %d is %+v, want held and out of sight", i, p)
		}
	}
	if len(r.Held) != 1 || !strings.Contains(strings.Join(r.Held[0].Reasons, ""), "negation") {
		t.Errorf("held %+v, want the lost negation", r.Held)
	}
	again := &phrasebook{}
	if r, err := fill(t, f, again); err != nil || r.Texts != 0 || len(again.asked) != 0 {
		t.Errorf("a second run sends %q, %v", again.asked, err)
	}
}

func TestFillGoesOnAfterAnError(t *testing.T) {
	st, f := open(t)
	if _, err := fill(t, f, &phrasebook{answers: map[string]string{title: "A base in ⟦1⟧"}}); !errors.Is(err, errUnknown) {
		t.Fatalf("error %v", err)
	}
	if tr := view(t, st); tr.Title.Text == "" {
		t.Error("what was translated before the error is lost")
	}
	rest := &phrasebook{answers: map[string]string{first: "⟦2⟧, ⟦1⟧: 180", "当地没有补贴。": "There are no subsidies."}}
	if _, err := fill(t, f, rest); err != nil {
		t.Fatal(err)
	}
	if len(rest.asked) != 2 {
		t.Errorf("sent again: %q", rest.asked)
	}
}

func TestChangedTextIsSentAgain(t *testing.T) {
	st, f := open(t)
	name := st.Path("data/articles/s/2024/a.json")
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Replace(string(data), "有工位20个。", "有工位25个。", 1)
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	book := &phrasebook{answers: map[string]string{title: "⟦1⟧", first: "⟦2⟧, ⟦1⟧: 180", "当地没有补贴。": "no", "有工位25个。": "25 seats."}}
	if _, err := fill(t, f, book); err != nil {
		t.Fatal(err)
	}
	if p := view(t, st).Paragraphs[2]; p.Text != "25 seats." {
		t.Errorf("a text that changed after it was held back is %+v", p)
	}
}

func TestOnlyFullTextsAreSent(t *testing.T) {
	a := storetest.Archive(t, "../store/testdata/merge.txtar", "../..")
	for _, j := range Plan(a) {
		if j.Article.ID != "full" {
			t.Errorf("%s is sent, its rights are %s", j.Article.ID, j.Article.Rights)
		}
	}
}

func TestNamesAreKept(t *testing.T) {
	_, f := open(t)
	a, err := f.Store.Archive(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	zh := &keeper{names: a.Glossary, places: a.Gazetteer, from: record.LangChinese, to: record.LangEnglish}
	en := &keeper{names: a.Glossary, places: a.Gazetteer, from: record.LangEnglish, to: record.LangChinese}
	for _, c := range []struct {
		k        *keeper
		in, want string
		names    string
	}{
		{zh, "蚁在陕西省宜君县", "⟦1⟧在⟦2⟧⟦3⟧", "Ant|Shaanxi|Yijun County"},
		{en, "Ant hired in Antarctica", "⟦1⟧ hired in Antarctica", "蚁"},
		{en, "Ant and ant", "⟦1⟧ and ⟦2⟧", "蚁|蚁"},
		{zh, "没有名字", "没有名字", ""},
	} {
		got, names := c.k.hide(c.in)
		if got != c.want || strings.Join(names, "|") != c.names {
			t.Errorf("hide(%q) = %q, %q, want %q, %q", c.in, got, names, c.want, c.names)
		}
		if back, err := show(got, names); err != nil || strings.Contains(back, "⟦") {
			t.Errorf("show(%q) = %q, %v", got, back, err)
		}
	}
	if _, err := show("no marker", []string{"Ant"}); err == nil {
		t.Error("a dropped name is no error")
	}
	if bad := zh.objections("陕西省宜君县有企业", "There are firms in Yijin"); len(bad) == 0 {
		t.Error("another county's name is no objection")
	}
	if kind := glossary.Organisation; len(a.Glossary.Terms(kind)) != 1 {
		t.Error("the archive's own glossary is not used")
	}
}
