"""A small fictional affair as a finished `Case`, for the tests of everything that shows or writes one.

A minister of the invented republic of Santa Brida tells a radio station that a dredging contract cost four times the
harbour's yearly budget. The station's piece is not in the collection; a newspaper's is, in English and Spanish halves,
and others copy it, lose the station, and turn four into five.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from itertools import pairwise

from firsthand.model import (
    Assertion,
    Case,
    Certainty,
    Change,
    Claim,
    Decision,
    Derivation,
    Discrepancy,
    DiscrepantValue,
    Document,
    Entity,
    Fact,
    FactAssertion,
    FactValue,
    Family,
    First,
    Merge,
    MissingOriginal,
    Origin,
    Origins,
    Passage,
    Problem,
    Quotation,
    Reason,
    Reuse,
    Run,
    Source,
    Span,
    TimeInterval,
    ToldValue,
)

TEXTS = {
    "101_post": (
        "Dredging deal dwarfs harbour's budget\nBy Ada Quill\n\n"
        "SANTA BRIDA — The dredging of the northern channel will cost “four times more than the harbour spends in a "
        "whole year,” Inés Carballo, the minister of ports, told Radio Costa on Monday.\n\n"
        "“Nobody in the cabinet saw the second contract before it was signed,” Carballo added.\n\n"
        "A docker who saw the crane fall, Tomás Rell, said that the brakes had been reported twice.\n\n"
        "El dragado del canal norte costará «cuatro veces más de lo que el puerto gasta en un año entero», dijo a "
        "Radio Costa Inés Carballo, ministra de Puertos.\n\n"
        "Support the Harbour Post: become a member today.\n"
    ),
    "102_ledger": (
        "Minister slams harbour deal\n\n"
        "The dredging of the northern channel will cost “five times more than the harbour spends in a whole year,” "
        "Carballo pointed out.\n\n"
        "“Nobody in the cabinet saw the second contract before it was signed,” she added.\n\n"
        "Officials were aware of the crane's condition, people close to the matter say.\n"
    ),
    "103_faro": (
        "La grúa del muelle cuatro\n\n"
        "La policía portuaria confirmó que el freno de la grúa había sido denunciado dos veces, según su informe.\n\n"
        "Según allegados, los funcionarios conocían el estado de la grúa.\n"
    ),
    "104_baia": (
        "Dragagem custa quatro vezes o orçamento do porto\n\n"
        "A dragagem do canal norte custará “quatro vezes mais do que o porto gasta num ano inteiro”, disse a ministra "
        "Inés Carballo.\n"
    ),
    "105_ledger_again": (
        "Minister slams harbour deal\n\n"
        "The dredging of the northern channel will cost “five times more than the harbour spends in a whole year,” "
        "Carballo pointed out.\n\n"
        "“Nobody in the cabinet saw the second contract before it was signed,” she added.\n\n"
        "Officials were aware of the crane's condition, people close to the matter say.\n\n"
        "More from the Ledger: sign up for our newsletter.\n"
    ),
    "106_mina": "صوت الميناء\n\nقالت الوزيرة إن العقد يكلف أربعة أضعاف ميزانية الميناء.\n",
}

FACTS = {
    "101_post": {
        "title": "Dredging deal dwarfs harbour's budget",
        "author": "Ada Quill",
        "outlet": "The Harbour Post",
        "owner": "Quayside Media",
        "published": TimeInterval("2031-03-04", "2031-03-04"),
        "languages": ("en", "es"),
        "url": "https://harbourpost.example/dredging",
    },
    "102_ledger": {"title": "Minister slams harbour deal", "outlet": "Daily Ledger", "languages": ("en",)},
    "103_faro": {
        "title": "La grúa del muelle cuatro",
        "outlet": "El Faro",
        "published": TimeInterval("2031-03-01", "2031-03-31"),
        "languages": ("es",),
        "status": "corrected",
    },
    "104_baia": {
        "title": "Dragagem custa quatro vezes o orçamento do porto",
        "outlet": "Diário da Baía",
        "owner": "Quayside Media",
        "published": TimeInterval("2031-03-05T07:30Z", "2031-03-05T07:30Z"),
        "languages": ("pt",),
    },
    "105_ledger_again": {"title": "Minister slams harbour deal", "outlet": "Daily Ledger", "languages": ("en",)},
    "106_mina": {"title": "صوت الميناء", "languages": ("ar",)},
}


def document(name: str, text: str, **facts: object) -> Document:
    """A document whose id is its text's hash, as reading makes it."""
    sha256 = hashlib.sha256(text.encode("utf8", "surrogatepass")).hexdigest()
    return Document(id=sha256[:16], text=text, path=f"articles/{name}.txt", sha256=sha256, **facts)  # type: ignore[arg-type]


