"""The look of the cards: a front for each kind, answers, and CSS; the colours of the tones, which pages share.

`tones-pleco.css` holds the colours that are usual, `settings.choices.Tones` names the others. After a change of a file
here: `python scripts/revise_look.py --write`, so that Anki takes the new look; what `docs/cards.md` says of it; and
`python scripts/pictures.py` for the pictures in the README. `anki/templates.py` puts the files together.
"""
