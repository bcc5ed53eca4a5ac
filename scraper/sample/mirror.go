package sample

import (
	"bytes"
	"strings"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// An annotator breaks text as mirror sites are seen to do: Traditional, with
// the reading behind certain characters. Which
// characters is fixed for a site.
type annotator struct {
	readings [][2]string // character, reading; replaced in this order
	bytewise bool        // replaces and splits bytes of GBK, not characters
}

// The two mirrors. The first works on characters and is undone exactly; the
// second works on bytes, so a pair of bytes that straddles two characters is
// taken for a listed one, and what follows loses bytes: 當地有160 → 當(dāng)?shù)赜?60.
var (
	wholeCharacters = &annotator{readings: [][2]string{
		{"經", "jīng"}, {"業", "yè"}, {"團", "tuán"}, {"發", "fā"}, {"產", "chǎn"}, {"標", "biāo"},
		{"設", "shè"}, {"鄉", "xiāng"}, {"應", "yīng"}, {"達", "dá"}, {"訓", "xùn"}, {"據", "jù"},
		{"務", "wù"}, {"農", "nóng"}, {"進", "jìn"}, {"學", "xué"}, {"網", "wǎng"}, {"開", "kāi"},
		{"個", "gè"}, {"來", "lái"}, {"機", "jī"},
	}}
	bytewise = &annotator{bytewise: true, readings: [][2]string{
		{"數", "shù"}, {"當", "dāng"}, {"業", "yè"}, {"養", "yǎng"}, {"環", "huán"}, {"聯", "lián"}, {"結", "jié"},
	}}
)

func (a *annotator) mangle(s string) string {
	s = traditional(s)
	if a.bytewise {
		return a.mangleBytes(s)
	}
	for _, r := range a.readings {
		s = strings.ReplaceAll(s, r[0], r[0]+"("+r[1]+")")
	}
	return s
}

// split is the punctuation at which the mirror cuts the bytes before it decodes
// each piece alone.
var split = []string{"，", "；", "：", "？", "！", "、"}

// mangleBytes holds the text as GBK, replaces byte pairs wherever they stand,
// and decodes piece by piece. The reading is held as a NUL and its number until
// the end, so that its own bytes do not match.
func (a *annotator) mangleBytes(s string) string {
	b := encode(s)
	for i, r := range a.readings {
		pair := encode(r[0])
		b = bytes.ReplaceAll(b, pair, append(pair[:2:2], '(', 0, byte(i), ')'))
	}
	var out strings.Builder
	for len(b) > 0 {
		cut, width := len(b), 0
		for _, p := range split {
			if at := bytes.Index(b, encode(p)); at >= 0 && at < cut {
				cut, width = at, 2
			}
		}
		a.decode(&out, b[:cut])
		a.decode(&out, b[cut:cut+width])
		b = b[cut+width:]
	}
	return out.String()
}

func (a *annotator) decode(out *strings.Builder, b []byte) {
	for len(b) > 0 {
		switch {
		case b[0] == 0 && len(b) > 1:
			out.WriteString(a.readings[b[1]][1])
			b = b[2:]
		case b[0] < 0x80:
			out.WriteByte(b[0])
			b = b[1:]
		case len(b) == 1 || b[1] < 0x40:
			out.WriteByte('?')
			b = b[min(2, len(b)):]
		default:
			out.WriteString(pair(b[:2]))
			b = b[2:]
		}
	}
}

// pair decodes two bytes; an undefined cell shows as a question mark.
func pair(b []byte) string {
	s, err := simplifiedchinese.GBK.NewDecoder().Bytes(b)
	if err != nil || bytes.ContainsRune(s, '\uFFFD') {
		return "?"
	}
	return string(s)
}

// encode writes what GBK lacks as a question mark, like the mirror.
func encode(s string) []byte {
	var out []byte
	enc := simplifiedchinese.GBK.NewEncoder()
	for _, r := range s {
		b, err := enc.Bytes([]byte(string(r)))
		if err != nil {
			b = []byte("?")
		}
		out = append(out, b...)
	}
	return out
}

// traditional converts character by character, as cheap converters do. It
// leaves alone what has two Traditional forms (后, 里, 余, 干, 台 in names).
func traditional(s string) string {
	return strings.Map(func(r rune) rune {
		if t, ok := toTraditional[r]; ok {
			return t
		}
		return r
	}, s)
}

var toTraditional = pairs(simplifiedTraditional)

func pairs(s string) map[rune]rune {
	m := make(map[rune]rune)
	r := []rune(strings.Join(strings.Fields(s), ""))
	for i := 0; i+1 < len(r); i += 2 {
		m[r[i]] = r[i+1]
	}
	return m
}

const simplifiedTraditional = `
万萬与與专專业業东東两兩严嚴丧喪个個丰豐临臨为為丽麗举舉义義乌烏乐樂习習乡鄉书書买買乱亂争爭亏虧云雲亚亞产產亩畝亲親
亿億仅僅从從仓倉仪儀们們价價众眾优優会會伞傘伟偉传傳伤傷伦倫伪偽体體佣傭侧側侨僑俭儉债債倾傾储儲儿兒兑兌兰蘭关關兴興
养養兽獸内內冈岡册冊写寫军軍农農冯馮决決况況冻凍净淨凉涼减減凑湊凤鳳凭憑凯凱击擊创創删刪别別剂劑剑劍剧劇劝勸办辦务務
动動励勵劲勁劳勞势勢勋勳匀勻区區医醫华華协協单單卖賣占占卢盧卫衛却卻厂廠厅廳历歷厉厲压壓厌厭县縣参參双雙变變叙敘叶葉
号號叹嘆吓嚇吗嗎听聽启啟吴吳员員呜嗚响響哑啞唤喚团團园園围圍国國图圖圆圓圣聖场場坏壞块塊坚堅坛壇坝壩坟墳坠墜垄壟垒壘
垦墾执執扩擴扫掃扬揚扰擾抚撫抛拋抢搶护護报報担擔拟擬拢攏拥擁拦攔择擇挂掛挥揮捞撈损損换換据據掳擄摄攝摆擺摇搖摊攤撑撐
墙牆壮壯声聲壳殼处處备備够夠头頭夹夾夺奪奋奮奖獎妆妝妇婦妈媽娄婁娱娛婴嬰孙孫学學宁寧宝寶实實宠寵审審宪憲宫宮宽寬宾賓
寝寢对對寻尋导導寿壽将將尔爾尘塵尝嘗层層属屬岁歲岂豈岗崗岛島岭嶺峡峽币幣师師帐帳帜幟带帶帮幫庄莊庆慶库庫应應庙廟废廢
开開异異弃棄张張弥彌弯彎弹彈强強归歸录錄彻徹径徑忆憶忧憂怀懷态態总總恋戀恳懇恶惡悬懸惊驚惧懼惨慘惩懲惯慣愿願懒懶戏戲
战戰户戶扑撲杀殺权權条條来來杨楊极極构構枪槍柜櫃标標栈棧树樹样樣桥橋档檔检檢楼樓榄欖欢歡欧歐残殘殴毆毁毀毕畢毙斃毡氈
气氣汇匯汉漢汤湯沟溝没沒沪滬沦淪泪淚泽澤洁潔浅淺测測济濟浏瀏浓濃涂塗涨漲润潤涩澀渊淵渐漸渔漁温溫湾灣湿濕满滿滚滾滤濾
滨濱滩灘潜潛灭滅灯燈灵靈灾災炉爐点點炼煉烂爛烟煙烦煩烧燒热熱爱愛爷爺牵牽犊犢状狀独獨狭狹狱獄猎獵猪豬献獻玛瑪环環现現
琐瑣电電画畫畅暢疗療疯瘋皱皺盏盞盐鹽监監盖蓋盘盤睁睜瞒瞞矿礦码碼砖磚础礎确確礼禮祸禍离離种種积積称稱稳穩穷窮窃竊窜竄
竞競笔筆笼籠筑築签簽简簡箩籮类類粮糧紧緊纠糾红紅纤纖约約级級纪紀纯純纱紗纲綱纳納纵縱纷紛纸紙纺紡线線练練组組细細织織
终終绍紹经經绑綁结結绕繞绘繪给給络絡绝絕统統继繼绩績续續维維绵綿综綜绿綠缓緩编編缘緣缝縫缩縮网網罗羅罚罰职職联聯聪聰
肃肅肠腸肤膚胀脹胁脅胆膽胜勝脑腦脚腳脱脫脸臉艰艱艺藝节節芦蘆苍蒼苏蘇苹蘋茎莖荐薦荣榮药藥获獲营營萨薩蓝藍虑慮虚虛虽雖
虾蝦蚁蟻补補装裝见見观觀规規视視览覽觉覺计計订訂认認讨討让讓训訓议議讯訊记記讲講许許论論设設访訪证證评評识識诉訴词詞译譯
试試诗詩诚誠话話询詢该該详詳语語误誤说說请請诸諸诺諾读讀课課谁誰调調谈談谋謀谢謝谱譜贝貝负負贡貢财財责責贤賢败敗账賬货貨
质質贩販贫貧购購贯貫贴貼贵貴贷貸贸貿费費贺賀资資赋賦赏賞赔賠赖賴赚賺赛賽赞贊赠贈赢贏赶趕趋趨跃躍践踐踪蹤车車轨軌转轉轮輪
软軟轻輕载載较較辅輔辆輛输輸边邊达達迁遷过過运運还還这這进進远遠违違连連迟遲适適选選递遞逻邏遗遺邓鄧邮郵邻鄰郑鄭酝醞释釋
针針钟鐘钱錢铁鐵铃鈴铜銅铝鋁铭銘银銀链鏈销銷锁鎖锅鍋错錯锦錦键鍵镇鎮镜鏡长長门門闪閃闭閉问問闲閒间間闻聞阅閱阔闊队隊阳陽
阴陰阵陣阶階际際陆陸陇隴陈陳险險随隨隐隱难難雾霧霉黴静靜韩韓页頁顶頂项項顺順须須顾顧预預领領频頻题題颜顏额額风風飞飛饭飯
饮飲饰飾馆館驱驅驻駐驾駕骑騎验驗骗騙鱼魚鲜鮮鸟鳥鸡雞鸭鴨麦麥黄黃齐齊龄齡龙龍无無时時显顯晋晉晒曬晓曉晚晚术術机機杂雜朴樸
数數敌敵无無旧舊旷曠汹洶涞淶顿頓颗顆
发發几幾复復当當尽盡么麼后後于於并並丝絲乔喬俩倆偿償党黨冲衝刚剛垫墊娇嬌归歸捡撿梦夢泾涇礙礙绣繡缴繳鉴鑑
赵趙刘劉吕呂谭譚闫閆蒋蔣岩巖绒絨颖穎贯貫轨軌骤驟颇頗颠顛饱飽馈饋驼駝鹿鹿麟麟鸿鴻蚂螞划劃陕陝赣贛`
