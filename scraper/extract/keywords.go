package extract

import (
	"strings"
	"unicode/utf8"
)

// keywords finds which of its words a text starts with, the longest first.
type keywords map[byte][]string

// lexicon sorts words, one or more a line parted by spaces; an underscore
// stands for a space inside a word.
func lexicon(text string) keywords {
	k := make(keywords)
	for _, w := range strings.Fields(text) {
		w = strings.ReplaceAll(w, "_", " ")
		k[key(w)] = append(k[key(w)], w)
	}
	return k
}

func (k keywords) match(s string) string {
	if s == "" {
		return ""
	}
	best := ""
	for _, w := range k[key(s)] {
		if len(w) > len(best) && strings.HasPrefix(s, w) {
			best = w
		}
	}
	return best
}

// key is the byte that tells words apart best: Chinese characters share their
// first ones.
func key(s string) byte {
	if s[0] < utf8.RuneSelf || len(s) < 3 {
		return s[0]
	}
	return s[2]
}

// stopAlone are headings of what comes after a story.
var stopAlone = lexicon(`相关新闻 相关阅读 相关文章 相关推荐 相关链接 相关报道 相关资讯 相关内容 相关稿件 相关专题 相关信息 相关热词 相关搜索 相关话题 相关视频 相关附件 相关评论
	推荐阅读 推荐文章 推荐新闻 推荐资讯 推荐内容 推荐视频 为您推荐 为你推荐 热门推荐 热门文章 热门新闻 热门阅读 热门资讯 热门话题 热门搜索 热门评论 热门排行 热门标签 热门点击
	延伸阅读 更多新闻 更多阅读 更多精彩 更多内容 更多文章 更多推荐 更多相关 更多资讯 更多报道 猜你喜欢 猜您喜欢 精彩推荐 精彩图片 今日推荐 编辑推荐 小编推荐 最新文章 最新新闻 最新资讯 最新评论 最新发布
	热点新闻 热点推荐 热点资讯 热点排行 热点图片 大家都在看 大家都在搜 大家还看了 网友评论 全部评论 发表评论 评论列表 我要评论 我来说两句 我有话说 用户评论 精彩评论 文章评论
	往期回顾 往期推荐 往期精彩 阅读排行 点击排行 新闻排行 图片新闻 频道推荐 友情链接 24小时热文 24小时排行 24小时热点 本周热点 今日热点 今日头条 视频推荐 图片推荐 图集推荐 推广信息 特别推荐 新闻推荐 新闻热点 资讯推荐 热文推荐 热读文章 阅读推荐 本类推荐 本类热门 随机文章 随便看看 大家都爱看 看过本文的人还看过
	Related_Articles Related_articles Related_Stories Related_stories Related_News Related_news Related_Posts Related_posts Related_Content Related You_may_also_like You_might_also_like
	Read_more Read_More More_from More_stories More_news Recommended Most_read Most_Read Most_popular Most_Popular Comments Leave_a_reply Leave_a_Reply Leave_a_comment Leave_a_Comment
	Latest_News Latest_news Trending Popular_Posts See_also`)

// stopAlways begin lines that lead to other pages.
var stopAlways = lexicon(`上一篇 下一篇 上一条 下一条 上一则 下一则 上篇： 下篇： 前一篇 后一篇 上一页 下一页 Previous_post Next_post Previous_article Next_article Previous: Next:`)

