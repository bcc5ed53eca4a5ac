package gazetteer

import (
	"os"
	"slices"
	"testing"
)

func load(t testing.TB) *Gazetteer {
	t.Helper()
	g, err := Load(os.DirFS("../../data/gazetteer"))
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func TestFind(t *testing.T) {
	g := load(t)
	for _, c := range []struct {
		text string
		want []string
	}{
		{"在陕西省宜君县,项目", []string{"610000", "610222"}},
		{"西延高铁在宜君设站", []string{"610222"}},
		{"甘肃积石山县等地", []string{"620000", "622927"}},
		{"青海平安区以“青绣”", []string{"630000", "630203"}},
		{"数字木兰计划", nil},
		{"木兰县的木兰基地", []string{"230127", "230127"}},
		{"河北日报报道", nil},
		{"新华财经北京8月9日电", nil},
		{"西安交通大学调研", nil},
		{"贵阳云岩区打造", []string{"520100", "520103"}},
		{"合作市场很大,全新县域", nil},
		{"离杭州近900公里", nil},
		{"当涂县| 锦州市| 桐柏县| 阜新市| 收藏| 富源县", nil},
		{"寻乌中心", []string{"360734"}},
		{"landed in Jiangxi: Xunwu", []string{"360000", "360734"}},
		{"Xunwu County, Jiangxi Province", []string{"360734", "360000"}},
		{"阿里巴巴", nil},
		{"张家口市张北县", []string{"130700", "130722"}},
		{"朝阳区", nil},
		{"北京市朝阳区", []string{"110000", "110105"}},
		{"楚雄州", []string{"532300"}},
		{"东乡县培训", []string{"622926"}},
		{"确保首都安全", nil},
		{"易地搬迁安置点", nil},
		{"腊月里,安化黑茶直播产业园灯火通明", []string{"430923"}},
		{"墨玉数字服务外包基地", []string{"653222"}},
		{"走进同心基地,富民产业园", nil},
		{"YIJUN, Shaanxi - The center", []string{"610222", "610000"}},
		{"Cao County in Shandong is", []string{"371721", "370000"}},
		{"Yuncheng County, in eastern Shandong; Henan, Shanxi", []string{"371725", "370000", "410000", "140000"}},
		{"Xin County, Henan province", []string{"411523", "410000"}},
		{"西安西大街", []string{"610100"}},
		{"2019年5月5日涞水脱贫", []string{"130623"}},
	} {
		var got []string
		for _, m := range g.Find(c.text) {
			got = append(got, m.Division.Code)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("Find(%q) = %v, want %v", c.text, got, c.want)
		}
	}
}

func TestByCode(t *testing.T) {
	g := load(t)
	if d, ok := g.ByCode("610222"); !ok || d.Name != "宜君县" || LevelOf(d) != County {
		t.Errorf("610222 is %+v, %v", d, ok)
	}
	if _, ok := g.ByCode("000000"); ok {
		t.Error("000000 is no division")
	}
}

func TestShorten(t *testing.T) {
	for name, want := range map[string]string{
		"宜君县": "宜君", "环县": "", "积石山保安族东乡族撒拉族自治县": "积石山", "楚雄彝族自治州": "楚雄", "内蒙古自治区": "内蒙古", "云岩区": "云岩", "Yijun County": "Yijun", "Beijing": "",
	} {
		if got := shorten(name); got != want {
			t.Errorf("shorten(%s) = %q, want %q", name, got, want)
		}
	}
}

func BenchmarkFind(b *testing.B) {
	g := load(b)
	text := "在陕西省宜君县,数字就业中心为返乡青年提供了岗位。从西安出发,两个小时就能到。项目经理说,清涧、子洲、永和三县的中心也在招人。"
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if len(g.Find(text)) < 5 {
			b.Fatal("places missed")
		}
	}
}
