# 会员标签：店里自己的词，群发时可以只发给这些人。

tags-title = <b>{ $name }</b> · { $count ->
    [0] 还没有标签
   *[other] { $tags }
}
    点一下就加上或去掉；要新的就直接发，比如：爱喝茶。
    数字是带这个标签的会员人数。

button-tags = 标签
button-tag = { $chosen ->
    [yes] ✓ { $tag } · { $members }
   *[no] { $tag } · { $members }
}