def the_case() -> Case:
    """The whole affair."""
    docs = {name: document(name, text, **FACTS[name]) for name, text in TEXTS.items()}
    ledger, again = docs["102_ledger"], docs["105_ledger_again"]
    docs["102_ledger"] = replace(ledger, same_as=(again.id,))
    docs["105_ledger_again"] = replace(again, same_as=(ledger.id,))

    def at(name: str, words: str) -> Span:
        start = docs[name].text.index(words)
        return docs[name].span(start, start + len(words))

    minister = Source("Inés Carballo", "person", at("101_post", "Inés Carballo"), "e1", role="minister of ports")
    docker = Source("Tomás Rell", "person", at("101_post", "Tomás Rell"), "e2", role="docker")
    police = Source("harbour police", "body", at("103_faro", "La policía portuaria"), "e3")
    insiders = Source("people close to the matter", "anonymous", anonymous=True)

    english = at("101_post", "four times more than the harbour spends in a whole year,")
    spanish = at("101_post", "cuatro veces más de lo que el puerto gasta en un año entero")
    copied = at("102_ledger", "five times more than the harbour spends in a whole year,")
    copied_again = at("105_ledger_again", "five times more than the harbour spends in a whole year,")
    portuguese = at("104_baia", "quatro vezes mais do que o porto gasta num ano inteiro")
    one = Origins(1, 1, 1, "single", (Origin("person", "Inés Carballo", "e1"),))
    two = Origins(2, 2, 2, "established", (Origin("person", "Inés Carballo", "e1"), Origin("unseen", "unseen")))
    cost = Claim(
        id="c-cost",
        text="The dredging of the northern channel will cost four times more than the harbour spends in a whole year",
        language="en",
        assertions=(
            Assertion("a1", english, "en", "verbatim", minister, "Radio Costa", quotation="q1"),
            Assertion("a2", spanish, "es", "translated", minister, "Radio Costa"),
            Assertion(
                "a3", copied, "en", "edited", minister, copies=(copied_again,), quotation="q3", inferred="copied"
            ),
            Assertion("a4", portuguese, "pt", "translated", minister),
        ),
        origins=one,
        direct_reports=1,
        n_documents=4,
        n_outlets=3,
        n_owners=2,
        deficit=1,
        first=First("a1", TimeInterval("2031-03-04", "2031-03-04")),
        derivations=(
            Derivation(
                "origin:person:Inés Carballo",
                "medium:Radio Costa",
                0.98,
                (Reason("“told Radio Costa” stands beside it"),),
            ),
            Derivation(
                "medium:Radio Costa",
                "a1",
                0.95,
                (Reason("names the medium", names=("Radio Costa",)),),
                Origins(1, 1, 1, "single", (Origin("person", "Inés Carballo", "e1"),)),
            ),
            Derivation("a1", "a2", 0.99, (Reason("own translation"),)),
            Derivation(
                "a1",
                "a3",
                0.97,
                (
                    Reason("words alike", (("n", 19), ("rare", 5))),
                    Reason("other passages", (("n", 1),), documents=("101", "102"), names=("101", "102")),
                ),
                two,
                (
                    Change("figure", "four became five", at("101_post", "four times"), at("102_ledger", "five times")),
                    Change("medium", "the medium Radio Costa was dropped", at("101_post", "told Radio Costa"), None),
                ),
            ),
            Derivation("a2", "a4", 0.62, (Reason("a translation nearer to the Spanish than to the English"),), two),
            Derivation("a1", "a4", 0.3, (Reason("translation"),)),
        ),
        chokepoints=("The Harbour Post", "Radio Costa"),
        discrepancies=(
            Discrepancy(
                "figure",
                (
                    DiscrepantValue("4 times", at("101_post", "four times")),
                    DiscrepantValue("5 times", at("102_ledger", "five times")),
                ),
                "four times here, five times there",
            ),
        ),
        originals=("Radio Costa",),
        summary="Told in 4 documents of 3 outlets; every telling goes back to Inés Carballo, speaking to Radio Costa.",
    )

    rell = at("101_post", "the brakes had been reported twice")
    denuncia = at("103_faro", "el freno de la grúa había sido denunciado dos veces")
    brakes = Claim(
        id="c-brakes",
        text="The brakes of the crane had been reported twice",
        language="en",
        assertions=(
            Assertion("b1", rell, "en", "reported", docker, quotation="q4"),
            Assertion(
                "b2", denuncia, "es", "reported", police, certainty=Certainty("confirmed", at("103_faro", "confirmó"))
            ),
        ),
        origins=Origins(
            2, 2, 2, "established", (Origin("person", "Tomás Rell", "e2"), Origin("body", "harbour police", "e3"))
        ),
        direct_reports=2,
        n_documents=2,
        n_outlets=2,
        n_owners=2,
        deficit=0,
        first=First("b2", TimeInterval("2031-03-01", "2031-03-31")),
        derivations=(
            Derivation("origin:person:Tomás Rell", "b1", 0.99, (Reason("“Tomás Rell, said”"),)),
            Derivation("origin:body:harbour police", "b2", 0.99, (Reason("“La policía portuaria confirmó”"),)),
        ),
        summary="Two voices vouch for it separately.",
    )

    aware = at("102_ledger", "Officials were aware of the crane's condition")
    aware_again = at("105_ledger_again", "Officials were aware of the crane's condition")
    conocian = at("103_faro", "los funcionarios conocían el estado de la grúa")
    knew = Claim(
        id="c-knew",
        text="Officials were aware of the crane's condition",
        language="en",
        assertions=(
            Assertion(
                "k1",
                aware,
                "en",
                "own",
                insiders,
                certainty=Certainty("claimed", at("102_ledger", "say")),
                copies=(aware_again,),
            ),
            Assertion(
                "k2",
                conocian,
                "es",
                "reported",
                Source("allegados", "anonymous", at("103_faro", "allegados"), anonymous=True),
            ),
        ),
        origins=Origins(1, 1, 2, "lineage unknown", (Origin("anonymous", "people close to the matter"),)),
        direct_reports=0,
        n_documents=3,
        n_outlets=2,
        n_owners=2,
        deficit=1,
        first=First("k2", TimeInterval("2031-03-01", "2031-03-31")),
        summary="Nothing tells whether the two anonymous voices are one.",
    )

    nobody = at("101_post", "Nobody in the cabinet saw the second contract before it was signed,")
    nobody_too = at("102_ledger", "Nobody in the cabinet saw the second contract before it was signed,")
    cabinet = Claim(
        id="c-cabinet",
        text="Nobody in the cabinet saw the second contract before it was signed",
        language="en",
        assertions=(
            Assertion("n1", nobody, "en", "verbatim", minister, quotation="q2"),
            Assertion("n2", nobody_too, "en", "verbatim", replace(minister, span=None)),
        ),
        origins=Origins(1, 1, 2, "not established", (Origin("person", "Inés Carballo", "e1"),)),
        direct_reports=1,
        n_documents=2,
        n_outlets=2,
        n_owners=2,
        deficit=1,
        first=First("n1", TimeInterval("2031-03-04", "2031-03-04")),
        derivations=(
            Derivation(
                "origin:person:Inés Carballo", "n1", 0.96, (Reason("attributed, continues", names=("Inés Carballo",)),)
            ),
            Derivation("n1", "n2", 0.84, (Reason("words alike", (("n", 12), ("rare", 3))),), two),
        ),
        summary="Probably one voice; a second one cannot be ruled out.",
    )

    alone = Claim(
        id="c-alone",
        text="العقد يكلف أربعة أضعاف ميزانية الميناء",
        language="ar",
        assertions=(
            Assertion(
                "m1",
                at("106_mina", "العقد يكلف أربعة أضعاف ميزانية الميناء"),
                "ar",
                "reported",
                Source("الوزيرة", "role", at("106_mina", "الوزيرة")),
            ),
        ),
        origins=Origins(1, 1, 1, "single", (Origin("person", "الوزيرة"),)),
        direct_reports=1,
        n_documents=1,
        n_outlets=1,
        n_owners=1,
        deficit=0,
        first=First("m1", None),
        summary="Told once.",
    )

    family = Family("f1", (nobody, nobody_too), nobody)
    membership = at("101_post", "Support the Harbour Post: become a member today.")
    return Case(
        documents=tuple(docs.values()),
        passages=(
            Passage(membership.document, membership.start, membership.end, "en", "boilerplate"),
            Passage(nobody.document, nobody.start - 1, nobody.end, "en", "body"),
        ),
        reuses=(
            Reuse(english, spanish, "translated", 0.91, "f2", 8.0, "a->b", 0.99),
            Reuse(english, copied, "edited", 0.9, "f2", 12.0, "a->b", 0.97),
            Reuse(nobody, nobody_too, "verbatim", 1.0, "f1", 20.0, None, 0.84),
        ),
        families=(family, Family("f2", (english, spanish, copied), english)),
        quotations=(
            Quotation(
                "q1",
                at(
                    "101_post",
                    TEXTS["101_post"][TEXTS["101_post"].index("“four") : TEXTS["101_post"].index(" on Monday")],
                ),
                (english,),
                "mixed",
                (at("101_post", "told"),),
                minister,
                "Radio Costa",
                language="en",
            ),
            Quotation(
                "q2",
                at("101_post", "“" + nobody.exact + "” Carballo added"),
                (nobody,),
                "direct",
                (at("101_post", "added"),),
                minister,
                language="en",
                inferred="continues",
            ),
            Quotation(
                "q3",
                at("102_ledger", "“" + copied.exact + "” Carballo pointed out"),
                (copied,),
                "mixed",
                (at("102_ledger", "pointed out"),),
                replace(minister, span=at("102_ledger", "Carballo")),
                language="en",
            ),
            Quotation(
                "q4",
                at("101_post", "Tomás Rell, said that the brakes had been reported twice"),
                (rell,),
                "indirect",
                (at("101_post", "said"),),
                docker,
                language="en",
                probability=0.93,
            ),
            Quotation(
                "q5",
                at("106_mina", "قالت الوزيرة إن العقد يكلف أربعة أضعاف ميزانية الميناء"),
                (at("106_mina", "العقد يكلف أربعة أضعاف ميزانية الميناء"),),
                "indirect",
                None,
                None,
                language="ar",
            ),
        ),
        entities=(
            Entity(
                "e1",
                "person",
                "Inés Carballo",
                ("Carballo",),
                ("minister of ports", "ministra de Puertos"),
                (at("101_post", "Inés Carballo"), at("102_ledger", "Carballo"), at("104_baia", "Inés Carballo")),
                (Merge("Carballo", "Inés Carballo", "the only Carballo of its document", False),),
            ),
            Entity("e2", "person", "Tomás Rell", (), ("docker",), (at("101_post", "Tomás Rell"),)),
            Entity(
                "e3",
                "organization",
                "harbour police",
                ("policía portuaria",),
                (),
                (at("103_faro", "policía portuaria"),),
            ),
        ),
        claims=(brakes, cost, knew, cabinet, alone),
        facts=(_fact(at("101_post", "Support the Harbour Post: become a member today.")),),
        originals=(
            MissingOriginal("Radio Costa", ("c-cost",), "every telling names it as the place where this was said"),
        ),
        problems=(
            Problem("error", "reading", "empty", "the file holds nothing", None, "articles/107_blank.txt"),
            Problem(
                "warning",
                "dates",
                "no-date",
                "no date of publication found",
                docs["102_ledger"].id,
                "articles/102_ledger.txt",
            ),
        ),
        decisions=(Decision("same person", ("Carballo", "Inés Carballo"), "known to the desk"),),
        run=Run(
            "0.1.0",
            (("reuse.min_words", "8"),),
            tuple((d.id, d.sha256) for d in docs.values()),
            (("documents", 6), ("claims", 5)),
            (("reading", 0.01), ("claims", 0.2)),
        ),
    )


