import type {Drift, DriftCode} from '../../sync/drift.ts';

/** What a drift means, in a few words before the values. */
export const drifts = {
	A1: 'немає в білінгу',
	A2: 'абонент у білінгу є, цієї послуги ТБ немає',
	A3: 'немає у Stalker',
	A4: 'ознаки ведуть до різних послуг або облікових записів',
	A5: 'особовий рахунок не збігається з ID ТБ',
	B1: 'у Stalker увімкнено, у білінгу вимкнено',
	B2: 'у Stalker вимкнено, у білінгу увімкнено',
	B3: 'увімкнено, а в білінгу закінчилося',
	C1: 'тарифний план відрізняється',
	C2: 'тарифного плану немає в білінгу',
	C3: 'тарифного плану немає у Stalker',
	C4: 'типовий тарифний план або його немає',
	C5: 'перевірте зовнішній ID або назву',
	D1: 'MAC відрізняється',
	D2: 'MAC лише з одного боку',
	D3: 'MAC кількох облікових записів',
	D4: 'MAC кількох послуг',
	D5: 'MAC записано по-різному',
	D6: 'не MAC приставки Infomir',
	E1: 'ПІБ або телефон відрізняються',
	E2: 'баланс відрізняється',
	E3: 'дата закінчення відрізняється',
	F1: 'приставку не зареєстровано в білінгу',
	F2: 'спільний особовий рахунок',
	G1: 'каналу немає в білінгу',
	G2: 'каналу немає у Stalker',
	G3: 'назва або номер відрізняються',
	G4: 'ID кількох каналів',
	H1: 'вибрані канали відрізняються',
	H2: 'вибраного каналу не існує',
	H3: 'вибрано в білінгу, приставки немає у Stalker',
	V1: 'запис незрозумілий',
} satisfies Record<DriftCode, string>;

/** Drifts whose words say all that the values would. */
const saysAll: ReadonlySet<DriftCode> = new Set(['A1', 'A2', 'A3', 'A4', 'B1', 'B2']);

/** Drifts whose value may be missing in billing; in the others there is nothing to compare with where it is. */
const canBeBlank: ReadonlySet<DriftCode> = new Set(['C1', 'C4', 'D2', 'E3']);

/** `Stalker 101, білінг 103`; of long values only a bar between them, Stalker's first. */
function sides(theirs: string | null, ours: string | null): string {
	const [one, other] = [theirs || '—', ours || '—'];
	return one.length + other.length <= 40 ? `Stalker ${one}, білінг ${other}` : `${one} | ${other}`;
}

/** A drift in words: what it is, both values, who else is concerned. */
export function tellDrift({code, field, theirs, ours, with: others}: Drift): string {
	const values = ours === null && !canBeBlank.has(code) ? (theirs ?? '') : sides(theirs, ours);
	const subject = saysAll.has(code) || values === '' ? '' : ` (${field}: ${values})`;
	return `${drifts[code]}${subject}${others ? `: ${others.join(', ')}` : ''}`;
}
