/** Imaging, equipment and acts. See index.ts for how a line reads. */
export const technical = `
IRM, RMN | imagerie par résonance magnétique | irm, resonance magnetique
scanner, TDM, scan | tomodensitométrie (scanner) | scanner, tomodensito
coroscanner, coroTDM | scanner coronaire | coroscanner, scanner coronaire
bodyscan, body scan | scanner corps entier | scanner corps entier
angioscanner, angioTDM | angioscanner | angioscanner
écho | échographie | echograph
ETO | échographie transœsophagienne | transoesophagien
ETT | échographie transthoracique | transthoracique
écho-Doppler, DTSA, EDTSA | échographie-Doppler | echographie doppler, echo doppler
radio, RX | radiologie conventionnelle | radiolog
RI, radio interventionnelle | radiologie interventionnelle | radiologie interventionnel, embolisation
NRI, neuroradio | neuroradiologie interventionnelle | neuroradiolog, thrombectomie
embolisation | embolisation artérielle | embolisation
TEP, PET, TEP scan, PET scan | tomographie par émission de positons | tep
scinti | scintigraphie (médecine nucléaire) | #239, scintigraph
MN, méd nuc | médecine nucléaire | #239, medecine nucleaire
mammo | mammographie | mammograph
ostéodensito, DMO | ostéodensitométrie | osteodensito
coro, KT, cathlab, salle de coro | coronarographie | coronarograph
ATL, angioplastie, stent | angioplastie coronaire | angioplastie coronaire
TAVI | remplacement valvulaire aortique percutané | tavi, valvulaire percutane
DAI, défibrillateur | implantation d’un défibrillateur cardiaque | defibrillateur
ablation, FA | ablation de fibrillation atriale | ablation fibrillation
CEE, cardioversion | cardioversion (choc électrique externe) | cardioversion
CEC | circulation extracorporelle | circulation extracorpor
TIV, thrombolyse, fibrinolyse | thrombolyse intraveineuse | thrombolyse
thrombectomie, TM | thrombectomie mécanique | thrombectomie
EEG | électroencéphalogramme | electroenceph
EMG, ENMG | électromyogramme | electromyo
PL | ponction lombaire | ponction lombaire
dialyse, HD, hémodialyse | hémodialyse | #271, #273, #274, #275, hemodialyse, dialyse
DP | dialyse péritonéale | dialyse peritoneale
fibro, FOGD, colo | endoscopie digestive | endoscopie digesti
CPRE, cholangio | cholangiographie rétrograde endoscopique | cpre, cholangiopancreato, retrograde endoscopi
fibro bronchique, LBA | fibroscopie bronchique | fibroscopie bronchi
EFR | explorations fonctionnelles respiratoires | fonctionnelle respiratoire
EE, épreuve d’effort | épreuve d’effort | effort
polysomno, sommeil | polysomnographie | polysomno, sommeil
chimio | chimiothérapie | chimiotherap
radiothérapie, RT, curie | radiothérapie | #117, radiotherap, curietherap
greffe de moelle, allogreffe, CSH | allogreffe de cellules souches hématopoïétiques | allogreffe, cellule souche hematopo
greffe hépatique, TH | transplantation hépatique | transplantation hepatique, greffe hepatique
greffe rénale, TR | transplantation rénale | transplantation renale, greffe renale
LEC, lithotritie | lithotritie | lithotriti
robot, Da Vinci | chirurgie robot-assistée | robot
cœlio | cœlioscopie | coelioscop
PTH | prothèse totale de hanche | prothese totale hanche
PTG | prothèse totale de genou | prothese totale genou
carcino sein, sénologie | chirurgie carcinologique du sein | carcinologique sein, senolog
FIV, AMP, PMA | assistance médicale à la procréation | assistance medicale procreation
ETP | éducation thérapeutique du patient | education therapeutique
péridurale, APD | analgésie péridurale | peridurale
KTVO | cathéter veineux ombilical | catheter veineux ombilical
NO | monoxyde d’azote inhalé | monoxyde azote
pression négative, isolement | chambre à pression négative | pression negative
flux laminaire, secteur protégé | secteur protégé | secteur protege, flux laminaire
bloc | bloc opératoire | bloc operatoire
EFS, transfusion, dépôt de sang | dépôt de sang | depot sang, transfusion
labo, biologie | laboratoire de biologie | laboratoire, biologie medicale
PUI | pharmacie à usage intérieur | pharmacie usage interieur
`;
