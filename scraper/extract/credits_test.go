package extract

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xianzhi/xianzhi/internal/record"
)

// TestByline reads one line as it stands under a title, or as a paragraph.
func TestByline(t *testing.T) {
	for _, c := range []struct {
		line    string
		body    bool // a paragraph of the body
		source  string
		authors []string
		editors []string
	}{
		{line: "2024-03-18 09:12 来源：青禾日报 作者：江岚", source: "青禾日报", authors: []string{"江岚"}},
		{line: "来源： 青禾日报　　作者： 江岚 何青　　责任编辑：马琳", source: "青禾日报", authors: []string{"江岚", "何青"}, editors: []string{"马琳"}},
		{line: "来 源：青禾日报 | 作 者：江 岚 | 浏览：1124次", source: "青禾日报", authors: []string{"江岚"}},
		{line: "发布时间：2024-03-18 | 来源青禾网| 作者江岚|", source: "青禾网", authors: []string{"江岚"}},
		{line: "出处：青禾网 作者：江岚 编辑：马琳", source: "青禾网", authors: []string{"江岚"}, editors: []string{"马琳"}},
		{line: "來源／記(jì)者：江嵐", authors: []string{"江岚"}},
		{line: "稿源：青禾日报(记者江岚)", source: "青禾日报", authors: []string{"江岚"}},
		{line: "来源：青禾日报·云岭观察", source: "青禾日报·云岭观察"},
		{line: "来源：青禾日报（记者 江岚 通讯员 何青）", source: "青禾日报", authors: []string{"江岚", "何青"}},
		{line: "来源：作者：", source: ""},
		{line: "青禾日报记者 江岚 何青", authors: []string{"江岚", "何青"}},
		{line: "本报记者 江岚 通讯员 何青 文/图", authors: []string{"江岚", "何青"}},
		{line: "记者丨江岚 编辑丨马琳", authors: []string{"江岚"}, editors: []string{"马琳"}},
		{line: "作者 | 江岚 编辑 | 马琳", authors: []string{"江岚"}, editors: []string{"马琳"}},
		{line: "文｜江岚 图｜高远 编辑｜马琳", authors: []string{"江岚"}, editors: []string{"马琳"}},
		{line: "文/青禾日报记者 江岚 摄影/高远", authors: []string{"江岚"}},
		{line: "撰文：江岚、何青", authors: []string{"江岚", "何青"}},
		{line: "Source: Xinhua Author: Mei Tan Editor: John Ford", source: "Xinhua", authors: []string{"Mei Tan"}, editors: []string{"John Ford"}},
		{line: "By Mei Tan and John Ford", authors: []string{"Mei Tan", "John Ford"}},
		{body: true, line: "青禾日报讯（记者 江岚）昨天，基地新增岗位120个。", source: "", authors: []string{"江岚"}},
		{body: true, line: "新华社北京3月18日电（记者江岚、何青）昨天，基地新增岗位120个。", authors: []string{"江岚", "何青"}},
		{body: true, line: "中新网青禾3月18日电 (江岚 何青)昨天，基地新增岗位120个。", authors: []string{"江岚", "何青"}},
		{body: true, line: "本报记者 江岚 昨天，基地新增岗位120个。", authors: []string{"江岚"}},
		{body: true, line: "基地新增岗位120个。（江岚）", authors: []string{"江岚"}},
		{body: true, line: "基地新增岗位120个。（青禾日报记者 江岚）", authors: []string{"江岚"}},
		{body: true, line: "基地新增岗位120个。（记者 江岚 摄影 高远）", authors: []string{"江岚"}},
		{body: true, line: "基地新增岗位120个。(江岚 文/图)", authors: []string{"江岚"}},
		{body: true, line: "（作者：江岚，单位：青禾县就业局）", authors: []string{"江岚"}},
		{body: true, line: "（作者系青禾大学教授）"},
		{body: true, line: "（完）"},
		{body: true, line: "（高远 摄）"},
		{body: true, line: "（图片由校方提供）"},
		{body: true, line: "（下转第二版）"},
		{body: true, line: "记者从县人社局获悉，今年新增岗位1300个。"},
		{body: true, line: "青禾日报记者了解到，基地已有120人。"},
		{body: true, line: "新华社记者 江岚 摄"},
	} {
		var b byline
		if c.body {
			b.inBody([]record.Block{{Kind: record.Paragraph, Text: c.line}})
		} else {
			b.read([]string{hanziPlain(c.line)})
		}
		want := byline{c.source, c.authors, c.editors}
		if diff := cmp.Diff(want, b, cmp.AllowUnexported(byline{})); diff != "" {
			t.Errorf("%s\n%s", c.line, diff)
		}
	}
}

func hanziPlain(s string) string { return classify(s).plain }
