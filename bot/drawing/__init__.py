"""Flows as pictures: SVG with the texts in a language, in which dead ends, missing texts and what the checker found are seen.

In a process, such as the rehearsal page's:

    graph = graph_of(book, vocabulary, "react")                       # bot.dialogue.graph; the book may have mistakes in it
    svg = flow_svg(graph, Words("ar", catalogs), lit={"understood"})  # bot.drawing.svg, bot.drawing.words

`book` is a loaded library's, or the first half of what `bot.dialogue.loader.read_book(folder)` answers. Each step is a
`<g id="step-understood" class="step asks" data-step="understood">`: a page lights it up by giving it the class `lit` too. The
stylesheet inside names nothing outside `svg.flow-picture`. A picture takes some 20 to 60 ms; graphviz draws one at a time, so not
from two threads at once.
"""
