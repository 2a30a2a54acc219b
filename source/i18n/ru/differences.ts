import type {Dictionary} from '../en/index.ts';
import {createDifferenceFormatter} from '../format-difference.ts';

/** The name of each kind of difference, shown before the values. */
export const differences = {
	A1: 'нет в биллинге',
	A2: 'абонент в биллинге есть, этой услуги ТВ нет',
	A3: 'нет в Stalker',
	A4: 'идентификаторы указывают на разные услуги или учётные записи',
	A5: 'лицевой счёт не равен ID ТВ',
	B1: 'включено в Stalker, отключено в биллинге',
	B2: 'отключено в Stalker, включено в биллинге',
	B3: 'включено, а в биллинге срок истёк',
	B4: 'включено, а в биллинге ещё не активировано',
	B5: 'отключено, есть долг',
	B6: 'включено, есть долг',
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
} satisfies Dictionary['differences'];

/** The names of the values of a status in a difference. */
export const differenceStates = {
	on: 'включено',
	off: 'отключено',
	deleted: 'удалено',
	expired: 'истекло',
	debt: 'долг',
} satisfies Dictionary['differenceStates'];

/** A difference as one text. */
export const formatDifference = createDifferenceFormatter({
	differences,
	billing: 'биллинг',
	states: differenceStates,
});
