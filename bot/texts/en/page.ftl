# The counter page: paired from the chat, ended from the chat.

page-home = <b>Counter page</b> · works offline, and hands in later
    { $count ->
        [0] No page is paired yet. Open the link on the device that stands at the counter.
       *[other] Paired:
    }
page-line = { $number } · { $whose }, { $name } · last used { $seen }
page-nameless = a browser
page-link = <b>Open or scan this on the counter’s device</b>, within 10 minutes; it works once.
    <code>{ $link }</code>
page-off = The counter page isn’t running. Whoever runs the bot can switch it on: web.on in the settings.
button-page-new = Pair a device
button-page-open = Open here
button-page-end = End { $number }
toast-page-ended = Ended. It hands in nothing more.
command-counter = The counter page: it works offline too
