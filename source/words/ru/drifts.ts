import type {Drift, DriftCode} from '../../sync/drift.ts';
import type {Dictionary} from '../en/index.ts';

/** What a drift means, in a few words before the values. */
export const drifts = {
	A1: 'нет в биллинге',
	A2: 'абонент в биллинге есть, этой услуги ТВ нет',
	A3: 'нет в Stalker',
	A4: 'ведёт к разным услугам или учётным записям',
	A5: 'лицевой счёт не равен ID ТВ',
	B1: 'включено в Stalker, отключено в биллинге',
	B2: 'отключено в Stalker, включено в биллинге',
	B3: 'включено, а в биллинге удалено или истекло',
	C1: 'тарифный план отличается',
	C2: 'тарифного плана нет в биллинге',
	C3: 'тарифного плана нет в Stalker',
	C4: 'тарифный план по умолчанию или никакой',
	C5: 'проверьте внешний ID или название',
	D1: 'MAC отличается',
	D2: 'MAC только с одной стороны',
	D3: 'MAC у нескольких учётных записей',
	D4: 'MAC у нескольких услуг',
	D5: 'MAC записан по-разному',
	D6: 'MAC не от приставки Infomir',
	E1: 'отличается ФИО или телефон',
	E2: 'отличается баланс',
	E3: 'отличается срок действия',
	F1: 'приставки нет в биллинге',
	F2: 'лицевой счёт у нескольких',
	G1: 'канала нет в биллинге',
	G2: 'канала нет в Stalker',
	G3: 'отличается название или номер',
	G4: 'один ID у нескольких каналов',
	H1: 'отличаются выбранные каналы',
	H2: 'выбранного канала не существует',
	H3: 'выбрано в биллинге, приставки нет в Stalker',
	V1: 'запись не распознана',
} satisfies Dictionary['drifts'];

/** Drifts whose words say all that the values would. */
const saysAll: ReadonlySet<DriftCode> = new Set(['A1', 'A2', 'A3', 'A4', 'B1', 'B2']);

/** Drifts whose value may be missing in billing; in the others there is nothing to compare with where it is. */
const canBeBlank: ReadonlySet<DriftCode> = new Set(['C1', 'C4', 'D2', 'E3']);

/** What the two sides are in a drift of the status. */
const states: Readonly<Record<string, string>> = {on: 'включено', deleted: 'удалено', expired: 'истекло'};

/** `Stalker 101, биллинг 103`; of long values only a bar between them, Stalker's first. */
function sides(theirs: string | null, ours: string | null): string {
	const [one, other] = [theirs || '—', ours || '—'];
	return one.length + other.length <= 40 ? `Stalker ${one}, биллинг ${other}` : `${one} | ${other}`;
}

/** A drift in words: what it is, both values, who else is concerned. */
export function tellDrift({code, field, theirs, ours, with: others}: Drift): string {
	const worded = (value: string | null) => (code === 'B3' && value ? (states[value] ?? value) : value);
	const values =
		ours === null && !canBeBlank.has(code) ? (theirs ?? '') : sides(worded(theirs), worded(ours));
	const subject = saysAll.has(code) || values === '' ? '' : ` (${field}: ${values})`;
	return `${drifts[code]}${subject}${others ? `: ${others.join(', ')}` : ''}`;
}