// junkHead begin lines that are not the story whatever follows.
var junkHead = lexicon(`免责声明 版权声明 特别声明 郑重声明 平台声明 声明： 声明: 特别提醒： 版权所有 版权归 版权与免责 版权说明 版权提示 版权作品 凡本网 凡本站 凡注明 凡来源 本网站所 本站所 本站转载 本网转载 本网注明 本站声明 本站刊 本站文章 本站内容 本站仅 本网站
	本文来自网易 本文仅代表 本文内容仅 本文系转载 本文为转载 本文为澎湃号 本文为作者 本文转载自 本文版权 本文由投稿 本文章 本文链接 本文网址 本文地址 以上内容仅 以上内容为 上述内容 仅代表作者 文章仅代表 文章内容仅 未经授权 未经许可 未经书面 未经本 如有侵权 若有侵权 如需转载 转载请 转载须 转载声明 转载本文 转载此文 欢迎转载 网站声明 网友评论仅 评论仅代表 投资有风险 风险提示：本
	举报电话 举报邮箱 举报投诉 投诉电话 投诉邮箱 联系邮箱 联系我们 联系方式： 联系电话： 备案号 违法和不良 不良信息 网络视听许可 互联网新闻信息 增值电信 信息网络传播 新闻热线 客服电话 客服热线 广告热线 广告服务 版权合作 商务合作
	分享到 分享至 分享让更多 扫一扫 扫描二维码 扫描下方 扫描上方 扫码 长按识别 长按二维码 关注我们 关注公众号 关注微信 微信公众号 微信扫 微信分享 微信好友 微信关注 手机看新闻 手机扫 用微信扫 使用微信
	打印本页 打印本文 打印此文 打印正文 关闭窗口 关闭本页 关闭页面 收藏本文 收藏本页 返回首页 返回顶部 返回列表 返回目录 返回上一 返回搜狐 返回腾讯 回到首页 回到顶部 字体： 字体: 字号 字体大小 纠错 我要纠错 我要反馈 我要投稿 点击加载 点击展开 点击阅读 点击查看更多 展开全文 展开阅读 展开剩余 阅读全文 阅读原文 查看更多 查看全文 查看原文 查看评论 加载更多 加载中 举报/反馈
	关键词： 关键词: 关键字： 关键字: 标签： 标签: 热词： TAG: TAG： Tag: Tags: tags: Tags 当前位置 您的位置 您当前 您现在 你的位置 您所在 您的当前 所在位置 首页> 首页_> 首页» 用户名 登录 注册 请登录 已有账号 营业执照 工商 特此声明 凡标注 网站地图 关于我们 正在加载 暂无评论 文明上网 原文链接 原文地址 原文网址 文章标题： 网页链接 本篇文章 特别说明：本 本条新闻 责任编辑邮箱 下载客户端 打开APP 打开客户端 请使用 您的浏览器 你的浏览器 浏览器版本
	Copyright © All_rights_reserved Share_this Share_on Follow_us Subscribe Sign_up Advertisement Print_this Email_this Filed_under Disclaimer Cookie Skip_to Click_here_to Your_browser Please_enable`)

// junkAlone are whole lines: buttons and counters.
var junkAlone = lexicon(`完 THE_END The_End END 打印 打印文章 关闭 收藏 举报 点赞 赞 踩 评论 分享 分享： 转发 参与 跟贴 跟帖 人跟贴 人参与 人评论 条评论 次阅读 次浏览 阅读 浏览 在看 好看 首页 正文 新闻 返回 投稿 反馈 客户端 新浪微博 腾讯微博 微信 微博 QQ空间 QQ 朋友圈 豆瓣 百度 更多 大 中 小 大中小 放大 缩小 默认 复制链接 复制 海报 保存 顶 顶一下 踩一下 喜欢 推荐 收起 展开 全文 订阅 关注 已关注 取消 确定 提交 发布 发送 登录 注册 播放 暂停 重播 广告 听新闻 语音播报 朗读 无障碍 繁体 简体 English
	Print Email Share Tweet Facebook Twitter WhatsApp LinkedIn Reddit Save Like Reply Comment Close Menu Search Home Next Previous Top Play Pause Photo Advertisement`)

// junkInside mark short lines wherever they stand.
var junkInside = []string{"ICP备", "ICP证", "公网安备", "版权所有", "All Rights Reserved", "All rights reserved", "网络文化经营许可", "信息网络传播视听", "新出网证", "点击上方蓝字", "点击蓝字", "长按二维码", "扫描二维码", "仅代表作者", "侵权必究", "追究法律责任", "追究其法律责任", "不代表本网", "不代表本站", "未经授权不得", "未经许可不得", "违者必究", "@qq.com", "下载APP", "不构成投资建议"}

// metaHead begin lines of metadata.
var metaHead = lexicon(`来源 来_源 来__源 来　源 来　　源 文章来源 信息来源 新闻来源 稿件来源 内容来源 本文来源 消息来源 原文来源 原载 稿源 出处 转自 作者 作_者 作　者 文章作者 本文作者 原作者 记者： 记者: 撰文 撰稿 撰稿人 文字 执笔 编辑 编_辑 编　辑 责任编辑 责编 本文编辑 网络编辑 网站编辑 执行编辑 值班编辑 新媒体编辑 文字编辑 图片编辑 视觉编辑 美编 责任校对 校对 审核 审稿 审校 审编 审签 一审 二审 三审 初审 复审 终审 编审 监制 主编 副主编 值班主编 值班主任 统筹 策划 出品 总监制 发布时间 发布日期 发布人 发布者 发布单位 发布机构 发布于 发布 发表时间 发表日期 发表于 更新时间 更新日期 更新于 更新 时间 日期 成文日期 浏览 浏览次数 浏览量 阅读 阅读量 阅读次数 阅读数 点击 点击数 点击量 点击次数 点击率 访问量 访问次数 人气 热度 字体 字号 供稿 供稿单位 通讯员： 通讯员: 排版 签发 录入 录入者 投稿 信息员 评论 评论数 分享 索引号 主题分类 发文机关 文号
	Source: Source Author: Author Editor: Editor By Published Posted Updated Date Written_by`)
