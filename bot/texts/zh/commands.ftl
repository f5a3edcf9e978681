# 命令菜单，每个几个字。

command-start = 领会员卡，或再看一次
command-points = 积分和它值多少钱
command-history = 积分明细
command-proof = 证明没人改过你的明细
command-signin = 今天签到
command-rewards = 用积分兑换
command-card = 会员卡和会员码
command-earn = 不购物也能得积分
command-invite = 邀请好友
command-challenges = 能拿到的奖励和你的进度
command-why = 积分为什么这样算，为什么没有
command-rules = 积分规则
command-settings = 语言和通知
command-privacy = 保存了你的哪些信息
command-help = 怎么用
command-cancel = 离开当前步骤
command-broadcast = 给会员群发消息
command-catalogue = 奖品：价格、库存、上新
command-campaigns = 活动：策划、试算、开始、结束
command-value = 积分价值和物价
command-stats = 会员计划的数据
command-extend = 延长积分有效期
command-reinstate = 恢复过期积分：会员码

bot-description = 你在{ $shop }的积分：购物时积累，每天签到，兑换喜欢的东西。
bot-about = { $shop }的积分、签到和兑换
