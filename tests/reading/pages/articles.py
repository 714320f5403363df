"""Invented articles in six languages, to be set into pages of many shapes. All names, places and events are made up."""

# ruff: noqa: E501 - lines of markup and prose are clearer whole
from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Article:
    """What a page is about; `day` is ISO 8601."""

    language: str
    title: str
    standfirst: str
    author: str
    day: str
    heading: str
    paragraphs: tuple[str, ...]


FERRY = Article(
    "en",
    "Ferry to Sennet stays in harbour for a third week",
    "A cracked shaft keeps the only boat to the island at its quay, and nobody can say for how long.",
    "Mara Lindqvist",
    "2024-11-19",
    "A spare part from another century",
    (
        "The ferry Aurelia, the only regular boat between Velmora and the island of Sennet, will stay at its quay for at "
        "least another week, the port office said on Tuesday.",
        "“We have found a second crack, nine centimetres long, and it is not a matter of paint,” said Ivo Brandt, the "
        "engineer who has led the survey since the end of October.",
        "About 640 people live on Sennet through the winter. Groceries and post are taken across by two fishing boats, "
        "which may carry no more than twelve passengers each.",
        "The shaft was made in 1961 by a yard that closed thirty years ago, and the drawings burned with its archive. A "
        "workshop in Tamsel has offered to forge a new one from measurements.",
        "The regional council will decide on Thursday whether it rents a replacement. The cheapest offer so far comes to "
        "14,200 crowns a day, according to a paper that was handed out before the meeting.",
        "Islanders who spoke at the quay on Monday evening were less worried about the price than about the ice, which "
        "came early last year and held for eleven weeks.",
    ),
)

ARCHIVE = Article(
    "en",
    "Town archive of Orle found dry behind a false wall",
    "Builders expected pipes and found the minutes of forty years.",
    "Thomas Okafor",
    "2025-03-04",
    "What the boxes hold",
    (
        "Builders who were to move a water pipe in the town hall of Orle have found 212 boxes of papers behind a wall "
        "that stands in no plan of the house.",
        "The papers are dry, and most can be read, said Hanne Vik, who keeps the town’s archive. “I have looked for the "
        "minutes of the drought years since I came here, and they were eleven steps from my desk.”",
        "The boxes hold the minutes of the council from 1921 to 1960, the accounts of the waterworks and some 3,000 "
        "letters from people who asked for a well of their own.",
        "Why the wall was built is not known. A bill from the spring of 1961 names a mason and nine days of work, but "
        "neither the room nor the reason.",
        "The first ten boxes were taken to the regional archive on Friday, where each sheet will be photographed before "
        "anybody may read it. That will take until the autumn of next year.",
    ),
)

PRESA = Article(
    "es",
    "La presa de Orvella perdió agua durante nueve horas",
    "El consorcio dice que no hubo peligro, pero los vecinos pasaron la noche fuera de sus casas.",
    "Lucía Arrieta",
    "2024-10-02",
    "Una noche en el polideportivo",
    (
        "La presa de Orvella perdió unos 4.200 metros cúbicos de agua durante la noche del lunes, según confirmó ayer el "
        "consorcio que la administra desde hace veinte años.",
        "«Nadie estuvo en peligro en ningún momento», afirmó la ingeniera Marta Quintana, que inspeccionó el muro de la "
        "presa durante más de nueve horas junto a dos técnicos.",
        "Los vecinos del valle habían llenado sacos de arena desde el amanecer y llevaron el ganado a los prados altos, "
        "cerca de la ermita de Santa Ilda.",
        "La alcaldesa pidió que se publique el informe completo antes de que termine el mes, y anunció una reunión "
        "abierta en el salón del ayuntamiento.",
        "El tráfico por la carretera baja seguirá cortado hasta el domingo por la tarde, y los autobuses darán la vuelta "
        "por la cantera mientras duren las obras.",
    ),
)

MERCADO = Article(
    "es",
    "El mercado de Tresnogales cambia de manos por un euro",
    "El Ayuntamiento se queda con las deudas y con un tejado que hay que rehacer.",
    "Diego Salvatierra",
    "2025-05-21",
    "Cuarenta puestos, once abiertos",
    (
        "El Ayuntamiento de Tresnogales compró ayer el viejo mercado de la plaza por un euro, y con él una deuda de "
        "312.000 euros y un tejado que deja pasar la lluvia desde hace dos inviernos.",
        "De los cuarenta puestos solo once siguen abiertos. «Aquí se vendía pescado de tres puertos», recuerda Amparo "
        "Lledó, que despacha aceitunas desde 1978 y piensa quedarse.",
        "El contrato obliga a mantener el uso del edificio durante treinta años. La empresa que lo vendió no quiso hacer "
        "declaraciones y remitió a un comunicado de dos líneas.",
        "La oposición votó en contra porque no conoce el coste de la obra. El concejal de Hacienda calcula que el tejado "
        "costará entre 180.000 y 240.000 euros.",
        "Las obras empezarán después de las fiestas de agosto y, si el tiempo lo permite, los puestos de fruta volverán "
        "a la nave central antes de Navidad.",
    ),
)

