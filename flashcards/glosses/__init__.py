"""What a sense of the dictionary says in English, and whether two wordings say the same.

* `comparison`: whether a sense and a rendering share a word, and how well a sense fits one;
* `nearness`, on `synonyms` and `vectors`: how near two wordings are that share nothing;
* `text_support`: how much of a sense stands anywhere in an English sentence;
* `wording`: what a card says of a word;
* `word_glosses`, `english_types`, `keys`: what these compare, made ready.
"""
