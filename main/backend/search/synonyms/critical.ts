/** Emergency and critical care. See index.ts for how a line reads. */
export const critical = `
réa | réanimation | #121, reanimation
MIR | médecine intensive réanimation | medecine intensive reanimation
réa méd | réanimation médicale | reanimation medic
réa chir | réanimation chirurgicale | reanimation chirurgic
réa ped | réanimation pédiatrique | reanimation pediatr
réa néonat, néonat réa | réanimation néonatale | #287, reanimation neonat
réa neurochir, neuroréa, neuro réa | réanimation neurochirurgicale | reanimation neurochir, neuro reanimation
USIC, SIC | unité de soins intensifs cardiologiques | #262, soin intensif cardio, usi cardio, usi de cardio
USINV, UNV, SINV, neuro vasculaire | soins intensifs neurovasculaires | #263, soin intensif neurovasculaire, usi neurovasculaire, unite neurovasculaire
USIH | soins intensifs d’hématologie | #264, soin intensif hematolog, usi hematolog
USIP | unité de soins intensifs polyvalents | #122, #139, #123, soin intensif polyvalent, usi polyvalent
USIR | soins intensifs respiratoires | soin intensif respiratoire, soin intensif pneumolog, usi de pneumo
USIN | soins intensifs de néonatologie | #286, soin intensif neonat, usi neonat
USI, SI | unité de soins intensifs | #122, #123, #124, #139, #262, #263, #264, #286, soin intensif
USC, SC, soins continus | unité de surveillance continue | #254, surveillance continue
CTB, grands brûlés, brûlés | centre de traitement des brûlés | #308, #146, reanimation brule, centre brule, centre traitement brule, grand brule
SSPI, salle de réveil | salle de surveillance post-interventionnelle | surveillance post interventionnel
SAU, urgences | structure des urgences | #20, #311, #313, service accueil urgence, urgence adulte, urgence polyvalent
SAUV, déchoc, déchocage | salle d’accueil des urgences vitales | accueil des urgences vitales, dechoc
urgences ped, urg ped | urgences pédiatriques | #311, urgence pediatr, urgence enfant
UHCD, ZHTCD, lits porte | unité d’hospitalisation de courte durée | #278, hospitalisation courte duree, lit porte
SMUR, UMH | structure mobile d’urgence et de réanimation | #247, structure mobile urgence
SMUR ped | SMUR pédiatrique | smur pediatr
SAMU, centre 15, CRRA, régulation | service d’aide médicale urgente | #246, samu
SAS | service d’accès aux soins | #246, service acces soin
CUMP | cellule d’urgence médico-psychologique | #03, cellule urgence medico psycho
CAPU, POSU | antenne d’urgence | #313, antenne urgence
MMG, maison médicale | maison médicale de garde | #138, maison medicale garde
SNP, CSNP | soins non programmés | #138, soin non programme
UMJ | unité médico-judiciaire | medico judiciaire
trauma center, traumacenter, polytrauma | polytraumatisés | polytraumatis, trauma center
héliSMUR, hélico, DZ | hélistation | helistation, helismur, helicoptere
NRBC, décontamination | risques nucléaire, radiologique, biologique et chimique | nrbc, decontamination
coordination PMO, PMO | prélèvement multi-organes | prelevement organe
CAP, toxico, toxicologie, antipoison | centre antipoison et toxicologie | antipoison, toxicolog
caisson, OHB | caisson hyperbare (oxygénothérapie hyperbare) | hyperbare
ECMO, ECLS, assistance circulatoire | oxygénation par membrane extracorporelle | ecmo, membrane extracorpor, assistance circulatoire
ACR | arrêt cardio-respiratoire | arret cardio
SDRA | syndrome de détresse respiratoire aiguë | detresse respiratoire
VNI, BiPAP, CPAP | ventilation non invasive | ventilation non invasive
OHD, OHDN, Optiflow | oxygénothérapie à haut débit | oxygenotherapie haut debit, haut debit
VM, VMI, intubation | ventilation mécanique invasive | ventilation mecanique
CPBIA, CPIA, ballon, BCPIA | contre-pulsion par ballonnet intra-aortique | contre pulsion, ballon intra aortique, ballonnet intra aortique
Impella | assistance ventriculaire percutanée | impella, assistance ventriculaire
EER, HDFVVC, CVVH | épuration extra-rénale | epuration extra renale
MARS | suppléance hépatique | suppleance hepatique
PIC | monitorage de la pression intracrânienne | pression intracranienne
`;

/** What people call the problem; it leads to the units that take it. */
export const criticalLeads = `
AVC, stroke, attaque cérébrale, AIT | USINV, thrombolyse ou thrombectomie | #263, neurovasculaire, thrombolyse, thrombectomie
IDM, infarctus, SCA, STEMI, NSTEMI, syndrome coronaire | USIC ou coronarographie | #262, coronarographie, angioplastie coronaire
OAP | USIC ou ventilation non invasive | #262, ventilation non invasive
brûlure, brûlé | centre des brûlés | #308, #146
intox, intoxication, surdose | toxicologie ou réanimation | antipoison, toxicolog
CO, monoxyde, embolie gazeuse, plongée | caisson hyperbare | hyperbare
noyade, choc septique, coma | réanimation | #121
AVP, polytraumatisé | trauma center | polytraumatis, trauma center
TC, trauma crânien, HED, HSD | neurochirurgie | #160, neurochirurg
prématuré, préma | néonatalogie | #286, #287, #289, neonat
TS, tentative de suicide | urgences psychiatriques | #301, urgence psychiatr
accouchement, parturiente | maternité | #290, maternite
doigt coupé, amputation doigt | SOS main | sos main, chirurgie main
`;
