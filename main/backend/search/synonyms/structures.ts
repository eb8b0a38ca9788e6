/** Establishments and professionals. See index.ts for how a line reads. */
export const structures = `
CH | centre hospitalier | centre hospitalier
CHU, CHR, CHRU | centre hospitalier universitaire | centre hospitalier universitaire, centre hospitalier regional
CHI, CHIC | centre hospitalier intercommunal | centre hospitalier intercommunal
GH, GHU | groupe hospitalier | groupe hospitalier
GHT | groupement hospitalier de territoire | ght, groupement hospitalier territoire
EPSM, CHS, HP | établissement public de santé mentale | sante mentale, psychotherap, clinique psychiatrique, centre hospitalier specialise
CLCC | centre de lutte contre le cancer | lutte contre cancer
CMC | centre médico-chirurgical | centre medico chirurgical
ESPIC, PSPH | établissement de santé privé d’intérêt collectif | prive interet collectif
HPSJ, hôpital privé | hôpital privé | hopital prive
EHPAD, maison de retraite | établissement d’hébergement pour personnes âgées dépendantes | ehpad, maison retraite, hebergement personne agee
SSIAD | service de soins infirmiers à domicile | soin infirmier domicile
SAAD | service d’aide et d’accompagnement à domicile | aide accompagnement domicile
MAS | maison d’accueil spécialisée | maison accueil specialise
FAM | foyer d’accueil médicalisé | foyer accueil medicalise
IME | institut médico-éducatif | institut medico educatif
ESAT | établissement et service d’aide par le travail | aide travail
CSAPA | centre de soins et de prévention en addictologie | csapa, prevention addictolog
LHSS | lits halte soins santé | lit halte soin
CDS, centre de santé | centre de santé | centre sante, centre medical
MSP | maison de santé pluriprofessionnelle | maison sante
CPTS | communauté professionnelle territoriale de santé | communaute professionnelle territoriale
DAC, PTA | dispositif d’appui à la coordination | appui coordination
PMI | protection maternelle et infantile | protection maternelle
CPEF, planning | centre de planification | planification familiale
MCO | médecine, chirurgie, obstétrique | medecine chirurgie obstetrique
EJ | entité juridique |
EG | entité géographique |
UF | unité fonctionnelle |
UO | unité opérationnelle |
PH | praticien hospitalier | praticien hospitalier
IDE | infirmier | infirmier
kiné, MK | masseur-kinésithérapeute | kinesither
SF, sage-femme | sage-femme | sage femme
MG, généraliste | médecin généraliste | medecin generaliste, medecine generale
IPA | infirmier en pratique avancée | pratique avancee
`;