def _fact(span: Span) -> Fact:
    """One fact with one value: enough for whoever shows facts."""
    value = FactValue("2.5", 2.0, None, "km", "child", TimeInterval("2024-03-02", "2024-03-02"))
    assertion = FactAssertion("a-fact", span, Span(span.start, span.start + 7, span.exact[:7], span.document), value)
    told = ToldValue(value, Origins(1, 1, 1, "single"), 1, First("a-fact", None), ("a-fact",))
    return Fact("f-one", "a label", "value", "Support", (assertion,), (told,), "rounded", ("c-cost",), value.time, 2)


def shuffled(case: Case) -> Case:
    """The same case, found in another order."""
    return replace(
        case,
        documents=case.documents[::-1],
        reuses=case.reuses[::-1],
        families=case.families[::-1],
        quotations=case.quotations[::-1],
        entities=case.entities[::-1],
        claims=tuple(
            replace(c, assertions=c.assertions[::-1], derivations=c.derivations[::-1]) for c in case.claims[::-1]
        ),
        problems=case.problems[::-1],
    )


HOSTILE = (
    "<script>window.ran = true; document.title = 'ran'</script>",
    '"><img src=x onerror="document.title=\'ran\'">',
    "</script><script>document.title='ran'</script>",
    "</template><svg onload=\"document.title='ran'\">",
    "javascript:document.title='ran'",
    "{{ 7 * 7 }}{% raw %}",
    '=HYPERLINK("http://evil.example")',
    "NUL \0 here, CR \r and CRLF \r\n there, \u2028 and \x85",
    "\u202eright to left override\u202c and e\u0301 combining, 👩‍👩‍👧 family",
    "<!-- --><![CDATA[ ]]>&amp;&#x3c;",
)


