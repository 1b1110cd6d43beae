// Texts to begin with, written for this page. The ferry companies and the people of the dialogue are invented.

export const SAMPLES = [
  {
    kind: "News story",
    icon: "news",
    title: "Norwick Ferries to buy Halden Line",
    answered: "How much will Norwick Ferries pay for Halden Line?",
    unanswered: "Why did the finance director resign?",
    text: `Shares in Norwick Ferries rose 8% on Tuesday after the company agreed to buy its smaller rival Halden Line for £240m in cash.

The deal joins two of the oldest operators on the North Sea and will give Norwick four new routes between Scotland and Norway. Chief executive Helen Marsh said the two fleets "fit together like a timetable" and that savings of £15m a year were expected by 2028, mostly from shared fuel contracts and a single booking system.

Halden, which was founded in Bergen in 1921, has struggled since the price of marine fuel doubled. It lost £9m last year and sold its oldest ship, the Solveig, to a Greek operator in March.

The takeover must still be approved by the Competition and Markets Authority in London. Analysts at Brightwater Capital expect it to ask for the evening crossing from Aberdeen to Stavanger to be sold, because the two companies carry nearly all of its passengers.

Unions gave the news a cautious welcome. Daniel Okafor of the seafarers' union Nautilus said that no jobs should go before the summer season was over. Norwick said it had no plans to close the Bergen office.`,
  },
  {
    kind: "Travel text",
    icon: "travel",
    title: "Two days in Lisbon",
    answered: "Who lies buried near the monastery's door?",
    unanswered: "How much does a ticket for the museum cost?",
    text: `Begin in Alfama, the old quarter below the Castelo de São Jorge, where the streets are too narrow for buses. Tram 28 climbs through it on its way from Martim Moniz to Campo de Ourique; go early, before the queue is longer than the ride. From the terrace at Portas do Sol you look over the roofs to the Tagus, which is so wide here that people call it the Sea of Straw.

In the afternoon take the train along the river to Belém. The Jerónimos Monastery was begun in 1501 under King Manuel I, and Vasco da Gama lies buried near its door, opposite the poet Luís de Camões. Five minutes away, a bakery has sold the custard tarts that everyone calls pastéis de Belém since 1837.

Keep the second morning for the Gulbenkian Museum. Calouste Gulbenkian, an Armenian oil trader who was born in Istanbul and spent his last years in Lisbon, left the city everything from Egyptian cats to paintings by Rembrandt and Manet. Afterwards trains leave Rossio station for Sintra, where the two white chimneys of the National Palace can be seen from the hills.`,
  },
  {
    kind: "Dialogue",
    icon: "talk",
    title: "Lost property",
    answered: "Where did Maya's grandmother buy the umbrella?",
    unanswered: "Why did Ingrid leave Vienna?",
    text: `Maya: Tomás, have you seen my umbrella? The green one that my grandmother bought in Kraków.
Tomás: You had it on Saturday, when we met Ingrid for lunch at the Café Central.
Maya: I had it after that too. I remember opening it outside the station, when we ran for the tram to Prater.
Tomás: Then you left it on the tram.
Maya: No, I called Wiener Linien this morning. A very patient Mr Novak looked through the whole list. Eleven umbrellas since Saturday, all of them black.
Tomás: What about the cinema? We saw the film about Marie Curie, and you put your wet things under the seat.
Maya: The seat! I put my scarf and the umbrella under the seat, and I only took the scarf. It is still at the Gartenbaukino.
Tomás: They open at two. Shall I come with you?
Maya: Please do. And let us bring Ingrid her book, she lives around the corner in Weihburggasse.
Tomás: The novel by Stefan Zweig? She has been asking for it since Easter.`,
  },
];
