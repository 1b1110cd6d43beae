// Texts to try, written for this page.

export const SAMPLES = [
  `Shares in the ferry operator Norvane rose by nine percent in Oslo on Thursday after it won a ten-year contract to run four electric ships between Bergen and the Faroe Islands.

Chief executive Marit Haugland said the company would hire 240 people in Bergen and Tórshavn before the first ship, built by the Gdansk yard Baltica Marine, sails in May. The European Investment Bank lends 85 million euros of the 190 million that the ships cost. Analyst Pavel Dvorak of Sundby Bank called the price low, and warned that a cold winter could halve the range of the batteries.`,
  `Lena Okafor scored twice before half-time as Northgate United beat Carrow Rovers 3-1 at Mill Lane on Sunday and went top of the league.

Rovers had equalised through Danilo Reyes after a mistake by goalkeeper Amy Stroud, but their captain, Tom Ellery, was sent off in the 61st minute for a second foul on Okafor. "We ran until our legs were empty," said coach Ingrid Solheim. Northgate meet Real Vallés in Valencia on Wednesday.`,
  `Ada Lovelace was born in London in 1815. Her mother, Annabella Milbanke, had her taught mathematics, which was unusual for a girl at the time. At seventeen she met Charles Babbage at a party, and he showed her a part of his Difference Engine.

In 1843 she translated a paper about his Analytical Engine by the Italian engineer Luigi Menabrea and added notes three times as long as the paper. Note G describes how the machine could compute Bernoulli numbers.`,
];
