package charset

// Frequent characters of modern Chinese with its punctuation. Simplified and
// Traditional forms stand together, since Traditional text is served in
// GB18030 as well. Of running text they make up more than half; of another
// encoding read as Chinese, a few hundredths.
var frequent = set("的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严，。、；：？！“”‘’（）《》—…" +
	"這個為國來們時對會發過說產種後學經進著電裡現實兩體機當點從業應開還間樣與關重線數變條沒結問題無系軍員總設長頭資邊級圖統見計別農幾區強決幹戰則據處隊給門規熱領東導壓爭濟階術極聯認權證採轉單風帶場車務萬達積議聲報鬥類離華確張馬節話況溫傳許廣記須際驗連斷難礦備辦習響約勞團歷稱準劃選標寫親養狀廠識適屬圓調滿縣參紅細聽該鐵價嚴網縣鄉億臺灣")

// The commonest Hangul syllables of running Korean.
var frequentHangul = set("이다는의에을가고하한지로를은기도서사자어인나리대시아해그수있정일부스전것들라제상보주장년성으만과")

func set(chars string) map[rune]bool {
	m := make(map[rune]bool, len(chars)/3)
	for _, r := range chars {
		m[r] = true
	}
	return m
}