def hostile_case() -> Case:
    """Every place where other people's strings are shown holds something that would like to be markup."""
    docs = tuple(
        document(
            f"h{i}<b>",
            text + " is what it says.\n" + text,
            title=text,
            author=text,
            outlet=text,
            owner=text,
            url=HOSTILE[4],
            languages=("en",),
            metadata=((text, text),),
        )
        for i, text in enumerate(HOSTILE)
    )
    assertions = tuple(
        Assertion(
            f'h{i}"<',
            d.span(0, len(HOSTILE[i])),
            "en",
            "verbatim",
            Source(HOSTILE[i], "person", None, f"e{i}"),
            HOSTILE[i],
        )
        for i, d in enumerate(docs)
    )
    origins = Origins(1, 1, 3, "not established", tuple(Origin("person", text) for text in HOSTILE))
    claims = tuple(
        Claim(
            f"c{i}'\"><",
            text,
            "en",
            assertions,
            origins,
            1,
            len(docs),
            len(docs),
            len(docs),
            3,
            First(assertions[0].id, None),
            tuple(
                Derivation(
                    assertions[0].id,
                    a.id,
                    0.9,
                    (Reason(text),),
                    origins,
                    (Change("figure", text, assertions[0].span, a.span),),
                )
                for a in assertions[1:]
            ),
            (text,),
            (Discrepancy("figure", (DiscrepantValue(text, docs[0].span(0, 4)),), text),),
            (text,),
            text,
        )
        for i, text in enumerate(HOSTILE)
    )
    return Case(
        docs,
        passages=tuple(Passage(d.id, 0, len(d.text), "en", "boilerplate") for d in docs[:2]),
        reuses=tuple(Reuse(a.span, b.span, "edited", 0.9, "f", 1.0) for a, b in pairwise(assertions)),
        quotations=tuple(
            Quotation(f"q{i}", a.span, (a.span,), "direct", None, a.source, a.medium) for i, a in enumerate(assertions)
        ),
        entities=tuple(Entity(f"e{i}", "person", text, (text,), (text,)) for i, text in enumerate(HOSTILE)),
        claims=claims,
        originals=(MissingOriginal(HOSTILE[0], (claims[0].id,), HOSTILE[1]),),
        problems=tuple(Problem("error", "reading", text, text, None, text) for text in HOSTILE),
        run=Run("0", ((HOSTILE[0], HOSTILE[1]),), ((docs[0].id, docs[0].sha256),), ()),
    )


