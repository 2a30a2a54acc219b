import type {Dictionary} from '../en/index.ts';
import {createDifferenceFormatter} from '../format-difference.ts';

/** The name of each kind of difference, shown before the values. */
export const differences = {
	A1: 'немає в білінгу',
	A2: 'абонент у білінгу є, цієї послуги ТБ немає',
	A3: 'немає у Stalker',
	A4: 'ідентифікатори вказують на різні послуги або облікові записи',
	A5: 'особовий рахунок не збігається з ID ТБ',
	B1: 'у Stalker увімкнено, у білінгу вимкнено',
	B2: 'у Stalker вимкнено, у білінгу увімкнено',
	B3: 'увімкнено, а в білінгу термін минув',
	B4: 'увімкнено, а в білінгу ще не активовано',
	B5: 'вимкнено, є борг',
	B6: 'увімкнено, є борг',
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
	V1: 'запис не розпізнано',
} satisfies Dictionary['differences'];

/** The names of the values of a status in a difference. */
export const differenceStates = {
	on: 'увімкнено',
	off: 'вимкнено',
	deleted: 'видалено',
	expired: 'термін минув',
	debt: 'борг',
} satisfies Dictionary['differenceStates'];

/** A difference as one text. */
export const formatDifference = createDifferenceFormatter({
	differences,
	billing: 'білінг',
	states: differenceStates,
});
