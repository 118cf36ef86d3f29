"""A conversation walked in a terminal: the real engine and the real texts, without a database. Nothing is carried out.

In a process: `Play(manuscript, "react", "nl", console, samples).run()` (`bot.playing.play`), with any `Console`
(`bot.playing.console`).
"""