def huge_case(n_documents: int = 2000, n_claims: int = 10000) -> Case:
    """Many documents and claims, each claim told by a few of them."""
    sentences = [
        f"Ship number {i} reached the harbour with {i % 97} crates of oranges on board." for i in range(n_claims)
    ]
    texts = [[f"Log of outlet {d % 40}, sheet {d}.\n\n"] for d in range(n_documents)]
    where: list[list[tuple[int, int, int]]] = [[] for _ in sentences]
    lengths = [len(parts[0]) for parts in texts]
    for i, sentence in enumerate(sentences):
        for step in range(1 + i % 4):
            d = (i * 7 + step * 131) % n_documents
            where[i].append((d, lengths[d], lengths[d] + len(sentence)))
            texts[d].append(sentence + "\n\n")
            lengths[d] += len(sentence) + 2
    docs = tuple(
        document(f"log{d:05}", "".join(parts), title=f"Log {d}", outlet=f"Outlet {d % 40}", languages=("en",))
        for d, parts in enumerate(texts)
    )
    claims = []
    for i, places in enumerate(where):
        assertions = tuple(
            Assertion(f"{i}-{k}", docs[d].span(start, end), "en", "verbatim")
            for k, (d, start, end) in enumerate(places)
        )
        claims.append(
            Claim(
                f"c{i}",
                sentences[i],
                "en",
                assertions,
                Origins(
                    1,
                    1,
                    max(1, len(places) - 1),
                    "single" if len(places) < 3 else "not established",
                    (Origin("outlet", docs[places[0][0]].outlet or ""),),
                ),
                1,
                len(places),
                len(places),
                len(places),
                len(places) - 1,
                First(assertions[0].id, None),
                tuple(Derivation(assertions[0].id, a.id, 0.9, (Reason("the same words"),)) for a in assertions[1:]),
            )
        )
    return Case(docs, claims=tuple(claims), run=Run("0.1.0", (), (), ()))
