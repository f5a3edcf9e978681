# 一步步填写时共用的话：选项、例子，以及填错时的说明。

figure-type = 选一个，或者发别的数字，比如 { $example }。
figure-money = { $amount ->
    [0] 不限金额
   *[other] { $amount }
}
figure-choice =
    .by-staff = 店员
    .by-member = 会员自己
    .by-profile = 资料完整
    .per-day = 每天
    .per-week = 每周
    .per-month = 每月
    .per-year = 每年
    .per-ever = 总共
unfit =
    .number = 请发一个数字，比如 { $example }。
    .range = 要在 { $least } 到 { $most } 之间。
    .whole = 要能整除：请发 { $least } 的倍数，比如 { $example }。
    .choose = 请按一个按钮。
    .name = 名字最多 { $most } 个字，或者两种语言各一个，比如 { $example }。
    .window = 请发起止日期，比如 { $example }。
    .past = 这个时间已经过了。请发今天或以后的日期，比如 { $example }。
    .far = 这是十年以后了。请发近一点的日期，比如 { $example }。
    .order = 结束要晚于开始，比如 { $example }。
    .over = 这个时间已经过了。请发之后的时间，比如 { $example }。
    .moment = 请发日期和时间，比如 { $example }。
    .picture = 请发一张照片，不要发文件。
    .note = 请发一行字，或者两种语言各一行，每行最多 { $most } 个字。
    .prize = 没有这个奖品。请发积分数，或者目录里奖品的名字。
    .prices = 每个等级一行，后面写价格：
        { $example }
    .outcomes = 每个奖一行，后面写权重：
        { $example }

button-figure = { $chosen ->
    [yes] ✓ { $value }
   *[no] { $value }
}
