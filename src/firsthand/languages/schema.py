"""What tables of a language may hold: an unknown key is an error, and so is a value of another kind.

Keys are listed by the kind of their value; ``section.key`` stands in a section. Of a ``table`` the keys are words of
the language. A table that is not named here (interface, reasons, summary) has the keys of the English one;
the keys of ``remarks`` are the English sentences themselves.
"""

from __future__ import annotations

KEYS: dict[str, dict[str, str]] = {
    "bylines": {  # who wrote, for whom, when it was corrected
        "list": (
            "after_credited agency_begins agency_ends agency_feet agency_last_words articles before_credited by "
            "carriers clock corrected credits "
            "general_sources generic_names name_particles publishing retracted roles self_hinting self_naming "
            "shared_credits"
        ),
        "table": "agencies agency_signs",
    },
    "certainty": {  # words by which somebody denies, doubts, claims, confirms
        "list": (
            "claimed.around claimed.before conditional.auxiliaries conditional.beings conditional.participles "
            "conditional.unless confirmed.around confirmed.before denied.around denied.before doubted.around "
            "doubted.before negations.contractions negations.double negations.words negative.prefixes "
            "negative.suffixes negative.words never_hedges.phrases probable.around probable.before "
            "refused.verbs refused.what weak.words"
        ),
    },
    "claims": {  # what is no claim of its own
        "list": "captions clause_breaks dangling loose_ends openers openers_that silence silence_that",
        "words": "between",
    },
    "dates": {  # how days, months and durations are written
        "list": (
            "age_after age_before ago.after ago.before ago.earlier ago.later articles bare_before between "
            "clock_marks clock_words date_words day_suffixes decades doubtful_months future future_before "
            "future_endings links not_years one.words part_of_day_links parts_of_time.begin parts_of_time.end "
            "parts_of_time.middle references.FUTURE_REF references.PAST_REF references.PRESENT_REF same.day "
            "same.month same.year vague.words"
        ),
        "table": "days durations months ordinals parts_of_day seasons sets shifts shifts_after units weekdays",
        "truth": "needs_capital",
        "words": "order",
    },
    "events": {  # what happens, in which words
        "list": (
            "classes.amounts classes.deaths classes.general_heads classes.hurt classes.lasting classes.light "
            "classes.loose classes.measured classes.measures classes.nothing classes.people classes.proper "
            "classes.rates classes.running classes.single classes.spans classes.states classes.suffered "
            "classes.taken classes.valued irregular.words scope.ages scope.fillers scope.more scope.no scope.nobody "
            "scope.none scope.nowadays scope.other scope.part scope.people scope.still scope.things "
            "scope.versus shapes.endings shapes.manner time.before time.hours time.nothing time.onset "
            "time.since time.so_far time.then"
        ),
        "table": "concepts labels",
    },
    "figures": {  # how numbers, units and money are written
        "list": (
            "articles bounds.less bounds.more bounds.near degrees joiners lone measure_words not_figures "
            "ordinal_suffixes partitives percent plurals prenominal ranges.middle ranges.open "
            "scales_after_digits.letters stops time_units.names times.comparing times.words"
        ),
        "table": (
            "contractions currencies fractions heads irregular multiples numbers ordinals scales shares units vague"
        ),
        "truth": "group_space",
        "words": "decimal head",
    },
    "furniture": {  # what is the page's and not the article's
        "list": "about_outlet contents endings home lines more_links related",
        "table": "calls",
    },
    "names": {  # people, bodies, places, outlets
        "list": "possessive spelling.aliases spelling.nicknames spelling.rules spelling.variants",
        "table": "countries",
        "truth": "strips_articles",
        "words": (
            "anonymous compass determiners emphatics given.names never organization_cues organization_heads "
            "organization_words organizations.names outlet_cues outlet_words outlets.names place_cues "
            "place_position place_words regions.adjectives regions.names role_heads role_links role_modifiers "
            "speech starters titles work_cues work_heads"
        ),
    },
    "opposites": {  # words that contradict one another
        "list": "agents sets",
    },
    "people": {  # women, men, offices
        "words": (
            "called_again copulas either_names female_names female_pronouns female_words last_named male_names "
            "male_pronouns male_words origin_endings other_office place_nouns"
        ),
    },
    "quotes": {  # who said what
        "list": (
            "according anonymity_requests empty for_voices idioms kinds.outlet_names media.agents media.frames "
            "own_views"
        ),
        "table": "conjugation.accents conjugation.regular irregular stressed_stems verbs",
        "truth": "asides_inside conjugation.irregular_adds drops_subjects head_first inversion questions_always",
        "words": (
            "abstract_endings addressing adverb_endings amount_links amounts as_openers aside_openers auxiliaries "
            "bare_pronouns "
            "before_conjunction behind_preposition clitics complementizers conditionals conjugation.enclitics "
            "conjugation.hyphened conjugation.stressed contracted contrasts coordinators correlatives dates "
            "determiners doing.acts doing.attitudes doing.links elisions finite finite_endings first_person "
            "first_person_endings free_relatives futures gerund_endings homographs honorifics impersonals "
            "infinitive_endings infinitive_links infinitive_markers introducers kinds.anonymity "
            "kinds.anonymous_nouns kinds.bodies kinds.former kinds.indefinite kinds.interviews kinds.not_media "
            "kinds.outlets kinds.places kinds.posts kinds.reporters kinds.roles kinds.works kin labels name_places "
            "names_inside negations neuters nonfinite not_finite not_infinitive not_voices nouns.fears nouns.of "
            "nouns.that nouns.that_links nouns.views nouns.words object_pronouns object_takers other_pronouns "
            "participle_endings passive.agents passive.auxiliaries passive.openers passive.reflexive past_endings "
            "people periphrastic periphrastic_bare person_possessives person_pronouns place_openers plain_questions "
            "plural_endings "
            "plural_pronouns plural_verb_endings portfolios possessives prefixes.go prefixes.point prefixes.spell "
            "prepositions pronominal pronominal_suffix question_openers questions quoted_as reduced_relatives "
            "relative_voices relatives speaker_pronouns subordinators takes_people things_sent time_nouns "
            "time_openers uttering_endings verb_pronouns whose"
        ),
    },
    "sentences": {  # where sentences end
        "list": "abbreviations before_number says says_goes_on starters titles",
    },
    "stock": {  # wording that everybody uses
        "list": "marks_after marks_before widget_words widgets",
        "table": "edge_notes notes",
        "words": "says",
    },
    "translation": {  # words for comparing translations
        "number": "length",
        "table": "numbers",
        "words": "endings function_words",
    },
    "words": {  # function words and endings, by which a language is known
        "list": "complementisers",
        "words": "frame_words function_words suffixes",
    },
}

_FORMS = "base finite gerund infinitive participle"
ENTRIES: dict[str, str] = {
    "quotes.verbs": (
        "lemmas amount bare believes channel level mixed object of quote record that to trailing utters whether works"
    ),
    "quotes.conjugation.regular": _FORMS,
    "quotes.irregular": f"{_FORMS} whole",
}
"""What each entry of a table of tables may hold: the forms of an ending or a lemma, what a group of verbs takes."""