BARRAGEM = Article(
    "pt",
    "Comboio noturno para Vale de Sor volta após doze anos",
    "A primeira viagem parte na sexta-feira com todos os lugares vendidos.",
    "Joana Meireles",
    "2025-02-12",
    "Uma linha que o mato tapou",
    (
        "O comboio noturno entre a capital e Vale de Sor volta a circular na sexta-feira, doze anos depois de ter sido "
        "suprimido por falta de passageiros, anunciou a companhia.",
        "“Vendemos os 186 lugares em quatro horas, e temos uma lista de espera com mais de mil nomes”, disse Rui Falcão, "
        "que dirige o serviço de passageiros.",
        "A linha esteve fechada desde 2013. Foi preciso cortar o mato ao longo de 41 quilómetros e substituir cerca de "
        "nove mil travessas de madeira.",
        "Na estação de Vale de Sor, o antigo chefe guardou durante esses anos o relógio e a lanterna, que agora voltam "
        "ao seu lugar na plataforma.",
        "O bilhete mais barato custa 19 euros. A câmara municipal paga metade do prejuízo previsto até ao fim de 2027, "
        "segundo o contrato assinado na segunda-feira.",
    ),
)

PHARE = Article(
    "fr",
    "Le phare de Kerloc’h sera gardé par ses voisins",
    "Faute d’acheteur, l’État confie la tour à une association de pêcheurs.",
    "Élise Morvan",
    "2024-09-30",
    "Trois cents marches",
    (
        "Le phare de Kerloc’h, éteint depuis 2011, sera confié pour trente ans à une association de pêcheurs et "
        "d’habitants du port, a annoncé lundi la préfecture.",
        "« Nous l’avons toujours eu sous les yeux, il était temps d’avoir aussi les clés », a déclaré Yann Le Bihan, qui "
        "préside l’association depuis sa création.",
        "Deux ventes aux enchères avaient échoué, en 2017 puis en 2022. Le prix demandé, 410 000 euros, n’avait attiré "
        "que trois visiteurs et aucune offre.",
        "La tour compte trois cents marches et une lentille de 1869, que le musée voisin voulait emporter. Elle restera "
        "en place, selon l’accord signé vendredi.",
        "Les travaux les plus urgents concernent l’étanchéité de la lanterne. Ils coûteront environ 85 000 euros, dont "
        "la moitié est déjà réunie.",
    ),
)

GLOCKE = Article(
    "de",
    "Glocke von Altenrode läutet wieder, aber einen Ton tiefer",
    "Nach dem Guss stellte sich heraus, dass die alte Form falsch vermessen war.",
    "Jonas Wendt",
    "2025-06-17",
    "Ein Ton, über den gestritten wird",
    (
        "Die große Glocke der Stadtkirche von Altenrode läutet seit Sonntag wieder, allerdings einen ganzen Ton tiefer "
        "als vor dem Brand, wie die Gemeinde mitteilte.",
        "„Wir haben dreimal gemessen, und dreimal war es ein Des“, sagte Kantorin Ulrike Sommer. Die Gießerei hatte nach "
        "einer Zeichnung von 1898 gearbeitet.",
        "Für die neue Glocke hatten 1.350 Menschen gespendet. Zusammen kamen 96.000 Euro zusammen, der Rest stammt aus "
        "einem Vermächtnis, das bis dahin niemand kannte.",
        "Der Kirchenvorstand will am Donnerstag beraten, ob die beiden kleineren Glocken umgestimmt werden. Das wäre "
        "billiger als ein neuer Guss, würde aber fast ein Jahr dauern.",
        "In der Nachbarschaft sind die Meinungen geteilt. Manche finden den tieferen Klang feierlicher, andere vermissen "
        "den Ton, mit dem sie aufgewachsen sind.",
    ),
)

MULINO = Article(
    "it",
    "Il mulino di Roccasecca torna a girare con l’acqua del fiume",
    "Dopo vent’anni di silenzio la ruota macina di nuovo il grano della valle.",
    "Carla Benedetti",
    "2025-01-14",
    "Una ruota di quercia",
    (
        "Il mulino di Roccasecca ha ripreso a macinare martedì mattina, vent’anni dopo la piena che ne aveva spezzato la "
        "ruota e riempito di fango il pianterreno.",
        "«Abbiamo usato quercia del bosco vicino, come nel progetto del 1790», ha detto Pietro Lanza, il falegname che ha "
        "lavorato alla ruota per quattordici mesi.",
        "Il restauro è costato 128.000 euro, pagati per due terzi dalla regione. Il resto è stato raccolto dai 430 "
        "abitanti del paese con cene, lotterie e una vendita di vino.",
        "La prima farina, otto sacchi in tutto, è stata divisa tra le famiglie che avevano prestato gli attrezzi. Da "
        "marzo il mulino sarà aperto anche alle scuole.",
        "L’acqua arriva da un canale lungo seicento metri che i volontari hanno liberato a mano. Il comune ha promesso di "
        "pulirlo due volte l’anno.",
    ),
)

ARTICLES = (FERRY, ARCHIVE, PRESA, MERCADO, BARRAGEM, PHARE, GLOCKE, MULINO)
