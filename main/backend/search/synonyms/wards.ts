/** Wards, specialities and ways of taking patients in. See index.ts for how a line reads. */
export const wards = `
cardio | cardiologie | #149, cardiolog
rythmo, PM, pacemaker | rythmologie | rythmolog, stimulateur cardiaque
CCV, chir cardiaque, CTCV | chirurgie thoracique et cardiovasculaire | #151, chirurgie cardiaque, chirurgie thoracique, chirurgie cardiovasculaire
chir thoracique | chirurgie thoracique | #151, chirurgie thoracique
chir vasc | chirurgie vasculaire | #152, chirurgie vasculaire
angio, angiologie | médecine vasculaire | #158, medecine vasculaire, angiolog
pneumo | pneumologie | #163, pneumolog
neuro | neurologie | #161, neurolog
neurochir, NCH | neurochirurgie | #160, neurochirurg
ortho, traumato, COT | chirurgie orthopédique et traumatologique | #150, orthoped, traumatolog
rachis | chirurgie du rachis | rachis
SOS main, CUM, FESUM | chirurgie de la main | sos main, chirurgie main, urgence main
viscéral, chir dig | chirurgie viscérale et digestive | #153, chirurgie viscer, chirurgie digesti
bariatrique, obésité | chirurgie de l’obésité | obesite, bariatri
HGE, gastro, hépato | hépato-gastro-entérologie | #170, gastro enterolog, hepatolog
néphro | néphrologie | #159, nephrolog
uro | urologie | #234, urolog
gynéco | gynécologie | #157, gynecolog
GO, obstétrique | gynécologie-obstétrique | #290, obstetri
mater, maternité | maternité | #290, maternite
GHR, GHP, grossesse patho | grossesse pathologique | #293, grossesse pathologique, grossesse haut risque
mater 1, niveau 1 | maternité de type I | maternite type i, maternite niveau 1, niveau 1
mater 2, mater 2B, niveau 2 | maternité de type II | maternite type ii, maternite niveau 2, niveau 2
mater 3, niveau 3 | maternité de type III | maternite type iii, maternite niveau 3, niveau 3
SDN, salle de naissance, bloc obs | bloc obstétrical | bloc obstetrical, salle naissance
néonat | néonatalogie | #289, #286, #287, neonatal, neonato
UK, kangourou | unité kangourou | #288, kangourou
ped, pédia | pédiatrie | #162, pediatr
chir ped, chir inf | chirurgie pédiatrique | #241, chirurgie pediatr, chirurgie infantile
ORL | oto-rhino-laryngologie | #173, orl, oto rhino, cervico facial
ophtalmo, OPH | ophtalmologie | #172, ophtalmolog
stomato, CMF, maxillo | stomatologie et chirurgie maxillo-faciale | #166, stomatolog, maxillo facial
plastie, chir plastique, CPRE plastique | chirurgie plastique et reconstructrice | #242, plasti, reconstruct
dermato | dermatologie | #154, dermatolog
rhumato | rhumatologie | #165, rhumatolog
endoc, diabéto | endocrinologie et diabétologie | #167, endocrinolog, diabetolog
infectieux, SMIT, mal inf | maladies infectieuses et tropicales | #168, maladie infectieuse
hémato | hématologie | #169, hematolog
onco, cancéro | oncologie | #171, oncolog, cancerolog
RCP | réunion de concertation pluridisciplinaire | concertation pluridisciplinaire
méd int, interne | médecine interne | #176, medecine interne
MP, poly | médecine polyvalente | #238, medecine polyvalent
MPU, post-urgences | médecine polyvalente post-urgence | post urgence
géria, gériatrie | gériatrie | #156, geriatr
CSG, court séjour | court séjour gériatrique | #156, court sejour geriatr
UGA, UMG | médecine aiguë gériatrique | medecine aigue geriatr, geriatrie aigue
EMSG | équipe mobile de gériatrie | equipe mobile geriatr
UCC, Alzheimer | unité cognitivo-comportementale | cognitivo comportement, alzheimer
USP, LISP | unité de soins palliatifs | #175, soin palliatif
EMSP | équipe mobile de soins palliatifs | equipe mobile soin palliatif
addicto, ELSA, sevrage | addictologie | #145, addictolog, sevrage
allergo | allergologie | #148, allergolog
MPR, rééduc | médecine physique et de réadaptation | #233, medecine physique, readaptation
SSR, SMR, soins de suite, convalescence | soins médicaux et de réadaptation (SMR, ex-SSR) | soin medicaux readaptation, soin suite, smr, ssr
SMR polyvalent | SMR polyvalent | #100, smr polyvalent
SMR géria, SSRG | SMR gériatrique | #101, smr geriatr
SMR loco | SMR de l’appareil locomoteur | #102, smr locomoteur, appareil locomoteur
SMR neuro, EVC, EPR | SMR du système nerveux | #103, smr systeme nerveux, smr neurolog
SMR cardio, réadaptation cardiaque | SMR cardio-vasculaire | #104, smr cardio, readaptation cardiaque
SMR respi | SMR respiratoire | #105, smr pneumolog, smr respiratoire
psy, psychiatrie | psychiatrie | #174, #282, psychiatr
pédopsy | psychiatrie de l’enfant et de l’adolescent | #282, pedopsychiatr, psychiatrie enfant, psychiatrie infanto
CPOA, UPSY, urgences psy, CAC | urgences psychiatriques | #301, urgence psychiatr, accueil psychiatrique
UHSA | unité hospitalière spécialement aménagée | #17, hospitaliere specialement amenagee
UMD | unité pour malades difficiles | #18, malade difficile
SDRE, SDT, SPI, sans consentement | soins psychiatriques sans consentement | sans consentement
CMP | centre médico-psychologique | centre medico psychologique
CATTP | centre d’accueil thérapeutique à temps partiel | accueil therapeutique temps partiel
ELAP, psy liaison | psychiatrie de liaison | psychiatrie liaison
USLD, SLD, long séjour | unité de soins de longue durée | #249, soin longue duree, long sejour
HAD | hospitalisation à domicile | #128, #129, #130, #131, hospitalisation domicile, sante domicile
HDJ, hôpital de jour | hospitalisation de jour | hospitalisation jour, hopital jour
HDN | hospitalisation de nuit | hospitalisation nuit
HDS, hôpital de semaine | hospitalisation de semaine | hospitalisation semaine
HC, hospit | hospitalisation complète | hospitalisation complete
UCA, ambu, chir ambu | chirurgie ambulatoire | chirurgie ambulatoire, ambulatoire
PASS | permanence d’accès aux soins de santé | permanence acces soin
CIDDIST, CeGIDD | dépistage et infections sexuellement transmissibles | depistage infection sexuel, cegidd
CPE, consult anesthésie, CPA | consultation d’anesthésie | #237, consultation anesthes
anesth, MAR | anesthésie | #237, anesthes
douleur, CETD | consultation de la douleur | douleur
CMRR, mémoire | consultation mémoire | consultation memoire
`;

/** What people call the problem; it leads to the units that take it. */
export const wardLeads = `
fracture, col du fémur, FESF | orthopédie-traumatologie | #150, orthoped
appendicite, péritonite, occlusion | chirurgie viscérale | #153, chirurgie viscer
colique néphrétique, torsion | urologie | #234, urolog
GEU, fausse couche | urgences gynécologiques | #157, gynecolog, urgence gynecolog
glaucome, décollement de rétine, corps étranger œil | ophtalmologie | #172, ophtalmolog
épistaxis, épiglottite | ORL | #173, orl
IVG, avortement | interruption volontaire de grossesse | interruption volontaire grossesse
drépano, drépanocytose | hématologie | drepanocyt, #169
hémorragie digestive, rectorragie | endoscopie digestive | endoscopie digesti, #170
ischémie de membre, anévrisme, dissection | chirurgie vasculaire | #152, chirurgie vasculaire, endoprothese aortique
VIH, tuberculose, Ebola | maladies infectieuses | #168, maladie infectieuse
`;
