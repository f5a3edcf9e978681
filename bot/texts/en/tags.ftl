# Tags on members: words of the shop’s own, so that a broadcast can be for them alone.

tags-title = <b>{ $name }</b> · { $count ->
    [0] no tags yet
   *[other] { $tags }
}
    Tap one to put it on or take it off, or send a new one, like regular-tea.
    The number is how many members have it.

button-tags = Tags
button-tag = { $chosen ->
    [yes] ✓ { $tag } · { $members }
   *[no] { $tag } · { $members }
}
