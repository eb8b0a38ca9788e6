/** A real commune (or Paris arrondissement): official code (COG), postal code, name, town centre (WGS84 degrees). */
export interface Commune {
  readonly cog: string;
  readonly postalCode: string;
  readonly name: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly department: string;
}

const paris = [
  [48.862, 2.336],
  [48.868, 2.343],
  [48.863, 2.36],
  [48.854, 2.357],
  [48.844, 2.351],
  [48.849, 2.333],
  [48.856, 2.312],
  [48.873, 2.313],
  [48.877, 2.337],
  [48.876, 2.361],
  [48.859, 2.38],
  [48.841, 2.388],
  [48.828, 2.362],
  [48.829, 2.327],
  [48.84, 2.293],
  [48.86, 2.262],
  [48.887, 2.307],
  [48.892, 2.348],
  [48.887, 2.385],
  [48.863, 2.401],
] as const;

/** One line per commune: COG, postal code, latitude, longitude, name. */
const table = `
77288 77000 48.540 2.660 Melun
77284 77100 48.960 2.879 Meaux
77108 77500 48.881 2.593 Chelles
77373 77340 48.801 2.607 Pontault-Combault
77445 77176 48.584 2.583 Savigny-le-Temple
77186 77300 48.404 2.702 Fontainebleau
77379 77160 48.560 3.299 Provins
77333 77140 48.267 2.697 Nemours
77131 77120 48.815 3.084 Coulommiers
77243 77400 48.878 2.706 Lagny-sur-Marne
77468 77200 48.850 2.651 Torcy
77305 77130 48.385 2.951 Montereau-Fault-Yonne
77122 77380 48.667 2.560 Combs-la-Ville
77053 77170 48.692 2.611 Brie-Comte-Robert
77350 77330 48.778 2.668 Ozoir-la-Ferrière
78646 78000 48.804 2.134 Versailles
78551 78100 48.899 2.094 Saint-Germain-en-Laye
78498 78300 48.929 2.050 Poissy
78361 78200 48.990 1.717 Mantes-la-Jolie
78517 78120 48.644 1.830 Rambouillet
78621 78190 48.777 2.002 Trappes
78586 78500 48.938 2.158 Sartrouville
78440 78130 48.994 1.909 Les Mureaux
78490 78370 48.818 1.954 Plaisir
78172 78700 48.999 2.095 Conflans-Sainte-Honorine
78311 78800 48.923 2.189 Houilles
78423 78180 48.771 2.033 Montigny-le-Bretonneux
78640 78140 48.784 2.194 Vélizy-Villacoublay
78146 78400 48.890 2.157 Chatou
78401 78250 49.006 1.908 Meulan-en-Yvelines
91228 91000 48.629 2.441 Évry-Courcouronnes
91174 91100 48.611 2.475 Corbeil-Essonnes
91377 91300 48.731 2.271 Massy
91345 91160 48.694 2.296 Longjumeau
91471 91400 48.700 2.187 Orsay
91223 91150 48.435 2.162 Étampes
91021 91290 48.590 2.248 Arpajon
91326 91260 48.690 2.377 Juvisy-sur-Orge
91549 91700 48.641 2.341 Sainte-Geneviève-des-Bois
91477 91120 48.714 2.246 Palaiseau
91027 91200 48.708 2.389 Athis-Mons
91114 91800 48.698 2.504 Brunoy
91201 91210 48.685 2.409 Draveil
91200 91410 48.530 2.015 Dourdan
91521 91130 48.651 2.416 Ris-Orangis
92050 92000 48.892 2.207 Nanterre
92012 92100 48.836 2.240 Boulogne-Billancourt
92024 92110 48.904 2.306 Clichy
92025 92700 48.923 2.254 Colombes
92051 92200 48.885 2.269 Neuilly-sur-Seine
92023 92140 48.800 2.263 Clamart
92002 92160 48.754 2.297 Antony
92040 92130 48.824 2.273 Issy-les-Moulineaux
92044 92300 48.893 2.288 Levallois-Perret
92063 92500 48.878 2.180 Rueil-Malmaison
92073 92150 48.870 2.225 Suresnes
92033 92380 48.844 2.187 Garches
92026 92400 48.897 2.256 Courbevoie
92004 92600 48.915 2.285 Asnières-sur-Seine
92036 92230 48.930 2.294 Gennevilliers
92049 92120 48.817 2.319 Montrouge
93008 93000 48.908 2.440 Bobigny
93066 93200 48.936 2.357 Saint-Denis
93048 93100 48.863 2.441 Montreuil
93005 93600 48.938 2.494 Aulnay-sous-Bois
93001 93300 48.914 2.382 Aubervilliers
93010 93140 48.902 2.483 Bondy
93047 93370 48.898 2.566 Montfermeil
93051 93160 48.836 2.564 Noisy-le-Grand
93029 93700 48.923 2.445 Drancy
93073 93290 48.979 2.559 Tremblay-en-France
93007 93150 48.938 2.461 Le Blanc-Mesnil
93055 93500 48.896 2.409 Pantin
93031 93800 48.953 2.314 Épinay-sur-Seine
93046 93190 48.919 2.535 Livry-Gargan
93064 93110 48.873 2.485 Rosny-sous-Bois
93032 93220 48.884 2.542 Gagny
94028 94000 48.777 2.453 Créteil
94076 94800 48.793 2.360 Villejuif
94043 94270 48.810 2.358 Le Kremlin-Bicêtre
94041 94200 48.813 2.388 Ivry-sur-Seine
94081 94400 48.788 2.394 Vitry-sur-Seine
94078 94190 48.742 2.449 Villeneuve-Saint-Georges
94068 94100 48.798 2.495 Saint-Maur-des-Fossés
94017 94500 48.818 2.511 Champigny-sur-Marne
94080 94300 48.847 2.437 Vincennes
94052 94130 48.837 2.483 Nogent-sur-Marne
94015 94360 48.839 2.525 Bry-sur-Marne
94046 94700 48.806 2.438 Maisons-Alfort
94073 94320 48.762 2.392 Thiais
94034 94260 48.757 2.323 Fresnes
94044 94450 48.747 2.488 Limeil-Brévannes
95127 95000 49.039 2.065 Cergy
95500 95300 49.051 2.095 Pontoise
95018 95100 48.947 2.248 Argenteuil
95277 95500 48.987 2.449 Gonesse
95203 95600 48.992 2.281 Eaubonne
95219 95120 48.990 2.258 Ermont
95052 95260 49.143 2.287 Beaumont-sur-Oise
95355 95420 49.155 1.787 Magny-en-Vexin
95585 95200 48.997 2.378 Sarcelles
95268 95140 48.972 2.400 Garges-lès-Gonesse
95252 95130 48.987 2.231 Franconville
95607 95150 49.026 2.227 Taverny
95210 95880 48.970 2.308 Enghien-les-Bains
95680 95400 49.009 2.391 Villiers-le-Bel
95280 95190 49.031 2.474 Goussainville`;

function parse(line: string): Commune {
  const [cog = '', postalCode = '', latitude, longitude, ...name] = line.split(' ');
  return {
    cog,
    postalCode,
    name: name.join(' '),
    latitude: Number(latitude),
    longitude: Number(longitude),
    department: cog.slice(0, 2),
  };
}

/** The communes establishments are placed on; Paris by arrondissement (COG 75101 to 75120). */
export const communes: readonly Commune[] = [
  ...paris.map(([latitude, longitude], index) => {
    const rank = String(index + 1).padStart(2, '0');
    return {
      cog: `751${rank}`,
      postalCode: `750${rank}`,
      name: `Paris ${rank}`,
      latitude,
      longitude,
      department: '75',
    };
  }),
  ...table.trim().split('\n').map(parse),
];

/** Share of the region's establishments by département, in the order of the boards. */
export const departmentShares: readonly (readonly [string, number])[] = [
  ['75', 24],
  ['77', 8],
  ['78', 10],
  ['91', 10],
  ['92', 15],
  ['93', 13],
  ['94', 13],
  ['95', 7],
];
