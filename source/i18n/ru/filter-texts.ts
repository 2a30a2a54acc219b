import type {Dictionary} from '../en/index.ts';
import {suggestion} from './usage-errors.ts';

/** Russian: see ../en/filter-texts.ts. */
export const filterForms = {
	word: 'текст в любом столбце; в кавычках — с пробелами и знаками',
	column: 'текст в этом столбце; достаточно начала или конца его названия',
	equal: 'именно это значение (:= то же самое) или другое',
	blank: 'пустая ячейка; непустая ячейка',
	number: 'меньшее или большее число; также <= и >',
	date: 'раньше или в пределах дня, месяца, года; также > <= >= и 01.12.2026',
	age: 'меньше или больше чем столько назад; min h d w mo y',
	moment: 'не позже чем через столько дней; до сегодня',
	alternatives: 'одно из нескольких',
	not: 'строки, которые не подходят',
	status: 'строки с одним из этих статусов синхронизации',
	kind: 'строки с расхождением этого вида; kind: то же самое',
} satisfies Dictionary['filterForms'];

/** How a sentence names the value of a term; one that is typed begins as an empty value. */
const valueName = (text: string): string => (text === '' ? 'Пустое значение' : `«${text}»`);

/** Why a term of a filter has no meaning, and the way out. `text`: the part that has none. */
export const filterErrorMessages = {
	'filter-column': ({text, nearest}) => `Столбца «${text}» нет.${suggestion(nearest)} В кавычках это текст.`,
	'filter-number': ({text}) => `${valueName(text)} — не число.`,
	'filter-date': ({text}) => `${valueName(text)} — не дата. Напишите 2026-12-01, 30d или +7d.`,
	'filter-flag': ({text}) => `${valueName(text)} — не on и не off. Напишите =on или =off.`,
	'filter-status': ({text}) =>
		`${valueName(text)} — не статус синхронизации. Напишите что-то из = ~ + - ! ?, название, например differs, или unsynced.`,
	'filter-kind': ({text}) => `${valueName(text)} — не вид расхождения, как B1.`,
	/** Enter was pressed on such a filter. */
	'filter-refused': ({reason}) => `Показаны строки последнего верного фильтра. ${reason}`,
} satisfies Partial<Dictionary['messages']>;
