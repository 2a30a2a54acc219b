import type {Dictionary} from '../en/index.ts';
import {suggestion} from './usage-errors.ts';

/** Ukrainian: see ../en/filter-texts.ts. */
export const filterForms = {
	word: 'текст у будь-якому стовпці; у лапках — з пробілами і знаками',
	column: 'текст у цьому стовпці; досить початку або кінця його назви',
	equal: 'саме це значення (:= те саме) або інше',
	blank: 'порожня комірка; непорожня комірка',
	number: 'менше або більше число; також <= і >',
	date: 'раніше або в межах дня, місяця, року; також > <= >= і 01.12.2026',
	age: 'менше або більше ніж стільки тому; min h d w mo y',
	moment: 'не пізніше ніж за стільки днів; до сьогодні',
	alternatives: 'одне з кількох',
	not: 'рядки, що не відповідають',
	status: 'рядки з одним із цих станів синхронізації',
	kind: 'рядки з розбіжністю цього виду; kind: те саме',
} satisfies Dictionary['filterForms'];

/** How a sentence names the value of a term; one that is typed begins as an empty value. */
const valueName = (text: string): string => (text === '' ? 'Порожнє значення' : `«${text}»`);

/** Why a term of a filter has no meaning, and the way out. `text`: the part that has none. */
export const filterErrorMessages = {
	'filter-column': ({text, nearest}) => `Стовпця «${text}» немає.${suggestion(nearest)} У лапках це текст.`,
	'filter-number': ({text}) => `${valueName(text)} — не число.`,
	'filter-date': ({text}) => `${valueName(text)} — не дата. Напишіть 2026-12-01, 30d або +7d.`,
	'filter-flag': ({text}) => `${valueName(text)} — не on і не off. Напишіть =on або =off.`,
	'filter-status': ({text}) =>
		`${valueName(text)} — не стан синхронізації. Напишіть щось із = ~ + - ! ?, назву, як-от differs, або unsynced.`,
	'filter-kind': ({text}) => `${valueName(text)} — не вид розбіжності, як-от B1.`,
	/** Enter was pressed on such a filter. */
	'filter-refused': ({reason}) => `Показано рядки останнього чинного фільтра. ${reason}`,
} satisfies Partial<Dictionary['messages']>;
