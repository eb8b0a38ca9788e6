import { kind, type UnitKind } from './unit-types.ts';

/** TRE_R244 code, label, discipline, specific acts, equipment. Each gives wards, day hospital and consultations. */
const specialties = `
149|Cardiologie|heart|Échographie transœsophagienne (ETO);Holter ECG;Échographie d’effort;Cardioversion|Échographe;Tapis de marche
163|Pneumologie|heart|Ventilation non invasive (VNI);Fibroscopie bronchique;Polysomnographie|Pléthysmographe
151|Chirurgie thoracique et cardiovasculaire|heart|Chirurgie sous circulation extracorporelle;Remplacement valvulaire|Circulation extracorporelle
152|Chirurgie vasculaire|heart|Endoprothèse aortique;Pontage artériel|Salle hybride
158|Médecine vasculaire|heart|Échographie-Doppler|Échographe Doppler
161|Neurologie|neuro|Électroencéphalogramme;Toxine botulique;Ponction lombaire|Électroencéphalographe
160|Neurochirurgie|neuro|Dérivation ventriculaire;Chirurgie éveillée|Neuronavigation
173|ORL et chirurgie cervico-faciale|neuro|Implant cochléaire;Audiométrie|Cabine d’audiométrie
172|Ophtalmologie|neuro|Injection intravitréenne;Angiographie rétinienne;Chirurgie de la rétine|Tomographe à cohérence optique
166|Stomatologie et chirurgie maxillo-faciale|neuro|Ostéosynthèse mandibulaire|
156|Gériatrie|ageing|Évaluation gériatrique standardisée|
238|Médecine polyvalente|medicine|Ponction d’ascite|
176|Médecine interne|medicine|Capillaroscopie|
168|Maladies infectieuses et tropicales|medicine|Vaccination du voyageur;Chambre à pression négative|
159|Néphrologie|medicine|Dialyse péritonéale;Ponction-biopsie rénale|
167|Endocrinologie – Diabétologie|medicine|Pompe à insuline;Éducation thérapeutique|
170|Hépato-gastro-entérologie|medicine|Endoscopie digestive;CPRE;Écho-endoscopie|Colonne d’endoscopie
169|Hématologie|medicine|Autogreffe;Aphérèse|
171|Oncologie|medicine|Chimiothérapie;Immunothérapie|Isolateur de préparation
165|Rhumatologie|medicine|Infiltration sous scopie;Ostéodensitométrie|Ostéodensitomètre
154|Dermatologie|medicine|Photothérapie;Dermatoscopie|Cabine de photothérapie
148|Allergologie|medicine|Tests de réintroduction|
145|Addictologie|medicine|Sevrage complexe|
233|Médecine physique et de réadaptation|ageing|Bilan urodynamique|Isocinétisme
150|Chirurgie orthopédique et traumatologique|surgery|Prothèse totale de hanche;Chirurgie du rachis;SOS main|Amplificateur de brillance
153|Chirurgie viscérale et digestive|surgery|Chirurgie de l’obésité;Cœlioscopie;Chirurgie hépatique|Robot chirurgical
234|Urologie|surgery|Lithotritie;Prostatectomie robot-assistée|Lithotriteur
242|Chirurgie plastique et reconstructrice|surgery|Lambeau libre;Reconstruction mammaire|
157|Gynécologie|motherChild|Hystéroscopie;Interruption volontaire de grossesse|Hystéroscope
162|Pédiatrie|motherChild|Test de la sueur;Épreuve fonctionnelle respiratoire de l’enfant|
241|Chirurgie pédiatrique|motherChild|Chirurgie néonatale|
237|Anesthésie|surgery|Consultation d’anesthésie|`
  .trim()
  .split('\n');

const consultationTopics = [
  'générale',
  'd’urgence',
  'de suivi',
  'd’expertise',
  'de dépistage',
  'd’annonce',
  'mémoire',
  'de la douleur',
];

function kindsOf(line: string): UnitKind[] {
  const [type = '', label = '', discipline = '', acts = '', equipment = ''] = line.split('|');
  const child = type === '162' || type === '241';
  const common = {
    acts: acts === '' ? [] : acts.split(';'),
    equipment: equipment === '' ? [] : [equipment],
    ages: child ? ([0, 17] as const) : type === '156' ? ([75, 120] as const) : ([16, 120] as const),
  };
  const lower = label.charAt(0).toLowerCase() + label.slice(1);
  const of = /^[aeiouyéèêœh]/iu.test(lower) ? `d’${lower}` : `de ${lower}`;
  return [
    kind(
      type,
      label,
      discipline,
      label,
      `${label}|${label} – hospitalisation complète|Hospitalisation ${of}|${label} – secteur A|${label} – secteur B|${label.toUpperCase()} HC|Hospitalisation de semaine – ${lower}`,
      { ...common, hours: 'always', beds: [10, 32], weight: 20 },
    ),
    kind(type, label, discipline, label, `Hôpital de jour ${of}|${label} – HDJ|HDJ ${lower}`, {
      ...common,
      mode: '29',
      hours: 'day',
      beds: [4, 14],
      weight: 14,
    }),
    kind(
      '69',
      'Consultation externe',
      discipline,
      label,
      [`Consultation ${of}`, ...consultationTopics.map((topic) => `${label} – consultation ${topic}`)].join(
        '|',
      ),
      { ...common, mode: '32', hours: 'office', weight: 40 },
    ),
    kind(
      type,
      label,
      discipline,
      label,
      `Explorations fonctionnelles – ${lower}|Plateau technique ${of}|${label} – actes programmés`,
      { ...common, mode: '32', hours: 'office', weight: 9 },
    ),
    kind(type, label, discipline, label, `Équipe mobile ${of}|${label} – avis et astreinte`, {
      ...common,
      mode: '59',
      hours: 'evening',
      weight: 4,
    }),
  ];
}

/** Wards, day hospitals, consultations, technical units and mobile teams of every hospital specialty. */
export const hospitalKinds: readonly UnitKind[] = specialties.flatMap(kindsOf);
