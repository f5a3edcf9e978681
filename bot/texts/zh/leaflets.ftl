# 群发消息里为每位会员填入的内容。{expiring} 放在店主自己写的句子里：“记得用掉{expiring}。”
leaflet-expiring = { $points }（{ $day }到期）
leaflet-nothing-expires = 你的积分
